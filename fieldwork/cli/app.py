"""`fieldwork`, `fieldwork open` and `fieldwork demo`: start the app, or say what there is where no terminal is."""

from __future__ import annotations

import argparse
import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fieldwork.cli.making import initials
from fieldwork.errors import BadInputError, FieldworkError
from fieldwork.paths import data_folder, make_private, state_folder, write_private
from fieldwork.settings import load_settings

HAND_OVER = 0.001
"""Seconds after which a thread that works hands the interpreter to the screen's, when that wants it. Python's own five
milliseconds add up while a report is written: a key then waited up to 45 ms for its turn, with one it is 15."""

SAMPLES = {"stockport": "stockport-2009.json", "dorset": "dorset-2013.json"}


def run(args: argparse.Namespace) -> int:
    """Start the app on what the command names.

    Raises:
        FieldworkError: there is no terminal, or the inspection cannot be read.
    """
    if args.command == "demo":
        return _demo(args)
    path: Path | None = getattr(args, "file", None)
    given: str | None = getattr(args, "by", None)
    by = initials(given)
    if not terminal_attached():
        hint = f"fieldwork scores {path} prints its scores" if path else "fieldwork --help lists the other commands"
        raise BadInputError(f"The app needs a terminal, and there is none here; {hint}.")
    case: str | None = getattr(args, "case", None)
    return _start(path, by, ask_initials=given is None and first_start(), case=case)


def _demo(args: argparse.Namespace) -> int:
    by = initials(args.by)
    sample = data_folder() / "samples" / SAMPLES[args.sample]
    if not sample.is_file():
        raise FieldworkError(f"The sample {sample.name} is missing: install fieldwork again.")
    if not terminal_attached():
        from fieldwork.analysis.scoring import score_all
        from fieldwork.cli.files import reading
        from fieldwork.cli.scores import print_scores

        with reading(sample) as workspace:
            print_scores(workspace, score_all(workspace.programme, workspace.all_judgements))
        return 0
    with private_copy(sample) as copy:
        return _start(copy, by)


@contextmanager
def private_copy(sample: Path) -> Iterator[Path]:
    """A copy of `sample` in a fresh folder of the user's own; gone, with everything made of it, at the end.

    Raises:
        FieldworkError: it cannot be made.
    """
    try:
        folder = Path(tempfile.mkdtemp(prefix="demo-", dir=make_private(state_folder())))
    except OSError as error:
        raise FieldworkError(f"Cannot make a copy of the sample: {error.strerror or error}.") from None
    try:
        copy = folder / sample.name
        write_private(copy, sample.read_bytes())
        yield copy
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def first_start() -> bool:
    """Whether nobody has said yet whose initials sign what is recorded here."""
    settings = load_settings()
    return settings.by is None and not settings.complaint


def _start(path: Path | None, by: str, *, ask_initials: bool = False, case: str | None = None) -> int:
    sys.setswitchinterval(HAND_OVER)
    gc.disable()  # importing makes only what stays; the app collects again once it has painted
    try:
        from fieldwork.tui.running import run as start

        for size in ("COLUMNS", "LINES"):  # where a shell exports them they stay as they were when a window is resized
            os.environ.pop(size, None)
        return start(path, by, ask_initials=ask_initials, case=case)
    finally:
        gc.enable()


def terminal_attached() -> bool:
    """Whether somebody sits at a terminal who can see the app and type."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))
