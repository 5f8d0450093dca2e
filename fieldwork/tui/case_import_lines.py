"""What the import of a list of cases shows: its columns, what each is taken in as, and what would change. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fieldwork.exchange.case_columns import Target
from fieldwork.exchange.case_layout import Heading, Layout, Preview
from fieldwork.text import cells, clip, counted, fold, shown
from fieldwork.tui.checklist_paint import fitted
from fieldwork.tui.rows import BLANK, Row, paragraph

LEFT_OUT = "left out"
LEFT_EMPTY = "left empty"
COLUMN, VALUE = "column", "value"
_NAME = 24
_TAKEN = 28
_FIRST = 12

Texts = tuple[str, str, str]


@dataclass(frozen=True)
class ImportPage:
    """What there is to show. `preview` is None while it is being made."""

    headings: Sequence[Heading]
    layout: Layout
    targets: Mapping[str, Target]
    preview: Preview | None
    width: int

    def rows(self) -> list[Row]:
        """Every column, under it the values that no option answers to, then what would change."""
        rows = [self._line(("column of the file", "taken in as", "for instance"), ("head", "head", "head"))]
        for one in self.headings:
            rows.append(self._column(one))
            rows += self._values(one)
        return [*rows, BLANK, *self._outcome()]

    def _column(self, one: Heading) -> Row:
        target = f"{COLUMN}:{one.name}"
        if one.personal:
            row = self._line((one.name, "", ""), ("dim", "", ""))
            name = row.segments[0]
            return Row(fitted((name, (f"{LEFT_OUT}: {one.personal}", "warn")), self.width), target, about=one.name)
        column = self.layout.columns.get(one.name)
        title = self.targets[column].title if column else LEFT_OUT
        styles = ("bold" if column else "dim", "" if column else "dim", "dim")
        return self._line((one.name, title, ", ".join(one.samples)), styles, target)

    def _values(self, one: Heading) -> list[Row]:
        """The values of the column that have to be told, or were."""
        if self.preview is None or one.name not in self.layout.columns:
            return []
        options = self.targets[self.layout.columns[one.name]].options
        labels = {"": LEFT_EMPTY} | {option.value: option.label for option in options}
        given = self.layout.values.get(one.name, {})
        asked = (f"{LEFT_EMPTY}, until you say what it is", "warn")
        found = [
            self._value(one, cell, count, asked) for heading, cell, count in self.preview.unknown if heading == one.name
        ]
        told = ((cell, count, given[fold(cell)]) for name, cell, count in self.preview.told if name == one.name)
        return found + [
            self._value(one, cell, count, (labels.get(value, value), "" if value else "dim"))
            for cell, count, value in told
        ]

    def _value(self, one: Heading, cell: str, count: int, meaning: tuple[str, str]) -> Row:
        line = fitted(((f"    “{shown(cell)}” ({counted(count, 'row')}) → ", ""), meaning), self.width)
        return Row(line, f"{VALUE}:{one.name}\t{cell}", stop=True, about=cell)

    def _line(self, texts: Texts, styles: Texts, target: str = "") -> Row:
        """A line of three columns; on a narrow screen each has a third."""
        roomy = self.width >= _NAME + _TAKEN + _NAME
        name, taken = (_NAME, _TAKEN) if roomy else (self.width // 3, self.width // 3)
        parts = (
            (f" {_padded(texts[0], name - 2)} ", styles[0]),
            (f"{_padded(texts[1], taken - 2)}  ", styles[1]),
            (shown(texts[2]), styles[2]),
        )
        return Row(fitted(parts, self.width), target, stop=bool(target), about=" ".join(texts))

    def _outcome(self) -> list[Row]:
        """What would change, or what is wrong; and the first rows as they would be taken in."""
        if self.preview is None:
            return [Row(((" reading …", "dim"),))]
        if self.preview.problem:
            return paragraph(f"✗ {self.preview.problem}", "bad", 1, self.width)
        return [*paragraph(outcome_words(self.preview), "bold", 1, self.width), *self._first_rows(self.preview)]

    def _first_rows(self, preview: Preview) -> list[Row]:
        columns = [column for column in self.targets if column in self.layout.columns.values()]
        columns = columns[: max(1, (self.width - 1) // (_FIRST + 1))]
        labels = {c: {option.value: option.label for option in self.targets[c].options} for c in columns}

        def line(texts: Sequence[str], style: str) -> Row:
            return Row(fitted(((" " + "".join(f"{_padded(text, _FIRST)} " for text in texts), style),), self.width))

        def words(column: str, row: Mapping[str, str]) -> str:
            cell = row.get(column, "").removeprefix("'")
            return labels[column].get(cell, cell) or "·"

        head = line([column.removeprefix("date_") for column in columns], "head")
        return [head, *(line([words(column, row) for column in columns], "dim") for row in preview.first)]


def outcome_words(preview: Preview) -> str:
    """What would change, in a sentence."""
    rows = counted(preview.rows, "row")
    if not preview.statements:
        return f"{rows}: nothing that the inspection does not say already."
    there = preview.rows - preview.new
    also = f", {there:,} there already, of which {preview.changed:,} change" if there else ""
    return f"{rows}: {counted(preview.new, 'new case')}{also}; {counted(len(preview.statements), 'entry', 'entries')}."


def _padded(text: str, width: int) -> str:
    cut = clip(shown(text), max(1, width))
    return cut + " " * (width - cells(cut))
