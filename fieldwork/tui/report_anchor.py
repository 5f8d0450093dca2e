"""Where one is in a draft, said so that it is found in the next one, which may have other blocks before it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fieldwork.report.document import Chart, Document, Listing, Table
from fieldwork.tui.document_lines import Spot, part_at

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place: the how-manieth of its part (from 0), else so many blocks below a heading; at last the block itself."""

    part: str
    number: int
    heading: str
    below: int
    spot: Spot


def anchor_of(document: Document, spot: Spot) -> Anchor:
    """The anchor of a spot."""
    block = min(spot.block, len(document.blocks) - 1)
    spot = Spot(block, spot.item) if block == spot.block else Spot(block)
    part = part_at(document, spot) if document.blocks else ""
    number = list(_spots_of(document, part)).index(spot) if part else 0
    above = [line for line in document.outline if line.block <= block]
    return Anchor(part, number, above[-1].text if above else "", block - above[-1].block if above else 0, spot)


def spot_at(document: Document, anchor: Anchor) -> Spot | None:
    """The spot of an anchor in another draft; None where that has no blocks."""
    if not document.blocks:
        return None
    found = list(_spots_of(document, anchor.part)) if anchor.part else []
    if found:
        return found[min(anchor.number, len(found) - 1)]
    last = len(document.blocks) - 1
    heading = next((line.block for line in document.outline if line.text == anchor.heading), None)
    if heading is None:
        return Spot(min(anchor.spot.block, last))
    following = next((line.block for line in document.outline if line.block > heading), last + 1)
    block = min(heading + anchor.below, following - 1)
    same = anchor.spot.item is not None and block == anchor.spot.block
    return _first(document, block) if not same else Spot(block, anchor.spot.item)


def _first(document: Document, block: int) -> Spot:
    """The first spot of a block: the rows of a list are those of its items."""
    listing = document.blocks[block]
    return Spot(block, 0) if isinstance(listing, Listing) and listing.items else Spot(block)


def _spots_of(document: Document, part: str) -> Iterator[Spot]:
    """Every spot of a part, in order."""
    for number, block in enumerate(document.blocks):
        if isinstance(block, Listing):
            for place, item in enumerate(block.items):
                if (item.part or block.part) == part:
                    yield Spot(number, place)
        elif block.part == part:
            yield Spot(number)
            if isinstance(block, Table | Chart):
                yield from (Spot(number, place) for place in range(len(block.rows)))
