"""The house: which imports come along with which part. These fail the same on every machine; clocks do not."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import fieldwork

PACKAGE = Path(fieldwork.__file__).parent
HEAVY = {"textual", "rich", "docx", "xlsxwriter", "openpyxl"}


def _loaded_by(code: str) -> set[str]:
    """The top-level modules that are loaded after running `code` in an interpreter of its own."""
    program = f"{code}\nimport sys; print('LOADED', *sorted({{name.partition('.')[0] for name in sys.modules}}))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(done.stdout.rpartition("LOADED ")[2].split())


@pytest.mark.parametrize(
    "part",
    ["programme", "glossary", "record", "analysis", "store", "report", "exchange", "team", "workspace", "cli.main"],
)
def test_the_headless_parts_bring_no_screen_and_no_office_along(part: str):
    modules = [
        ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
        for path in (PACKAGE / part.replace(".", "/")).rglob("*.py")
        if path.name != "__init__.py"
    ] or [f"fieldwork.{part}"]
    loaded = _loaded_by("\n".join(f"import {module}" for module in modules))
    assert loaded & HEAVY == set()
    assert "fieldwork" in loaded


def test_a_look_up_loads_no_database_either():
    loaded = _loaded_by("from fieldwork.__main__ import main; main(['glossary', 'rosh'])")
    assert loaded & (HEAVY | {"tinydb", "platformdirs", "filelock"}) == set()


def test_scores_load_no_screen():
    loaded = _loaded_by("from fieldwork.__main__ import main; main(['scores', 'nowhere.json'])")
    assert loaded & HEAVY == set()


def test_no_file_has_six_hundred_lines():
    long = [
        path.name
        for folder in (PACKAGE, Path(__file__).parent)
        for path in folder.rglob("*.py")
        if len(path.read_text("utf-8").splitlines()) >= 600
    ]
    assert long == []


def test_only_the_store_knows_tinydb_and_only_the_screens_know_textual():
    importing = re.compile(r"^\s*(?:from|import) (tinydb|textual|rich|xlsxwriter)\b", re.MULTILINE)
    found = {
        (path.relative_to(PACKAGE).parts[0], name)
        for path in PACKAGE.rglob("*.py")
        for name in importing.findall(path.read_text("utf-8"))
    }
    office = {(one, "xlsxwriter") for one in ("exchange", "report")}  # workbooks, and the charts of a report
    assert found <= {("store", "tinydb"), ("tui", "textual"), ("tui", "rich")} | office
