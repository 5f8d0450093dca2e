"""The cases of the sample: one table to sort, filter, go about in, and open cases from."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.events import Key
from textual.widgets import Input

from fieldwork.record.views import Case
from fieldwork.tui import cases_table as table
from fieldwork.tui import typed_number
from fieldwork.tui.screens.cases_view import CasesView
from fieldwork.tui.typed_number import is_digit, with_reference
from fieldwork.tui.widgets.cases_list import Titles
from fieldwork.tui.widgets.field import Field
from fieldwork.tui.widgets.key_bar import Hint
from fieldwork.tui.widgets.line_list import LineList


class CasesScreen(CasesView):
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
        Binding("i", "import_cases", "import cases", id="cases.import"),
        Binding(
            "I", "import_again", "import cases, asking again", show=False, key_display="I", id="cases.import_again"
        ),
        Binding("d", "dates", "dates", id="cases.dates"),
        Binding("D", "days", "judgements by day", show=False, key_display="D", id="cases.days"),
        Binding("v", "summary", "summary for the talk", show=False, id="cases.summary"),
        Binding("escape", "clear", "clear the filter", show=False, id="cases.clear"),
        Binding("down", "move(1)", "down", show=False, id="cases.down"),
        Binding("up", "move(-1)", "up", show=False, id="cases.up"),
    ]

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
        """Digits go to a reference; "1" and "2" typed quickly, without another key between them, to 12."""
        character = event.character or ""
        if not is_digit(character):
            return
        event.stop()
        self._read_rest()
        digits = self._digits.add(character, self.rows.cursor)
        place = with_reference((row.reference for row in self.rows.rows), digits)
        if place is not None:
            self.rows.cursor = place
        self._digits.led_to(self.rows.cursor)
        self._show_foot()
        self.set_timer(typed_number.TYPING, self._forget_digits)

    def _forget_digits(self) -> None:
        if self._digits.forget():
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
        if action in ("edit", "next_with_work", "filter", "sort", "status", "days", "dates"):
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

    def action_dates(self) -> None:
        """The dates and details of the case the cursor is on, as on its checklist."""
        from fieldwork.tui.screens.dates import DatesScreen  # noqa: PLC0415 (imported when it is shown)

        if (case := self._current) is not None:
            self.app.push_screen(DatesScreen(case), lambda _: self._read())

    def action_summary(self) -> None:
        """Strengths and gaps of the case the cursor is on, on one page."""
        from fieldwork.tui.screens.summary import SummaryScreen  # noqa: PLC0415 (imported when it is shown)

        if (case := self._current) is not None:
            self.app.push_screen(SummaryScreen(case))

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
