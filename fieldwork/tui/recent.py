"""The inspections opened last, as lines: read one by one in a thread, a broken one with its sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from fieldwork.analysis.progress import Totals, case_progress, totals
from fieldwork.errors import FieldworkError
from fieldwork.record.retention import keep_until, retention_words
from fieldwork.settings import retention_of
from fieldwork.store import is_sealed_file
from fieldwork.text import cells, clip, counted, shown
from fieldwork.tui.bars import done_bar
from fieldwork.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

Segments = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Recent:
    """One inspection file. `sums` is None while it has not been read, `broken` says why it could not be."""

    path: Path
    area: str = ""
    title: str = ""
    sums: Totals | None = None
    keep_until: date | None = None
    broken: str = ""
    sealed: bool = False
    """Whether it is sealed: then nothing of it is read before its passphrase was typed."""


def read_recent(path: Path, by: str) -> Recent:
    """Read an inspection, leaving it as it is; a sealed one is left closed."""
    if is_sealed_file(path):
        return Recent(path, sealed=True, keep_until=retention_of(path))
    try:
        with Workspace.open(path, by, write=False) as workspace:
            rows = (case_progress(workspace.programme, case, made) for case, made in workspace.all_judgements.items())
            return Recent(
                path,
                workspace.inspection.area,
                workspace.programme.title,
                totals(rows),
                keep_until(workspace.inspection),
            )
    except FieldworkError as error:
        return Recent(path, broken=str(error))


def recent_line(recent: Recent, width: int) -> Segments:
    """Area, programme and progress, or why it cannot be read; then the path as far as there is room."""
    if recent.broken:
        return ((f" {recent.path.name}  ", ""), (f"✗ {recent.broken}", "bad"))
    name = clip(shown(recent.area or recent.path.stem), 22)
    line: list[tuple[str, str]] = [(f" {name}{' ' * (24 - cells(name))}", "bold")]
    reminder = retention_words(recent.keep_until, date.today())  # noqa: DTZ011 (the day where the user sits)
    if reminder:
        line.append((f"! {reminder}  ", "bad"))
    if recent.sealed:
        line.append(("sealed: Enter asks for its passphrase", "dim"))
    elif recent.sums is None:
        line.append(("reading …", "dim"))
    else:
        line += _progress(recent.sums)
        title = clip(shown(recent.title), 30)
        line.append((f"  {title}", ""))
    used = sum(cells(text) for text, _ in line)
    room = width - used - 3
    place = shown(recent.path.parent)
    if room > 12:  # noqa: PLR2004 (less says nothing)
        place = place if cells(place) <= room else f"…{place[-(room - 1) :]}"
        line.append((f"   {place}", "dim"))
    return tuple(line)


def _progress(sums: Totals) -> list[tuple[str, str]]:
    done, rest = done_bar(sums.answered, sums.total, 8)
    left = f"{sums.left:,} left" if sums.left else "✓ complete" if sums.cases else "no cases"
    return [(done, "bar"), (rest, "rest"), (f" {counted(sums.cases, 'case'):>9}, {left:<11}", "")]
