"""Batches: copies of a questionnaire that went out together, their serials, and when what came back was counted in.

A batch may name its running numbers, first to last, and then only their serials are of it; one without numbers says
how many went out and no more. Serials are free as long as any batch of the questionnaire has no numbers, and where
there is no batch at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from fieldwork.errors import BadInputError
from fieldwork.programme.serials import CHECK_WIDTH, LONGEST, is_valid, number_of, serial_value, with_check
from fieldwork.record import names
from fieldwork.record.entry import Value
from fieldwork.record.record import Record, Statement
from fieldwork.record.sitting import new_subject
from fieldwork.text import clip, shown

MOST_ISSUED = 100_000
"""Copies in one batch."""

HIGHEST_NUMBER = 10 ** (LONGEST - 1) - 1
"""The highest running number: with its check digit it is still read as a serial."""


@dataclass(frozen=True, slots=True)
class BatchDetails:
    """What is said of a batch. `numbers`: first and last running number; dates are ISO text."""

    questionnaire: str
    issued: int | None
    sent: str | None = None
    back: str | None = None
    numbers: tuple[int, int] | None = None
    check_digit: bool = False


@dataclass(frozen=True, slots=True)
class Batch:
    """One batch, as the record holds it now; a field that is disputed is None."""

    record: Record
    id: str

    @property
    def details(self) -> BatchDetails:
        """All that is said of it."""
        numbers = self.numbers
        ends = None if numbers is None else (numbers[0], numbers[-1])
        return BatchDetails(self.questionnaire, self.issued, self.sent, self.back, ends, self.check_digit)

    @property
    def questionnaire(self) -> str:
        """The id of the questionnaire."""
        return str(self.record.value(self.id, names.QUESTIONNAIRE) or "")

    @property
    def issued(self) -> int | None:
        """How many copies went out."""
        return _whole(self.record.value(self.id, names.ISSUED))

    @property
    def sent(self) -> str | None:
        """The day on which it went out, as ISO text; None while nobody has said."""
        return _text(self.record.value(self.id, names.SENT))

    @property
    def back(self) -> str | None:
        """The day on which what had come back was counted in, as ISO text; None while nobody has said."""
        return _text(self.record.value(self.id, names.BACK))

    @property
    def check_digit(self) -> bool:
        """Whether its serials bear a check digit."""
        return self.record.value(self.id, names.CHECK_DIGIT) is True

    @property
    def numbers(self) -> range | None:
        """Its running numbers; None where its serials are free."""
        first = _whole(self.record.value(self.id, names.FIRST))
        last = _whole(self.record.value(self.id, names.LAST))
        if first is None or last is None or _wrong_numbers((first, last)):
            return None
        return range(first, last + 1)

    def serial(self, number: int) -> str:
        """The serial of one of its numbers, as it is printed: all serials of a batch are of one length."""
        return _serial(number, self.numbers[-1] if self.numbers else number, check_digit=self.check_digit)

    def holds(self, serial: str) -> bool:
        """Whether `serial` is one of its own, check digit and all; zeros in front do not matter."""
        number = number_of(serial) if self.check_digit else serial_value(serial)
        return self.numbers is not None and number is not None and number in self.numbers


def batches(record: Record, questionnaire_id: str | None = None) -> tuple[Batch, ...]:
    """The batches of a questionnaire (of all, where none is named), by their first number; without numbers first."""
    found = (Batch(record, subject) for subject in record.subjects("batch"))
    wanted = [one for one in found if one.questionnaire and questionnaire_id in (None, one.questionnaire)]
    return tuple(sorted(wanted, key=_place))


def _place(batch: Batch) -> tuple[str, int, str, str]:
    return batch.questionnaire, batch.numbers[0] if batch.numbers else 0, batch.sent or "", batch.id


# -- serials -----------------------------------------------------------------------------------------------------


def batch_serials(details: BatchDetails) -> tuple[str, ...]:
    """Every serial of a batch as it is printed, in order; none where its serials are free."""
    if details.numbers is None:
        return ()
    first, last = details.numbers
    return tuple(_serial(number, last, check_digit=details.check_digit) for number in range(first, last + 1))


def _serial(number: int, last: int, *, check_digit: bool) -> str:
    width = len(str(last))
    return with_check(number, max(width, CHECK_WIDTH)) if check_digit else str(number).zfill(width)


def batch_of(serial: str, among: Iterable[Batch]) -> Batch | None:
    """The batch that a serial is of; None where it is of none."""
    return next((batch for batch in among if batch.holds(serial)), None)


def are_free(among: Sequence[Batch]) -> bool:
    """Whether any serial may be keyed: there is no batch, or one of them does not name its numbers."""
    return not among or any(batch.numbers is None for batch in among)


def why_refused(serial: str, among: Sequence[Batch]) -> str:
    """Why a serial cannot be of a form of these batches, in one sentence; empty where it can.

    Args:
        serial: as typed.
        among: all batches of the questionnaire.
    """
    if are_free(among) or batch_of(serial, among) is not None:
        return ""
    said = clip(shown(serial).strip(), LONGEST + 1)
    plain = max((batch.numbers[-1] for batch in among if batch.numbers and not batch.check_digit), default=0)
    if (serial_value(serial) or 0) > plain and not is_valid(serial) and any(batch.check_digit for batch in among):
        return f"{said} has a wrong check digit; look at the form again."
    spans = " and ".join(span_words(batch.details) for batch in among)
    return f"{said} is of no batch; the forms that went out are {spans}."


def span_words(details: BatchDetails) -> str:
    """The first and the last serial of a batch: "0013 to 0405"; "no numbers" where its serials are free."""
    if details.numbers is None:
        return "no numbers"
    ends = (_serial(number, details.numbers[1], check_digit=details.check_digit) for number in details.numbers)
    return " to ".join(dict.fromkeys(ends))


def overlapping(among: Sequence[Batch]) -> tuple[tuple[Batch, Batch], ...]:
    """Pairs of batches that share serials: forms printed on two laptops, say, whose files were put together."""
    return tuple((one, other) for one, other in combinations(among, 2) if _share_serials(one.details, other.details))


def next_serial(among: Iterable[Batch], keyed: Iterable[str]) -> str | None:
    """The serial that is expected after the highest one keyed, else the lowest one that is missing; None: no more.

    Args:
        among: the batches of the questionnaire.
        keyed: the serials of the forms that are there.
    """
    there = {value for serial in keyed if (value := serial_value(serial)) is not None}
    waiting: str | None = None
    after: str | None = None
    for batch in among:
        for number in batch.numbers or ():
            serial = batch.serial(number)
            if int(serial) in there:
                after = None
            else:
                waiting = waiting or serial
                after = after or serial
    return after or waiting


def free_number(record: Record, questionnaire_id: str, copies: int) -> int:
    """The first running number of a new batch of `copies` with check digits: no serial of it is in use by another.

    Serials in use are those of earlier batches, of `earlier_batch`, and of the forms that are already keyed.
    """
    earlier = earlier_batch(record, questionnaire_id)
    there = [one.details for one in batches(record, questionnaire_id)] + ([] if earlier is None else [earlier])
    last = max((_serial_span(one)[1] for one in there if one.numbers), default=0)
    first = last // 10 + 1
    for value in sorted(keyed_serial_values(record, questionnaire_id)):
        if 10 * first <= value < 10 * (first + copies):
            first = value // 10 + 1
    return first


def keyed_serial_values(record: Record, questionnaire_id: str) -> frozenset[int]:
    """The serials of the forms that are keyed, as whole numbers: 0175 and 175 are one."""
    values = map(serial_value, _keyed_serials(record, questionnaire_id))
    return frozenset(value for value in values if value is not None)


def _keyed_serials(record: Record, questionnaire_id: str) -> list[str]:
    found = (
        record.value(subject, names.SERIAL)
        for subject in record.subjects("return")
        if record.value(subject, names.QUESTIONNAIRE) == questionnaire_id
    )
    return [str(serial) for serial in found if serial is not None]


def _serial_span(details: BatchDetails) -> tuple[int, int]:
    """Between which whole numbers the serials lie; batches whose spans overlap could mean two forms by one serial."""
    first, last = details.numbers or (0, 0)
    return (10 * first, 10 * last + 9) if details.check_digit else (first, last)


def issued_outside(record: Record, questionnaire_id: str) -> int | None:
    """What was recorded as gone out while there was no batch: it counts until there is one. None: nothing."""
    if batches(record, questionnaire_id):
        return None
    return _whole(record.value(f"questionnaire/{questionnaire_id}", names.ISSUED)) or None


def earlier_batch(record: Record, questionnaire_id: str) -> BatchDetails | None:
    """The forms that went out before there were batches, as a batch, so that they go on counting beside a new one.

    None where no number was recorded, or no form of them is keyed: then it may have meant the new batch itself. Where
    the keyed forms bear the numbers from 1 on, so does the batch.
    """
    issued = issued_outside(record, questionnaire_id)
    keyed = _keyed_serials(record, questionnaire_id)
    if issued is None or not keyed or issued > MOST_ISSUED:
        return None
    values = [serial_value(serial) or 0 for serial in keyed]
    counted = min(values) > 0 and max(values) <= issued
    return BatchDetails(questionnaire_id, issued, numbers=(1, issued) if counted else None)


# -- saying something of them ------------------------------------------------------------------------------------


def begin_batch(record: Record, details: BatchDetails, *, earlier: BatchDetails | None = None) -> tuple[Statement, ...]:
    """What records a new batch, and with it the `earlier_batch` where there is one, as one act.

    The earlier one has a subject that is made of the questionnaire's id: two laptops mean the same by it.

    Raises:
        BadInputError: the details do not hold together, or its serials overlap with those of an earlier batch.
    """
    there = [one.details for one in batches(record)]
    _require_sound(details)
    _require_apart(details, there if earlier is None else [*there, earlier])
    statements = _statements(new_subject("batch"), details)
    if earlier is not None:
        _require_sound(earlier)
        statements += _statements(f"batch/before-{earlier.questionnaire}", earlier)
    return statements


def _statements(subject: str, details: BatchDetails) -> tuple[Statement, ...]:
    said = ((field, value) for field, value in _fields(details).items() if value is not None)
    return tuple(Statement(subject, field, value) for field, value in said)


def change_batch(batch: Batch, details: BatchDetails) -> tuple[Statement, ...]:
    """What makes a batch what `details` say, as one act; nothing where it is that already.

    Raises:
        BadInputError: the details do not hold together, or its serials overlap with those of another batch.
    """
    _require_sound(details)
    others = [one.details for one in batches(batch.record) if one.id != batch.id]
    _require_apart(details, others)
    return tuple(
        Statement(batch.id, field, value)
        for field, value in _fields(details).items()
        if value != batch.record.value(batch.id, field) or batch.record.disputed(batch.id, field)
    )


def take_out_batch(batch: Batch) -> tuple[Statement, ...]:
    """What takes a batch out of the record again; its forms stay."""
    return tuple(
        Statement(batch.id, field, None) for field in _fields(batch.details) if batch.record.heads(batch.id, field)
    )


def _fields(details: BatchDetails) -> dict[str, Value]:
    first, last = details.numbers or (None, None)
    return {
        names.QUESTIONNAIRE: details.questionnaire,
        names.ISSUED: details.issued,
        names.SENT: details.sent,
        names.BACK: details.back,
        names.FIRST: first,
        names.LAST: last,
        names.CHECK_DIGIT: details.check_digit or None,
    }


def _require_sound(details: BatchDetails) -> None:
    issued, numbers = details.issued, details.numbers
    if issued is None or not 0 <= issued <= MOST_ISSUED:
        raise BadInputError(f"The copies that went out should be a whole number up to {MOST_ISSUED:,}, found {issued}.")
    if numbers is not None and (wrong := _wrong_numbers(numbers)):
        raise BadInputError(wrong)
    if numbers is not None and issued > numbers[1] - numbers[0] + 1:
        raise BadInputError(
            f"{issued} copies cannot have gone out: the numbers {numbers[0]} to {numbers[1]} "
            f"are only {numbers[1] - numbers[0] + 1}."
        )
    for day in (details.sent, details.back):
        if day is not None and not _is_day(day):
            raise BadInputError(f"A date should be written as 2009-06-05, found {clip(shown(day), 20)}.")
    if details.sent is not None and details.back is not None and details.back < details.sent:
        raise BadInputError(f"It cannot have come back on {details.back}, before it went out on {details.sent}.")


def _wrong_numbers(numbers: tuple[int, int]) -> str:
    first, last = numbers
    if 1 <= first <= last <= HIGHEST_NUMBER and last - first < MOST_ISSUED:
        return ""
    return f"The running numbers should be from 1, the first before the last, found {first} to {last}."


def _require_apart(details: BatchDetails, others: Iterable[BatchDetails]) -> None:
    for other in others:
        if _share_serials(details, other):
            raise BadInputError(
                f"Its serials would overlap with those of the batch {span_words(other)}; give it other numbers."
            )


def _share_serials(one: BatchDetails, other: BatchDetails) -> bool:
    if one.numbers is None or other.numbers is None or one.questionnaire != other.questionnaire:
        return False
    (low, high), (start, end) = _serial_span(one), _serial_span(other)
    return low <= end and start <= high


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _whole(value: Value) -> int | None:
    return value if type(value) is int else None


def _text(value: Value) -> str | None:
    return value if isinstance(value, str) else None
