"""Short questions at the bottom of the screen: a line to type, or a choice by digit. Esc asks nothing of anybody.

    self.app.push_screen(TextPrompt("Reference of the new case", validate=…), self.got_reference)
    self.app.push_screen(ChoicePrompt("Phases", [("custody", "custody"), ("both", "both")]), self.got_phases)

The callback hears None where the user pressed Esc. Titles, hints and labels are data, never markup.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.widgets import Input, Static

from fieldwork.text import shown
from fieldwork.tui.screens.overlay import Overlay
from fieldwork.tui.widgets.field import Field
from fieldwork.tui.widgets.line_list import LineList, Segments

Choice = tuple[str, str]
"""A value, and how it reads."""

Validate = Callable[[str], str | None]
"""What is wrong with a text, in one sentence; None where nothing is."""


class TextPrompt(Overlay[str | None]):
    """Asks for one line of text; Enter gives it, unless `validate` finds something wrong with it."""

    DEFAULT_CSS = """
    TextPrompt { align: center bottom; }
    TextPrompt > Vertical {
        width: 100%; max-width: 100; height: auto; padding: 0 1; background: $panel; border: round $primary;
    }
    TextPrompt .prompt-title { text-style: bold; }
    TextPrompt .prompt-hint { color: $text-muted; height: auto; }
    TextPrompt .prompt-hint.-wrong { color: $text-error; text-style: bold; }
    """

    def __init__(
        self,
        title: str,
        initial: str = "",
        hint: str = "",
        validate: Validate | None = None,
        *,
        complaint: str = "",
        goes_on: bool = False,
        hidden: bool = False,
    ) -> None:
        """Ask for a text.

        Args:
            title: what is asked.
            initial: what is offered: typing replaces it, a cursor key keeps it to be typed on.
            hint: what is expected, shown below.
            validate: says in a sentence what is wrong with a text, or gives None.
            complaint: what was wrong with `initial`, where it is asked for the second time.
            goes_on: whether one types on at the end of `initial` instead, as at a path.
            hidden: whether a dot stands for each letter, as at a passphrase.
        """
        super().__init__()
        self._title = title
        self._initial = initial
        self._hint = hint or "Enter to go on, Esc to leave it"
        self._validate_text = validate
        self._complaint = complaint
        self._goes_on = goes_on
        self._hidden = hidden

    def compose(self) -> ComposeResult:
        """Title, field, and the line that says what is expected or what is wrong."""
        with Vertical():
            yield Static(Content(shown(self._title)), classes="prompt-title", markup=False)
            field = Field(self._initial, offered=not self._goes_on)
            field.password = self._hidden
            yield field
            yield Static(Content(shown(self._hint)), classes="prompt-hint", markup=False)

    def on_mount(self) -> None:
        """Whatever is typed after a complaint takes it away."""
        if self._complaint:
            self._say(self._complaint, wrong=True)
        self.watch(self.query_one(Field), "value", self._take_complaint_away, init=False)

    def _take_complaint_away(self) -> None:
        self._say(self._hint, wrong=False)

    def _say(self, text: str, *, wrong: bool) -> None:
        line = self.query_one(".prompt-hint", Static)
        line.set_class(wrong, "-wrong")
        line.update(Content(f"✗ {shown(text)}" if wrong else shown(text)))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        wrong = self._validate_text(event.value) if self._validate_text is not None else None
        if wrong is None:
            self.dismiss(event.value)
        else:
            self._say(wrong, wrong=True)


class Choices(LineList):
    """The options of a `ChoicePrompt`, numbered."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        super().__init__(count=len(choices))
        self._choices = choices

    def row(self, index: int, width: int) -> Segments:
        """One option."""
        del width
        return ((f" {index + 1:>2}  ", "head"), (self._choices[index][1], ""))


def chosen_by(digits: str, count: int) -> int | None:
    """The option (from 0) that `digits` can only mean among `count`; None while another digit could follow."""
    number = int(digits)
    if not 1 <= number <= count or number * 10 <= count:
        return None
    return number - 1


class ChoicePrompt(Overlay[str | None]):
    """Asks for one of a few; its digit or Enter gives its value.

    Of more than nine options "1" waits for a second digit or Enter.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("backspace", "close", "close", show=False, id="choice.back"),
    ]
    DEFAULT_CSS = """
    ChoicePrompt { align: center bottom; }
    ChoicePrompt > Vertical {
        width: 100%; max-width: 100; height: auto; max-height: 90%; padding: 0 1;
        background: $panel; border: round $primary;
    }
    ChoicePrompt .prompt-title { text-style: bold; height: auto; }
    ChoicePrompt .prompt-hint { color: $text-muted; height: auto; }
    ChoicePrompt Choices { height: auto; }
    """

    def __init__(self, title: str, choices: Sequence[Choice], initial: str | None = None, hint: str = "") -> None:
        super().__init__()
        self._title = title
        self._choices = tuple(choices)
        self._initial = initial
        self._hint = hint or "its number, or Enter; Esc leaves it as it is"
        self._typed = ""

    def compose(self) -> ComposeResult:
        """Title, options, hint."""
        with Vertical():
            yield Static(Content(shown(self._title)), classes="prompt-title", markup=False)
            yield Choices(self._choices)
            yield Static(Content(shown(self._hint)), classes="prompt-hint", markup=False)

    def on_mount(self) -> None:
        """Begin at the present value."""
        options = self.query_one(Choices)
        options.styles.max_height = max(3, self.app.size.height - 6)
        values = [value for value, _ in self._choices]
        options.set_count(len(values), values.index(self._initial) if self._initial in values else 0)

    def on_key(self, event: Key) -> None:
        """Digits choose."""
        if event.character is None or not (event.character.isascii() and event.character.isdigit()):
            self._typed = ""
            return
        event.stop()
        self._type(event.character)

    def _type(self, digit: str) -> None:
        for typed in (self._typed + digit, digit):
            if 1 <= int(typed) <= len(self._choices):
                self._typed = typed
                break
        else:
            self._typed = ""
            return
        self.query_one(Choices).cursor = int(self._typed) - 1
        found = chosen_by(self._typed, len(self._choices))
        if found is not None:
            self.dismiss(self._choices[found][0])

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        self.dismiss(self._choices[event.index][0])
