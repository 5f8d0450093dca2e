"""The scores of an open inspection, kept between visits to a screen and counted anew only where cases changed."""

from __future__ import annotations

from collections.abc import Iterator

from fieldwork.analysis.scoring import ScoreBoard, Scores
from fieldwork.programme.models import Programme
from fieldwork.record.views import Case
from fieldwork.workspace import Workspace


class Counting:
    """Keeps a score board for a workspace. `count` goes case by case, so that a screen can stay awake meanwhile."""

    def __init__(self) -> None:
        self._programme: Programme | None = None
        self._board: ScoreBoard | None = None
        self._counted: dict[str, int] = {}

    def count(self, workspace: Workspace) -> Iterator[int]:
        """Count every case that changed since it was last counted; gives how many are left after each."""
        board = self._board_for(workspace.programme)
        cases = workspace.cases
        there = {case.id for case in cases}
        for gone in self._counted.keys() - there:
            board.remove(gone)
        self._counted = {case: revision for case, revision in self._counted.items() if case in there}
        waiting = [case for case in cases if self._counted.get(case.id) != _revision(workspace, case)]
        for left, case in zip(range(len(waiting) - 1, -1, -1), waiting, strict=True):
            revision = _revision(workspace, case)
            board.update(case.id, workspace.judgements(case.id))
            self._counted[case.id] = revision
            yield left

    def _board_for(self, programme: Programme) -> ScoreBoard:
        if self._board is None or self._programme is not programme:
            self._programme, self._board, self._counted = programme, ScoreBoard(programme), {}
        return self._board

    def scores(self, programme: Programme) -> Scores:
        """The figures over the cases counted so far."""
        return self._board_for(programme).scores()


def _revision(workspace: Workspace, case: Case) -> int:
    return workspace.record.revision(case.id)
