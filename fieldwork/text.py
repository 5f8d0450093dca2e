"""The only door from user text to a screen or a file: cleaning, folding, clipping.

Whatever a person typed, pasted or imported is data. `clean` runs when text comes in and `shown` when it goes to
a terminal, so that neither an escape sequence nor a right-to-left override can act on a screen.
"""

from __future__ import annotations

# unicodedata is imported where text that is not ASCII arrives: a look-up in the glossary rarely meets any.

# Bidirectional controls reorder what stands around them (Trojan Source, CVE-2021-42574): not for a terminal.
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_INVISIBLE = frozenset("\u00ad\u200b\u2060\ufeff")
_UNWANTED = frozenset(("Cc", "Cs", "Co", "Cn"))  # controls, surrogates, private use, unassigned
_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")  # and what Chinese keyboards type for them

# Cyrillic and Greek letters that look like Latin ones (the source's glossary sets HM and MAPPA so). A small letter
# whose capital is a look-alike goes the way of its capital, so that case never decides what is found.
_LOOK_ALIKES = str.maketrans(
    "АВЕЗКМНОРСТУХІЈЅԀҺԚԜавезкмнорстухіјѕԁһԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧαβεζηικμνορτυχϲϳıɡ",
    "ABE3KMHOPCTYXIJSDHQWabe3kmhopctyxijsdhqwABEZHIKMNOPTYXabezhikmnoptyxcjig",
)
# What `fold` does with ASCII: dots and apostrophes go (m.a.p.p.a., victim's), other punctuation parts words.
_ASCII_FOLD = {
    code: None if chr(code) in ".'" else chr(code) if chr(code).isalnum() or chr(code) == "+" else " "
    for code in range(128)
}
_DROPPED = frozenset(".'\u2018\u2019\u02bc")


def clean(text: str, *, lines: bool = True) -> str:
    r"""`text` without control, bidirectional, invisible and unassigned characters, in composed form (NFC).

    Line ends become `\n` (or a space where `lines` is false), tabs become a space. Idempotent.
    """
    if text.isprintable():  # no controls, nothing invisible, no line ends
        if text.isascii():
            return text
        import unicodedata  # noqa: PLC0415 (as below)

        return unicodedata.normalize("NFC", text)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    text = text.replace("\u2028", "\n").replace("\u2029", "\n")
    if not lines:
        text = text.replace("\n", " ")
    import unicodedata  # noqa: PLC0415 (only text that is not plain ASCII pays for the import)

    kept = (
        c
        for c in text
        if c == "\n" or (c not in _BIDI and c not in _INVISIBLE and unicodedata.category(c) not in _UNWANTED)
    )
    return unicodedata.normalize("NFC", "".join(kept))


def shown(value: object) -> str:
    """`value` as one safe line for a terminal: control characters gone, line ends as spaces."""
    return clean(str(value), lines=False)


def grouped(number: float) -> str:
    """A number as it is printed everywhere: "1,153", "10.4"."""
    return f"{number:,.0f}" if number == int(number) else f"{number:,g}"


def k_of_n(k: int, n: int) -> str:
    """A count of so many as it is printed everywhere: "616 of 1,153"."""
    return f"{grouped(k)} of {grouped(n)}"


def counted(count: int, noun: str, plural: str | None = None) -> str:
    """A count and its noun: "1 case", "1,153 cases"."""
    return f"{grouped(count)} {noun if count == 1 else plural or noun + 's'}"


def fold(text: str) -> str:
    """`text` for comparing: Latin look-alikes, no case, diacritics or punctuation, one space between words.

    Dots and apostrophes vanish, every other punctuation mark and symbol parts words; `+` stays (YOIS+).
    Idempotent. `fold` makes `mappa` of m.a.p.p.a. and of the same word in Cyrillic capitals.
    """
    if not text.isascii():
        text = _plain(text)
        if not text.isascii():
            kept = ("" if c in _DROPPED else c if c.isalnum() or c == "+" else " " for c in text)
            return " ".join("".join(kept).split())
    return " ".join(text.lower().translate(_ASCII_FOLD).split())


def _plain(text: str) -> str:
    """`text` without case, diacritics and look-alikes. Twice round, because folding case can make new marks."""
    import unicodedata  # noqa: PLC0415 (only text that is not ASCII pays for the import)

    for _ in range(2):
        text = unicodedata.normalize("NFKD", text.translate(_LOOK_ALIKES))
        text = "".join(c for c in text if not unicodedata.combining(c)).translate(_LOOK_ALIKES).casefold()
    return text


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


def clip_start(text: str, width: int) -> str:
    """`text` cut to at most `width` terminal cells at its beginning: the ends of references differ."""
    if cells(text) <= width:
        return text
    while text and cells(text) > width - 1:
        text = text[1:]
    return f"…{text}" if width > 0 else ""


def wrapped(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` cells, broken between words where that is possible; none where it is empty.

    A character that is wider than a line is left out.
    """
    lines: list[str] = []
    line, used = "", 0
    for word in shown(text).split():
        for piece in _pieces(word, max(1, width)):
            size = cells(piece)
            if not line:
                line, used = piece, size
            elif used + 1 + size <= width:
                line, used = f"{line} {piece}", used + 1 + size
            else:
                lines.append(line)
                line, used = piece, size
    return [*lines, line] if line else lines


def _pieces(word: str, width: int) -> list[str]:
    """A word in pieces of at most `width` cells."""
    if cells(word) <= width:
        return [word]
    pieces = [""]
    for character in word:
        if cells(character) > width:
            continue
        if cells(pieces[-1] + character) > width:
            pieces.append("")
        pieces[-1] += character
    return [piece for piece in pieces if piece]


# A screen measures the same few hundred lines at every key. A dictionary: functools would cost a look-up its import.
_MEASURED: dict[str, int] = {}
_MOST_MEASURED = 4096


def cells(text: str) -> int:
    """How many terminal cells `text` takes: wide East Asian characters two, combining marks none."""
    if text.isascii():
        return len(text)
    known = _MEASURED.get(text)
    if known is not None:
        return known
    import unicodedata  # noqa: PLC0415 (only text that is not ASCII pays for the import)

    wider = (-1 if unicodedata.combining(c) else unicodedata.east_asian_width(c) in "WF" for c in text if c > "\x7f")
    if len(_MEASURED) >= _MOST_MEASURED:
        _MEASURED.clear()
    found = _MEASURED[text] = len(text) + sum(wider)
    return found


def defuse(cell: str) -> str:
    """`cell` for CSV and Excel: a leading `'` before whatever a spreadsheet could take for a formula (DESIGN 6).

    Some spreadsheets pass over blanks and line ends before a formula; so does this.
    """
    return f"'{cell}" if cell.startswith(("'", "\t")) or cell.lstrip().startswith(_FORMULA) else cell


def refuse_defusing(cell: str) -> str:
    """The inverse of `defuse`: one leading `'` taken off."""
    return cell.removeprefix("'")


def file_stem(text: str, fallback: str = "inspection") -> str:
    """`text` as a safe file name without folders or ending: letters, digits, `-`; never empty."""
    stem = "-".join(fold(text).replace("+", " ").split())
    return stem[:60].strip("-") or fallback
