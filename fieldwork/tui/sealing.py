"""From the palette: seal the open inspection, change its passphrase, take it off, and when it is locked."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from fieldwork.errors import FieldworkError
from fieldwork.settings import LONGEST_IDLE, change_settings
from fieldwork.store import Seal
from fieldwork.store.key_slots import USUAL, cipher_module, require_strong
from fieldwork.tui.opening import behind
from fieldwork.tui.screens.prompt import ChoicePrompt, TextPrompt
from fieldwork.tui.unsealing import hidden_prompt

if TYPE_CHECKING:  # the app imports this module
    from fieldwork.tui.app import FieldworkApp

COST = USUAL
"""Of the keys that are made here."""
FORGOTTEN = (
    "A forgotten passphrase cannot be recovered by anybody. Three random words are good; Esc leaves all as it is"
)


def seal(app: FieldworkApp) -> None:
    """Ask for a passphrase twice, show the recovery code, seal."""
    _with_passphrase(app, "Passphrase to seal with", lambda text: Seal.new(text, COST), "Sealed")


def change(app: FieldworkApp) -> None:
    """Ask for another passphrase twice, show the new recovery code, change both."""
    old = app.open_workspace.seal
    if old is not None:
        _with_passphrase(app, "New passphrase", lambda text: old.with_passphrase(text, COST), "Passphrase changed")


def unseal(app: FieldworkApp) -> None:
    """Ask, then take the seal off."""

    def chosen(what: str | None) -> None:
        if what == "unseal":
            _reseal(app, None, "Unsealed: whoever has the files can read them.")

    choices = [("stay", "leave it sealed"), ("unseal", "unseal it: whoever has the files can read them")]
    app.push_screen(ChoicePrompt("Take the passphrase off this inspection?", choices), chosen)


def ask_idle(app: FieldworkApp) -> None:
    """Ask after how many idle minutes a sealed inspection is locked."""

    def wrong(text: str) -> str | None:
        text = text.strip()
        good = text.isascii() and text.isdigit() and len(text) <= len(str(LONGEST_IDLE))
        return None if good else f"Expected minutes, 0 to {LONGEST_IDLE}."

    def typed(text: str | None) -> None:
        if text is not None:
            app.settings = change_settings(lock_after=int(text))
            after = f"after {int(text)} minutes without a key" if int(text) else "never by itself"
            app.notify(f"A sealed inspection is locked {after}.", markup=False)

    now = str(app.settings.lock_after)
    app.push_screen(TextPrompt("Lock after how many minutes without a key?", now, "0 for never", wrong), typed)


def _with_passphrase(app: FieldworkApp, title: str, make: Callable[[str], tuple[Seal, str]], done: str) -> None:
    """Ask for a passphrase twice, then show the code that goes with it."""

    def weak(text: str) -> str | None:
        try:
            cipher_module()
            require_strong(text)
        except FieldworkError as error:
            return str(error)
        return None

    def first(text: str | None) -> None:
        if text is None:
            return
        again = hidden_prompt(
            "The same again", FORGOTTEN, lambda more: None if more == text else "The two are not the same."
        )
        app.push_screen(again, second)

    def second(text: str | None) -> None:
        if text is not None:
            behind(app, "making the key", lambda: make(text), lambda made: _show_code(app, *made, done))

    app.push_screen(hidden_prompt(title, FORGOTTEN, weak), first)


def _show_code(app: FieldworkApp, made: Seal, code: str, done: str) -> None:
    """Show the recovery code once; who has it written down types its last group."""
    last = code.rpartition("-")[2]

    def wrong(text: str) -> str | None:
        return None if text.strip().upper() == last else "Those are not the last four of the code."

    def typed(text: str | None) -> None:
        if text is None:
            app.notify("Nothing was changed.", markup=False)
        else:
            _reseal(app, made, f"{done}. Lock the recovery code away, not with the laptop.")

    hint = "it is shown this once: write it down, then type its last four characters; Esc leaves all as it is"
    app.push_screen(TextPrompt(f"Recovery code: {code}", hint=hint, validate=wrong), typed)


def _reseal(app: FieldworkApp, made: Seal | None, sentence: str) -> None:
    workspace = app.open_workspace

    def done(_: None) -> None:
        app.idle.watch(app)
        app.notify(sentence, markup=False)

    behind(app, f"writing {workspace.path.name}", lambda: workspace.reseal(made), done)
