"""Whatever is done to a sealed file, its journal and its backups: noticed, called by its name, and never accepted."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from faults.stories import BASE, an_entry
from store.sealing import PASSPHRASE, cheap_seal

from fieldwork.errors import DamagedFileError, SealedError, StoreError, WrongPassphraseError
from fieldwork.record.entry import Entry
from fieldwork.store import InspectionFile, Seal, ciphers, key_slots, unlock, write_new
from fieldwork.store.backups import backups
from fieldwork.store.checking import check_file
from fieldwork.store.names import journal_path
from fieldwork.store.restoring import entries_in
from fieldwork.store.seal import unlock_for_repair
from fieldwork.store.snapshot import digest_of

SEAL, CODE = cheap_seal()


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sealed file whose window was killed: snapshot, journal of three lines, backup."""
    monkeypatch.setenv("FIELDWORK_HOME", str(tmp_path / "home"))
    return _crashed(tmp_path / "x.json")


def _crashed(path: Path, seal: Seal = SEAL) -> Path:
    write_new(path, BASE, seal=seal)
    file = InspectionFile(path, seal=seal)
    for number in range(1, 4):
        file.append([an_entry("s", number)])
        assert file.flush().saved
    file._storage._abandon_journal()
    file._release()
    return path


def _flipped(raw: bytes) -> Iterator[bytes]:
    for place, byte in enumerate(raw):
        yield raw[:place] + bytes([byte ^ 1]) + raw[place + 1 :]


def _no_derivation(*_: object, **__: object) -> bytes:
    raise AssertionError("a key was derived")


def _told(path: Path, *, passphrase: str | None = PASSPHRASE, seal: Seal | None = None) -> str:
    try:
        file = InspectionFile(path, write=False, passphrase=passphrase, seal=seal)
    except StoreError as error:
        return type(error).__name__
    return "said" if file.news() else "accepted"


def test_each_byte_of_the_file_is_damage_before_anybody_is_asked(path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(ciphers, "derived", _no_derivation)
    raw = path.read_bytes()
    for damaged in _flipped(raw):
        path.write_bytes(damaged)
        assert _told(path) == "DamagedFileError"
    for stop in range(len(raw)):
        path.write_bytes(raw[:stop])
        assert _told(path) == "DamagedFileError"


def test_each_byte_whose_digest_was_made_to_fit_is_never_accepted(path: Path):
    """That takes a person, not an accident: it opens nothing either, and only a key slot can look like a wrong one."""
    journal_path(path).unlink()
    raw = path.read_bytes()
    told = raw[raw.index(b'"sha256":"') + 10 :][:64]
    found = set()
    for damaged in _flipped(raw):
        forged = damaged.replace(told, (digest_of(damaged) or "").encode(), 1)
        path.write_bytes(forged)
        if forged != raw and digest_of(damaged) is not None:
            found.add(_told(path, seal=SEAL))
    assert found <= {"DamagedFileError", "SealedError", "StoreError"}
    assert "DamagedFileError" in found


def test_each_byte_of_the_journal_is_damage_or_said(path: Path):
    beside, whole = journal_path(path), InspectionFile(path, write=False, seal=SEAL).entries
    raw = beside.read_bytes()
    outcomes = set()
    for damaged in _flipped(raw):
        beside.write_bytes(damaged)
        told = _told(path, seal=SEAL)
        outcomes.add(told)
        assert told in ("DamagedFileError", "said")
        if told == "said":
            found = InspectionFile(path, write=False, seal=SEAL).entries
            assert found == whole[: len(found)]  # a line end lost makes two lines one, as it does unsealed
            assert len(found) >= len(whole) - 2
    assert outcomes == {"DamagedFileError", "said"}


def test_the_end_of_the_journal_cut_off_is_as_it_is_unsealed(path: Path):
    beside = journal_path(path)
    raw = beside.read_bytes()
    last = raw.rstrip(b"-\n").rindex(b"\n") + 1
    for stop in (last, last + 1, len(raw) - 4):
        beside.write_bytes(raw[:stop])
        file = InspectionFile(path, write=False, seal=SEAL)
        assert [entry.id for entry in file.entries][-1] == "s-2"
        assert "ends in the middle" in "".join(file.news())


def test_each_byte_of_a_backup_is_damage(path: Path):
    (backup,) = backups(path)
    assert entries_in(backup.path, SEAL) == len(BASE)
    for damaged in _flipped(backup.path.read_bytes()):
        backup.path.write_bytes(damaged)
        assert entries_in(backup.path, SEAL) is None
    assert "not whole" in " ".join(check_file(path, SEAL).remarks)


# -- a journal whose checksums were made to fit ------------------------------------------------------------------


def _lines(raw: bytes) -> list[bytes]:
    return [line[33:] for line in raw.removesuffix(b"-\n").splitlines()]


def _chained(texts: list[bytes]) -> bytes:
    before, made = "", b""
    for text in texts:
        before = hashlib.sha256(before.encode() + text).hexdigest()[:32]
        made += before.encode() + b" " + text + b"\n"
    return made + b"-\n"


def _renumbered(texts: list[bytes]) -> list[bytes]:
    made = [texts[0]]
    for number, text in enumerate(texts[1:], 1):
        made.append(json.dumps({**json.loads(text), "seq": number}, separators=(",", ":")).encode())
    return made


@pytest.mark.parametrize(
    "change",
    [
        lambda t: [t[0], t[2], t[1], t[3]],
        lambda t: [t[0], t[1], t[1], t[2], t[3]],
        lambda t: [t[0], t[1], t[3]],
        lambda t: [t[0], t[2], t[3]],
    ],
    ids=["moved", "repeated", "left out", "the first left out"],
)
def test_a_line_moved_repeated_or_left_out_is_refused(path: Path, change: Callable):
    beside = journal_path(path)
    beside.write_bytes(_chained(_renumbered(change(_lines(beside.read_bytes())))))
    with pytest.raises(DamagedFileError, match=r"line \d is not what was sealed there"):
        InspectionFile(path, write=False, passphrase=PASSPHRASE)


@pytest.mark.parametrize("other", [SEAL, cheap_seal()[0]], ids=["a copy under the same key", "another key"])
def test_a_line_of_another_file_is_refused(path: Path, other: Seal):
    theirs = _crashed(path.with_name("y.json"), other)
    ours, foreign = _lines(journal_path(path).read_bytes()), _lines(journal_path(theirs).read_bytes())
    taken = json.dumps({**json.loads(foreign[2]), "of": json.loads(ours[0])["id"]}, separators=(",", ":")).encode()
    journal_path(path).write_bytes(_chained([ours[0], ours[1], taken, ours[3]]))
    with pytest.raises(DamagedFileError, match="line 3 is not what was sealed there"):
        InspectionFile(path, write=False, passphrase=PASSPHRASE)


def test_a_journal_made_to_name_this_state_of_the_file_is_refused(path: Path):
    theirs = _crashed(path.with_name("y.json"))
    name = json.loads(_lines(journal_path(path).read_bytes())[0])["snapshot"]
    foreign = _lines(journal_path(theirs).read_bytes())
    head = json.dumps({**json.loads(foreign[0]), "snapshot": name}, separators=(",", ":")).encode()
    journal_path(path).write_bytes(_chained([head, *foreign[1:]]))
    with pytest.raises(DamagedFileError, match="line 1 is not what was sealed there"):
        InspectionFile(path, write=False, passphrase=PASSPHRASE)


def test_every_byte_of_a_line_whose_checksums_fit_is_refused(path: Path):
    beside = journal_path(path)
    texts = _lines(beside.read_bytes())
    for place, byte in enumerate(texts[2]):
        changed = texts[2][:place] + bytes([byte ^ 1]) + texts[2][place + 1 :]
        beside.write_bytes(_chained([*texts[:2], changed, texts[3]]))
        assert _told(path, seal=SEAL) in ("DamagedFileError", "said")
        if _told(path, seal=SEAL) == "said":  # no JSON any more: to the reader the journal ends there
            assert [one.id for one in InspectionFile(path, write=False, seal=SEAL).entries][-1] == "s-1"


def test_a_journal_under_another_key_is_put_aside_not_applied(path: Path):
    theirs = _crashed(path.with_name("y.json"), cheap_seal()[0])
    journal_path(theirs).replace(journal_path(path))
    file = InspectionFile(path, seal=SEAL)
    assert [entry.id for entry in file.entries] == [entry.id for entry in BASE]
    assert "sealed with another passphrase" in "".join(file.news())
    file.append([Entry("k-1", "k-1", "case/k", "status", "reading", "JN", "2009-06-08")])
    assert file.close().saved
    assert len(list(path.parent.glob("x.kept-*.json.journal"))) == 1


# -- key slots ---------------------------------------------------------------------------------------------------


def _with_slot(raw: bytes, **changed: object) -> bytes:
    """The file with its first key slot changed, and sum and digest made to fit."""
    head = json.loads(raw.split(b"\n")[2].removeprefix(b'"1":'))
    slot = {k: v for k, v in {**head["seal"]["slots"][0], **changed}.items() if k != "sum"}
    text = json.dumps(slot, separators=(",", ":")).encode()
    head["seal"]["slots"][0] = {**slot, "sum": hashlib.sha256(text).hexdigest()[:16]}
    lines = raw.split(b"\n")
    lines[2] = b'"1":' + json.dumps(head, separators=(",", ":")).encode()
    made = b"\n".join(lines)
    return made.replace(head["sha256"].encode(), (digest_of(made) or "").encode(), 1)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"memory": 2**21}, "'memory' should be from 19,456 to 1,048,576 KiB"),
        ({"memory": 2**63}, "'memory' should be"),
        ({"memory": 8}, "'memory' should be"),
        ({"memory": True}, "'memory' should be"),
        ({"memory": 65536.0}, "'memory' should be"),
        ({"passes": 11}, "'passes' should be from 1 to 10"),
        ({"passes": 0}, "'passes' should be"),
        ({"lanes": 17}, "'lanes' should be from 1 to 16"),
        ({"lanes": None}, "'lanes' should be"),
        ({"kdf": "scrypt"}, "not one that fieldwork knows"),
        ({"kind": "keyring"}, "not one that fieldwork knows"),
        ({"kind": []}, "not one that fieldwork knows"),
        ({"salt": "c2hvcnQ="}, "not one that fieldwork knows"),
        ({"wrapped": "?"}, "not one that fieldwork knows"),
        ({"more": 1}, "not one that fieldwork knows"),
    ],
)
def test_hostile_key_parameters_are_refused_before_any_memory_is_taken(
    path: Path, changed: dict, sentence: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(ciphers, "derived", _no_derivation)
    path.write_bytes(_with_slot(path.read_bytes(), **changed))
    with pytest.raises(DamagedFileError, match=sentence):
        InspectionFile(path, write=False, passphrase=PASSPHRASE)


@pytest.mark.parametrize("slots", [[], None, {}, [1], [[]]])
def test_slots_that_are_none_are_damage(slots: object):
    with pytest.raises(DamagedFileError, match="key slot"):
        key_slots.slots_of(slots, "x.json")


def test_at_most_eight_slots_are_tried():
    with pytest.raises(DamagedFileError, match="one to 8"):
        key_slots.slots_of([key_slots.slot_document(SEAL.slots[0])] * 9, "x.json")


def test_a_slot_of_another_file_is_a_wrong_passphrase(path: Path):
    """It was put there whole by somebody who made everything fit: the passphrase of this file does not open that."""
    theirs = key_slots.slot_document(cheap_seal("another horse battery")[0].slots[0])
    path.write_bytes(_with_slot(path.read_bytes(), **theirs))
    for passphrase in (PASSPHRASE, "another horse battery"):
        with pytest.raises(WrongPassphraseError):
            InspectionFile(path, write=False, passphrase=passphrase)
    with pytest.raises(DamagedFileError, match="does not hold what was sealed"):
        InspectionFile(path, write=False, passphrase=CODE)


def test_a_file_that_claims_to_be_sealed_and_is_not(tmp_path: Path):
    path = tmp_path / "x.json"
    path.write_text('{"fieldwork": {"1": {"format": 3}}, "entries": {}}', "utf-8")
    with pytest.raises(DamagedFileError, match="says that it is sealed, and is not"):
        InspectionFile(path)
    assert unlock(path, PASSPHRASE) is None
    with pytest.raises(SealedError, match=r"Neither x\.json nor a backup"):
        unlock_for_repair([path], PASSPHRASE)
