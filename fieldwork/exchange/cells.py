"""What one cell of a table says. A leading `'` says that the rest is text as it stands (DESIGN 6).

The `'` keeps a spreadsheet from taking text for a formula. It also tells text that reads like the mark of a form
(``blank``), and text of nothing but blanks, from the mark and from an empty cell.
"""

from __future__ import annotations

from collections.abc import Collection

from fieldwork.text import clean, defuse, refuse_defusing


def text_cell(text: str, reserved: Collection[str] = ()) -> str:
    """The cell that stands for `text`; `text_of` gives it back. `reserved` are words that would say something else."""
    text = clean(text)
    if text and (not text.strip() or text.strip().casefold() in reserved):
        return f"'{text}"
    return defuse(text)


def text_of(cell: str) -> str:
    """The text that a cell stands for; empty where nothing is said."""
    return clean(refuse_defusing(cell)) if cell.strip() else ""


def word_of(cell: str) -> str:
    """The cell of a column that holds no free text: an id, a number, one of a few words. One line, no blanks around."""
    return clean(refuse_defusing(cell.strip()), lines=False).strip()
