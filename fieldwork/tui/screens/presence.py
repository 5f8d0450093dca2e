"""Whether a screen is there to be painted, for what comes back from a thread."""

from __future__ import annotations

from typing import Any

from textual.screen import Screen


def is_up(screen: Screen[Any]) -> bool:
    """Whether a screen is composed and was not left: of one that was left Textual still says that it is mounted."""
    return screen.is_mounted and screen in screen.app.screen_stack
