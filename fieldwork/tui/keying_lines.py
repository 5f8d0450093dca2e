"""What the keyer sees: the item she is at, large, and below it this form beside the last one. Values in, lines out.

At the second keying both forms are second keyings; of the first one nothing is among the values but a `Mismatch`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import zip_longest

from fieldwork.programme.models import Item, Questionnaire
from fieldwork.record.entry import Value
from fieldwork.record.returns import WRITTEN
from fieldwork.text import cells, clip, counted, shown
from fieldwork.tui.checklist_paint import EMPTY, Line, Segment, Spot, fitted, pad, size_of, spread, wrapped
from fieldwork.tui.key_names import NO_KEY, is_typed
from fieldwork.tui.keying_settling import LOOK_AT_THE_PAPER
from fieldwork.tui.keying_state import MARK_WORDS, Known, Mismatch, State
from fieldwork.tui.keys import present_key

_INDENT = 7
_ONE_COLUMN = 5
"""More options than this stand in two columns."""
_TOPIC_LEAST = 12
_TEXT_LINES = 3
_Hint = tuple[str, str, str]
"""The action, its default key, and the words beside it."""
_NONE: Mapping[str, str] = {}
BACK = ("keying.back", "⌫")
ENTER = ("keying.enter", "Enter")
_BLANK = ("keying.blank", "0", "left blank")
_UNREADABLE = ("keying.unreadable", "x", "unreadable")
_LOOK = ("keying.look", "w", "look again")
_NOT_NOW = ("keying.look", "w", "not now")
_SETTLE_HINTS = (("keying.anew", "t", "anew"), _NOT_NOW)
_WRITTEN_HINTS = (_BLANK, _UNREADABLE, _LOOK)
_MARK_HINTS = (_BLANK, _UNREADABLE, ("keying.multiple", "m", "two boxes"), _LOOK)
_MANY_HINTS = ((*ENTER, "ends it"), _BLANK, _UNREADABLE, _LOOK)
_TEXT_HINTS = (
    (*ENTER, "ends it; empty or 0: left blank"),
    ("keying.unreadable", "ctrl+x", "unreadable"),
    ("keying.look", "ctrl+l", "look again"),
)


@dataclass(frozen=True, slots=True)
class Form:
    """A form as it is shown: its number, what is keyed, disputed, to be looked at again, and not asked on it."""

    serial: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)
    disputed: frozenset[str] = frozenset()
    look: tuple[str, ...] = ()
    not_asked: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Counts:
    """How far one is. `offered` is the next number, `look` the numbers of forms to look at again on the page.

    At the second keying `left` are the forms still to be keyed twice, `unsettled` the items that differ and wait for
    someone to look at the paper, and `notes` what is known of the plan, of the mistakes and of who should key.
    """

    forms: int = 0
    issued: int | None = None
    offered: str = ""
    unfinished: tuple[Known, ...] = ()
    look: tuple[str, ...] = ()
    left: int = 0
    unsettled: int = 0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """All that the screen shows: where the keyer is, this form and the last, how far she is, and a message.

    `second`: it is the second keying; `mismatch`: the two keyings of the item differ; `own`: the user's own keys, by
    action.
    """

    questionnaire: Questionnaire
    state: State
    this: Form = Form()
    last: Form = Form()
    counts: Counts = Counts()
    message: str = ""
    wrong: bool = False
    second: bool = False
    mismatch: Mismatch | None = None
    own: Mapping[str, str] = field(default_factory=dict)

    def key(self, action: str, default: str) -> str:
        """The key of an action as it is written: the user's own, else `default`."""
        return present_key(self.own, action, default)

    @property
    def item(self) -> Item:
        """The item one is at."""
        return self.questionnaire.items[self.state.at]


def value_words(item: Item, value: Value) -> str:
    """What is keyed, in short: "2 Most of the time", "1 3 7", "left blank", a text in quotes."""
    if isinstance(value, str):
        labels = {option.value: option.label for option in item.options}
        return MARK_WORDS.get(value) or f"{value} {labels.get(value, '?')}"
    if isinstance(value, list):
        return " ".join(str(one) for one in value)
    if isinstance(value, dict):
        text = shown(value.get("text", ""))
        return "something is written" if text == WRITTEN else f"“{text}”"
    return "·"


def keying_lines(view: View, width: int, height: int) -> tuple[Line, ...]:
    """All lines of the body."""
    head = [_status(view, width), Line((("─" * width, "rule"),))]
    block = _serial_block(view, width) if view.state.asks_serial else _item_block(view, width)
    size = min(_block_height(view.questionnaire, width), max(3, height - 7))
    block = block[: size - 1]
    message = _message(view, width)
    filler = [EMPTY] * (size - len(message) - len(block))  # a long message takes of what is free
    last = [] if view.state.asks_serial else block[-1:]  # the keys stay on their line, however many options there are
    block = [*block[: len(block) - len(last)], *filler, *last]
    lines = [*head, *block, *message]
    return tuple([*lines, *_forms_lines(view, width, height - len(lines))][:height])


@lru_cache(maxsize=16)
def _block_height(questionnaire: Questionnaire, width: int) -> int:
    """As many lines as the largest item takes, so that nothing moves from item to item; the message is the last."""
    return max((len(_item_lines(item, (), width)) for item in questionnaire.items), default=4) + 2


def _status(view: View, width: int) -> Line:
    state = view.state
    items = len(view.questionnaire.items)
    if state.asks_serial:
        left: list[Segment] = [(" which form?", "bold")]
    else:
        keyed = len(view.this.values.keys() - view.this.not_asked)
        twice = " · second keying" if view.second else ""
        left = [(f" form {state.serial}", "bold"), (f"{twice} · item {state.at + 1} of {items} · {keyed} keyed", "")]
    counts = _second_counts(view.counts) if view.second else _counts(view.counts)
    return Line(spread(left, [(counts, "dim")], width))


def _second_counts(counts: Counts) -> str:
    parts = [f"{counted(counts.left, 'form')} left"]
    if counts.unsettled:
        parts.append(f"{counts.unsettled} to settle")
    return " · ".join(parts) + " "


def _counts(counts: Counts) -> str:
    issued = "" if counts.issued is None else f" of {counts.issued} that went out"
    parts = [f"{counted(counts.forms, 'form')}{issued}"]
    if counts.unfinished:
        parts.append(f"{len(counts.unfinished)} unfinished")
    if counts.look:
        parts.append(f"{len(counts.look)} to look at")
    return " · ".join(parts) + " "


def _message(view: View, width: int) -> list[Line]:
    if view.mismatch is not None and not view.wrong:
        return [_mismatch_message(view, width)]
    if not view.message:
        return [EMPTY]
    style = "warn" if view.wrong else "fact"
    words = view.message.replace(BACK[1], view.key(*BACK))
    lines = wrapped(f"{'✗ ' if view.wrong else ''}{words}", max(1, width - 2))[:2]
    return [Line(fitted(((f" {line}", style),), width)) for line in lines]


def _mismatch_message(view: View, width: int) -> Line:
    found = view.mismatch
    if view.state.anew or found is None:
        ends = f"type what is written; {view.key(*ENTER)} settles it"
        words = ends if view.item.kind == "text" else "key what stands on the paper"
        return Line(fitted(((f" {words}; {view.key(*BACK)} takes that back", "fact"),), width))
    if found.settled is None:
        return Line(fitted(((f" ≠ {LOOK_AT_THE_PAPER}", "warn"),), width))
    words = (
        f" ≠ settled by {found.settled_by}: {value_words(view.item, found.settled)}; {view.key(*ENTER)} leaves it so"
    )
    return Line(fitted(((words, "fact"),), width))


# -- the number of the form ----------------------------------------------------------------------------------------


def _serial_block(view: View, width: int) -> list[Line]:
    state = view.state
    verb = "takes" if not state.renaming else "makes it"
    number = shown(state.typed) if state.typed else view.counts.offered
    why = "" if state.typed or state.renaming else ", the next one; or type the number on the form"
    takes: tuple[Segment, ...] = ((f"   {view.key(*ENTER)}", "key"), (f" {verb} {number}{why}", "dim"))
    if not number:
        takes = (("   no form is left; type the number of one", "dim"),)
    lines = [
        EMPTY,
        Line(fitted((("   form  ", ""), *_field(state, view.counts.offered), ("   ", "")), width), now=True),
        EMPTY,
        Line(fitted(takes, width)),
    ]
    for note in view.counts.notes:
        lines += [Line(fitted(((f"   {line}", ""),), width)) for line in wrapped(note, max(1, width - 4))[:2]]
    lines += _list_of("unfinished", [_unfinished_words(one, view) for one in view.counts.unfinished], width)
    lines += _list_of("to look at again on the page", list(view.counts.look), width)
    return lines


def _field(state: State, placeholder: str = "") -> tuple[Segment, ...]:
    """What is typed, with a cursor; a number that is only offered is dim."""
    if not state.typed and placeholder:
        return ("▏", "accent"), (placeholder, "dim")
    return (state.typed[: state.cursor], "bold"), ("▏", "accent"), (state.typed[state.cursor :], "bold")


def _unfinished_words(known: Known, view: View) -> str:
    whose = f" {known.keyed_by}" if known.keyed_by else ""
    return f"{known.serial} ({known.keyed} of {len(view.questionnaire.items)}{whose})"


def _list_of(title: str, words: Sequence[str], width: int) -> list[Line]:
    if not words:
        return []
    lines = wrapped(f"{title}: {', '.join(words)}", max(1, width - 4))
    return [Line(fitted(((f"   {line}", "dim"),), width)) for line in lines[:2]]


# -- the item ------------------------------------------------------------------------------------------------------


def _item_block(view: View, width: int) -> list[Line]:
    state, item, own = view.state, view.item, view.own
    if view.mismatch is not None:
        return _mismatch_block(view, view.mismatch, width)
    if item.kind == "text" and view.second:
        held = view.this.values.get(item.id)
        lines = [*_text_lines(item, width), EMPTY, _written_line(isinstance(held, dict), width), EMPTY]
        return [*lines, _hints(_named(_WRITTEN_HINTS, own), width)]
    if item.kind == "text":
        keys = _hints(_named(_TEXT_HINTS, own), width)
        return [*_text_lines(item, width), EMPTY, *_text_field(state, width), EMPTY, keys]
    ticked: Sequence[str] = state.ticked
    held = view.this.values.get(item.id)
    if item.kind == "one" and isinstance(held, str):
        ticked = (held,)
    return _item_lines(item, ticked, width, own)


def _written_line(written: bool, width: int) -> Line:
    words: tuple[Segment, ...] = (("1", "key"), (f"  {'● ' if written else ''}something is written", ""))
    return Line(fitted(((" " * _INDENT, ""), *words), width), "option:1")


def _mismatch_block(view: View, found: Mismatch, width: int) -> list[Line]:
    """The item with what is settled, if anything is, and the keys that take one keying or the other."""
    item, state, own = view.item, view.state, view.own
    first, second = value_words(item, found.first), value_words(item, found.second)
    if item.kind == "text":
        rows = _text_field(state, width) if state.anew else []
        if not state.anew:
            rows = [_taken(view.key(key, default), words, width) for key, default, words in _both(first, second)]
        keys = _named(_TEXT_HINTS[:2] if state.anew else _SETTLE_HINTS, own)
        return [*_text_lines(item, width), EMPTY, *rows, EMPTY, _hints(keys, width)]
    if state.anew:
        answers = _MANY_HINTS if item.kind == "many" else _MARK_HINTS
        keys = _named((*answers[:-1], _NOT_NOW), own)
        return [*_item_lines(item, state.ticked, width)[:-1], _hints(keys, width)]
    ticked: Sequence[str] = ()
    if found.settled is not None:
        ticked = found.settled if isinstance(found.settled, list) else (str(found.settled),)
    choose = _hints(_named((*_both(first, second), *_SETTLE_HINTS), own), width)
    return [*_item_lines(item, ticked, width)[:-1], choose]


def _both(first: str, second: str) -> tuple[_Hint, _Hint]:
    return ("keying.first", "f", f"first: {first}"), ("keying.second", "s", f"second: {second}")


def _taken(key: str, words: str, width: int) -> Line:
    return Line(fitted(((" " * _INDENT, ""), (key, "key"), (f"  {words}", "")), width))


def _item_lines(item: Item, ticked: Sequence[str], width: int, own: Mapping[str, str] = _NONE) -> list[Line]:
    hints = {"text": _TEXT_HINTS, "many": _MANY_HINTS}.get(item.kind, _MARK_HINTS)
    return list(_lines_of_item(item, tuple(ticked), width, _named(hints, own)))


@lru_cache(maxsize=512)
def _lines_of_item(
    item: Item, ticked: tuple[str, ...], width: int, hints: tuple[tuple[str, str], ...]
) -> tuple[Line, ...]:
    lines = [*_text_lines(item, width), EMPTY]
    if item.kind == "text":
        return (*lines, EMPTY, EMPTY, EMPTY, _hints(hints, width))
    cut = len(item.options) if len(item.options) <= _ONE_COLUMN else (len(item.options) + 1) // 2
    room = (width - _INDENT) // 2 if cut < len(item.options) else width - _INDENT
    box = item.kind == "many"
    pieces = [_option_segments(option.value, option.label, option.value in ticked, box) for option in item.options]
    values = [option.value for option in item.options]
    for left, right, first, second in zip_longest(pieces[:cut], pieces[cut:], values[:cut], values[cut:]):
        cell = fitted(left, room)
        gap: Segment = (" " * (room - size_of(cell)), "")
        spot = Spot(_INDENT + room, width, f"option:{second}")
        segments = fitted(((" " * _INDENT, "key"), *cell, gap, *(right or ())), width)
        lines.append(Line(segments, f"option:{first}", spots=(spot,) if right else ()))
    return (*lines, EMPTY, _hints(hints, width))


def _option_segments(digit: str, label: str, chosen: bool, box: bool) -> tuple[Segment, ...]:
    sign = ("☒ " if chosen else "☐ ") if box else ("● " if chosen else "")
    return (digit, "key"), (f"  {sign}{label}", "bold" if chosen else "")


def _text_lines(item: Item, width: int) -> list[Line]:
    number = pad(f" {item.id}", _INDENT - 1) + " "
    text = wrapped(item.text, max(1, width - _INDENT - 1))[:_TEXT_LINES]
    lines = [Line(fitted(((number, "head"), (text[0], "bold")), width))]
    return lines + [Line(fitted(((" " * _INDENT, ""), (line, "bold")), width)) for line in text[1:]]


def _text_field(state: State, width: int) -> list[Line]:
    """What is typed, in at most two lines; of a longer text the part with the cursor."""
    room = max(4, width - _INDENT - 2)
    start = min(state.cursor, max(0, cells(state.typed[: state.cursor]) - 2 * room + 2))
    seen = State(typed=state.typed[start:], cursor=state.cursor - start)
    segments = _field(seen)
    whole = "".join(text for text, _ in segments)
    first, rest = _cut(whole, room)
    lines = [Line(((" " * _INDENT, ""), (first, "bold")), now=True)]
    return [*lines, Line(((" " * _INDENT, ""), (clip(rest, room), "bold")), now=True)]


def _cut(text: str, width: int) -> tuple[str, str]:
    used = 0
    for index, character in enumerate(text):
        used += cells(character)
        if used > width:
            return text[:index], text[index:]
    return text, ""


def _named(hints: Iterable[_Hint], own: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The hints with the keys that they have now; what can only be typed as a letter is no key of a text."""
    if not own:  # nearly everybody
        return tuple((default, words) for _, default, words in hints)
    return tuple(
        (present_key(_in_a_text(own, action) if default.startswith("ctrl+") else own, action, default), words)
        for action, default, words in hints
    )


def _in_a_text(own: Mapping[str, str], action: str) -> dict[str, str]:
    """The user's own keys of an action that act while a text is typed; where none does, the palette has it."""
    keys = own.get(action)
    if keys is None:
        return dict(own)
    return {**own, action: ",".join(key for key in keys.split(",") if not is_typed(key)) or NO_KEY}


def _hints(hints: Sequence[tuple[str, str]], width: int) -> Line:
    """The keys of an item; whole keys are dropped from the end where it is narrow."""
    segments: list[Segment] = [(" " * _INDENT, "")]
    for index, (key, words) in enumerate(hints):
        piece: list[Segment] = [("   " if index else "", "dim"), (key, "key"), (f" {words}", "dim")]
        if size_of(segments) + size_of(piece) > width:
            break
        segments += piece
    return Line(fitted(segments, width))


# -- this form and the last ----------------------------------------------------------------------------------------


def _forms_lines(view: View, width: int, height: int) -> list[Line]:
    """The items with what is keyed in this form and in the last; a window of `height` lines around the present one."""
    if height < 2:  # noqa: PLR2004 (a heading and one item)
        return []
    column = max(12, (width - _INDENT) // 3)
    topic = max(0, width - _INDENT - 2 * column)
    if topic < _TOPIC_LEAST:
        topic, column = 0, (width - _INDENT) // 2
    items = view.questionnaire.items
    room = height - 1
    at = 0 if view.state.asks_serial else view.state.at
    top = _page_top(at, len(items), room)
    rows = [_form_line(view, index, topic, column, width) for index in range(top, min(top + room, len(items)))]
    return [_forms_heading(view, topic, column, width), *rows]


def _page_top(at: int, count: int, room: int) -> int:
    """Where the window begins: it turns like a page, with the item before in view, so that most keys move nothing."""
    step = max(1, room - 3)
    return max(0, min(max(0, at - 1) // step * step, count - room))


def _forms_heading(view: View, topic: int, column: int, width: int) -> Line:
    twice = ", second" if view.second else ""
    this = f"this form {view.state.serial}{twice}" if view.state.serial and not view.state.asks_serial else ""
    last = f"last form {view.last.serial}{twice}" if view.last.serial else ""
    text = pad("", _INDENT + topic) + pad(this, column) + pad(last, column)
    return Line(fitted(((text, "head"),), width))


def _form_line(view: View, index: int, topic: int, column: int, width: int) -> Line:
    item = view.questionnaire.items[index]
    asked = view.state.asks_serial
    here = not asked and index == view.state.at
    texts = (
        "⚑ " if not asked and item.id in view.this.look else "  ",
        item.topic,
        "" if asked else _answer(item, view.this),
        _answer(item, view.last) if view.last.serial else "",
    )
    return _painted(item.id, texts, (topic, column, width), here, "" if asked else f"item:{index}")


@lru_cache(maxsize=1024)
def _painted(item_id: str, texts: tuple[str, ...], sizes: tuple[int, int, int], here: bool, target: str) -> Line:
    """A line of the list; most are the same from key to key."""
    (look, topic_text, said, last), (topic, column, width) = texts, sizes
    number = pad(f"{'▌' if here else ' '}{item_id}", _INDENT - 2)
    about = pad(clip(topic_text, max(0, topic - 1)), topic)
    segments = (  # few styles: each change of style is forty bytes to the terminal
        (number, "accent" if here else "dim"),
        (look, ("accent" if look.strip() else "bold") if here else "accent" if look.strip() else "dim"),
        (about, "bold" if here else "dim"),
        (pad(clip(said, column - 1), column), "bold" if here else ""),
        (pad(clip(last, column - 1), column), "dim"),
    )
    return Line(fitted(segments, width), target)


def _answer(item: Item, form: Form) -> str:
    if item.id in form.disputed:
        return "≠ disputed"
    if item.id in form.not_asked:
        kept = form.values.get(item.id)
        return "not asked" if kept is None else f"not asked ({value_words(item, kept)})"
    return value_words(item, form.values.get(item.id))
