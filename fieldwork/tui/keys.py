"""The keys of a screen in groups, read off the bindings that are in force: for the key help and the palette."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.app import App
from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widgets import Input, TextArea

from fieldwork.tui.key_names import NO_KEY, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

_SYMBOLS = {
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "enter": "Enter",
    "escape": "Esc",
    "backspace": "⌫",
    "tab": "tab",
    "space": "space",
    "slash": "/",
    "question_mark": "?",
    "asterisk": "*",
    "plus": "+",
    "minus": "-",
    "full_stop": ".",
    "comma": ",",
}


@dataclass(frozen=True)
class KeyLine:
    """One action and all its keys. `moves` where it only moves a cursor.

    `ids` are those of its bindings: some actions have one more that is heard while typing.
    """

    shown: str
    label: str
    id: str
    action: str = ""
    node: DOMNode | None = None
    ids: tuple[str, ...] = ()

    @property
    def moves(self) -> bool:
        """Whether it only moves the cursor of a list, which nobody looks for in a palette."""
        return self.id.startswith("list.")


@dataclass(frozen=True)
class KeyGroup:
    """Keys that belong together."""

    title: str
    keys: tuple[KeyLine, ...]


def key_name(key: str) -> str:
    """A key as it is written: "↓", "shift+tab", "?"."""
    *modifiers, last = key.split("+")
    shown = _SYMBOLS.get(last) or (last.upper() if last[:1] == "f" and last[1:].isdigit() else written(last))
    return "+".join([*modifiers, shown])


def present_key(own: Mapping[str, str], action: str, default: str) -> str:
    """The key to name in a line that speaks of an action: the first of the user's own (`own`), else `default`.

    Where the user took all its keys away it is the palette's: that has every action.
    """
    keys = own.get(action)
    if keys is None:
        return default
    first = keys.partition(",")[0]
    return key_name(first) if first != NO_KEY else present_key(own, "app.palette", "ctrl+p")


def groups_of(screen: Screen[Any]) -> list[KeyGroup]:
    """The keys that work on `screen` now: its own, those of what has the focus, those that work everywhere.

    Textual's own bindings, which have no id, are left out, and so are those of a field one types in.
    """
    by_node: dict[DOMNode, dict[str, list[Binding]]] = {}
    for active in screen.active_bindings.values():
        binding = active.binding
        if active.enabled and binding.id and binding.description:
            by_node.setdefault(active.node, {}).setdefault(binding.action, []).append(binding)
    order = sorted(by_node, key=_rank)
    return [KeyGroup(_title(node), tuple(_lines(node, by_node[node].values()))) for node in order]


def _rank(node: DOMNode) -> int:
    return 2 if isinstance(node, App) else 0 if isinstance(node, Screen) else 1


def _title(node: DOMNode) -> str:
    if isinstance(node, App):
        return "everywhere"
    if isinstance(node, Screen):
        return "on this screen"
    return "while typing" if isinstance(node, (Input, TextArea)) else "in the list"


def _declared(node: DOMNode) -> Iterator[str]:
    """The ids in the order of their declaration, the node's own before those of what it is made from."""
    for kind in type(node).__mro__:
        for binding in kind.__dict__.get("BINDINGS", ()):
            if isinstance(binding, Binding) and binding.id:
                yield binding.id


def _lines(node: DOMNode, actions: Iterable[list[Binding]]) -> Iterable[KeyLine]:
    place = {action: position for position, action in enumerate(_declared(node))}
    for bindings in sorted(actions, key=lambda found: place.get(found[0].id or "", len(place))):
        first = bindings[0]
        keys = dict.fromkeys(
            binding.key_display or key_name(binding.key) for binding in bindings if binding.key != NO_KEY
        )
        ids = tuple(dict.fromkeys(binding.id for binding in bindings if binding.id))
        yield KeyLine(" ".join(keys), first.description, first.id or "", first.action, node, ids)
