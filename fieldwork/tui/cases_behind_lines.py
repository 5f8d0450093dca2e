"""The cases behind a figure as rows: which count against it, which for it, and which are not counted. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from fieldwork.analysis.makeup import Group
from fieldwork.programme.models import Programme, Question
from fieldwork.record.judging import ANSWER_WORDS, Judgement
from fieldwork.text import cells, clip_start, shown
from fieldwork.tui.checklist_paint import Segment, fitted, pad
from fieldwork.tui.rows import BLANK, Row, paragraph

_REFERENCE, _LONGEST_REFERENCE = 4, 12
SIGNS = {"yes": "✓", "no": "✗", "na": "–"}

GROUPS = (
    ("against", "Against it"),
    ("for", "For it"),
    ("disputed", "Disputed, counted as unanswered"),
    ("open", "Not answered yet"),
    ("na", "Not applicable, not counted"),
)


@dataclass(frozen=True, slots=True)
class Behind:
    """A figure's questions and cases. `cases` gives the reference by case, `note` the first note on a question.

    Of a count of the sample (kind ``sample``) `group` holds the title of what it counts by, and the cases it counts.
    """

    programme: Programme
    kind: str
    id: str
    cases: Mapping[str, str]
    judgements: Mapping[str, Mapping[str, Judgement]]
    note: Callable[[str, str], str]
    group: tuple[str, Group] | None = None

    @property
    def name(self) -> str:
        """The figure in short: "1.1.3", of the sample "Sex: Female"."""
        if self.group is None:
            return self.id
        title, group = self.group
        return f"{title}: {group.label}"

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions whose answers make the figure."""
        programme = self.programme
        if self.kind == "question":
            return tuple(one for one in programme.questions if one.id == self.id)
        sets = {"criterion": programme.by_criterion, "section": programme.by_section, "thread": programme.by_thread}
        return tuple(one for one in sets.get(self.kind, {}).get(self.id, ()) if not one.neutral)

    @property
    def title(self) -> str:
        """What the figure is of."""
        programme = self.programme
        if self.kind == "sample":
            return self.name
        if self.kind == "question":
            return f"{self.id} {self.questions[0].text}" if self.questions else self.id
        titles = {
            "criterion": {one.id: f"{one.id} {one.title}" for one in programme.criteria},
            "section": {one.id: f"{one.id} {one.title}" for one in programme.sections},
            "thread": {one.id: one.title for one in programme.threads},
        }
        return titles.get(self.kind, {}).get(self.id, self.id)


def group_of(question: Question, judgement: Judgement | None) -> str:
    """Which group of `GROUPS` an answer falls into."""
    if judgement is None or judgement.answer is None:
        return "disputed" if judgement is not None and judgement.status == "disputed" else "open"
    if judgement.answer == "na":
        return "na"
    return "for" if judgement.answer == question.good else "against"


def behind_rows(behind: Behind, width: int) -> list[Row]:
    """The rows: of one question its cases by group, of several the cases with the weakest first, of a count its own."""
    if behind.kind == "sample":
        return list(_counted_cases(behind, width))
    questions = behind.questions
    rows = _one_question(behind, questions[0], width) if len(questions) == 1 else _many(behind, questions, width)
    return list(rows)


# -- a count of the sample ---------------------------------------------------------------------------------------------


def _counted_cases(behind: Behind, width: int) -> Iterator[Row]:
    """The cases that a count is of, each with what is left to answer in it."""
    cases = behind.group[1].cases if behind.group is not None else ()
    size = _reference_width(behind)
    yield Row(fitted(((f" Counted · {_cases(len(cases))}", "head"),), width), "group:all", stop=True)
    for case in cases:
        judged = behind.judgements[case].values()
        left = sum(1 for one in judged if one.answer is None)
        told: Segment = (f"· {left:,} open", "warn") if left else ("all answered", "dim")
        reference = behind.cases[case]
        yield Row(fitted(((_reference(reference, size), "bold"), told), width), f"case:{case}:", number=reference)


# -- one question ------------------------------------------------------------------------------------------------------


def _one_question(behind: Behind, question: Question, width: int) -> Iterator[Row]:
    grouped: dict[str, list[str]] = {name: [] for name, _ in GROUPS}
    for case in behind.cases:
        grouped[group_of(question, behind.judgements[case].get(question.id))].append(case)
    first, size = True, _reference_width(behind)
    for name, words in GROUPS:
        cases = grouped[name]
        if not cases:
            continue
        if not first:
            yield BLANK
        first = False
        yield Row(fitted(((f" {words} · {_cases(len(cases))}", "head"),), width), f"group:{name}", stop=True)
        if name == "na":
            listed = ", ".join(shown(behind.cases[case]) for case in cases)
            yield from paragraph(listed, "dim", 3, width, target="na")
        else:
            for case in cases:
                yield _case_row(behind, question, case, name, (width, size))


def _cases(count: int) -> str:
    return "1 case" if count == 1 else f"{count} cases"


def _case_row(behind: Behind, question: Question, case: str, group: str, widths: tuple[int, int]) -> Row:
    width, size = widths
    judgement = behind.judgements[case].get(question.id)
    said, style = _said(judgement, group)
    note = behind.note(case, question.id)
    reference = behind.cases[case]
    segments: tuple[Segment, ...] = (
        (_reference(reference, size), "bold"),
        (pad(said, 11), style),
        (f"✎ {note}" if note else _why(judgement), "" if note else "dim"),
    )
    return Row(fitted(segments, width), f"case:{case}:{question.id}", about=note or question.text, number=reference)


def _reference_width(behind: Behind) -> int:
    """As many cells as the longest reference takes, if it is not too long."""
    return max([_REFERENCE, *(min(cells(shown(one)), _LONGEST_REFERENCE) for one in behind.cases.values())])


def _reference(reference: str, size: int) -> str:
    return pad(f"   {clip_start(shown(reference), size)}", size + 4)


def _said(judgement: Judgement | None, group: str) -> tuple[str, str]:
    if judgement is not None and judgement.answer is not None:
        return f"{SIGNS[judgement.answer]} {ANSWER_WORDS[judgement.answer]}", "good" if group == "for" else "bad"
    return ("≠ disputed", "warn") if group == "disputed" else ("· open", "dim")


def _why(judgement: Judgement | None) -> str:
    if judgement is None:
        return ""
    if judgement.status == "rule":
        return f"by rule: {judgement.why}"
    if judgement.contradiction:
        return f"! against the rule: {judgement.why}"
    return judgement.why if judgement.status == "waits" else ""


# -- several questions -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Case:
    case: str
    good: int
    against: tuple[str, ...]
    open: tuple[str, ...]

    @property
    def of(self) -> int:
        return self.good + len(self.against)

    @property
    def share(self) -> float:
        return self.good / self.of if self.of else 2.0


def _many(behind: Behind, questions: Sequence[Question], width: int) -> Iterator[Row]:
    size = _reference_width(behind)
    found = [_counted(behind, questions, case) for case in behind.cases]
    counted = sorted((one for one in found if one.of), key=lambda one: one.share)
    if counted:
        yield Row(fitted(((f" The weakest first · {_cases(len(counted))}", "head"),), width), "group:all", stop=True)
    for one in counted:
        yield _pooled_row(behind, one, width, size)
    rest = [one for one in found if not one.of]
    if rest:
        if counted:
            yield BLANK
        title = f" Nothing in it is counted · {_cases(len(rest))}"
        yield Row(fitted(((title, "head"),), width), "group:rest", stop=True)
    for one in rest:
        yield _pooled_row(behind, one, width, size)


def _counted(behind: Behind, questions: Sequence[Question], case: str) -> _Case:
    groups = {one.id: group_of(one, behind.judgements[case].get(one.id)) for one in questions}
    against = tuple(id_ for id_, group in groups.items() if group == "against")
    waiting = tuple(id_ for id_, group in groups.items() if group in ("open", "disputed"))
    return _Case(case, sum(1 for group in groups.values() if group == "for"), against, waiting)


def _pooled_row(behind: Behind, one: _Case, width: int, size: int) -> Row:
    first = (*one.against, *one.open, *(question.id for question in behind.questions))[0]
    against = f"✗ {' '.join(one.against)}  " if one.against else ""
    waiting = f"· {len(one.open)} open" if one.open else ""
    reference = behind.cases[one.case]
    segments: tuple[Segment, ...] = (
        (_reference(reference, size), "bold"),
        (pad(f"{one.good} of {one.of}", 11), ""),
        (waiting + ("  " if waiting and against else ""), "warn"),
        (against, "dim"),
    )
    return Row(fitted(segments, width), f"case:{one.case}:{first}", number=reference)
