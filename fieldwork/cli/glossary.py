"""`fieldwork glossary [WORDS…] [--json]`: what a term means, from its name, a misspelling or a description.

It reads its few options itself, because argparse alone would take a third of the time that the answer may take.
"""

from __future__ import annotations

import os
import sys

from fieldwork.errors import BadInputError, NothingFoundError
from fieldwork.glossary.search import load_index
from fieldwork.glossary.terms import DASH
from fieldwork.text import cells, clip, shown, wrapped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fieldwork.glossary.search import Hit, Index
    from fieldwork.glossary.terms import Term

HELP = """\
usage: fieldwork glossary [WORDS...] [--file FILE] [--json]

Say what a term means. WORDS are its name, the start of it, a misspelling, or a
description ("plan to protect a vulnerable child"). Without WORDS, list all terms.

  --file FILE an inspection, whose own terms are looked up too and come first
  --json      the hits as a list of objects, best first: term, expansion,
              definition, see, years, source, match
  -h, --help  this text

Exit status: 0 found, 1 nothing fits (the nearest terms are named), 2 wrong usage.
"""

_NARROWEST, _WIDEST, _USUAL = 30, 100, 80  # columns: still legible, still readable, no terminal
_CALLED = ("exact", "full name", "alias")  # matches in which the words were a name of the term


def run(args: list[str]) -> int:
    """Answer `fieldwork glossary` with these arguments on standard output; give the exit status.

    Raises:
        BadInputError: An option that does not exist, or no file after `--file`.
        StoreError: The inspection cannot be read.
        NothingFoundError: No term fits; names the nearest ones.
    """
    words, options, file = _parse(args)
    if "help" in options:
        print(HELP, end="")
        return 0
    _never_fail_to_print()
    index = _with_own_terms(load_index(), file) if file else load_index()
    query = shown(" ".join(words))
    hits = index.search(query) if words else []
    if "json" in options:
        print(_json([(hit.term, hit.match) for hit in hits] if words else [(term, "") for term in index.terms]))
    elif hits or not words:
        print("\n".join(_answer(hits) if hits else _list(index.terms)))
    if words and not hits:
        raise NothingFoundError(_nothing(index, query))
    return 0


def _parse(args: list[str]) -> tuple[list[str], set[str], str]:
    """The words, the options by name, and the inspection named after `--file` (empty: none)."""
    words: list[str] = []
    options: set[str] = set()
    file = ""
    left = iter(args)
    for argument in left:
        if argument == "--":
            words += left
        elif argument in {"-h", "--help"}:
            options.add("help")
        elif argument == "--json":
            options.add("json")
        elif argument == "--file" or argument.startswith("--file="):
            file = argument.partition("=")[2] or next(left, "")
            if not file:
                raise BadInputError("--file needs the name of an inspection file.")
        elif argument.startswith("-") and argument != "-":
            raise BadInputError(f"glossary has no option {shown(argument)}; see fieldwork glossary --help.")
        else:
            words.append(argument)
    return words, options, file


def _with_own_terms(index: Index, file: str) -> Index:
    """The glossary with the terms that an inspection's inspectors defined before it."""
    from pathlib import Path

    from fieldwork.cli.files import reading
    from fieldwork.record.terms import own_terms

    with reading(Path(file)) as workspace:
        return index.with_terms(own_terms(workspace.record))


def _never_fail_to_print() -> None:
    """A terminal that cannot show a dash gets a question mark, not a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _nothing(index: Index, query: str) -> str:
    near = ", ".join(term.term for term in index.nearest(query))
    return f'Nothing in the glossary fits "{query}". Nearest terms: {near}.'


def _json(found: Iterable[tuple[Term, str]]) -> str:
    import json

    objects = [
        {
            "term": term.term,
            "expansion": term.expansion,
            "definition": term.definition,
            "see": term.see,
            "years": term.years,
            "source": term.source,
            "match": match,
        }
        for term, match in found
    ]
    plain = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
    return json.dumps(objects, ensure_ascii=plain, indent=1)


def _list(terms: Iterable[Term]) -> Iterator[str]:
    """A line for each term, in the order of the alphabet."""
    rows = sorted(terms, key=lambda term: (term.term.lower(), term.years))
    widest = min(26, max((cells(term.term) for term in rows), default=0))
    for term in rows:
        name = term.term + " " * (widest - cells(term.term))
        yield _one_line(name, f"  {term.years:9}  {term.expansion}".rstrip())


def _answer(hits: list[Hit]) -> Iterator[str]:
    """The best hit in full, and every other meaning of the same word; the rest in a line each."""
    best = [hit for hit in hits if hit.term.term == hits[0].term.term]
    for number, hit in enumerate(best):
        if number:
            yield ""
        yield from _in_full(hit)
    near = [hit.term for hit in hits if hit not in best]
    if near:
        yield from ("", _styled("also near:", "2"))
    for term in near:
        yield _one_line(f"  {term.term}", f"  {term.expansion or term.definition}")


def _in_full(hit: Hit) -> Iterator[str]:
    term = hit.term
    title = term.term
    if term.expansion:
        title += f" {DASH} {term.expansion}"
    if term.years:
        title += f" ({_spoken(term.years)})"
    first, *more = _wrapped(title, 0)
    yield first.replace(term.term, _styled(term.term, "1"), 1)
    yield from more
    if hit.match not in _CALLED:
        yield _styled(f"  found by {hit.match}", "2")
    yield from _wrapped(term.definition)
    if term.see:
        yield from _wrapped("See also: " + ", ".join(term.see))
    for line in _wrapped("Source: " + term.source):
        yield _styled(line, "2")


def _spoken(years: str) -> str:
    first, dash, last = years.partition(DASH)
    if dash and not last:
        return f"since {first}"
    return f"until {last}" if dash and not first else years


def _one_line(name: str, about: str) -> str:
    return _styled(name, "1") + clip(about, max(0, _width() - cells(name)))


def _wrapped(text: str, indent: int = 2) -> Iterator[str]:
    """`text` in lines that fit, indented; at least one."""
    for line in wrapped(text, _width() - indent) or [""]:
        yield " " * indent + line


def _width() -> int:
    """The columns there are to write in; shutil knows too, but takes a tenth of the whole answer to import."""
    given = os.environ.get("COLUMNS", "")
    columns = int(given) if given.isascii() and given.isdigit() else 0
    if not columns:
        try:
            columns = os.get_terminal_size(sys.stdout.fileno()).columns
        except (OSError, ValueError):  # not a terminal, or no real file (io.UnsupportedOperation is both)
            columns = 0
    return max(_NARROWEST, min(_WIDEST, columns or _USUAL))


def _styled(text: str, code: str) -> str:
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or not sys.stdout.isatty()
    return text if plain else f"\033[{code}m{text}\033[0m"
