"""Processes that save real acts through a workspace and say each once the light says saved; they are killed.

For every line on standard input, the path of a file, a process is forked, and ``child PID`` said. That says ``saved
COUNT ID`` when so many entries, the last of them with this id, were called saved; ``fold`` and ``close`` when it begins
to do so, so that whoever kills can aim. With ``--sealed`` it seals the file, changes its slots and takes the seal off,
again and again, and says ``sealing`` and ``sealed``, ``changing`` and ``changed``, ``unsealing`` and ``unsealed``.
``end`` is said when it is dead. Forking saves importing everything a thousand times.
"""

from __future__ import annotations

import itertools
import os
import sys
from pathlib import Path

from fieldwork.store import Seal, is_sealed_file
from fieldwork.store.key_slots import USUAL, Slot
from fieldwork.workspace import Workspace

NOTE = "A note – no. "
CASES = ("case/seven", "case/eight")


def _say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def _act(workspace: Workspace, number: int) -> int:
    """One act as an inspector does it; gives how many entries it has."""
    case = CASES[number % 2]
    questions = [question.id for question in workspace.programme.questions]
    if number % 7 == 3:
        return len(workspace.note(f"{NOTE}{number} " + "ü" * (number % 90), case=case, question=questions[0]))
    if number % 11 == 5:
        return len(workspace.undo())
    answer = ("yes", "no", "na")[number % 3]
    return len(workspace.answer(case, questions[number % len(questions)], answer))


def _sit(path: Path, numbers: itertools.count, until: int) -> None:
    with Workspace.open(path, "JN") as workspace:
        for number in itertools.islice(numbers, until):
            _act(workspace, number)
            if number % 4 and not workspace.flush().saved:  # every fourth is left to be saved with the next
                sys.exit(f"not saved: {workspace.save_state.error}")
            if number % 4:
                _say("saved", len(workspace.record), list(workspace.record)[-1].id)
            if number % 9 == 8:
                _say("fold")
                with workspace._file._turn:
                    workspace._file._storage.fold()
        _say("close")
    _say("closed", len(workspace.record), list(workspace.record)[-1].id)


def a_seal() -> Seal:
    """A seal that whoever kills can make as well; its slot opens nothing."""
    return Seal("0123456789abcdef", bytes(range(32)), (Slot("passphrase", USUAL, bytes(16), bytes(60)),))


def _seal_until_killed(path: Path) -> None:
    seal, numbers = a_seal(), itertools.count()
    while True:
        sealed = is_sealed_file(path)
        change = (("changing", "changed", seal), ("unsealing", "unsealed", None)) if sealed else ()
        for begun, done, new in change or (("sealing", "sealed", seal),):
            with Workspace.open(path, "JN", seal=seal if sealed else None) as workspace:
                for number in itertools.islice(numbers, 4):
                    _act(workspace, number)
                    if workspace.flush().saved:
                        _say("saved", len(workspace.record), list(workspace.record)[-1].id)
                _say(begun)
                workspace.reseal(new)
                _say(done)
            sealed = new is not None


def _sit_until_killed(path: Path) -> None:
    numbers = itertools.count()
    while True:
        _sit(path, numbers, 23)


def main() -> None:
    """Fork one process after the other."""
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            (_seal_until_killed if "--sealed" in sys.argv else _sit_until_killed)(Path(line.strip()))
        _say("child", child)
        os.waitpid(child, 0)
        _say("end")


if __name__ == "__main__":
    main()
