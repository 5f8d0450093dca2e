"""Writing to standard output: tables, JSON, bold headings where a terminal shows them."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from fieldwork.text import cells, clip, shown, wrapped

# JSON escapes the C0 controls itself; C1 and bidirectional controls would act on a terminal just as well.
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]")
NARROWEST, WIDEST = 50, 110
GAP = "  "
_NARROWEST_TITLE = 12


def never_fail_to_print() -> None:
    """A terminal that cannot show a character gets a question mark, not a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def unicode_shown() -> bool:
    """Whether standard output can take any character."""
    return (getattr(sys.stdout, "encoding", "") or "").lower().replace("-", "") == "utf8"


def print_json(data: Any) -> None:
    """`data` as JSON in the order it has; only where standard output is not UTF-8 are other letters escaped."""
    import json

    text = json.dumps(data, ensure_ascii=not unicode_shown(), indent=1)
    print(_UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


def line(text: str = "") -> None:
    """One line, safe for a terminal."""
    print(shown(text))


def paragraph(text: str, indent: str = "") -> None:
    """`text` in lines no wider than `width`; those after the first begin with `indent`."""
    import textwrap

    for one in textwrap.wrap(shown(text), width(), subsequent_indent=indent, break_long_words=False):
        print(one)


def heading(text: str) -> None:
    """One line in bold, where that is wanted."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or not sys.stdout.isatty()
    print(shown(text) if plain else f"\033[1m{shown(text)}\033[0m")


def width() -> int:
    """The columns there are to write in; plenty where no terminal is."""
    import shutil

    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size((WIDEST, 24)).columns))


def table(rows: Iterable[Sequence[str]], align: str, *, indent: int = 0, wrap: bool = False) -> list[str]:
    """`rows` as aligned lines no wider than `width`, `indent` blanks before each.

    `align` has a letter for each column: ``l`` left, ``r`` right, ``t`` for the one title that gives way where a row
    would be too long: it is cut, or with `wrap` goes on in further lines. A column that is empty in every row is left
    out.
    """
    shown_rows = [[shown(cell) for cell in row] for row in rows]
    wide = [max((cells(row[n]) for row in shown_rows), default=0) for n in range(len(align))]
    used = [n for n, size in enumerate(wide) if size]
    title = align.find("t")
    spare = width() - indent - sum(wide[n] for n in used) - len(GAP) * (len(used) - 1)
    if spare < 0 and title in used:
        wide[title] = max(_NARROWEST_TITLE, wide[title] + spare)
    lines: list[str] = []
    for row in shown_rows:
        first, *more = (wrapped(row[title], wide[title]) or [""]) if wrap else [row[title] if title >= 0 else ""]
        texts = [[first if n == title else cell for n, cell in enumerate(row)]]
        texts += [["" if n != title else text for n in range(len(row))] for text in more]
        lines += [GAP.join(_padded(text[n], wide[n], align[n]) for n in used).rstrip() for text in texts]
    return [" " * indent + one for one in lines]


def _padded(cell: str, size: int, align: str) -> str:
    cell = clip(cell, size)
    blanks = " " * (size - cells(cell))
    return blanks + cell if align == "r" else cell + blanks
