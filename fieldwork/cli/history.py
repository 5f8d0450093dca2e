"""`fieldwork history`: who recorded what, and when."""

from __future__ import annotations

import argparse

from fieldwork.cli.files import reading
from fieldwork.cli.output import line
from fieldwork.errors import BadInputError, NothingFoundError
from fieldwork.exchange.tables import quoted
from fieldwork.record.describing import history_lines


def run(args: argparse.Namespace) -> int:
    """Print the history, what was replaced before what replaced it.

    Raises:
        NothingFoundError: there is no such case, or nothing was recorded.
        FieldworkError: the inspection cannot be read, or its programme has no such question.
    """
    with reading(args.file) as workspace:
        if args.question is not None and args.question not in workspace.programme.question:
            raise BadInputError(f"{workspace.programme.id} has no question {quoted(args.question)}.")
        found = history_lines(workspace.inspection, case=args.case, question=args.question)
    if not found:
        raise NothingFoundError("Nothing was recorded there.")
    for one in found:
        line(one.text)
    return 0
