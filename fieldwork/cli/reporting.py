"""`fieldwork report`: the draft report of an inspection."""

from __future__ import annotations

import argparse
from pathlib import Path

from fieldwork.cli.files import reading, refuse_existing, write_files
from fieldwork.cli.output import line
from fieldwork.glossary.terms import load_terms
from fieldwork.programme.sharewords import load_share_words
from fieldwork.record.returns import returns
from fieldwork.report.drafting import draft_document
from fieldwork.report.export import content, require_ending


def run(args: argparse.Namespace) -> int:
    """Write the report.

    Raises:
        FieldworkError: what cannot be read or written, and why.
    """
    target: Path = args.to
    require_ending(target)
    refuse_existing([target], force=args.force)
    with reading(args.file) as workspace:
        forms = {form: returns(workspace.record, form) for form in workspace.inspection.questionnaires}
        draft = draft_document(workspace.inspection, workspace.all_judgements, forms, load_share_words(), load_terms())
    write_files({target: content(draft, target)}, force=args.force)
    line(f"Wrote the draft report to {target}.")
    return 0
