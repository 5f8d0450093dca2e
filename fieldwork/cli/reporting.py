"""`fieldwork report`: the draft report of an inspection."""

from __future__ import annotations

import argparse
from pathlib import Path

from fieldwork.cli.files import reading, write_files
from fieldwork.cli.output import line
from fieldwork.errors import BadInputError
from fieldwork.glossary.terms import load_terms
from fieldwork.programme.sharewords import load_share_words
from fieldwork.record.returns import returns
from fieldwork.report.markdown import markdown_report

_ENDINGS = (".md", ".markdown")


def run(args: argparse.Namespace) -> int:
    """Write the report.

    Raises:
        FieldworkError: what cannot be read or written, and why.
    """
    target: Path = args.to
    if target.suffix.lower() not in _ENDINGS:
        raise BadInputError(
            f"This version of fieldwork writes reports as Markdown; --to should end in .md, found {target.name}."
        )
    with reading(args.file) as workspace:
        forms = {form: returns(workspace.record, form) for form in workspace.inspection.questionnaires}
        text = markdown_report(workspace.inspection, workspace.all_judgements, forms, load_share_words(), load_terms())
    write_files({target: text.encode()}, force=args.force)
    line(f"Wrote the draft report to {target}.")
    return 0
