from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from cli.running import Refused, Run

from fieldwork import __version__
from fieldwork.cli.parser import COMMANDS


def test_the_version_and_the_help(fieldwork: Run):
    assert fieldwork("--version").out == f"fieldwork {__version__}\n"
    done = fieldwork("--help")
    assert done.status == 0
    for command in COMMANDS:
        assert command in done.out
        assert fieldwork(command, "--help").out.startswith(f"usage: fieldwork {command}")


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (["nonsense"], "There is no command 'nonsense'; the commands are demo, new, open"),
        (["\x1b[31mred\x1b[0m"], "There is no command '[31mred[0m'"),
        (["--nonsense"], "unrecognized arguments: --nonsense"),
        (["scores"], "the following arguments are required: FILE; see fieldwork scores --help."),
        (["scores", "a", "b"], "unrecognized arguments: b"),
        (["new", "x.json"], "the following arguments are required: --programme, --area"),
        (["new", "x.json", "--prog", "cci-2009", "--area", "X"], "required: --programme"),
        (["import", "x.json"], "one of the arguments --cases --judgements --notes --returns is required"),
        (["import", "x.json", "--cases", "a.csv", "--notes", "b.csv"], "not allowed with argument"),
        (["merge", "out.json"], "the following arguments are required: FILE"),
        (["merge", "out.json", "one.json"], "the following arguments are required: FILE"),
        (["demo", "atlantis"], "invalid choice: 'atlantis'"),
        (["programmes", "show"], "required: ID"),
        (["scores", ""], "argument FILE: expected a path, found nothing"),
        (["export", "x.json", "--to", " "], "argument --to: expected a path, found nothing"),
        (["export", "x.json"], "required: --to"),
    ],
)
def test_wrong_usage_is_one_sentence(refused: Refused, arguments: list[str], wanted: str):
    assert wanted in refused(*arguments)


@pytest.mark.parametrize(
    "arguments",
    [
        ["scores", "FILE"],
        ["tally", "FILE"],
        ["history", "FILE"],
        ["export", "FILE", "--to", "out"],
        ["report", "FILE", "--to", "out.md"],
        ["import", "FILE", "--cases", "cases.csv"],
    ],
)
@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        (None, "There is no file"),
        (b"", "is empty: it is not an inspection"),
        (b"\0" * 40, "is empty"),
        (b'{"fieldwork": ', "is not whole JSON"),
        (b"[]", "is not a fieldwork inspection"),
        (b"\xff\xfe", "is not UTF-8"),
    ],
)
def test_what_is_no_inspection_is_refused_by_every_command(
    refused: Refused, in_folder: Path, arguments: list[str], content: bytes | None, wanted: str
):
    Path("cases.csv").write_text("case\n07\n")
    path = Path("x.json")
    if content is not None:
        path.write_bytes(content)
    assert wanted in refused(*(path if part == "FILE" else part for part in arguments))
    assert (path.read_bytes() if content is not None else None) == content
    assert not Path("out").exists()
    assert not Path("out.md").exists()


def test_a_message_has_an_end(refused: Refused, small: Path):
    assert len(refused("history", small, "--case", "9" * 5000, status=1)) < 700
    assert len(refused("9" * 5000)) < 700


@pytest.mark.parametrize("command", ["scores", "tally", "history", "check"])
def test_a_folder_is_no_inspection(refused: Refused, tmp_path: Path, command: str):
    assert "is a folder" in refused(command, tmp_path)


def test_no_traceback_reaches_the_terminal(small: Path):
    done = subprocess.run(
        [sys.executable, "-m", "fieldwork", "scores", f"{small}\x1b[2J"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr.startswith("fieldwork: There is no file")
    assert "\x1b" not in done.stderr


def test_a_reader_that_goes_away_is_no_error(small: Path):
    process = subprocess.Popen(
        [sys.executable, "-m", "fieldwork", "history", str(small)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    errors = process.stderr.read()
    process.stderr.close()
    process.wait()
    assert errors == b""


@pytest.mark.parametrize("command", ["scores", "tally", "history", "check"])
def test_a_command_that_prints_brings_no_screen_along(small: Path, command: str):
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "fieldwork", command, str(small)],
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = {line.rpartition("|")[2].strip().partition(".")[0] for line in done.stderr.splitlines()}
    assert "argparse" in loaded
    assert not loaded & {"textual", "rich", "xlsxwriter", "platformdirs"}


def test_a_narrow_encoding_is_no_error(small: Path):
    done = subprocess.run(
        [sys.executable, "-m", "fieldwork", "scores", str(small)],
        capture_output=True,
        check=False,
        env={"PYTHONIOENCODING": "ascii", "PATH": ""},
    )
    assert (done.returncode, done.stderr) == (0, b"")
