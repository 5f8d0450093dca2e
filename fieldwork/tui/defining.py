"""Defining a term for this inspection: which one, then what it means. Esc leaves everything as it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from fieldwork.record.terms import is_disputed, own_meaning, term_statements, wrong_with_term
from fieldwork.text import shown
from fieldwork.tui.screens.prompt import ChoicePrompt, TextPrompt

if TYPE_CHECKING:  # the app imports the screens
    from fieldwork.tui.app import FieldworkApp

ANOTHER = ""
"""The choice of a term that is not among those offered."""

Done = Callable[[], None]


def define_one_of(app: FieldworkApp, words: Sequence[str], done: Done) -> None:
    """Ask which of `words` to define, or another one; `done` is called when a term was defined."""
    if not words:
        _ask_name(app, done)
        return
    choices = [(word, word) for word in words]

    def chosen(word: str | None) -> None:
        if word == ANOTHER:
            _ask_name(app, done)
        elif word is not None:
            define(app, word, done)

    prompt = ChoicePrompt("Not in the glossary: which one do you define?", [*choices, (ANOTHER, "another term")])
    app.push_screen(prompt, chosen)


def _ask_name(app: FieldworkApp, done: Done) -> None:
    def named(name: str | None) -> None:
        if name is not None:
            define(app, name, done)

    hint = "as it is written, such as ISSP; Enter goes on, Esc leaves it"
    app.push_screen(
        TextPrompt("Which term do you define?", hint=hint, validate=lambda name: wrong_with_term(name) or None), named
    )


def define(app: FieldworkApp, name: str, done: Done) -> None:
    """Ask what a term means and record it; what is already recorded is offered to be typed on, or taken out."""
    record = app.open_workspace.record
    before = own_meaning(record, name)
    disputed = is_disputed(record, name)

    def meant(meaning: str | None) -> None:
        if meaning is not None and (disputed or meaning.strip() != before) and app.say(term_statements(name, meaning)):
            done()

    def wrong(meaning: str) -> str | None:
        return None if meaning.strip() or before else "Type what it means; Esc leaves it undefined."

    taken_out = "; an empty line takes it out" if before else ""
    hint = f"Enter {'settles' if disputed else 'keeps'} it for this inspection{taken_out}; Esc leaves it"
    app.push_screen(TextPrompt(f"What does {shown(name)} mean?", before, hint, wrong, goes_on=True), meant)
