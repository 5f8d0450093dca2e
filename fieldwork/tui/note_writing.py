"""What every screen does on which notes are typed: opens the pane, keeps what is typed, hears when it is put away."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from textual import on

from fieldwork.errors import FieldworkError
from fieldwork.record.record import Statement
from fieldwork.tui.note_draft import Draft
from fieldwork.tui.questioning import Questioning
from fieldwork.tui.screens.base import WorkScreen
from fieldwork.tui.widgets.checklist_note import NotePane
from fieldwork.tui.widgets.save_light import SaveLight


class NoteWritingScreen(WorkScreen):
    """A screen with a pane for notes under its `#body`. Subclasses say what follows on a note."""

    def renew(self) -> None:
        """Show everything as it is now."""
        raise NotImplementedError

    async def another_note(self, draft: Draft, *, new: bool) -> None:
        """Open a new note on the place of `draft`, or one's next one there."""
        raise NotImplementedError

    def note_is_done(self, note: str | None) -> None:
        """A note was put away (its subject, where there is one), or none can be written."""

    def keep_note(self, statements: Sequence[Statement]) -> bool:
        """Record what a note says; False where it was refused."""
        return self.fieldwork.attempt(lambda: self.workspace.say(statements)) is not None

    @property
    def pane(self) -> NotePane | None:
        """The pane, once there was a note to write."""
        found = self.query(NotePane)
        return found.first() if found else None

    @property
    def is_writing(self) -> bool:
        """Whether a note is being written."""
        return (pane := self.pane) is not None and pane.is_open

    async def open_pane(self, draft: Draft, *, good_practice: bool = False) -> None:
        """Let a note be written, unless one can only read."""
        if self.workspace.read_only:
            self.app.notify("The inspection is open for reading only: no note can be kept.", timeout=4, markup=False)
            self._put_away(None)
            return
        pane = self.pane
        if pane is None:
            pane = NotePane(self.workspace, self._keep, Questioning(self.fieldwork))
            await self.mount(pane, after="#body")
        pane.open(draft, good_practice=good_practice)

    def _keep(self, statements: Sequence[Statement]) -> bool:
        if not self.query(SaveLight):  # the screen is being taken away: there is nothing left to show it on
            with suppress(FieldworkError):
                self.workspace.say(statements)
            return True
        done = self.keep_note(statements)
        self.renew()
        return done

    @on(NotePane.Wanted)
    async def _another_note(self, event: NotePane.Wanted) -> None:
        await self.another_note(event.draft, new=event.new)

    @on(NotePane.Closed)
    def _pane_closed(self, event: NotePane.Closed) -> None:
        self._put_away(event.note)

    def _put_away(self, note: str | None) -> None:
        self.refresh_keys()
        self.note_is_done(note)
        self.renew()
