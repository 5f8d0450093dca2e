"""The forms behind a figure: a line that lists them, and the way from there to one of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fieldwork.record.views import reference_key
from fieldwork.text import shown
from fieldwork.tui.rows import Row, paragraph
from fieldwork.tui.screens.prompt import TextPrompt

if TYPE_CHECKING:  # the app imports the screens
    from fieldwork.tui.app import FieldworkApp

FORMS = "forms"
"""What the target of a line of serials begins with; the serials stand behind it, with `_SEPARATOR` between."""
_SEPARATOR = "\n"


def forms_rows(serials: Sequence[str], indent: int, width: int, title: str = "") -> list[Row]:
    """The serials of a figure, after its title; Enter on them goes to a form."""
    if not serials:
        return paragraph(f"{title}none", "accent", indent, width)
    noun = "form" if len(serials) == 1 else "forms"
    words = f"{title}{noun} {', '.join(shown(serial) for serial in serials)}"
    return paragraph(words, "accent", indent, width, target=f"{FORMS}:{_SEPARATOR.join(serials)}")


def ask_form(app: FieldworkApp, questionnaire: str, target: str) -> None:
    """Open one of the forms of such a line in keying; Esc there comes back."""
    serials = [serial for serial in target.partition(":")[2].split(_SEPARATOR) if serial != "?"]

    def go(serial: str | None) -> None:
        if serial is not None:
            app.drill("keying", questionnaire=questionnaire, serial=serial.strip())

    if len(serials) == 1:
        go(serials[0])
    elif serials:
        keys = {reference_key(serial) for serial in serials}
        expected = f"one of {', '.join(serials)}"

        def wrong(typed: str) -> str | None:
            if reference_key(typed.strip()) in keys:
                return None
            return f"Form {shown(typed.strip())[:20]} is not behind this figure: expected {expected}."

        app.push_screen(TextPrompt("Which form?", serials[0], expected, wrong), go)
