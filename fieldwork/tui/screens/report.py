"""The report: the draft as it will print, with its outline, written where it stands, and the list of what is left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Resize, ScreenResume
from textual.widgets import Input

from fieldwork.analysis.findings import Side
from fieldwork.record.entry import Entry
from fieldwork.record.record import Statement
from fieldwork.report.document import Document
from fieldwork.text import shown
from fieldwork.tui.asking import in_thread
from fieldwork.tui.document_lines import (
    Spot,
    document_rows,
    figures_at,
    headings_with,
    outline_rows,
    part_at,
    rows_with,
    spot_of,
)
from fieldwork.tui.drafting import Draft, Drafting
from fieldwork.tui.report_anchor import Anchor, anchor_of, spot_at
from fieldwork.tui.report_work import work_rows
from fieldwork.tui.report_writing import (
    FINDING,
    NOTE,
    RECOMMENDATION,
    Place,
    id_of,
    kept,
    kind_of,
    moved,
    patched,
    place_of,
    printed,
    resolved_lines,
    source_words,
)
from fieldwork.tui.rows import Row
from fieldwork.tui.screens.base import WorkScreen
from fieldwork.tui.widgets.field import Field
from fieldwork.tui.widgets.key_bar import Hint
from fieldwork.tui.widgets.line_list import LineList
from fieldwork.tui.widgets.row_list import RowList
from fieldwork.tui.widgets.text_pane import TextPane, Writing

_SELDOM = ("next to do", "find")
_OUTLINE = 34
"""Cells that the outline takes beside the document."""


class ReportScreen(WorkScreen):
    """The draft. Enter writes what the cursor is on; the same letters as on the findings decide on a finding.

    `part` is where to begin.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("l", "list", "list", id="report.list"),
        Binding("h", "headings", "headings", id="report.headings"),
        Binding("c", "behind", "cases behind", id="report.behind"),
        Binding("P", "export", "export", key_display="P", id="report.export"),
        Binding("a", "add", "recommend", id="report.add"),
        Binding("o", "leave_out", "leave out", id="report.leave_out"),
        Binding("d", "dates", "dates, lead", id="report.dates"),
        Binding("f", "find", "find", id="report.find"),
        Binding("n", "again(1)", "find next", show=False, id="report.again"),
        Binding("N", "again(-1)", "find before", show=False, id="report.before"),
        Binding("tab", "next_work(1)", "next to do", id="report.next"),
        Binding("shift+tab", "next_work(-1)", "to do before", show=False, id="report.previous"),
        Binding("right", "heading(1)", "next heading", show=False, id="report.heading"),
        Binding("left", "heading(-1)", "heading before", show=False, id="report.heading_before"),
        Binding("t", "take", "take the finding", show=False, id="report.take"),
        Binding("s", "put('strength')", "a strength", show=False, id="report.strength"),
        Binding("i", "put('improvement')", "an area for improvement", show=False, id="report.improvement"),
        Binding("p", "put_back", "as proposed", show=False, id="report.put_back"),
        Binding("J", "shift(1)", "recommendation down", show=False, id="report.shift_down"),
        Binding("K", "shift(-1)", "recommendation up", show=False, id="report.shift_up"),
        Binding("escape", "leave", "back", show=False, id="report.leave"),
    ]
    DEFAULT_CSS = """
    ReportScreen #desk { height: 1fr; }
    ReportScreen #outline { width: 34; border-right: solid $panel; display: none; }
    ReportScreen.-wide #outline { display: block; }
    ReportScreen.-headings.-narrow #outline, ReportScreen.-headings.-tiny #outline { display: block; width: 1fr; }
    ReportScreen.-headings.-narrow #document, ReportScreen.-headings.-tiny #document { display: none; }
    ReportScreen #work { display: none; }
    ReportScreen.-list #work { display: block; }
    ReportScreen.-list #document { display: none; }
    ReportScreen #find { height: 1; display: none; padding: 0 1; }
    ReportScreen #find.-open { display: block; }
    """

    def __init__(self, part: str = "") -> None:
        super().__init__()
        self._document = Document(())
        self._part = part
        self._again = False
        self._export_wanted = False
        self._seen = 0
        self._here_is = ""

    # -- what is shown -----------------------------------------------------------------------------------------------

    def compose_body(self) -> ComposeResult:
        """Outline, document and list side by side; then what is looked for, and the text that is written."""
        with Horizontal(id="desk"):
            yield RowList(self._outline_rows, id="outline")
            yield RowList(self._document_rows, id="document")
            yield RowList(self._work_rows, id="work")
        yield Field(placeholder="words of the report", id="find")
        yield TextPane()

    def on_mount(self) -> None:
        """Show the last draft at once, and make a new one where something was said since."""
        super().on_mount()
        self.document_list.empty = " The draft is being made …"
        self.document_list.focus()
        self.watch(self.query_one("#find", Field), "value", self._find_typed, init=False)
        if (draft := self._drafting.draft) is not None:
            self._document = draft.document
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        self._show_all()
        self._draft_anew()

    @property
    def _drafting(self) -> Drafting:
        return self.fieldwork.memory("draft", Drafting)

    @property
    def _draft(self) -> Draft | None:
        return self._drafting.draft

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
        draft = self._draft
        if draft is None:
            return Content(f" Report · {area} · being made …")
        left = f"{len(draft.work)} on the list" if draft.work else "nothing left on the list"
        return Content(f" Report · {area} · {left}{' · …' if self._drafting.is_busy else ''}")

    def line_text(self) -> str:
        """The paragraph the cursor is on."""
        return self.document_list.here.about

    def _document_rows(self, width: int) -> Sequence[Row]:
        return document_rows(self._document, width)

    def _outline_rows(self, width: int) -> Sequence[Row]:
        work = [] if self._draft is None else [one.spot.block for one in self._draft.work if one.spot is not None]
        return outline_rows(self._document, width, sorted(headings_with(self._document, work)))

    def _work_rows(self, width: int) -> Sequence[Row]:
        return work_rows(() if self._draft is None else self._draft.work, width)

    def _show_all(self, anchor: Anchor | None = None) -> None:
        """Show document, outline and list as they are now; the cursor stays at what it was on."""
        spot = None if anchor is None else spot_at(self._document, anchor)
        self.document_list.renew(spot.target if spot is not None else "")
        self.outline.renew()
        self.work_list.renew()
        if self._part and self._draft is not None:
            self._go_to_part(self._part)
            self._part = ""
        self._follow()
        self.refresh_title()
        self.refresh_keys()

    def _follow(self) -> None:
        """Let the outline show where one is."""
        spot = self._spot
        if spot is not None and not self.outline.has_focus:
            headings = [line.block for line in self._document.outline if line.block <= spot.block]
            if headings:
                self.outline.go_to(str(headings[-1]))

    # -- making the draft --------------------------------------------------------------------------------------------

    def _draft_anew(self) -> None:
        """Make the draft in a thread where anything was said since; while one is made, once more after it."""
        drafting = self._drafting
        if drafting.is_busy:
            self._again = True
            return
        entries = list(self.workspace.record)
        if self._seen == len(entries) and drafting.draft is not None:
            return
        self._seen = len(entries)
        drafting.is_busy = True
        self.refresh_title()
        widths = {one.size.width - gap for one in (self.document_list,) for gap in (0, 1)}
        words = self.fieldwork.share_words

        def lay(document: Document) -> None:
            for width in sorted(one for one in widths if one > 0):
                document_rows(document, width)

        def made(draft: Draft) -> None:
            drafting.is_busy = False
            drafting.draft = draft
            if self.is_mounted:
                self._take(draft)

        def failed(error: Exception) -> None:
            drafting.is_busy = False
            self.notify(str(error), severity="warning", markup=False)

        in_thread(self.fieldwork, lambda: drafting.make(entries, words, lay), made, failed)

    def _take(self, draft: Draft) -> None:
        spot = self._spot
        anchor = None if spot is None else anchor_of(self._document, spot)
        self._document = draft.document
        self._show_all(anchor)
        if self._again:
            self._again = False
            self._draft_anew()
        elif self._export_wanted:
            self._export_wanted = False
            self.action_export()

    @on(ScreenResume)
    def _come_back(self) -> None:
        if self._draft is not None:
            self._draft_anew()

    def show_changed(self, entries: Sequence[Entry]) -> None:
        """Draft anew what was undone or redone, and go to the part that it was said of."""
        kinds = (f"{FINDING}/", f"{RECOMMENDATION}/", f"{NOTE}/", "report/")
        subject = next((one.subject for one in entries if one.subject.startswith(kinds)), "")
        self._part = subject.removeprefix("report/")
        self._draft_anew()

    # -- going about -------------------------------------------------------------------------------------------------

    @property
    def _spot(self) -> Spot | None:
        """What the cursor is on."""
        spot = spot_of(self.document_list.here.target)
        return spot if spot is not None and spot.block < len(self._document.blocks) else None

    @property
    def _part_here(self) -> str:
        spot = self._spot
        return "" if spot is None else part_at(self._document, spot)

    def _go_to_spot(self, spot: Spot) -> None:
        self._close_panels()
        if not self.document_list.go_to(spot.target):
            self.document_list.go_to(str(spot.block))
        self.document_list.focus()

    def _go_to_part(self, part: str) -> bool:
        rows = self.document_list.rows
        for row in rows:
            spot = spot_of(row.target)
            if spot is not None and part_at(self._document, spot) == part:
                self._go_to_spot(spot)
                return True
        return False

    def go_to_reference(self, text: str) -> bool:
        """To a section or a criterion: "2", "1.2"."""
        row = next((row for row in self.document_list.rows if row.stop and row.number == text), None)
        spot = None if row is None or "." not in text else spot_of(row.target)
        if spot is not None:
            self._go_to_spot(spot)
        return spot is not None

    @on(LineList.Moved, "#document")
    def _moved(self) -> None:
        self._follow()
        kind = self._part_here
        if kind != self._here_is:  # other keys act on other parts
            self._here_is = kind
            self.refresh_keys()

    @on(LineList.Chosen, "#outline")
    def _to_heading(self, event: LineList.Chosen) -> None:
        spot = spot_of(self.outline.rows[event.index].target)
        if spot is not None:
            self._go_to_spot(spot)

    @on(LineList.Chosen, "#work")
    def _to_work(self, event: LineList.Chosen) -> None:
        draft, target = self._draft, self.work_list.rows[event.index].target
        if draft is None or not target.isdecimal():
            return
        one = draft.work[int(target)]
        if one.spot is not None:
            self._go_to_spot(one.spot)
        elif not (one.part and self._go_to_part(one.part)):
            self.notify(one.text, timeout=8, markup=False)

    def action_heading(self, by: int) -> None:
        """To the next heading, or the one before."""
        self.document_list.next_stop(by)

    def action_next_work(self, by: int) -> None:
        """To the next place where something is left to be done."""
        draft, spot = self._draft, self._spot
        if draft is None or spot is None:
            return
        blocks = sorted({(one.spot.block, one.spot.item or 0): one.spot for one in draft.work if one.spot}.items())
        here = (spot.block, spot.item or 0)
        after = [found for place, found in blocks if place > here]
        before = [found for place, found in blocks if place < here]
        found = (after or before)[:1] if by > 0 else (before or after)[-1:]
        if found:
            self._go_to_spot(found[0])
        else:
            self.notify("Nothing else is left to be done in the text.", timeout=3, markup=False)

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
        self.call_after_refresh(self.work_list.renew)

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
        if not hits:
            return
        if by > 0:
            found = next((one for one in hits if one > start or (here and one == start)), hits[0])
        else:
            found = next((one for one in reversed(hits) if one < start), hits[-1])
        self.document_list.cursor = found

    @on(Input.Submitted, "#find")
    def _found(self) -> None:
        self.query_one("#find", Field).remove_class("-open")
        self.document_list.focus()

    # -- writing -----------------------------------------------------------------------------------------------------

    def key_hints(self) -> list[Hint]:
        """The keys of what the cursor is on, or those of the text while one writes."""
        pane = self.query_one(TextPane)
        if pane.is_open:
            return pane.key_hints()
        if isinstance(self.focused, Field):
            return [("Enter", "stays there"), ("Esc", "closes it")]
        hints = sorted(super().key_hints(), key=lambda hint: hint[1] in _SELDOM)
        hints.append(hints.pop(next((n for n, hint in enumerate(hints) if hint[1] == "line, keys"), -1)))
        if self.has_class("-list") or self.has_class("-headings"):
            return [("Enter", "goes there"), ("Esc", "the report"), *hints]
        if kind_of(self._part_here) == FINDING:
            return [("Enter", "words"), ("t", "take"), ("s", "strength"), ("i", "improve"), *hints]
        return [("Enter", "write"), *hints]

    @on(LineList.Chosen, "#document")
    def action_write(self) -> None:
        """Write what the cursor is on; of what cannot be written say where it comes from, or go there."""
        draft, spot = self._draft, self._spot
        if draft is None or spot is None:
            return
        part = part_at(self._document, spot)
        place = place_of(draft.contents, part) if part else None
        if place is not None:
            self._write(draft, place, spot)
        elif kind_of(part) == NOTE or figures_at(self._document, spot):
            self.action_behind()
        else:
            self.notify(source_words(part, self._document.blocks[spot.block]), timeout=5, markup=False)

    def _write(self, draft: Draft, place: Place, spot: Spot) -> None:
        if self.workspace.read_only:
            self.notify("The inspection is open for reading only: nothing can be written.", timeout=4, markup=False)
            return

        def keep(text: str) -> bool:
            if not self._say(kept(draft.contents, place, text)):
                return self.workspace.save_state.error is None and not self.workspace.read_only
            if self.is_mounted:
                self._document = patched(self._document, spot, resolved_lines(draft.contents, place, text))
                self._show_all(anchor_of(self._document, spot))
            return True

        self.query_one(TextPane).open(
            Writing(
                place.title,
                place.text,
                lambda text: printed(draft.contents, place, text),
                keep,
                one_line=place.one_line,
            )
        )
        self.refresh_keys()

    def _say(self, said: Sequence[Statement]) -> bool:
        """Record it and draft anew; whether anything was recorded."""
        if not said or not self.fieldwork.say(said):
            return False
        if self.is_mounted:
            self._draft_anew()
        return True

    @on(TextPane.Closed)
    def _written(self) -> None:
        self.document_list.focus()
        self.refresh_keys()

    # -- deciding ----------------------------------------------------------------------------------------------------

    def action_take(self) -> None:
        """Take the finding as it stands."""
        self._decide("take")

    def action_put(self, side: Side) -> None:
        """Put the finding on a side."""
        self._decide(side)

    def action_put_back(self) -> None:
        """Put the finding back to the side that is proposed; a recommendation back into the report."""
        self._decide("back")

    def action_leave_out(self) -> None:
        """Leave the finding or the recommendation out."""
        self._decide("left")

    def _decide(self, what: str) -> None:
        from fieldwork.tui.report_deciding import decided  # noqa: PLC0415 (imported when it is used)

        draft = self._draft
        if draft is None:
            return
        said = decided(draft.contents, self.workspace.record, self._part_here, what)
        if isinstance(said, str):
            self.notify(said, timeout=5, markup=False)
        else:
            self._say(said)

    def action_shift(self, by: int) -> None:
        """Move the recommendation up or down."""
        draft, part = self._draft, self._part_here
        if draft is not None and kind_of(part) == RECOMMENDATION and self._say(moved(draft.contents, id_of(part), by)):
            self._part = part

    def action_add(self) -> None:
        """Begin a local recommendation."""
        from fieldwork.tui.report_asking import ask_recommendation  # noqa: PLC0415 (imported when it is used)

        def said(statements: Sequence[Statement]) -> None:
            if self._say(statements):
                self._part = statements[0].subject

        ask_recommendation(self.fieldwork, self._draft, said)

    def action_dates(self) -> None:
        """The day of publication, that of the foreword, and who leads."""
        from fieldwork.tui.report_asking import ask_dates  # noqa: PLC0415 (imported when it is used)

        ask_dates(self.fieldwork, self._say)

    # -- going on from here --------------------------------------------------------------------------------------------

    def action_behind(self) -> None:
        """What is behind what the cursor is on: the cases of a figure, or a note."""
        from fieldwork.tui.report_asking import go_behind  # noqa: PLC0415 (imported when it is used)

        spot = self._spot
        if spot is not None:
            go_behind(self.fieldwork, part_at(self._document, spot), figures_at(self._document, spot))

    def action_export(self) -> None:
        """Write the report to a file."""
        from fieldwork.tui.report_exporting import ask_export  # noqa: PLC0415 (imported when it is used)

        if self._drafting.is_busy:
            self._export_wanted = True  # what was said last has to be in it
        elif self._draft is not None:
            ask_export(self.fieldwork, self._draft)
