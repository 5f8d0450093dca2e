"""Every figure of an edited text against the draft that the data give now, one by one.

A figure that the draft has in its place is right when it says the same, in whatever form: "84%" and "56 of the 67".
One that differs is named with what was expected and what it is a figure of; one that the draft had and the text lost
is named as gone; one that stands on nothing in the draft is named as not checked. So silence means checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from fieldwork.report.checks.mentions import Mention, Reader
from fieldwork.report.checks.pairing import Paired, Read, paired, read
from fieldwork.report.checks.passages import Passage
from fieldwork.report.checks.possible import percent_of
from fieldwork.report.checks.problems import Problem
from fieldwork.report.document import FigureRef
from fieldwork.text import k_of_n

_NUMBERING = re.compile(r"\s*(\d+(?:\.\d+)*)\.?(?=\s)")
_DIGIT = re.compile(r"\d")
_NO_FIGURE = re.compile(r"(?:19|20)\d\d|\d+(?:st|nd|rd|th)(?:-\d+(?:st|nd|rd|th))?|[A-Za-z]\w*|\d+[A-Za-z]{1,3}")
"""A year, a day, a part of an address: where the draft has none, there is nothing to check."""
_OF_WHAT = {
    "thread": "the score of {}",
    "criterion": "criterion {}",
    "section": "section {}",
    "question": "question {}",
    "item": "item {}",
    "cases": "the cases",
    "sample": "the cases with {}",
    "returned": "the forms of {}",
}


def figures_against(text: Sequence[Passage], draft: Sequence[Passage], reader: Reader) -> Iterator[Problem]:
    """What the figures of `text` are not, compared with the `draft` that it was made from."""
    comparing = _Comparing(read(draft, reader), reader)
    pairs = paired(read(text, reader), comparing.drafts)
    for one in pairs:
        yield from comparing.passage(one)
    yield from comparing.gone(pairs)


@dataclass(frozen=True, slots=True)
class _Known:
    """A figure of the draft, by its place among the draft's tokens."""

    at: tuple[int, int]
    passage: Passage
    mention: Mention

    @property
    def figure(self) -> FigureRef | None:
        """What it is a figure of, where the draft says so."""
        return next(
            (
                one.figure
                for one in self.passage.references
                if one.start < self.mention.end and self.mention.start < one.end
            ),
            None,
        )

    @property
    def counts(self) -> bool:
        """Whether it is a figure to be accounted for, and not a word such as "all" that only looks like one."""
        return bool(_DIGIT.search(self.mention.text)) or self.mention.kind == "count" or self.figure is not None

    @property
    def said(self) -> str:
        """It and what it is of, for a sentence: "82% (question 1.1.4, 46 of 56)"."""
        figure = self.figure
        if figure is None:
            return self.mention.text
        what = _OF_WHAT.get(figure.kind, "{}").format(figure.id).strip()
        counts = f", {k_of_n(figure.k, figure.n)}" if figure.form != "number" else ""
        lacking = ", those not good" if figure.lacking else ""
        return f"{self.mention.text} ({what}{counts}{lacking})"


class _Comparing:
    """Compares passage by passage, and remembers which figures of the draft were accounted for."""

    def __init__(self, drafts: list[Read], reader: Reader) -> None:
        self.drafts = drafts
        self._reader = reader
        self._met: set[tuple[int, int]] = set()
        self._before: tuple[int, ...] = ()

    # -- one passage --------------------------------------------------------------------------------------------------

    def passage(self, one: Paired) -> Iterator[Problem]:
        """What is wrong with the figures of one passage."""
        known = [(m, n) for m in one.drafts for n in range(len(self.drafts[m].tokens))]
        words = [self.drafts[m].tokens[n].word for m, n in known]
        tokens = one.text.tokens
        own = [token.word for token in tokens]
        same = own == words
        whole = [("equal", 0, len(own), 0, len(words))]
        opcodes = whole if same else SequenceMatcher(None, own, words, autojunk=False).get_opcodes()
        wrong: list[tuple[Mention, _Known]] = []
        alone: list[Mention] = []
        for _, first, last, draft_first, draft_last in opcodes:
            here = [mention for token in tokens[first:last] if (mention := token.mention) is not None]
            there = [self._known(known[n]) for n in range(draft_first, draft_last) if words[n] == "#"]
            for mention, expected in zip(here, there, strict=False):
                if _is_live(one.text.passage, mention) or self._says_the_same(mention, expected):
                    self._met.add(expected.at)
                elif same or _comparable(mention, expected.mention):
                    wrong.append((mention, expected))
                else:
                    alone.append(mention)
            alone += here[len(there) :]
        free = [self._known(at) for at in known if self._is_figure(at) and at not in self._met]
        yield from self._judged(one, wrong, alone, [] if same else free)

    def _known(self, at: tuple[int, int]) -> _Known:
        draft = self.drafts[at[0]]
        mention = draft.tokens[at[1]].mention
        if mention is None:  # pragma: no cover (only figures are asked for)
            raise ValueError(at)
        return _Known(at, draft.passage, mention)

    def _is_figure(self, at: tuple[int, int]) -> bool:
        return self.drafts[at[0]].tokens[at[1]].mention is not None

    def _judged(
        self, one: Paired, wrong: list[tuple[Mention, _Known]], alone: list[Mention], free: list[_Known]
    ) -> Iterator[Problem]:
        """Say what is wrong, less what only stands in another order and numbers that go on from the one before."""
        passage = one.text.passage
        number = self._numbering(passage)
        wrong = [(mention, expected) for mention, expected in wrong if not self._elsewhere(mention, free)]
        for mention, expected in wrong:
            if expected.at in self._met:  # another figure of the text turned out to be this one
                alone = [*alone, mention]
                continue
            self._met.add(expected.at)
            if mention.start == number:
                continue
            if expected.counts or _is_figure_of_its_own(mention):
                yield _changed(passage, mention, expected)
        for mention in alone:
            if (
                mention.start == number
                or _is_live(passage, mention)
                or self._elsewhere(mention, free)
                or not _is_figure_of_its_own(mention)
            ):
                continue
            left = [known for known in free if known.at not in self._met and known.mention.kind == mention.kind]
            if left:  # the words around it are others, but this is the figure that stood there
                self._met.add(left[0].at)
                yield _changed(passage, mention, left[0])
            elif not _NO_FIGURE.fullmatch(mention.text):
                yield _unchecked(passage, mention)

    def _elsewhere(self, mention: Mention, free: list[_Known]) -> bool:
        """Whether the same figure of these passages is still to be met: clauses that changed their places."""
        found = next((one for one in free if one.at not in self._met and self._says_the_same(mention, one)), None)
        if found is not None:
            self._met.add(found.at)
        return found is not None

    def _numbering(self, passage: Passage) -> int | None:
        """Where the number stands that begins a passage and goes on from the one before ("2.3."); None for no such."""
        found = _NUMBERING.match(passage.text)
        if found is None:
            return None
        parts = tuple(int(part[:9]) for part in found[1].split("."))
        before, self._before = self._before, parts
        as_printed = found[1] == ".".join(str(part) for part in parts)
        follows = as_printed and len(parts) == len(before) and parts[:-1] == before[:-1] and parts[-1] == before[-1] + 1
        return found.start(1) if follows and len(parts) > 1 and _is_numbered(passage, found) else None

    def _says_the_same(self, mention: Mention, expected: _Known) -> bool:
        if _says_it_the_same_way(mention, expected.mention):
            return True
        figure = expected.figure
        return figure is not None and says(mention, figure, self._reader)

    # -- what is gone -------------------------------------------------------------------------------------------------

    def gone(self, pairs: Sequence[Paired]) -> Iterator[Problem]:
        """The figures of the draft that the passages made from it no longer have."""
        first: dict[int, Passage] = {}
        for one in pairs:
            if one.whole is not None:
                first.setdefault(one.whole, one.text.passage)
        for m, passage in first.items():
            for n in range(len(self.drafts[m].tokens)):
                if not self._is_figure((m, n)) or (m, n) in self._met:
                    continue
                known = self._known((m, n))
                numbering = _NUMBERING.match(known.passage.text)
                is_number = numbering is not None and numbering.start(1) == known.mention.start
                kinds = {passage.kind, known.passage.kind}
                if known.counts and not (is_number and "paragraph" in kinds and kinds <= {"paragraph", "item"}):
                    yield _gone(passage, known)


def _is_numbered(passage: Passage, found: re.Match[str]) -> bool:
    """Whether a passage has a number of its own: a letter's paragraph, which may have been copied out as an item."""
    return passage.kind == "paragraph" or (passage.kind == "item" and passage.text[found.end(1) :].startswith("."))


def says(mention: Mention, figure: FigureRef, reader: Reader) -> bool:
    """Whether a mention is true of a figure: its percentage, its count, a share word that fits, its number."""
    k, n = figure.k, figure.n
    if figure.form == "comment" or not 0 <= k <= n or n == 0:
        return False
    if mention.kind == "count":
        return (mention.k, mention.n) == (k, n)
    if figure.form == "number":
        return mention.kind in {"number", "word"} and mention.value == k
    if mention.kind == "percent" and not mention.rough:
        return mention.value == percent_of(k, n, mention.decimals)
    return mention.kind in {"share", "percent"} and reader.knows(mention.text) and reader.fits(mention.text, k, n)


def _says_it_the_same_way(one: Mention, other: Mention) -> bool:
    if one.plain == other.plain:
        return True
    if one.kind == other.kind == "count" and one.k is not None:
        return (one.k, one.n) == (other.k, other.n)
    if one.value is None or one.decimals != other.decimals:
        return False
    if one.kind == other.kind == "percent":
        return (one.value, one.rough) == (other.value, other.rough)
    numbers = {"number", "word"}
    return one.kind in numbers and other.kind in numbers and one.value == other.value


def _comparable(one: Mention, other: Mention) -> bool:
    """Whether one figure can stand where another stood, among other words: shares for shares, numbers for numbers."""
    kinds = {one.kind, other.kind}
    return len(kinds) == 1 or kinds <= {"percent", "count", "share"} or kinds <= {"number", "count", "percent"}


def _is_live(passage: Passage, mention: Mention) -> bool:
    """Whether the text itself knows what a figure is of: it is made of the data, and so is right."""
    return any(one.start < mention.end and mention.start < one.end for one in passage.references)


def _is_figure_of_its_own(mention: Mention) -> bool:
    """Whether a mention has to be checked wherever it stands; "one" and "all" are words of any sentence."""
    return bool(_DIGIT.search(mention.text)) or mention.kind in {"count", "comment"}


# -- the sentences ----------------------------------------------------------------------------------------------------


def _changed(passage: Passage, mention: Mention, expected: _Known) -> Problem:
    given = "the data give" if expected.figure is not None else "the draft has"
    return passage.problem(
        "changed",
        mention.start,
        mention.end,
        mention.text,
        expected.mention.text,
        f"{mention.text} stands where {given} {expected.said}",
    )


def _gone(passage: Passage, known: _Known) -> Problem:
    at = min(known.mention.start, len(passage.text))
    return passage.problem(
        "gone", at, at, "", known.mention.text, f"the draft has {known.said}, which the text no longer has"
    )


def _unchecked(passage: Passage, mention: Mention) -> Problem:
    return passage.problem(
        "unchecked",
        mention.start,
        mention.end,
        mention.text,
        "",
        f"{mention.text} was not checked: it rests on nothing that fieldwork knows",
    )
