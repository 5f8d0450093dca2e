"""Small, made-up values for tests: a programme of eleven questions, a questionnaire, records with cases.

Everything here is immutable or freshly made at each call.
"""

from __future__ import annotations

import dataclasses
from functools import cache
from itertools import count
from typing import TYPE_CHECKING

from fieldwork.programme.loading import programme_to_dict, questionnaire_to_dict
from fieldwork.programme.models import (
    Answer,
    Attribute,
    Band,
    Classification,
    Criterion,
    DateField,
    Item,
    ItemKind,
    Limit,
    Option,
    Phase,
    Programme,
    Question,
    Questionnaire,
    Rule,
    Section,
    Thread,
    Wordings,
)
from fieldwork.record import names
from fieldwork.record.record import Record, Statement
from fieldwork.record.sitting import Sitting

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fieldwork.record.entry import Entry, Value

INSPECTION = "inspection/small"
CASE_07 = "case/seven"
CASE_08 = "case/eight"
WHEN = "2009-06-02T10:12:00+01:00"


def question(
    question_id: str,
    criterion: str = "1.1",
    *,
    parent: str | None = None,
    opens_on: tuple[Answer, ...] = ("yes",),
    otherwise: str = "na",
    phase: Phase = "any",
    good: Answer = "yes",
    threads: tuple[str, ...] = ("RoH",),
    limit: Limit | None = None,
) -> Question:
    """A question; with `parent` it has a rule."""
    rule = None if parent is None else Rule(parent, opens_on, "no" if otherwise == "no" else "na", "assumed")
    return Question(
        id=question_id,
        criterion=criterion,
        threads=threads,
        text=f"Is {question_id} as it should be?",
        phase=phase,
        good=good,
        wordings=Wordings(
            f"In {{share}} of cases {question_id} was as it should be.",
            f"In {{share}} of cases {question_id} was not as it should be.",
        ),
        source="assumed",
        rule=rule,
        limit=limit,
    )


_QUESTIONS = (
    question("1.1.1"),
    question(
        "1.1.2",
        parent="1.1.1",
        limit=Limit("sentence", "rosh_screening", 15, "assumed"),
        threads=("RoH", "LoR"),
    ),
    question("1.1.3", parent="1.1.2", opens_on=("yes", "no")),
    question("1.1.10"),
    question("1.1.13", parent="1.1.10", opens_on=("na",)),
    question("1.1.16", parent="1.1.10", otherwise="no"),
    question("1.2.1", "1.2", threads=("LoR",)),
    question("1.2.2", "1.2", good="no", threads=("LoR",)),
    question("2.1.1", "2.1", phase="custody", threads=("Safeguarding",)),
    question("2.1.2", "2.1", phase="custody", parent="2.1.1", threads=("Safeguarding",)),
    question("2.1.3", "2.1", phase="community", threads=("Safeguarding",)),
)


@cache
def small_programme() -> Programme:
    """Eleven questions in three criteria, with scores.

    1.1.1 done? → 1.1.2 on time? → 1.1.3 opens on yes and no; 1.1.13 opens where 1.1.10 is n/a; 1.1.16 is a
    `no` where 1.1.10 is; 1.2.2 is good when answered no; 2.1.1 and its child 2.1.2 are of custody, 2.1.3 of
    the community.
    """
    return Programme(
        id="small",
        title="Small inspection",
        source="assumed",
        scores=True,
        aggregator="pooled",
        sections=(Section("1", "Assessment", "assumed"), Section("2", "Delivery", "assumed")),
        criteria=(
            Criterion("1.1", "1", "Risk of Harm to others", "RoH is assessed.", "assumed"),
            Criterion("1.2", "1", "Likelihood of Reoffending", "LoR is assessed.", "assumed"),
            Criterion("2.1", "2", "Safeguarding", "Children are kept safe.", "assumed"),
        ),
        threads=(
            Thread("RoH", "Risk of Harm to others", "assumed"),
            Thread("LoR", "Likelihood of Reoffending", "assumed"),
            Thread("Safeguarding", "Safeguarding", "assumed"),
        ),
        bands=(
            Band("DRASTIC", 0, "proven", "assumed"),
            Band("SUBSTANTIAL", 40, "assumed", "assumed"),
            Band("MODERATE", 60, "proven", "assumed"),
            Band("MINIMUM", 75, "assumed", "assumed"),
        ),
        attributes=(
            Attribute("sex", "Sex", "choice", "assumed", (Option("male", "male"), Option("female", "female"))),
            Attribute("age", "Age at start", "number", "assumed"),
            Attribute("inspector", "Inspector", "text", "assumed"),
            Attribute("rosh_yot", "RoSH, the YOT's", "choice", "assumed", _levels("not_clear")),
            Attribute("rosh_own", "RoSH, own", "choice", "assumed", _levels()),
        ),
        dates=(
            DateField("sentence", "Sentence", "assumed"),
            DateField("rosh_screening", "RoSH screening", "assumed"),
            DateField("reviews", "Reviews", "assumed", many=True),
        ),
        classifications=(Classification("rosh", "RoSH", "rosh_yot", "rosh_own", ("low", "medium", "high"), "assumed"),),
        questions=_QUESTIONS,
        strength_from=75,
        improvement_below=60,
        limits_source="assumed",
        questionnaires=("forms",),
    )


def _levels(*more: str) -> tuple[Option, ...]:
    return tuple(Option(level, level.replace("_", " ")) for level in ("low", "medium", "high", *more))


def programme_of(*questions: Question) -> Programme:
    """The small programme with other questions; the criterion of each must be one of its three."""
    return dataclasses.replace(small_programme(), questions=questions)


def item(item_id: str, kind: ItemKind = "one", options: int = 3, favourable: tuple[str, ...] = ("1",)) -> Item:
    """An item with `options` numbered options, of which the first is favourable."""
    if kind == "text":
        return Item(item_id, f"What about {item_id}?", kind, item_id, "assumed")
    boxes = tuple(Option(str(n), f"option {n}") for n in range(1, options + 1))
    finding = f"{{share}} ticked the first box of {item_id}."
    return Item(item_id, f"Which of {item_id}?", kind, item_id, "assumed", boxes, favourable, finding)


@cache
def small_questionnaire() -> Questionnaire:
    """Four items: q1 and q2 choose one of three, q3 chooses many of four, q4 is free text."""
    return Questionnaire(
        id="forms",
        title="Small form",
        respondents="children and young people",
        respondent="child or young person",
        source="assumed",
        items=(item("q1"), item("q2"), item("q3", "many", 4), item("q4", "text")),
    )


def said(
    record: Record, by: Sitting, *statements: tuple[str, str, Value], undoes: str | None = None
) -> tuple[Entry, ...]:
    """One act of `by`, made and taken into `record`: each statement is (subject, field, value)."""
    entries = by.entries(record, [Statement(*statement) for statement in statements], undoes)
    record.add(entries)
    return entries


def sitting(by: str = "JN", name: str | None = None, hour: int = 10) -> Sitting:
    """A sitting with a clock that goes one second an act from twelve past the `hour` on, always the same."""
    ticks = count()

    def clock() -> str:
        minutes, seconds = divmod(next(ticks), 60)
        hours, minutes = divmod(minutes + 12, 60)
        return f"2009-06-02T{hour + hours:02}:{minutes:02}:{seconds:02}+01:00"

    return Sitting(by, name or f"{by.lower()}1", clock)


def small_record(
    programme: Programme | None = None,
    *,
    cases: Sequence[str] = ("07", "08"),
    questionnaires: Iterable[Questionnaire] | None = None,
) -> Record:
    """An inspection with `cases` by reference, phases both, nothing judged; forms by default the small one.

    The case "07" is `CASE_07`, "08" is `CASE_08`, any other ``case/REFERENCE``.
    """
    programme = programme or small_programme()
    forms = (small_questionnaire(),) if questionnaires is None else questionnaires
    record = Record()
    maker = sitting("JN", "made", 9)
    said(
        record,
        maker,
        (INSPECTION, names.PROGRAMME, programme.id),
        (INSPECTION, names.AREA, "Smalltown"),
        (f"programme/{programme.id}", names.DEFINITION, programme_to_dict(programme)),
        *((f"questionnaire/{form.id}", names.DEFINITION, questionnaire_to_dict(form)) for form in forms),
    )
    for reference in cases:
        subject = case_id(reference)
        said(record, maker, (subject, names.REFERENCE, reference), (subject, names.PHASES, "both"))
    return record


def case_id(reference: str) -> str:
    """The subject of a case of `small_record`."""
    return {"07": CASE_07, "08": CASE_08}.get(reference, f"case/{reference}")


def answered(record: Record, by: Sitting, case: str, **answers: Value) -> tuple[Entry, ...]:
    """One act that answers questions of a case: `q1_1_1="yes"` is of 1.1.1."""
    return said(
        record,
        by,
        *((case, names.answer(key.removeprefix("q").replace("_", ".")), value) for key, value in answers.items()),
    )
