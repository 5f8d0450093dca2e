"""Keys in order: a key is only handed on when what the one before it did has been done.

Textual hands each key to whatever has the focus at that moment, while the action of the key before it may still be on
its way: of `g 7 Enter` typed faster than the screen, the 7 would go to the list below. The gate keeps keys back until a
tracer has gone the way of the last key (from the focused widget up to the app), twice, because what an action says in a
message (Enter in a field, Enter on a line) sets out behind the first one; and, where that key opened a screen or a
field, until this can take keys. The tracer sets out when the next key comes, or when the screen has had time to paint:
each of its steps is a message, and at once they would all be worked off before the paint.

A terminal sends Esc and a letter typed at once as the same two characters as the letter with Alt. Where no key of ours
is that one they are taken for what was typed: Esc, then the letter.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

from textual.app import App
from textual.events import Event, Key, Paste
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widget import Widget

LONGEST = 0.5
"""Seconds after which a key is handed on all the same: a tracer is lost where a widget goes away under it."""

PAINTING = 0.02
"""Seconds that a key has to be painted in before its tracer sets out, if no other key comes meanwhile."""


def _after_escape(event: Key) -> Key | None:
    """The letter or digit of a key with Alt; None of any other key."""
    alone = event.character if event.key.startswith("alt+") else None
    return Key(alone, alone) if alone is not None and len(alone) == 1 and alone.isalnum() else None


class KeyGate:
    """The gate of one app. `hand_on` gives a key to whatever has the focus, as Textual would have."""

    def __init__(self, app: App[None], hand_on: Callable[[Event], Awaitable[None]]) -> None:
        self._app = app
        self._hand_on = hand_on
        self._waiting: deque[Event] = deque()
        self._under_way = 0
        self._round = 0
        self._number = 0
        self._screen: Screen[object] | None = None
        self._focused: Widget | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._resting: asyncio.TimerHandle | None = None

    @property
    def is_idle(self) -> bool:
        """Whether every key was handed on and done with."""
        return not self._under_way

    def follow(self) -> None:
        """Send the tracer after the last key now, if it has not set out yet."""
        if self._resting is not None:
            self._resting.cancel()
            self._resting = None
            self._trace(self._focused or self._screen, self._under_way)

    async def take(self, event: Event) -> bool:
        """Hand a key or a paste on, now or when its turn comes; False for anything else."""
        if not isinstance(event, (Key, Paste)) or event.is_forwarded:
            return False
        if isinstance(event, Key) and (letter := _after_escape(event)) and event.key not in self._app.active_bindings:
            await self.take(Key("escape", "\x1b"))
            return await self.take(letter)
        if self._under_way:
            self._waiting.append(event)
            self.follow()
        else:
            await self._pass(event)
        return True

    async def _pass(self, event: Event) -> None:
        self._number += 1
        number = self._under_way = self._number
        self._round = 1
        self._screen, self._focused = self._app.screen, self._app.focused
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(LONGEST, lambda: self._app.call_later(self._done, number))
        try:
            await self._hand_on(event)
        finally:
            if self._app._exit:  # noqa: SLF001 (nowhere public: it is about to end, and nothing will come back)
                self._waiting.clear()
                self._done(number)
            else:
                self._resting = loop.call_later(PAINTING, self.follow)
                if self._waiting:
                    self.follow()

    def _trace(self, node: MessagePump | None, number: int) -> None:
        """Go the way of the key, behind it: each widget's queue is worked off in order."""
        if node is not None and node is not self._app:
            above = node._parent  # noqa: SLF001 (where the key goes next)
            if node.call_later(self._trace, above, number):
                return
        self._app.call_later(self._acted, number)

    def _acted(self, number: int) -> None:
        if number != self._under_way:
            return
        if self._app.screen is not self._screen or self._app.focused is not self._focused:
            self._await_screen(number)
        elif self._round == 1:
            self._round = 2
            self._trace(self._focused or self._screen, number)
        else:
            self._done(number)

    def _await_screen(self, number: int) -> None:
        """The key opened a screen or a field: wait until that is there, and whatever it opens in its turn."""
        screen, focused = self._app.screen, self._app.focused

        def there() -> None:
            if number != self._under_way:
                return
            if self._app.screen is screen and self._app.focused is focused:
                self._done(number)
            else:
                self._await_screen(number)

        screen.call_after_refresh(there)

    def _done(self, number: int) -> None:
        if number != self._under_way:
            return
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._waiting:  # still under way, so that no later key overtakes this one
            self._app.call_later(self._pass, self._waiting.popleft())
        else:
            self._under_way = 0
