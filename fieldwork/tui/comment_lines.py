"""What people wrote, as rows: item by item, form by form, what is picked for quotation, what is questioned. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from fieldwork.analysis.comments import Comment, with_words
from fieldwork.text import counted, shown
from fieldwork.tui.checklist_paint import Segment, fitted, pad
from fieldwork.tui.rows import BLANK, Row, paragraph

_INDENT = 11
_SERIAL = 7
PICKED = "”"
"""Stands before what is picked for quotation."""


@dataclass(frozen=True, slots=True)
class CommentsView:
    """All comments of a questionnaire, the words that are looked for, and what a text holds that is questioned."""

    every: Sequence[Comment]
    typed: str
    questioned: Callable[[str], Sequence[str]]

    @property
    def found(self) -> tuple[Comment, ...]:
        """Those with the words that are looked for."""
        return with_words(self.every, self.typed)


def title_words(view: CommentsView) -> str:
    """How many there are, how many are shown, how many are picked."""
    found = view.found
    shown_words = f"{len(found)} of {len(view.every)}" if view.typed.strip() else f"{len(view.every)}"
    picked = sum(comment.picked for comment in view.every)
    return f"{shown_words} · {picked} picked"


def comment_rows(view: CommentsView, width: int) -> list[Row]:
    """All rows. Tab stops at every comment."""
    rows: list[Row] = []
    before = None
    found = view.found
    for comment in found:
        if comment.item != before:
            before = comment.item
            rows += [*([BLANK] if rows else []), *_heading(comment, found, width)]
        rows += _comment(view, comment, width)
    if not rows:
        words = "No comment has these words. Esc clears the filter." if view.every else "Nobody wrote anything yet."
        rows = [Row(fitted(((f" {words}", "dim"),), width))]
    return rows


def _heading(comment: Comment, found: Sequence[Comment], width: int) -> list[Row]:
    item = comment.item
    wrote = counted(sum(one.item == item for one in found), "comment")
    lead = ((pad(f" {item.id}", _SERIAL), "head"),)
    return paragraph(f"{item.text}  ({wrote})", "bold", _SERIAL, width, about=item.text, lead=lead)


def _comment(view: CommentsView, comment: Comment, width: int) -> Iterator[Row]:
    mark: Segment = (f" {PICKED} " if comment.picked else "   ", "good")
    lead: tuple[Segment, ...] = ((pad(shown(comment.serial).rjust(_SERIAL - 1), _SERIAL), "dim"), mark, (" ", ""))
    style = "good" if comment.picked else ""
    rows = paragraph(shown(comment.text), style, _INDENT, width, target=comment.target, about=comment.text, lead=lead)
    for index, row in enumerate(rows):
        yield Row(row.segments, row.target, index == 0, row.about, comment.serial if index == 0 else "")
    for words in view.questioned(comment.text):
        yield from paragraph(f"? {words}", "warn", _INDENT, width, target=comment.target, about=comment.text)
