"""How a revision of a questionnaire reads before it is recorded, at the two sizes that are promised."""

from __future__ import annotations

import dataclasses

import pytest
from builders import item
from tui.robot import at_the_keyboard

from fieldwork.analysis.revising import revision_effects
from fieldwork.programme.loading import find_questionnaire
from fieldwork.programme.models import Condition, Option
from fieldwork.record.returns import returns
from fieldwork.tui.app import FieldworkApp
from fieldwork.tui.revising_lines import Plan
from fieldwork.tui.screens.revising import RevisingScreen

CHILDREN = find_questionnaire("children-2009")


def revised():
    """The children's questionnaire with something of every kind changed."""
    items = {one.id: one for one in CHILDREN.items}
    yes = items["q3"].options[0]
    items["q2"] = dataclasses.replace(items["q2"], asked_when=(Condition("q1", ("1",)),))
    items["q3"] = dataclasses.replace(
        items["q3"], options=(Option("1", f"{yes.label}, I did"), *items["q3"].options[1:])
    )
    items["q4"] = dataclasses.replace(items["q4"], favourable=("1", "2"), text="Did someone explain your plan?")
    del items["q5"]
    return dataclasses.replace(CHILDREN, items=(*items.values(), item("q16", "text")))


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_a_revision_before_it_is_recorded(stockport, snapshot_txt, size):
    app = FieldworkApp(stockport)
    async with at_the_keyboard(app, size=size) as robot:
        app.go_to("questionnaires")
        await robot.expect("came back")
        effects = revision_effects(CHILDREN, revised(), returns(stockport.record, CHILDREN.id))
        plan = Plan("children.toml", revised(), CHILDREN, effects)
        app.push_screen(RevisingScreen(plan, len(stockport.record)))
        await robot.press("tab", "tab", "enter")
        await robot.expect("option 1 was", "forms 1, 2")
        assert "\n".join(robot.lines) + "\n" == snapshot_txt
