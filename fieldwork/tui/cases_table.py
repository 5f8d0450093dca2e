"""The cases as a table: rows, columns, order, totals. Functions from values to values; no widget."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from fieldwork.analysis.agreement import Direction, agreement
from fieldwork.analysis.progress import CaseProgress, Totals, totals, totals_by
from fieldwork.analysis.status import INTERVIEWED, SECOND_READING, CaseStatus, case_status
from fieldwork.programme.models import Classification, Programme
from fieldwork.record.names import attribute
from fieldwork.record.record import Record
from fieldwork.record.views import Case, Note, reference_key
from fieldwork.text import cells, clip, clip_start, counted, fold, shown
from fieldwork.tui.bars import done_bar

Segments = tuple[tuple[str, str], ...]
Align = Literal["left", "right"]

GAP = 2
BAR = 5
REFERENCE = 5
LONGEST = 10
"""Cells of a reference that a narrow screen shows, and a wide one twice as many; of a longer one it shows the end."""
WIDE = 110
"""Cells: the width at which every screen changes its layout."""
_SHORT = {"medium": "med", "very high": "v.high", "not clear": "unclear"}
_DIRECTION = {"too low": "▽", "too high": "△"}
_SHORT_PHASES = {"community": "comm", "custody": "cust"}
_SHORT_STATUS = {INTERVIEWED: "int. done", SECOND_READING: "2nd read"}
INSPECTOR = "inspector"


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted of the notes on one case."""

    notes: int = 0
    good_practice: int = 0


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case as the table shows it; texts are as recorded, not yet cut."""

    id: str
    reference: str
    phases: str
    inspector: str
    order: str
    age: str
    classified: tuple[tuple[str, str, Direction | None], ...]
    """For each classification the YOT's and the inspector's own in words, and how they compare."""
    progress: CaseProgress
    counted: Counted
    status: CaseStatus
    found_by: str
    """The folded words that a filter looks through."""
    case: Case = field(repr=False, compare=False)
    """The case itself, for what is only looked at when a filter asks for it."""

    @property
    def percent(self) -> int:
        """How much is answered; 100 only when nothing is left."""
        if not self.progress.total:
            return 0
        return 100 * self.progress.answered // self.progress.total


# -- rows --------------------------------------------------------------------------------------------------------


def count_notes(notes: Iterable[Note]) -> dict[str, Counted]:
    """The notes and good practice on each case, by its subject."""
    found: dict[str, Counted] = {}
    for note in notes:
        if note.case is not None:
            before = found.get(note.case, Counted())
            found[note.case] = Counted(before.notes + 1, before.good_practice + note.good_practice)
    return found


def case_row(programme: Programme, case: Case, progress: CaseProgress, noted: Counted) -> CaseRow:
    """The row of one case."""

    def words(attribute_id: str) -> str:
        if attribute_id not in programme.attribute:
            return ""
        if case.record.disputed(case.id, attribute(attribute_id)):
            return "disputed"
        value = case.attribute(attribute_id)
        return "" if value is None else attribute_words(programme, attribute_id, value)

    classified = tuple((words(one.recorded), words(one.own), agreement(one, case)) for one in programme.classifications)
    row = CaseRow(
        id=case.id,
        reference=shown(case.reference),
        phases=case.phases or "",
        inspector=words(INSPECTOR),
        order=words("order"),
        age=words("age"),
        classified=classified,
        progress=progress,
        counted=noted,
        status=case_status(case, progress),
        found_by="",
        case=case,
    )
    return _findable(programme, row)


def attribute_words(programme: Programme, attribute_id: str, value: object) -> str:
    """The value of an attribute as its option reads, else as it stands."""
    options = programme.attribute[attribute_id].options
    return next((one.label for one in options if one.value == value), shown(value))


def _findable(programme: Programme, row: CaseRow) -> CaseRow:
    parts = [row.reference, row.phases, row.inspector, row.order, row.status.words, *flag_words(row)]
    for one, (recorded, own, direction) in zip(programme.classifications, row.classified, strict=True):
        parts += [classification_title(programme, one), recorded, own, direction or ""]
    parts.append(
        "complete" if row.progress.complete else "left" if row.progress.answered > row.progress.by_rule else "not begun"
    )
    return replace(row, found_by=fold(" ".join(parts)))


def classification_title(programme: Programme, classification: Classification) -> str:
    """What a column of a classification is called: the first word of its attribute's title ("RoSH")."""
    title = programme.attribute[classification.recorded].title
    return title.replace(",", " ").split()[0]


def flag_words(row: CaseRow) -> list[str]:
    """What is to be looked at in a case, in words, for finding it."""
    flags = {
        "parked": row.progress.parked,
        "contradiction": len(row.progress.contradictions),
        "disputed": row.progress.disputed,
        "good practice": row.counted.good_practice,
        "second reading": row.status.words == SECOND_READING,
        "notes": row.counted.notes,
    }
    return [word for word, count in flags.items() if count]


# -- columns -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Column:
    """One column: its title, width, what stands in it, and what it is ordered by."""

    title: str
    width: int
    text: Callable[[CaseRow], Segments]
    key: Callable[[CaseRow], tuple[object, ...]]
    align: Align = "left"
    wide: bool = False
    """Whether it is only there on a wide screen."""


def columns(programme: Programme, width: int, longest: int = 0) -> tuple[Column, ...]:
    """The columns for a screen of `width` cells. The last one, flags, takes what is left.

    `longest`: cells of the longest reference. What a narrow screen gives it is taken of the phases and of the bar.
    """
    wide = width >= WIDE
    size = max(REFERENCE, min(longest, 2 * LONGEST if wide else LONGEST))
    tight = size > REFERENCE and not wide
    found = [
        Column(
            "case", size, lambda row: ((clip_start(row.reference, size), ""),), lambda row: reference_key(row.reference)
        ),
        _phases(tight=tight),
    ]
    if "order" in programme.attribute:
        found.append(Column("order", 17, lambda row: ((abbreviated(row.order), ""),), _order_key, wide=True))
    if "age" in programme.attribute:
        found.append(Column("age", 3, lambda row: ((row.age, ""),), _age_key, align="right", wide=True))
    found += [_classified(programme, index, wide=index > 0) for index in range(len(programme.classifications))]
    if INSPECTOR in programme.attribute:
        found.append(Column("by", 4, lambda row: ((row.inspector or "·", ""),), lambda row: (row.inspector,)))
    found += [
        Column("status", 9, _status, lambda row: (row.status.rank, row.status.words, row.status.derived)),
        _progress(BAR - 2 if tight else BAR),
        Column("left", 4, _left, lambda row: (row.progress.left,), align="right"),
        Column("", 0, flags, lambda row: (-len(flag_words(row)), -row.progress.parked)),
    ]
    return tuple(column for column in found if wide or not column.wide)


def _phases(*, tight: bool) -> Column:
    def text(row: CaseRow) -> Segments:
        return (
            ((_SHORT_PHASES.get(row.phases, row.phases) if tight else row.phases, ""),) if row.phases else (("·", ""),)
        )

    return Column("phases", 6 if tight else 9, text, lambda row: (row.phases,))


def _progress(size: int) -> Column:
    return Column(
        "progress",
        size + 5,
        lambda row: progress_segments(row, size),
        lambda row: (row.progress.answered, -row.progress.total),
    )


def abbreviated(label: str) -> str:
    """The acronym that ends a label, DTO of "Detention and Training Order (DTO)"; another label as it is."""
    acronym = label.rpartition("(")[2].removesuffix(")")
    return acronym if label.endswith(")") and acronym.isupper() else label


def _order_key(row: CaseRow) -> tuple[object, ...]:
    return (abbreviated(row.order),)


def _age_key(row: CaseRow) -> tuple[object, ...]:
    return reference_key(row.age)


def _classified(programme: Programme, index: int, *, wide: bool) -> Column:
    one = programme.classifications[index]
    levels = {level: place for place, level in enumerate(one.scale)}
    options = {option.label: option.value for option in programme.attribute[one.own].options}

    def text(row: CaseRow) -> Segments:
        recorded, own, direction = row.classified[index]
        if not recorded and not own:
            return (("·", "dim"),)
        mark = _DIRECTION.get(direction or "", "")
        return ((f"{short(recorded) or '·'}/{short(own) or '·'}", ""), (f" {mark}" if mark else "", "warn"))

    def key(row: CaseRow) -> tuple[object, ...]:
        own = row.classified[index][1]
        return (-levels.get(options.get(own, ""), -1), row.classified[index][2] or "")

    return Column(clip(classification_title(programme, one), 14), 14, text, key, wide=wide)


def short(level: str) -> str:
    """A level of a classification in few letters: "med", "v.high"."""
    small = shown(level).lower()
    return _SHORT.get(small, small)


def progress_segments(row: CaseRow, size: int = BAR) -> Segments:
    """The bar, of `size` cells, and the per cent of a row."""
    done, rest = done_bar(row.progress.answered, row.progress.total, size)
    return ((done, "bar"), (rest, "rest"), (f" {row.percent:>3}%", ""))


def _status(row: CaseRow) -> Segments:
    """The status in at most nine cells; what nobody said has a dot before it."""
    words = _SHORT_STATUS.get(row.status.words, row.status.words)
    return ((f"·{words}", "dim"),) if row.status.derived else ((words, ""),)


def _left(row: CaseRow) -> Segments:
    return (("✓", "good"),) if row.progress.complete else ((str(row.progress.left), ""),)


def flags(row: CaseRow) -> Segments:
    """Parked, contradictions, disputed, good practice, second reading, notes: a sign and a number each."""
    signs = (
        ("p", row.progress.parked, "accent"),
        ("!", len(row.progress.contradictions), "warn"),
        ("≠", row.progress.disputed, "bad"),
        ("★", row.counted.good_practice, "good"),
        ("²", row.status.words == SECOND_READING, "accent"),
        ("✎", row.counted.notes, "dim"),
    )
    return tuple((f"{sign} " if count is True else f"{sign}{count} ", style) for sign, count, style in signs if count)


_SIGNS = (
    "p parked",
    "! against rule",
    "≠ disputed",
    "★ good practice",
    "✎ notes",
    "² 2nd reading",
    "△▽ YOT too high, too low",
    "· nobody said",
)


def signs_explained(width: int) -> str:
    """What the signs mean, as many as there is room for in `width` cells, the first ones first."""
    line = _SIGNS[0]
    for sign in _SIGNS[1:]:
        if cells(line) + GAP + cells(sign) > width:
            break
        line += f"{' ' * GAP}{sign}"
    return line


def layout(row: CaseRow, shape: Sequence[Column], width: int) -> Segments:
    """A row as segments in columns."""
    line: list[tuple[str, str]] = [(" ", "")]
    used = 1
    for column in shape:
        size = column.width or max(0, width - used)
        parts = _cut(column.text(row), size)
        taken = sum(cells(text) for text, _ in parts)
        space = (" " * (size - taken), "")
        line += [space, *parts] if column.align == "right" else [*parts, space]
        line.append((" " * GAP, ""))
        used += size + GAP
    return tuple(line)


def _cut(parts: Segments, width: int) -> list[tuple[str, str]]:
    """Segments cut to `width` together."""
    cut: list[tuple[str, str]] = []
    for raw, style in parts:
        text = clip(shown(raw), width)
        width -= cells(text)
        cut.append((text, style))
    return cut


def column_at(shape: Sequence[Column], x: int) -> Column | None:
    """The column whose title stands at the cell `x` of the line of titles."""
    used = 1
    for column in shape:
        if used <= x and (not column.width or x < used + column.width + GAP):
            return column
        used += column.width + GAP
    return None


def head(shape: Sequence[Column], sorted_by: int | None, *, reverse: bool) -> str:
    """The line of titles, with a mark at the column that the rows are ordered by."""
    line = " "
    for index, column in enumerate(shape):
        mark = ("▾" if reverse else "▴") if index == sorted_by else ""
        title = f"{column.title or 'flags'}{mark}"
        if column.width:
            title = clip(title, column.width + GAP - 1)
            pad = column.width - cells(title)
            title = f"{' ' * pad}{title}" if column.align == "right" else f"{title}{' ' * pad}"
            title += " " * (column.width + GAP - cells(title))
        line += title
    return line


# -- order -------------------------------------------------------------------------------------------------------


def in_order(rows: Iterable[CaseRow], column: Column, *, reverse: bool = False) -> list[CaseRow]:
    """The rows by a column; what is equal stays in the order of references."""
    ordered = sorted(rows, key=lambda row: (reference_key(row.reference), row.id))
    return sorted(ordered, key=column.key, reverse=reverse)


def next_with_work(rows: Sequence[CaseRow], start: int) -> int | None:
    """The next row after `start` with something left to answer, going round; None where all is done."""
    places = [*range(start + 1, len(rows)), *range(start + 1)]
    return next((index for index in places if index < len(rows) and not rows[index].progress.complete), None)


# -- sums --------------------------------------------------------------------------------------------------------


def totals_line(rows: Sequence[CaseRow]) -> str:
    """The cases in all, and what each inspector has left, most first."""
    sums = totals(row.progress for row in rows)
    parts = [f"{counted(sums.cases, 'case')}, {sums.complete:,} complete, {sums.left:,} left"]
    if sums.parked:
        parts[0] += f", {sums.parked} parked"
    by = totals_by((row.inspector, row.progress) for row in rows)
    parts += [_of_inspector(name, one) for name, one in sorted(by.items(), key=_most_left) if name or len(by) > 1]
    return "  ·  ".join(parts)


def _most_left(item: tuple[str, Totals]) -> tuple[int, str]:
    return -item[1].left, item[0]


def _of_inspector(name: str, sums: Totals) -> str:
    left = f"{sums.left:,} left" if sums.left else "✓"
    return f"{name or 'nobody'} {sums.complete}/{sums.cases} {left}"


# -- what is kept between two looks ------------------------------------------------------------------------------


class Rows:
    """The rows of all cases, made anew only for cases of which something was said since."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[tuple[int, Counted, int], CaseRow]] = {}

    @property
    def begun(self) -> bool:
        """Whether any row was made."""
        return bool(self._kept)

    def of(
        self,
        programme: Programme,
        record: Record,
        cases: Sequence[Case],
        notes: Iterable[Note],
        progress: Callable[[Case], CaseProgress],
    ) -> list[CaseRow]:
        """The rows of `cases`, in their order; `progress` is only asked of those that changed."""
        counts: Mapping[str, Counted] = count_notes(notes)
        found: list[CaseRow] = []
        for case in cases:
            mark = (record.revision(case.id), counts.get(case.id, Counted()), id(programme))
            kept = self._kept.get(case.id)
            if kept is None or kept[0] != mark:
                kept = self._kept[case.id] = (mark, case_row(programme, case, progress(case), mark[1]))
            found.append(kept[1])
        return found


@dataclass
class Memory:
    """How the table was left, for when one comes back to it."""

    rows: Rows = field(default_factory=Rows)
    sorted_by: str = "case"
    reverse: bool = False
    filter: str = ""
    judged: str = ""
    """Who judged how much on the latest day; empty while that has not been counted."""
