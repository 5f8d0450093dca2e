"""How far an inspector is with a case: what someone said of it, else what its progress says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fieldwork.record import names
from fieldwork.text import fold, shown

if TYPE_CHECKING:
    from fieldwork.analysis.progress import CaseProgress
    from fieldwork.record.views import Case

TO_READ, READING, INTERVIEWED = "to read", "reading", "interview done"
COMPLETE, SECOND_READING = "complete", "second reading"

STATUSES = (TO_READ, READING, INTERVIEWED, COMPLETE, SECOND_READING)
"""In the order in which a case goes through them; recorded as they read. Any other text may be recorded too."""

DISPUTED = "disputed"


@dataclass(frozen=True, slots=True)
class CaseStatus:
    """`words`: one of `STATUSES`, another text that someone recorded, or ``disputed``. `derived`: nobody said it."""

    words: str
    derived: bool = False

    @property
    def rank(self) -> int:
        """Where it stands among `STATUSES`; what is none of them comes last."""
        return STATUSES.index(self.words) if self.words in STATUSES else len(STATUSES)


def case_status(case: Case, progress: CaseProgress) -> CaseStatus:
    """What is recorded of the case, else what `progress` says of it."""
    said = case.status
    if said is not None:
        return CaseStatus(known_status(said) or shown(said))
    if case.record.disputed(case.id, names.STATUS):
        return CaseStatus(DISPUTED)
    return CaseStatus(derived_status(progress), derived=True)


def derived_status(progress: CaseProgress) -> str:
    """``to read`` while no person answered anything, ``complete`` when nothing is left, ``reading`` in between.

    What is disputed was answered by two.
    """
    if progress.complete:
        return COMPLETE
    by_persons = progress.answered - progress.by_rule + progress.disputed
    return READING if by_persons > 0 else TO_READ


def known_status(text: str) -> str | None:
    """The one of `STATUSES` that `text` means, in any case and punctuation ("Second-reading"); None where none."""
    wanted = fold(text)
    return next((one for one in STATUSES if one == wanted), None)
