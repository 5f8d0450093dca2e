"""What two laptops say differently of the report, side by side to choose from, and what is said when one is chosen."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from fieldwork.analysis.findings import deciding, printed_together
from fieldwork.record import names
from fieldwork.record.describing import field_words, subject_name, value_words, when_words
from fieldwork.record.disputes import Dispute, disputes
from fieldwork.record.record import Statement
from fieldwork.record.report_parts import recommendations
from fieldwork.text import shown
from fieldwork.tui.screens.prompt import ChoicePrompt

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from fieldwork.analysis.findings import FindingLine
    from fieldwork.record.disputes import Side
    from fieldwork.record.entry import Value
    from fieldwork.record.record import Record
    from fieldwork.record.views import Inspection
    from fieldwork.tui.app import FieldworkApp

NOTHING = "Nothing is disputed here."
_BEFORE = 20
"""Characters that are shown of what long texts have in common, before the first in which they differ."""


def disputed_at(inspection: Inspection, part: str, first: str = "") -> tuple[Dispute, ...]:
    """What is disputed of a part of the report, a finding, a recommendation or a fact ("inspection/publication").

    What was seen of a finding is none of it: taking the finding as it is now settles that. The field `first` leads.
    """
    kind, _, id_ = part.partition("/")
    subject = inspection.id if kind == "inspection" else part if id_ else names.report_part(part)
    found = (one for one in disputes(inspection.record) if one.subject == subject and one.field != names.SEEN)
    here = (one for one in found if kind != "inspection" or one.field == id_)
    return tuple(sorted(here, key=lambda one: one.field != first))


def choices(inspection: Inspection, findings: Mapping[str, FindingLine], dispute: Dispute) -> list[tuple[str, str]]:
    """The sides to choose from: their numbers from 0, and who said what when.

    Of long texts that begin alike each is shown from where they differ; of a place, before what it is.
    """
    record = inspection.record
    if dispute.field == names.ORDER:
        beside = _beside(inspection, findings, dispute.subject)
        words = [_place_words(side.value, beside) for side in dispute.sides]
        return [(str(number), f"{_who(side)}: {words[number]}") for number, side in enumerate(dispute.sides)]
    alike = _alike([str(side.value) for side in dispute.sides])
    return [
        (str(number), f"{_who(side)}: {_words(record, dispute.field, side, alike)}")
        for number, side in enumerate(dispute.sides)
    ]


def _who(side: Side) -> str:
    return f"{shown(side.by)} ({when_words(side.at)})"


def _beside(inspection: Inspection, findings: Mapping[str, FindingLine], subject: str) -> list[tuple[float, str]]:
    """What something is printed in one list with, each with its number and its words."""
    kind, _, id_ = subject.partition("/")
    if kind == "finding":
        lines = printed_together(inspection.programme, findings, id_)
        return [(line.order, line.sentence) for line in lines if line.question != id_]
    every = recommendations(inspection)
    kinds = {one.id: one.number is None for one in every}
    return [(one.order, one.text) for one in every if one.id != id_ and kinds[one.id] == kinds.get(id_)]


def _place_words(value: Value, beside: Sequence[tuple[float, str]]) -> str:
    if not isinstance(value, int | float):
        return "where the programme has it"
    following = next((text for order, text in beside if order > value), None)
    return "at the end" if following is None else f"before “{shown(following)}”"


def _alike(texts: Sequence[str]) -> int:
    """How many characters texts have in common at their beginning."""
    return sum(1 for _ in takewhile(lambda letters: len(set(letters)) == 1, zip(*texts, strict=False)))


def _words(record: Record, field: str, side: Side, alike: int) -> str:
    if not isinstance(side.value, str) or field not in (names.TEXT, names.WORDING, names.RESPONSIBILITY):
        return "as proposed, or nothing" if side.value is None else value_words(record, field, side.value)
    if alike <= 2 * _BEFORE:
        return shown(side.value)
    start = side.value.find(" ", alike - _BEFORE, alike) + 1
    return shown(f"… {side.value[start or alike - _BEFORE :]}")


def settled(dispute: Dispute, side: Side, findings: Mapping[str, FindingLine]) -> list[Statement]:
    """What is said when one side is to hold. Whoever settles a finding has seen its figure as it is now."""
    kind, _, question = dispute.subject.partition("/")
    said = Statement(dispute.subject, dispute.field, side.value)
    line = findings.get(question) if kind == "finding" and dispute.field != names.ORDER else None
    return [said] if line is None else [said, *deciding(line)]


def ask_which_holds(
    app: FieldworkApp,
    part: str,
    findings: Mapping[str, FindingLine],
    say: Callable[[Sequence[Statement]], object],
    first: str = "",
) -> None:
    """Ask which side of what is disputed holds, one field after the other from `first` on; `say` hears it."""
    if app.open_workspace.read_only:
        app.notify("The inspection is open for reading only: nothing can be settled.", timeout=4, markup=False)
        return
    inspection = app.open_workspace.inspection
    found = disputed_at(inspection, part, first)
    if not found:
        app.notify(NOTHING, timeout=3, markup=False)
        return
    dispute = found[0]
    words = " ".join(filter(None, (subject_name(inspection, dispute.subject), _field(inspection, dispute))))

    def chosen(number: str | None) -> None:
        if number is not None:
            say(settled(dispute, dispute.sides[int(number)], findings))
            if len(found) > 1:
                ask_which_holds(app, part, findings, say)

    app.push_screen(ChoicePrompt(f"Which is to hold? {words}", choices(inspection, findings, dispute)), chosen)


def _field(inspection: Inspection, dispute: Dispute) -> str:
    return field_words(inspection, dispute.subject, dispute.field)
