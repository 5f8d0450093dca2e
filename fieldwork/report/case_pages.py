"""Two pages on one case for the talk with the case manager: what to ask her, and a summary of strengths and gaps.

Neither has a score or a percentage: a figure would lead the talk (DESIGN 5). The summary fits one page of A4: where
there is too much, less of each criterion is said, and how much is left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fieldwork.analysis.talk import Item, RestKind, for_the_talk, what_else
from fieldwork.record import names
from fieldwork.record.describing import value_words
from fieldwork.report.document import Block, Document, Heading, Listing, Remark, Span, Table, items, paragraph
from fieldwork.report.html import to_html
from fieldwork.report.markdown import to_markdown
from fieldwork.report.plain import text_lines, to_text
from fieldwork.text import clip, counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from fieldwork.programme.models import Question
    from fieldwork.record.judging import Judgement
    from fieldwork.record.views import Case, Inspection, Note

PAGE_LINES = 84
"""Lines of 80 columns on one page of A4 at eight lines and twelve columns to the inch; the web page holds as much."""

ENDINGS = (".html", ".txt", ".md")

REST_TITLES: dict[RestKind, str] = {
    "disputed": "Disputed: an answer settles it",
    "no_date": "Dates not typed yet",
    "open": "Open",
    "waits": "Waits for another answer",
}
_TALK_WHY = {"parked": "to ask", "undated": "bears no date"}
_CASE_DATA = "Holds case data: for the talk, then back into the file or destroyed."


def rendered(document: Document, ending: str, *, compact: bool = False) -> str:
    """A page in the form that a file name's ending asks for: one of `ENDINGS`."""
    if ending == ".html":
        return to_html(document, compact=compact)
    return to_markdown(document) if ending == ".md" else to_text(document)


# -- what to ask -------------------------------------------------------------------------------------------------


def left_page(inspection: Inspection, case: Case, judgements: Mapping[str, Judgement]) -> Document:
    """What to ask the case manager in the order of the file, then what else is open in the case."""
    programme = inspection.programme
    dates = {one.id: case.date(one.id) for one in programme.dates}
    talk = for_the_talk(programme, judgements, dates)
    shelf = _Notes(inspection, case)
    blocks: list[Block] = [Heading(1, f"Case {case.reference}: what to ask the case manager"), _about(inspection, case)]
    if talk:
        rows = tuple(_talk_row(inspection, item, shelf) for item in talk)
        blocks += [Heading(2, "For the talk, in the order of the file"), Table(("No.", "What", "Why"), rows)]
    else:
        blocks.append(paragraph("Nothing is parked, undated or against a rule."))
    for kind, rest in what_else(programme, judgements, dates).items():
        blocks.append(Heading(2, f"{REST_TITLES[kind]} ({len(rest)})"))
        blocks.append(Listing(items(*(_rest_line(inspection, one) for one in rest))))
    return Document((*blocks, *_remarks(inspection)))


def _talk_row(inspection: Inspection, item: Item, shelf: _Notes) -> tuple[str, str, str]:
    notes = [f"✎ {note}" for note in shelf.on_question(item.question)] if item.question else []
    what = " ".join([_what(inspection, item), *notes])
    return item.question, what, _TALK_WHY.get(item.kind) or f"answered, though {item.why}"


def _rest_line(inspection: Inspection, item: Item) -> str:
    text = f"{item.question} {_what(inspection, item)}".strip()
    return f"{text} ({item.why})" if item.why else text


def _what(inspection: Inspection, item: Item) -> str:
    if item.question:
        return inspection.programme.question[item.question].text
    return next(one.title for one in inspection.programme.dates if one.id == item.date)


# -- the summary -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Room:
    """How much is said: strengths and gaps of each criterion, and characters of a note."""

    strengths: int
    gaps: int
    note: int


_ROOMS = (
    *(_Room(strengths, 99, note) for strengths, note in ((99, 400), (99, 140), (9, 140), (6, 140), (4, 120), (3, 120))),
    *(_Room(2, gaps, note) for gaps, note in ((99, 100), (12, 100), (9, 100), (7, 90), (5, 80))),
    *(_Room(1, gaps, note) for gaps, note in ((4, 70), (3, 60), (2, 50), (1, 40), (1, 0))),
)
"""From all there is to say to what always fits: first less of what was judged well, then shorter notes, then less."""


def summary_page(inspection: Inspection, case: Case, judgements: Mapping[str, Judgement]) -> Document:
    """Strengths and gaps of a case by criterion, in words, with the notes that are marked or belong, on one page."""
    shelf = _Notes(inspection, case)
    least, most = 0, len(_ROOMS) - 1
    while least < most:  # halving: setting a page takes some milliseconds
        middle = (least + most) // 2
        if len(text_lines(_summary(inspection, case, judgements, shelf, _ROOMS[middle]))) <= PAGE_LINES:
            most = middle
        else:
            least = middle + 1
    return _summary(inspection, case, judgements, shelf, _ROOMS[least])


def _summary(
    inspection: Inspection, case: Case, judgements: Mapping[str, Judgement], shelf: _Notes, room: _Room
) -> Document:
    blocks: list[Block] = [Heading(1, f"Case {case.reference}: summary for the talk"), _about(inspection, case)]
    for criterion in inspection.programme.criteria:
        questions = inspection.programme.by_criterion[criterion.id]
        found = _criterion(questions, judgements, shelf, room)
        marked = _marked(shelf.on_criterion(criterion.id), room)
        if found or marked:
            blocks += [Heading(2, f"{criterion.id} {criterion.title}"), *found, *marked]
    if len(blocks) == 2:  # noqa: PLR2004 (the title and what case it is)
        blocks.append(paragraph("Nothing was judged yet."))
    on_case = [_quoted(note.text, room.note) for note in shelf.on_case] if room.note else []
    if on_case:
        blocks += [Heading(2, "On the case"), Listing(items(*on_case))]
    return Document((*blocks, *_still_open(judgements), *_remarks(inspection)))


def _criterion(
    questions: Iterable[Question], judgements: Mapping[str, Judgement], shelf: _Notes, room: _Room
) -> list[Block]:
    """What was judged well and what was not. What a rule made of another answer is not said twice."""
    judged = [
        (question, judgements[question.id].answer == question.good)
        for question in questions
        if not question.neutral
        and judgements[question.id].status == "answered"
        and judgements[question.id].answer in ("yes", "no")
    ]
    well = [question for question, good in judged if good]
    not_well = [question for question, good in judged if not good]
    blocks: list[Block] = []
    if well:
        said = _said(well, shelf, room.strengths, room.note)
        blocks.append(paragraph(Span("Judged well:", strong=True), " · ".join(said)))
    if not_well:
        said = _said(not_well, shelf, room.gaps, room.note)
        blocks += [paragraph(Span("Not as it should be:", strong=True)), Listing(items(*said))]
    return blocks


def _said(questions: list[Question], shelf: _Notes, most: int, note: int) -> list[str]:
    """As many questions as there is room for, those with notes before others, in their order."""
    first = sorted(questions, key=lambda one: not shelf.on_question(one.id))[:most]
    said = [_with_notes(one, shelf, note) for one in questions if one in first]
    more = len(questions) - len(said)
    return [*said, f"and {more} more"] if more else said


def _with_notes(question: Question, shelf: _Notes, note: int) -> str:
    notes = [_quoted(one, note) for one in shelf.on_question(question.id)] if note else []
    return " ".join([f"{question.id} {question.text}", *notes])


def _marked(notes: Iterable[Note], room: _Room) -> list[Block]:
    """Notes on the criterion itself, with what they are marked as."""
    if not room.note:
        return []
    noted = [f"{_mark(note)} {_quoted(note.text, room.note)}".strip() for note in notes]
    return [paragraph(Span("Noted:", strong=True)), Listing(items(*noted))] if noted else []


def _mark(note: Note) -> str:
    return "★ good practice:" if note.good_practice else "to be quoted:" if note.quotation else ""


def _quoted(text: str, most: int) -> str:
    return f"“{clip(' '.join(text.split()), most)}”"


def _still_open(judgements: Mapping[str, Judgement]) -> list[Block]:
    left = sum(one.to_do for one in judgements.values())
    if not left:
        return []
    parked = sum(one.parked for one in judgements.values())
    asked = f", {parked} of them to ask the case manager" if parked else ""
    return [paragraph(f"Still to judge: {counted(left, 'question')}{asked}.")]


# -- both --------------------------------------------------------------------------------------------------------


class _Notes:
    """The notes of a case by what they are on. One on a question belongs to it, and is marked where it is marked."""

    def __init__(self, inspection: Inspection, case: Case) -> None:
        self._notes = [note for note in inspection.notes if note.case == case.id and note.text.strip()]
        self._by_question: dict[str, list[str]] = {}
        for note in self._notes:
            if note.question:
                text = f"★ {note.text}" if note.good_practice else note.text
                self._by_question.setdefault(note.question, []).append(text)

    def on_question(self, question: str) -> list[str]:
        """Their texts, with a star before an example of good practice."""
        return self._by_question.get(question, [])

    def on_criterion(self, criterion: str) -> list[Note]:
        """Those on the criterion as a whole."""
        return [note for note in self._notes if not note.question and note.criterion == criterion]

    @property
    def on_case(self) -> list[Note]:
        """Those on the case as a whole."""
        return [note for note in self._notes if not note.question and not note.criterion]


def _about(inspection: Inspection, case: Case) -> Block:
    """Where, with what, and how the case is classified."""
    programme = inspection.programme
    parts = [inspection.area, programme.title]
    if case.phases:
        parts.append("custody and community" if case.phases == "both" else case.phases)
    for one in programme.classifications:
        recorded, own = case.attribute(one.recorded), case.attribute(one.own)
        if recorded is not None or own is not None:
            said, mine = (
                value_words(inspection, names.attribute(name), value) if value is not None else "not recorded"
                for name, value in ((one.recorded, recorded), (one.own, own))
            )
            parts.append(f"{one.title}: YOT {said}, inspector {mine}")
    return paragraph(" · ".join(part for part in parts if part))


def _remarks(inspection: Inspection) -> list[Block]:
    return [Remark(" ".join(part for part in (_CASE_DATA, inspection.synthetic) if part))]
