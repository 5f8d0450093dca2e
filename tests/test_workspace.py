"""An open inspection: one way in, kept at once, taken back, and found again."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from builders import CASE_07, CASE_08, small_record

from fieldwork.errors import CannotUndoError, DamagedFileError, NothingFoundError, StoreError
from fieldwork.programme.loading import find_programme
from fieldwork.record import names
from fieldwork.record.judging import judge
from fieldwork.record.record import Record, Statement
from fieldwork.record.sitting import Sitting
from fieldwork.store import SaveState, write_new
from fieldwork.workspace import Workspace, new_inspection


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "x.json"
    write_new(path, small_record())
    return path


def test_an_answer_shows_at_once_and_is_there_after_reopening(path: Path):
    with Workspace.open(path, "JN") as workspace:
        workspace.answer(CASE_07, "1.1.1", "no")
        assert workspace.judgements(CASE_07)["1.1.1"].answer == "no"
        assert workspace.judgements(CASE_07)["1.1.2"].status == "rule"
    with Workspace.open(path, "MB") as workspace:
        assert workspace.judgements(CASE_07)["1.1.1"].answer == "no"
        assert workspace.judgements(CASE_08)["1.1.1"].status == "open"


def test_opening_alone_writes_nothing(path: Path):
    before = path.read_bytes()
    Workspace.open(path, "JN").close()
    assert path.read_bytes() == before


def test_each_opening_is_a_sitting_of_its_own(path: Path):
    acts = []
    for answer in ("yes", "no"):
        with Workspace.open(path, "JN") as workspace:
            acts += [entry.id for entry in workspace.answer(CASE_07, "1.1.1", answer)]
    assert len({act.rpartition("-")[0] for act in acts}) == 2


def test_answering_a_parked_question_takes_it_off_the_list(path: Path):
    with Workspace.open(path, "JN") as workspace:
        workspace.park(CASE_07, "1.1.1")
        assert workspace.judgements(CASE_07)["1.1.1"].parked
        assert workspace.judgements(CASE_07)["1.1.1"].status == "open"
        workspace.answer(CASE_07, "1.1.1", "yes")
        assert not workspace.judgements(CASE_07)["1.1.1"].parked
        workspace.undo()
        assert workspace.judgements(CASE_07)["1.1.1"].parked


def test_judgements_follow_whatever_is_said_undone_merged_or_redacted(path: Path):
    with Workspace.open(path, "JN") as workspace:
        before = Record(workspace.record)

        def merged() -> None:
            workspace.record.add(Sitting("MB").entries(before, [Statement(CASE_07, names.answer("1.1.2"), "na")]))

        steps = (
            lambda: workspace.answer(CASE_07, "1.1.1", "no"),
            lambda: workspace.answer(CASE_08, "1.1.1", "yes"),
            merged,
            lambda: (workspace.answer(CASE_07, "1.1.2", "yes"), merged(), workspace.park(CASE_07, "1.1.3")),
            lambda: workspace.say([Statement(CASE_07, names.PHASES, "custody")]),
            workspace.undo,
            lambda: workspace.redact(CASE_07, names.answer("1.1.1")),
        )
        for step in steps:
            step()
            for case in (CASE_07, CASE_08):
                assert workspace.judgements(case) == judge(workspace.programme, workspace.record, case)


def test_parking_twice_takes_it_back(path: Path):
    with Workspace.open(path, "JN") as workspace:
        workspace.park(CASE_07, "1.1.1")
        workspace.park(CASE_07, "1.1.1")
        assert not workspace.judgements(CASE_07)["1.1.1"].parked


def test_undo_and_redo_across_a_restart(path: Path):
    with Workspace.open(path, "JN") as workspace:
        workspace.answer(CASE_07, "1.1.1", "yes")
        workspace.answer(CASE_07, "1.1.1", "no")
    with Workspace.open(path, "JN") as workspace:
        taken = workspace.undo()
        assert [entry.value for entry in taken] == ["no"]
        assert workspace.judgements(CASE_07)["1.1.1"].answer == "yes"
    with Workspace.open(path, "JN") as workspace:
        workspace.redo()
        assert workspace.judgements(CASE_07)["1.1.1"].answer == "no"


def test_nobody_undoes_what_another_said(path: Path):
    with Workspace.open(path, "JN") as workspace:
        workspace.answer(CASE_07, "1.1.1", "yes")
    with Workspace.open(path, "MB") as workspace, pytest.raises(CannotUndoError, match="Nothing of yours"):
        workspace.undo()


def test_text_is_cleaned_on_the_way_in(path: Path):
    with Workspace.open(path, "JN") as workspace:
        workspace.note("late\x1b]52;c;aGk=\x07 \u202eabc [b]x[/b]\r\nnext", case=CASE_07, question=None)
    with Workspace.open(path, "JN") as workspace:
        (note,) = workspace.inspection.notes
        assert note.text == "late]52;c;aGk= abc [b]x[/b]\nnext"
        assert note.case == CASE_07
        assert note.question is None
    assert b"\\u001b" not in path.read_bytes()


def test_saying_nothing_records_nothing(path: Path):
    with Workspace.open(path, "JN") as workspace:
        before = len(workspace.record)
        assert workspace.say([]) == ()
        assert len(workspace.record) == before


def test_redaction_is_gone_from_file_and_record(path: Path):
    with Workspace.open(path, "JN") as workspace:
        (first, *_) = workspace.note("Kylie was there", case=CASE_07)
        workspace.redact(first.subject, names.TEXT)
        assert workspace.inspection.notes == ()
        with pytest.raises(NothingFoundError):
            workspace.redact(first.subject, names.TEXT)
        assert b"Kylie" not in path.read_bytes()


def test_a_second_window_reads_and_says_so(path: Path):
    with Workspace.open(path, "JN") as first, Workspace.open_or_read(path, "MB") as second:
        first.answer(CASE_07, "1.1.1", "yes")
        assert second.read_only
        before = len(second.record)
        with pytest.raises(StoreError, match="reading only: nothing was recorded"):
            second.answer(CASE_07, "1.1.1", "no")
        assert len(second.record) == before


def test_a_full_disk_keeps_everything_on_the_screen_and_elsewhere(path: Path, monkeypatch: pytest.MonkeyPatch):
    heard: list[SaveState] = []
    workspace = Workspace.open(path, "JN")
    workspace.on_save = heard.append
    with monkeypatch.context() as patch:

        def full(*_: object, **__: object) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        patch.setattr(os, "open", full)
        workspace.answer(CASE_07, "1.1.1", "yes")
        assert workspace.flush().pending == 1
        with pytest.raises(StoreError, match="No space left"):
            workspace.require_saved()
    assert workspace.judgements(CASE_07)["1.1.1"].answer == "yes"
    assert heard[-1].error is not None
    elsewhere = path.with_name("elsewhere.json")
    assert workspace.save_copy(elsewhere) == elsewhere
    (stick := path.with_name("stick")).mkdir()
    assert workspace.save_copy(stick) == stick / path.name
    with Workspace.open(elsewhere, "JN") as copy:
        assert copy.record == workspace.record
    workspace.retry_saving()
    workspace.require_saved()
    assert heard[-1].saved
    workspace.close()
    with Workspace.open(path, "JN") as again:
        assert again.judgements(CASE_07)["1.1.1"].answer == "yes"


def test_a_new_inspection_holds_its_definitions_and_what_goes_with_it(tmp_path: Path):
    path = tmp_path / "new.json"
    more = [Statement("case/a", names.REFERENCE, "01"), Statement("case/a", names.PHASES, "community")]
    new_inspection(path, find_programme("cci-2009"), "Ayton\x1b[2J", "JN", more)
    with Workspace.open(path, "JN") as workspace:
        assert workspace.inspection.area == "Ayton[2J"
        assert workspace.programme == find_programme("cci-2009")
        assert [case.reference for case in workspace.cases] == ["01"]
        assert list(workspace.inspection.questionnaires) == list(workspace.programme.questionnaires)
        assert list(workspace.all_judgements) == ["case/a"]


def test_a_file_without_an_inspection_is_refused_and_given_back(tmp_path: Path):
    path = tmp_path / "x.json"
    write_new(path, Record())
    for _ in range(2):
        with pytest.raises(DamagedFileError, match="should hold one inspection, found 0"):
            Workspace.open(path, "JN")


def test_what_the_file_refuses_is_not_shown_as_said(path: Path):
    with Workspace.open(path, "JN") as workspace:
        before = len(workspace.record)
        with pytest.raises(StoreError, match="larger than"):
            workspace.say([Statement(CASE_07, "attribute:age", 2**60)])
        assert len(workspace.record) == before
        workspace.answer(CASE_07, "1.1.1", "yes")
        workspace.require_saved()
