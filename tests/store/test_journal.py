"""The journal: what is whole is read, what a crash cut off is left out, what was damaged is refused."""

from __future__ import annotations

import errno
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.errors import DamagedFileError
from fieldwork.store.disk import DISK, Disk
from fieldwork.store.journal import END, Journal, read_journal, whole_lines
from fieldwork.store.snapshot import document_text

DOCUMENTS = [{"id": f"a-{number}", "value": "é" * number} for number in range(6)]


def _journal(path: Path, count: int = 4) -> bytes:
    journal = Journal(DISK, path, "f" * 64, inspection="inspection/x")
    for document in DOCUMENTS[:count]:
        journal.append([document_text(document)])
    journal.close()
    return path.read_bytes()


def test_lines_come_back_in_order_and_the_mark_stands_at_the_end(tmp_path: Path):
    raw = _journal(tmp_path / "j")
    found = read_journal(raw, "j")
    assert found is not None
    assert [line[0] for line in found.lines] == DOCUMENTS[:4]
    assert (found.snapshot, found.info["inspection"], found.ended, found.unfinished) == (
        "f" * 64,
        "inspection/x",
        True,
        0,
    )
    assert raw.endswith(b"\n" + END)
    assert raw.count(END) == raw.count(b"\n-\n") == 1


def test_a_journal_can_hold_something_from_its_first_moment_on(tmp_path: Path):
    journal = Journal(DISK, tmp_path / "j", "", [document_text(one) for one in DOCUMENTS[:3]])
    journal.append([document_text(DOCUMENTS[3])])
    journal.close()
    found = read_journal((tmp_path / "j").read_bytes(), "j")
    assert found is not None
    assert [len(line) for line in found.lines] == [3, 1]


@given(st.data())
def test_a_cut_end_is_noticed_and_loses_only_the_end(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject):
    raw = _journal(tmp_path_factory.mktemp("j") / "j")
    cut = data.draw(st.integers(raw.index(b"\n"), len(raw) - 2))
    found = read_journal(raw[:cut], "j")
    assert found is not None
    assert not found.ended
    assert [line[0] for line in found.lines] == DOCUMENTS[: len(found.lines)]


def test_any_bytes_after_the_last_line_are_left_out_but_a_second_line_of_this_journal(tmp_path: Path):
    raw = _journal(tmp_path / "j").removesuffix(END)
    other = _journal(tmp_path / "other").removesuffix(END)
    for rest in (b"\0" * 300, b"\0" * 50 + b'"}]}\n' + END, END + b"\0\0}\n" + END, other, other[40:]):
        found = read_journal(raw + rest, "j")
        assert found is not None
        assert len(found.lines) == 4
        assert found.unfinished == len(rest)
    lines = raw.split(b"\n")
    with pytest.raises(DamagedFileError, match="line 3 is damaged, and it is not the last"):
        read_journal(b"\n".join([*lines[:2], lines[2].replace(b"a-1", b"a-7"), *lines[3:]]), "j")


@pytest.mark.parametrize(
    "change", [lambda one: one[::-1], lambda one: [one[0], *one[2:]], lambda one: [*one[:3], *one[2:]]]
)
def test_lines_cannot_be_moved_left_out_or_repeated(tmp_path: Path, change):
    lines = _journal(tmp_path / "j").split(b"\n")[:-2]
    with pytest.raises(DamagedFileError, match="is damaged"):
        read_journal(b"\n".join(change(lines)) + b"\n" + END, "j")


def test_a_line_that_proves_itself_and_does_not_belong_is_refused(tmp_path: Path):
    raw = _journal(tmp_path / "j", 1)
    journal = Journal(DISK, tmp_path / "k", "f" * 64)
    journal.sequence = 4
    journal.append([b"{}"])
    with pytest.raises(DamagedFileError, match="line 2 is not the one that belongs there"):
        read_journal((tmp_path / "k").read_bytes(), "k")
    assert read_journal(b"", "j") is None
    assert read_journal(bytes(50), "j") is None
    with pytest.raises(DamagedFileError, match="line 1 is damaged"):
        read_journal(raw[1:], "j")


def test_whole_lines_are_found_around_a_damaged_one(tmp_path: Path):
    raw = _journal(tmp_path / "j").replace(b'"a-1"', b'"a-9"')
    assert [number for number, _ in whole_lines(raw)] == [1, 2, 4, 5]


class Failing(Disk):
    fails = False

    def sync(self, descriptor: int) -> None:
        if self.fails:
            raise OSError(errno.EIO, "Input/output error")
        super().sync(descriptor)


def test_after_a_failed_flush_a_journal_is_never_used_again(tmp_path: Path):
    disk = Failing()
    journal = Journal(disk, tmp_path / "j", "f" * 64)
    disk.fails = True
    with pytest.raises(OSError, match="Input/output"):
        journal.append([b"{}"])
    disk.fails = False
    with pytest.raises(OSError, match="is closed"):
        journal.append([b"{}"])
    assert journal.sequence == 0


def test_a_journal_knows_whether_it_is_still_there(tmp_path: Path):
    path = tmp_path / "j"
    journal = Journal(DISK, path, "f" * 64)
    assert journal.in_place
    raw = path.read_bytes()
    path.write_bytes(raw + b"x")
    assert not journal.in_place
    path.unlink()
    assert not journal.in_place
    (tmp_path / "k").write_bytes(raw)
    (tmp_path / "k").rename(path)
    assert not journal.in_place
    journal.close()


def test_the_format_of_a_line(tmp_path: Path):
    _, line, *_ = _journal(tmp_path / "j", 1).split(b"\n")
    assert json.loads(line[33:])["seq"] == 1
