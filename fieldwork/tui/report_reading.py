"""The report as it is read on its screen: the draft as it will print, its outline, and the list of what is left."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Resize, ScreenResume
from textual.widgets import Input

from fieldwork.errors import FieldworkError
from fieldwork.record.entry import Entry
from fieldwork.report.document import Document
from fieldwork.text import shown
from fieldwork.tui.asking import in_thread
from fieldwork.tui.checklist_paint import Line
from fieldwork.tui.document_lines import (
    Spot,
    document_rows,
    figures_at,
    headings_with,
    outline_rows,
    part_at,
    rows_with,
    spot_of,
    spots_by_part,
)
from fieldwork.tui.drafting import Draft, Drafting
from fieldwork.tui.questioning import Questioning
from fieldwork.tui.report_anchor import Anchor, anchor_of, spot_at
from fieldwork.tui.report_work import Todo, headings_with_keys, whole_lines, work_rows
from fieldwork.tui.report_writing import (
    FINDING,
    NOTE,
    RECOMMENDATION,
)
from fieldwork.tui.rows import Row
from fieldwork.tui.screens.base import WorkScreen
from fieldwork.tui.screens.presence import is_up
from fieldwork.tui.widgets.checklist_view import LinesView
from fieldwork.tui.widgets.field import Field
from fieldwork.tui.widgets.line_list import LineList
from fieldwork.tui.widgets.row_list import RowList
from fieldwork.tui.widgets.text_pane import TextPane

_ABOVE, _BELOW = 5, 8
"""Lines that are shown over what one goes to, and that have to be on the screen from there on."""


def today() -> date:
    """The day on which the report is looked through."""
    return datetime.now().astimezone().date()


class ReportReadingScreen(WorkScreen):
    """The draft to be read and gone about in: what is written on it, subclasses say. `part` is where to begin."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("l", "list", "list", id="report.list"),
        Binding("h", "headings", "headings", id="report.headings"),
        Binding("c", "behind", "cases behind", id="report.behind"),
        Binding("f", "find", "find", id="report.find"),
        Binding("n", "again(1)", "find next", show=False, id="report.again"),
        Binding("N", "again(-1)", "find before", show=False, id="report.before"),
        Binding("tab", "next_work(1)", "next to do", id="report.next"),
        Binding("shift+tab", "next_work(-1)", "to do before", show=False, id="report.previous"),
        Binding("right", "heading(1)", "next heading", show=False, id="report.heading"),
        Binding("left", "heading(-1)", "heading before", show=False, id="report.heading_before"),
        Binding("escape", "leave", "back", show=False, id="report.leave"),
    ]
    DEFAULT_CSS = """
    ReportReadingScreen #desk { height: 1fr; }
    ReportReadingScreen #outline { width: 34; border-right: solid $panel; display: none; }
    ReportReadingScreen.-wide #outline { display: block; }
    ReportReadingScreen.-headings.-narrow #outline, ReportReadingScreen.-headings.-tiny #outline {
        display: block; width: 1fr;
    }
    ReportReadingScreen.-headings.-narrow #document, ReportReadingScreen.-headings.-tiny #document { display: none; }
    ReportReadingScreen #left { display: none; }
    ReportReadingScreen.-list #left { display: block; }
    ReportReadingScreen #whole { height: 5; border-top: solid $panel; }
    ReportReadingScreen.-flat #whole { display: none; }
    ReportReadingScreen.-list #document { display: none; }
    ReportReadingScreen #find { height: 1; display: none; padding: 0 1; }
    ReportReadingScreen #find.-open { display: block; }
    """

    def __init__(self, part: str = "") -> None:
        super().__init__()
        self.document = Document(())
        self.wanted_part = part
        self._spots: dict[str, Spot] = {}
        self._hits = ""
        self._here_is = ""

    # -- what is shown -----------------------------------------------------------------------------------------------

    def compose_body(self) -> ComposeResult:
        """Outline, document and list side by side; then what is looked for, and the text that is written."""
        with Horizontal(id="desk"):
            yield RowList(self._outline_rows, id="outline")
            yield RowList(self._document_rows, id="document")
            with Vertical(id="left"):
                yield RowList(self._work_rows, id="work")
                yield LinesView(self._whole, id="whole")
        yield Field(placeholder="words of the report", id="find")
        yield TextPane(Questioning(self.fieldwork))

    def on_mount(self) -> None:
        """Show the last draft at once, and make a new one where something was said since."""
        super().on_mount()
        self.document_list.empty = " The draft is being made …"
        self.document_list.focus()
        self.watch(self.query_one("#find", Field), "value", self._find_typed, init=False)
        if (draft := self.drafting.draft) is not None:
            self.document = draft.document
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        self.show_all()
        self.draft_anew()

    @property
    def drafting(self) -> Drafting:
        """What makes the drafts, and keeps the last one while other screens are shown."""
        return self.fieldwork.memory("draft", Drafting)

    @property
    def draft(self) -> Draft | None:
        """The last draft; None while the first is made."""
        return self.drafting.draft

    @property
    def document_list(self) -> RowList:
        """The document."""
        return self.query_one("#document", RowList)

    @property
    def outline(self) -> RowList:
        """The headings."""
        return self.query_one("#outline", RowList)

    @property
    def work_list(self) -> RowList:
        """What is left to be done."""
        return self.query_one("#work", RowList)

    def title_line(self) -> Content:
        """Of which area, and how much is left to be done."""
        area = shown(self.workspace.inspection.area) or "no area"
        work = self.drafting.work
        count = len(self.drafting.left)
        left = "being made …" if work is None else f"{count} on the list" if count else "nothing left on the list"
        busy = " · …" if self.drafting.is_busy and work is not None else ""
        return Content(f" Report · {area} · {left}{busy}{self._hits}")

    def line_text(self) -> str:
        """The paragraph the cursor is on."""
        return self.document_list.here.about

    def _document_rows(self, width: int) -> Sequence[Row]:
        return document_rows(self.document, width)

    def _outline_rows(self, width: int) -> Sequence[Row]:
        return outline_rows(self.document, width, sorted(headings_with(self.document, self._work_blocks())))

    def _work_blocks(self) -> list[int]:
        """The blocks of the document on which something is to be done."""
        parts = self._parts_with_work()
        return [spot.block for part, spot in self._spots.items() if part in parts]

    def _parts_with_work(self) -> set[str]:
        """The parts in whose words something is to be done."""
        return {part for one in self.drafting.left for part in (one.part, one.text) if part}

    def _work_rows(self, width: int) -> Sequence[Row]:
        work = self.drafting.work
        headings = headings_with_keys(self.fieldwork.key)
        return work_rows(work or (), width, checked=work is not None, headings=headings)

    @property
    def todo(self) -> Todo | None:
        """What the cursor of the list is on."""
        target = self.work_list.here.target
        work = self.drafting.work or ()
        return work[int(target)] if target.isdecimal() and int(target) < len(work) else None

    def _whole(self, width: int, height: int) -> Sequence[Line]:
        return whole_lines(self.todo, width, height)

    def show_all(self, anchor: Anchor | None = None) -> None:
        """Show document, outline and list as they are now; the cursor stays at what it was on."""
        self._spots = spots_by_part(self.document)
        spot = None if anchor is None else spot_at(self.document, anchor)
        self.document_list.renew(spot.target if spot is not None else "")
        self.outline.renew()
        self.work_list.renew()
        self.query_one("#whole", LinesView).renew()
        if self.wanted_part and self.draft is not None:
            self.go_to_part(self.wanted_part)
            self.wanted_part = ""
        self._follow()
        self.refresh_title()
        self.refresh_keys()

    def _follow(self) -> None:
        """Let the outline show where one is."""
        spot = self.spot
        if spot is not None and not self.outline.has_focus:
            headings = [line.block for line in self.document.outline if line.block <= spot.block]
            if headings:
                self.outline.go_to(str(headings[-1]))

    # -- making the draft --------------------------------------------------------------------------------------------

    def draft_is_whole(self) -> None:
        """The draft holds everything that was said, and was looked through."""

    def draft_anew(self) -> None:
        """Make the draft in a thread where anything was said since; while one is made, once more after it."""
        drafting = self.drafting
        entries = list(self.workspace.record)
        if drafting.is_busy or (drafting.entries == len(entries) and drafting.work is not None):
            return
        drafting.is_busy = True
        drafting.entries = len(entries)
        self.refresh_title()
        widths = [self.document_list.size.width - gap for gap in (0, self.document_list.styles.scrollbar_size_vertical)]
        words = self.fieldwork.share_words

        def lay(document: Document) -> None:
            for width in widths:
                document_rows(document, max(1, width))

        def made(draft: Draft) -> None:
            drafting.draft = draft
            for screen in self._shown_of(drafting):
                screen.take_draft(draft)
            if drafting.entries != len(self.workspace.record):
                looked_through(drafting.work)
                return
            in_thread(self.fieldwork, lambda: drafting.look_through(draft, today()), looked_through, failed)

        def looked_through(work: tuple[Todo, ...] | None) -> None:
            drafting.is_busy = False
            drafting.work = work
            for screen in self._shown_of(drafting):
                screen.take_work()

        def failed(error: FieldworkError) -> None:
            drafting.is_busy = False
            self.notify(str(error), severity="warning", markup=False)

        in_thread(self.fieldwork, lambda: drafting.make(entries, words, lay), made, failed)

    def _shown_of(self, drafting: Drafting) -> list[ReportReadingScreen]:
        """The reports of an inspection that are there to be painted: one may have been left, and another one opened."""
        stack = self.fieldwork.screen_stack
        found = [screen for screen in stack if isinstance(screen, ReportReadingScreen) and is_up(screen)]
        return [screen for screen in found if screen.drafting is drafting]

    def take_draft(self, draft: Draft) -> None:
        """Show a new draft."""
        spot = self.spot
        anchor = None if spot is None else anchor_of(self.document, spot)
        self.document = draft.document
        self.show_all(anchor)

    def take_work(self) -> None:
        """Show what is left to be done; go on with what was said or wanted meanwhile."""
        self.outline.renew()
        self._show_list()
        self.refresh_title()
        if self.drafting.entries != len(self.workspace.record):
            self.draft_anew()
        else:
            self.draft_is_whole()

    @on(ScreenResume)
    def _come_back(self) -> None:
        if self.draft is not None:
            self.draft_anew()

    def show_changed(self, entries: Sequence[Entry]) -> None:
        """Draft anew what was undone or redone, and go to the part that it was said of."""
        kinds = (f"{FINDING}/", f"{RECOMMENDATION}/", f"{NOTE}/", "report/")
        subject = next((one.subject for one in entries if one.subject.startswith(kinds)), "")
        self.wanted_part = subject.removeprefix("report/")
        self.draft_anew()

    # -- going about -------------------------------------------------------------------------------------------------

    @property
    def spot(self) -> Spot | None:
        """What the cursor is on."""
        spot = spot_of(self.document_list.here.target)
        return spot if spot is not None and spot.block < len(self.document.blocks) else None

    @property
    def part_here(self) -> str:
        """The part that the cursor is on, in the document or in the list."""
        if self.has_class("-list"):
            return "" if self.todo is None else self.todo.part
        spot = self.spot
        return "" if spot is None else part_at(self.document, spot)

    def go_to_spot(self, spot: Spot) -> None:
        """Put the cursor there."""
        self._close_panels()
        rows = self.document_list
        if not rows.go_to(spot.target):
            rows.go_to(str(spot.block))
        if rows.cursor + _BELOW >= rows.scroll_offset.y + rows.size.height:  # what follows is wanted on the screen too
            rows.scroll_to(y=max(0, rows.cursor - _ABOVE), animate=False, force=True, immediate=True)
        rows.focus()

    def go_to_part(self, part: str) -> bool:
        """To where a part stands, whether it stands anywhere."""
        spot = self._spots.get(part)
        if spot is not None:
            self.go_to_spot(spot)
        return spot is not None

    def go_to_reference(self, text: str) -> bool:
        """To a section or a criterion: "2", "1.2"."""
        row = next((row for row in self.document_list.rows if row.stop and row.number == text), None)
        spot = None if row is None or "." not in text else spot_of(row.target)
        if spot is not None:
            self.go_to_spot(spot)
        return spot is not None

    @on(LineList.Moved, "#document")
    def _moved(self) -> None:
        self._follow()
        kind = self.part_here
        if kind != self._here_is:  # other keys act on other parts
            self._here_is = kind
            self.refresh_keys()

    @on(LineList.Chosen, "#outline")
    def _to_heading(self, event: LineList.Chosen) -> None:
        spot = spot_of(self.outline.rows[event.index].target)
        if spot is not None:
            self.go_to_spot(spot)

    @on(LineList.Moved, "#work")
    def _moved_in_the_list(self) -> None:
        self.query_one("#whole", LinesView).renew()
        self.refresh_keys()

    def action_heading(self, by: int) -> None:
        """To the next heading, or the one before."""
        self.document_list.next_stop(by)

    def action_next_work(self, by: int) -> None:
        """To the next place where something is left to be done."""
        spot = self.spot
        parts = self._parts_with_work()
        places = sorted((found.block, found.item or 0, part) for part, found in self._spots.items() if part in parts)
        if spot is None or not places:
            self.notify("Nothing is left to be done in the text.", timeout=3, markup=False)
            return
        here = (spot.block, spot.item or 0)
        after = [part for block, item, part in places if (block, item) > here]
        before = [part for block, item, part in places if (block, item) < here]
        found = (after or before)[:1] if by > 0 else (before or after)[-1:]
        if found:
            self.go_to_spot(self._spots[found[0]])

    def action_headings(self) -> None:
        """The headings, to go to one."""
        self.remove_class("-list")
        self.toggle_class("-headings")
        (self.outline if self.has_class("-headings") else self.document_list).focus()

    def action_list(self) -> None:
        """What is left to be done; Enter goes there."""
        self.remove_class("-headings")
        self.toggle_class("-list")
        (self.work_list if self.has_class("-list") else self.document_list).focus()
        self.call_after_refresh(self._show_list)

    def _show_list(self) -> None:
        self.work_list.renew()
        if not self.work_list.here.target:  # on the heading over the first of them
            self.work_list.next_stop()
        self.query_one("#whole", LinesView).renew()
        self.refresh_keys()

    def _close_panels(self) -> None:
        self.remove_class("-list", "-headings")

    def action_leave(self) -> None:
        """Back to the document; from there to where one came from."""
        field = self.query_one("#find", Field)
        if self.has_class("-list") or self.has_class("-headings") or field.has_class("-open"):
            self._close_panels()
            field.remove_class("-open")
            self.document_list.focus()
        else:
            self.action_back()

    @on(Resize)
    def _resized(self) -> None:
        self.call_after_refresh(self._follow)

    # -- finding -----------------------------------------------------------------------------------------------------

    def action_find(self) -> None:
        """Type words that are looked for."""
        self._close_panels()
        field = self.query_one("#find", Field)
        field.add_class("-open")
        field.focus()

    def _find_typed(self) -> None:
        self._find(self.document_list.cursor, 1, here=True)

    def action_again(self, by: int) -> None:
        """The next line with the words looked for last, or the one before."""
        self._find(self.document_list.cursor, by)

    def _find(self, start: int, by: int, *, here: bool = False) -> None:
        hits = rows_with(self.document_list.rows, self.query_one("#find", Field).value)
        self._hits = ""
        if not hits:
            self.refresh_title()
            return
        if by > 0:
            found = next((one for one in hits if one > start or (here and one == start)), hits[0])
        else:
            found = next((one for one in reversed(hits) if one < start), hits[-1])
        self.document_list.cursor = found
        self._hits = f" · {hits.index(found) + 1} of {len(hits)}"
        self.refresh_title()

    @on(Input.Submitted, "#find")
    def _found(self) -> None:
        self.query_one("#find", Field).remove_class("-open")
        self.document_list.focus()

    # -- going on from here --------------------------------------------------------------------------------------------

    def action_behind(self) -> None:
        """What is behind what the cursor is on: the cases of a figure, or a note."""
        from fieldwork.tui.report_asking import go_behind  # noqa: PLC0415 (imported when it is used)

        spot = self.spot
        if spot is not None:
            go_behind(self.fieldwork, part_at(self.document, spot), figures_at(self.document, spot))
