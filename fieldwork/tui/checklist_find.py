"""Finding a question by its number, by words of it, or by how it stands (`parked`, `contradicted`, `noted`, …)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from fieldwork.programme.models import Programme, Question
from fieldwork.record.judging import ANSWER_WORDS, Judgement
from fieldwork.text import fold

MARKED = ("parked", "disputed", "contradicted", "noted")
"""What is gone through while nothing was looked for yet."""

_SHORTEST_BEGINNING = 3
"""Letters from which the beginning of a word for how a question stands is taken for it."""

Standing = Mapping[str, frozenset[str]]
"""How each question stands, in words that can be typed; see `standing`."""


def standing(judgements: Mapping[str, Judgement], noted: Iterable[str | None]) -> Standing:
    """Words for how each question stands: open, parked, waits, disputed, contradicted, rule, noted, yes, no, na.

    Args:
        judgements: those of one case.
        noted: the questions that have a note.
    """
    with_notes = set(noted)
    return {
        question: frozenset(_words_of(judgement)) | ({"noted"} if question in with_notes else set())
        for question, judgement in judgements.items()
    }


def _words_of(judgement: Judgement) -> Iterable[str]:
    if judgement.parked:
        yield "parked"
    if judgement.answer is not None:
        yield fold(ANSWER_WORDS.get(judgement.answer, "")).replace(" ", "")
        if judgement.status == "rule":
            yield "rule"
    else:
        yield judgement.status
    if judgement.contradiction:
        yield "contradicted"


def marked(stand: Standing) -> list[str]:
    """The questions that anyone may want to see again: see `MARKED`."""
    return [question for question, words in stand.items() if not words.isdisjoint(MARKED)]


def next_of(order: Sequence[str], found: Iterable[str], current: str, by: int) -> tuple[str, int, int] | None:
    """The next (`by` 1) or previous (-1) of the questions found, going round; its place among so many, from 1."""
    wanted = set(found)
    there = [question for question in order if question in wanted]
    if not there:
        return None
    at = order.index(current)
    onwards = [one for one in there if (order.index(one) - at) * by > 0]
    chosen = (onwards or there)[0 if by > 0 else -1]
    return chosen, there.index(chosen) + 1, len(there)


class Finder:
    """The questions of a programme, folded once, so that a search is quick."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self._folded = [
            (
                question,
                fold(question.text),
                fold(f"{question.guidance} {programme.criterion[question.criterion].title}"),
            )
            for question in programme.questions
        ]

    def find(self, typed: str, stand: Standing | None = None) -> list[Question]:
        """Questions whose number begins with `typed`, that stand so, or that hold all its words; the best first."""
        stand = stand or {}
        number = typed.strip().rstrip(".")
        words = fold(typed).split()
        if not words:
            return [question for question, _, _ in self._folded]
        ranked = [
            (rank, place, question)
            for place, (question, text, more) in enumerate(self._folded)
            if (rank := _rank(question, number, words, (text, more), stand.get(question.id, _NOTHING))) is not None
        ]
        return [question for _, _, question in sorted(ranked, key=lambda one: one[:2])]


_NOTHING: frozenset[str] = frozenset()


def _rank(
    question: Question, number: str, words: list[str], texts: tuple[str, str], stands: frozenset[str]
) -> int | None:
    """0 for the number itself, then its beginnings, how it stands, words at starts of words, in the text, around it.

    Words for how it stands may be mixed with words of it: `parked police`.
    """
    text, more = texts
    if question.id == number:
        return 0
    if question.id.startswith(number) and number[:1].isdigit():
        return 1 if question.id.startswith(f"{number}.") else 2
    left = [word for word in words if not _stands(word, stands)]
    if len(left) < len(words) and (not left or _at_starts(left, f"{text} {more}")):
        return 3
    if _at_starts(words, text):
        return 4
    if all(word in text for word in words):
        return 5
    return 6 if _at_starts(words, f"{text} {more}") else None


def _at_starts(words: Iterable[str], text: str) -> bool:
    padded = f" {text}"
    return all(f" {word}" in padded for word in words)


def _stands(word: str, stands: frozenset[str]) -> bool:
    return word in stands or (len(word) >= _SHORTEST_BEGINNING and any(one.startswith(word) for one in stands))
