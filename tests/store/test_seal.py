"""A sealed file says nothing in clear, opens with its passphrase or code only, and tells damage from a wrong one."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from builders import CASE_07, answered, said, sitting, small_record
from store.damage import crashed, lived_in
from store.sealing import CHEAP, PASSPHRASE, cheap_seal

from fieldwork.errors import (
    BadInputError,
    DamagedFileError,
    PartlySealedError,
    SealedError,
    StoreError,
    WrongPassphraseError,
)
from fieldwork.record.entry import Entry
from fieldwork.record.record import Record
from fieldwork.store import InspectionFile, Seal, is_sealed_file, unlock, write_new
from fieldwork.store.backups import backups
from fieldwork.store.names import emergency_path, journal_path
from fieldwork.store.restoring import entries_in, restore
from fieldwork.store.seal import inside_of
from fieldwork.workspace import Workspace

NOTE = "Countersigned, never read"


@pytest.fixture(scope="module")
def opened_seal() -> tuple[Seal, str]:
    return cheap_seal()


@pytest.fixture
def seal(opened_seal: tuple[Seal, str]) -> Seal:
    one = opened_seal[0]
    return Seal(one.key_id, one._data_key, one.slots)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FIELDWORK_HOME", str(tmp_path / "home"))
    return tmp_path / "x.json"


def _in_clear(path: Path, text: str = NOTE) -> list[str]:
    """The files, anywhere below the folder of `path`, in which a text stands."""
    return [one.name for one in path.parent.rglob("*") if one.is_file() and text.encode() in one.read_bytes()]


def _noted(path: Path, seal: Seal | None = None) -> tuple[Entry, ...]:
    """A file with a note, a backup and a journal, whose window was killed."""
    record = small_record()
    write_new(path, record, seal=seal)
    file = InspectionFile(path, seal=seal)
    file.append(said(record, sitting(name="n"), ("note/n", "text", NOTE), ("note/n", "case", CASE_07)))
    assert file.flush().saved
    file.append(answered(record, sitting(name="s"), CASE_07, q1_1_1="yes"))
    assert file.flush().saved
    file._storage._abandon_journal()
    file._release()
    return InspectionFile(path, write=False, seal=seal).entries


def test_a_sealed_file_has_nothing_in_clear_and_opens_with_its_passphrase(path: Path, seal: Seal):
    entries = _noted(path, seal)
    assert is_sealed_file(path)
    assert _in_clear(path) == _in_clear(path, CASE_07) == _in_clear(path, "inspection/small") == []
    with pytest.raises(SealedError, match=r"x\.json is sealed: it takes its passphrase"):
        InspectionFile(path)
    with pytest.raises(WrongPassphraseError, match=r"^That is not the passphrase of x\.json\.$"):
        InspectionFile(path, passphrase="correct horse batterie")
    file = InspectionFile(path, passphrase=PASSPHRASE)
    assert file.entries == entries
    assert file.news() == ()
    file.close()
    assert InspectionFile(path, write=False, seal=file.seal).entries == entries


def test_the_recovery_code_opens_it_and_a_slip_is_told_from_another_code(
    path: Path, opened_seal: tuple[Seal, str], seal: Seal
):
    _noted(path, seal)
    code = opened_seal[1]
    for typed in (code, code.lower().replace("-", " "), code.replace("0", "o").replace("1", "l")):
        found = unlock(path, typed)
        assert found is not None
        assert found.key_id == seal.key_id
    slip = ("3" if code[0] == "2" else "2") + code[1:]
    with pytest.raises(WrongPassphraseError, match="code is mistyped"):
        unlock(path, slip)
    with pytest.raises(WrongPassphraseError, match=r"^That is not the recovery code of x\.json"):
        unlock(path, cheap_seal()[1])


def test_keyboards_that_compose_letters_differently_open_it(path: Path):
    seal, _ = cheap_seal("Gr\u00fc\u00dfe aus K\u00f6ln!")
    _noted(path, seal)
    assert unlock(path, "Gru\u0308\u00dfe aus Ko\u0308ln!") is not None


@pytest.mark.parametrize("passphrase", ["", "short", "eleven char", "x" * 1001, "            "])
def test_a_passphrase_that_is_easy_to_guess_is_refused_with_a_better_one(passphrase: str):
    with pytest.raises(BadInputError, match=r"three random words|at most 1,000"):
        Seal.new(passphrase, CHEAP)


# -- sealing, unsealing, another passphrase ----------------------------------------------------------------------


def test_sealing_reaches_the_file_its_journal_backups_and_copies(path: Path, seal: Seal):
    crashed(path, lived_in(path))
    before = InspectionFile(path, write=False).entries
    raw = path.read_bytes()
    path.with_name("x.kept-2009-06-08-101200.json").write_bytes(raw)
    file = InspectionFile(path)
    file.reseal(seal)
    assert _in_clear(path, "Note of") == []
    assert file.close().saved
    again = InspectionFile(path, seal=seal)
    assert again.entries == before
    assert len(backups(path)) == 4
    for copy in again.copies:
        assert InspectionFile(copy, write=False, passphrase=PASSPHRASE).entries
    again.reseal(None)
    again.close()
    assert InspectionFile(path, write=False).entries == before
    for copy in again.copies:
        assert InspectionFile(copy, write=False).entries


def test_a_new_passphrase_keeps_the_data_key_and_voids_the_old_one_in_every_copy(path: Path, seal: Seal):
    entries = _noted(path, seal)
    file = InspectionFile(path, seal=seal)
    new, code = seal.with_passphrase("another horse battery", CHEAP)
    file.reseal(new)
    file.close()
    assert new.key_id == seal.key_id
    for one in (path, *(backup.path for backup in backups(path))):
        with pytest.raises(WrongPassphraseError):
            InspectionFile(one, write=False, passphrase=PASSPHRASE)
        assert InspectionFile(one, write=False, passphrase=code).entries
    assert InspectionFile(path, write=False, passphrase="another horse battery").entries == entries


def test_a_window_that_knows_the_key_keeps_the_passphrase_that_was_set_meanwhile(path: Path, seal: Seal):
    write_new(path, small_record(), seal=seal)
    file = InspectionFile(path, seal=seal)
    file.reseal(seal.with_passphrase("another horse battery", CHEAP)[0])
    file.close()
    file = InspectionFile(path, seal=seal)
    file.append([Entry("k-1", "k-1", CASE_07, "status", "reading", "JN", "2009-06-08T10:12:00+01:00")])
    file.close()
    assert unlock(path, "another horse battery") is not None


def test_a_copy_that_cannot_be_sealed_is_named_and_the_others_are(path: Path, seal: Seal):
    lived_in(path)
    newest = backups(path)[0].path
    journal_path(newest).write_text("0 nothing\n", "utf-8")
    file = InspectionFile(path)
    with pytest.raises(PartlySealedError, match=newest.name):
        file.reseal(seal)
    file.close()
    assert set(_in_clear(path, "Note of")) == {newest.name}
    again = InspectionFile(path, seal=seal)
    assert any(f"in clear: {newest.name}" in one for one in again.news())
    journal_path(newest).unlink()
    again.reseal(seal)
    again.close()
    assert _in_clear(path, "Note of") == []
    assert InspectionFile(path, write=False, seal=seal).news() == ()


def test_what_could_not_be_written_is_kept_sealed_and_comes_back(path: Path, seal: Seal):
    _noted(path, seal)
    path.parent.joinpath("home").mkdir(exist_ok=True)
    file = InspectionFile(path, seal=seal)
    file._storage.add = _full  # type: ignore[method-assign]  # this one file only
    file.append([Entry("e-1", "e-1", "note/e", "text", NOTE, "JN", "2009-06-08T10:12:00+01:00")])
    assert not file.flush().saved
    file.lock()
    assert emergency_path(path).exists()
    assert _in_clear(path) == []
    assert seal._key is None
    again = InspectionFile(path, passphrase=PASSPHRASE)
    assert again.entries[-1].id == "e-1"
    assert "is back" in "".join(again.news())
    again.close()


def _full(_: object) -> None:
    raise OSError(28, "No space left on device")


def test_locking_drops_the_key_and_the_entries(path: Path, seal: Seal):
    _noted(path, seal)
    space = Workspace.open(path, "JN", passphrase=PASSPHRASE)
    space.note(NOTE, case=CASE_07)
    held = space.seal
    space.lock()
    assert held is not None
    assert list(space.record) == []
    assert space._file.entries == ()
    with pytest.raises(SealedError, match="locked"):
        held.sealed(b"", b"")
    again = Workspace.open(path, "JN", passphrase=PASSPHRASE)
    assert len(again.inspection.notes) == 2
    again.save_copy(path.with_name("copy.json"))
    again.close()
    assert is_sealed_file(path.with_name("copy.json"))


def test_redaction_reaches_a_sealed_file_and_its_backups(path: Path, seal: Seal):
    _noted(path, seal)
    with Workspace.open(path, "JN", seal=seal) as space:
        note = space.inspection.notes[0].id
        space.answer(CASE_07, "1.1.1", "no")
        space.redact(note, "text")
    found = [InspectionFile(one, write=False, passphrase=PASSPHRASE) for one in (path, *space.copies)]
    assert len(found) == 3
    assert not any(entry.value == NOTE for file in found for entry in file.entries)


@pytest.mark.parametrize(("file", "backup"), [(True, True), (True, False), (False, True), (False, False)])
def test_going_back_seals_where_file_or_backup_is_sealed(path: Path, seal: Seal, file: bool, backup: bool):
    lived_in(path)
    window = InspectionFile(path)
    window.reseal(seal)
    window.close()
    chosen = backups(path)[-1]
    inside = inside_of(chosen.path.read_bytes(), "backup", seal)
    if not backup:
        chosen.path.write_bytes(inside)
    if not file:
        path.write_bytes(inside_of(path.read_bytes(), "file", seal))
    restore(path, chosen, seal=seal)
    assert is_sealed_file(path) == (file or backup)
    assert entries_in(path, seal) == inside.count(b'"subject":')


def test_without_the_extra_one_sentence_names_it(path: Path, seal: Seal, monkeypatch: pytest.MonkeyPatch):
    _noted(path, seal)
    monkeypatch.setitem(sys.modules, "fieldwork.store.ciphers", None)
    for passphrase in (None, PASSPHRASE):
        with pytest.raises(SealedError, match=r"needs the extra fieldwork\[seal\]"):
            InspectionFile(path, passphrase=passphrase)
    with pytest.raises(SealedError, match=r"needs the extra fieldwork\[seal\]"):
        Seal.new(PASSPHRASE)


def test_a_plain_journal_beside_a_sealed_file_is_not_believed(path: Path, seal: Seal):
    plain = path.with_name("plain.json")
    entries = _noted(plain)
    lines = journal_path(plain).read_bytes()
    write_new(path, entries[:-1], seal=seal)
    journal_path(path).write_bytes(lines.replace(b"plain", b"x"))
    file = InspectionFile(path, write=False, seal=seal)
    assert file.entries == entries[:-1]
    assert "was not applied" in "".join(file.news())


def test_a_large_file_is_sealed_in_parts(path: Path, seal: Seal):
    record = small_record()
    notes = [Entry(f"l-{n}", f"l-{n}", f"note/{n}", "text", NOTE * 40, "JN", "2009-06-08") for n in range(700)]
    write_new(path, Record([*record, *notes]), seal=seal)
    assert path.read_bytes().count(b'"part"') > 2
    assert len(InspectionFile(path, write=False, seal=seal).entries) == len(record) + 700


def test_parts_that_changed_places_are_refused(path: Path, seal: Seal):
    from fieldwork.store.snapshot import digest_of

    test_a_large_file_is_sealed_in_parts(path, seal)
    raw = path.read_bytes()
    lines = raw.split(b"\n")
    one, other = lines[5], lines[6]
    forged = raw.replace(one[3:], b"?").replace(other[3:], one[3:]).replace(b"?", other[3:])
    told = raw[raw.index(b'"sha256":"') + 10 :][:64]
    forged = forged.replace(told, (digest_of(forged) or "").encode())
    path.write_bytes(forged)
    with pytest.raises(DamagedFileError, match="does not hold what was sealed"):
        InspectionFile(path, write=False, passphrase=PASSPHRASE)


def test_a_file_that_would_be_too_large_to_be_read_is_not_sealed(path: Path, seal: Seal, monkeypatch):
    from fieldwork.store import file as file_module

    monkeypatch.setattr(file_module, "LARGEST_SEALED", 100)
    write_new(path, small_record())
    file, raw = InspectionFile(path), path.read_bytes()
    with pytest.raises(StoreError, match="too large to be sealed"):
        file.reseal(seal)
    file.close()
    assert path.read_bytes() == raw


def test_a_seal_that_nobody_could_open_seals_nothing(path: Path, seal: Seal):
    with pytest.raises(SealedError, match="shut everybody out"):
        write_new(path, small_record(), seal=Seal(seal.key_id, bytes(32), ()))
    assert not path.exists()


def test_a_seal_of_another_file_does_not_open_it(path: Path, seal: Seal):
    _noted(path, seal)
    with pytest.raises(SealedError, match="another passphrase"):
        InspectionFile(path, write=False, seal=cheap_seal()[0])
    with pytest.raises(StoreError, match="for reading only"):
        InspectionFile(path, write=False, seal=seal).reseal(None)
