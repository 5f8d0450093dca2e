"""Erasing: nothing that fieldwork made of the inspection is left, whatever stopped it before."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import CASE_07, answered, sitting, small_record
from faults.crashes import LIGHT, Model, RecordingDisk, image_of, put_back
from store.sealing import PASSPHRASE, cheap_seal

from fieldwork.errors import FieldworkError, InUseError, NothingFoundError
from fieldwork.paths import state_folder
from fieldwork.record.entry import entry_to_dict
from fieldwork.store import InspectionFile, unlock, write_new
from fieldwork.store.backups import backups
from fieldwork.store.disk import DISK
from fieldwork.store.emergency import Emergency
from fieldwork.store.erasing import erase, what_to_erase
from fieldwork.store.names import emergency_path, journal_path
from fieldwork.store.repairing import repair, repaired_path
from fieldwork.workspace import Workspace


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "work"
    folder.mkdir()
    path = folder / "x.json"
    write_new(path, small_record())
    for name, answer in (("a", "yes"), ("b", "no")):
        file = InspectionFile(path)
        file.append(answered(small_record(), sitting("JN", name), CASE_07, q1_1_1=answer))
        file.close()
    return path


def test_everything_made_of_it_goes_and_nothing_else(path: Path):
    repair(path, repaired_path(path))
    other = path.with_name("x-2.json")
    write_new(other, small_record())
    with Workspace.open(path, "JN") as workspace:
        emergency = Emergency(DISK, path, workspace.inspection.id)
        assert emergency.keep([entry_to_dict(entry) for entry in workspace.record][:1])
    path.with_name(".x.json.0123abcd.tmp").write_bytes(b"{")
    path.with_name("x.kept-2009-06-08-1012.json").write_bytes(path.read_bytes())
    assert backups(path)
    gone = erase(path)
    assert gone.files[0] == path
    assert [one.name for one in path.parent.iterdir()] == ["x-2.json"]
    assert not emergency_path(path).exists()
    assert state_folder().is_dir()
    with pytest.raises(NothingFoundError, match=r"Nothing of x\.json is there"):
        erase(path)


def test_what_another_window_has_open_is_left(path: Path):
    with Workspace.open(path, "JN"):
        before = image_of(path.parent)
        with pytest.raises(InUseError):
            erase(path)
        assert image_of(path.parent) == before


def test_what_is_left_of_one_whose_file_is_gone_already_goes(path: Path):
    path.unlink()
    assert what_to_erase(path).files
    erase(path)
    assert list(path.parent.iterdir()) == []


@pytest.mark.parametrize("sealed", [True, False])
def test_after_any_crash_it_opens_whole_or_not_at_all_and_erasing_again_finishes(
    path: Path, sealed: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setenv("FIELDWORK_HOME", str(tmp_path / "home"))
    with Workspace.open(path, "JN") as workspace:
        if sealed:
            workspace.reseal(cheap_seal()[0])
        workspace.answer(CASE_07, "1.1.2", "yes")
        whole = {entry.id for entry in workspace.record}
        workspace.require_saved()
        open_image = image_of(path.parent)  # as it stands while it is open: a snapshot and a journal
    put_back(path.parent, open_image)
    assert journal_path(path).exists()
    root = path.parent
    start = image_of(root)
    disk = RecordingDisk(root)
    disk.know(start)
    erase(path, disk)
    images: list[dict[str, bytes | None]] = []
    model = Model(start)
    for op in disk.ops:
        model.take(op)
        images += model.images(LIGHT)
    opened = refused = 0
    for image in {tuple(sorted(one.items())): one for one in images}.values():
        put_back(root, image)
        if path.exists():
            try:
                passphrase = PASSPHRASE if sealed else None
                with Workspace.open(path, "JN", write=False, passphrase=passphrase) as found:
                    assert {entry.id for entry in found.record} == whole
                opened += 1
            except FieldworkError:
                refused += 1
        if image:
            erase(path)
        assert list(root.iterdir()) == []
    assert opened
    assert bool(refused) == sealed


def test_no_passphrase_opens_a_sealed_file_or_backup_whose_slots_are_destroyed(path: Path):
    seal, code = cheap_seal()
    with Workspace.open(path, "JN") as workspace:
        workspace.reseal(seal)
    kept: dict[str, bytes] = {}

    class Keeping(type(DISK)):  # type: ignore[misc]  # a disk that shows what stood in a file when its name went
        def remove(self, path: Path) -> None:
            if path.exists():
                kept[path.name] = path.read_bytes()
            super().remove(path)

    erase(path, Keeping())
    assert len(kept) >= 3
    for name, raw in kept.items():
        if raw.startswith(b'{\n"fieldwork"'):
            again = path.with_name(name)
            again.write_bytes(raw)
            for text in (PASSPHRASE, code):
                with pytest.raises(FieldworkError, match="damaged"):
                    unlock(again, text)
