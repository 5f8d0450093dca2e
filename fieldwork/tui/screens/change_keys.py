"""Changing keys (`?`, then F4): choose an action, press its new key, and hear at once whether that key is taken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.widgets import Static

from fieldwork.errors import FieldworkError
from fieldwork.text import cells, clip, shown
from fieldwork.tui.bindings import Keyboard, keyboard
from fieldwork.tui.key_names import NO_KEY, known_key
from fieldwork.tui.keymap import Changes, cannot_be, changed, in_the_way, rebound, swapped, taken
from fieldwork.tui.keys import KeyGroup, key_name
from fieldwork.tui.own_keys import change_keys, reset_all
from fieldwork.tui.screens.overlay import Overlay
from fieldwork.tui.screens.presence import is_up
from fieldwork.tui.screens.prompt import ChoicePrompt
from fieldwork.tui.widgets.line_list import LineList, Segments

HINT = "Enter new key   + one more key   r reset it   R reset all   Esc back"
_KEYS_WIDTH = 20


def keys_in_words(keys: Sequence[str]) -> str:
    """Keys as they stand on the keyboard: "1 y", "F7"; "no key"."""
    return " ".join(key_name(key) for key in keys if key != NO_KEY) or "no key"


class PressKey(Overlay[str | None]):
    """Waits for a key, whichever it is, and gives its name; Esc leaves it."""

    DEFAULT_CSS = """
    PressKey { align: center bottom; }
    PressKey > Static {
        width: 100%; max-width: 100; height: auto; padding: 0 1; background: $panel; border: round $primary;
    }
    """

    def __init__(self, description: str, present: str) -> None:
        super().__init__(classes="takes-every-key")
        self._line = Content(f"Press the new key for {shown(description)} (now {present}); Esc leaves it.")

    def compose(self) -> ComposeResult:
        """One line."""
        yield Static(self._line, markup=False)

    def on_key(self, event: Key) -> None:
        """Take it."""
        event.stop()
        event.prevent_default()
        self.dismiss(None if event.key == "escape" else event.key)


class ActionList(LineList):
    """Actions with their keys; those that were changed are marked."""

    def __init__(self, actions: Sequence[str]) -> None:
        super().__init__(count=len(actions))
        self.actions = tuple(actions)
        self.board: Keyboard | None = None
        self.own: dict[str, str] = {}

    def row(self, index: int, width: int) -> Segments:
        """Keys, what they do, where, and what they were by default."""
        if self.board is None:
            return ()
        action = self.board.actions[self.actions[index]]
        keys = clip(keys_in_words(self.board.keys(self.own, action.id)), _KEYS_WIDTH - 2)
        before = f"  was {keys_in_words(action.keys)}" if action.id in self.own else ""
        about = clip(f"{action.description}, {action.where}", max(1, width - _KEYS_WIDTH - 2 - cells(before)))
        gap = " " * max(1, _KEYS_WIDTH - cells(keys))
        return ((f" {keys}", "accent"), (f"{gap}{about}", ""), (before, "warn"))


class ChangeKeysScreen(Overlay[None]):
    """The actions of a screen, to give them other keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "press(False)", "a new key for it", show=False, id="keys.change"),
        Binding("plus", "press(True)", "one more key for it", show=False, id="keys.add"),
        Binding("r,delete", "reset", "its default key", show=False, id="keys.reset"),
        Binding("R", "reset_all", "all default keys", show=False, id="keys.reset_all"),
    ]
    DEFAULT_CSS = """
    ChangeKeysScreen { align: center top; }
    ChangeKeysScreen > Vertical {
        width: 100%; max-width: 100; height: 100%; max-height: 38; padding: 0 1;
        background: $surface; border: round $primary;
    }
    ChangeKeysScreen .change-title { text-style: bold; height: 1; }
    ChangeKeysScreen .change-hint { height: auto; max-height: 6; color: $text-muted; }
    """

    def __init__(self, groups: Sequence[KeyGroup]) -> None:
        """Change the keys of `groups`."""
        super().__init__()
        self._actions = tuple(dict.fromkeys(one for group in groups for key in group.keys for one in key.ids))

    def compose(self) -> ComposeResult:
        """Title, actions, what the last change did, the keys."""
        with Vertical():
            yield Static(Content("Change keys"), classes="change-title", markup=False)
            yield ActionList(self._actions)
            yield Static(Content(""), id="change-said", classes="change-hint", markup=False)
            yield Static(Content(HINT), classes="change-hint", markup=False)

    def on_mount(self) -> None:
        """Read every screen's keys, in a thread: it is the first time that all are imported."""
        from fieldwork.tui.asking import in_thread  # noqa: PLC0415 (with the prompts it needs)

        in_thread(self.fieldwork, keyboard, self._fill, lambda error: self._say(str(error)))

    def _fill(self, board: Keyboard) -> None:
        if not is_up(self):  # Esc was faster
            return
        actions = self.query_one(ActionList)
        actions.board = board
        actions.actions = tuple(one for one in self._actions if one in board.actions)
        self._show()

    def _show(self, sentence: str = "") -> None:
        if not is_up(self):
            return
        actions = self.query_one(ActionList)
        actions.own = self.fieldwork.own_keys
        actions.set_count(len(actions.actions))
        self._say(sentence)

    def _say(self, sentence: str) -> None:
        if not is_up(self):
            return
        self.query_one("#change-said", Static).update(Content(shown(sentence)))

    @property
    def _chosen(self) -> str | None:
        actions = self.query_one(ActionList)
        return actions.actions[actions.cursor] if actions.board is not None and actions.actions else None

    @on(LineList.Chosen)
    def _clicked(self, event: LineList.Chosen) -> None:
        event.stop()
        self.action_press(False)

    def action_press(self, besides: bool) -> None:
        """Wait for the new key of the action one is on."""
        action, board = self._chosen, self.query_one(ActionList).board
        if action is None or board is None:
            return

        def pressed(key: str | None) -> None:
            if key is not None:
                self._take(board, action, key, besides=besides)

        present = keys_in_words(board.keys(self.fieldwork.own_keys, action))
        self.app.push_screen(PressKey(board.actions[action].description, present), pressed)

    def _take(self, board: Keyboard, action: str, pressed: str, *, besides: bool) -> None:
        own, about = self.fieldwork.own_keys, board.actions[action]
        key = known_key(pressed)
        if key is None:
            self._say(f"{pressed} is a key that few terminals send; nothing was changed.")
            return
        refusal = cannot_be(about, key)
        if refusal:
            self._say(f"{about.description} {refusal}. Nothing was changed.")
            return
        if key in board.keys(own, action):
            self._say(f"{key_name(key)} is {about.description} already.")
            return
        others = taken(board, own, action, key)
        if not others:
            self._change(board, rebound(board, own, action, key, besides=besides), action)
            return
        self._ask(board, action, key, others, besides=besides)

    def _ask(self, board: Keyboard, action: str, key: str, others: Sequence[str], *, besides: bool) -> None:
        """It is taken: by what, and what to do about it."""
        own = self.fieldwork.own_keys
        who = ", ".join(f"{board.actions[one].description} ({board.actions[one].where})" for one in others)
        over, swap = rebound(board, own, action, key, besides=besides), swapped(board, own, action, key)
        after = changed(own, over)
        lost = "; ".join(
            f"{board.actions[one].description} has {keys_in_words(board.keys(after, one))} then" for one in others
        )
        choices = [("leave", "leave it as it is")]
        if not besides and not in_the_way(board, own, swap):
            mine = keys_in_words(board.keys(own, action))
            choices.insert(0, ("swap", f"swap: {board.actions[others[0]].description} gets {mine}"))
        if not in_the_way(board, own, over):
            choices.insert(0, ("take", f"take it over: {lost}"))

        def chosen(how: str | None) -> None:
            if how == "take":
                self._change(board, over, action)
            elif how == "swap":
                self._change(board, swap, action)

        self.app.push_screen(ChoicePrompt(f"{key_name(key)} is taken: {who}.", choices), chosen)

    def _change(self, board: Keyboard, changes: Changes, action: str) -> None:
        refusal = in_the_way(board, self.fieldwork.own_keys, changes)
        if refusal:
            self._say(f"{refusal} Nothing was changed.")
            return

        def done(error: FieldworkError | None) -> None:
            keys = keys_in_words(board.keys(self.fieldwork.own_keys, action))
            self._show(f"{board.actions[action].description}: {keys}" if error is None else _as_they_were(error))

        change_keys(self.fieldwork, changes, done)

    def action_reset(self) -> None:
        """The default key for the action one is on."""
        action, board = self._chosen, self.query_one(ActionList).board
        if action is None or board is None:
            return
        if action in self.fieldwork.own_keys:
            self._change(board, {action: None}, action)
        else:
            self._say("It has its default key.")

    def action_reset_all(self) -> None:
        """The default keys for all actions of all screens, if that is meant."""
        count = len(self.fieldwork.own_keys)
        if not count:
            self._say("All have their default keys.")
            return

        def done(error: FieldworkError | None) -> None:
            self._show("All have their default keys." if error is None else _as_they_were(error))

        def chosen(how: str | None) -> None:
            if how == "all":
                reset_all(self.fieldwork, done)

        choices = [("all", "all default keys, on every screen"), ("leave", "leave them")]
        self.app.push_screen(ChoicePrompt(f"Give up {count} of your own keys?", choices), chosen)


def _as_they_were(error: FieldworkError) -> str:
    return f"{error} The keys are as they were."
