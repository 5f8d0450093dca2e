"""What is wrong with a file is said in words that name the place; what is whole is called whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import CASE_07, CASE_08, answered, sitting
from store.damage import crashed, edited, line_with, lived_in, rewritten

from fieldwork.errors import StoreError
from fieldwork.record.entry import Entry, entry_to_dict
from fieldwork.record.record import Record
from fieldwork.store import InspectionFile
from fieldwork.store.backups import backups
from fieldwork.store.checking import check_file, dangling, tangles
from fieldwork.store.disk import DISK
from fieldwork.store.emergency import Emergency
from fieldwork.store.names import emergency_path, journal_path
from fieldwork.store.snapshot import document_line, lines_of


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fieldwork.store.checking._PAUSE", 0)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "x.json"


@pytest.fixture
def record(path: Path) -> Record:
    return lived_in(path)


def _problems(path: Path) -> str:
    return "\n".join(check_file(path).problems)


def test_a_whole_file_has_no_problems_and_its_backups_are_counted(path: Path, record: Record):
    found = check_file(path)
    assert found.problems == ()
    assert found.remarks[0].startswith("2 backups, the newest of ")


def test_a_sitting_that_goes_on_or_ended_in_a_crash_is_no_problem(path: Path, record: Record):
    file = InspectionFile(path)
    file.append(answered(record, sitting(name="s"), CASE_07, q1_1_2="yes"))
    file.flush()
    assert check_file(path).problems == ()
    file.close()
    crashed(path, record)
    found = check_file(path)
    assert found.problems == ()
    assert found.remarks[0] == "The journal x.json.journal holds 2 entries of the last sitting; they count."


def test_a_cut_file_is_named_with_line_column_and_byte(path: Path, record: Record):
    raw = path.read_bytes()
    path.write_bytes(raw[:-20])
    line = raw[:-20].count(b"\n") + 1
    problems = check_file(path).problems
    assert f"x.json is not whole JSON: line {line}, column " in problems[0]
    assert "(byte " in problems[0]
    assert problems[1].startswith(f"Line {line}, entry {len(record)}: it is damaged (note/bb text, by MB, 2009-")
    assert problems[2] == "The end of the file is missing."


def test_a_changed_value_is_named_by_its_entry(path: Path, record: Record):
    path.write_bytes(path.read_bytes().replace(b"Note of bb", b"Note of cc"))
    line = line_with(path, b"Note of cc")
    problems = check_file(path).problems
    assert "its digest does not fit" in problems[0]
    assert problems[1:] == (
        f"Line {line}, entry {line - 5}: its sum does not fit (note/bb text, by MB, 2009-06-02T10:12:00+01:00).",
    )


def test_an_entry_without_sum_or_of_another_shape_is_named(path: Path, record: Record):
    edited(path, lambda data: (data["entries"]["4"].pop("sum"), data["entries"]["5"].update(by=7)))
    found = _problems(path)
    assert "Entry 4: it has no sum" in found
    assert "Entry 5: 'by' should be text, found int" in found


def test_an_entry_that_stands_there_twice_is_named(path: Path, record: Record):
    lines = lines_of(path.read_bytes())
    again = entry_to_dict(next(iter(record)))
    rewritten(path, [*lines, document_line(99, again)])
    assert "Line 20, entry 99: the entry made-1 is there already (line 6, entry 1)." in _problems(path)


def test_a_file_named_newer_is_refused_only_when_it_is(path: Path, record: Record):
    path.write_bytes(path.read_bytes().replace(b'"format":2', b'"format":7'))
    assert "claims to be of a newer format" in _problems(path)
    path.write_text('{"fieldwork":{"1":{"format":7}},"entries":{}}')
    with pytest.raises(StoreError, match="update fieldwork"):
        check_file(path)


def test_journals_of_other_states_copies_and_damage_are_told(path: Path, record: Record, tmp_path: Path):
    crashed(path, record)
    beside = journal_path(path)
    whole = beside.read_bytes()
    copy = tmp_path / "copy.json"
    copy.write_bytes(path.read_bytes())
    assert "copy.json is without its journal" in _problems(copy)
    beside.write_bytes(whole.replace(b'"no"', b'"na"'))
    assert _problems(path) == "x.json.journal: the last line is damaged; what it held is not shown."
    beside.write_bytes(whole.replace(b'"yes"', b'"yez"'))
    assert _problems(path) == "x.json.journal: line 2 is damaged, and it is not the last."
    beside.write_bytes(b"")
    assert "is empty" in _problems(path)
    beside.write_bytes(whole[:-9])
    assert "ends in the middle of a save" in check_file(path).remarks[0]
    beside.write_bytes(whole)
    path.write_bytes(backups(path)[0].path.read_bytes())
    assert "belongs to another state of x.json; 2 entries are only in it" in _problems(path)


def test_what_waits_on_the_laptop_is_told(path: Path, record: Record):
    kept = Emergency(DISK, path, record.subjects("inspection")[0])
    for name in ("e", "f"):
        said = answered(Record(record), sitting(name=name), CASE_08, q1_1_1="no")
        assert kept.keep([entry_to_dict(one) for one in said])
    found = check_file(path)
    assert found.problems == ()
    assert "2 entries that could not be written wait in" in found.remarks[0]
    emergency_path(path).write_bytes(emergency_path(path).read_bytes().replace(b'"no"', b'"na"', 1))
    assert "The emergency journal" in _problems(path)


def test_damaged_backups_are_told(path: Path, record: Record):
    oldest = backups(path)[-1].path
    oldest.write_bytes(oldest.read_bytes()[:-40])
    assert f"not whole: {oldest.name}" in check_file(path).remarks[0]


def _entry(entry_id: str, *after: str, field: str = "text", undoes: str | None = None) -> Entry:
    return Entry(entry_id, entry_id, "note/x", field, "t", "JN", "2009", after, undoes)


@pytest.mark.parametrize(
    ("entries", "wanted"),
    [
        ([_entry("a-1"), _entry("a-2", "a-1", undoes="a-1")], ""),
        ([_entry("a-1", "a-2"), _entry("a-2", "a-1"), _entry("a-3")], "in a circle: a-1, a-2."),
        ([_entry("a-1", "a-1")], "in a circle: a-1."),
        ([_entry("a-1", "b-1")], "Entry a-1 replaces entry b-1, which is not there."),
        ([_entry("a-1", undoes="b-1")], "Entry a-1 undoes act b-1, which is not there."),
        ([_entry("a-1"), _entry("a-2", "a-1", field="source")], "replaces entry a-1, which is of something else."),
    ],
)
def test_tangles_are_found(entries: list[Entry], wanted: str):
    found = "".join([*tangles(entries), *dangling(entries)])
    assert wanted in found
    assert bool(found) == bool(wanted)


@pytest.mark.parametrize(
    "contents", [b"", b"\0" * 50, b"\xff\xfe", b"[]", b"{}", b'{"fieldwork":{"1":[]}}', b"\x1b[31m"]
)
def test_strangers_are_told_in_one_clean_line_each(path: Path, contents: bytes):
    path.write_bytes(contents)
    problems = check_file(path).problems
    assert problems
    assert all(one.isprintable() for one in problems)
