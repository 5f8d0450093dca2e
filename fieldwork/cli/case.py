"""`fieldwork case`: one page on a case for the talk with the case manager, to read, to send on, or to print."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from fieldwork.cli.files import reading, warn_of_clear, write_files
from fieldwork.cli.output import line
from fieldwork.errors import BadInputError, NothingFoundError
from fieldwork.exchange.tables import quoted
from fieldwork.record.sealed_marking import marked
from fieldwork.report.case_pages import ENDINGS, left_page, rendered, summary_page


def run(args: argparse.Namespace) -> int:
    """Print the page, or write it.

    Raises:
        NothingFoundError: there is no such case.
        FieldworkError: what cannot be read or written, and why.
    """
    target: Path | None = args.to
    ending = ".txt" if target is None else target.suffix.lower()
    if ending not in ENDINGS:
        raise BadInputError(f"--to should end in {', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}, found {args.to.name}.")
    with reading(args.file) as workspace:
        case = workspace.inspection.case(args.reference)
        if case is None:
            raise NothingFoundError(f"There is no case {quoted(args.reference)}.")
        page = summary_page if args.summary else left_page
        document = page(workspace.inspection, case, workspace.judgements(case.id))
        sealed = workspace.seal is not None
    document = replace(document, marking=marked(document.marking, sealed=sealed))
    text = rendered(document, ending, compact=args.summary)
    if target is None:
        for one in text.splitlines():
            line(one)
        return 0
    write_files({target: text.encode()}, force=args.force)
    if sealed:
        warn_of_clear(target)
    line(f"Wrote {target}. It holds case data.")
    return 0
