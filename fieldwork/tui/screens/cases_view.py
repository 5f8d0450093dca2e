"""The table of cases as it stands on the screen: reading, filtering, ordering and painting it. No key is heard here."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.events import DescendantBlur, DescendantFocus, Resize, ScreenResume, ScreenSuspend
from textual.widgets import Static

from fieldwork.analysis.progress import CaseProgress, case_progress
from fieldwork.record.entry import Entry
from fieldwork.record.views import Case
from fieldwork.text import cells, clip, counted, shown
from fieldwork.tui import cases_table as table
from fieldwork.tui.screens.base import WorkScreen
from fieldwork.tui.screens.presence import is_up
from fieldwork.tui.typed_number import TypedNumber
from fieldwork.tui.widgets.cases_list import CasesList, Titles
from fieldwork.tui.widgets.field import Field
from fieldwork.tui.widgets.line_list import LineList

SOON = 0.05
"""Seconds until the cases are read that do not fit on the first screen."""

EMPTY = "No cases yet.\n\n{} makes the first one;  {} imports a list (CSV);\n{} {} goes home;  {} shows every key."
EMPTY_KEYS = (("cases.new", "n"), ("cases.import", "i"), ("app.go", "g"), ("go.home", "h"), ("app.explain", "?"))
"""The keys that it names: action and default."""


class CasesView(WorkScreen):
    """The rows, their titles, and the foot with totals and what is in force."""

    DEFAULT_CSS = """
    CasesView #head { height: 1; background: $surface; }
    CasesView #head.-synthetic { height: 2; }
    CasesView #foot { height: 2; padding: 0 1; background: $surface; color: $text-muted; }
    CasesView.-tall #foot { height: 3; }
    CasesView #foot.-wrong { height: auto; }
    CasesView #filter { height: 1; display: none; padding: 0 1; }
    CasesView #filter.-open { display: block; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._all: list[table.CaseRow] = []
        self._memory = table.Memory()
        self._shown = False
        self._away = False
        self._digits = TypedNumber()
        self._wrong = ""

    # -- what stands there ---------------------------------------------------------------------------------------

    def compose_body(self) -> ComposeResult:
        """Titles, rows, totals and what is in force."""
        synthetic = "-synthetic" if self.workspace.inspection.synthetic else None
        yield Titles("", id="head", classes=synthetic, markup=False)
        yield CasesList(id="cases")
        yield Static("", id="foot", markup=False)

    def title_line(self) -> Content:
        """Area and programme."""
        inspection = self.workspace.inspection
        parts = [shown(inspection.area) or "no area", shown(inspection.programme.title)]
        if inspection.fieldwork:
            parts.append(shown(inspection.fieldwork))
        return Content(" " + " · ".join(parts))

    def on_mount(self) -> None:
        """Show the cases; the list has the focus."""
        self._memory = self.fieldwork.memory("cases", table.Memory)
        self._begin()
        self._shown = True
        self.rows.focus()
        if self._memory.filter:
            self._open_filter()
        if self.has_class("-tall"):
            self.call_after_refresh(self._count_days)

    @property
    def rows(self) -> CasesList:
        """The list."""
        return self.query_one(CasesList)

    @on(ScreenSuspend)
    def _go_away(self) -> None:
        self._away = True

    @on(ScreenResume)
    def _come_back(self) -> None:
        if self._away:  # the first time, what is there has only just been read
            self._away = False
            self._read()
            self.refresh_title()

    def show_changed(self, entries: Sequence[Entry]) -> None:
        """Show what was undone or redone, and go to its case."""
        self._read()
        for entry in entries:
            if self._to_case(entry.subject):
                break

    def _begin(self) -> None:
        """Read what fits on the screen first: the first paint does not wait for the other cases."""
        cases = self.workspace.cases
        there = cases[: self.app.size.height]
        if len(there) == len(cases) or self._memory.rows.begun or self.fieldwork.current_case is not None:
            self._read()
            return
        self._all = self._rows_of(there)
        self._show(len(cases))
        self.set_timer(SOON, self._read_rest)

    def _read_rest(self) -> None:
        """Read the cases that the first paint did not wait for; a key that needs them comes here first."""
        if len(self._all) < len(self.workspace.cases):
            self._read()

    def _read(self) -> None:
        """Make the rows anew from what is recorded; only cases that changed cost anything."""
        self._all = self._rows_of(self.workspace.cases)
        self._show(len(self._all))

    def _rows_of(self, cases: Sequence[Case]) -> list[table.CaseRow]:
        space = self.workspace
        return self._memory.rows.of(space.programme, space.record, cases, space.inspection.notes, self._progress_of)

    def _progress_of(self, case: Case) -> CaseProgress:
        return case_progress(self.workspace.programme, case.id, self.workspace.judgements(case.id))

    def _show(self, of: int) -> None:
        """Filter, order and paint; the cursor stays on its case. `of` is how many cases there are, read or not."""
        rows = self.rows
        before = self._current
        longest = max((cells(shown(case.reference)) for case in self.workspace.cases), default=0)
        shape = table.columns(self.workspace.programme, self.app.size.width, longest)
        titles = [one.title for one in shape]
        place = titles.index(self._memory.sorted_by) if self._memory.sorted_by in titles else None
        column = self._hidden_column if place is None else shape[place]
        found = table.in_order(self._filtered(), column, reverse=self._memory.reverse)
        count = len(found) + of - len(self._all)
        same_shape = [one.width for one in rows.shape] == [one.width for one in shape]
        same = rows.count == count and same_shape and found[: len(rows.rows)] == rows.rows
        rows.shape, rows.rows = shape, found
        if not same or not count:
            places = {row.id: index for index, row in enumerate(found)}
            keys = (self.fieldwork.key(*one) for one in EMPTY_KEYS)
            rows.empty = EMPTY.format(*keys) if not self._all else "No case fits. Esc clears the filter."
            rows.set_count(count, places.get(before or self.fieldwork.current_case or "", 0))
        self._remember()
        self._show_head(place)
        self._show_foot(of)

    @property
    def _columns(self) -> tuple[table.Column, ...]:
        """All columns that there are, those too that only a wide screen shows."""
        return table.columns(self.workspace.programme, table.WIDE)

    @property
    def _hidden_column(self) -> table.Column:
        """The column in force where only a wide screen shows it."""
        return next((one for one in self._columns if one.title == self._memory.sorted_by), self._columns[0])

    def _filtered(self) -> list[table.CaseRow]:
        """The rows that fit the filter; what is not understood of it is kept for the foot."""
        self._wrong = ""
        if not self._memory.filter.strip():
            return self._all
        from fieldwork.tui.cases_filter import fields_of, filtered, parsed  # noqa: PLC0415 (when something is typed)

        wanted = parsed(self._memory.filter, fields_of(self.workspace.programme))
        self._wrong = f"✗ {wanted.problem}" if wanted.problem else ""
        return filtered(self._all, wanted)

    def _about_filter(self) -> str:
        """What of the filter is not understood; while nothing is typed yet, what can be. Empty where all is clear."""
        if self._memory.filter.strip() or not isinstance(self.focused, Field):
            return self._wrong
        from fieldwork.tui.cases_filter import fields_of, what_can_be_typed  # noqa: PLC0415 (when the field is there)

        return what_can_be_typed(fields_of(self.workspace.programme))

    def _count_days(self) -> None:
        """Say who judged how much on the latest day; counted in a thread."""
        from fieldwork.analysis.days import judgements_by_day  # noqa: PLC0415 (after the first paint)
        from fieldwork.tui.asking import in_thread  # noqa: PLC0415 (the same)
        from fieldwork.tui.days_lines import latest_day_line  # noqa: PLC0415 (the same)

        entries = list(self.workspace.record)

        def counted(line: str) -> None:
            self._memory.judged = line
            if is_up(self) and self.rows.rows:
                self._show_foot()

        in_thread(self.fieldwork, lambda: latest_day_line(judgements_by_day(entries)), counted, lambda _: None)

    @property
    def _width(self) -> int:
        return max(10, self.app.size.width - 2)

    def _show_head(self, sorted_by: int | None) -> None:
        lines = [
            Content.styled(table.head(self.rows.shape, sorted_by, reverse=self._memory.reverse), "bold $text-primary")
        ]
        if self.workspace.inspection.synthetic:
            sentence = clip(f" ◇ {shown(self.workspace.inspection.synthetic)}", self._width)
            lines.insert(0, Content.styled(sentence, "$text-warning"))
        self.query_one("#head", Static).update(Content("\n").join(lines), layout=False)

    def _show_foot(self, of: int | None = None) -> None:
        found = self.rows.rows
        read = of is None or of == len(self._all)
        parts = []
        if self._digits.text:
            parts.append(f"to {self._digits.text}")
        if self._memory.sorted_by not in [column.title for column in self.rows.shape]:
            parts.append(f"by {self._memory.sorted_by}")
        if self._memory.filter.strip():
            parts.append(f"{len(found)} of {len(self._all)} with “{shown(self._memory.filter)}”")
        before = "".join(f"{part}  ·  " for part in parts)
        below = clip(before + table.signs_explained(self._width - cells(before)), self._width)
        totals = clip(table.totals_line(found) if read else counted(of or 0, "case"), self._width)
        judged = clip(f"\n{self._memory.judged}", self._width) if self._memory.judged else ""
        foot = Content.styled(f"{totals}{judged}", "$foreground") + Content(f"\n{below}")
        about = self._about_filter()
        if about:
            foot = Content.styled(f"{about}\n", "$text-warning" if self._wrong else "$foreground") + foot
        line = self.query_one("#foot", Static)
        line.set_class(bool(about), "-wrong")
        line.update(foot, layout=False)

    def on_resize(self, event: Resize) -> None:
        """Other columns at another width."""
        del event
        if self._shown:
            self._show(len(self.workspace.cases))

    def line_text(self) -> str:
        """The case the cursor is on, and the titles: `?` explains RoSH, DTO and whatever stands there."""
        row = self._row
        if row is None:
            return ""
        shape = self.rows.shape
        line = "".join(text for text, _ in table.layout(row, shape, 200))
        return f"{' '.join(column.title for column in shape)} {line} {row.order}"

    # -- where one is --------------------------------------------------------------------------------------------

    @property
    def _row(self) -> table.CaseRow | None:
        rows = self.rows
        return rows.rows[rows.cursor] if 0 <= rows.cursor < len(rows.rows) else None

    @property
    def _current(self) -> str | None:
        row = self._row
        return row.id if row is not None else None

    def _remember(self) -> None:
        if self.is_current and (case := self._current) is not None:
            self.fieldwork.current_case = case

    def _to_case(self, case: str) -> bool:
        place = next((index for index, row in enumerate(self.rows.rows) if row.id == case), None)
        if place is not None:
            self.rows.cursor = place
        return place is not None

    @on(LineList.Moved)
    def _moved(self) -> None:
        self._remember()

    # -- the filter -----------------------------------------------------------------------------------------------

    def _open_filter(self) -> Field:
        """The field, mounted when it is first wanted: the first paint does not wait for it."""
        for field in self.query("#filter").results(Field):
            field.add_class("-open")
            return field
        field = Field(self._memory.filter, placeholder="custody left>10 inspector:JN -parked …", id="filter")
        field.add_class("-open")
        self.mount(field, before="#foot")
        self.watch(field, "value", self._filter_typed, init=False)
        return field

    def _filter_typed(self, typed: str) -> None:
        self._memory.filter = typed
        self._show(len(self._all))

    @on(DescendantFocus)
    @on(DescendantBlur)
    def _typing_changed(self) -> None:
        """Say what can be typed, or no longer."""
        if self._shown and self.query("#filter"):
            self._show_foot()
