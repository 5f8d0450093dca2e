"""Every command and option is documented, and nothing else is."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import small_programme, small_questionnaire

from fieldwork.cli import glossary
from fieldwork.cli.parser import COMMANDS, build_parser
from fieldwork.exchange import judgements, notes
from fieldwork.exchange.cases import cases_sheet
from fieldwork.exchange.returns import returns_sheet

PAGE = Path(__file__).parents[2] / "docs" / "command-line.md"


@pytest.fixture(scope="module")
def page() -> str:
    return PAGE.read_text("utf-8")


def parsers(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for one in action.choices.values():
                yield from parsers(one)


def options() -> set[str]:
    parsed = {option for one in parsers(build_parser()) for action in one._actions for option in action.option_strings}
    return parsed | set(re.findall(r"--[a-z]+", glossary.HELP))  # which reads its options itself


def test_every_command_is_documented(page: str):
    for command in COMMANDS:
        assert f"\nfieldwork {command} " in page
        assert f"**{command}**" in page


def test_every_option_is_documented_and_every_documented_option_is_there(page: str):
    documented = set(re.findall(r"(?<![\w-])--[a-z]+(?:-[a-z]+)*", page))
    assert documented == {option for option in options() if option.startswith("--")}


def test_every_column_is_documented(page: str):
    sheets = [cases_sheet(small_programme(), ()), returns_sheet(small_questionnaire(), ())]
    fixed = ["case", "phases", "status", "serial", "keyed_by", "keying", *judgements.COLUMNS, *notes.COLUMNS]
    assert {"case", "phases", "status"} <= set(sheets[0].columns)
    assert {"serial", "keyed_by", "keying"} <= set(sheets[1].columns)
    for column in fixed:
        assert f"`{column}`" in page
