"""How many of the forms that went out came back. No percentage of nothing, and none below ten (DESIGN 7)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fieldwork.analysis.figures import MIN_FOR_PERCENT, percent
from fieldwork.record.batches import Batch, are_free, batches, overlapping, span_words
from fieldwork.record.record import Record
from fieldwork.record.returns import returns
from fieldwork.record.views import reference_key
from fieldwork.text import counted


def response_rate(returned: int, issued: int | None) -> int | None:
    """The share that came back in whole per cent.

    None where nobody knows how many went out, where fewer than ten did, and where more came back than went out:
    then one of the two numbers is wrong.
    """
    if issued is None or issued < MIN_FOR_PERCENT or returned > issued:
        return None
    return percent(returned, issued)


def response_words(returned: int, issued: int | None, *, rates: bool = True) -> str:
    """How many came back: "27 came back of 34 that went out (79%)"; no percentage under ten and without `rates`."""
    came = f"{returned:,} came back"
    if issued is None:
        return f"{came}; nobody has said how many went out"
    if returned > issued:
        return f"{came}, more than the {issued:,} that went out"
    rate = response_rate(returned, issued) if rates else None
    return f"{came} of {issued:,} that went out" + (f" ({rate}%)" if rate is not None else "")


def response_sentence(returned: int, issued: int | None, *, rates: bool = True) -> str:
    """For a report: "27 of the 34 that went out came back (79%)."; empty where nobody has said how many went out.

    Under ten, and without `rates`, there is no percentage.
    """
    if issued is None or not issued:
        return ""
    if returned > issued:
        return f"{returned:,} came back, more than the {issued:,} that went out."
    rate = response_rate(returned, issued) if rates else None
    return f"{returned:,} of the {issued:,} that went out came back" + (f" ({rate}%)." if rate is not None else ".")


@dataclass(frozen=True, slots=True)
class BatchResponse:
    """A batch and the serials of the forms keyed of it. `returned` is None where its serials are free."""

    batch: Batch
    returned: tuple[str, ...] | None

    @property
    def percent(self) -> int | None:
        """The response rate, as in `response_rate`; None where the forms of the batch cannot be told apart."""
        return None if self.returned is None else response_rate(len(self.returned), self.batch.issued)


@dataclass(frozen=True, slots=True)
class Responses:
    """The batches of a questionnaire with what came back, all forms that came back, and those that are of no batch."""

    batches: tuple[BatchResponse, ...]
    returned: tuple[str, ...]
    stray: tuple[str, ...]
    """Serials of forms that are of no batch, where every batch has its numbers: slips, or forms from elsewhere."""

    @property
    def warnings(self) -> tuple[str, ...]:
        """What makes the figures doubtful, a sentence each: forms of no batch, batches that share form numbers."""
        shared = overlapping([part.batch for part in self.batches])
        found = [
            f"The batches {span_words(one.details)} and {span_words(other.details)} share form numbers: one number may "
            f"stand on two forms."
            for one, other in shared
        ]
        if self.stray:
            found.append(f"{counted(len(self.stray), 'form')} of no batch: {', '.join(self.stray)}.")
        return tuple(found)


def responses(record: Record, questionnaire_id: str) -> Responses:
    """What came back of every batch of a questionnaire; a form counts once, however often it was keyed."""
    serials = distinct_serials(one.serial for one in returns(record, questionnaire_id))
    found: list[BatchResponse] = []
    left = serials
    parts = batches(record, questionnaire_id)
    for batch in parts:
        own = tuple(serial for serial in left if batch.holds(serial))
        left = tuple(serial for serial in left if not batch.holds(serial))
        counted = own if batch.numbers is not None else serials if len(parts) == 1 else None
        found.append(BatchResponse(batch, counted))
    return Responses(tuple(found), serials, () if are_free(parts) else left)


def distinct_serials(serials: Iterable[str]) -> tuple[str, ...]:
    """Each serial once, as first written: 07 is 7."""
    kept: dict[object, str] = {}
    for serial in serials:
        kept.setdefault(reference_key(serial), serial)
    return tuple(kept.values())
