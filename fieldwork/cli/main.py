"""Every command but `glossary`: reads the arguments, imports the command's module, runs it."""

from __future__ import annotations

import importlib
from collections.abc import Sequence

from fieldwork.cli.output import never_fail_to_print
from fieldwork.cli.parser import COMMANDS, build_parser
from fieldwork.errors import BadInputError, FieldworkError
from fieldwork.text import clip, shown

LONGEST_MESSAGE = 600
_MODULES = {name: name for name in COMMANDS} | {
    "new": "making",
    "import": "importing",
    "export": "exporting",
    "report": "reporting",
    "merge": "merging",
    "redact": "redacting",
    "seal": "sealing",
    "unseal": "sealing",
    "passphrase": "sealing",
    "erase": "erasing",
    "open": "app",
    "demo": "app",
}
"""Where the command's module is not called like the command."""


def main(argv: Sequence[str]) -> int:
    """Run the command in `argv` and give its exit status.

    Raises:
        FieldworkError: one or two sentences for the user, safe for a terminal.
    """
    never_fail_to_print()
    try:
        return _run(list(argv))
    except FieldworkError as error:
        error.args = (clip(shown(error), LONGEST_MESSAGE),)
        raise
    except BrokenPipeError:
        raise
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        raise FieldworkError(shown(f"{where}{error.strerror or error}.")) from None


def _run(argv: list[str]) -> int:
    if argv and not argv[0].startswith("-") and argv[0] not in COMMANDS:
        raise BadInputError(
            f"There is no command '{argv[0]}'; the commands are {', '.join(COMMANDS)}. See fieldwork --help."
        )
    try:
        args = build_parser(argv[0] if argv else "open").parse_args(argv)
    except SystemExit as end:  # --help and --version have printed what they print
        return int(end.code or 0)
    if args.command == "glossary":  # __main__ has a shorter way to it
        from fieldwork.cli import glossary

        return glossary.run(argv[1:])
    from fieldwork.cli import passphrases

    passphrases.begin(getattr(args, "passphrase_file", None))
    module = importlib.import_module(f"fieldwork.cli.{_MODULES[args.command or 'open']}")
    status: int = module.run(args)
    return status
