"""Asking for something, doing it in a thread, and asking again with the reason where it could not be done."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from fieldwork.errors import FieldworkError
from fieldwork.tui.screens.prompt import TextPrompt

if TYPE_CHECKING:  # the app imports the modules that ask
    from fieldwork.tui.app import FieldworkApp

Made = TypeVar("Made")


def in_thread(
    app: FieldworkApp,
    work: Callable[[], Made],
    done: Callable[[Made], None],
    failed: Callable[[FieldworkError], None],
) -> None:
    """Do `work` in a thread; then hear of it in the app: `done` with what it gave, or `failed` with its sentence."""

    def worker() -> None:
        try:
            made = work()
        except FieldworkError as error:
            app.call_later(failed, error)
        else:
            app.call_later(done, made)

    app.run_worker(worker, thread=True, exit_on_error=True)


def ask_until_done(
    app: FieldworkApp,
    title: str,
    work: Callable[[str], Made],
    done: Callable[[Made], None],
    *,
    initial: str = "",
    hint: str = "",
    complaint: str = "",
) -> None:
    """Ask for a text, do `work` with it in a thread, and ask again where that fails, until it is done or Esc pressed.

    Args:
        app: the app.
        title: what is asked.
        work: what is done with the text, in a thread; raises a `FieldworkError` where it cannot.
        done: hears, in the app, what it gave.
        initial: what stands in the field.
        hint: what is expected.
        complaint: what was wrong with `initial`.
    """

    def answered(text: str | None) -> None:
        if text is None:
            return

        def failed(error: FieldworkError) -> None:
            ask_until_done(app, title, work, done, initial=text, hint=hint, complaint=str(error))

        in_thread(app, lambda: work(text), done, failed)

    app.push_screen(
        TextPrompt(
            title,
            initial,
            hint,
            lambda text: None if text.strip() else "Nothing was typed.",
            complaint=complaint,
            goes_on=True,
        ),
        answered,
    )
