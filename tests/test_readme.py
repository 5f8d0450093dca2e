"""The README is true: the commands that it shows run, and the files and programmes that it names exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fieldwork.__main__ import main
from fieldwork.programme.loading import shipped_programmes

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
COMMANDS = re.findall(r"^\$ (fieldwork .+)$", README, re.MULTILINE)


def test_every_command_shown_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    assert len(COMMANDS) >= 10
    for command in COMMANDS:
        assert main(command.split()[1:]) == 0, f"{command}: {capsys.readouterr().err}"
        assert capsys.readouterr().err == ""


def test_what_make_is_said_to_do_stands_in_the_makefile():
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = set(re.findall(r"(?:`|    )make (\w+)", README))
    assert named <= targets
    assert {"run", "test", "check", "bench"} <= named


@pytest.mark.parametrize("document", ["README.md", *(str(p.relative_to(ROOT)) for p in (ROOT / "docs").glob("*.md"))])
def test_every_link_to_a_file_leads_somewhere(document: str):
    text = (ROOT / document).read_text("utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
    missing = [link for link in links if not ((ROOT / document).parent / link).exists()]
    assert missing == []


def test_the_programmes_named_are_those_that_are_shipped():
    assert set(re.findall(r"--programme (\S+-\d{4})", README)) <= set(shipped_programmes())
