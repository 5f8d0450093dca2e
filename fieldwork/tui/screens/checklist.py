"""The checklist of one case: the screen where an inspector spends her week. It shows progress, never a score.

Answering a question that has no answer yet moves to the next open one; correcting an answer, a rule's too, stays.
Open questions that are parked are only offered when nothing else is open; what waits, and what a rule made, is passed
over.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Paste
from textual.timer import Timer

from fieldwork.analysis.progress import next_open, previous_open
from fieldwork.record import names
from fieldwork.record.entry import Entry
from fieldwork.record.views import Case
from fieldwork.text import shown
from fieldwork.tui.checklist_find import Finder, Standing, marked, next_of, standing
from fieldwork.tui.checklist_head import can_tell, page_lines, side_lines, title_words
from fieldwork.tui.checklist_notes import changed_place
from fieldwork.tui.checklist_noting import NotingScreen
from fieldwork.tui.checklist_paint import Line
from fieldwork.tui.checklist_sheet import Sheet, answered_before, answered_last, make_sheet
from fieldwork.tui.widgets.checklist_view import LinesView
from fieldwork.tui.widgets.key_bar import Hint
from fieldwork.tui.widgets.strips import Row

LIGHT_WIDTH = 18
"""What the save light takes of the first line."""

TELLING = 4.0
"""Seconds that what there is to tell is shown."""

ANSWER_OF = {"1": "yes", "y": "yes", "2": "no", "n": "no", "3": "na", "a": "na"}
"""What a pasted letter answers."""

FIRST_KEYS = ("note", "back", "undo", "glossary", "next open", "dates", "go to", "find")
"""What the key bar shows first, by description: the keys that answer stand beside the question itself."""


class ChecklistScreen(NotingScreen):
    """The questions of one case, answered one key each.

    Args:
        case: the subject of the case.
        question: where to begin; by default at the first open question.
    """

    AUTO_FOCUS = ""  # keys are the checklist's own: coming back from an overlay must not put the focus into a note
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1,y", "answer('yes')", "yes", key_display="1 y", show=False, id="checklist.yes"),
        Binding("2,n", "answer('no')", "no", key_display="2 n", show=False, id="checklist.no"),
        Binding("3,a", "answer('na')", "not applicable", key_display="3 a", show=False, id="checklist.na"),
        Binding("Y", "answer_and_note('yes')", "yes, and why", show=False, id="checklist.yes_note"),
        Binding("N", "answer_and_note('no')", "no, and why", show=False, id="checklist.no_note"),
        Binding("A", "answer_and_note('na')", "not applicable, and why", show=False, id="checklist.na_note"),
        Binding("0", "clear", "clear the answer", show=False, id="checklist.clear"),
        Binding("p", "park", "ask the case manager", show=False, id="checklist.park"),
        Binding("c,enter", "note", "note", key_display="c", id="checklist.note"),
        Binding("C", "note_elsewhere", "note on criterion, case", show=False, id="checklist.note_elsewhere"),
        Binding("asterisk", "good_practice", "good practice", key_display="*", id="checklist.good_practice"),
        Binding("backspace", "last_answered", "back", key_display="⌫", id="checklist.last_answered"),
        Binding("tab", "next_open", "next open", key_display="tab", id="checklist.next_open"),
        Binding("shift+tab", "previous_open", "previous open", show=False, id="checklist.previous_open"),
        Binding("down,j", "move(1)", "down", show=False, id="checklist.down"),
        Binding("up,k", "move(-1)", "up", show=False, id="checklist.up"),
        Binding("pagedown", "move(10)", "ten down", show=False, id="checklist.page_down"),
        Binding("pageup", "move(-10)", "ten up", show=False, id="checklist.page_up"),
        Binding("home", "move(-1000)", "first question", show=False, id="checklist.first"),
        Binding("end", "move(1000)", "last question", show=False, id="checklist.last"),
        Binding("d", "dates", "dates", id="checklist.dates"),
        Binding("f", "find", "find", id="checklist.find"),
        Binding("semicolon", "found(1)", "next one found", key_display=";", show=False, id="checklist.next_found"),
        Binding("comma", "found(-1)", "previous found", key_display=",", show=False, id="checklist.prev_found"),
        Binding("l", "left", "left", id="checklist.left"),
        Binding("v", "summary", "summary for the talk", show=False, id="checklist.summary"),
        Binding("h", "history", "history", id="checklist.history"),
        Binding("t", "status", "status of the case", show=False, id="checklist.status"),
        Binding("greater_than_sign", "case(1)", "next case", key_display=">", show=False, id="checklist.next_case"),
        Binding("less_than_sign", "case(-1)", "previous case", key_display="<", show=False, id="checklist.prev_case"),
        Binding("escape", "back", "to the cases", show=False, id="checklist.leave"),
    ]
    DEFAULT_CSS = """
    ChecklistScreen #body { height: 1fr; }
    ChecklistScreen #side { display: none; width: 42; border-left: solid $panel; }
    ChecklistScreen.-wide #side { display: block; }
    """

    def __init__(self, case: str, question: str | None = None) -> None:
        super().__init__()
        self._case = case
        self._current = question or ""
        self._answered: tuple[str, ...] = ()
        self._top = 0
        self._sheet: Sheet | None = None
        self._looked_for = ""
        self._kept_finder: Finder | None = None
        self._told = ""
        self._telling: Timer | None = None
        self._list = LinesView(self._page, id="page")
        self._beside = LinesView(self._side, id="side")

    def compose_body(self) -> ComposeResult:
        """The list, and at the side the criterion and the notes where there is room."""
        with Row(id="body"):
            yield self._list
            yield self._beside

    def on_mount(self) -> None:
        """Begin where there is work."""
        if self._current not in self.workspace.programme.question:
            self._current = self._begin()

    # -- what is shown -------------------------------------------------------------------------------------------

    @property
    def order(self) -> tuple[str, ...]:
        """The questions in the order of the programme."""
        return tuple(self.workspace.programme.question)

    @property
    def sheet(self) -> Sheet:
        """The case as it is shown."""
        if self._sheet is None:
            if self._current not in self.workspace.programme.question:
                self._current = self._begin()
            self._sheet = make_sheet(
                self.workspace,
                self._case,
                self._current,
                self._answered,
                self._notes_shelf.of(self._case),
                own_keys=self.fieldwork.own_keys,
            )
        return self._sheet

    @property
    def case(self) -> Case:
        """The case that is judged."""
        return Case(self.workspace.record, self._case)

    def _begin(self) -> str:
        return next_open(self.order, self.workspace.judgements(self._case)) or self.order[0]

    def title_line(self) -> Content:
        """Case, order, phases, classifications."""
        width = max(20, self.app.size.width - LIGHT_WIDTH - 2)
        return Content(f" {title_words(self.workspace.programme, self.case, width)}")

    def line_text(self) -> str:
        """The question one is on with its guidance, its dates and its notes."""
        sheet = self.sheet
        notes = [note.text for note in sheet.notes.get(sheet.current, ())]
        dates = sheet.gap.words if sheet.gap is not None else ""
        return "\n".join(filter(None, [sheet.question.text, sheet.question.guidance, dates, *notes]))

    def key_hints(self) -> list[Hint]:
        """The keys in the order of this screen's work, help last; while a note is typed those that are no letters."""
        if self.is_writing and self.pane is not None:
            return self.pane.key_hints()
        hints = super().key_hints()
        rank = {words: place for place, words in enumerate(FIRST_KEYS)}
        return [*sorted(hints[:-1], key=lambda hint: rank.get(hint[1], len(rank))), *hints[-1:]]

    def _page(self, width: int, height: int) -> Sequence[Line]:
        lines, self._top = page_lines(self.sheet, width, height, self._top, self._told)
        return lines

    def _side(self, width: int, height: int) -> Sequence[Line]:
        return side_lines(self.sheet, width, height)

    def renew(self) -> None:
        """Show the case as it is now; only what changed is painted."""
        self._sheet = None
        self._list.renew()
        if self._beside.display:
            self._beside.renew()

    def take_keys(self) -> None:
        """The lines name keys too."""
        super().take_keys()
        self.renew()

    # -- keys ----------------------------------------------------------------------------------------------------

    def action_answer(self, answer: str) -> None:
        """Answer the current question; where it had no answer, go on to the next open one."""
        if self._say_answer(answer):
            self._go_on()
        self.renew()

    def on_paste(self, event: Paste) -> None:
        """Answers that are pasted count one after the other; other text would answer by accident, and is refused."""
        if self.focused is not None:  # it went into the note that is typed, and comes by here on its way up
            return
        event.stop()
        keys = "".join(event.text.split()).lower()
        if not keys or not set(keys) <= ANSWER_OF.keys():
            note = self.fieldwork.key("checklist.note", "c")
            self._tell(f"Only answers can be pasted here (y n a or 1 2 3); {note} opens a note for text.")
            return
        for key in keys:
            if self._say_answer(ANSWER_OF[key]):
                self._go_on()
        self.renew()

    async def action_answer_and_note(self, answer: str) -> None:
        """Answer, and say why; going on waits until the note is put away."""
        self._move_on = self._say_answer(answer)
        self.renew()
        await self.action_note()

    def action_clear(self) -> None:
        """Take the answer back: nothing is recorded then."""
        if self.sheet.judgement.status in ("answered", "disputed"):
            self._do(lambda: self.workspace.answer(self._case, self._current, None))
            self.renew()

    def action_park(self) -> None:
        """Put the question aside for the case manager and go on, or take it back."""
        judgement = self.sheet.judgement
        if judgement.answer is not None:
            self._tell(f"It has an answer; {self.fieldwork.key('checklist.clear', '0')} clears it.")
            return
        if self._do(lambda: self.workspace.park(self._case, self._current)) and not judgement.parked:
            self._answered = answered_last(self._answered, self._current)
            self._go_on()
        self.renew()

    def _say_answer(self, answer: str) -> bool:
        """Record an answer; whether the question had none and now has one, so that one can go on."""
        before = self.sheet.judgement
        if before.status == "answered" and before.answer == answer:
            return False
        question = self._current
        if not self._do(lambda: self.workspace.answer(self._case, question, answer)):
            return False
        self._answered = answered_last(self._answered, question)
        return before.to_do

    def _do(self, action: Callable[[], tuple[Entry, ...]]) -> bool:
        """Record something; False where it was refused (the app has said why). Whoever calls it shows the rest."""
        self._told = ""
        done = self.fieldwork.attempt(action) is not None
        self._sheet = None
        return done

    def _arrive(self, question: str) -> None:
        """Go on to an open question; parked before, it comes anew, and what was answered last stays the last."""
        self._current = question
        self._answered = tuple(one for one in self._answered if one != question)
        self._sheet = None

    def _go_on(self) -> None:
        """To the next open question; at the end of the case say so."""
        judgements = self.workspace.judgements(self._case)
        following = next_open(self.order, judgements, self._current)
        if following is not None and following != self._current:
            self._arrive(following)
            return
        left = sum(judgement.to_do for judgement in judgements.values())
        if left:
            listing = self.fieldwork.key("checklist.left", "l")
            self._tell(f"{left} left, but none of them is open: {listing} lists them.")
        else:
            done = f"Case {shown(self.case.reference)} is complete: every question has an answer."
            self._tell(f"{done} {self.fieldwork.key('checklist.next_case', '>')} is the next case.")

    def _tell(self, text: str) -> None:
        self.app.notify(text, timeout=TELLING, markup=False)

    def tell(self, sentence: str, seconds: float | None) -> bool:
        """Say something where else stands what was answered last: nothing one works on is hidden."""
        if not can_tell(self._list.size.height):
            return False
        if self._telling is not None:
            self._telling.stop()
        self._told = sentence
        self._telling = self.set_timer(seconds or TELLING, self._told_long_enough)
        self._list.renew()
        return True

    def _told_long_enough(self) -> None:
        self._told = ""
        self._list.renew()

    # -- going about ---------------------------------------------------------------------------------------------

    def show(self, question: str) -> None:
        """Go to a question of this case."""
        if question in self.workspace.programme.question:
            self._current = question
            self.renew()

    def show_case(self, case: str, question: str | None = None) -> None:
        """Go to another case."""
        if case != self._case:
            self._case, self._answered, self._top = case, (), 0
            self.fieldwork.current_case = case
            self._current = question or self._begin()
        elif question is not None:
            self._current = question
        self.renew()
        self.refresh_title()

    def action_next_open(self) -> None:
        """To the next question without an answer."""
        self._show_open(next_open(self.order, self.sheet.judgements, self._current))

    def action_previous_open(self) -> None:
        """To the previous question without an answer."""
        self._show_open(previous_open(self.order, self.sheet.judgements, self._current))

    def _show_open(self, question: str | None) -> None:
        if question is None or question == self._current:
            self._go_on()
        else:
            self._arrive(question)
        self.renew()

    def action_move(self, by: int) -> None:
        """Down or up by questions."""
        order = self.order
        self.show(order[max(0, min(order.index(self._current) + by, len(order) - 1))])

    def action_last_answered(self) -> None:
        """To the question answered or parked last; again, to the one before it."""
        before = answered_before(self.sheet.answered, self._current)
        if before is None:
            self._tell("Nothing was answered before this; Esc goes to the cases.")
        else:
            self.show(before)

    def action_case(self, by: int) -> None:
        """To the next or the previous case."""
        cases = [case.id for case in self.workspace.cases]
        place = cases.index(self._case) + by if self._case in cases else 0
        if 0 <= place < len(cases):
            self.show_case(cases[place])
        else:
            self._tell("This is the last case." if by > 0 else "This is the first case.")

    def go_to_reference(self, text: str) -> bool:
        """A question ("2.1.3"), a criterion ("2.1"), or another case ("7")."""
        programme = self.workspace.programme
        if text in programme.question:
            self.show(text)
            return True
        if programme.by_criterion.get(text):
            self.show(programme.by_criterion[text][0].id)
            return True
        case = self.workspace.inspection.case_meant(text)
        if case is not None:
            self.show_case(case.id)
        return case is not None

    def show_changed(self, entries: Sequence[Entry]) -> None:
        """Go to what was undone, redone or merged."""
        place = changed_place(self.workspace.record, tuple(entries))
        if place is None:
            self.renew()
        else:
            self.show_case(*place)

    def action_back(self) -> None:
        """To the cases, or wherever one came from."""
        self.fieldwork.go_back()

    # -- the mouse -----------------------------------------------------------------------------------------------

    @on(LinesView.Clicked)
    async def _clicked(self, event: LinesView.Clicked) -> None:
        """Do what was clicked on."""
        kind, _, name = event.target.partition(":")
        if kind == "question":
            self.show(name)
        elif kind == "criterion":
            self._show_criterion(name)
        elif kind == "answer":
            self.action_answer(name)
        else:
            actions = {"park": self.action_park, "back": self.action_last_answered, "left": self.action_left}
            if kind in actions:
                actions[kind]()
            elif kind == "note":
                await self.action_note()

    def _show_criterion(self, criterion: str) -> None:
        """Go to the first open question of a criterion, or its first one."""
        inside = [question.id for question in self.workspace.programme.by_criterion[criterion]]
        self.show(next_open(inside, self.sheet.judgements) or inside[0])

    @on(LinesView.Scrolled)
    def _scrolled(self, event: LinesView.Scrolled) -> None:
        self.action_move(event.by)

    # -- what opens over it --------------------------------------------------------------------------------------

    def action_left(self) -> None:
        """The list: parked, disputed, open, waiting, contradicted, dates."""
        from fieldwork.tui.screens.left import LeftScreen  # noqa: PLC0415 (a screen is imported when it is shown)

        self.app.push_screen(LeftScreen(self._case, self.show, self.action_dates))

    def action_status(self) -> None:
        """How far one is with the case."""
        from fieldwork.tui.case_status import ask_status  # noqa: PLC0415 (imported when it is shown)

        ask_status(self.fieldwork, self._case)

    def action_summary(self) -> None:
        """Strengths and gaps of this case on one page."""
        from fieldwork.tui.screens.summary import SummaryScreen  # noqa: PLC0415 (a screen is imported when shown)

        self.app.push_screen(SummaryScreen(self._case))

    def action_history(self) -> None:
        """Who said what of this question, and when."""
        from fieldwork.tui.screens.history import HistoryScreen  # noqa: PLC0415 (a screen is imported when shown)

        self.app.push_screen(HistoryScreen(self._case, self._current))

    def action_find(self) -> None:
        """Find a question by its number, by words, or by how it stands."""
        from fieldwork.tui.screens.find import FindQuestion  # noqa: PLC0415 (a screen is imported when it is shown)

        finder, stand = self._finder, self._standing
        self.app.push_screen(FindQuestion(finder, self.sheet.judgements, stand, self._looked_for), self._found)

    @property
    def _finder(self) -> Finder:
        programme = self.workspace.programme
        if self._kept_finder is None or self._kept_finder.programme is not programme:
            self._kept_finder = Finder(programme)
        return self._kept_finder

    @property
    def _standing(self) -> Standing:
        return standing(self.sheet.judgements, self.sheet.notes)

    def _found(self, chosen: tuple[str, str] | None) -> None:
        if chosen is not None:
            question, self._looked_for = chosen
            self.show(question)

    def action_found(self, by: int) -> None:
        """To the next or previous question of those found last; before anything was, of those with a mark."""
        typed, stand = self._looked_for, self._standing
        found = [question.id for question in self._finder.find(typed, stand)] if typed else marked(stand)
        what = f"“{shown(typed)}”" if typed else "⌂ parked, ≠ disputed, ! contradicted, ✎ noted"
        place = next_of(self.order, found, self._current, by)
        if place is None:
            self._tell(f"No question: {what}.")
            return
        self.show(place[0])
        self._tell(f"{place[1]} of {place[2]}: {what}")

    def action_dates(self) -> None:
        """The dates and the details of this case, beginning with those that the question one is on asks for."""
        from fieldwork.tui.screens.dates import DatesScreen  # noqa: PLC0415 (a screen is imported when it is shown)

        limit = self.sheet.question.limit
        wanted = () if limit is None else (names.date(limit.start), names.date(limit.end))
        self.app.push_screen(DatesScreen(self._case, wanted), lambda _: self._details_are_done())

    def _details_are_done(self) -> None:
        self.renew()
        self.refresh_title()
