"""What is still to be done before a report can go out; the list is empty when the work is done. Pure.

*Missing*: a part that an inspector has to write, or a fact that a text names. *Disputed*: whatever two laptops say
differently of the report, each field by itself. *Out of step*: a finding whose side or share word changed since
somebody decided on it, a text with a live value that stands for nothing. *Proposed*: a finding that nobody took, a
standard recommendation that nobody confirmed. *Provisional*: answers that are still to come.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from fieldwork.analysis.in_step import change_words
from fieldwork.record import names
from fieldwork.record.describing import field_words, subject_name
from fieldwork.record.disputes import Dispute, dispute_sides, disputes
from fieldwork.record.report_parts import is_left, recommendations
from fieldwork.record.views import Note
from fieldwork.report.advice import recommendation_text
from fieldwork.report.contents import unfinished_forms
from fieldwork.report.evidence import is_marked
from fieldwork.report.finding_items import finding_part, said
from fieldwork.report.parts import all_parts, heading_of_part, is_disputed, is_written, parts_of, resolved_lines
from fieldwork.report.printed import still_to_come
from fieldwork.text import clip, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fieldwork.programme.models import ReportPart, Section
    from fieldwork.report.contents import Contents
    from fieldwork.report.live import Resolved

Kind = Literal["missing", "disputed", "out of step", "proposed", "provisional", "left out"]
_ORDER: tuple[Kind, ...] = ("missing", "disputed", "out of step", "proposed", "provisional")

_FACTS = {
    "area": ("area", "the area"),
    "fieldwork": ("fieldwork", "when the fieldwork takes place"),
    "lead": ("lead", "the initials of the lead inspector"),
    "publication": ("publication", "the day of publication"),
    "due": ("publication", "the day of publication"),
    "foreword_date": ("foreword_date", "the day below the foreword"),
}
"""Facts of the inspection that a text may name: the field that is not recorded, and how it is called."""
_FIRST_WORDS = 40
_KINDS = ("report", "recommendation", "finding", "inspection")
"""The kinds of subjects of which a report is made besides the judgements."""


NO_CASES = "there are no cases yet, so there is nothing to report on them"
TOP = "At the top"
"""Where a part stands that no heading is over."""


@dataclass(frozen=True, slots=True)
class Work:
    """One thing to do: what it is, the heading it stands under, and the part it is of.

    `part` is the same id as on the blocks of the document: of a part ("foreword.verdict"), a finding
    ("finding/1.1.3"), a recommendation ("recommendation/2"), a criterion ("criterion/1.1") or a questionnaire
    ("questionnaire/children-2009") of which answers are to come, or a fact ("inspection/publication"); empty where it
    is of the inspection as a whole. `text` is the part in whose words an ellipsis stands until it is done, `field` the
    field of the record that is disputed.
    """

    kind: Kind
    what: str
    place: str
    part: str
    text: str = ""
    field: str = ""


def worklist(contents: Contents) -> tuple[Work, ...]:
    """All that is left to do, in the order of the kinds, then of the report."""
    facts = _disputed_facts(contents)
    found = [
        *_parts(contents, facts),
        *_recommendations(contents, facts),
        *_disputes(contents),
        *_findings(contents, facts),
        *_provisional(contents),
    ]
    if not contents.scores.cases:
        found.append(Work("provisional", NO_CASES, "", ""))
    unique = {(one.kind, one.what, one.part): one for one in reversed(found)}
    kept = [one for one in found if unique.get((one.kind, one.what, one.part)) is one]
    return tuple(sorted(kept, key=lambda one: _ORDER.index(one.kind)))


def left_out(contents: Contents) -> tuple[Work, ...]:
    """The parts and recommendations that inspectors left out: nothing to do, but they can be put back."""
    record = contents.inspection.record
    found = [
        Work("left out", " ".join((part.text or part.hint).split()), place, part.id)
        for part, _, place in _placed(contents)
        if is_left(record, part.id)
    ]
    place = _heading_of_recommendations(contents)
    gone = [one for one in recommendations(contents.inspection) if one.left]
    return (*found, *(Work("left out", one.text, place, one.subject) for one in gone))


def _placed(contents: Contents) -> Iterator[tuple[ReportPart, Section | None, str]]:
    """Every part with its section and the heading that it stands under."""
    over = TOP
    for part, section in all_parts(contents.programme):
        heading = heading_of_part(contents, part, section)
        if section is None:
            over = heading or over
        yield part, section, heading or (over if section is None else f"{section.id}. {section.title}")


def _parts(contents: Contents, facts: Mapping[str, str]) -> Iterator[Work]:
    for part, section, place in _placed(contents):
        if part.needed and not is_disputed(contents, part) and not is_written(contents, part):
            left = "left out, but the report needs it: " if is_left(contents.inspection.record, part.id) else ""
            yield Work("missing", left + (part.hint or "to be written"), place, part.id)
        for line in resolved_lines(contents, part, section):
            yield from _live(line, place, part.id, facts)


def _disputed_facts(contents: Contents) -> dict[str, str]:
    """The facts of the inspection that are disputed, which is told once and not as missing: who said what, by field."""
    found = (one for one in disputes(contents.inspection.record) if one.subject == contents.inspection.id)
    return {one.field: _dispute_words(contents, one) for one in found}


def _live(text: Resolved, place: str, part: str, disputed: Mapping[str, str]) -> Iterator[Work]:
    for name in text.unknown:
        yield Work("out of step", f"{{{name}}} stands for nothing that is known", place, part)
    for name in text.missing:
        if name in _FACTS:
            field, called = _FACTS[name]
            if field in disputed:
                yield Work("disputed", disputed[field], place, f"inspection/{field}", part, field)
                continue
            yield Work("missing", f"not recorded yet: {called}", place, f"inspection/{field}", part)
    figures = ", ".join(_called(name) for name in dict.fromkeys(text.missing) if name not in _FACTS)
    if figures:
        yield Work("provisional", f"nothing was answered yet for {figures}", place, part, part)


def _called(name: str) -> str:
    """What a live value is of: "RoH" of "score:RoH", the section of its overall score."""
    return "the overall score" if name == "overall" else name.partition(":")[2] or name


def _recommendations(contents: Contents, facts: Mapping[str, str]) -> Iterator[Work]:
    place = _heading_of_recommendations(contents)
    for one in recommendations(contents.inspection):
        if one.left:
            continue
        if not one.confirmed:
            yield Work("proposed", f"standard recommendation {one.number}: {one.text}", place, one.subject)
        if not one.responsibility:
            yield Work("missing", f"who is primarily responsible for: {one.text}", place, one.subject)
        yield from _live(recommendation_text(contents, one), place, one.subject, facts)


def _findings(contents: Contents, facts: Mapping[str, str]) -> Iterator[Work]:
    for line in contents.findings.values():
        if not line.figure.of or line.decided == "left" or contents.inspection.finding(line.question).disputed:
            continue
        place, part = _criterion_of(contents, line.question), finding_part(line.question)
        sentence = said(contents, line)
        if line.decided is None:
            yield Work("proposed", sentence.text, place, part)
        if line.out_of_step:
            yield Work("out of step", f"{change_words(line)}: {sentence.text}", place, part)
        yield from _live(sentence, place, part, facts)


def _disputes(contents: Contents) -> Iterator[Work]:
    """Every disputed field of what the report is made of, whether anything of it is printed or not.

    What was seen of a finding is none: nobody can say which was right, but take the finding as it is now.
    """
    inspection = contents.inspection
    for one in disputes(inspection.record):
        kind, _, id_ = one.subject.partition("/")
        is_printed = kind in _KINDS or (kind == "note" and is_marked(Note(inspection.record, one.subject)))
        if not is_printed or one.field in (names.SEEN, names.DEFINITION, names.PROGRAMME):
            continue
        part = {"inspection": f"inspection/{one.field}", "report": id_}.get(kind, one.subject)
        yield Work("disputed", _dispute_words(contents, one), _place_of(contents, kind, id_), part, field=one.field)


def _dispute_words(contents: Contents, one: Dispute) -> str:
    """What is disputed, and who said what; of a place in a list, which is a number, only who moved it."""
    inspection = contents.inspection
    called = field_words(inspection, one.subject, one.field)
    if names.kind_of(one.subject) in ("recommendation", "note"):
        called = f"{_name_of(contents, one.subject)} {called}".rstrip()
    if one.field == names.ORDER:
        return f"{called}: moved differently by {' and '.join(dict.fromkeys(shown(side.by) for side in one.sides))}"
    return (f"{called}: " if called else "") + dispute_sides(inspection, one)


def _name_of(contents: Contents, subject: str) -> str:
    """What a note or a recommendation is called; a local one by its first words."""
    local = (one for one in recommendations(contents.inspection) if one.subject == subject and one.number is None)
    text = next((one.text for one in local), "")
    return f"“{clip(shown(text), _FIRST_WORDS)}”" if text else subject_name(contents.inspection, subject)


def _place_of(contents: Contents, kind: str, id_: str) -> str:
    """The heading under which a part, a recommendation or a finding stands: its question first."""
    if kind == "report":
        return next((place for part, _, place in _placed(contents) if part.id == id_), id_)
    if kind == "finding":
        return f"{id_}, {_criterion_of(contents, id_)}".removesuffix(", ")
    return _heading_of_recommendations(contents) if kind == "recommendation" else ""


def _heading_of_recommendations(contents: Contents) -> str:
    return next((part.heading for part in parts_of(contents.programme) if part.holds == "recommendations"), "")


def _criterion_of(contents: Contents, question: str) -> str:
    """The criterion of a question, as the report heads it; empty where the programme has no such question any more."""
    asked = contents.programme.question.get(question)
    criterion = contents.programme.criterion[asked.criterion] if asked is not None else None
    return "" if criterion is None else f"{criterion.id} {criterion.title}"


def _provisional(contents: Contents) -> Iterator[Work]:
    for criterion in contents.programme.criteria:
        figure = contents.scores.criteria[criterion.id]
        if figure.provisional:
            place = f"{criterion.id} {criterion.title}"
            yield Work("provisional", still_to_come(figure), place, f"criterion/{criterion.id}")
    for questionnaire, told in unfinished_forms(contents):
        yield Work("provisional", told, questionnaire.title, f"questionnaire/{questionnaire.id}")
