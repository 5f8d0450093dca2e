"""Opening a sealed inspection: its passphrase is asked for, and asked for again until it opens or Esc is pressed.

The key is derived in a thread. Damage, and an extra that is not installed, are said before anybody types anything.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from fieldwork.errors import FieldworkError, WrongPassphraseError
from fieldwork.store.key_slots import cipher_module
from fieldwork.store.reading import read_bytes
from fieldwork.store.seal import head_of
from fieldwork.tui.asking import in_thread
from fieldwork.tui.opening import OpeningScreen
from fieldwork.tui.screens.prompt import TextPrompt
from fieldwork.workspace import Workspace

if TYPE_CHECKING:  # the app imports this module
    from fieldwork.tui.app import FieldworkApp

HINT = "what it was sealed with, or its recovery code; Esc leaves it closed"


def open_sealed(
    app: FieldworkApp, path: Path, done: Callable[[Workspace], None], failed: Callable[[str], None]
) -> None:
    """Ask for the passphrase of the file at `path` and open it; `failed` hears what no passphrase can mend."""
    in_thread(app, lambda: require_openable(path), lambda _: _ask(app, path, done, failed), lambda e: failed(str(e)))


def require_openable(path: Path) -> None:
    """Refuse a sealed file that no passphrase opens here. It reads the file: for a thread.

    Raises:
        DamagedFileError: it is not as it was written.
        SealedError: the extra is not installed.
        StoreError: it cannot be read.
    """
    head_of(read_bytes(path), path.name)
    cipher_module(path.name)


def _ask(
    app: FieldworkApp,
    path: Path,
    done: Callable[[Workspace], None],
    failed: Callable[[str], None],
    complaint: str = "",
) -> None:
    def typed(text: str | None) -> None:
        if text is None:
            return
        screen = OpeningScreen(f"opening {path.name}")

        def opened(workspace: Workspace) -> None:
            screen.end(lambda: done(workspace))

        def refused(error: FieldworkError) -> None:
            screen.end(lambda: again(error))

        def again(error: FieldworkError) -> None:
            if isinstance(error, WrongPassphraseError):
                _ask(app, path, done, failed, str(error))
            else:
                failed(str(error))

        app.push_screen(screen)
        in_thread(app, lambda: Workspace.open_or_read(path, app.by, passphrase=text), opened, refused)

    app.push_screen(hidden_prompt(f"Passphrase of {path.name}", HINT, complaint=complaint), typed)


def hidden_prompt(
    title: str, hint: str, validate: Callable[[str], str | None] | None = None, *, complaint: str = ""
) -> TextPrompt:
    """A prompt that shows a dot for each letter."""

    def wrong(text: str) -> str | None:
        if not text.strip():
            return "Nothing was typed."
        return None if validate is None else validate(text)

    return TextPrompt(title, hint=hint, validate=wrong, complaint=complaint, hidden=True)
