from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from report.samples import every_block

from fieldwork.errors import BadInputError, FieldworkError
from fieldwork.report.export import content, require_ending, write
from fieldwork.report.steps import StoppedError, Watch


def test_the_ending_says_what_is_written(tmp_path: Path):
    document = every_block()
    for name in ("a.docx", "a.HTML", "a.htm", "a.md", "a.markdown"):
        assert write(document, tmp_path / name)
    assert zipfile.is_zipfile(tmp_path / "a.docx")
    assert (tmp_path / "a.HTML").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert (tmp_path / "a.htm").read_bytes() == (tmp_path / "a.HTML").read_bytes()
    assert (tmp_path / "a.md").read_text("utf-8").startswith("# Report on Stockport")
    assert {(tmp_path / name).stat().st_mode & 0o777 for name in ("a.docx", "a.HTML", "a.md")} == {0o600}


@pytest.mark.parametrize("name", ["a.pdf", "a", "a.doc", "a.docx.json", "a\x1b[31m.txt"])
def test_another_ending_is_refused_in_one_sentence(name):
    with pytest.raises(BadInputError, match=r"should end in \.docx, \.html or \.md, found a[^\x1b]*\.$"):
        require_ending(Path(name))
    with pytest.raises(BadInputError):
        content(every_block(), Path(name))


def test_what_is_there_stays_unless_it_may_go(tmp_path: Path):
    path = tmp_path / "draft.md"
    path.write_text("mine", "utf-8")
    assert not write(every_block(), path)
    assert path.read_text("utf-8") == "mine"
    assert write(every_block(), path, over=True)
    assert path.read_text("utf-8") != "mine"
    (tmp_path / "folder.md").mkdir()
    with pytest.raises(BadInputError, match="is a folder"):
        write(every_block(), tmp_path / "folder.md", over=True)


@pytest.mark.parametrize("ending", [".docx", ".html"])
def test_what_is_stopped_writes_nothing(tmp_path: Path, ending):
    watch = Watch()

    def stopping(done: int, of: int) -> None:
        if done == 3:
            watch.stop()
        watch(done, of)

    with pytest.raises(StoppedError):
        write(every_block(), tmp_path / f"draft{ending}", progress=stopping)
    assert (watch.done, list(tmp_path.iterdir())) == (2, [])


def test_what_is_stopped_at_its_last_step_writes_nothing_and_leaves_what_was_there(tmp_path: Path):
    watch, path = Watch(), tmp_path / "draft.md"
    path.write_text("mine", "utf-8")
    watch.stop()
    with pytest.raises(StoppedError, match="nothing was written"):
        write(every_block(), path, over=True, progress=watch)
    assert [one.read_text("utf-8") for one in tmp_path.iterdir()] == ["mine"]


def test_what_cannot_be_written_says_why(tmp_path: Path):
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(FieldworkError, match="Cannot"):
        write(every_block(), tmp_path / "file" / "draft.md")
