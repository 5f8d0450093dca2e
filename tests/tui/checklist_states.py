"""An inspection with a case in every state that the checklist can show, for pictures and for terminals."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from builders import sitting

from fieldwork.programme.loading import find_programme
from fieldwork.programme.models import Programme
from fieldwork.record import names
from fieldwork.record.record import Record, Statement
from fieldwork.store import write_new
from fieldwork.workspace import beginning

LONG = "3.2.1"
"""The question whose text is far too long for its lines."""

STATES: dict[str, tuple[str, tuple[str, ...]]] = {
    "01": ("1.1.1", ("0 of 138 answered · 138 left", "· open", "↳ waits")),
    "02": ("1.3.9", ("69 left", "✓ yes", "✗ no")),
    "03": ("1.1.1", ("138 of 138 answered · complete", "done", "[1 yes]")),
    "04": ("1.1.2", ("! 1 against a rule", "! the rule makes it", "n/a (rule)")),
    "05": ("2.1.14", ("↳ waits until the phases of the case are recorded", "phases not recorded")),
    "06": ("1.1.1", ("≠ 1 disputed", "≠ disputed", "EP says no", "KP says yes")),
    "07": ("1.1.1", ("⌂ parked", "1 parked")),
    "08": ("1.1.1", ("漢字かな交じり", "★ KP: é ǹ combining")),
    "09": ("1.1.1", ("✎ KP: שלום abc עולם",)),
    "10": (LONG, ("Was everything that the assessment",)),
}
"""By the reference of a case the question to look at, and what can be read then, whatever the colours are."""


def programme_with_a_long_question() -> Programme:
    programme = find_programme("cci-2009")
    text = "Was everything that " + "the assessment of the child or young person asked for " * 12 + "really done?"
    questions = tuple(dataclasses.replace(one, text=text) if one.id == LONG else one for one in programme.questions)
    return dataclasses.replace(programme, questions=questions)


def inspection_of_states(path: Path) -> Path:
    """Write it; gives `path`."""
    programme = programme_with_a_long_question()
    ids = list(programme.question)
    record = Record()
    one, other = sitting("KP", "k"), sitting("EP", "e")

    def say(by, *said) -> None:
        record.add(by.entries(record, [Statement(*statement) for statement in said]))

    record.add(one.entries(record, beginning(programme, "Statesby")))
    for reference in STATES:
        say(one, (f"case/{reference}", names.REFERENCE, reference))
        if reference != "05":
            say(one, (f"case/{reference}", names.PHASES, "both"))
    half = [("case/02", names.answer(id_), "no" if place % 5 == 3 else "yes") for place, id_ in enumerate(ids)]
    say(one, *half[:69])
    closed = ("1.1.13", "3.1.3")  # asked only where their parent is answered otherwise
    say(one, *(("case/03", names.answer(id_), "yes") for id_ in ids if id_ not in closed))
    say(one, ("case/04", names.answer("1.1.1"), "no"), ("case/04", names.answer("1.1.2"), "yes"))
    apart = [one.entries(record, [Statement("case/06", names.answer("1.1.1"), "yes")])]
    apart.append(other.entries(record, [Statement("case/06", names.answer("1.1.1"), "no")]))
    for entries in apart:
        record.add(entries)
    say(one, ("case/07", names.parked("1.1.1"), True))
    for case, note, text, good in (
        ("case/08", "note/wide", "漢字かな交じり [/] 👩‍👧 family", False),
        ("case/08", "note/marks", "é ǹ combining a\u0301\u0323", True),
        ("case/09", "note/rtl", "שלום abc עולם", False),
    ):
        where = [(note, names.TEXT, text), (note, names.CASE, case), (note, names.QUESTION, "1.1.1")]
        say(one, *where, *([(note, names.GOOD_PRACTICE, True)] if good else []))
    write_new(path, record)
    return path
