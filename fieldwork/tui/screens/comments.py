"""What people wrote in their own words: found as one types, picked for quotation, redacted. Enter opens the form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import ScreenResume
from textual.widgets import Input

from fieldwork.analysis.comments import Comment, comments, picking
from fieldwork.programme.models import Questionnaire
from fieldwork.record import names
from fieldwork.record.entry import Entry
from fieldwork.record.record import Statement
from fieldwork.record.returns import returns
from fieldwork.text import shown
from fieldwork.tui.comment_lines import CommentsView, comment_rows, title_words
from fieldwork.tui.questioning import Questioning
from fieldwork.tui.rows import Row
from fieldwork.tui.screens.base import WorkScreen
from fieldwork.tui.screens.prompt import ChoicePrompt, TextPrompt
from fieldwork.tui.widgets.filter_line import FilterLine
from fieldwork.tui.widgets.key_bar import Hint
from fieldwork.tui.widgets.line_list import LineList
from fieldwork.tui.widgets.row_list import RowList

PLACEHOLDER = "words, q14, a form's number, or \" for what is picked"


@dataclass
class CommentsMemory:
    """What the screen keeps while it is not shown."""

    filter: str = ""


class CommentsScreen(WorkScreen):
    """The comments of one questionnaire (its id), of `item` alone where one is named."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("quotation_mark", "pick", "quote, or not", key_display='"', id="comments.pick"),
        Binding("f", "filter", "filter", id="comments.filter"),
        Binding("tab", "next_comment(1)", "next", id="comments.next"),
        Binding("shift+tab", "next_comment(-1)", "comment before", show=False, id="comments.before"),
        Binding("R", "redact", "redact", id="comments.redact"),
        Binding("down", "move(1)", "down", show=False, id="comments.down"),
        Binding("up", "move(-1)", "up", show=False, id="comments.up"),
        Binding("escape", "clear", "clear the filter, or back", show=False, id="comments.clear"),
    ]
    DEFAULT_CSS = """
    CommentsScreen #body { height: 1fr; }
    """

    def __init__(self, questionnaire: str = "", item: str = "") -> None:
        super().__init__()
        self._wanted = questionnaire
        self._item = item
        self._every: tuple[Comment, ...] = ()
        self._view: CommentsView | None = None
        self._signs: dict[str, Sequence[str]] = {}

    def compose_body(self) -> ComposeResult:
        """The list, and the filter while there is one."""
        with Vertical(id="body"):
            yield RowList(self._rows, start=f"comment:{self._item}", id="comments")
            yield FilterLine(self._memory.filter, PLACEHOLDER)

    @property
    def _memory(self) -> CommentsMemory:
        return self.fieldwork.memory(f"comments {self._wanted}", CommentsMemory)

    @property
    def questionnaire(self) -> Questionnaire | None:
        """The one whose comments are shown."""
        return self.workspace.inspection.questionnaires.get(self._wanted)

    @property
    def rows(self) -> RowList:
        """The list."""
        return self.query_one(RowList)

    @property
    def here(self) -> Comment | None:
        """The comment the cursor is on."""
        target = self.rows.here.target
        return next((one for one in self._every if one.target == target), None)

    def on_mount(self) -> None:
        """Read the comments, and begin at the first."""
        self._questioning = Questioning(self.fieldwork)
        self.watch(self.query_one(FilterLine), "value", self._typed, init=False)
        self._read()
        super().on_mount()
        self.rows.focus()

    # -- what is shown -----------------------------------------------------------------------------------------------

    def _read(self) -> None:
        found = self.questionnaire
        self._every = () if found is None else comments(found, returns(self.workspace.record, found.id))
        self._find()

    def _find(self) -> None:
        self._view = CommentsView(self._every, self._memory.filter, self._questioned)

    def _questioned(self, text: str) -> Sequence[str]:
        if text not in self._signs:
            self._signs[text] = tuple(self._questioning.words(text))
        return self._signs[text]

    def _rows(self, width: int) -> Sequence[Row]:
        return comment_rows(self._view, width) if self._view is not None else ()

    def _renew(self, target: str = "") -> None:
        self._read()
        self.rows.renew(target)
        self.refresh_title()

    def title_line(self) -> Content:
        """How many, and of whom."""
        found = self.questionnaire
        whose = f" · {shown(found.respondents)}" if found is not None else ""
        words = title_words(self._view) if self._view is not None else ""
        return Content(f" Comments · {words}{whose}")

    def line_text(self) -> str:
        """The comment under the cursor."""
        return self.rows.here.about

    def key_hints(self) -> list[Hint]:
        """The keys of the list; those of the filter while one types there."""
        if isinstance(self.focused, FilterLine):
            return [("Enter", "keep it"), ("Esc", "all comments"), ("↑↓", "move")]
        return [("Enter", "the form"), *super().key_hints()]

    @on(ScreenResume)
    def _come_back(self) -> None:
        if self._view is not None:
            self._renew()

    def show_changed(self, entries: Sequence[Entry]) -> None:
        """Go to the comment that was undone or redone."""
        fields = {(entry.subject, entry.field.partition(":")[2]) for entry in entries if ":" in entry.field}
        self._read()
        found = (one for one in self._every if any((place[0], one.item.id) in fields for place in one.places))
        self._renew(next((one.target for one in found), ""))

    # -- going about -------------------------------------------------------------------------------------------------

    def action_move(self, by: int) -> None:
        """Move in the list while typing in the filter."""
        self.rows.action_move(by)

    def action_next_comment(self, by: int) -> None:
        """The next comment, or the one before."""
        self.rows.next_stop(by)

    @on(LineList.Chosen)
    def action_open(self) -> None:
        """The form on which it is written, at its item; Esc there comes back to this list."""
        comment = self.here
        if comment is not None and comment.serial != "?":
            self.fieldwork.drill("keying", questionnaire=self._wanted, serial=comment.serial, item=comment.item.id)

    def action_filter(self) -> None:
        """Type what the comments shown have to have."""
        self.query_one(FilterLine).begin()

    def _typed(self, value: str) -> None:
        self._memory.filter = value
        self._find()
        self.rows.renew()
        self.refresh_title()

    @on(Input.Submitted, "#filter")
    def _filter_ended(self) -> None:
        self.query_one(FilterLine).end(self.rows)

    def action_clear(self) -> None:
        """All comments again; where they are all there, back."""
        if not self.query_one(FilterLine).clear_away(self.rows):
            self.action_back()

    # -- picking for quotation ---------------------------------------------------------------------------------------

    def action_pick(self) -> None:
        """Pick it for quotation in the report, or no longer; what looks like a person's own data is questioned."""
        comment = self.here
        if comment is None:
            return
        signs = () if comment.picked else self._questioned(comment.text)
        if not signs or comment.text in self._questioning.kept:
            self._pick(comment)
            return

        def answered(choice: str | None) -> None:
            if choice == "keep":
                self._questioning.kept.add(comment.text)
                self._pick(comment)
            elif choice == "redact":
                self._redact(comment)

        choices = [("keep", "quote it as it is"), ("redact", "redact it: take it out for good")]
        self.app.push_screen(ChoicePrompt(f"{'; '.join(signs)}.", choices), answered)

    def _pick(self, comment: Comment) -> None:
        self.fieldwork.say(picking(comment))
        self._renew()

    # -- taking out --------------------------------------------------------------------------------------------------

    def action_redact(self) -> None:
        """Take its text out for good, after asking; then say what stands there without it."""
        if (comment := self.here) is not None:
            self._redact(comment)

    def _redact(self, comment: Comment) -> None:
        from fieldwork.tui.redacting import ask_redaction  # noqa: PLC0415 (imported when it is shown)

        def blank(places: Sequence[tuple[str, str]]) -> None:
            if places:
                ask_redaction(self.fieldwork, *places[0], lambda: blank(places[1:]))
                return
            self._renew()
            self._ask_instead(comment)

        blank(comment.places)

    def _ask_instead(self, comment: Comment) -> None:
        """The form would count as unfinished: offer to say what it says without what was redacted."""

        def typed(text: str | None) -> None:
            if text is not None and text.strip():
                value = {"text": text.strip()}
                self.fieldwork.say([Statement(comment.form, names.item(comment.item.id), value)])
                self._renew(comment.target)

        title = f"Form {comment.serial}, {comment.item.id}: what does it say without that?"
        hint = "as in: [name] was kind. Esc: the item stands open, to be keyed again"
        self.app.push_screen(TextPrompt(title, "", hint), typed)
