"""A process that saves numbered entries and says each number once the store has called it saved; it is killed."""

from __future__ import annotations

import sys
from pathlib import Path

from fieldwork.record.entry import Entry
from fieldwork.store import InspectionFile

path, sitting = Path(sys.argv[1]), sys.argv[2]
file = InspectionFile(path)
for number in range(1, 100_000):
    entry_id = f"{sitting}-{number}"
    file.append([Entry(entry_id, entry_id, "case/k", f"answer:{number}", "yes" * (number % 40), "JN", "2009-06-01")])
    if not file.flush().saved:
        sys.exit("not saved")
    print(number, flush=True)  # noqa: T201 (this is the acknowledgement)
