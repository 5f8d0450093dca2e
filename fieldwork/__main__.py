"""`fieldwork` and `python -m fieldwork`: pick the command; import nothing that it does not need.

`fieldwork glossary` has to answer before the sentence is finished, so it does not even meet the parser of the other
commands.
"""

from __future__ import annotations

import sys

from fieldwork.errors import FieldworkError

_INTERRUPTED = 130  # what a shell reports for a command that ctrl+c ended
_PIPE_CLOSED = 141  # and for one whose reader went away


def main(argv: list[str] | None = None) -> int:
    """Run the command in `argv` (by default the process's own arguments) and give its exit status.

    An error of fieldwork's own becomes one line on standard error; nothing of the kind escapes as a traceback.
    """
    arguments = sys.argv[1:] if argv is None else argv
    try:
        status = _run(arguments)
        if sys.stdout is not None:  # pythonw has none
            sys.stdout.flush()
    except FieldworkError as error:
        print(f"fieldwork: {error}", file=sys.stderr)  # noqa: T201 (the command line's own message)
        return error.exit_status
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        _swallow_output()
        return _PIPE_CLOSED
    return status


def _run(arguments: list[str]) -> int:
    if arguments[:1] == ["glossary"]:
        from fieldwork.cli import glossary

        return glossary.run(arguments[1:])
    from fieldwork.cli.main import main as run_command

    return run_command(arguments)


def _swallow_output() -> None:
    """Nobody reads standard output any more: what Python still holds must not fail again when it exits."""
    import os

    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
