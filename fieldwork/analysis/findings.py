"""The finding on each question: which side it falls on, and the sentence that a report prints of it.

A programme proposes: at `strength_from` per cent and above a strength, below `improvement_below` an area for
improvement, between the two the inspector's choice (dossier 6; published reports know no fixed line). An inspector
decides: her side and her wording, kept as a `fieldwork.record.views.Finding`, win.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast, get_args

from fieldwork.analysis.figures import MIN_FOR_PERCENT, Figure, percent
from fieldwork.programme.wording import filled
from fieldwork.record import names
from fieldwork.record.ordering import moved
from fieldwork.record.record import Statement

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from fieldwork.analysis.scoring import Scores
    from fieldwork.programme.models import Programme, Question
    from fieldwork.programme.sharewords import ShareWords
    from fieldwork.record.entry import Value
    from fieldwork.record.views import Finding

Proposal = Literal["strength", "improvement", "choice"]
Side = Literal["strength", "improvement", "theme", "left"]
"""Where a decision puts a finding. ``theme`` is of a letter: it stands in its theme, and is no outstanding strength."""

IN_A_THEME = ("strength", "choice", "theme", "improvement")
"""The sides on which a letter says a finding in its theme: all but ``left``."""

SLOT = "{share}"
"""Where a wording takes the figure."""


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding as it stands.

    `proposed` by the programme (None: nothing is answered yet), `decided` by an inspector (None: nobody yet).
    `share` is the figure as printed ("84%", "three of the five", "all but two of the 20"), `sentence` the wording
    with it; both are empty while nothing is answered, unless the inspector's wording needs no figure. `own` says
    that the wording is an inspector's. An area for improvement is said by the share that lacks it where the programme
    has words for that ("Over a quarter of cases had no clear classification"), and then `share` is that share.
    """

    question: str
    figure: Figure
    proposed: Proposal | None
    decided: Side | None
    share: str
    sentence: str
    own: bool = False
    wording: str = ""
    """The sentence with its live values still in braces."""
    yes: int = 0
    """The count that `share` speaks of: the good answers, or with `lacking` the others."""
    lacking: bool = False
    words: str = ""
    """The share word of the good answers, by which, and by the proposed side, a change is noticed.

    One of the ladder's even where counts are printed: "all but two of the 20" would change with every answer.
    """
    seen: Mapping[str, Value] | None = None
    order: float = 0
    """Where it stands in its criterion: the inspector's place, else the programme's."""
    as_proposed: Side | None = None
    """The side that it is put on when it is taken as proposed; None: only an inspector can choose, or there is none."""

    @property
    def sight(self) -> dict[str, Value]:
        """What an inspector sees who decides on it now, to be kept as `fieldwork.record.names.SEEN`."""
        return {"side": self.proposed, "words": self.words}

    @property
    def out_of_step(self) -> bool:
        """Whether its side or share word is another one than when somebody last took, moved or reworded it."""
        return self.seen is not None and dict(self.seen) != self.sight

    @property
    def side(self) -> Proposal | Side | None:
        """The inspector's side, else the proposed one."""
        return self.decided or self.proposed


def propose(programme: Programme, question: Question, figure: Figure) -> Proposal | None:
    """The side that the programme's two lines give; by the whole per cent even where none is published."""
    share = figure.share
    if share is None:
        return None
    if question.neutral:
        return "choice"
    if share >= programme.strength_from:
        return "strength"
    return "improvement" if share < programme.improvement_below else "choice"


def share_text(programme: Programme, yes: int, of: int, share_words: ShareWords) -> str:
    """`yes` answers `of` so many to one question, as a report prints them; empty where nothing is answered.

    With published scores: a percentage from ten answers on, counts and words below ("three of the five", "both";
    DESIGN 7), and all and none in words at any size. Without: counts and share words, never a percentage (DESIGN 7).
    """
    if of == 0:
        return ""
    if not programme.scores:
        return share_words.words(yes, of, style="count")
    if of >= MIN_FOR_PERCENT and 0 < yes < of:
        return f"{percent(yes, of)}%"
    return share_words.words(yes, of, in_words_only=True)


def finding_line(
    programme: Programme,
    question: Question,
    figure: Figure,
    decision: Finding | None,
    share_words: ShareWords,
    *,
    order: float = 0,
) -> FindingLine:
    """The finding on one question, given its figure, what inspectors decided about it, and its place (`order`)."""
    proposed = propose(programme, question, figure)
    decided = _decided(programme, decision)
    own = decision.wording if decision is not None else None
    wordings = question.wordings
    wording, lacking = own or wordings.positive, False
    if own is None and (decided or proposed) == "improvement":
        wording, lacking = wordings.lacking or wordings.negative, bool(wordings.lacking)
    yes = figure.of - figure.yes if lacking else figure.yes
    share = share_text(programme, yes, figure.of, share_words)
    place = decision.order if decision is not None else None
    return FindingLine(
        question.id,
        figure,
        proposed,
        decided,
        share,
        filled(wording, share) if share or SLOT not in wording else "",
        own is not None,
        wording,
        yes,
        lacking,
        share_words.words(figure.yes, figure.of, in_words_only=True),
        decision.seen if decision is not None else None,
        order if place is None else place,
        _as_proposed(programme, proposed),
    )


def word_of(programme: Programme, yes: int, of: int, share_words: ShareWords) -> str:
    """The share word for `yes` of `of`, without any percentage; empty where nothing is answered."""
    if not of:
        return ""
    return share_words.words(yes, of, in_words_only=True, style="percent" if programme.scores else "count")


def deciding(line: FindingLine, *, side: Side | None = None, wording: str | None = None) -> list[Statement]:
    """What to say when somebody takes, moves or rewords a finding: what is given, and what she sees.

    A `wording` of "" takes the programme's again.
    """
    subject = names.finding(line.question)
    told: list[tuple[str, Value]] = []
    if side is not None:
        told.append((names.SIDE, side))
    if wording is not None:
        told.append((names.WORDING, wording or None))
    return [Statement(subject, field, value) for field, value in (*told, (names.SEEN, line.sight))]


def printed_together(programme: Programme, lines: Mapping[str, FindingLine], question: str) -> list[FindingLine]:
    """The findings that a report prints in one list with that on a question, in their order; none where it prints none.

    With scores a criterion has a list for each side; without, one for what is said of it at all.
    """
    here = lines.get(question)
    if here is None or not here.sentence or here.side in (None, "left"):
        return []
    sides = (here.side,) if programme.scores else IN_A_THEME
    asked = programme.by_criterion[programme.question[question].criterion]
    found = [line for one in asked if (line := lines[one.id]).sentence and line.side in sides]
    return sorted(found, key=lambda line: line.order)


def shifting(programme: Programme, lines: Mapping[str, FindingLine], question: str, by: int) -> list[Statement]:
    """What to say when a finding goes up (-1) or down (1) past the one it is printed beside; nothing at the end.

    Whoever moves a sentence has not decided on its figure: what was seen of it stays as it was.
    """
    standing = [(line.question, line.order) for line in printed_together(programme, lines, question)]
    if not standing:
        return []
    return [Statement(names.finding(id_), names.ORDER, place) for id_, place in moved(standing, question, by)]


def _as_proposed(programme: Programme, proposed: Proposal | None) -> Side | None:
    """A letter says in its theme what is no area for improvement: most strengths of a good team are not outstanding."""
    if proposed is None or proposed == "improvement":
        return proposed
    if not programme.scores:
        return "theme"
    return "strength" if proposed == "strength" else None


def _decided(programme: Programme, decision: Finding | None) -> Side | None:
    side = decision.side if decision is not None else None
    if side == "theme" and programme.scores:  # a report has no place for it
        return None
    return cast("Side", side) if side in get_args(Side) else None


def findings(
    programme: Programme,
    scores: Scores,
    decision: Callable[[str], Finding | None],
    share_words: ShareWords,
) -> dict[str, FindingLine]:
    """The finding on every question, in the programme's order.

    Args:
        programme: wordings and lines.
        scores: its figures.
        decision: gives what was decided about a question, such as `Inspection.finding`.
        share_words: puts k of n in words.
    """
    return {
        question.id: finding_line(
            programme, question, scores.questions[question.id], decision(question.id), share_words, order=number
        )
        for number, question in enumerate(programme.questions)
    }
