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

if TYPE_CHECKING:
    from collections.abc import Callable

    from fieldwork.analysis.scoring import Scores
    from fieldwork.programme.models import Programme, Question
    from fieldwork.programme.sharewords import ShareWords
    from fieldwork.record.views import Finding

Proposal = Literal["strength", "improvement", "choice"]
Side = Literal["strength", "improvement", "left"]

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
) -> FindingLine:
    """The finding on one question, given its figure and what inspectors decided about it, if anything."""
    proposed = propose(programme, question, figure)
    decided = _decided(decision)
    own = decision.wording if decision is not None else None
    wordings = question.wordings
    yes, wording = figure.yes, own or wordings.positive
    if own is None and (decided or proposed) == "improvement":
        wording = wordings.lacking or wordings.negative
        yes = figure.of - figure.yes if wordings.lacking else figure.yes
    share = share_text(programme, yes, figure.of, share_words)
    sentence = filled(wording, share) if share or SLOT not in wording else ""
    return FindingLine(question.id, figure, proposed, decided, share, sentence, own is not None)


def _decided(decision: Finding | None) -> Side | None:
    side = decision.side if decision is not None else None
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
            programme, question, scores.questions[question.id], decision(question.id), share_words
        )
        for question in programme.questions
    }
