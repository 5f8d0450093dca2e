from __future__ import annotations

from typing import Any

import pytest
from textual.app import App
from tui.robot import at_the_keyboard

from fieldwork.tui.app import FieldworkApp
from fieldwork.tui.screens.prompt import ChoicePrompt, TextPrompt, chosen_by


class Asking(App[None]):
    """Nothing but a prompt; what it gave is in `answers`."""

    def __init__(self, prompt: Any) -> None:
        super().__init__()
        self.prompt = prompt
        self.answers: list[str | None] = []

    def on_mount(self) -> None:
        self.push_screen(self.prompt, self.answers.append)


async def test_a_text_is_given_back_as_typed():
    async with at_the_keyboard(Asking(TextPrompt("Area", "Stock", hint="as in the report"))) as robot:
        await robot.expect("Area", "Stock", "as in the report")
        await robot.press("end")
        await robot.type("port [/] z")
        await robot.press("enter")
        assert robot.app.answers == ["Stockport [/] z"]


async def test_typing_replaces_what_is_offered():
    async with at_the_keyboard(Asking(TextPrompt("Reference", "01"))) as robot:
        await robot.expect("01")
        await robot.type("12")
        await robot.press("enter")
        assert robot.app.answers == ["12"]


async def test_what_is_offered_is_taken_by_enter():
    async with at_the_keyboard(Asking(TextPrompt("Reference", "01"))) as robot:
        await robot.press("enter")
        assert robot.app.answers == ["01"]


async def test_a_path_is_typed_on_at_its_end():
    async with at_the_keyboard(Asking(TextPrompt("Which file?", "/a/b", goes_on=True))) as robot:
        await robot.type(".json")
        await robot.press("enter")
        assert robot.app.answers == ["/a/b.json"]


async def test_coming_back_to_a_prompt_finds_what_was_typed():
    async with at_the_keyboard(Asking(TextPrompt("Reference", "01"))) as robot:
        await robot.type("1")
        robot.app.push_screen(ChoicePrompt("Over it", [("a", "one")]))
        await robot.press("escape")
        await robot.type("2")
        await robot.press("enter")
        assert robot.app.answers == ["12"]


async def test_escape_gives_nothing():
    async with at_the_keyboard(Asking(TextPrompt("Area", "Stock"))) as robot:
        await robot.press("escape")
        assert robot.app.answers == [None]


async def test_what_is_wrong_is_said_in_place_and_the_text_stays():
    def only_digits(text: str) -> str | None:
        return None if text.isdigit() else f"Expected a number, found [{text}]."

    async with at_the_keyboard(Asking(TextPrompt("How many cases", validate=only_digits))) as robot:
        await robot.type("x")
        await robot.press("enter")
        await robot.expect("✗ Expected a number, found [x].")
        assert robot.app.answers == []
        await robot.press("backspace", "5")
        await robot.expect(gone="✗")
        await robot.press("enter")
        assert robot.app.answers == ["5"]


@pytest.mark.parametrize(("digits", "count", "index"), [("1", 3, 0), ("3", 3, 2), ("1", 12, None), ("2", 12, 1)])
def test_a_digit_chooses_as_soon_as_it_can_only_mean_one(digits, count, index):
    assert chosen_by(digits, count) == index
    assert chosen_by("12", 12) == 11
    assert chosen_by("0", 12) is None


async def test_a_digit_chooses():
    options = [("low", "low"), ("medium", "medium [/]"), ("high", "high")]
    async with at_the_keyboard(Asking(ChoicePrompt("RoSH [b]", options, initial="medium"))) as robot:
        await robot.expect("RoSH [b]", "1  low", "2  medium [/]")
        assert robot.selected == "2  medium [/]"
        await robot.press("9")
        assert robot.app.answers == []
        await robot.press("3")
        assert robot.app.answers == ["high"]


async def test_among_many_the_second_digit_or_enter_decides():
    options = [(f"v{n}", f"option {n}") for n in range(1, 13)]
    async with at_the_keyboard(Asking(ChoicePrompt("Offence", options))) as robot:
        await robot.press("1")
        assert robot.selected == "1  option 1"
        await robot.press("2")
        assert robot.app.answers == ["v12"]
    async with at_the_keyboard(Asking(ChoicePrompt("Offence", options))) as robot:
        await robot.press("1", "enter")
        assert robot.app.answers == ["v1"]


async def test_arrows_and_enter_choose_and_escape_does_not():
    options = [("a", "one"), ("b", "two")]
    async with at_the_keyboard(Asking(ChoicePrompt("Which", options))) as robot:
        await robot.press("down", "enter")
        assert robot.app.answers == ["b"]
    async with at_the_keyboard(Asking(ChoicePrompt("Which", options))) as robot:
        await robot.press("escape")
        assert robot.app.answers == [None]


@pytest.mark.parametrize("prompt", [TextPrompt("Which?"), ChoicePrompt("Which?", [("a", "first"), ("b", "second")])])
async def test_no_message_lies_over_what_is_asked(prompt):
    app = FieldworkApp(by="JN")
    async with at_the_keyboard(app) as robot:
        app.push_screen(prompt)
        app.notify("Something befell the file.\nTwice.", title="about this file", severity="warning", timeout=60)
        await robot.expect("about this file", "Twice.", "Which?", "Esc")
        assert robot.lines[0].strip().endswith("about this file")
