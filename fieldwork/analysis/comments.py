"""What people wrote in their own words: every text of a questionnaire, and those that were picked for quotation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fieldwork.record import names
from fieldwork.record.record import Statement
from fieldwork.record.returns import is_answer, paper_forms, reading
from fieldwork.record.skips import asked_items
from fieldwork.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fieldwork.programme.models import Item, Questionnaire
    from fieldwork.record.returns import PaperForm, Return


@dataclass(frozen=True, slots=True)
class Comment:
    """A text on one form beside one item. `form` is the keying that counts, by its subject, and keeps the pick.

    `places` are the subjects and fields that hold a text of it: both keyings, and what was settled; `picks` the
    subjects of the keyings on which it is picked for quotation.
    """

    item: Item
    serial: str
    text: str
    form: str
    places: tuple[tuple[str, str], ...]
    picks: tuple[str, ...] = ()

    @property
    def picked(self) -> bool:
        """Whether it is picked for quotation in the report."""
        return bool(self.picks)

    @property
    def target(self) -> str:
        """Its own name among all comments of the questionnaire."""
        return f"comment:{self.item.id}:{self.form}"


def comments(questionnaire: Questionnaire, returns: Iterable[Return]) -> tuple[Comment, ...]:
    """Every text that counts, by item and then by form: what is not asked, disputed or not settled is none."""
    texts = [item for item in questionnaire.items if item.kind == "text"]
    if not texts:
        return ()
    forms = paper_forms(one for one in returns if one.questionnaire == questionnaire.id)
    found = [comment for form in forms for comment in _on_form(questionnaire, form, texts)]
    order = {item.id: place for place, item in enumerate(texts)}
    return tuple(sorted(found, key=lambda comment: order[comment.item.id]))


def _on_form(questionnaire: Questionnaire, form: PaperForm, texts: Iterable[Item]) -> Iterator[Comment]:
    asked: dict[str, bool | None] = {}
    if any(item.asked_when for item in questionnaire.items):
        asked = asked_items(questionnaire, {item.id: reading(form, item).value for item in questionnaire.items})
    for item in texts:
        value = reading(form, item).value
        if asked.get(item.id, True) and isinstance(value, dict) and is_answer(item, value):
            keyings = (*form.firsts, *form.seconds)
            fields = (names.item(item.id), names.settled(item.id))
            places = tuple(
                (one.id, field)
                for one in keyings
                for field in fields
                if any(isinstance(head.value, dict) for head in one.record.heads(one.id, field))
            )
            quote = names.quote(item.id)
            picks = tuple(one.id for one in keyings if one.record.value(one.id, quote) is True)
            yield Comment(item, form.serial, str(value["text"]), form.counted[0].id, places, picks)


def picking(comment: Comment) -> tuple[Statement, ...]:
    """What to record so that a comment is picked for quotation, or no longer is."""
    field = names.quote(comment.item.id)
    if comment.picked:
        return tuple(Statement(subject, field, None) for subject in comment.picks)
    return (Statement(comment.form, field, True),)


def with_words(found: Iterable[Comment], typed: str) -> tuple[Comment, ...]:
    """Those that hold every word typed, in the text, the item's id or topic, or as the form's number.

    ``"`` alone finds what is picked for quotation. Capitals and accents make no difference.
    """
    words = typed.split()
    wanted = [word for word in map(fold, words) if word]
    picked_only = '"' in words
    return tuple(
        comment
        for comment in found
        if (comment.picked or not picked_only) and all(word in _searched(comment) for word in wanted)
    )


def _searched(comment: Comment) -> str:
    return fold(f"{comment.text} {comment.item.id} {comment.item.topic} {comment.serial}")


def quotations(found: Iterable[Comment]) -> tuple[str, ...]:
    """The texts picked for quotation, without the numbers of their forms."""
    return tuple(" ".join(comment.text.split()) for comment in found if comment.picked and comment.text.strip())
