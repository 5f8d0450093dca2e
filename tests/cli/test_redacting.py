"""`fieldwork redact`: lists notes, shows what would go, asks, and leaves nothing of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import CASE_07, CASE_08
from cli.running import Refused, Run

from fieldwork.record import names
from fieldwork.record.record import Statement
from fieldwork.workspace import Workspace


@pytest.fixture
def noted(small: Path) -> Path:
    with Workspace.open(small, "JN") as workspace:
        first = workspace.note("Seen with Jamie [a [/] b]", case=CASE_07, question="1.1.1")
        workspace.say([Statement(first[0].subject, names.TEXT, "Seen with the worker")])
        workspace.note("\u202eMoved \x1b[31mtwice", case=CASE_08)
        workspace.note("Jamie again", case=CASE_07, question="1.1.1")
    return small


def everything(path: Path) -> str:
    return "".join(one.read_text("utf-8", errors="replace") for one in path.parent.rglob("*") if one.is_file())


def test_the_notes_are_listed_with_numbers_that_stay(fieldwork: Run, noted: Path):
    lines = fieldwork("redact", noted).out.splitlines()
    assert [line.split()[0] for line in lines] == ["1", "2", "3"]
    assert "Seen with the worker (and 1 earlier text)" in lines[0]
    assert "note on case 08" in lines[1]
    assert "\x1b" not in lines[1]
    assert fieldwork("redact", noted, "--note", "1", "--yes").status == 0
    assert [line.split()[0] for line in fieldwork("redact", noted).out.splitlines()] == ["2", "3"]


def test_a_note_is_gone_with_all_its_earlier_texts_and_the_history_says_by_whom(fieldwork: Run, noted: Path):
    done = fieldwork("redact", noted, "--note", "1", "--yes", "--by", "MB")
    assert "note on case 07 1.1.1: “Seen with the worker” and 1 earlier text, 2 entries, in the file" in done.out
    assert "Redacted: 2 entries, by MB." in done.out
    assert "Seen with" not in everything(noted)
    assert fieldwork("history", noted, "--case", "7").out.count("(redacted by MB)") == 2
    assert fieldwork("check", noted).status == 0


def test_only_the_earlier_texts_go_where_that_is_said(fieldwork: Run, refused: Refused, noted: Path):
    fieldwork("redact", noted, "--note", "1", "--earlier", "--yes")
    assert "Seen with Jamie" not in everything(noted)
    assert "Seen with the worker" in everything(noted)
    assert "nothing to redact" in refused("redact", noted, "--note", "1", "--earlier", "--yes", status=1)


def test_the_notes_on_a_question_of_a_case_go_together(fieldwork: Run, noted: Path):
    assert "Redacted: 3 entries" in fieldwork("redact", noted, "--case", "7", "--question", "1.1.1", "--yes").out
    assert "Jamie" not in everything(noted)
    assert len(fieldwork("redact", noted).out.splitlines()) == 1


def test_what_was_written_in_the_report_goes_with_all_its_earlier_texts(fieldwork: Run, refused: Refused, noted: Path):
    with Workspace.open(noted, "JN") as workspace:
        for text in ("Secret one.", "Secret two."):
            workspace.say([Statement(names.report_part("foreword"), names.TEXT, text)])
        workspace.say([Statement(names.finding("1.1.1"), names.WORDING, "Secret three.")])
    done = fieldwork("redact", noted, "--report", "foreword", "--yes")
    assert "part foreword of the report: “Secret two.” and 1 earlier text, 2 entries" in done.out
    assert "Secret two" not in everything(noted)
    assert fieldwork("redact", noted, "--report", "finding/1.1.1", "--yes").status == 0
    assert "Secret" not in everything(noted)
    assert "Nothing was written in" in refused("redact", noted, "--report", "elsewhere", "--yes", status=1)


def test_what_a_case_is_called_goes(fieldwork: Run, noted: Path):
    with Workspace.open(noted, "JN") as workspace:
        workspace.say([Statement(CASE_08, names.REFERENCE, "Jamie H")])
    assert (
        "case Jamie H reference: “Jamie H” and 1 earlier text"
        in fieldwork("redact", noted, "--case", "Jamie H", "--yes").out
    )
    assert "Jamie H" not in everything(noted)


def test_without_a_terminal_and_without_yes_nothing_goes(refused: Refused, noted: Path):
    assert "--yes" in refused("redact", noted, "--note", "1")
    assert "Seen with Jamie" in everything(noted)


@pytest.mark.parametrize(("typed", "status"), [("redact", 0), ("Redact ", 0), ("yes", 1), ("", 1)])
def test_at_a_terminal_the_word_is_asked_for(fieldwork: Run, noted: Path, monkeypatch, typed, status):
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _: typed)
    done = fieldwork("redact", noted, "--note", "3")
    assert (done.status, "“Jamie again”, 1 entry" in done.out) == (status, True)
    assert ("Nothing was redacted." in done.err) is bool(status)
    assert ("Jamie again" in everything(noted)) is bool(status)


@pytest.mark.parametrize(
    ("options", "words", "status"),
    [
        (["--note", "9"], "no note 9", 1),
        (["--case", "99"], "no case '99'", 1),
        (["--case", "7", "--question", "9.9"], "no question '9.9'", 2),
        (["--case", "7", "--attribute", "nonesuch"], "no attribute 'nonesuch'", 2),
        (["--case", "8", "--question", "1.1.1"], "nothing to redact", 1),
        (["--question", "1.1.1"], "--question goes with --case", 2),
        (["--form", "3"], "--form needs", 2),
        (["--form", "3", "--questionnaire", "x", "--item", "y"], "no item 'y'", 2),
        (["--note", "1", "--case", "7"], "not allowed", 2),
        (["--note", "one"], "invalid int", 2),
    ],
)
def test_what_is_not_there_or_does_not_go_together_is_refused(refused: Refused, noted: Path, options, words, status):
    before = everything(noted)
    assert words in refused("redact", noted, "--yes", *options, status=status)
    assert everything(noted) == before


def test_what_was_written_on_a_form_goes_in_both_keyings(fieldwork: Run, small: Path):
    with Workspace.open(small, "JN") as workspace:
        (name, questionnaire), *_ = workspace.inspection.questionnaires.items()
        item = questionnaire.items[0].id
        for keying in (1, 2):
            form = f"return/{keying}"
            workspace.say(
                [
                    Statement(form, names.QUESTIONNAIRE, name),
                    Statement(form, names.SERIAL, "03"),
                    Statement(form, names.KEYING, keying),
                    Statement(form, names.item(item), {"text": f"Jamie was nice {keying}"}),
                ]
            )
    done = fieldwork("redact", small, "--form", "3", "--questionnaire", name, "--item", item, "--yes")
    assert "“Jamie was nice 2”" in done.out
    assert "Jamie" not in everything(small)
