"""The batches of a questionnaire as rows: what went out, what came back, and the rate. Pure."""

from __future__ import annotations

from fieldwork.analysis.responses import BatchResponse, Responses, response_words
from fieldwork.record import names
from fieldwork.record.batches import span_words
from fieldwork.record.describing import value_words
from fieldwork.record.entry import Value
from fieldwork.record.record import Record
from fieldwork.tui.checklist_paint import fitted, pad
from fieldwork.tui.rows import BLANK, Row, paragraph

_NUMBERS, _ISSUED, _DAY, _CAME = 16, 9, 13, 18


def batch_rows(record: Record, found: Responses, issued: int | None, width: int, *, rates: bool = True) -> list[Row]:
    """All rows: how many came back in all, each batch, and forms of none.

    Args:
        record: where the batches are.
        found: the batches and the forms that came back.
        issued: how many went out in all.
        width: cells of a row.
        rates: whether the programme prints percentages.
    """
    rows = paragraph(response_words(len(found.returned), issued, rates=rates), "", 1, width, target="all")
    rows.append(BLANK)
    if not found.batches:
        rows += paragraph(_NONE, "dim", 1, width, target="none")
        return rows
    heads = _columns("form numbers", "went out", "on", "came back", "counted")
    rows.append(Row(fitted(((f" {heads}", "head"),), width)))
    rows += [_batch_row(record, part, width, rates=rates) for part in found.batches]
    for warning in found.warnings:
        rows += [BLANK, *paragraph(f"! {warning}", "warn", 1, width, target="warning")]
    return rows


_NONE = (
    "No batch yet. p prints forms and records them as a batch; n records forms that were printed elsewhere. With "
    "batches a form number that cannot be right is refused at the key."
)


def _batch_row(record: Record, part: BatchResponse, width: int, *, rates: bool) -> Row:
    batch = part.batch
    issued = "disputed" if batch.issued is None else f"{batch.issued:,}"
    days = (_day(record, names.SENT, batch.sent), _day(record, names.BACK, batch.back))
    text = _columns(span_words(batch.details), issued, days[0], _came(part, rates=rates), days[1])
    return Row(fitted(((f" {text}", ""),), width), batch.id, stop=True, about=text)


def _came(part: BatchResponse, *, rates: bool) -> str:
    if part.returned is None:
        return "not known"
    return f"{len(part.returned):,}" + (f"  {part.percent}%" if rates and part.percent is not None else "")


def _day(record: Record, field: str, value: Value) -> str:
    return "–" if value is None else value_words(record, field, value)


def _columns(numbers: str, issued: str, sent: str, came: str, back: str) -> str:
    return f"{pad(numbers, _NUMBERS)}{issued:>{_ISSUED}}  {pad(sent, _DAY)}{pad(came, _CAME)}{back}"
