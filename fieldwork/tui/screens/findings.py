"""Findings: the scores with all that is behind them, and the side and sentence that each question gives a report."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import ScreenResume
from textual.widgets import Input, Static

from fieldwork.analysis.findings import FindingLine, Side, deciding, finding_line, findings, shifting
from fieldwork.analysis.in_step import change_words
from fieldwork.record import names
from fieldwork.record.entry import Entry
from fieldwork.record.record import Statement
from fieldwork.report.evidence import told_on
from fieldwork.text import clip, counted, shown
from fieldwork.tui.checklist_paint import Line
from fieldwork.tui.counting import Counting
from fieldwork.tui.figures_now import figures_now, printed_words
from fieldwork.tui.finding_decisions import (
    as_printed,
    choose,
    disputes_of,
    proposed_wording,
    put_back,
    reworded,
    taken,
    taken_all,
)
from fieldwork.tui.findings_lines import (
    ASSUMED,
    EDGE,
    FindingsView,
    detail_lines,
    findings_rows,
    place_words,
    told_of_answers,
    told_of_decisions,
)
from fieldwork.tui.questioning import Questioning
from fieldwork.tui.rows import Row
from fieldwork.tui.screens.base import WorkScreen
from fieldwork.tui.screens.presence import is_up
from fieldwork.tui.widgets.checklist_view import LinesView
from fieldwork.tui.widgets.field import Field
from fieldwork.tui.widgets.filter_line import FilterLine
from fieldwork.tui.widgets.key_bar import Hint
from fieldwork.tui.widgets.line_list import LineList
from fieldwork.tui.widgets.row_list import RowList
from fieldwork.tui.widgets.text_pane import TextPane, Writing

_SELDOM = ("next criterion", "filter")
"""What a narrow key bar drops first: Textual has `tab` before all others."""

SLICE = 0.015
"""Seconds of counting at a time; between two slices keys are heard."""


class FindingsScreen(WorkScreen):
    """The figures of all cases; Enter opens the cases behind one, letters decide on the finding it gives.

    `question` is the finding to begin at.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "take", "take", id="findings.take"),
        Binding("T", "take_all", "take all of the criterion", show=False, id="findings.take_all"),
        Binding("s", "put('strength')", "strength", id="findings.strength"),
        Binding("i", "put('improvement')", "improve", id="findings.improvement"),
        Binding("o", "put('left')", "leave out", id="findings.leave_out"),
        Binding("p", "put_back", "as proposed", id="findings.put_back"),
        Binding("w", "reword", "words", id="findings.reword"),
        Binding("equals_sign", "settle", "settle what is disputed", key_display="=", show=False, id="findings.settle"),
        Binding("J", "shift(1)", "sentence down in the report", show=False, id="findings.shift_down"),
        Binding("K", "shift(-1)", "sentence up in the report", show=False, id="findings.shift_up"),
        Binding("n", "next_open", "next undecided", id="findings.next_open"),
        Binding("v", "charts", "charts", id="findings.charts"),
        Binding("f", "filter", "filter", id="findings.filter"),
        Binding("tab", "next_criterion(1)", "next criterion", id="findings.next"),
        Binding("shift+tab", "next_criterion(-1)", "criterion before", show=False, id="findings.before"),
        Binding("escape", "clear", "clear the filter", show=False, id="findings.clear"),
        Binding("down", "move(1)", "down", show=False, id="findings.down"),
        Binding("up", "move(-1)", "up", show=False, id="findings.up"),
    ]
    DEFAULT_CSS = """
    FindingsScreen #status { height: 1; background: $surface; color: $text-muted; padding: 0 1; }
    FindingsScreen #detail { height: 7; border-top: solid $panel; }
    FindingsScreen.-flat #detail, FindingsScreen.-writing #detail { display: none; }
    FindingsScreen.-tall #detail { height: 9; }
    """

    def __init__(self, question: str = "") -> None:
        super().__init__()
        self._view: FindingsView | None = None
        self._wanted = f"question:{question}" if question else ""

    # -- what is shown -----------------------------------------------------------------------------------------------

    def compose_body(self) -> ComposeResult:
        """How far it is counted, the figures, and all about the one the cursor is on."""
        yield Static("counting…", id="status", markup=False)
        yield RowList(self._rows, id="findings")
        yield FilterLine("", "strength 1.2 quality …")
        yield LinesView(self._detail, id="detail")
        yield TextPane(Questioning(self.fieldwork))

    def on_mount(self) -> None:
        """Begin to count."""
        super().on_mount()
        self.watch(self.query_one(FilterLine), "value", self._filter_typed, init=False)
        self.rows.focus()
        self._count()

    @property
    def rows(self) -> RowList:
        """The list."""
        return self.query_one(RowList)

    def title_line(self) -> Content:
        """Where it is of."""
        inspection = self.workspace.inspection
        return Content(f" Findings · {shown(inspection.area) or 'no area'} · {shown(inspection.programme.title)}")

    def line_text(self) -> str:
        """What the cursor is on."""
        row = self.rows.here
        return row.about or row.text

    def _rows(self, width: int) -> Sequence[Row]:
        return findings_rows(self._view, width) if self._view is not None else ()

    def _detail(self, width: int, height: int) -> Sequence[Line]:
        if self._view is None:
            return ()
        return detail_lines(self._view, self.rows.here.target, width, height)

    def _count(self) -> None:
        self.run_worker(self._count_in_slices(), exclusive=True, name="counting")

    async def _count_in_slices(self) -> None:
        """Count the cases that changed, a few milliseconds at a time, so that every key is heard at once."""
        counting = self.fieldwork.memory("findings", Counting)
        began = time.perf_counter()
        for left in counting.count(self.workspace):
            if time.perf_counter() - began > SLICE:
                self._show_status(left)
                await asyncio.sleep(0)
                began = time.perf_counter()
        words = self.fieldwork.share_words
        await asyncio.sleep(0)
        scores = counting.scores(self.workspace.programme)
        await asyncio.sleep(0)
        programme = self.workspace.programme
        found = findings(programme, scores, self.workspace.inspection.finding, words)
        typed = self.query_one(FilterLine).value
        self._view = self._seen(FindingsView(programme, scores, found, words, typed))
        self._show()

    def _seen(self, view: FindingsView) -> FindingsView:
        """The view with what is out of step and what is disputed as it is now."""
        changed = {line.question: told for line in view.findings.values() if (told := change_words(line))}
        return replace(view, changed=changed, disputed=disputes_of(self.workspace.record))

    def _show(self) -> None:
        self.rows.renew(self._wanted)
        self._wanted = ""
        self.query_one("#detail", LinesView).renew()
        self._show_status()
        self.refresh_keys()

    def _show_status(self, left: int = 0) -> None:
        view = self._view
        if left or view is None:
            text = f"counting… {counted(left, 'case')} to go"
        else:
            parts = told_of_answers(view)
            if view.typed.strip():
                shown_now = sum(1 for row in self.rows.rows if row.target.startswith("question:"))
                parts.append(f"{counted(shown_now, 'question')} with “{shown(view.typed)}”")
            parts += told_of_decisions(view)
            parts.append(f"{ASSUMED} wording assumed")
            if view.programme.scores:
                parts.append(f"{EDGE} near an assumed edge")
            text = " · ".join(parts)
        width = max(10, self.app.size.width - 2)
        self.query_one("#status", Static).update(Content(clip(text, width)), layout=False)

    @on(ScreenResume)
    def _come_back(self) -> None:
        if self._view is not None:
            self._count()

    def show_changed(self, entries: Sequence[Entry]) -> None:
        """Count what was undone or redone, and go to the finding that it was said of."""
        found = next((one.subject for one in entries if names.kind_of(one.subject) == "finding"), "")
        self._wanted = f"question:{found.partition('/')[2]}" if found else ""
        self._count()

    # -- deciding ------------------------------------------------------------------------------------------------------

    @property
    def _here(self) -> FindingLine | None:
        """The finding the cursor is on."""
        kind, _, question = self.rows.here.target.partition(":")
        return self._view.findings.get(question) if self._view is not None and kind == "question" else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only a finding is decided on."""
        del parameters
        if action in ("take", "put", "put_back", "reword", "shift", "settle"):
            return self._here is not None
        return True

    def key_hints(self) -> list[Hint]:
        """The keys of the list, or those of the sentence while one writes."""
        pane = self.query_one(TextPane)
        if pane.is_open:
            return pane.key_hints()
        hints = sorted(super().key_hints(), key=lambda hint: hint[1] in _SELDOM)  # stable: the rest keeps its order
        hints.append(hints.pop(next((n for n, hint in enumerate(hints) if hint[1] == "line, keys"), -1)))
        return [("Enter", "cases"), *hints] if self._view is not None and not isinstance(self.focused, Field) else hints

    def action_take(self) -> None:
        """Take the finding as it stands: on its side, having seen its figure."""
        if (line := self._here) is not None:
            found = taken(line, choose(self.fieldwork.key, "findings"))
            if isinstance(found, str):
                self.notify(found, timeout=6, markup=False)
            else:
                self._decide(line, found)

    def action_take_all(self) -> None:
        """Take every finding of the criterion that is only proposed on a side, as one act; choices stay."""
        view, (kind, _, id_) = self._view, self.rows.here.target.partition(":")
        if view is None or kind not in ("criterion", "question"):
            return
        criterion = id_ if kind == "criterion" else view.programme.question[id_].criterion
        lines = [view.findings[one.id] for one in view.programme.by_criterion[criterion]]
        said = taken_all(lines)
        if said and self.fieldwork.say(said):
            self._count()
        told = counted(sum(one.decided is None and one.as_proposed is not None for one in lines), "finding")
        self.notify(f"{criterion}: {told} taken as proposed; u takes that back.", timeout=4, markup=False)

    def action_put(self, side: Side) -> None:
        """Put the finding on a side, or leave it out."""
        if (line := self._here) is not None:
            self._decide(line, deciding(line, side=side))

    def action_put_back(self) -> None:
        """Back to the side that is proposed."""
        if (line := self._here) is not None:
            self._decide(line, put_back(line, self.workspace.record))

    def action_settle(self) -> None:
        """Settle what two laptops decided differently on the finding."""
        from fieldwork.tui.settling import ask_which_holds  # noqa: PLC0415 (imported when it is used)

        view, line = self._view, self._here
        if view is not None and line is not None:
            ask_which_holds(self.fieldwork, names.finding(line.question), view.findings, self._say_of(line.question))

    def action_shift(self, by: int) -> None:
        """Move the sentence down or up among those that the report prints with it."""
        view, line = self._view, self._here
        if view is None or line is None:
            return
        said = shifting(view.programme, view.findings, line.question, by)
        if said and self.fieldwork.say(said):
            for one in said:
                self._renew_finding(one.subject.partition("/")[2])
        words = place_words(self._view or view, line.question) or "The report prints no sentence of this finding."
        self.notify(words, timeout=3, markup=False)

    def _say_of(self, question: str) -> Callable[[Sequence[Statement]], None]:
        def say(said: Sequence[Statement]) -> None:
            if self.fieldwork.say(said):
                self._renew_finding(question)

        return say

    def _decide(self, line: FindingLine, said: Sequence[Statement]) -> None:
        """Record it; deciding on what was open moves on, changing one's mind stays where it is."""
        if said and self.fieldwork.say(said):
            self._renew_finding(line.question)
            if line.decided is None and self.rows.cursor + 1 < self.rows.count:
                following = self.rows.rows[self.rows.cursor + 1].target
                if following.startswith("question:"):
                    self.rows.action_move(1)

    def _renew_finding(self, question: str) -> None:
        """Show one finding as it is decided now; no figure has changed."""
        view = self._view
        if view is None:
            return
        figure, asked = view.scores.questions[question], view.programme.question[question]
        decided = self.workspace.inspection.finding(question)
        place = [*view.findings].index(question) if decided.order is None else decided.order
        line = finding_line(view.programme, asked, figure, decided, view.share_words, order=place)
        self._view = self._seen(replace(view, findings={**view.findings, question: line}))
        self._show()

    def action_next_open(self) -> None:
        """To the next finding that waits for somebody: disputed, out of step, a choice, or only proposed."""
        rows, start = self.rows.rows, self.rows.cursor
        order = [*range(start + 1, len(rows)), *range(start)]
        waiting = [index for index in order if self._waits(rows[index].target)]
        urgent = [index for index in waiting if self._waits(rows[index].target) == "urgent"]
        if waiting:
            self.rows.go_to(rows[(urgent or waiting)[0]].target)
        else:
            self.notify("Every finding is decided.", timeout=3, markup=False)

    def _waits(self, target: str) -> str:
        kind, _, question = target.partition(":")
        view = self._view
        if view is None or kind != "question" or question not in view.findings:
            return ""
        line = view.findings[question]
        if question in view.disputed or question in view.changed or line.side == "choice":
            return "urgent"
        return "" if line.decided or line.proposed is None else "proposed"

    # -- writing -------------------------------------------------------------------------------------------------------

    def action_reword(self) -> None:
        """Say the finding in other words, where it stands."""
        view, line = self._view, self._here
        if view is None or line is None:
            return
        if self.workspace.read_only:
            self.notify("The inspection is open for reading only: nothing can be reworded.", timeout=4, markup=False)
            return
        question = view.programme.question[line.question]
        figures = figures_now(self.workspace, view.scores, view.share_words)
        proposed = proposed_wording(line, question)
        wording = self.workspace.inspection.finding(question.id).wording

        def keep(text: str) -> bool:
            said = reworded(line, text, proposed)
            done = self.fieldwork.attempt(lambda: self.workspace.say(said)) is not None
            if done and is_up(self):
                self._renew_finding(question.id)
            return done

        self.add_class("-writing")
        self.query_one(TextPane).open(
            Writing(
                f"{question.id} in other words · {{share}} is its figure, an empty line the programme's words",
                wording or proposed,
                lambda text: printed_words(as_printed(line, text, question, figures)),
                keep,
                hint=question.text,
                one_line=True,
                notes=told_on(self.workspace.inspection, question=question.id),
            )
        )

    @on(TextPane.Closed)
    def _written(self) -> None:
        self.remove_class("-writing")
        self.rows.focus()
        self.refresh_keys()

    # -- keys ----------------------------------------------------------------------------------------------------------

    @on(LineList.Moved)
    def _moved(self) -> None:
        self.query_one("#detail", LinesView).renew()
        self.refresh_keys()

    @on(LineList.Chosen)
    def action_open(self) -> None:
        """The cases behind the figure."""
        target = self.rows.here.target
        if target:
            self.fieldwork.drill("cases_behind", figure=target)

    def action_charts(self) -> None:
        """The figures as bars."""
        self.fieldwork.drill("charts")

    def action_next_criterion(self, by: int) -> None:
        """The next criterion."""
        self.rows.next_stop(by)

    def action_move(self, by: int) -> None:
        """Move in the list while typing in the filter."""
        self.rows.action_move(by)

    def go_to_reference(self, text: str) -> bool:
        """To a criterion or a question."""
        return any(self.rows.go_to(f"{kind}:{text}") for kind in ("criterion", "question") if "." in text)

    def action_filter(self) -> None:
        """Type what the questions shown have to hold."""
        self.query_one(FilterLine).begin()

    def _filter_typed(self, typed: str) -> None:
        if self._view is not None:
            view = self._view
            self._view = replace(view, typed=typed)
            self._show()

    @on(Input.Submitted, "#filter")
    def _filter_ended(self) -> None:
        self.query_one(FilterLine).end(self.rows)

    def action_clear(self) -> None:
        """Everything again; with nothing to clear, back."""
        if not self.query_one(FilterLine).clear_away(self.rows):
            self.action_back()
