"""`seal`, `unseal`, `passphrase`, and every other command on a sealed file."""

from __future__ import annotations

import getpass
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from builders import CASE_07
from cli.running import Refused, Run
from store.sealing import CHEAP, PASSPHRASE, cheap_seal

from fieldwork.cli import sealing
from fieldwork.store import is_sealed_file, unlock
from fieldwork.store.backups import backups
from fieldwork.workspace import Workspace

CODE = re.compile(r"Recovery code of small\.json: ((?:[0-9A-Z]{4}-){6}[0-9A-Z]{4})")
NOTE = "Plan was countersigned, never read"


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "COST", CHEAP)


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """A terminal at which these lines are typed in turn; gives what was asked."""

    def type_in(*lines: str) -> list[str]:
        left, prompts = list(lines), []

        def getting(prompt: str) -> str:
            prompts.append(prompt)
            if not left:
                raise EOFError
            return left.pop(0)

        monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
        monkeypatch.setattr(getpass, "getpass", getting)
        monkeypatch.setattr("builtins.input", lambda prompt: prompts.append(prompt) or "")
        return prompts

    return type_in


@pytest.fixture
def phrase(tmp_path: Path) -> Path:
    path = tmp_path / "phrase.txt"
    path.write_text(f"{PASSPHRASE}\n", "utf-8")
    return path


@pytest.fixture
def sealed(small: Path) -> Path:
    with Workspace.open(small, "JN") as workspace:
        workspace.answer(CASE_07, "1.1.1", "yes")
        workspace.note(NOTE, case=CASE_07)
    with Workspace.open(small, "JN") as workspace:
        workspace.reseal(cheap_seal()[0])
    return small


def test_sealing_asks_twice_shows_the_code_and_says_what_it_cannot_promise(
    fieldwork: Run, small: Path, typed: Callable
):
    prompts = typed("too short", PASSPHRASE, "something else", PASSPHRASE, PASSPHRASE)
    done = fieldwork("seal", small)
    assert done.status == 0
    assert "at least 12 characters, this has 9; three random words" in done.err
    assert "The two are not the same." in done.err
    assert "a forgotten passphrase cannot be recovered" in " ".join(done.out.split())
    assert "unused blocks of the disk" in " ".join(done.out.split())
    assert prompts[-1].startswith("Press Enter when you have it")
    found = CODE.search(done.out)
    assert found is not None
    assert PASSPHRASE not in done.out + done.err
    assert unlock(small, found[1]) is not None
    assert unlock(small, PASSPHRASE) is not None


def test_nothing_is_sealed_when_nobody_takes_the_code(fieldwork: Run, small: Path, typed: Callable, monkeypatch):
    typed(PASSPHRASE, PASSPHRASE)
    before = small.read_bytes()

    def gone(_: str) -> str:
        raise EOFError

    monkeypatch.setattr("builtins.input", gone)
    assert fieldwork("seal", small).status == 2
    assert small.read_bytes() == before


def test_a_passphrase_is_never_an_argument_and_scripts_give_a_file(
    fieldwork: Run, refused: Refused, small: Path, phrase: Path, monkeypatch
):
    assert "unrecognized arguments" in refused("seal", small, "--passphrase", PASSPHRASE)
    assert fieldwork("seal", small, "--passphrase-file", phrase).status == 0
    assert "no terminal to ask for its passphrase" in refused("scores", small)
    assert fieldwork("scores", small, "--passphrase-file", phrase).status == 0
    monkeypatch.setenv("FIELDWORK_PASSPHRASE_FILE", str(phrase))
    assert fieldwork("scores", small).status == 0
    phrase.write_text("another horse battery\n", "utf-8")
    assert "That is not the passphrase of small.json." in refused("scores", small)
    phrase.write_text("", "utf-8")
    assert "one to 10; found 0" in refused("scores", small)
    phrase.unlink()
    assert "No such file" in refused("scores", small)


def test_a_wrong_passphrase_is_asked_again_three_times(fieldwork: Run, sealed: Path, typed: Callable):
    typed("no, not this", PASSPHRASE)
    done = fieldwork("scores", sealed)
    assert (done.status, done.err) == (0, "fieldwork: That is not the passphrase of small.json.\n")
    prompts = typed("no, not this", "nor this one", "nor that one", PASSPHRASE)
    assert fieldwork("scores", sealed).status == 2
    assert len(prompts) == 3


def test_every_command_works_on_a_sealed_file(fieldwork: Run, sealed: Path, phrase: Path, tmp_path: Path):
    given = ("--passphrase-file", phrase)
    for arguments in (
        ("scores", sealed, "--json"),
        ("tally", sealed),
        ("history", sealed),
        ("check", sealed),
        ("backups", sealed),
        ("export", sealed, "--to", tmp_path / "out"),
        ("report", sealed, "--to", tmp_path / "x.md"),
        ("case", sealed, "07", "--left"),
        ("forms", "list", sealed),
        ("redact", sealed, "--note", "1", "--yes", "--by", "JN"),
        ("backups", sealed, "--restore", "1"),
        ("check", sealed),
    ):
        done = fieldwork(*arguments, *given)
        assert done.status == 0, done
    assert is_sealed_file(sealed)
    assert all(is_sealed_file(backup.path) for backup in backups(sealed))
    assert fieldwork("doctor", sealed).status == fieldwork("where", sealed).status == 0


def test_a_merge_is_sealed_if_a_file_is(fieldwork: Run, sealed: Path, phrase: Path, tmp_path: Path):
    clear = tmp_path / "clear.json"
    with Workspace.open(sealed, "JN", passphrase=PASSPHRASE) as workspace:
        workspace.save_copy(clear)
    fieldwork("unseal", clear, "--passphrase-file", phrase)
    assert not is_sealed_file(clear)
    with Workspace.open(sealed, "JN", passphrase=PASSPHRASE) as workspace:
        workspace.reseal(cheap_seal("another horse battery")[0])
    phrase.write_text(f"{PASSPHRASE}\nanother horse battery\n", "utf-8")
    done = fieldwork("merge", tmp_path / "out.json", clear, sealed, "--passphrase-file", phrase)
    assert done.status == 0
    assert f"It is sealed, and opens with the passphrase of {sealed}." in done.out
    assert unlock(tmp_path / "out.json", "another horse battery") is not None
    assert NOTE.encode() not in (tmp_path / "out.json").read_bytes()


def test_copies_of_one_file_are_asked_for_once(fieldwork: Run, sealed: Path, tmp_path: Path, typed: Callable):
    copy = tmp_path / "copy.json"
    copy.write_bytes(sealed.read_bytes())
    prompts = typed(PASSPHRASE)
    assert fieldwork("merge", tmp_path / "out.json", sealed, copy).status == 0
    assert prompts == ["Passphrase of small.json: "]


def test_the_passphrase_is_changed_and_the_code_with_it(fieldwork: Run, refused: Refused, sealed: Path, phrase: Path):
    new = phrase.with_name("new.txt")
    new.write_text("another horse battery\n", "utf-8")
    done = fieldwork("passphrase", sealed, "--passphrase-file", phrase, "--new-passphrase-file", new)
    assert done.status == 0
    code = CODE.search(done.out)
    assert code is not None
    assert "That is not the passphrase" in refused("scores", sealed, "--passphrase-file", phrase)
    phrase.write_text(code[1], "utf-8")
    done = fieldwork("passphrase", sealed, "--code", "--passphrase-file", phrase)
    assert "The recovery code of" in done.out
    assert "That is not the recovery code" in refused("scores", sealed, "--passphrase-file", phrase)
    assert fieldwork("scores", sealed, "--passphrase-file", new).status == 0


def test_unsealing_leaves_nothing_sealed_and_sealing_again_says_that_it_is(
    fieldwork: Run, refused: Refused, sealed: Path, phrase: Path
):
    given = ("--passphrase-file", phrase)
    assert "is sealed already, and so is all" in fieldwork("seal", sealed, *given).out
    assert fieldwork("unseal", sealed, *given).status == 0
    assert fieldwork("check", sealed).status == 0
    assert "is not sealed" in refused("unseal", sealed)
    assert "fieldwork seal FILE seals it" in refused("passphrase", sealed)


def test_check_without_the_passphrase_checks_what_needs_none(fieldwork: Run, sealed: Path, phrase: Path):
    done = fieldwork("check", sealed)
    assert done.status == 0
    assert "whole as far as that can be told without its passphrase" in done.out
    raw = bytearray(sealed.read_bytes())
    raw[-90] ^= 1
    sealed.write_bytes(raw)
    for given in ((), ("--passphrase-file", phrase)):
        done = fieldwork("check", sealed, *given)
        assert done.status == 1
        assert "is sealed, and damaged: its digest does not fit" in done.out
        assert "passphrase" not in done.err


def test_check_at_a_terminal_goes_on_without_a_passphrase(fieldwork: Run, sealed: Path, typed: Callable):
    assert typed("") == []
    assert "as far as that can be told" in fieldwork("check", sealed).out
    typed(PASSPHRASE)
    assert "small.json is whole: " in fieldwork("check", sealed).out
    typed("another horse battery")
    assert fieldwork("check", sealed).err == "fieldwork: That is not the passphrase of small.json.\n"


def test_a_damaged_sealed_file_is_repaired_from_its_parts_and_backups(fieldwork: Run, sealed: Path, phrase: Path):
    entries = {entry.id for entry in Workspace.open(sealed, "", write=False, passphrase=PASSPHRASE).record}
    raw = bytearray(sealed.read_bytes())
    raw[-90] ^= 1
    sealed.write_bytes(raw)
    done = fieldwork("check", sealed, "--repair", "--passphrase-file", phrase)
    target = sealed.with_name("small.repaired.json")
    assert "Saved" in done.out
    assert is_sealed_file(target)
    with Workspace.open(target, "", write=False, passphrase=PASSPHRASE) as repaired:
        assert {entry.id for entry in repaired.record} == entries  # the backup that sealing took has all of them
    assert fieldwork("backups", sealed, "--restore", "1", "--passphrase-file", phrase).status == 0
    assert fieldwork("check", sealed, "--passphrase-file", phrase).status == 0


def test_without_the_extra_a_sealed_file_gets_one_sentence(refused: Refused, sealed: Path, phrase: Path, monkeypatch):
    monkeypatch.setitem(sys.modules, "fieldwork.store.ciphers", None)
    for command in (("scores", sealed), ("unseal", sealed), ("history", sealed)):
        assert "needs the extra fieldwork[seal]" in refused(*command, "--passphrase-file", phrase)
