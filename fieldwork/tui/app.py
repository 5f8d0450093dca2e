"""The app: one open inspection, its screens, and the keys that work everywhere.

What a key opens stands in a module of its own and is imported when it is first pressed.
"""

from __future__ import annotations

import asyncio
import gc
import threading
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.events import Event, Resize
from textual.geometry import Size
from textual.notifications import SeverityLevel

from fieldwork.errors import FieldworkError
from fieldwork.paths import is_private_copy
from fieldwork.record.entry import Entry
from fieldwork.record.record import Statement
from fieldwork.settings import Settings, default_initials, has_own_keys, load_settings
from fieldwork.store import SaveState
from fieldwork.text import shown
from fieldwork.tui.closing import close
from fieldwork.tui.idle import Idle
from fieldwork.tui.key_gate import KeyGate
from fieldwork.tui.screens.base import WorkScreen
from fieldwork.tui.smallest import too_small
from fieldwork.tui.themes import THEMES
from fieldwork.workspace import Workspace

if TYPE_CHECKING:  # loaded when first asked for
    from textual.command import Provider

    from fieldwork.glossary.search import Index
    from fieldwork.programme.sharewords import ShareWords
    from fieldwork.tui.own_glossary import Glossaries

Kept = TypeVar("Kept")

LONGEST_FLUSH = 2.0
"""Seconds that suspending waits for the disk; what is not written by then is written when one comes back."""

NEEDS_INSPECTION = ("go", "undo", "redo", "cover", "save_elsewhere")
"""Actions that mean nothing while no inspection is open."""


def _commands() -> type[Provider]:
    from fieldwork.tui.commands import Commands  # noqa: PLC0415 (the palette is imported when it is opened)

    return Commands


class FieldworkApp(App[None]):
    """fieldwork on a terminal. `workspace` is None while Home is all there is.

    `current_case` is the subject of the case one was at last, which "2.1.3" typed after `g` is taken of.
    """

    TITLE = "fieldwork"
    CSS_PATH = "styles/app.tcss"
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_commands}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("g", "go", "go to", id="app.go"),
        Binding("slash", "glossary", "glossary", key_display="/", id="app.glossary"),
        Binding("ctrl+g", "glossary", "glossary while typing", show=False, id="app.glossary_typing", priority=True),
        Binding("u", "undo", "undo", id="app.undo"),
        Binding("ctrl+r", "redo", "redo", show=False, id="app.redo"),
        Binding("z", "cover", "cover", id="app.cover"),
        Binding("f9", "cover", "cover while typing", show=False, id="app.cover_typing", priority=True),
        Binding("f2", "save_elsewhere", "save elsewhere", show=False, id="app.save_elsewhere", priority=True),
        Binding("ctrl+z", "suspend", "suspend to the shell", show=False, id="app.suspend"),
        Binding("ctrl+q", "quit", "quit", show=False, priority=True, id="app.quit"),
        Binding("ctrl+p", "command_palette", "palette", show=False, priority=True, id="app.palette"),
        Binding("question_mark", "explain", "line, keys", key_display="?", id="app.explain"),
    ]

    def __init__(
        self,
        workspace: Workspace | None = None,
        settings: Settings | None = None,
        *,
        by: str | None = None,
        ask_initials: bool = False,
        opening: Path | None = None,
        case: str | None = None,
    ) -> None:
        super().__init__()
        self._gate = KeyGate(self, super().on_event)
        self.idle = Idle()
        self.workspace = workspace
        self.settings = settings or load_settings()
        self.by = workspace.by if workspace is not None else by or default_initials()
        self.current_case: str | None = None
        self.failure: FieldworkError | None = None
        self._ask_initials = ask_initials
        self._opening = opening
        self._first_case = case
        self._complained = ""
        self._memory: dict[str, object] = {}
        self.own_keys: dict[str, str] = {}
        self.animation_level = "none"
        for theme in THEMES:
            self.register_theme(theme)
        known = {theme.name for theme in THEMES}
        self.theme = self.settings.theme if self.settings.theme in known else THEMES[0].name

    # -- the inspection ------------------------------------------------------------------------------------------

    @property
    def open_workspace(self) -> Workspace:
        """The open inspection; screens that need one are only shown when there is one."""
        if self.workspace is None:
            raise FieldworkError("No inspection is open.")
        return self.workspace

    @cached_property
    def share_words(self) -> ShareWords:
        """The words for shares, loaded when first asked for."""
        from fieldwork.programme.sharewords import load_share_words  # noqa: PLC0415 (not needed for the first paint)

        return load_share_words()

    @property
    def glossary(self) -> Index:
        """The glossary, loaded when first asked for, with what the open inspection defines itself."""
        return self._glossaries.of(None if self.workspace is None else self.workspace.record)

    @cached_property
    def _glossaries(self) -> Glossaries:
        from fieldwork.tui.own_glossary import Glossaries  # noqa: PLC0415 (not needed for the first paint)

        return Glossaries()

    def on_mount(self) -> None:
        """Take the user's own keys, and show the first screen when the theme is there: else it is styled twice."""
        if has_own_keys():
            from fieldwork.tui.own_keys import take_own_keys  # noqa: PLC0415 (who changed no key needs none of it)

            take_own_keys(self)
        self.call_later(self._show_first)

    def _show_first(self) -> None:
        """Show the first screen: the cases, or Home where no inspection is open."""
        if self.workspace is not None:
            self.take(self.workspace)
        else:
            self.go_to("home")
            if self._opening is not None:
                from fieldwork.tui.opening import open_first  # noqa: PLC0415 (only for large or sealed ones)

                open_first(self, self._opening)
        if self.settings.complaint:
            self.notify(self.settings.complaint, severity="warning", markup=False)
        if self._ask_initials:
            self.action_set_initials()
        self._guard_size(self.size)
        self.call_after_refresh(_begin_collecting)

    def take(self, workspace: Workspace) -> None:
        """Make `workspace` the open inspection and show its cases."""
        from fieldwork.record.retention import keep_until  # noqa: PLC0415 (as below)
        from fieldwork.settings import remember_file, remember_retention  # noqa: PLC0415 (samples are not remembered)

        if self.workspace is not None and self.workspace is not workspace:
            close(self.workspace)
        self.workspace = workspace
        self.current_case = None
        self._memory.clear()
        workspace.on_save = self._heard_saving
        workspace.write_later(self._later)
        if not is_private_copy(workspace.path):
            remember_file(workspace.path)
            remember_retention(workspace.path, keep_until(workspace.inspection))
        self._begin()
        self._show_saving(workspace.save_state)
        self.idle.watch(self)

    def _begin(self) -> None:
        """Show the cases, or the case that was asked for when the app was started."""
        reference, self._first_case = self._first_case, None
        case = self.open_workspace.inspection.case(reference) if reference is not None else None
        if case is not None:
            self.go_to("checklist", case=case.id)
            return
        self.go_to("cases")
        if reference is not None:
            self.notify(f"There is no case {shown(reference)}: these are the cases.", severity="warning", markup=False)

    def _later(self, seconds: float, call: Callable[[], None]) -> None:
        """Call something after some seconds; at once where a worker asks, which cannot reach the loop's clock."""
        if self._thread_id == threading.get_ident():
            asyncio.get_running_loop().call_later(seconds, call)
        else:
            call()

    def _heard_saving(self, state: SaveState) -> None:
        """In the writer's thread: pass the news on to the screens, without waiting for them."""
        self.call_later(self._show_saving, state)

    def _show_saving(self, state: SaveState) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, WorkScreen) and screen.is_mounted:
                screen.show_saving()
        complaint = "" if state.error is None else str(state.error)
        if complaint and complaint != self._complained:
            self.notify(
                f"{complaint} What you record stays on the screen; "
                f"{self.key('app.save_elsewhere', 'F2')} saves it elsewhere.",
                title="NOT SAVED",
                severity="error",
                timeout=15,
                markup=False,
            )
        self._complained = complaint
        self._tell_news()

    def _tell_news(self) -> None:
        for sentence in self.workspace.news() if self.workspace is not None else ():
            self.notify(sentence, title="about this file", severity="warning", timeout=30, markup=False)

    def memory(self, name: str, kind: type[Kept]) -> Kept:
        """What the screen called `name` keeps while it is not shown, made when first asked for.

        Another inspection begins with a fresh one.
        """
        found = self._memory.get(name)
        if not isinstance(found, kind):
            found = self._memory[name] = kind()
        return found

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Say something: in a line of the screen that is worked on where it has one for it, else in a message.

        What is said is data, never markup.
        """
        del markup
        top = self.screen_stack[-1] if self.screen_stack else None
        if severity == "information" and not title and isinstance(top, WorkScreen) and top.tell(message, timeout):
            return
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=False)

    def on_notify(self) -> None:
        """A message takes the place of the one before; errors, and what befell the file, stay their time."""
        for one in list(self._notifications):
            if one.severity != "error" and not one.title:
                self._unnotify(one, refresh=False)

    def say(self, statements: Sequence[Statement]) -> tuple[Entry, ...]:
        """Record statements; what cannot be recorded is said in a message. Gives the entries made."""
        return self.attempt(lambda: self.open_workspace.say(statements)) or ()

    def attempt(self, action: Callable[[], tuple[Entry, ...]]) -> tuple[Entry, ...] | None:
        """Do something to the workspace, show the light, and say in a message why it was refused (None)."""
        try:
            entries = action()
        except FieldworkError as error:
            self.notify(str(error), severity="warning", markup=False)
            return None
        if (screen := self.work_screen) is not None:
            screen.show_saving()
        return entries

    @property
    def work_screen(self) -> WorkScreen | None:
        """The screen that is worked on, under whatever lies over it."""
        return next((screen for screen in reversed(self.screen_stack) if isinstance(screen, WorkScreen)), None)

    # -- going about ---------------------------------------------------------------------------------------------

    def go_to(self, name: str, **where: str) -> None:
        """Show one of the main screens: `home`, `cases`, `checklist`, `questionnaires`, `keying`, `findings`.

        `where` says what of it: `case` (a subject) and `question` for the checklist, `questionnaire` for keying.
        """
        screen = self._make(name, where)
        if len(self.screen_stack) > 1:
            while len(self.screen_stack) > 2:  # noqa: PLR2004 (Textual's own default screen, and ours)
                self.pop_screen()
            self.switch_screen(screen)
            self._guard_size(self.size)
        else:
            self.push_screen(screen)

    def drill(self, name: str, **where: str) -> None:
        """Show a screen on top of the present one; `go_back` comes back to exactly there."""
        self.push_screen(self._make(name, where))

    def _make(self, name: str, where: dict[str, str]) -> WorkScreen:
        from fieldwork.tui.screens import make_screen  # noqa: PLC0415 (a screen is imported when it is shown)

        self.current_case = where.get("case", self.current_case)
        screen = make_screen(name, **where)
        screen.lay_out_for(self.size)
        return screen

    def go_back(self) -> None:
        """Back to where one came from: the screen below, or the cases."""
        if len(self.screen_stack) > 2:  # noqa: PLR2004 (Textual's own default screen, and ours)
            self.pop_screen()
        elif self.workspace is not None:
            self.go_to("cases")

    def use_keys(self, own: dict[str, str]) -> None:
        """Let a user's own keys hold: id of the action to its keys, for those that she changed."""
        self.own_keys = own
        self.set_keymap(own)
        if (screen := self.work_screen) is not None and screen.is_mounted:
            screen.take_keys()

    def key(self, action: str, default: str) -> str:
        """The key of an action as it is written: the user's own, else `default`. For lines that name a key."""
        from fieldwork.tui.keys import present_key  # noqa: PLC0415 (the key bar of the first screen imports it)

        return present_key(self.own_keys, action, default)

    async def on_event(self, event: Event) -> None:
        """Hand keys on in order, however fast they come; each puts off the lock of a sealed inspection."""
        self.idle.heard(event)
        if not await self._gate.take(event):
            await super().on_event(event)

    # -- the keys that work everywhere ---------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing but quitting reaches through a cover; without an inspection some keys mean nothing."""
        del parameters
        if action in NEEDS_INSPECTION and self.workspace is None:
            return False
        if action in ("glossary", "save_elsewhere", "command_palette", "cover"):
            return not (self.screen.has_class("covers") or self.screen.has_class("takes-every-key"))
        return True

    def action_go(self) -> None:
        """Ask where to go."""
        from fieldwork.tui.screens.going import ask_where  # noqa: PLC0415 (imported when it is shown)

        ask_where(self)

    def action_glossary(self) -> None:
        """Look a term up, over whatever is there."""
        from fieldwork.tui.screens.glossary import GlossaryScreen  # noqa: PLC0415 (imported when it is shown)

        if not isinstance(self.screen, GlossaryScreen):
            self.push_screen(GlossaryScreen())

    def action_explain(self) -> None:
        """Explain the terms of the line, then the keys."""
        from fieldwork.tui.screens.explain import ExplainScreen  # noqa: PLC0415 (imported when it is shown)

        self.push_screen(ExplainScreen.of(self.screen))

    def action_cover(self) -> None:
        """Hide everything at once."""
        from fieldwork.tui.screens.covers import CoverScreen  # noqa: PLC0415 (imported when it is shown)

        self.push_screen(CoverScreen())

    def action_set_initials(self) -> None:
        """Ask who sits here."""
        from fieldwork.tui.opening import ask_initials  # noqa: PLC0415 (imported when it is shown)

        ask_initials(self)

    def action_save_elsewhere(self) -> None:
        """Write everything to another file."""
        from fieldwork.tui.leaving import save_elsewhere  # noqa: PLC0415 (imported when it is needed)

        save_elsewhere(self)

    def action_suspend(self) -> None:
        """To the shell, with everything on the disk; `fg` comes back. While a text is typed ctrl+z undoes typing."""
        if self.workspace is not None:
            self.workspace.flush(LONGEST_FLUSH)
        self.action_suspend_process()

    async def action_quit(self) -> None:
        """Leave, when everything is saved or the user says so."""
        from fieldwork.tui.leaving import leave  # noqa: PLC0415 (imported when it is needed)

        leave(self)

    def action_undo(self) -> None:
        """Take back one's newest act and show what changed."""
        from fieldwork.tui.taking_back import undo  # noqa: PLC0415 (imported when it is needed)

        undo(self)

    def action_redo(self) -> None:
        """Bring back what was undone."""
        from fieldwork.tui.taking_back import redo  # noqa: PLC0415 (imported when it is needed)

        redo(self)

    # -- the terminal --------------------------------------------------------------------------------------------

    def on_resize(self, event: Resize) -> None:
        """Say so where the terminal is too small for any screen."""
        self._guard_size(event.size)

    def _guard_size(self, size: Size) -> None:
        if too_small(size) or any(screen.has_class("too-small") for screen in self.screen_stack):
            from fieldwork.tui.screens.covers import guard_size  # noqa: PLC0415 (few terminals are that small)

            guard_size(self, size)


def _begin_collecting() -> None:
    """After the first paint: collect garbage again, but leave alone what is there for good."""
    gc.freeze()
    gc.enable()
