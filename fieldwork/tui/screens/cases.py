"""The cases of the sample: one table to sort, filter, go about in, and open cases from."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Key, Resize, ScreenResume, ScreenSuspend
from textual.widgets import Input, Static

from fieldwork.analysis.progress import CaseProgress, case_progress
from fieldwork.record.entry import Entry
from fieldwork.record.views import Case
from fieldwork.text import clip, shown
from fieldwork.tui import cases_table as table
from fieldwork.tui.screens.base import WorkScreen
from fieldwork.tui.widgets.cases_list import CasesList, Titles
from fieldwork.tui.widgets.field import Field
from fieldwork.tui.widgets.key_bar import Hint
from fieldwork.tui.widgets.line_list import LineList

SOON = 0.05
"""Seconds until the cases are read that do not fit on the first screen."""

TYPING = 1.0
"""Seconds within which digits belong to one reference."""

EMPTY = "No cases yet.\n\nn makes the first one;  i imports a list (CSV);  g h goes home;  ? shows every key."


class CasesScreen(WorkScreen):
    """The table of cases, with its totals."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "filter", "filter", id="cases.filter"),
        Binding("s", "sort", "sort", id="cases.sort"),
        Binding("S", "reverse", "other way round", show=False, key_display="S", id="cases.reverse"),
        Binding("t", "status", "status", id="cases.status"),
        Binding("tab", "next_with_work", "work left", id="cases.next"),
        Binding("n", "new_case", "new case", id="cases.new"),
        Binding("e", "edit", "edit", id="cases.edit"),
        Binding("a", "allocate", "allocate", id="cases.allocate"),
        Binding("A", "allocate_shown", "allocate all shown", show=False, key_display="A", id="cases.allocate_shown"),
        Binding("i", "import_cases", "import a list", id="cases.import"),
        Binding("I", "import_again", "import, asking again", show=False, key_display="I", id="cases.import_again"),
        Binding("d", "days", "days", id="cases.days"),
        Binding("escape", "clear", "clear the filter", show=False, id="cases.clear"),
        Binding("down", "move(1)", "down", show=False, id="cases.down"),
        Binding("up", "move(-1)", "up", show=False, id="cases.up"),
    ]
    DEFAULT_CSS = """
    CasesScreen #head { height: 1; background: $surface; }
    CasesScreen #head.-synthetic { height: 2; }
    CasesScreen #foot { height: 2; padding: 0 1; background: $surface; color: $text-muted; }
    CasesScreen.-tall #foot { height: 3; }
    CasesScreen #foot.-wrong { height: auto; }
    CasesScreen #filter { height: 1; display: none; padding: 0 1; }
    CasesScreen #filter.-open { display: block; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._all: list[table.CaseRow] = []
        self._memory = table.Memory()
        self._shown = False
        self._away = False
        self._digits = ""
        self._digits_at = 0.0
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
        shape = table.columns(self.workspace.programme, self.app.size.width)
        every = shape if len(shape) == len(self._columns) else self._columns
        column = next((one for one in every if one.title == self._memory.sorted_by), shape[0])
        found = table.in_order(self._filtered(), column, reverse=self._memory.reverse)
        count = len(found) + of - len(self._all)
        same = rows.count == count and len(rows.shape) == len(shape) and found[: len(rows.rows)] == rows.rows
        rows.shape, rows.rows = shape, found
        if not same or not count:
            places = {row.id: index for index, row in enumerate(found)}
            rows.empty = EMPTY if not self._all else "No case fits. Esc clears the filter."
            rows.set_count(count, places.get(before or self.fieldwork.current_case or "", 0))
        self._remember()
        self._show_head(next((place for place, one in enumerate(shape) if one.title == column.title), None))
        self._show_foot(of)

    @property
    def _columns(self) -> tuple[table.Column, ...]:
        """All columns that there are, those too that only a wide screen shows."""
        return table.columns(self.workspace.programme, table.WIDE)

    def _filtered(self) -> list[table.CaseRow]:
        """The rows that fit the filter; what is not understood of it is kept for the foot."""
        self._wrong = ""
        if not self._memory.filter.strip():
            return self._all
        from fieldwork.tui.cases_filter import fields_of, filtered, parsed  # noqa: PLC0415 (when something is typed)

        wanted = parsed(self._memory.filter, fields_of(self.workspace.programme))
        self._wrong = wanted.problem
        return filtered(self._all, wanted)

    def _count_days(self) -> None:
        """Say who judged how much on the latest day; counted in a thread."""
        from fieldwork.analysis.days import judgements_by_day  # noqa: PLC0415 (after the first paint)
        from fieldwork.tui.asking import in_thread  # noqa: PLC0415 (the same)
        from fieldwork.tui.days_lines import latest_day_line  # noqa: PLC0415 (the same)

        entries = list(self.workspace.record)

        def counted(line: str) -> None:
            self._memory.judged = line
            if self.is_attached and self.rows.rows:
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
        if self._digits:
            parts.append(f"to {self._digits}")
        if self._memory.sorted_by not in [column.title for column in self.rows.shape]:
            parts.append(f"by {self._memory.sorted_by}")
        if self._memory.filter.strip():
            parts.append(f"{len(found)} of {len(self._all)} with “{shown(self._memory.filter)}”")
        parts.append(table.FLAGS_EXPLAINED)
        below = clip("  ·  ".join(parts), self._width)
        totals = clip(table.totals_line(found) if read else table.counted(of or 0, "case"), self._width)
        judged = clip(f"\n{self._memory.judged}", self._width) if self._memory.judged else ""
        foot = Content.styled(f"{totals}{judged}", "$foreground") + Content(f"\n{below}")
        if self._wrong:
            foot = Content.styled(f"✗ {self._wrong}\n", "$text-warning") + foot
        line = self.query_one("#foot", Static)
        line.set_class(bool(self._wrong), "-wrong")
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

    @on(LineList.Chosen)
    def action_open(self) -> None:
        """Open the checklist of the case."""
        if (case := self._current) is not None:
            self.fieldwork.go_to("checklist", case=case)

    def action_move(self, by: int) -> None:
        """Move in the list while typing in the filter."""
        self.rows.action_move(by)

    def action_back(self) -> None:
        """Home, with the other inspections."""
        self.fieldwork.go_to("home")

    def key_hints(self) -> list[Hint]:
        """Enter first: it is a key of the list. While typing, the keys that still do something."""
        if isinstance(self.focused, Field):
            return [("Enter", "keep it"), ("Esc", "all cases"), ("↑↓", "move"), ("tab", "work left")]
        hints = super().key_hints()
        return [("Enter", "open"), *hints] if self._current is not None else hints

    def action_next_with_work(self) -> None:
        """To the next case with something left to answer."""
        self._read_rest()
        place = table.next_with_work(self.rows.rows, self.rows.cursor)
        if place is None:
            self.notify("Nothing is left to answer in these cases.", timeout=3, markup=False)
        else:
            self.rows.cursor = place

    def on_key(self, event: Key) -> None:
        """Digits go to a reference; "1" and "2" typed quickly to 12."""
        character = event.character or ""
        if not (len(character) == 1 and character.isascii() and character.isdigit()):
            return
        event.stop()
        self._read_rest()
        now = time.monotonic()
        self._digits = (self._digits if now - self._digits_at < TYPING else "") + character
        self._digits_at = now
        place = table.with_reference(self.rows.rows, self._digits)
        if place is not None:
            self.rows.cursor = place
        self._show_foot()
        self.set_timer(TYPING, self._forget_digits)

    def _forget_digits(self) -> None:
        if self._digits and time.monotonic() - self._digits_at >= TYPING * 0.9:
            self._digits = ""
            self._show_foot()

    # -- order and filter ----------------------------------------------------------------------------------------

    def action_sort(self) -> None:
        """Ask for the column to order by."""
        from fieldwork.tui.screens.sorting import SortScreen  # noqa: PLC0415 (imported when it is shown)

        self._read_rest()
        titles = [column.title for column in self._columns]
        present = titles.index(self._memory.sorted_by) if self._memory.sorted_by in titles else 0

        def chosen(place: int | None) -> None:
            if place is not None:
                self._sort_by(titles[place])

        sign = "▾" if self._memory.reverse else "▴"
        self.app.push_screen(SortScreen([title or "flags" for title in titles], present, sign), chosen)

    @on(Titles.Clicked)
    def _title_clicked(self, event: Titles.Clicked) -> None:
        """Order by the column clicked on."""
        self._read_rest()
        if (column := table.column_at(self.rows.shape, event.x)) is not None:
            self._sort_by(column.title)

    def _sort_by(self, title: str) -> None:
        """Order by a column; by the one in force, the other way round."""
        memory = self._memory
        memory.reverse = not memory.reverse if memory.sorted_by == title else False
        memory.sorted_by = title
        self._show(len(self._all))

    def action_reverse(self) -> None:
        """The same order the other way round."""
        self._read_rest()
        self._memory.reverse = not self._memory.reverse
        self._show(len(self._all))

    def action_filter(self) -> None:
        """Type what the cases shown have to have."""
        self._read_rest()
        self._open_filter().focus()

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

    @on(Input.Submitted, "#filter")
    def _filter_ended(self) -> None:
        self.rows.focus()
        if not self._memory.filter.strip():
            self.action_clear()

    def action_clear(self) -> None:
        """All cases again."""
        self.rows.focus()
        for field in self.query("#filter").results(Field):
            field.remove_class("-open")
            field.value = ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing to open or to edit in an empty table; nothing is said where one can only read."""
        del parameters
        if action in ("edit", "next_with_work", "filter", "sort", "status", "days"):
            return bool(self._all)
        if action in ("allocate", "allocate_shown"):
            return bool(self._all) and table.INSPECTOR in self.workspace.programme.attribute
        if action in ("new_case", "import_cases", "import_again"):
            return not self.workspace.read_only
        return True

    # -- saying something ----------------------------------------------------------------------------------------

    def action_new_case(self) -> None:
        """Ask for a reference and the phases; then there is one case more."""
        from fieldwork.tui.case_form import ask_new_case  # noqa: PLC0415 (imported when it is shown)

        ask_new_case(self.fieldwork, self._made)

    def _made(self, case: str) -> None:
        self.action_clear()
        self._read()
        self._to_case(case)
        self.refresh_keys()

    def action_edit(self) -> None:
        """Phases and attributes of the case the cursor is on."""
        from fieldwork.tui.case_form import CaseForm  # noqa: PLC0415 (imported when it is shown)

        if (case := self._current) is not None:
            self.app.push_screen(CaseForm(self.workspace, Case(self.workspace.record, case)))

    def action_status(self) -> None:
        """How far one is with the case."""
        from fieldwork.tui.case_status import ask_status  # noqa: PLC0415 (imported when it is shown)

        if (case := self._current) is not None:
            ask_status(self.fieldwork, case, self._read)

    def action_allocate(self) -> None:
        """Whose the case is."""
        from fieldwork.tui.allocating import ask_inspector  # noqa: PLC0415 (imported when it is shown)

        if (case := self._current) is not None:
            ask_inspector(self.fieldwork, case, self._read)

    def action_allocate_shown(self) -> None:
        """All that are shown, to one inspector or evenly to several."""
        from fieldwork.tui.allocating import ask_allocation  # noqa: PLC0415 (imported when it is shown)

        self._read_rest()
        if self.rows.rows:
            ask_allocation(self.fieldwork, [row.id for row in self.rows.rows], self._read)

    def action_import_cases(self) -> None:
        """Take in a list of cases; what its columns are is asked once."""
        from fieldwork.tui.importing_cases import ask_case_list  # noqa: PLC0415 (imported when it is shown)

        ask_case_list(self.fieldwork, self._imported)

    def action_import_again(self) -> None:
        """As `import_cases`, and show the columns of a list that is known too."""
        from fieldwork.tui.importing_cases import ask_case_list  # noqa: PLC0415 (imported when it is shown)

        ask_case_list(self.fieldwork, self._imported, ask_again=True)

    def _imported(self) -> None:
        self._read()
        self.refresh_keys()

    def action_days(self) -> None:
        """Who judged how much on which day."""
        from fieldwork.tui.screens.days import DaysScreen  # noqa: PLC0415 (imported when it is shown)

        screen = DaysScreen()
        screen.lay_out_for(self.app.size)
        self.app.push_screen(screen)
