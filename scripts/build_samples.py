"""Build the shipped samples anew: the same bytes each time, on every machine.

Usage: python scripts/build_samples.py [--to FOLDER]
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from samples.dorset import dorset
from samples.stockport import stockport

from fieldwork.paths import data_folder
from fieldwork.record.record import Record
from fieldwork.store import write_new


def build(record: Record, path: Path) -> None:
    """Write the inspection file, in the place of the one that may be there."""
    new = path.with_name(f"{path.name}.new")
    new.unlink(missing_ok=True)
    write_new(new, record)
    new.chmod(0o644)
    new.replace(path)
    print(f"{path.name}: {len(record):,} entries, {path.stat().st_size:,} bytes")


def main(arguments: list[str]) -> None:
    """Build both samples."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--to", type=Path, default=data_folder() / "samples", help="the folder to build them in")
    to = parser.parse_args(arguments).to
    to.mkdir(parents=True, exist_ok=True)
    answers = data_folder() / "samples"
    build(stockport(answers / "stockport-2009-answers.csv"), to / "stockport-2009.json")
    build(dorset(answers / "dorset-2013-answers.csv"), to / "dorset-2013.json")


if __name__ == "__main__":
    main(sys.argv[1:])
