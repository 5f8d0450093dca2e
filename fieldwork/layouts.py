"""How lists of cases are laid out that were imported before: remembered by the set of their headings, on this laptop.

What is kept are headings, what each is taken in as, and what words stand for which option: nothing of any case.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from fieldwork.errors import FieldworkError
from fieldwork.paths import make_private, settings_folder, write_private
from fieldwork.text import fold

MOST_LAYOUTS = 30


def layouts_file() -> Path:
    """Where they are kept."""
    return settings_folder() / "case-layouts.json"


def remembered_layout(headings: Sequence[str]) -> tuple[dict[str, str], dict[str, dict[str, str]]] | None:
    """The columns and values of the list with these headings, in whatever order; None where there was none.

    Headings are those of this file, however the remembered one had them in capitals.
    """
    spelled = {fold(heading): heading for heading in headings}
    found = next((one for one in _layouts() if one.get("headings") == sorted(spelled)), None)
    if found is None:
        return None
    columns = {spelled[key]: column for key, column in _texts(found.get("columns")).items() if key in spelled}
    values = {spelled[key]: _texts(given) for key, given in _dict(found.get("values")).items() if key in spelled}
    return columns, values


def remember_layout(
    headings: Sequence[str], columns: Mapping[str, str], values: Mapping[str, Mapping[str, str]]
) -> None:
    """Remember how the list with these headings was taken in. What cannot be written is not remembered."""
    key = sorted(fold(heading) for heading in headings)
    one = {
        "headings": key,
        "columns": {fold(heading): column for heading, column in columns.items()},
        "values": {fold(heading): dict(given) for heading, given in values.items() if given},
    }
    layouts = [one, *(other for other in _layouts() if other.get("headings") != key)][:MOST_LAYOUTS]
    with contextlib.suppress(OSError, FieldworkError):
        make_private(settings_folder())
        write_private(layouts_file(), json.dumps(layouts, ensure_ascii=False, indent=1).encode())


def _layouts() -> list[dict[str, Any]]:
    try:
        found = json.loads(layouts_file().read_text("utf-8"))
    except (OSError, ValueError):
        return []
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _texts(value: object) -> dict[str, str]:
    return {name: text for name, text in _dict(value).items() if isinstance(text, str)}
