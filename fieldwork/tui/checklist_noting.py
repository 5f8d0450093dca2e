"""What a checklist does about notes: opens the pane they are typed in, keeps what is typed, goes on afterwards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress

from textual import on

from fieldwork.errors import FieldworkError
from fieldwork.record.entry import Entry
from fieldwork.record.record import Statement
from fieldwork.tui.checklist_sheet import NoteShelf
from fieldwork.tui.note_draft import Draft, Place, draft_of
from fieldwork.tui.questioning import Questioning
from fieldwork.tui.screens.base import WorkScreen
from fieldwork.tui.widgets.checklist_note import NotePane
from fieldwork.tui.widgets.save_light import SaveLight


class NotingScreen(WorkScreen):
    """A screen of one case on which notes are typed. `_move_on`: whether one goes on when the note is put away."""

    _case: str
    _current: str
    _shelf: NoteShelf | None = None
    _move_on = False

    def renew(self) -> None:
        """Show the case as it is now."""
        raise NotImplementedError

    def _do(self, action: Callable[[], tuple[Entry, ...]]) -> bool:
        """Record something; False where it was refused."""
        raise NotImplementedError

    def _tell(self, text: str) -> None:
        raise NotImplementedError

    def _go_on(self) -> None:
        """To where there is work after a question is done with."""
        raise NotImplementedError

    @property
    def _notes_shelf(self) -> NoteShelf:
        if self._shelf is None:
            self._shelf = NoteShelf(self.workspace.record)
        return self._shelf

    @property
    def _pane(self) -> NotePane | None:
        found = self.query(NotePane)
        return found.first() if found else None

    async def action_note(self) -> None:
        """Write a note on this question, or go on with one's own."""
        await self._write_note(self._place_here)

    async def action_good_practice(self) -> None:
        """Write down an example of good practice, or go on with one's own."""
        await self._write_note(self._place_here, good_practice=True)

    def action_note_elsewhere(self) -> None:
        """Write a note on the criterion, the case, or the area."""
        from fieldwork.tui.note_prompts import ask_place  # noqa: PLC0415 (imported when it is shown)

        ask_place(self.app, self.workspace, Place(self._case, self._current), self._write_elsewhere)

    def _write_elsewhere(self, place: Place) -> None:
        if place.case is None:
            self.call_later(self._open_pane, Draft(place))
        else:
            self.call_later(self._write_note, place)

    @property
    def _place_here(self) -> Place:
        return Place(self._case, self._current)

    async def _write_note(self, place: Place, *, good_practice: bool = False, after: str | None = None) -> None:
        """Go on with one's newest note on a place, or the one `after` another; a new one where there is none."""
        mine = [
            note.id
            for note in self._notes_shelf.mine(place.case or "", place.question, place.criterion, self.workspace.by)
            if note.good_practice or not good_practice
        ]
        chosen = mine[(mine.index(after) + 1) % len(mine)] if after in mine else mine[-1] if mine else None
        draft = Draft(place) if chosen is None else draft_of(self.workspace.record, chosen)
        await self._open_pane(draft, good_practice=good_practice)

    async def _open_pane(self, draft: Draft, *, good_practice: bool = False) -> None:
        if self.workspace.read_only:
            self._tell("The inspection is open for reading only: no note can be kept.")
            self._note_is_done()
            return
        pane = self._pane
        if pane is None:
            pane = NotePane(self.workspace, self._keep_note, Questioning(self.fieldwork).words)
            await self.mount(pane, after="#body")
        pane.open(draft, good_practice=good_practice)

    def _keep_note(self, statements: Sequence[Statement]) -> bool:
        if not self.query(SaveLight):  # the screen is being taken away: there is nothing left to show it on
            with suppress(FieldworkError):
                self.workspace.say(statements)
            return True
        done = self._do(lambda: self.workspace.say(statements))
        self.renew()
        return done

    @on(NotePane.Wanted)
    async def _another_note(self, event: NotePane.Wanted) -> None:
        if event.new:
            await self._open_pane(Draft(event.draft.place))
        else:
            await self._write_note(event.draft.place, after=event.draft.note)

    @on(NotePane.Closed)
    def _note_is_done(self) -> None:
        self.refresh_keys()
        if self._move_on:
            self._move_on = False
            self._go_on()
        self.renew()
