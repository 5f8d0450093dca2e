"""The `relevant` of XLSForm, to and from skip rules: `${q3} = '1'`, `selected(${q4}, '2')`, `not(…)`, `and`, `or`.

XForms may nest conditions as it likes, a skip rule joins its conditions all by *and* or all by *or*. What fits is
taken, whatever way it was written; what does not is refused with what was found, and never bent into something near.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from fieldwork.programme.models import Condition, Item
from fieldwork.text import clip, shown

LONGEST = 5_000
DEEPEST = 30
_MOST_LEAVES = 100

Join = Literal["all", "any"]
Rule = tuple[tuple[Condition, ...], Join]
"""The conditions of an item, and how they are joined."""


class RelevantError(ValueError):
    """What was found in a `relevant`, and what was expected in its place."""

    def __init__(self, found: str, expected: str) -> None:
        super().__init__(f"found {found}, expected {expected}")
        self.found = found
        self.expected = expected


@dataclass(frozen=True, slots=True)
class Choice:
    """An item that a condition may be on: the item as taken, and its options by the names that the form uses."""

    item: Item
    options: dict[str, str]

    def option(self, name: str) -> str | None:
        """The option that a name means; `1.0` finds `1`, as spreadsheets write it."""
        alike = (value for known, value in self.options.items() if _whole(known) == _whole(name))
        return self.options.get(name) or next(alike, None)


@dataclass(frozen=True, slots=True)
class _Joined:
    join: Join
    parts: tuple[_Node, ...]


_Node = Condition | _Joined


def relevant_of(item: Item, test: Callable[[str, str], str]) -> str:
    """The `relevant` that says the skip rule of `item`; empty where it is always asked.

    Args:
        item: the item.
        test: how the form says that an option of an item (its id) is ticked: `${q1} = '2'`, `selected(${q1}, '2')`.
    """
    parts = [_written(condition, test) for condition in item.asked_when]
    return (" and " if item.asked_if == "all" else " or ").join(parts)


def _written(condition: Condition, test: Callable[[str, str], str]) -> str:
    tests = [test(condition.item, option) for option in condition.options]
    if not condition.negated:
        return tests[0] if len(tests) == 1 else f"({' or '.join(tests)})"
    if len(tests) == 1 and " = " in tests[0]:
        return tests[0].replace(" = ", " != ")
    return f"not({' or '.join(tests)})"


def rule_of(texts: Sequence[str], choice: Callable[[str], Choice]) -> Rule:
    """The skip rule that `texts` say together: an item's own `relevant` and those of the groups around it.

    Args:
        texts: expressions that must all hold; empty ones are passed over.
        choice: the item that a name means; raises RelevantError where there is none that a condition can be on.

    Raises:
        RelevantError: an expression cannot be read, or cannot be said as a skip rule.
    """
    nodes = tuple(_Parser(text, choice).whole() for text in texts if text.strip())
    if not nodes:
        return (), "all"
    return _flat(nodes[0] if len(nodes) == 1 else _Joined("all", nodes))


def _flat(node: _Node) -> Rule:
    merged = _merged(node)
    if isinstance(merged, Condition):
        return (merged,), "all"
    if not all(isinstance(part, Condition) for part in merged.parts):
        raise RelevantError("'and' and 'or' of several items mixed", "all conditions joined by 'and', or all by 'or'")
    return tuple(part for part in merged.parts if isinstance(part, Condition)), merged.join


def _merged(node: _Node) -> _Node:
    """The node with joins inside of the same join dissolved, and conditions on one item made one where they can be."""
    if isinstance(node, Condition):
        return node
    flat: list[_Node] = []
    for part in node.parts:
        one = _merged(part)
        flat.extend(one.parts if isinstance(one, _Joined) and one.join == node.join else [one])
    parts: list[_Node] = []
    for one in flat:
        known = next((n for n, other in enumerate(parts) if _same(one, other, node.join)), None)
        if known is None:
            if one not in parts:
                parts.append(one)
            continue
        other = parts[known]
        assert isinstance(one, Condition)  # noqa: S101 (for the type checker: only conditions are the same)
        assert isinstance(other, Condition)  # noqa: S101 (the same)
        parts[known] = Condition(one.item, tuple(sorted({*other.options, *one.options})), one.negated)
    return parts[0] if len(parts) == 1 else _Joined(node.join, tuple(parts))


def _same(one: _Node, other: _Node, join: Join) -> bool:
    """Whether two conditions say as much as one: `1 or 2` ticked, or `not 1 and not 2`."""
    return (
        isinstance(one, Condition)
        and isinstance(other, Condition)
        and (one.item, one.negated) == (other.item, other.negated)
        and one.negated is (join == "all")
    )


def _opposite(node: _Node) -> _Node:
    if isinstance(node, Condition):
        return Condition(node.item, node.options, not node.negated)
    return _Joined("any" if node.join == "all" else "all", tuple(_opposite(part) for part in node.parts))


_TOKEN = re.compile(
    r"\s*(?:(?P<ref>\$\{\s*[^{}]+?\s*\})|(?P<text>'[^']*'|\"[^\"]*\"|[\u2018\u2019'][^\u2018\u2019']*[\u2018\u2019'])|(?P<number>-?\d+(?:\.\d+)?)"
    r"|(?P<name>[A-Za-z_][\w.:-]*)|(?P<sign>!=|<=|>=|[=<>(),.+*|/\[\]-]))"
)


class _Parser:
    """Reads one expression: or, and, not(…), a comparison of an item with a text, selected(item, text), parentheses."""

    def __init__(self, text: str, choice: Callable[[str], Choice]) -> None:
        if len(text) > LONGEST:
            raise RelevantError(f"{len(text):,} characters", f"at most {LONGEST:,}")
        self._choice = choice
        self._tokens: list[tuple[str, str]] = []
        self._at = 0
        self._deep = 0
        self._text = text
        at = 0
        while at < len(text.rstrip()):
            token = _TOKEN.match(text, at)
            if token is None:
                raise self._unreadable(text[at:].strip()[:20])
            kind = str(token.lastgroup)
            self._tokens.append((kind, token[kind]))
            at = token.end()

    def _unreadable(self, found: str) -> RelevantError:
        if not found:
            return RelevantError(f"the end of {_said(self._text)}", "a condition on an item")
        return RelevantError(
            f"{_said(found)} in {_said(self._text)}", "${item} = 'option', selected(${item}, 'option'), not, and, or"
        )

    def whole(self) -> _Node:
        node = self._or()
        if self._at < len(self._tokens):
            raise self._unreadable(self._tokens[self._at][1])
        return node

    def _peek(self) -> tuple[str, str]:
        return self._tokens[self._at] if self._at < len(self._tokens) else ("", "")

    def _take(self, kind: str, *texts: str) -> str:
        found, text = self._peek()
        if found != kind or (texts and text not in texts):
            raise self._unreadable(text)
        self._at += 1
        return text

    def _or(self) -> _Node:
        return self._joined("or", "any", lambda: self._joined("and", "all", self._one))

    def _joined(self, word: str, join: Join, inner: Callable[[], _Node]) -> _Node:
        parts = [inner()]
        while self._peek() == ("name", word):
            self._at += 1
            parts.append(inner())
            if len(parts) > _MOST_LEAVES:
                raise RelevantError(f"more than {_MOST_LEAVES} conditions", "a rule that a person can follow")
        return parts[0] if len(parts) == 1 else _Joined(join, tuple(parts))

    def _one(self) -> _Node:
        kind, text = self._peek()
        if (kind, text) == ("sign", "("):
            return self._inside()
        if (kind, text) == ("name", "not"):
            self._at += 1
            return _opposite(self._inside())
        if (kind, text) == ("name", "selected"):
            return self._selected()
        return self._comparison()

    def _inside(self) -> _Node:
        self._deep += 1
        if self._deep > DEEPEST:
            raise RelevantError(f"more than {DEEPEST} parentheses in one another", "a rule that a person can follow")
        self._take("sign", "(")
        node = self._or()
        self._take("sign", ")")
        self._deep -= 1
        return node

    def _selected(self) -> _Node:
        self._take("name")
        self._take("sign", "(")
        choice = self._item()
        self._take("sign", ",")
        node = Condition(choice.item.id, (self._option(choice, self._literal()),))
        self._take("sign", ")")
        return node

    def _comparison(self) -> _Node:
        if self._peek()[0] == "ref":
            choice = self._item()
            sign = self._take("sign", "=", "!=")
            wanted = self._literal()
        else:
            wanted = self._literal()
            sign = self._take("sign", "=", "!=")
            choice = self._item()
        node = self._equal(choice, wanted)
        return node if sign == "=" else _opposite(node)

    def _equal(self, choice: Choice, wanted: str) -> _Node:
        item = choice.item
        if wanted == "":  # nothing was answered
            return Condition(item.id, tuple(option.value for option in item.options), negated=True)
        option = self._option(choice, wanted)
        ticked = Condition(item.id, (option,))
        others = tuple(one.value for one in item.options if one.value != option)
        if item.kind != "many" or not others:
            return ticked
        return _Joined("all", (ticked, Condition(item.id, others, negated=True)))  # this one box and no other

    def _item(self) -> Choice:
        return self._choice(self._take("ref")[2:-1].strip())

    def _literal(self) -> str:
        kind, text = self._peek()
        if kind not in ("text", "number"):
            raise self._unreadable(text)
        self._at += 1
        return text[1:-1] if kind == "text" else _whole(text)

    def _option(self, choice: Choice, name: str) -> str:
        option = choice.option(name)
        if option is None:
            known = ", ".join(choice.options)
            raise RelevantError(f"the option {_said(name)}", f"one of {clip(shown(known), 60)}")
        return option


def _whole(number: str) -> str:
    """A number without the `.0` that spreadsheets add to it; any other text as it is."""
    return re.sub(r"^(-?\d+)\.0+$", r"\1", number)


def _said(text: str) -> str:
    return f"'{clip(shown(text), 60)}'"
