"""The only door from user text to a screen or a file: cleaning, folding, clipping.

Whatever a person typed, pasted or imported is data. `clean` runs when text comes in and `shown` when it goes to
a terminal, so that neither an escape sequence nor a right-to-left override can act on a screen.
"""

from __future__ import annotations

import unicodedata

# Bidirectional controls reorder what stands around them (Trojan Source, CVE-2021-42574); the terminal must not see them.
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_INVISIBLE = frozenset("\u00ad\u200b\u2060\ufeff")
_FORMULA = ("=", "+", "-", "@", "'", "\t")

# Cyrillic and Greek capitals and small letters that look like Latin ones (the source's glossary sets HM and MAPPA so).
_LOOK_ALIKES = str.maketrans(
    "АВЕЗКМНОРСТУХІЈЅаеорсухіјѕԁһԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧοιν",
    "ABE3KMHOPCTYXIJSaeopcyxijsdhqwABEZHIKMNOPTYXoiv",
)


def _kept(character: str, *, lines: bool) -> bool:
    if character in _BIDI or character in _INVISIBLE:
        return False
    if character == "\n":
        return lines
    return unicodedata.category(character) not in ("Cc", "Cs", "Co", "Cn")


def clean(text: str, *, lines: bool = True) -> str:
    """`text` without control, bidirectional, invisible and unassigned characters, in composed form (NFC).

    Line ends become `\\n` (or a space where `lines` is false), tabs become a space. Idempotent.
    """
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    text = text.replace("\u2028", "\n").replace("\u2029", "\n")
    if not lines:
        text = text.replace("\n", " ")
    text = "".join(character for character in text if _kept(character, lines=lines))
    return unicodedata.normalize("NFC", text)


def shown(value: object) -> str:
    """`value` as one safe line for a terminal: control characters gone, line ends as spaces."""
    return clean(str(value), lines=False)


def fold(text: str) -> str:
    """`text` for comparing: look-alike letters made Latin, no case, no diacritics, hyphens and dots, one space between words.

    Idempotent. `fold("МАРРА") == fold("m.a.p.p.a") == "mappa"`.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_LOOK_ALIKES))
        text = "".join(c for c in text if not unicodedata.combining(c)).translate(_LOOK_ALIKES)
    text = text.casefold().replace(".", "").replace("'", "").replace("\u2019", "")
    return " ".join("".join(c if c.isalnum() or c == "+" else " " for c in text).split())


def clip(text: str, width: int) -> str:
    """`text` cut to at most `width` terminal cells, with an ellipsis where something was cut off."""
    if width <= 0:
        return ""
    if cells(text) <= width:
        return text
    out, used = [], 0
    for character in text:
        size = cells(character)
        if used + size > width - 1:
            break
        out.append(character)
        used += size
    return "".join(out) + "…"


def cells(text: str) -> int:
    """How many terminal cells `text` takes: wide East Asian characters two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )


def defuse(cell: str) -> str:
    """`cell` for CSV and Excel: a leading `'` before whatever a spreadsheet could take for a formula (DESIGN 6)."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def refuse_defusing(cell: str) -> str:
    """The inverse of `defuse`: one leading `'` taken off."""
    return cell.removeprefix("'")


def file_stem(text: str, fallback: str = "inspection") -> str:
    """`text` as a safe file name without folders or ending: letters, digits, `-`; never empty."""
    stem = "-".join(fold(text).replace("+", " ").split())
    return stem[:60].strip("-") or fallback
