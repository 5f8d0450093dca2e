"""A user's own keys in a running app: taken from the file at the start, checked behind the first paint, changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from fieldwork.errors import FieldworkError
from fieldwork.settings import keys_file
from fieldwork.tui.asking import in_thread
from fieldwork.tui.bindings import keyboard
from fieldwork.tui.key_file import change_file, forget_all, read_wanted
from fieldwork.tui.keymap import Changes, Checked, Wanted, changed, checked, named

if TYPE_CHECKING:  # the app imports this module
    from fieldwork.tui.app import FieldworkApp

MOST_SAID = 2
"""Sentences about a key file that are said at the start: more would cover the screen."""

SAID_FOR = 15
"""Seconds that they are shown."""


def take_own_keys(app: FieldworkApp) -> None:
    """Let the keys of the file hold from the first key on; those that cannot hold go when they are checked.

    Checking needs every screen, and importing them all would hold the first paint up.
    """
    try:
        wanted, complaints = read_wanted()
    except FieldworkError as error:
        _complain(app, (f"{error} The default keys hold.",))
        return
    app.use_keys(named(wanted))

    def take(found: Checked) -> None:
        if found.own != app.own_keys:
            app.use_keys(found.own)
        _complain(app, (*complaints, *found.complaints))

    in_thread(app, lambda: _checked(wanted), take, lambda error: _complain(app, (str(error),)))


def _checked(wanted: tuple[Wanted, ...]) -> Checked:
    return checked(keyboard(), wanted, keys_file().name)


def _complain(app: FieldworkApp, complaints: tuple[str, ...]) -> None:
    if not complaints:
        return
    said = list(complaints[:MOST_SAID])
    if len(complaints) > MOST_SAID:
        said.append(f"And {len(complaints) - MOST_SAID} more: fieldwork keys check lists them.")
    app.notify("\n".join(said), title="your own keys", severity="warning", timeout=SAID_FOR, markup=False)


Then = Callable[[FieldworkError | None], None]
"""Hears that the keys hold now, or why they are as they were."""


def change_keys(app: FieldworkApp, changes: Changes, then: Then) -> None:
    """Write changed keys to the file in a thread; when they are there they hold."""
    _write(app, lambda: change_file(changes), changed(app.own_keys, changes), then)


def reset_all(app: FieldworkApp, then: Then) -> None:
    """Take every key out of the file; then the defaults hold."""
    _write(app, forget_all, {}, then)


def _write(app: FieldworkApp, write: Callable[[], Path], own: dict[str, str], then: Then) -> None:
    def done(_: Path) -> None:
        app.use_keys(own)
        then(None)

    in_thread(app, write, done, then)
