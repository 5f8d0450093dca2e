"""Does a definition hold together? What its types cannot say is checked here, before anyone works with it.

`fieldwork.programme.loading` calls these on everything that it loads. A refusal is one sentence that names
the file, the table ("question 1.1.2", "rule of 1.1.2"), what was found and what was expected; the first fault
is named.
"""

from __future__ import annotations

import itertools

from fieldwork.programme.codec import refuse, said
from fieldwork.programme.models import (
    Attribute,
    Classification,
    Limit,
    Programme,
    Question,
    Questionnaire,
    ReportPart,
)
from fieldwork.programme.rules import check_rules
from fieldwork.programme.soundness import (
    check_braces,
    check_count,
    check_id,
    check_live,
    check_share,
    check_texts,
    check_unique,
)
from fieldwork.programme.survey import check_items
from fieldwork.text import fold

RESERVED_COLUMNS = frozenset({"case", "phases"})
"""Column names of cases.csv that no attribute and no date may take (DESIGN 6)."""

NAMING_WORDS = frozenset({"name", "names", "forename", "surname", "nickname"})
"""An attribute called so would invite a child's name into the file (DESIGN 7: never a name)."""

PER_CENT = range(101)
HEADING_LEVELS = range(2, 5)
LONGEST_LIMIT = 3660  # days: ten years


def check_programme(programme: Programme, where: str) -> None:
    """Refuse a programme that does not hold together.

    Args:
        programme: what was loaded.
        where: the file or inspection that it comes from, for the sentence.

    Raises:
        DefinitionError: names `where`, the table, what was found and what was expected.
    """
    check_texts(programme, where)
    _check_sizes(programme, where)
    _check_ids(programme, where)
    _check_criteria(programme, where)
    _check_bands(programme, where)
    _check_proposals(programme, where)
    for attribute in programme.attributes:
        _check_attribute(attribute, where)
    for classification in programme.classifications:
        _check_classification(classification, programme, where)
    _check_questions(programme, where)
    check_rules(programme, where)
    for name, text in programme.report.items():
        check_braces(text, f"report.{name}", where)
    _check_parts(programme, where)


def check_questionnaire(questionnaire: Questionnaire, where: str) -> None:
    """Refuse a questionnaire that does not hold together.

    Args:
        questionnaire: what was loaded.
        where: the file or inspection that it comes from, for the sentence.

    Raises:
        DefinitionError: names `where`, the table, what was found and what was expected.
    """
    check_texts(questionnaire, where)
    check_id(questionnaire.id, "questionnaire", where)
    check_count(len(questionnaire.items), "questionnaire", "items", where)
    check_unique([item.id for item in questionnaire.items], "item", where)
    check_items(questionnaire, where)


def _check_sizes(programme: Programme, where: str) -> None:
    for noun in ("sections", "criteria", "questions"):
        check_count(len(getattr(programme, noun)), "programme", noun, where)
    for noun in (
        "threads",
        "bands",
        "attributes",
        "dates",
        "classifications",
        "questionnaires",
        "recommendations",
    ):
        check_count(len(getattr(programme, noun)), "programme", noun, where, least=0)


def _check_ids(programme: Programme, where: str) -> None:
    check_id(programme.id, "programme", where)
    check_unique([s.id for s in programme.sections], "section", where)
    check_unique([c.id for c in programme.criteria], "criterion", where)
    check_unique([t.id for t in programme.threads], "thread", where)
    check_unique([q.id for q in programme.questions], "question", where)
    check_unique([c.id for c in programme.classifications], "classification", where)
    check_unique(list(programme.questionnaires), "questionnaire", where)
    check_unique(list(programme.report), "report text", where)
    columns = [a.id for a in programme.attributes] + [d.id for d in programme.dates]
    check_unique(columns, "attribute or date", where)
    for column in columns:
        if column.casefold() in RESERVED_COLUMNS:
            raise refuse(
                where,
                f"attribute or date {column}",
                "that name is a column of every cases file",
                "another id",
            )


def _check_criteria(programme: Programme, where: str) -> None:
    sections = {s.id for s in programme.sections}
    for criterion in programme.criteria:
        if criterion.section not in sections:
            found = f"its section is {said(criterion.section)}"
            raise refuse(where, f"criterion {criterion.id}", found, _one_of(sections, "section"))


def _check_parts(programme: Programme, where: str) -> None:
    check_count(len(programme.parts), "programme", "parts", where, least=0)
    check_unique([part.id for part in programme.parts], "part", where)
    for part in programme.parts:
        table = f"part {part.id}"
        if part.level not in HEADING_LEVELS:
            raise refuse(where, table, f"level is {part.level}", "a heading's level from 2 to 4")
        if part.each and part.holds:
            raise refuse(where, table, f"it stands in each {part.each} and holds {said(part.holds)}", "one of the two")
        _check_part_of(part, programme, where)
        check_live(part.heading, table, where)
        check_live(part.text, table, where)


def _check_part_of(part: ReportPart, programme: Programme, where: str) -> None:
    known = {
        "headline": {thread.id for thread in programme.threads},
        "sample": {"phases", *programme.attribute},
    }.get(part.holds, set())
    for id_ in part.of:
        if id_ not in known:
            found = f"it is of {said(id_)}"
            raise refuse(where, f"part {part.id}", found, "the id of a thread (headline) or an attribute (sample)")


def _check_bands(programme: Programme, where: str) -> None:
    bands = programme.bands
    if not programme.scores:
        if bands:
            raise refuse(where, f"band {bands[0].comment}", "the programme has scores = false", "no bands")
        return
    if not bands:
        raise refuse(where, "programme", "it has scores = true and no bands", "bands that start at 0")
    check_unique([b.comment for b in bands], "band", where, safe=False)
    if bands[0].start != 0:
        raise refuse(
            where,
            f"band {bands[0].comment}",
            f"it starts at {bands[0].start}",
            "the first band to start at 0",
        )
    for lower, band in itertools.pairwise(bands):
        if band.start not in PER_CENT:
            raise refuse(where, f"band {band.comment}", f"it starts at {band.start}", "a per cent from 0 to 100")
        if band.start <= lower.start:
            found = f"it starts at {band.start}, and the band before it at {lower.start}"
            raise refuse(where, f"band {band.comment}", found, "bands in rising order")
    for band in bands:
        earliest = band.start if band.earliest is None else band.earliest
        latest = band.start if band.latest is None else band.latest
        if not 0 <= earliest <= band.start <= latest <= PER_CENT[-1]:
            found = f"its edge lies between {earliest} and {latest}, and it starts at {band.start}"
            raise refuse(where, f"band {band.comment}", found, "earliest <= start <= latest")


def _check_proposals(programme: Programme, where: str) -> None:
    strength, improvement = programme.strength_from, programme.improvement_below
    if strength not in PER_CENT:
        raise refuse(where, "programme", f"strength_from is {strength}", "a per cent from 0 to 100")
    if improvement not in range(strength + 1):
        found = f"improvement_below is {improvement}"
        raise refuse(where, "programme", found, f"a per cent from 0 to strength_from, which is {strength}")


def _check_attribute(attribute: Attribute, where: str) -> None:
    table = f"attribute {attribute.id}"
    words = set(fold(f"{attribute.id} {attribute.title}".replace("-", " ").replace("_", " ")).split())
    if named := words & NAMING_WORDS:
        raise refuse(where, table, f"its id or title says {said(min(named))}", "nothing that asks for a person's name")
    if attribute.kind == "choice":
        check_count(len(attribute.options), table, "options", where)
        check_unique([o.value for o in attribute.options], f"option of {attribute.id}", where)
    elif attribute.options:
        raise refuse(where, table, f"it is of kind {attribute.kind} and has options", "options for kind choice only")


def _check_classification(classification: Classification, programme: Programme, where: str) -> None:
    table = f"classification {classification.id}"
    check_count(len(classification.scale), table, "levels of its scale", where, least=2)
    check_unique(list(classification.scale), f"level of {classification.id}", where)
    if classification.recorded == classification.own:
        found = f"recorded and own are both {said(classification.own)}"
        raise refuse(where, table, found, "two attributes, the team's and the inspector's own")
    for key in ("recorded", "own"):
        name = getattr(classification, key)
        attribute = programme.attribute.get(name)
        if attribute is None or attribute.kind != "choice":
            raise refuse(where, table, f"{key} is {said(name)}", "the id of an attribute of kind choice")
        options = {o.value for o in attribute.options}
        if missing := [level for level in classification.scale if level not in options]:
            found = f"its scale has {said(missing[0])}"
            raise refuse(where, table, found, f"values among the options of attribute {name}")


def _check_questions(programme: Programme, where: str) -> None:
    criteria = {c.id for c in programme.criteria}
    threads = {t.id for t in programme.threads}
    dates = {d.id: d.many for d in programme.dates}
    for question in programme.questions:
        _check_question(question, criteria, threads, where)
        if question.limit is not None:
            _check_limit(question.limit, f"limit of {question.id}", dates, where)


def _check_question(question: Question, criteria: set[str], threads: set[str], where: str) -> None:
    table = f"question {question.id}"
    if question.criterion not in criteria:
        raise refuse(where, table, f"its criterion is {said(question.criterion)}", _one_of(criteria, "criterion"))
    for thread in question.threads:
        if thread not in threads:
            raise refuse(where, table, f"it has the thread {said(thread)}", _one_of(threads, "thread"))
    if len(set(question.threads)) != len(question.threads):
        raise refuse(where, table, "it names a thread twice", "each thread once")
    if question.good == "na":
        raise refuse(where, table, "good is 'na'", "yes or no, because n/a is left out of every score")
    check_share(question.wordings.positive, f"wordings of {question.id}", "positive", where)
    check_share(question.wordings.negative, f"wordings of {question.id}", "negative", where)
    if question.wordings.lacking:
        check_share(question.wordings.lacking, f"wordings of {question.id}", "lacking", where)


def _check_limit(limit: Limit, table: str, dates: dict[str, bool], where: str) -> None:
    for key in ("start", "end"):
        name = getattr(limit, key)
        if name not in dates:
            raise refuse(where, table, f"{key} is {said(name)}", _one_of(set(dates), "date"))
    if limit.start == limit.end:
        raise refuse(where, table, f"start and end are both {said(limit.start)}", "two different dates")
    if dates[limit.start]:
        raise refuse(where, table, f"start is {said(limit.start)}, a date with many values", "a date with one value")
    if limit.days not in range(1, LONGEST_LIMIT + 1):
        raise refuse(where, table, f"days is {limit.days}", f"a whole number from 1 to {LONGEST_LIMIT}")


def _one_of(ids: set[str], noun: str) -> str:
    most = 12
    listed = ", ".join(sorted(ids)[:most]) or "none is defined"
    return f"the id of a {noun} ({listed}{', …' if len(ids) > most else ''})"
