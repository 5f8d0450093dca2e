"""What is still to be done before a report can go out; the list is empty when the work is done. Pure.

*Missing*: a part that an inspector has to write, or a fact that a text names. *Proposed*: a finding that nobody took, a
standard recommendation that nobody confirmed. *Out of step*: a finding whose side or share word changed since somebody
decided on it, a text with a live value that stands for nothing, and whatever two laptops say differently.
*Provisional*: answers that are still to come.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from fieldwork.analysis.in_step import change_words
from fieldwork.record import names
from fieldwork.record.report_parts import RECOMMENDATION_FIELDS, recommendations
from fieldwork.report.advice import recommendation_text
from fieldwork.report.contents import unfinished_forms
from fieldwork.report.finding_items import finding_part, said
from fieldwork.report.parts import all_parts, heading_of_part, is_disputed, is_written, parts_of, resolved_lines
from fieldwork.report.printed import still_to_come

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fieldwork.report.contents import Contents
    from fieldwork.report.live import Resolved

Kind = Literal["missing", "proposed", "out of step", "provisional"]

_FACTS = {
    "area": ("area", "the area"),
    "fieldwork": ("fieldwork", "when the fieldwork takes place"),
    "lead": ("lead", "the initials of the lead inspector"),
    "publication": ("publication", "the day of publication"),
    "due": ("publication", "the day of publication"),
    "foreword_date": ("foreword_date", "the day below the foreword"),
}
"""Facts of the inspection that a text may name: the field that is not recorded, and how it is called."""


NO_CASES = "there are no cases yet, so there is nothing to report on them"
TOP = "At the top"
"""Where a part stands that no heading is over."""


@dataclass(frozen=True, slots=True)
class Work:
    """One thing to do: what it is, the heading it stands under, and the part it is of.

    `part` is the same id as on the blocks of the document: of a part ("foreword.verdict"), a finding
    ("finding/1.1.3"), a recommendation ("recommendation/2"), a criterion ("criterion/1.1") or a questionnaire
    ("questionnaire/children-2009") of which answers are to come, or a fact ("inspection/publication"); empty where it
    is of the inspection as a whole. `text` is the part in whose words an ellipsis stands until it is done.
    """

    kind: Kind
    what: str
    place: str
    part: str
    text: str = ""


def worklist(contents: Contents) -> tuple[Work, ...]:
    """All that is left to do, in the order of the kinds, then of the report."""
    found = [*_parts(contents), *_recommendations(contents), *_findings(contents), *_provisional(contents)]
    if not contents.scores.cases:
        found.append(Work("provisional", NO_CASES, "", ""))
    order: list[Kind] = ["missing", "out of step", "proposed", "provisional"]
    unique = {(one.kind, one.what, one.part): one for one in reversed(found)}
    kept = [one for one in found if unique.get((one.kind, one.what, one.part)) is one]
    return tuple(sorted(kept, key=lambda one: order.index(one.kind)))


def _parts(contents: Contents) -> Iterator[Work]:
    over = TOP
    for part, section in all_parts(contents.programme):
        heading = heading_of_part(contents, part, section)
        if section is None:
            over = heading or over
        place = heading or (over if section is None else f"{section.id}. {section.title}")
        if is_disputed(contents, part):
            yield Work("out of step", "two versions of this part are recorded", place, part.id)
        elif part.needed and not is_written(contents, part):
            yield Work("missing", part.hint or "to be written", place, part.id)
        for line in resolved_lines(contents, part, section):
            yield from _live(line, place, part.id)


def _live(text: Resolved, place: str, part: str) -> Iterator[Work]:
    for name in text.unknown:
        yield Work("out of step", f"{{{name}}} stands for nothing that is known", place, part)
    for name in text.missing:
        if name in _FACTS:
            field, called = _FACTS[name]
            yield Work("missing", f"not recorded yet: {called}", place, f"inspection/{field}", part)
    figures = ", ".join(_called(name) for name in dict.fromkeys(text.missing) if name not in _FACTS)
    if figures:
        yield Work("provisional", f"nothing was answered yet for {figures}", place, part, part)


def _called(name: str) -> str:
    """What a live value is of: "RoH" of "score:RoH", the section of its overall score."""
    return "the overall score" if name == "overall" else name.partition(":")[2] or name


def _recommendations(contents: Contents) -> Iterator[Work]:
    place = next((part.heading for part in parts_of(contents.programme) if part.holds == "recommendations"), "")
    for subject in contents.inspection.record.subjects("recommendation"):
        if _is_disputed(contents, subject, RECOMMENDATION_FIELDS):
            yield Work("out of step", "two versions of this recommendation are recorded", place, subject)
    for one in recommendations(contents.inspection):
        if one.left:
            continue
        if not one.confirmed:
            yield Work("proposed", f"standard recommendation {one.number}: {one.text}", place, one.subject)
        if not one.responsibility:
            yield Work("missing", f"who is primarily responsible for: {one.text}", place, one.subject)
        yield from _live(recommendation_text(contents, one), place, one.subject)


def _findings(contents: Contents) -> Iterator[Work]:
    for line in contents.findings.values():
        if not line.figure.of or line.decided == "left":
            continue
        criterion = contents.programme.criterion[contents.programme.question[line.question].criterion]
        place, part = f"{criterion.id} {criterion.title}", finding_part(line.question)
        sentence = said(contents, line)
        if _is_disputed(contents, part, (names.SIDE, names.WORDING)):
            yield Work("out of step", f"two decisions are recorded: {sentence.text}", place, part)
            continue
        if line.decided is None:
            yield Work("proposed", sentence.text, place, part)
        if line.out_of_step:
            yield Work("out of step", f"{change_words(line)}: {sentence.text}", place, part)
        yield from _live(sentence, place, part)


def _is_disputed(contents: Contents, subject: str, fields: Iterable[str]) -> bool:
    return any(contents.inspection.record.disputed(subject, field) for field in fields)


def _provisional(contents: Contents) -> Iterator[Work]:
    for criterion in contents.programme.criteria:
        figure = contents.scores.criteria[criterion.id]
        if figure.provisional:
            place = f"{criterion.id} {criterion.title}"
            yield Work("provisional", still_to_come(figure), place, f"criterion/{criterion.id}")
    for questionnaire, told in unfinished_forms(contents):
        yield Work("provisional", told, questionnaire.title, f"questionnaire/{questionnaire.id}")
