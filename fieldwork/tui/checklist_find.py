"""Finding a question by its number or by words of it."""

from __future__ import annotations

from collections.abc import Iterable

from fieldwork.programme.models import Programme, Question
from fieldwork.text import fold


class Finder:
    """The questions of a programme, folded once, so that a search is quick."""

    def __init__(self, programme: Programme) -> None:
        self._folded = [
            (
                question,
                fold(question.text),
                fold(f"{question.guidance} {programme.criterion[question.criterion].title}"),
            )
            for question in programme.questions
        ]

    def find(self, typed: str) -> list[Question]:
        """Questions whose number begins with `typed`, or that hold all its words; the best first."""
        number = typed.strip().rstrip(".")
        words = fold(typed).split()
        if not words:
            return [question for question, _, _ in self._folded]
        ranked = [
            (rank, place, question)
            for place, (question, text, more) in enumerate(self._folded)
            if (rank := _rank(question, number, words, text, more)) is not None
        ]
        return [question for _, _, question in sorted(ranked, key=lambda one: one[:2])]


def _rank(question: Question, number: str, words: list[str], text: str, more: str) -> int | None:
    """0 for the number itself, then its beginnings, words at starts of words, in the text, in the guidance."""
    if question.id == number:
        return 0
    if question.id.startswith(number) and number[:1].isdigit():
        return 1 if question.id.startswith(f"{number}.") else 2
    if _at_starts(words, text):
        return 3
    if all(word in text for word in words):
        return 4
    return 5 if _at_starts(words, f"{text} {more}") else None


def _at_starts(words: Iterable[str], text: str) -> bool:
    padded = f" {text}"
    return all(f" {word}" in padded for word in words)
