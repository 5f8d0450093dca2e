"""What a new or a revised questionnaire does, as rows: the gravest first, Enter shows the forms that it is on."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from fieldwork.analysis.revising import Effect
from fieldwork.programme.models import Questionnaire
from fieldwork.record.skips import skip_words
from fieldwork.text import counted, shown
from fieldwork.tui.checklist_paint import Segment, fitted
from fieldwork.tui.rows import BLANK, Row, paragraph

_INDENT = 12
_SIGNS = {"unfinished": "!", "gone": "!", "answers": "!", "skips": "!", "new": "+", "figures": "~", "wording": "·"}
_HEADINGS = (
    ("!", "on the forms that are keyed"),
    ("+", "to be keyed"),
    ("~", "in figures"),
    ("·", "in words only"),
)
_KINDS = {"one": "one box", "many": "many boxes", "text": "free text"}


@dataclass(frozen=True, slots=True)
class Plan:
    """What is proposed: the definition in a file, in the place of `old` (None: it is added), and what that does."""

    file: str
    new: Questionnaire
    old: Questionnaire | None
    effects: tuple[Effect, ...]


def plan_rows(plan: Plan, opened: Collection[str], width: int) -> Sequence[Row]:
    """The rows of a plan; of the effects whose targets are `opened` the forms are listed."""
    rows = [*_head(plan, width), BLANK]
    if plan.old is None:
        return (*rows, *_items(plan.new, width))
    if not plan.effects:
        return (*rows, Row(((" Nothing: the inspection has this very definition.", ""),)))
    numbered = list(enumerate(plan.effects))
    for sign, heading in _HEADINGS:
        mine = [(number, effect) for number, effect in numbered if _SIGNS[effect.kind] == sign]
        if mine:
            rows.append(Row(fitted(((f" {sign} {heading}", "head"),), width)))
            for number, effect in mine:
                rows.extend(_effect(number, effect, opened, width))
    return tuple(rows)


def _head(plan: Plan, width: int) -> Iterator[Row]:
    new = plan.new
    verb = "adds" if plan.old is None else "takes the place of"
    of = f"{counted(len(new.items), 'item')} for {new.respondents}"
    yield from paragraph(f"{plan.file} {verb} {new.id}: {new.title}, {of}.", "", 1, width)
    opens: tuple[Segment, ...] = (("  Enter", "bold"), (" shows the forms", "dim")) if plan.effects else ()
    if plan.old != new:
        yield Row(
            fitted(((" y", "bold"), (" records it  ", "dim"), ("Esc", "bold"), (" leaves it", "dim"), *opens), width)
        )


def _effect(number: int, effect: Effect, opened: Collection[str], width: int) -> Iterator[Row]:
    target = f"effect:{number}"
    lead = ((f"   {shown(effect.item or 'form')}".ljust(_INDENT), "accent"),)
    lines = paragraph(shown(effect.words), "", _INDENT, width, target=target, lead=lead)
    for index, line in enumerate(lines):
        yield Row(line.segments, target, index == 0, line.about, effect.item.removeprefix("q") if index == 0 else "")
    if target in opened and effect.serials:
        noun = "form" if len(effect.serials) == 1 else "forms"
        listed = ", ".join(shown(serial) for serial in effect.serials)
        yield from paragraph(f"{noun} {listed}", "accent", _INDENT + 2, width, target=target)


def _items(form: Questionnaire, width: int) -> Iterator[Row]:
    for item in form.items:
        target = f"item:{item.id}"
        lead = ((f" {shown(item.id)}".ljust(_INDENT), "accent"),)
        number = item.id.removeprefix("q")
        for index, line in enumerate(paragraph(item.text, "bold", _INDENT, width, target=target, lead=lead)):
            yield Row(line.segments, target, index == 0, item.text, number if index == 0 else "")
        options = " · ".join(f"{one.value} {one.label}" for one in item.options) or _KINDS[item.kind]
        yield from paragraph(options, "dim", _INDENT, width, target=target)
        if item.asked_when:
            yield from paragraph(f"asked only where {skip_words(item)}", "dim", _INDENT, width, target=target)
