"""How far the keying is, and what a keyer should know before the next form: read off the desk at each number."""

from __future__ import annotations

from fieldwork.analysis.second_keying import Plan, measured, mismatches, plan_words, rate_words
from fieldwork.programme.twice import twice_rules
from fieldwork.tui.keying_desk import RecordDesk
from fieldwork.tui.keying_lines import Counts
from fieldwork.tui.keying_serial import same_person_words


def keying_counts(desk: RecordDesk, issued: int | None, renaming: str = "") -> Counts:
    """How far one is. `renaming` is a form whose number is corrected: its own is offered."""
    forms = desk.forms()
    offered = desk.serial(renaming) if renaming else desk.offered()
    unfinished = tuple(one for one in forms if not one.finished)
    look = tuple(one.serial for one in forms if desk.look(one.subject))
    counts = Counts(len(forms), issued, offered, unfinished, look)
    return counts if desk.keying == 1 else _second(desk, counts)


def _second(desk: RecordDesk, counts: Counts) -> Counts:
    questionnaire, paper = desk.questionnaire, desk.paper_forms()
    plan, rules = desk.plan(), twice_rules()
    unsettled = sum(one.settled is None for one in mismatches(questionnaire, paper))
    notes = [f"to be keyed twice: {plan_words(plan)}", f"so far {rate_words(measured(questionnaire, paper, rules))}"]
    if _is_own(plan, desk.by):
        notes.append(same_person_words(rules))
    return Counts(
        counts.forms,
        counts.issued,
        counts.offered,
        counts.unfinished,
        counts.look,
        len(plan.left),
        unsettled,
        tuple(notes),
    )


def _is_own(plan: Plan, by: str) -> bool:
    """Whether only forms are left that one keyed oneself."""
    following = plan.next_for(by)
    return following is not None and any(one.keyed_by == by for one in following.firsts)
