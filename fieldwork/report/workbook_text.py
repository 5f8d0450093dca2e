"""Texts in the cells of the report's workbook."""

from __future__ import annotations

from fieldwork.text import clean, defuse

LONGEST_TEXT = 16_383
"""Characters. A cell of Excel holds 32,767 units of UTF-16, of which a character takes at most two."""


def cell_text(text: str) -> str:
    """A text as it stands in a cell: cleaned, never taken for a formula, and cut where no cell could hold it."""
    cleaned = clean(text)
    if len(cleaned) >= LONGEST_TEXT:
        cleaned = f"{cleaned[: LONGEST_TEXT - 2]}…"
    return defuse(cleaned)
