"""What a report says of an item of a questionnaire, with its figures as figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fieldwork.analysis import phrases
from fieldwork.report.document import Item, Span
from fieldwork.report.live import item_span

if TYPE_CHECKING:
    from fieldwork.analysis.tallies import ItemTally, Tally


def respondent_items(found: Tally) -> list[Item]:
    """A sentence for each item that is reported, in the order of the form."""
    made = (_item(f"{found.questionnaire.id}.{id_}", item) for id_, item in found.items.items())
    return [item for item in made if item.spans]


def _item(of: str, item: ItemTally) -> Item:
    """The sentence of `phrases`, word for word, cut at its words, its count and its percentage."""
    text = phrases.sentence(item)
    spans: list[Span] = []
    done = 0
    for figure in (item.words, *(phrases.behind(item).split(", "))):
        at = text.casefold().find(figure.casefold(), done) if figure else -1
        if at < 0:
            continue
        end = at + len(figure)
        spans += [Span(text[done:at]), item_span(of, item, text[at:end])]
        done = end
    spans.append(Span(text[done:]))
    return Item(tuple(span for span in spans if span.text), f"item/{of}")
