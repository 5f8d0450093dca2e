"""What is left to be done on a draft, as a list that empties: what is missing, out of step, only proposed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fieldwork.report.document import Block, Document, Listing, Paragraph, Remark, text_of
from fieldwork.tui.checklist_paint import fitted
from fieldwork.tui.document_lines import TO_WRITE, Spot
from fieldwork.tui.rows import BLANK, Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fieldwork.report.contents import Contents


@dataclass(frozen=True, slots=True)
class Work:
    """One thing to be done. `kind` says under which heading it stands; `spot` is where it is, None: not in the text."""

    kind: str
    text: str
    spot: Spot | None = None
    part: str = ""


def work_of(contents: Contents, document: Document) -> tuple[Work, ...]:
    """Everything that is left, in the order of the document under each heading."""
    del contents
    return tuple(_in_the_text(document))


def _in_the_text(document: Document) -> Iterator[Work]:
    for place, block in document.places():
        for item, words, part in _texts(block):
            if TO_WRITE in words:
                yield Work("missing", words, Spot(place.block, item), part)


def _texts(block: Block) -> Iterator[tuple[int | None, str, str]]:
    if isinstance(block, Paragraph):
        yield None, text_of(block.spans), block.part
    elif isinstance(block, Listing):
        yield from ((place, item.text, item.part or block.part) for place, item in enumerate(block.items))
    elif isinstance(block, Remark):
        yield None, block.text, block.part


def work_rows(work: Sequence[Work], width: int) -> list[Row]:
    """The list under its headings; the target of a line is its place in `work`."""
    rows: list[Row] = []
    kinds = list(dict.fromkeys(one.kind for one in work))
    for kind in kinds:
        those = [(place, one) for place, one in enumerate(work) if one.kind == kind]
        rows += [BLANK] if rows else []
        rows.append(Row(fitted(((f" {kind} · {len(those)}", "head"),), width)))
        for place, one in those:
            rows.append(Row(fitted((("   ", ""), (one.text, "")), width), str(place), stop=True, about=one.text))
    return rows or [Row(fitted(((" Nothing is left to do on this draft.", "good"),), width))]
