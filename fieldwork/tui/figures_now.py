"""What a live value stands for at this moment, and how a text with such values reads as it will be printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fieldwork.analysis.tallies import tally
from fieldwork.record.returns import returns
from fieldwork.report.live import Figures, Resolved

if TYPE_CHECKING:
    from fieldwork.analysis.scoring import Scores
    from fieldwork.programme.sharewords import ShareWords
    from fieldwork.workspace import Workspace


def figures_now(workspace: Workspace, scores: Scores, share_words: ShareWords) -> Figures:
    """The figures of the open inspection, with the scores as they were counted."""
    inspection = workspace.inspection
    tallies = {
        id_: tally(
            form,
            returns(workspace.record, id_),
            inspection.issued(id_),
            share_words,
            rates=inspection.programme.scores,
        )
        for id_, form in inspection.questionnaires.items()
    }
    return Figures(inspection.programme, scores, tallies, share_words, {"area": inspection.area})


def printed_words(found: Resolved) -> str:
    """What is shown of a text while it is typed: as it will be printed, and which of its names nobody knows."""
    unknown = "".join(f" ✗ {{{name}}} is no figure" for name in found.unknown)
    missing = "".join(f" · {{{name}}} is still missing" for name in found.missing)
    return f"{found.text}{unknown}{missing}"
