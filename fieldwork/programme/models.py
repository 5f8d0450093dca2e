"""What an inspection is done with: programmes, questionnaires and share words, as immutable values.

Nothing here knows a file or a question by name. `fieldwork.programme.loading` makes these from TOML or from
the dictionaries kept in an inspection file, and `fieldwork.programme.checking` refuses what does not hold
together.
Ids are strings such as ``1.2.14``; order is the order of the definition file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

Answer = Literal["yes", "no", "na"]
Phase = Literal["any", "community", "custody"]

ANSWERS: tuple[Answer, ...] = ("yes", "no", "na")


@dataclass(frozen=True, slots=True)
class Rule:
    """A question opens on some answers of its parent; on others it answers itself (DESIGN 7)."""

    parent: str
    opens_on: tuple[Answer, ...]
    otherwise: Literal["na", "no"]
    source: str

    @property
    def assumed(self) -> bool:
        """True where no published page bears it out; shown as such."""
        return self.source.startswith("assumed")


@dataclass(frozen=True, slots=True)
class Limit:
    """A timeliness limit: at most `days` from the date `start` to the date `end` (ids of `Programme.dates`).

    Where `end` has many values (the reviews), the first one counts that is not before `start`.
    """

    start: str
    end: str
    days: int
    source: str

    @property
    def assumed(self) -> bool:
        """True where no published page bears it out; shown as such."""
        return self.source.startswith("assumed")


@dataclass(frozen=True, slots=True)
class Wordings:
    """How a finding on a question reads in a report: as a strength and as an area for improvement.

    `{share}` stands for the figure, as in "{share} of cases had a screening" or "{share} of the plans".
    `fieldwork.programme.wording.filled` puts it in and joins it rightly: "84% of cases", "18 of the 20
    cases", "nearly all cases". In `positive` and `negative` it is the share of good answers; `lacking`, where there
    is one, says the finding by the share of the others: "{share} of cases had no clear classification".
    """

    positive: str
    negative: str
    lacking: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One judgement to be made on every case."""

    id: str
    criterion: str
    threads: tuple[str, ...]
    text: str
    phase: Phase
    good: Answer
    wordings: Wordings
    source: str
    guidance: str = ""
    rule: Rule | None = None
    limit: Limit | None = None
    neutral: bool = False
    """Whether it records a fact rather than quality: neither answer is a strength or a failing.

    It has its own figure and counts in no other: not in that of its criterion, its section or a thread.
    """

    @property
    def assumed(self) -> bool:
        """True where no published page bears the question out; shown as such on every screen."""
        return self.source.startswith("assumed")


@dataclass(frozen=True, slots=True)
class Criterion:
    """A practice criterion: what is judged together and scored together."""

    id: str
    section: str
    title: str
    general: str
    source: str


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the report (CCI) or a theme of the letter (SQS)."""

    id: str
    title: str
    source: str


@dataclass(frozen=True, slots=True)
class Thread:
    """A headline score: the pool of the questions tagged with it, in whatever criterion they stand."""

    id: str
    title: str
    source: str


@dataclass(frozen=True, slots=True)
class Band:
    """A comment, given from the whole per cent `start` to the next band. `edge`: how sure `start` is."""

    comment: str
    start: int
    edge: Literal["proven", "assumed"]
    source: str
    earliest: int | None = None
    """The lowest score at which an assumed edge could really lie, by the evidence in `source`; None: not known."""
    latest: int | None = None
    """The highest; None: not known."""


@dataclass(frozen=True, slots=True)
class Option:
    """One value of an attribute, or one box of a questionnaire item."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Attribute:
    """Something recorded of a case besides judgements: sex, age, the YOT's RoSH classification. Never a name.

    `kind`: ``choice`` (one of `options`), ``number`` (whole, 0 or more), ``text`` (free, short).
    """

    id: str
    title: str
    kind: Literal["choice", "number", "text"]
    source: str
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class DateField:
    """A date typed once per case. `many` for the reviews."""

    id: str
    title: str
    source: str
    many: bool = False


@dataclass(frozen=True, slots=True)
class Classification:
    """Two attributes on one ordered scale, low first: the YOT's and the inspector's own."""

    id: str
    title: str
    recorded: str
    own: str
    scale: tuple[str, ...]
    source: str


Holds = Literal[
    "",
    "contents",
    "headline",
    "recommendations",
    "local recommendations",
    "respondents",
    "good practice",
    "sections",
    "themes",
    "quotations",
    "strengths",
    "improvement",
    "summary",
    "sample",
    "data",
    "questions",
    "glossary",
]
"""What fieldwork puts below the text of a part of the report."""


@dataclass(frozen=True, slots=True)
class ReportPart:
    """A part of the report, in the order in which the report prints them.

    Its `heading` (none: it goes on under the one before), its `text` as proposed, which an inspector may replace, and
    what fieldwork makes of the record below it (`holds`). A line of `text` is a paragraph, one that begins with "- "
    an item of a list; both may hold live values such as `{score:RoH}` (`fieldwork.report.live`). A part that is
    `needed` has to be written by an inspector before the report is done, and `hint` says what belongs there.
    With `each` = ``section`` it is a part of every section (its id gets the section's: ``commentary.1``) and stands
    there, and `{section}` is the section's title.
    """

    id: str
    source: str
    heading: str = ""
    level: int = 2
    text: str = ""
    needed: bool = False
    holds: Holds = ""
    of: tuple[str, ...] = ()
    """What `holds` is of: the threads of a headline, the attributes (or ``phases``) of a sample."""
    each: Literal["", "section"] = ""
    new_page: bool = False
    working_paper: bool = False
    """Whether it is for the inspectors only, and no part of what is published."""
    hint: str = ""


@dataclass(frozen=True)
class Programme:
    """A whole inspection programme. `scores` is false where only counts and words are published (SQS)."""

    id: str
    title: str
    source: str
    scores: bool
    aggregator: Literal["pooled", "mean_of_questions"]
    sections: tuple[Section, ...]
    criteria: tuple[Criterion, ...]
    threads: tuple[Thread, ...]
    bands: tuple[Band, ...]
    attributes: tuple[Attribute, ...]
    dates: tuple[DateField, ...]
    classifications: tuple[Classification, ...]
    questions: tuple[Question, ...]
    strength_from: int
    """Findings at this per cent and above are proposed as strengths."""
    improvement_below: int
    """Findings below this are proposed as areas for improvement; between the two the inspector chooses."""
    limits_source: str
    questionnaires: tuple[str, ...]
    """Ids of the questionnaires that go with the programme."""
    report: dict[str, str] = field(default_factory=dict)
    """The report's fixed furniture by name: `foreword`, `recommendations_opener`, `next_steps`, …"""
    recommendations: tuple[str, ...] = ()
    """The programme's standard recommendations, in order, each with who is responsible in brackets at its end."""
    parts: tuple[ReportPart, ...] = ()
    """The parts of the report in their order; none in a definition older than they are."""

    @cached_property
    def question(self) -> dict[str, Question]:
        """Questions by id, in order."""
        return {q.id: q for q in self.questions}

    @cached_property
    def attribute(self) -> dict[str, Attribute]:
        """Attributes by id, in order."""
        return {a.id: a for a in self.attributes}

    @cached_property
    def criterion(self) -> dict[str, Criterion]:
        """Criteria by id, in order."""
        return {c.id: c for c in self.criteria}

    @cached_property
    def by_criterion(self) -> dict[str, tuple[Question, ...]]:
        """The questions of each criterion, in order."""
        return {c.id: tuple(q for q in self.questions if q.criterion == c.id) for c in self.criteria}

    @cached_property
    def by_thread(self) -> dict[str, tuple[Question, ...]]:
        """The questions tagged with each thread, in order."""
        return {t.id: tuple(q for q in self.questions if t.id in q.threads) for t in self.threads}

    @cached_property
    def by_section(self) -> dict[str, tuple[Question, ...]]:
        """The questions of each section, in order."""
        inside = {s.id: {c.id for c in self.criteria if c.section == s.id} for s in self.sections}
        return {s.id: tuple(q for q in self.questions if q.criterion in inside[s.id]) for s in self.sections}

    @cached_property
    def parents_first(self) -> tuple[Question, ...]:
        """The questions so ordered that a rule's parent stands before its child."""
        done: dict[str, Question] = {}
        waiting = list(self.questions)
        while waiting:
            ready = [q for q in waiting if q.rule is None or q.rule.parent in done]
            done.update({q.id: q for q in ready})
            waiting = [q for q in waiting if q.id not in done]
            if not ready:  # checking refuses circular rules; whoever skipped it still gets an end
                done.update({q.id: q for q in waiting})
                waiting = []
        return tuple(done.values())

    @cached_property
    def children(self) -> dict[str, tuple[Question, ...]]:
        """The questions whose rule names this one, by parent id."""
        found: dict[str, list[Question]] = {}
        for q in self.questions:
            if q.rule is not None:
                found.setdefault(q.rule.parent, []).append(q)
        return {parent: tuple(qs) for parent, qs in found.items()}

    @cached_property
    def lineage(self) -> dict[str, frozenset[str]]:
        """Each question with all whose rules go back to it, however far down: what an answer to it may change."""
        found: dict[str, frozenset[str]] = {}
        for question in self.questions:
            seen: set[str] = set()
            waiting = [question.id]
            while waiting:
                one = waiting.pop()
                if one not in seen:
                    seen.add(one)
                    waiting += [child.id for child in self.children.get(one, ())]
            found[question.id] = frozenset(seen)
        return found


ItemKind = Literal["one", "many", "text"]


@dataclass(frozen=True, slots=True)
class Condition:
    """Of an earlier item one of `options` is ticked; with `negated`, none of them is.

    What was not answered (blank, unreadable, two boxes, not asked itself) has nothing ticked, as in XForms.
    """

    item: str
    options: tuple[str, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a questionnaire. `favourable` holds option values; empty where no answer is better."""

    id: str
    text: str
    kind: ItemKind
    topic: str
    """The item as a report speaks of it: "less likely to offend"."""
    source: str
    options: tuple[Option, ...] = ()
    favourable: tuple[str, ...] = ()
    finding: str = ""
    """How the favourable share reads in a report, with `{share}`; empty where the item is not reported."""
    asked_when: tuple[Condition, ...] = ()
    """The skip rule: the item is asked only where these hold; empty: it is always asked."""
    asked_if: Literal["all", "any"] = "all"
    """Whether all of `asked_when` must hold, or any one of them."""

    @property
    def assumed(self) -> bool:
        """True where no published page bears the item out."""
        return self.source.startswith("assumed")


@dataclass(frozen=True)
class Questionnaire:
    """A paper form: who fills it in, and its items in paper order. Options are "1", "2" and so on."""

    id: str
    title: str
    respondents: str
    """Who answers, in the plural: "children and young people"."""
    respondent: str
    """One of them: "child or young person"."""
    source: str
    items: tuple[Item, ...]

    @cached_property
    def item(self) -> dict[str, Item]:
        """Items by id, in order."""
        return {i.id: i for i in self.items}
