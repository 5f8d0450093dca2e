"""`fieldwork report`: the draft report of an inspection, written or checked."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from fieldwork.cli.files import reading, refuse_existing, warn_of_clear, write_files
from fieldwork.cli.output import line
from fieldwork.errors import BadInputError
from fieldwork.glossary.terms import load_terms
from fieldwork.programme.sharewords import load_share_words
from fieldwork.record.returns import returns
from fieldwork.record.sealed_marking import marked
from fieldwork.report.contents import gather
from fieldwork.report.drafting import laid_out
from fieldwork.report.export import content, require_ending


def run(args: argparse.Namespace) -> int:
    """Write the report, or check it.

    Raises:
        FieldworkError: what cannot be read or written, and why.
    """
    if args.check:
        from fieldwork.cli.report_checking import run as check

        return check(args)
    if args.text is not None or args.json:
        raise BadInputError("--text and --json go with --check.")
    target: Path = args.to
    require_ending(target, workbook=True)
    refuse_existing([target], force=args.force)
    with reading(args.file) as workspace:
        forms = {form: returns(workspace.record, form) for form in workspace.inspection.questionnaires}
        contents = gather(
            workspace.inspection,
            workspace.all_judgements,
            forms,
            load_share_words(),
            load_terms(),
            published=args.published,
        )
        sealed = workspace.seal is not None
        document = laid_out(contents)
        document = replace(document, marking=marked(document.marking, sealed=sealed and not args.published))
        made = content(document, target, contents=contents)
    write_files({target: made}, force=args.force)
    if sealed:
        warn_of_clear(target)
    line(f"Wrote the {'' if args.published else 'draft '}report to {target}.")
    return 0
