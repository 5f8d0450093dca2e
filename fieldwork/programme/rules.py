"""Skip rules that can be followed: each has a parent, opens on some of its answers, and has an end."""

from __future__ import annotations

from fieldwork.programme.codec import refuse, said
from fieldwork.programme.models import ANSWERS, Programme, Question, Rule


def check_rules(programme: Programme, where: str) -> None:
    """Refuse rules that could not be followed, or whose `otherwise` could never come to pass.

    Raises:
        DefinitionError: names `where`, the rule's question, what was found and what was expected.
    """
    for question in programme.questions:
        if question.rule is not None:
            table = f"rule of {question.id}"
            _check_parent(question, question.rule, programme, table, where)
            _check_answers(question.rule, table, where)
    _check_circles(programme, where)


def _check_parent(question: Question, rule: Rule, programme: Programme, table: str, where: str) -> None:
    parent = programme.question.get(rule.parent)
    if parent is None:
        raise refuse(where, table, f"its parent is {said(rule.parent)}", "the id of a question of this programme")
    # A question of a phase not inspected is n/a by rule; a child of wider phase would go with it (DESIGN 7).
    if parent.phase not in ("any", question.phase):
        found = f"its parent {parent.id} is asked of phase {parent.phase}, the question of {question.phase}"
        raise refuse(where, table, found, f"a parent of phase any or {question.phase}")


def _check_answers(rule: Rule, table: str, where: str) -> None:
    opening = set(rule.opens_on)
    if not opening:
        raise refuse(where, table, "opens_on is empty", "at least one answer of its parent")
    if len(opening) != len(rule.opens_on):
        raise refuse(where, table, "opens_on names an answer twice", "each answer once")
    if opening == set(ANSWERS):
        raise refuse(where, table, "it opens on every answer, so otherwise can never come to pass", "fewer answers")
    # An n/a parent makes its children n/a (DESIGN 7): `no` needs a yes or no that keeps the question closed.
    if rule.otherwise == "no" and opening >= {"yes", "no"}:
        found = "otherwise is 'no', but only an n/a parent is left, which makes the question n/a"
        raise refuse(where, table, found, "otherwise = 'na', or fewer answers in opens_on")


def _check_circles(programme: Programme, where: str) -> None:
    followed: set[str] = set()
    for question in programme.questions:
        path: list[str] = []
        step: Question | None = question
        while step is not None and step.rule is not None and step.id not in followed:
            if step.id in path:
                circle = " → ".join([*path[path.index(step.id) :], step.id])
                raise refuse(where, f"rule of {step.id}", f"its parents run in a circle ({circle})", "an end")
            path.append(step.id)
            step = programme.question[step.rule.parent]
        followed.update(path)
