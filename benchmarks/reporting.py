"""What it costs to write the report, and how long the screen stands still meanwhile.

Each kind of file is written in a process of its own: once as somebody does it first in the app, which imports the
libraries too, in a thread beside an event loop that wants its turn every millisecond, the garbage collector at rest as
the app lets it; then again, alone, for the time that the work itself takes.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

RUNS = 7
ENDINGS = {"docx": "Word", "html": "HTML", "xlsx": "Excel"}
PLAIN = "python-docx, its texts plainly"

Row = tuple[str, str, str, str]

_WRITE = """
import asyncio, io, json, sys, time
from pathlib import Path
from fieldwork.cli.app import HAND_OVER
from fieldwork.glossary.terms import load_terms
from fieldwork.programme.sharewords import load_share_words
from fieldwork.record.returns import returns
from fieldwork.report.contents import gather
from fieldwork.report.document import Table, texts
from fieldwork.report.drafting import laid_out
from fieldwork.report.export import write
from fieldwork.report.steps import Watch
from fieldwork.tui.collecting import uncollected
from fieldwork.workspace import Workspace

source, target = map(Path, sys.argv[1:])
workspace = Workspace.open(source, "", write=False)
judgements = workspace.all_judgements
words, terms = load_share_words(), load_terms()

def report():
    with uncollected():
        return made()

def made():
    forms = {form: returns(workspace.record, form) for form in workspace.inspection.questionnaires}
    contents = gather(workspace.inspection, judgements, forms, words, terms)
    document = laid_out(contents)
    write(document, target, over=True, progress=Watch(), contents=contents)
    return document

async def stands_still(work, *told):
    worker, longest = asyncio.create_task(asyncio.to_thread(work, *told)), 0.0
    last = time.perf_counter()
    while not worker.done():
        await asyncio.sleep(0.001)
        now = time.perf_counter()
        longest, last = max(longest, now - last), now
    return await worker, longest

sys.setswitchinterval(HAND_OVER)
start = time.perf_counter()
document, longest = asyncio.run(stands_still(report))
first = time.perf_counter() - start
_, idle = asyncio.run(stands_still(time.sleep, first))
start = time.perf_counter()
report()
again = time.perf_counter() - start
plain = 0.0
if target.suffix == ".docx":
    import docx
    start = time.perf_counter()
    file = docx.Document()
    for block in document.blocks:
        lines = [" ".join(row) for row in block.texts] if isinstance(block, Table) else texts(block)
        for line in lines:
            file.add_paragraph(line)
    file.save(io.BytesIO())
    plain = time.perf_counter() - start
print(json.dumps([first, longest, idle, again, plain]))
"""
"""From an open inspection to the file on the disk: figures, layout, rendering. The baseline is one paragraph for each
paragraph, item of a list and row of a table, with python-docx's own `add_paragraph` and nothing else."""


class Measured(NamedTuple):
    """Medians in seconds.

    Written first; the loop's longest wait meanwhile, and beside a thread that only sleeps; written again; the baseline.
    """

    first: float
    still: float
    idle: float
    again: float
    plain: float


def _measured(source: Path, target: Path) -> Measured:
    runs = []
    for _ in range(RUNS):
        done = subprocess.run(
            [sys.executable, "-c", _WRITE, source, target], check=True, capture_output=True, text=True
        )
        runs.append(json.loads(done.stdout))
    return Measured(*(statistics.median(column) for column in zip(*runs, strict=True)))


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms"


def rows(sources: dict[str, Path]) -> list[Row]:
    """For each inspection by its name: to Word against the baseline, to a web page and to Excel, and the standstill."""
    found: list[Row] = []
    for name, source in sources.items():
        plain = 0.0
        for ending, kind in ENDINGS.items():
            taken = _measured(source, source.with_name(f"{source.stem}-report.{ending}"))
            plain = plain or taken.plain
            beside = f"beside a sleeping thread {taken.idle * 1000:.1f} ms"
            found += [
                (f"report to {kind}, {name}", _ms(taken.again), f"{PLAIN} {_ms(plain)}", f"{taken.again / plain:.2f}"),
                (f"… the first time, with its imports, {name}", _ms(taken.first), "", ""),
                (f"… the screen stands still for at most, {name}", f"{taken.still * 1000:.1f} ms", beside, "(≤ 50 ms)"),
            ]
    return found


if __name__ == "__main__":
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # what is installed has its byte code
    for row in rows({one: Path(one) for one in sys.argv[1:]}):
        print("  ".join(row))
