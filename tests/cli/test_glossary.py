from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from builders import said, sitting, small_record

from fieldwork.__main__ import main
from fieldwork.cli import glossary
from fieldwork.errors import BadInputError, NothingFoundError
from fieldwork.glossary.terms import load_terms
from fieldwork.record.terms import term_statements
from fieldwork.store import write_new

# What a look-up must not wait for.
HEAVY = [
    "textual",
    "tinydb",
    "rich",
    "platformdirs",
    "docx",
    "xlsxwriter",
    "argparse",
    "pathlib",
    "dataclasses",
    "typing",
]


@pytest.fixture(autouse=True)
def _plain_terminal(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")


def answer(capsys, *args):
    status = main(["glossary", *args])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_a_term_is_explained(capsys):
    status, out, err = answer(capsys, "rosh")
    assert (status, err) == (0, "")
    assert out.startswith("RoSH \u2013 Risk of Serious Harm (since 2000)\n  Asset's term.")
    assert "  See also: RoH," in out
    assert "  Source: Stockport 2009, Appendix 5" in out
    assert "also near:\n" in out
    assert all(len(line) <= 80 for line in out.splitlines())


def test_a_looser_match_is_said_to_be_one(capsys):
    _, out, _ = answer(capsys, "mapa")
    assert out.splitlines()[:2] == [
        "MAPPA \u2013 Multi-Agency Public Protection Arrangements (since 2001)",
        "  found by close spelling",
    ]


def test_both_meanings_of_a_word_are_given_in_full(capsys):
    _, out, _ = answer(capsys, "FTE")
    assert "Full-time equivalent (2009)" in out
    assert "First-time entrant (since 2019)" in out


def test_words_make_one_description(capsys):
    status, out, _ = answer(capsys, "plan", "to", "protect", "a", "vulnerable", "child")
    assert status == 0
    assert out.startswith("VMP")


def test_a_narrow_terminal_gets_short_lines(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    _, out, _ = answer(capsys, "rosh")
    assert max(map(len, out.splitlines())) <= 40


def test_without_words_all_terms_are_listed(capsys):
    status, out, _ = answer(capsys)
    assert status == 0
    assert len(out.splitlines()) == len(load_terms())
    assert "FTE                         2009       Full-time equivalent\n" in out
    assert all(len(line) <= 80 for line in out.splitlines())


def test_json(capsys):
    status, out, err = answer(capsys, "--json", "roh")
    assert (status, err) == (0, "")
    hits = json.loads(out)
    assert [*hits[0]] == ["term", "expansion", "definition", "see", "years", "source", "match"]
    assert (hits[0]["term"], hits[0]["match"]) == ("RoH", "exact")
    assert "RoSH" in hits[0]["see"]


def test_json_of_everything(capsys):
    _, out, _ = answer(capsys, "--json")
    assert len(json.loads(out)) == len(load_terms())


@pytest.mark.parametrize("words", [["xyzzy"], [""], ["the", "of", "and"]])
def test_nothing_fits(capsys, words):
    status, out, err = answer(capsys, *words)
    assert (status, out) == (1, "")
    assert err.startswith(f'fieldwork: Nothing in the glossary fits "{" ".join(words)}". Nearest terms: ')
    assert err.count("\n") == 1


def test_nothing_fits_in_json(capsys):
    status, out, _ = answer(capsys, "xyzzy", "--json")
    assert status == 1
    assert json.loads(out) == []


def test_what_was_typed_is_cleaned_before_it_is_shown(capsys):
    _, _, err = answer(capsys, "xyz\x1b[31mzy\u202e\n")
    assert "\x1b" not in err
    assert "\u202e" not in err


def test_an_unknown_option_is_wrong_usage(capsys):
    status, out, err = answer(capsys, "rosh", "--jsn")
    assert (status, out) == (2, "")
    assert err == "fieldwork: glossary has no option --jsn; see fieldwork glossary --help.\n"


def test_after_two_dashes_everything_is_a_word(capsys):
    status, _, err = answer(capsys, "--", "--jsn")
    assert status == 1
    assert 'fits "--jsn"' in err


@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help(capsys, option):
    status, out, _ = answer(capsys, option)
    assert status == 0
    assert out.startswith("usage: fieldwork glossary [WORDS...] [--file FILE] [--json]")


def test_run_raises_what_main_turns_into_a_status():
    with pytest.raises(NothingFoundError):
        glossary.run(["xyzzy"])
    with pytest.raises(BadInputError):
        glossary.run(["--what"])


def test_colour_only_on_a_terminal_that_wants_it(capsys, monkeypatch):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\033[1mRoSH\033[0m" in answer(capsys, "rosh")[1]
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\033" not in answer(capsys, "rosh")[1]
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert "\033" not in answer(capsys, "rosh")[1]


def test_ctrl_c_is_no_traceback(monkeypatch):
    def interrupted(_args):
        raise KeyboardInterrupt

    monkeypatch.setattr(glossary, "run", interrupted)
    assert main(["glossary"]) == 130


def started(*args, **options):
    return subprocess.run(
        [sys.executable, *args], capture_output=True, check=False, timeout=60, encoding="utf-8", **options
    )


def test_python_m_fieldwork():
    done = started("-m", "fieldwork", "glossary", "rosh")
    assert done.returncode == 0
    assert done.stdout.startswith("RoSH")
    assert started("-m", "fieldwork", "glossary", "xyzzy").returncode == 1


def test_a_look_up_loads_nothing_heavy():
    code = (
        "import sys; from fieldwork.__main__ import main; before = set(sys.modules); main(['glossary', 'rosh']);"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    done = started("-S", "-c", code, env={**os.environ, "PYTHONPATH": os.getcwd()})  # noqa: PTH109 (a string is wanted)
    assert done.stderr == "[]\n"


def test_a_closed_pipe_is_no_traceback():
    with subprocess.Popen(
        [sys.executable, "-m", "fieldwork", "glossary"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_a_terminal_without_dashes_gets_an_answer():
    done = started("-m", "fieldwork", "glossary", "rosh", env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0
    assert done.stdout.startswith("RoSH ? Risk of Serious Harm")
    done = started("-m", "fieldwork", "glossary", "rosh", "--json", env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert json.loads(done.stdout)[0]["years"] == "2000\u2013"


def test_the_terms_of_an_inspection_come_first(capsys, tmp_path):
    record = small_record()
    said(record, sitting(), *term_statements("HDC", "home detention curfew"))
    file = tmp_path / "small.json"
    write_new(file, record)
    status, out, _ = answer(capsys, "hdc", "--file", str(file))
    assert status == 0
    assert "home detention curfew" in out
    assert "Source: this inspection's own, JN" in out
    status, out, _ = answer(capsys, f"--file={file}", "--json", "hdc")
    assert json.loads(out)[0]["definition"] == "home detention curfew"
    assert "home detention curfew" not in answer(capsys, "hdc")[1]


@pytest.mark.parametrize("args", [["hdc", "--file"], ["hdc", "--file", "nowhere.json"]])
def test_a_file_that_is_not_there_is_said(capsys, args):
    status, out, err = answer(capsys, *args)
    assert status == 2 or "nowhere.json" in err
    assert (out, err.count("\n")) == ("", 1)
