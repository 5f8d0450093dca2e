"""The report: the draft as it will print, with its outline, written where it stands, and the list of what is left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from fieldwork.analysis.findings import Side
from fieldwork.record.acceptances import taking_back
from fieldwork.record.record import Statement
from fieldwork.report.document import Chart, Table, TableOfContents
from fieldwork.tui.document_lines import (
    Spot,
    figures_at,
    part_at,
)
from fieldwork.tui.drafting import Draft
from fieldwork.tui.finding_decisions import choose
from fieldwork.tui.report_anchor import anchor_of
from fieldwork.tui.report_reading import ReportReadingScreen
from fieldwork.tui.report_work import ACCEPTED, DISPUTED, list_hints
from fieldwork.tui.report_writing import (
    FINDING,
    NOTE,
    RECOMMENDATION,
    Place,
    id_of,
    kept,
    kind_of,
    noted_for,
    patched,
    place_of,
    printed,
    resolved_lines,
    source_words,
)
from fieldwork.tui.screens.presence import is_up
from fieldwork.tui.widgets.field import Field
from fieldwork.tui.widgets.key_bar import Hint
from fieldwork.tui.widgets.line_list import LineList
from fieldwork.tui.widgets.text_pane import TextPane, Writing

_SELDOM = ("next to do", "find")


class ReportScreen(ReportReadingScreen):
    """The draft. Enter writes what the cursor is on; the same letters as on the findings decide on a finding."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("P", "export", "export", key_display="P", id="report.export"),
        Binding("a", "add", "recommend", id="report.add"),
        Binding("o", "leave_out", "leave out", id="report.leave_out"),
        Binding("d", "dates", "dates, lead", id="report.dates"),
        Binding("t", "take", "take the finding", show=False, id="report.take"),
        Binding("s", "put('strength')", "a strength", show=False, id="report.strength"),
        Binding("i", "put('improvement')", "an area for improvement", show=False, id="report.improvement"),
        Binding("p", "put_back", "as proposed", show=False, id="report.put_back"),
        Binding("J", "shift(1)", "sentence or recommendation down", show=False, id="report.shift_down"),
        Binding("K", "shift(-1)", "sentence or recommendation up", show=False, id="report.shift_up"),
        Binding("y", "accept", "accept a remark as it stands", show=False, id="report.accept"),
        Binding("equals_sign", "settle", "settle what is disputed", key_display="=", show=False, id="report.settle"),
    ]

    def __init__(self, part: str = "") -> None:
        super().__init__(part)
        self._export_wanted = False

    def draft_is_whole(self) -> None:
        """Export it, where that was wanted."""
        if self._export_wanted:
            self._export_wanted = False
            self.action_export()

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
        if self.has_class("-list") and (todo := self.todo) is not None:
            own = list_hints(todo, self.fieldwork.key)
            return [*own, *(hint for hint in hints if hint[1] not in {words for _, words in own})]
        if self.has_class("-list") or self.has_class("-headings"):
            return [("Enter", "goes there"), ("Esc", "the report"), *hints]
        if kind_of(self.part_here) == FINDING:
            return [("Enter", "words"), ("t", "take"), ("s", "strength"), ("i", "improve"), *hints]
        return [("Enter", "write"), *hints]

    @on(LineList.Chosen, "#document")
    def action_write(self) -> None:
        """Write what the cursor is on; of what cannot be written say where it comes from, or go there."""
        draft, spot = self.draft, self.spot
        if draft is None or spot is None:
            return
        part = part_at(self.document, spot)
        made = isinstance(self.document.blocks[spot.block], Table | Chart | TableOfContents)
        place = place_of(draft.contents, part) if part and not made else None
        if place is not None:
            self._write(draft, place, spot)
        elif kind_of(part) == NOTE or figures_at(self.document, spot):
            self.action_behind()
        else:
            self.notify(source_words(part, self.document.blocks[spot.block]), timeout=5, markup=False)

    def _write(self, draft: Draft, place: Place, spot: Spot) -> None:
        if self.workspace.read_only:
            self.notify("The inspection is open for reading only: nothing can be written.", timeout=4, markup=False)
            return

        def keep(text: str) -> bool:
            said = kept(draft.contents, place, text)
            if not said:
                return True
            if not self._say(said):
                return self.workspace.save_state.error is None and not self.workspace.read_only
            if is_up(self):
                self.document = patched(self.document, spot, resolved_lines(draft.contents, place, text))
                self.show_all(anchor_of(self.document, spot))
            return True

        self.query_one(TextPane).open(
            Writing(
                place.title,
                place.text,
                lambda text: printed(draft.contents, place, text),
                keep,
                hint=place.hint,
                one_line=place.one_line,
                notes=noted_for(draft.contents, place),
            )
        )
        self.refresh_keys()

    def _say(self, said: Sequence[Statement]) -> bool:
        """Record it and draft anew; whether anything was recorded."""
        if not said or not self.fieldwork.say(said):
            return False
        if is_up(self):
            self.draft_anew()
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
        """Put the finding back to the side that is proposed; what was left out back; what was accepted on the list."""
        todo = self.todo if self.has_class("-list") else None
        if todo is not None and todo.kind == ACCEPTED and todo.sight is not None:
            self._say(taking_back(self.workspace.record, [todo.sight]))
        else:
            self._decide("back")

    def action_leave_out(self) -> None:
        """Leave the finding, the recommendation or the part out."""
        self._decide("left")

    def _decide(self, what: str) -> None:
        from fieldwork.tui.report_deciding import decided  # noqa: PLC0415 (imported when it is used)

        draft = self.draft
        if draft is None:
            return
        choice = choose(self.fieldwork.key, "report")
        said = decided(draft.contents, self.workspace.record, self.part_here, what, choice)
        if isinstance(said, str):
            self.notify(said, timeout=5, markup=False)
        else:
            self._say(said)

    def action_shift(self, by: int) -> None:
        """Move the finding or the recommendation up or down among those it is printed with."""
        from fieldwork.tui.report_deciding import shifted  # noqa: PLC0415 (imported when it is used)

        draft, part = self.draft, self.part_here
        if draft is None or kind_of(part) not in (FINDING, RECOMMENDATION):
            self.notify("Only a finding or a recommendation moves up and down.", timeout=3, markup=False)
        elif self._say(shifted(draft.contents, self.workspace.inspection, part, by)):
            self.wanted_part = "" if self.has_class("-list") else part

    def action_accept(self) -> None:
        """Accept a remark of the checks as it stands, with a reason if one wishes."""
        from fieldwork.tui.report_accepting import ask_reason, remark_at  # noqa: PLC0415 (imported when it is used)

        found = remark_at(self.part_here, self.drafting.left, self.todo if self.has_class("-list") else None)
        if isinstance(found, str):
            self.notify(found, timeout=6, markup=False)
        elif self.workspace.read_only:
            self.notify("The inspection is open for reading only: nothing can be accepted.", timeout=4, markup=False)
        else:
            ask_reason(self.fieldwork, found, self._say)

    def action_settle(self) -> None:
        """Settle what two laptops say differently of what the cursor is on."""
        from fieldwork.tui.settling import ask_which_holds  # noqa: PLC0415 (imported when it is used)

        if self.draft is not None:
            field = self.todo.field if self.has_class("-list") and self.todo is not None else ""
            ask_which_holds(self.fieldwork, self.part_here, self.draft.contents.findings, self._say, field)

    def action_add(self) -> None:
        """Begin a local recommendation."""
        from fieldwork.tui.report_asking import ask_recommendation  # noqa: PLC0415 (imported when it is used)

        def said(statements: Sequence[Statement]) -> None:
            if self._say(statements):
                self.wanted_part = statements[0].subject

        ask_recommendation(self.fieldwork, self.draft, said)

    def action_dates(self) -> None:
        """The day of publication, that of the foreword, and who leads."""
        from fieldwork.tui.report_asking import ask_dates  # noqa: PLC0415 (imported when it is used)

        ask_dates(self.fieldwork, self._say)

    def action_export(self) -> None:
        """Write the report to a file."""
        from fieldwork.tui.report_exporting import ask_export  # noqa: PLC0415 (imported when it is used)

        if self.drafting.is_busy:
            self._export_wanted = True  # what was said last has to be in it
        elif self.draft is not None:
            ask_export(self.fieldwork, self.draft, len(self.drafting.left))

    @on(LineList.Chosen, "#work")
    def _to_work(self) -> None:
        todo = self.todo
        if todo is None:
            return
        kind, id_ = kind_of(todo.part), id_of(todo.part)
        if todo.kind == DISPUTED:
            self.action_settle()
        elif kind == "inspection":
            self._ask_fact(id_)
        elif kind == "questionnaire":
            self.fieldwork.drill("questionnaires", questionnaire=id_)
        elif not todo.part:
            self.fieldwork.go_to("cases")
        elif not self.go_to_part(todo.part):
            self.notify(todo.words, timeout=8, markup=False)

    def _ask_fact(self, field: str) -> None:
        from fieldwork.tui.report_asking import ask_fact  # noqa: PLC0415 (imported when it is used)

        ask_fact(self.fieldwork, field, self._say)
