"""The sheets of cases in the report's workbook: the judgements, the sample, and what contradicts itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fieldwork.analysis.agreement import agreement
from fieldwork.analysis.progress import case_progress
from fieldwork.record import names
from fieldwork.record.describing import field_words, subject_name
from fieldwork.record.disputes import dispute_sides, disputes
from fieldwork.record.entry import day_of
from fieldwork.record.judging import ANSWER_WORDS
from fieldwork.report.workbook_grid import Column, Grid

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fieldwork.programme.models import Programme
    from fieldwork.record.entry import Value as Recorded
    from fieldwork.record.judging import Judgement
    from fieldwork.record.views import Inspection
    from fieldwork.report.workbook_grid import Look, Value

BY_RULE, AGAINST_RULE = "*", "!"
"""Behind an answer: a rule made it; an inspector gave it against what a rule makes."""

MARKS = {
    BY_RULE: "behind an answer: a rule of the programme made it",
    AGAINST_RULE: "behind an answer: an inspector gave it against what a rule makes",
    "open": "not answered yet",
    "waits": "waits for the question that opens it, or for the phases inspected",
    "disputed": "inspectors answered differently, and nobody has settled it",
}
"""What stands on the sheet of judgements besides yes, no and n/a."""

_LEGEND = f"{BY_RULE} made by a rule; {AGAINST_RULE} given against a rule; the rest is in the codebook"
_ON_A_PAGE = 35
"""Questions beside each other that can still be read."""
_BROAD_TEXT, _BROAD = 24, 12


def judgement_text(judgement: Judgement) -> str:
    """A judgement in a word: "yes", "n/a*" by a rule, "no!" against one, "open"."""
    if judgement.answer is None:
        return judgement.status
    sign = BY_RULE if judgement.status == "rule" else AGAINST_RULE if judgement.contradiction else ""
    return f"{ANSWER_WORDS[judgement.answer]}{sign}"


def judgements_grid(inspection: Inspection, judgements: Mapping[str, Mapping[str, Judgement]]) -> Grid:
    """A row for each case, a column for each question: filtered by an answer, the cases behind a figure are left."""
    questions = inspection.programme.questions
    rows = tuple(
        (case.reference, *(judgement_text(judgements[case.id][question.id]) for question in questions))
        for case in inspection.cases
    )
    looks: dict[str, Look] = {"no": "bad", "no*": "bad", "no!": "bad", "open": "faint", "waits": "faint"}
    return Grid(
        "judgements",
        (Column("Case", width=8), *(Column(question.id, width=7) for question in questions)),
        rows,
        (_LEGEND,),
        ("", *(question.text for question in questions)),
        pages_wide=-(-len(questions) // _ON_A_PAGE),
        looks={**looks, "disputed": "strong"},
    )


def case_columns(inspection: Inspection) -> dict[str, str]:
    """The headings of what is recorded of a case, with the field of a case that each holds.

    Two of one name are told apart by their ids.
    """
    programme = inspection.programme
    found = {"Phases inspected": names.PHASES, "Status": names.STATUS}
    described = [(one.title, one.id, names.attribute(one.id)) for one in programme.attributes]
    described += [(f"{one.title} (date)", one.id, names.date(one.id)) for one in programme.dates]
    for title, id_, field in described:
        found[f"{title} ({id_})" if title in found else title] = field
    return found


def cases_grid(inspection: Inspection, judgements: Mapping[str, Mapping[str, Judgement]]) -> Grid:
    """What is recorded of each case, whether its classifications agree, and what is left to do in it.

    Never a score: a case has none.
    """
    programme, fields = inspection.programme, case_columns(inspection)
    days = {names.date(one.id) for one in programme.dates if not one.many}
    broad = {names.attribute(one.id) for one in programme.attributes if one.kind == "text"} | {names.STATUS}
    recorded = tuple(
        Column(title, "date" if field in days else "text", _BROAD_TEXT if field in broad else _BROAD, wrap=True)
        for title, field in fields.items()
    )
    compared = tuple(Column(f"{one.title}: recorded against own", width=16) for one in programme.classifications)
    work = tuple(Column(title, "count", 12) for title in ("Answered", "Left to answer", "Disputed", "Against a rule"))
    rows = []
    for case in inspection.cases:
        done = case_progress(programme, case.id, judgements[case.id])
        rows.append(
            (
                case.reference,
                *(_recorded(programme, field, case.record.value(case.id, field)) for field in fields.values()),
                *(agreement(one, case) for one in programme.classifications),
                *(done.answered, done.left, done.disputed, len(done.contradictions)),
            )
        )
    return Grid("cases", (Column("Case", width=8), *recorded, *compared, *work), tuple(rows), pages_wide=2)


def _recorded(programme: Programme, field: str, value: Recorded) -> Value:
    """What a field of a case holds as a person reads it, a day as a day; nothing where it is disputed."""
    if isinstance(value, list):
        return ", ".join(str(one) for one in value) or None
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if value is None or value == "":
        return None
    if (day := day_of(value)) is not None and field.startswith(names.date("")):
        return day
    attribute = programme.attribute.get(field.removeprefix(names.attribute("")))
    options = attribute.options if attribute is not None else ()
    return next((option.label for option in options if option.value == value), str(value))


def contradictions_grid(inspection: Inspection, judgements: Mapping[str, Mapping[str, Judgement]]) -> Grid:
    """Where an inspector's answer stands against a rule, with her notes on it, and whatever the team disagrees on."""
    columns = (
        Column("Kind", width=14),
        Column("Of", width=24),
        Column("Question or field", width=18),
        Column("Asks", width=50, wrap=True),
        Column("Counts", width=9),
        Column("The rule makes", width=9),
        Column("Because, or who said what", width=50, wrap=True),
        Column("Notes", width=60, wrap=True),
    )
    rows = (*_against_rules(inspection, judgements), *_disputes(inspection))
    above = () if rows else ("No answer stands against a rule, and nothing is disputed.",)
    return Grid("contradictions", columns, rows, above, frozen=2, looks={"disputed": "strong"})


def _against_rules(
    inspection: Inspection, judgements: Mapping[str, Mapping[str, Judgement]]
) -> Iterator[tuple[Value, ...]]:
    texts: dict[tuple[str | None, str | None], list[str]] = {}
    for note in inspection.notes:
        texts.setdefault((note.case, note.question), []).append(note.text)
    for case in inspection.cases:
        for question in inspection.programme.questions:
            judgement = judgements[case.id][question.id]
            if judgement.contradiction:
                notes = "\n".join(filter(None, texts.get((case.id, question.id), [])))
                answers = (ANSWER_WORDS[judgement.answer or "na"], ANSWER_WORDS[judgement.ruled or "na"])
                where = (f"case {case.reference}", question.id, question.text)
                yield ("against a rule", *where, *answers, judgement.why, notes or None)


def _disputes(inspection: Inspection) -> Iterator[tuple[Value, ...]]:
    for one in disputes(inspection.record):
        question = inspection.programme.question.get(names.question_of(one.field))
        where = (subject_name(inspection, one.subject), field_words(inspection, one.subject, one.field) or None)
        asks = question.text if question is not None else None
        yield ("disputed", *where, asks, None, None, dispute_sides(inspection, one), None)
