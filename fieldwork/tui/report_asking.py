"""What the report asks for at the bottom of the screen: a recommendation, dates, the lead; which figure is meant."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from fieldwork.errors import FieldworkError
from fieldwork.record import names
from fieldwork.record.dates import parse_day
from fieldwork.record.describing import value_words
from fieldwork.record.record import Statement
from fieldwork.record.report_parts import recommendations, recommending, split
from fieldwork.record.sitting import new_subject
from fieldwork.text import clean
from fieldwork.tui.questioning import Questioning, asked_once
from fieldwork.tui.report_writing import FINDING, NOTE, id_of, kind_of
from fieldwork.tui.screens.notes import NotesMemory
from fieldwork.tui.screens.prompt import ChoicePrompt, TextPrompt

if TYPE_CHECKING:
    from fieldwork.report.document import FigureRef, Span
    from fieldwork.tui.app import FieldworkApp
    from fieldwork.tui.drafting import Draft

Say = Callable[[Sequence[Statement]], object]

_DAYS = {names.PUBLICATION: "Day of publication", names.FOREWORD_DATE: "Day of the foreword"}
_WORDS = {
    names.LEAD: "Initials of the lead inspector",
    names.FIELDWORK: "When the fieldwork takes place",
    names.AREA: "The area",
}
_LONGEST = 200
_CASES = ("thread", "criterion", "section", "question", "sample")
"""The kinds of figures that have cases behind them."""


def ask_recommendation(app: FieldworkApp, draft: Draft | None, say: Say) -> None:
    """Ask for a local recommendation, with who is responsible in brackets at its end; it goes behind the others."""
    if draft is None:
        return
    last = max((one.order for one in recommendations(draft.contents.inspection)), default=-1.0)

    def typed(text: str | None) -> None:
        if text is None:
            return
        words, responsibility = split(clean(text, lines=False).strip())
        id_ = new_subject("recommendation").partition("/")[2]
        say(recommending(id_, text=words, responsibility=responsibility or None, order=last + 1))

    questioned = asked_once(Questioning(app))

    def wrong(text: str) -> str | None:
        return questioned(text) if split(text.strip())[0].strip() else "Nothing was typed."

    app.push_screen(
        TextPrompt(
            "A local recommendation",
            "",
            "who is primarily responsible stands in brackets at its end: … (YOT Manager)",
            wrong,
        ),
        typed,
    )


def ask_dates(app: FieldworkApp, say: Say) -> None:
    """Ask which of the dates, or who leads; then for it."""
    inspection = app.open_workspace.inspection
    record = app.open_workspace.record

    def now(field: str) -> str:
        return value_words(record, field, record.value(inspection.id, field))

    choices = [
        (names.PUBLICATION, f"day of publication: {now(names.PUBLICATION)}"),
        (names.FOREWORD_DATE, f"day of the foreword: {now(names.FOREWORD_DATE)}"),
        (names.LEAD, f"lead inspector: {inspection.lead or 'nobody has said'}"),
    ]

    def chosen(field: str | None) -> None:
        if field is not None:
            ask_fact(app, field, say)

    app.push_screen(ChoicePrompt("Dates and lead inspector", choices), chosen)


def ask_fact(app: FieldworkApp, field: str, say: Say) -> None:
    """Ask for one fact of the inspection that the report names."""
    if field in _DAYS:
        _ask_day(app, field, say)
    elif field in _WORDS:
        _ask_words(app, field, say)


def _ask_day(app: FieldworkApp, field: str, say: Say) -> None:
    inspection = app.open_workspace.inspection
    now = app.open_workspace.record.value(inspection.id, field)
    near = datetime.now().astimezone().date()

    def wrong(text: str) -> str | None:
        if not text.strip():
            return None
        try:
            parse_day(text, near=near)
        except FieldworkError as error:
            return str(error)
        return None

    def typed(text: str | None) -> None:
        if text is None:
            return
        value = parse_day(text, near=near).isoformat() if text.strip() else None
        if value != now:
            say([Statement(inspection.id, field, value)])

    hint = "a day such as 12 Jun 2009; empty: not known yet. Esc leaves it as it is"
    app.push_screen(TextPrompt(_DAYS[field], now if isinstance(now, str) else "", hint, wrong), typed)


def _ask_words(app: FieldworkApp, field: str, say: Say) -> None:
    inspection = app.open_workspace.inspection
    now = str(app.open_workspace.record.value(inspection.id, field) or "")

    def typed(text: str | None) -> None:
        if text is not None and (words := clean(text, lines=False).strip()[:_LONGEST]) != now:
            say([Statement(inspection.id, field, words or None)])

    offered = now or (app.by if field == names.LEAD else "")
    app.push_screen(TextPrompt(_WORDS[field], offered), typed)


# -- what is behind ------------------------------------------------------------------------------------------------


def go_behind(app: FieldworkApp, part: str, figures: Sequence[tuple[Span, FigureRef]]) -> None:
    """To the cases behind a figure, to a note, or to the tally; of several figures ask which."""
    if kind_of(part) == NOTE:
        app.memory("notes", NotesMemory).note = part
        app.drill("notes")
        return
    targets = _targets(part, figures)
    if not targets:
        app.notify("There is no figure here that rests on cases.", timeout=4, markup=False)
    elif len(targets) == 1:
        _go(app, next(iter(targets)))
    else:
        choices = [(target, words) for target, words in targets.items()]
        app.push_screen(ChoicePrompt("The cases behind which figure?", choices), lambda chosen: _go(app, chosen))


def _targets(part: str, figures: Sequence[tuple[Span, FigureRef]]) -> dict[str, str]:
    """Where each figure goes, with how it reads."""
    found: dict[str, str] = {}
    for span, figure in figures:
        if figure.kind in _CASES:
            found.setdefault(f"{figure.kind}:{figure.id}", f"{span.text} · {figure.kind} {figure.id}")
        elif figure.kind == "item":
            found.setdefault(f"item:{figure.id}", f"{span.text} · {figure.id.replace('.', ' ')}")
    if not found and kind_of(part) == FINDING:
        found[f"question:{id_of(part)}"] = id_of(part)
    return found


def _go(app: FieldworkApp, target: str | None) -> None:
    if target is None:
        return
    kind, _, id_ = target.partition(":")
    if kind == "item":
        app.drill("questionnaires", questionnaire=id_.partition(".")[0])
    else:
        app.drill("cases_behind", figure=target)
