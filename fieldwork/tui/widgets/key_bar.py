"""The bar at the bottom: the keys that matter here and now, whole keys dropped from the end when it is narrow."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.screen import Screen

from fieldwork.text import cells
from fieldwork.tui.key_names import NO_KEY
from fieldwork.tui.keys import key_name
from fieldwork.tui.widgets.strips import OneLine

Hint = tuple[str, str]
"""A key as it is shown, and what it does."""


def fitting(hints: Sequence[Hint], width: int) -> list[Hint]:
    """The hints, most important first, that fit into `width` cells with two spaces between them.

    The last hint (how to get help) is always kept.
    """
    if not hints:
        return []
    *rest, last = hints
    left = width - _size(last)
    kept: list[Hint] = []
    for hint in rest:
        left -= _size(hint) + 2
        if left < 0:
            break
        kept.append(hint)
    return [*kept, last]


def hints_while_typing(screen: Screen[object], prefix: str) -> list[Hint]:
    """The keys that act while one types in a pane: those whose ids begin with `prefix`, and the glossary's."""
    hints: list[Hint] = []
    for active in screen.active_bindings.values():
        binding = active.binding
        own = (binding.id or "").startswith(prefix) and binding.show and binding.key not in ("ctrl+s", NO_KEY)
        if active.enabled and (own or binding.id == "app.glossary_typing"):
            key = binding.key_display or screen.app.get_key_display(binding)
            hints.append((key, binding.description.removesuffix(" while typing")))
    return hints


def _size(hint: Hint) -> int:
    return cells(hint[0]) + 1 + cells(hint[1])


def hints_of(screen: Screen[object]) -> list[Hint]:
    """The shown bindings of a screen with their present keys (a user may have rebound them), in their order."""
    found: dict[str, Hint] = {}
    for active in screen.active_bindings.values():
        binding = active.binding
        if binding.show and active.enabled and binding.action not in found and binding.key != NO_KEY:
            key = binding.key_display or key_name(binding.key)
            found[binding.action] = (key, binding.description)
    own = [binding.action for _, binding in screen._bindings]  # noqa: SLF001 (their order is nowhere public)
    order = {action: position for position, action in enumerate(own)}
    ordered = sorted(found, key=lambda action: order.get(action, len(order)))
    last = "explain"
    return [found[a] for a in ordered if a != last] + ([found[last]] if last in found else [])


class KeyBar(OneLine):
    """One line of hints. `set_hints` replaces them."""

    DEFAULT_CSS = """
    KeyBar { dock: bottom; height: 1; width: 100%; background: $panel; color: $text-muted; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's name)
        super().__init__(id=id)
        self._hints: Sequence[Hint] = ()

    def set_hints(self, hints: Sequence[Hint]) -> None:
        """Show other hints, most important first, help last."""
        if list(hints) != list(self._hints):
            self._hints = hints
            self.show_content(self._fitting())

    def on_resize(self) -> None:
        """Choose anew what fits."""
        self.show_content(self._fitting())

    def _fitting(self) -> Content:
        parts: list[Content] = []
        for position, (key, label) in enumerate(fitting(self._hints, self.size.width or 80)):
            if position:
                parts.append(Content("  "))
            parts += [Content.styled(key, "bold $text"), Content(f" {label}")]
        return Content("").join(parts)
