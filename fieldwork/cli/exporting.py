"""`fieldwork export`: everything an inspection holds, as CSV files in a folder or as one Excel workbook."""

from __future__ import annotations

import argparse
from pathlib import Path

from fieldwork.cli.files import reading, warn_of_clear, write_files
from fieldwork.cli.output import line
from fieldwork.errors import BadInputError
from fieldwork.exchange.codebook import codebook_sheet
from fieldwork.exchange.export import csv_files, sheets_of, workbook
from fieldwork.paths import make_private
from fieldwork.record.sealed_marking import MARKING, SENTENCE
from fieldwork.text import counted

_NOT_FOLDERS = (".csv", ".tsv", ".xls", ".xlsm", ".ods", ".json", ".txt")


def run(args: argparse.Namespace) -> int:
    """Write the tables.

    Raises:
        FieldworkError: what cannot be read or written, and why.
    """
    target: Path = args.to
    ending = target.suffix.lower()
    if ending in _NOT_FOLDERS:
        raise BadInputError(f"--to should be a folder or end in .xlsx, found {target.name}.")
    with reading(args.file) as workspace:
        sealed = workspace.seal is not None
        sheets = sheets_of(workspace.inspection, workspace.all_judgements, typed=args.with_notes or not sealed)
        if ending == ".xlsx":
            sheets = (*sheets, codebook_sheet(workspace.inspection))
    if ending == ".xlsx":
        write_files({target: workbook(sheets, SENTENCE if sealed else "")}, force=args.force)
    else:
        if target.exists() and not target.is_dir():
            raise BadInputError(f"{target} is a file; --to should be a folder or end in .xlsx.")
        files = {target / name: content for name, content in csv_files(sheets).items()}
        if sealed:
            files[target / f"{MARKING}.txt"] = f"{SENTENCE}\n".encode()
        make_private(target)
        write_files(files, force=args.force)
    rows = ", ".join(f"{sheet.name} {counted(len(sheet.rows), 'row')}" for sheet in sheets)
    if sealed:
        warn_of_clear(target, "" if args.with_notes else "Notes and comments were left out; --with-notes writes them.")
    line(f"Exported to {target}: {rows}.")
    return 0
