"""What is shipped: the wheel, away from the checkout, runs the main commands, and so does an editable install."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
pytestmark = [pytest.mark.timeout(240), pytest.mark.xdist_group("wheel")]

Run = Callable[..., subprocess.CompletedProcess[str]]


def _call(*arguments: object, cwd: Path, check: bool = True, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV"))}
    return subprocess.run(
        [str(argument) for argument in arguments],
        cwd=cwd,
        env={**kept, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=check,
    )


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A virtual environment with nothing but pip, away from the checkout."""
    folder = tmp_path_factory.mktemp("clean") / "env"
    venv.create(folder, with_pip=True)
    return folder


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without isolation: the build back end is a development dependency."""
    folder = tmp_path_factory.mktemp("dist")
    _call(
        sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", folder, ROOT, cwd=folder
    )
    (found,) = folder.glob("*.whl")
    return found


def _install(clean: Path, *what: object) -> None:
    pip = [clean / "bin" / "python", "-m", "pip", "--disable-pip-version-check", "install", "-q"]
    _call(*pip, "-c", ROOT / "constraints.txt", *what, cwd=clean)


def _main_commands_run(clean: Path, folder: Path) -> None:
    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        return _call(clean / "bin" / "fieldwork", *arguments, cwd=folder, FIELDWORK_HOME=str(folder / "home"))

    assert "53%   SUBSTANTIAL" in run("demo", "stockport").stdout
    assert "cases" in run("demo", "dorset").stdout
    assert json.loads(run("glossary", "mappa", "--json").stdout)[0]["term"] == "MAPPA"
    (folder / "cases.csv").write_text("case,phases\n01,community\n02,both\n", "utf-8")
    (folder / "judgements.csv").write_text("case,question,answer,note\n01,1.1.1,yes,\n02,1.1.1,no,late\n", "utf-8")
    run("new", "a.json", "--programme", "cci-2009", "--area", "Ayton", "--cases", "cases.csv", "--by", "JN")
    shutil.copy(folder / "a.json", folder / "b.json")
    run("import", "a.json", "--judgements", "judgements.csv", "--by", "JN")
    run("merge", "c.json", "a.json", "b.json")
    figure = json.loads(run("scores", "c.json", "--json").stdout)["questions"]["1.1.1"]
    assert (figure["yes"], figure["of"], figure["unanswered"]) == (1, 2, 0)
    assert json.loads(run("tally", "c.json", "--json").stdout)["questionnaires"]["children-2009"]["returned"] == 0
    run("report", "c.json", "--to", "c.md")
    assert "Ayton" in (folder / "c.md").read_text("utf-8")
    run("report", "c.json", "--to", "c.docx")
    assert (folder / "c.docx").read_bytes().startswith(b"PK")


def test_the_wheel_and_then_an_editable_install_run_the_main_commands(clean: Path, wheel: Path, tmp_path: Path):
    _install(clean, wheel)
    inside = _call(clean / "bin" / "python", "-c", "import fieldwork; print(fieldwork.__file__)", cwd=tmp_path).stdout
    assert str(clean) in inside
    (tmp_path / "wheel").mkdir()
    _main_commands_run(clean, tmp_path / "wheel")

    checkout = tmp_path / "checkout"
    ignored = shutil.ignore_patterns(".*", "__pycache__", "tests")
    shutil.copytree(ROOT, checkout, ignore=ignored)
    _install(clean, "--no-deps", "--editable", checkout)
    inside = _call(clean / "bin" / "python", "-c", "import fieldwork; print(fieldwork.__file__)", cwd=tmp_path).stdout
    assert str(checkout) in inside
    (tmp_path / "editable").mkdir()
    _main_commands_run(clean, tmp_path / "editable")
