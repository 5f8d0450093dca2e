"""The tally of a questionnaire as rows: what is to be mended on top, then every item with its bars. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from fieldwork.analysis.phrases import sentence
from fieldwork.analysis.responses import response_words
from fieldwork.analysis.small_numbers import OF_A_TABLE, is_small, risks
from fieldwork.analysis.tallies import ItemTally, Problem, Tally
from fieldwork.programme.models import Item, Option
from fieldwork.text import shown
from fieldwork.tui.bars import bar
from fieldwork.tui.checklist_paint import Segment, fitted, pad, size_of
from fieldwork.tui.forms_behind import forms_rows
from fieldwork.tui.keying_state import Known
from fieldwork.tui.rows import BLANK, Row, paragraph

_INDENT = 7
_COUNT = 5
_LABEL_MOST = 34
_LABEL_SHARE = 0.42
KEY_FORMS = "key"
"""The target of the line that goes to keying."""
DIFFERS = "differs"
"""The target of a line that goes to the list of what was keyed differently."""
ISSUED = "issued"
"""The target of the line that says how many went out."""


@dataclass(frozen=True, slots=True)
class TallyView:
    """A tally, the forms it is of, and the lines that are opened."""

    tally: Tally
    forms: Sequence[Known]
    look: tuple[tuple[Known, tuple[str, ...]], ...] = ()
    """Forms with items to look at again on the page."""
    next_serial: str = "1"
    opened: Collection[str] = ()


def returned_words(tally: Tally) -> str:
    """How many came back: "27 came back of 34 that went out (79%)"; no percentage where the tally has none."""
    return response_words(tally.returned, tally.issued, rates=tally.rates)


def tally_rows(view: TallyView, width: int) -> list[Row]:
    """All rows of a questionnaire's tally."""
    rows = [*_top(view, width), *_problem_rows(view, width)]
    for item_tally in view.tally.items.values():
        rows.append(BLANK)
        rows += _item_rows(view, item_tally, width)
    if any(is_small(len(serials)) for item in view.tally.items.values() for serials in item.answers.values()):
        rows += [BLANK, *paragraph(OF_A_TABLE, "dim", 3, width, lead=((" ! ", "warn"),))]
    return rows


def _top(view: TallyView, width: int) -> Iterator[Row]:
    came: Segment = (f" {returned_words(view.tally)}  ", "")
    yield Row(fitted((came, ("i", "accent"), (" sets it", "dim")), width), ISSUED)
    waiting = [one for one in view.forms if not one.finished]
    key: Segment = (" ▸ key forms", "accent")
    then = f"  the next is {view.next_serial}" + (f"; {len(waiting)} unfinished" if waiting else "")
    yield Row(fitted((key, (then, "dim")), width), KEY_FORMS, stop=True)


# -- what is to be mended ------------------------------------------------------------------------------------------


def _problem_rows(view: TallyView, width: int) -> Iterator[Row]:
    found = [_problem_words(one) for one in view.tally.problems]
    found += [(f"form:{one.serial}", "·", _unfinished_words(view, one)) for one in view.forms if not one.finished]
    found += [(f"form:{one.serial}", "⚑", _look_words(one, items)) for one, items in view.look]
    for target, sign, words in found:
        style = "warn" if sign == "!" else ""
        yield Row(fitted(((f" {sign} ", "warn"), (words, style)), width), target, stop=True, about=words)


def _problem_words(problem: Problem) -> tuple[str, str, str]:
    items = f": {', '.join(problem.items)} not counted" if problem.items else ""
    return DIFFERS if problem.unsettled else f"form:{problem.serial}", "!", problem.what + items


def _unfinished_words(view: TallyView, known: Known) -> str:
    whose = f", keyed by {known.keyed_by}" if known.keyed_by else ""
    return f"form {known.serial} is unfinished: {known.keyed} of {len(view.tally.items)} items{whose}"


def _look_words(known: Known, items: Sequence[str]) -> str:
    return f"form {known.serial}: look at the page again for {', '.join(items)}"


# -- an item -------------------------------------------------------------------------------------------------------


def _item_rows(view: TallyView, found: ItemTally, width: int) -> Iterator[Row]:
    item = found.item
    yield from _heading(item, width)
    if item.kind == "text":
        yield from _text_rows(view, found, width)
        return
    label = min(_LABEL_MOST, int((width - _INDENT) * _LABEL_SHARE))
    for option in item.options:
        yield from _answer_rows(view, found, option, label, width)
    yield from _sums_rows(view, found, width)


def _heading(item: Item, width: int) -> Iterator[Row]:
    number = item.id.removeprefix("q")
    mark: tuple[Segment, ...] = (("  wording assumed", "dim"),) if item.assumed else ()
    lead = ((pad(f" {item.id}", _INDENT - 1) + " ", "head"),)
    lines = paragraph(item.text, "bold", _INDENT, width, target=f"item:{item.id}", lead=lead)
    for index, line in enumerate(lines):
        last = index == len(lines) - 1 and size_of(line.segments) + size_of(mark) <= width
        segments = (*line.segments, *mark) if last else line.segments
        yield Row(segments, line.target, index == 0, item.text, number if index == 0 else "")


def _answer_rows(view: TallyView, found: ItemTally, option: Option, label: int, width: int) -> Iterator[Row]:
    serials = found.answers.get(option.value, ())
    good = option.value in found.item.favourable
    room = max(0, width - _INDENT - label - _COUNT - 2)
    filled_part, rest = bar(len(serials), found.of, room)
    target = f"answer:{found.item.id}:{option.value}"
    words = pad(f"{'+' if good else ' '}{option.value} {option.label}", label - 1) + " "
    count = f"{len(serials)}".rjust(_COUNT)
    segments: tuple[Segment, ...] = (
        (" " * _INDENT, ""),
        (words, "" if serials else "dim"),
        (filled_part, "bar"),
        (rest, ""),
        (count, "bold" if serials else "dim"),
        (" !" if is_small(len(serials)) else "", "warn"),
    )
    yield Row(fitted(segments, width), target, about=option.label)
    if target in view.opened:
        yield from forms_rows(serials, _INDENT + 3, width)


def share_words(found: ItemTally) -> str:
    """The favourable share: "25 of 26 · 96% · nearly all"; under ten answers the count and words only."""
    if found.favourable is None or not found.of:
        return ""
    parts = [f"{len(found.favourable)} of {found.of}"]
    if found.percent is not None:
        parts.append(f"{found.percent}%")
    if found.words not in parts:
        parts.append(found.words)
    return " · ".join(parts)


def _apart(found: ItemTally) -> dict[str, tuple[str, ...]]:
    """The forms that are not in n, by why; only what there is."""
    apart = {
        "blank": found.blank,
        "unreadable": found.unreadable,
        "two boxes": found.multiple,
        "not asked": found.not_asked,
        "not settled": found.unsettled,
        "not counted yet": tuple(one for one in found.pending if one not in found.unsettled),
    }
    return {what: serials for what, serials in apart.items() if serials}


def _sums_rows(view: TallyView, found: ItemTally, width: int) -> Iterator[Row]:
    target = f"sums:{found.item.id}"
    share = share_words(found)
    counts = " · ".join([f"n {found.of}", *(f"{what} {len(serials)}" for what, serials in _apart(found).items())])
    lead: tuple[Segment, ...] = ((" " * _INDENT, ""), (f"+ {share}   " if share else "", "good"))
    if size_of(lead) + len(counts) <= width:
        yield Row(fitted((*lead, (counts, "dim")), width), target)
    else:
        yield Row(fitted(lead, width), target)
        yield Row(fitted(((" " * (_INDENT + 2), ""), (counts, "dim")), width), target)
    if target in view.opened:
        for what, serials in {**_counted(found), **_apart(found)}.items():
            if serials:
                yield from forms_rows(serials, _INDENT + 3, width, f"{what}: ")
    if said := sentence(found):
        yield from paragraph(f"“{said}”", "", _INDENT + 2, width, target=target)
    if told := [risk.words for risk in risks(found) if risk.printed]:
        lead = ((" " * _INDENT, ""), ("! ", "warn"))
        yield from paragraph("; ".join(told), "warn", _INDENT + 2, width, target=target, lead=lead)


def _counted(found: ItemTally) -> dict[str, tuple[str, ...]]:
    """The forms that are in n, by what they count for; one line where no answer is better."""
    if found.favourable is None:
        return {"n": found.answered}
    good = set(found.favourable)
    otherwise = tuple(serial for serial in found.answered if serial not in good)
    return {"favourable": found.favourable, "otherwise": otherwise}


def _text_rows(view: TallyView, found: ItemTally, width: int) -> Iterator[Row]:
    target = f"texts:{found.item.id}"
    left = {"left blank": found.blank, "unreadable": found.unreadable}
    rest = {what: serials for what, serials in _apart(found).items() if what not in ("blank", "unreadable")}
    apart = [f"{what} {len(serials)}" for what, serials in (left | rest).items()]
    sign = "▾" if target in view.opened else "▸"
    opens = "" if not found.texts else f"{sign} "
    lead: tuple[Segment, ...] = ((" " * _INDENT, ""), (opens, "accent"), (f"{len(found.texts)} wrote something", ""))
    yield Row(fitted((*lead, (" · " + " · ".join(apart), "dim")), width), target)
    if target not in view.opened:
        return
    for what, serials in _apart(found).items():
        yield from forms_rows(serials, _INDENT + 3, width, f"{what}: ")
    for serial, text in found.texts:
        name = f"text:{found.item.id}:{serial}"
        lead = ((" " * _INDENT + pad(shown(serial).rjust(4), 5) + " ", "dim"),)
        yield from paragraph(f"“{shown(text)}”", "", _INDENT + 6, width, target=name, about=text, lead=lead)
