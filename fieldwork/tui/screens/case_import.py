"""The import of a list of cases: what each column is taken in as, what would change, and `i` to do it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from fieldwork.errors import FieldworkError
from fieldwork.exchange.case_columns import targets_of
from fieldwork.exchange.case_layout import Heading, Layout, Preview, previewed
from fieldwork.record.entry import Entry
from fieldwork.text import counted, shown
from fieldwork.tui.asking import in_thread
from fieldwork.tui.case_import_lines import COLUMN, LEFT_EMPTY, LEFT_OUT, ImportPage
from fieldwork.tui.rows import Row
from fieldwork.tui.screens.base import WorkScreen
from fieldwork.tui.screens.presence import is_up
from fieldwork.tui.screens.prompt import Choice, ChoicePrompt
from fieldwork.tui.widgets.key_bar import Hint
from fieldwork.tui.widgets.line_list import LineList
from fieldwork.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from fieldwork.exchange.tables import Table


class CaseImportScreen(WorkScreen):
    """Shows a layout and its preview; `take` is called with both when it is to be recorded."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("i", "take_in", "import", id="case_import.take_in"),
        Binding("tab", "next", "next column", id="case_import.next"),
        Binding("escape", "back", "leave it", key_display="Esc", id="case_import.back"),
    ]

    def __init__(
        self,
        table: Table,
        headings: tuple[Heading, ...],
        layout: Layout,
        take: Callable[[Layout, Preview], None],
    ) -> None:
        super().__init__()
        self._table = table
        self._headings = {one.name: one for one in headings}
        self._layout = layout
        self._take = take
        self._preview: Preview | None = None
        self._asked = 0

    def compose_body(self) -> ComposeResult:
        """One list."""
        yield RowList(self._rows, start=COLUMN, id="columns")

    def on_mount(self) -> None:
        """Preview what was guessed or remembered."""
        self._targets = targets_of(self.workspace.programme)
        self.query_one(RowList).focus()
        self._look()

    def title_line(self) -> Content:
        """The file."""
        return Content(f" Import cases · {self._table.file} · {counted(len(self._table.rows), 'row')}")

    def _rows(self, width: int) -> list[Row]:
        headings = tuple(self._headings.values())
        return ImportPage(headings, self._layout, self._targets, self._preview, width).rows()

    def _look(self) -> None:
        """Preview in a thread; only the last answer counts."""
        self._asked += 1
        asked, layout, space = self._asked, self._layout, self.workspace
        programme, cases = space.programme, space.cases
        self._preview = None

        def seen(preview: Preview) -> None:
            if asked == self._asked and is_up(self):
                self._preview = preview
                self._list.renew()

        def failed(error: FieldworkError) -> None:
            self.notify(str(error), severity="warning", markup=False)

        in_thread(self.fieldwork, lambda: previewed(self._table, layout, programme, cases), seen, failed)

    @property
    def _list(self) -> RowList:
        return self.query_one(RowList)

    def line_text(self) -> str:
        """The line one is on."""
        return self._list.here.about

    def show_changed(self, entries: Sequence[Entry]) -> None:
        """Something was undone meanwhile: look again."""
        del entries
        self._look()

    def key_hints(self) -> list[Hint]:
        """Enter first: it is a key of the list."""
        return [("Enter", "change"), *super().key_hints()]

    def action_next(self) -> None:
        """To the next column or value that can be changed."""
        self._list.next_stop()

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        """Say what the column or the value is."""
        event.stop()
        kind, _, name = self._list.here.target.partition(":")
        if not name:
            return
        if kind == COLUMN:
            self._change_column(self._headings[name])
        else:
            heading, _, cell = name.partition("\t")
            self._change_value(heading, cell)

    def _change_column(self, heading: Heading) -> None:
        if heading.personal:
            self.notify(f"{heading.name} {heading.personal}: it is not taken in.", timeout=4, markup=False)
            return
        taken = {column: name for name, column in self._layout.columns.items()}
        choices: list[Choice] = [("", LEFT_OUT)]
        for column, target in self._targets.items():
            whose = f"   (now {shown(taken[column])})" if taken.get(column, heading.name) != heading.name else ""
            choices.append((column, f"{target.title}{whose}"))

        def chosen(column: str | None) -> None:
            if column is not None:
                self._lay_out(self._layout.with_column(heading.name, column))

        initial = self._layout.columns.get(heading.name, "")
        self.app.push_screen(ChoicePrompt(f"What is {heading.name}?", choices, initial=initial), chosen)

    def _change_value(self, heading: str, cell: str) -> None:
        target = self._targets[self._layout.columns[heading]]
        choices: list[Choice] = [("", LEFT_EMPTY), *((option.value, option.label) for option in target.options)]

        def chosen(value: str | None) -> None:
            if value is not None:
                self._lay_out(self._layout.with_value(heading, cell, value))

        self.app.push_screen(ChoicePrompt(f"{target.title}: what is “{cell}”?", choices), chosen)

    def _lay_out(self, layout: Layout) -> None:
        self._layout = layout
        self._look()

    def action_take_in(self) -> None:
        """Record it, if nothing is wrong with it. What nobody said the meaning of is left empty from now on."""
        preview = self._preview
        if preview is None:
            return
        if preview.problem:
            self.notify("Nothing can be imported yet: the last lines say why.", timeout=4, markup=False)
            return
        layout = self._layout
        for heading, cell, _ in preview.unknown:
            layout = layout.with_value(heading, cell, "")
        self.app.pop_screen()
        self._take(layout, preview)
