"""What a screen asks of a text that was typed: whether it holds what looks like a person's own data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the app imports the screens
    from fieldwork.record.personal import Sign
    from fieldwork.tui.app import FieldworkApp


class KeptTexts(set[str]):
    """What was questioned and kept while this inspection is open: nobody is asked twice."""


def asked_once(questioning: Questioning) -> Callable[[str], str | None]:
    """For a line that is asked for: what looks like a person's own data is questioned; Enter again keeps it."""
    seen = set(questioning.kept)

    def question(text: str) -> str | None:
        found = [words for words in questioning.words(text) if words not in seen]
        seen.update(found)
        questioning.kept.update(found)
        return f"{'; '.join(found)}? Enter again keeps it" if found else None

    return question


class Questioning:
    """Knows the words of the open inspection's field; they are gathered when a text is first looked at."""

    def __init__(self, app: FieldworkApp) -> None:
        self._app = app

    def words(self, text: str) -> Sequence[str]:
        """What in a text looks like a person's own data, each in words."""
        return tuple(sign.words for sign in self._signs(text)) if text.strip() else ()

    @property
    def kept(self) -> KeptTexts:
        """What was kept, on whatever screen."""
        return self._app.memory("questioning", KeptTexts)

    @cached_property
    def _signs(self) -> Callable[[str], Sequence[Sign]]:
        from fieldwork.record import personal  # noqa: PLC0415 (the first paint has no use for it)

        inspection = self._app.open_workspace.inspection
        known = personal.known_words(inspection.programme, self._app.glossary.terms, [inspection.area])
        on = personal.day_of(inspection.fieldwork, datetime.now().astimezone().date())
        return lambda text: personal.personal_signs(text, known, on)
