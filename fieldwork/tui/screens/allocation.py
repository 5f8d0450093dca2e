"""What an allocation would give everybody, before it is recorded."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from fieldwork.analysis.allocation import Share, ToAllocate, allocated, shares
from fieldwork.text import cells, clip, counted, shown
from fieldwork.tui.rows import Row
from fieldwork.tui.screens.overlay import Overlay
from fieldwork.tui.widgets.line_list import LineList
from fieldwork.tui.widgets.row_list import RowList

_NAME = 10
_CELL = 10
_UNKNOWN = "unknown"
NOBODY = "nobody"


def share_rows(found: Sequence[Share]) -> list[Row]:
    """The table: who, how many before and after, and of what phases after."""
    kinds = sorted({kind for one in found for kind in one.kinds}, key=lambda kind: (not kind, kind))
    rows = [_row("inspector", ["now", "then", *(kind or _UNKNOWN for kind in kinds)], "head")]
    for one in found:
        counts = [str(one.kinds[kind]) if kind in one.kinds else "·" for kind in kinds]
        texts = [str(one.before), str(one.after), *counts]
        rows.append(_row(one.inspector or NOBODY, texts, "", target=one.inspector or NOBODY))
    return rows


def _row(name: str, texts: Sequence[str], style: str, *, target: str = "") -> Row:
    first = clip(shown(name), _NAME)
    return Row(
        ((f" {first}{' ' * (_NAME - cells(first))}{''.join(f'{text:>{_CELL}}' for text in texts)}", style),), target
    )


class AllocationScreen(Overlay[dict[str, str] | None]):
    """Gives the inspector of every case that changes hands, or None. `k` keeps what is allocated, or does not.

    To one inspector everything shown goes at first; among several only what is nobody's.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("k", "keep", "keep what is allocated, or not", show=False, id="allocation.keep", priority=True),
        Binding("backspace", "close", "close", show=False, id="overlay.back"),
    ]
    DEFAULT_CSS = """
    AllocationScreen { align: center middle; }
    AllocationScreen > Vertical {
        width: 100%; max-width: 100; height: auto; max-height: 100%; padding: 0 1;
        background: $panel; border: round $primary;
    }
    AllocationScreen .title { text-style: bold; }
    AllocationScreen .hint { height: 3; color: $text-muted; }
    """

    def __init__(self, cases: Sequence[ToAllocate], chosen: Collection[str], team: Sequence[str]) -> None:
        super().__init__()
        self._cases = cases
        self._chosen = chosen
        self._team = team
        self._anew = len(team) == 1

    def compose(self) -> ComposeResult:
        """Title, table, what it means."""
        with Vertical():
            title = f"{counted(len(self._chosen), 'case')} to {', '.join(self._team)}"
            yield Static(Content(shown(title)), classes="title", markup=False)
            yield RowList(self._rows, start=self._team[0], id="shares")
            yield Static("", classes="hint", markup=False)

    def on_mount(self) -> None:
        """As many lines as there is room for."""
        lines = 1 + len({*self._team, *(one.inspector for one in self._cases)})
        self.query_one(RowList).styles.height = min(lines, max(3, self.app.size.height - 8))
        self._show_hint()

    @property
    def _given(self) -> dict[str, str]:
        """The cases that change hands."""
        whose = {one.case: one.inspector for one in self._cases}
        given = allocated(self._cases, self._team, chosen=self._chosen, anew=self._anew)
        return {case: inspector for case, inspector in given.items() if whose[case] != inspector}

    def _rows(self, width: int) -> list[Row]:
        del width
        return share_rows(shares(self._cases, self._given))

    def _show_hint(self) -> None:
        change = counted(len(self._given), "case changes hands", "cases change hands")
        keeps = "those allocated already are allocated anew" if self._anew else "those allocated already stay"
        other, undo = self.fieldwork.key("allocation.keep", "k"), self.fieldwork.key("app.undo", "u")
        parts = [f"{change}; {keeps}.\n", other, " the other way   ", "Enter", f" records it, {undo} takes it back   "]
        keys = (other, "Enter", "Esc")
        content = [Content.styled(one, "bold $text") if one in keys else Content(one) for one in (*parts, "Esc")]
        self.query_one(".hint", Static).update(Content("").join(content), layout=False)

    def action_keep(self) -> None:
        """The other way round: keep what is allocated, or allocate it anew."""
        self._anew = not self._anew
        self.query_one(RowList).renew()
        self._show_hint()

    def action_record(self) -> None:
        """Give what changes."""
        self.dismiss(self._given)

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        """Enter in the table."""
        event.stop()
        self.action_record()
