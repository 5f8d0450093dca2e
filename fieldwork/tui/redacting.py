"""Redaction, asked for on a screen: shows what would go, asks for the word, does it in a thread, says what happened."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from fieldwork.errors import FieldworkError, PartlyRedactedError
from fieldwork.record.describing import field_name
from fieldwork.record.redaction import redaction_words
from fieldwork.text import counted, shown
from fieldwork.tui.asking import in_thread
from fieldwork.tui.screens.prompt import TextPrompt

if TYPE_CHECKING:  # the app imports the screens
    from fieldwork.record.redaction import Redaction
    from fieldwork.tui.app import FieldworkApp

WORD, EARLIER = "redact", "earlier"


def ask_redaction(app: FieldworkApp, subject: str, field: str, done: Callable[[], None]) -> None:
    """Ask whether a field is to be blanked for good, and do it; `done` hears, in the app, that it was."""
    workspace = app.open_workspace
    try:
        redaction = workspace.redaction(subject, field)
    except FieldworkError as error:
        app.notify(str(error), timeout=3, markup=False)
        return
    place = field_name(workspace.inspection, subject, field)
    words = (WORD, EARLIER) if len(redaction.texts) > 1 else (WORD,)

    def counted_copies(copies: int) -> None:
        app.push_screen(
            TextPrompt(
                f"Redact the {place}: {redaction_words(redaction, copies)}",
                hint=_hint(redaction),
                validate=lambda typed: (
                    None if _word(typed) in words else f"Type the word {' or '.join(words)}, or Esc."
                ),
            ),
            answered,
        )

    def answered(typed: str | None) -> None:
        if typed is None:
            return
        now = workspace.redaction(subject, field, earlier=_word(typed) == EARLIER)
        in_thread(app, lambda: workspace.redact_on_disk(now), lambda _: gone(now), lambda error: failed(now, error))

    def gone(now: Redaction) -> None:
        workspace.forget_redacted(now)
        app.notify(f"Redacted: the {place}, {counted(len(now.entries), 'entry', 'entries')}.", timeout=4, markup=False)
        done()

    def failed(now: Redaction, error: FieldworkError) -> None:
        if isinstance(error, PartlyRedactedError):
            workspace.forget_redacted(now)
            done()
        app.notify(str(error), severity="error", timeout=30, markup=False)

    in_thread(app, lambda: len(workspace.copies), counted_copies, lambda error: failed(redaction, error))


def _hint(redaction: Redaction) -> str:
    earlier = f", or {EARLIER} to take out the earlier texts only" if len(redaction.texts) > 1 else ""
    return f"It cannot be undone. Type {WORD} and Enter{earlier}; Esc leaves everything as it is."


def _word(typed: str) -> str:
    return shown(typed).strip().casefold()
