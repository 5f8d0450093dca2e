"""The sheets of an XLSForm by the names that the standard gives their columns, and the one language that is taken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fieldwork.exchange.remarks import Place, Remarks, cited
from fieldwork.exchange.workbooks import Line, Page

_ALIASES = {
    "survey": {"command": "type", "tag": "name", "value": "name", "caption": "label", "relevance": "relevant"},
    "choices": {"list name": "list_name", "value": "name", "caption": "label"},
    "settings": {
        "title": "form_title",
        "set form title": "form_title",
        "set form id": "form_id",
        "id string": "form_id",
    },
}
"""Older names of columns that pyxform takes as well."""
_TRANSLATED = ("label", "hint")


@dataclass(frozen=True, slots=True)
class Column:
    """What a heading means: the standard's name, and for a text in several languages the language."""

    heading: str
    name: str
    language: str


class Table:
    """One sheet of a form; a sheet that is not there is an empty one."""

    def __init__(self, name: str, page: Page | None) -> None:
        self.name = name
        self.there = page is not None
        self.lines: tuple[Line, ...] = page.lines if page is not None else ()
        columns = [_column(name, heading) for heading in page.columns] if page is not None else []
        self._columns: dict[tuple[str, str], Column] = {}
        for column in columns:
            self._columns.setdefault((column.name, column.language.casefold()), column)

    def __iter__(self) -> Iterator[Line]:
        return iter(self.lines)

    def languages(self) -> tuple[str, ...]:
        """The languages that labels are in, in order; "" stands for a label without one."""
        return tuple(one.language for one in self._columns.values() if one.name == "label" and self._filled(one))

    def has(self, name: str) -> bool:
        """Whether there is a column of that name, in whatever language."""
        return any(column.name == name for column in self._columns.values())

    def names(self) -> tuple[str, ...]:
        """The columns by the standard's names, each once."""
        return tuple(dict.fromkeys(column.name for column in self._columns.values()))

    def get(self, line: Line, name: str, remarks: Remarks | None = None) -> str:
        """The text of a column without language; a formula or an error in it is remarked upon, and is nothing."""
        column = self._columns.get((name, ""))
        if column is None:
            return ""
        if remarks is not None and (fault := line.faults.get(column.heading)):
            remarks.lose(Place(self.name, line.number, name), fault, "a text", "the cell is left out")
        return line[column.heading]

    def text(self, line: Line, name: str, language: str, remarks: Remarks | None = None) -> str:
        """A text in `language`; where it has none there, the text without a language, or the first that there is."""
        mine = [column for column in self._columns.values() if column.name == name]
        mine.sort(key=lambda column: (column.language.casefold() != language.casefold(), column.language != ""))
        meant = mine[0].language if mine else ""  # a sheet that does not have the language at all is taken as it is
        for column in mine:
            if remarks is not None and (fault := line.faults.get(column.heading)):
                remarks.lose(Place(self.name, line.number, column.heading), fault, "a text", "the cell is left out")
            if found := line[column.heading]:
                if remarks is not None and column.language != meant:
                    there, wanted = (cited(one) if one else "no language" for one in (column.language, meant))
                    place = Place(self.name, line.number, name)
                    remarks.change(place, f"a {name} in {there}", f"one in {wanted}", "it was taken")
                return found
        return ""

    def filled(self, name: str) -> list[int]:
        """The rows that hold something in a column, in whatever language."""
        mine = [column.heading for column in self._columns.values() if column.name == name]
        return [line.number for line in self.lines if any(line[heading] for heading in mine)]

    def _filled(self, column: Column) -> bool:
        return any(line[column.heading] for line in self.lines)


def _column(sheet: str, heading: str) -> Column:
    name, sign, language = heading.partition("::")
    if not sign and heading.partition(":")[0].strip().casefold() in _TRANSLATED:
        name, _, language = heading.partition(":")  # the old way to write a language
    folded = " ".join(name.casefold().split())
    aliases = _ALIASES[sheet]
    known = aliases.get(folded) or aliases.get(folded.replace("_", " "))
    return Column(heading, known or folded.replace(" ", "_"), language.strip())


def tables_of(pages: Mapping[str, Page]) -> tuple[Table, Table, Table]:
    """Survey, choices and settings."""
    survey, choices, settings = (Table(name, pages.get(name)) for name in ("survey", "choices", "settings"))
    return survey, choices, settings


def language_of(survey: Table, choices: Table, settings: Table, wanted: str) -> tuple[str, tuple[str, ...]]:
    """The language to take, and all that there are ("" for none): the one wanted, the form's own, or the first.

    A language is found by its name or its code: `English (en)`, `english`, `en`. One that is not there is the first.
    """
    there = survey.languages() or choices.languages()
    own = next((settings.get(line, "default_language") for line in settings), "")
    for asked in (wanted, own):
        found = next((one for one in there if asked and asked.casefold() in _spellings(one)), None)
        if found is not None:
            return found, there
    return ("" if "" in there or not there else there[0]), there


def knows(languages: tuple[str, ...], wanted: str) -> bool:
    """Whether one of `languages` is called so."""
    return any(wanted.casefold() in _spellings(one) for one in languages)


def _spellings(language: str) -> tuple[str, ...]:
    folded = language.casefold()
    name, _, code = folded.partition("(")
    return folded, name.strip(), code.rstrip(") ").strip()
