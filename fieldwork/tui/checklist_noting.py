"""What the checklist of a case does about notes: which of them a key goes on with, and what follows on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from fieldwork.record.entry import Entry
from fieldwork.record.record import Statement
from fieldwork.tui.checklist_sheet import NoteShelf
from fieldwork.tui.note_draft import Draft, Place, draft_of
from fieldwork.tui.note_writing import NoteWritingScreen


class NotingScreen(NoteWritingScreen):
    """A screen of one case on which notes are typed. `_move_on`: whether one goes on when the note is put away."""

    _case: str
    _current: str
    _shelf: NoteShelf | None = None
    _move_on = False

    def _do(self, action: Callable[[], tuple[Entry, ...]]) -> bool:
        """Record something; False where it was refused."""
        raise NotImplementedError

    def _go_on(self) -> None:
        """To where there is work after a question is done with."""
        raise NotImplementedError

    @property
    def _notes_shelf(self) -> NoteShelf:
        if self._shelf is None:
            self._shelf = NoteShelf(self.workspace.record)
        return self._shelf

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
            self.call_later(self.open_pane, Draft(place))
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
        await self.open_pane(draft, good_practice=good_practice)

    def keep_note(self, statements: Sequence[Statement]) -> bool:
        """Record what a note says."""
        return self._do(lambda: self.workspace.say(statements))

    async def another_note(self, draft: Draft, *, new: bool) -> None:
        """A new note on the same place, or one's next one there."""
        if new:
            await self.open_pane(Draft(draft.place))
        else:
            await self._write_note(draft.place, after=draft.note)

    def note_is_done(self, note: str | None) -> None:
        """Go on, where an answer came before the note."""
        del note
        if self._move_on:
            self._move_on = False
            self._go_on()
