"""Hostile situations, and what the user then sees: the table in docs/faults.md stands on these."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from faults.stories import BASE, an_entry
from store.sealing import PASSPHRASE, cheap_seal

from fieldwork.errors import FieldworkError
from fieldwork.store import InspectionFile, write_new
from fieldwork.store.backups import backups
from fieldwork.store.names import journal_path
from fieldwork.store.recovery_code import new_code

Situation = Callable[[Path], str]
"""Given a folder, brings a file into the situation and gives what the user is told, sentence by sentence."""

AS_USUAL = "Opens as usual"


def _made(folder: Path, name: str = "x.json") -> Path:
    path = folder / name
    write_new(path, BASE)
    return path


def _killed(path: Path, *values: str, sitting: str = "s") -> Path:
    """A window says something and is killed."""
    file = InspectionFile(path)
    for number, value in enumerate(values, 1):
        file.append([an_entry(sitting, number, value)])
        assert file.flush().saved
    file._writer.close()
    file._release()
    return path


def _told(path: Path) -> str:
    """What somebody is told who opens the file."""
    try:
        file = InspectionFile(path)
    except FieldworkError as error:
        return str(error)
    news = file.news()
    file.close()
    return " ".join(news) or AS_USUAL


def _told_then(path: Path) -> str:
    """The same, and what is told after the next answer."""
    file = InspectionFile(path)
    before = file.news()
    file.append([an_entry("t", 1)])
    assert file.close().saved
    return " ".join((*before, *file.news())) or AS_USUAL


def _bytes(raw: bytes) -> Situation:
    def situation(folder: Path) -> str:
        path = folder / "x.json"
        path.write_bytes(raw)
        told = _told(path)
        assert path.read_bytes() == raw
        return told

    return situation


def _document(value: bytes, number: bytes = b"1") -> bytes:
    entry = b'{"id":"a-1","act":"a-1","subject":"case/k","field":"f","value":%b,"by":"JN","at":""}' % value
    return b'{"fieldwork":{"1":{"format":1}},"entries":{"%b":%b}}' % (number, entry)


# -- the disk -----------------------------------------------------------------------------------------------------


def _child(code: str, path: Path, folder: Path) -> str:
    begin = (
        "import sys, os, errno\nfrom pathlib import Path\nsys.path.insert(0, sys.argv[2])\n"
        "from faults.stories import an_entry\nfrom fieldwork.errors import FieldworkError\n"
        "from fieldwork.store import InspectionFile\npath = Path(sys.argv[1])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", begin + code, path, Path(__file__).parents[1]],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "FIELDWORK_HOME": str(folder / "home")},
    )
    assert done.stderr == ""
    return done.stdout.strip()


def a_limit_on_the_size_of_files(folder: Path) -> str:
    """A real limit of the system (RLIMIT_FSIZE), met in the middle of a write to the journal."""
    path = _made(folder)
    code = (
        "import resource, signal\nsignal.signal(signal.SIGXFSZ, signal.SIG_IGN)\nfile = InspectionFile(path)\n"
        "file.append([an_entry('s', 1)])\nassert file.flush().saved\n"
        "size = path.with_name('x.json.journal').stat().st_size\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (size + 40, size + 40))\n"
        "file.append([an_entry('s', 2)])\nprint(file.flush().error)\nassert len(file.pending) == 1\nos._exit(0)\n"
    )
    told = _child(code, path, folder)
    assert "s-2" in {entry.id for entry in InspectionFile(path, write=False).entries}
    return told


def a_disk_that_is_full(folder: Path) -> str:
    """A small disk of its own, if one may be mounted."""
    small = folder / "small"
    small.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(small)]
    if sys.platform != "linux" or subprocess.run(mount, check=False, capture_output=True).returncode:
        raise NotImplementedError("no disk can be mounted here")
    try:
        return _on_a_full_disk(small)
    finally:
        subprocess.run(["umount", "-l", str(small)], check=True)


def _on_a_full_disk(small: Path) -> str:
    path = _made(small)
    file = InspectionFile(path)
    file.append([an_entry("s", 1)])
    assert file.flush().saved
    with contextlib.suppress(OSError), (small / "full").open("wb", buffering=0) as filler:
        while True:
            filler.write(b"x" * 512)
    file.append([an_entry("s", 2, "long " * 2_000)])
    state = file.flush()
    (small / "full").unlink()
    file.retry()
    assert file.close().saved
    found = [entry.id for entry in InspectionFile(path, write=False).entries]
    assert found == [*(entry.id for entry in BASE), "s-1", "s-2"]
    return str(state.error)


def what_was_kept_on_the_laptop(folder: Path) -> str:
    """The file could not be written at all; the window was closed; it is opened again."""
    path = _made(folder)
    code = (
        "import resource, signal\nsignal.signal(signal.SIGXFSZ, signal.SIG_IGN)\nfile = InspectionFile(path)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (600, 600))\n"
        "file.append([an_entry('s', 1)])\nfile.close()\nprint('closed')\n"
    )
    assert _child(code, path, folder) == "closed"
    file = InspectionFile(path)
    assert file.entries[-1] == an_entry("s", 1)
    file.close()
    return " ".join(file.news())


def a_folder_that_allows_no_writing(folder: Path) -> str:
    """As another user where we are allowed to be one, since nothing is forbidden to root."""
    path = _made(folder)
    path.chmod(0o644)
    code = (
        "import pwd\npath.parent.chmod(0o555)\n"
        "for up in (path.parent.parent, *path.parent.parent.parents):\n"
        "    try: os.chmod(up, up.stat().st_mode | 0o011)\n    except OSError: pass\n"
        "if os.geteuid() == 0: os.seteuid(pwd.getpwnam('nobody').pw_uid)\n"
        "try: InspectionFile(path)\nexcept FieldworkError as error: print(error)\n"
        "assert len(InspectionFile(path, write=False).entries) == 3\n"
        "if os.getuid() == 0: os.seteuid(0)\npath.parent.chmod(0o700)\n"
    )
    return _child(code, path, folder)


def a_file_marked_as_read_only(folder: Path) -> str:
    path = _made(folder)
    path.chmod(0o400)
    return _told(path)


# -- other windows, other programs ----------------------------------------------------------------------------------


def two_windows(folder: Path) -> str:
    """Two processes."""
    path = _made(folder)
    file = InspectionFile(path)
    code = (
        "try: InspectionFile(path)\nexcept FieldworkError as error: print(error)\n"
        "assert InspectionFile(path, write=False).read_only\n"
    )
    told = _child(code, path, folder)
    file.close()
    return told


def _meanwhile(folder: Path, meddle: Callable[[Path], object]) -> tuple[Path, str]:
    """Something happens between two answers; then the window is killed."""
    path = _made(folder)
    file = InspectionFile(path)
    for number in (1, 2):
        file.append([an_entry("s", number)])
        assert file.flush().saved
        if number == 1:
            meddle(path)
    at = file.path
    file._writer.close()
    file._release()
    found = [entry.id for entry in InspectionFile(at, write=False).entries]
    assert found == [e.id for e in BASE] + ["s-1", "s-2"]
    return path, " ".join(file.news()) or AS_USUAL


def the_file_is_deleted(folder: Path) -> str:
    return _meanwhile(folder, Path.unlink)[1]


def the_journal_is_deleted(folder: Path) -> str:
    return _meanwhile(folder, lambda path: journal_path(path).unlink())[1]


def the_file_is_replaced(folder: Path) -> str:
    theirs = b'{"theirs": true}'
    path, told = _meanwhile(folder, lambda path: path.write_bytes(theirs))
    assert path.read_bytes() == theirs
    return told


def edited_by_hand(folder: Path) -> str:
    path = _made(folder)
    path.write_bytes(path.read_bytes().replace(b"Smalltown", b"Tinyville"))
    told = _told(path)
    assert InspectionFile(path, write=False).entries[0].value == "Tinyville"
    return told


def edited_by_hand_after_a_crash(folder: Path) -> str:
    path = _killed(_made(folder), "yes", "no")
    path.write_bytes(path.read_bytes().replace(b"Smalltown", b"Tinyville"))
    return _told_then(path)


def copied_without_its_journal(folder: Path) -> str:
    path = _killed(_made(folder), "yes")
    copy = folder / "copy.json"
    copy.write_bytes(path.read_bytes())
    return _told(copy)


def an_old_state_is_put_back(folder: Path) -> str:
    """A backup copied over the file by hand, beside a journal that knows more."""
    path = _killed(_made(folder), "yes", "no")
    path.write_bytes(backups(path)[-1].path.read_bytes())
    told = _told_then(path)
    (kept,) = folder.glob("x.kept-*.json")
    assert {"s-1", "s-2"} <= {entry.id for entry in InspectionFile(kept, write=False).entries}
    return told


def the_journal_of_another_inspection(folder: Path) -> str:
    path = _made(folder)
    other = folder / "other.json"
    write_new(other, [BASE[0]._replace(subject="inspection/other"), *BASE[1:]])
    journal = journal_path(_killed(other, "yes", sitting="o")).read_bytes()
    journal_path(path).write_bytes(journal)
    told = _told_then(path)
    (kept,) = folder.glob("x.kept-*.journal")
    assert kept.read_bytes() == journal
    return told


def _journal_changed(change: Callable[[list[bytes]], list[bytes]]) -> Situation:
    def situation(folder: Path) -> str:
        path = _killed(_made(folder), "yes", "no", "na", "yes")
        beside = journal_path(path)
        beside.write_bytes(b"\n".join(change(beside.read_bytes().split(b"\n"))))
        return _told(path)

    return situation


def a_link(folder: Path) -> str:
    real = _made(folder)
    link = folder / "link.json"
    link.symlink_to(real)
    told = _told_then(link)
    assert link.is_symlink()
    assert len(InspectionFile(real, write=False).entries) == len(BASE) + 1
    return told


def a_folder(folder: Path) -> str:
    (folder / "x.json").mkdir()
    return _told(folder / "x.json")


def _sealed(passphrase: str | None, change: Callable[[bytes], bytes] = bytes) -> Situation:
    """A sealed file with a journal, changed, is opened with what somebody types."""

    def situation(folder: Path) -> str:
        seal, _ = cheap_seal()
        path = folder / "x.json"
        write_new(path, BASE, seal=seal)
        path.write_bytes(change(path.read_bytes()))
        try:
            InspectionFile(path, write=False, passphrase=passphrase)
        except FieldworkError as error:
            return str(error)
        return AS_USUAL

    return situation


def sealed_beside_a_backup_in_clear(folder: Path) -> str:
    path = _killed(_made(folder), "yes")
    seal, _ = cheap_seal()
    file = InspectionFile(path)
    contents = backups(path)[0].path.read_bytes()
    file.reseal(seal)
    file.close()
    backups(path)[-1].path.write_bytes(contents)
    return " ".join(InspectionFile(path, write=False, seal=seal).news())


def sealed_beside_a_journal_in_clear(folder: Path) -> str:
    path = _killed(_made(folder), "yes")
    journal = journal_path(path).read_bytes()
    seal, _ = cheap_seal()
    path.unlink()
    journal_path(path).unlink()
    write_new(path, BASE, seal=seal)
    journal_path(path).write_bytes(journal)
    return InspectionFile(path, write=False, seal=seal).news()[0]


SITUATIONS: dict[str, Situation] = {
    "The disk is full": a_disk_that_is_full,
    "A limit on the size of files is met within a write": a_limit_on_the_size_of_files,
    "The file is opened again after that": what_was_kept_on_the_laptop,
    "The folder allows no writing": a_folder_that_allows_no_writing,
    "The file is marked as read-only": a_file_marked_as_read_only,
    "A second window": two_windows,
    "The file is deleted under the running app": the_file_is_deleted,
    "Its journal is deleted under the running app": the_journal_is_deleted,
    "The file is replaced under the running app": the_file_is_replaced,
    "The file was edited by hand": edited_by_hand,
    "The file was edited by hand after a crash": edited_by_hand_after_a_crash,
    "The file was copied without its journal": copied_without_its_journal,
    "A backup was copied over the file, beside a newer journal": an_old_state_is_put_back,
    "The journal of another inspection lies beside it": the_journal_of_another_inspection,
    "Lines of the journal changed places": _journal_changed(lambda one: [*one[:2], one[3], one[2], *one[4:]]),
    "A line of the journal stands twice": _journal_changed(lambda one: [*one[:3], one[2], *one[3:]]),
    "The last line of the journal is gone": _journal_changed(lambda one: one[:4]),
    "The last line of the journal was changed": _journal_changed(
        lambda one: [*one[:4], one[4].replace(b"yes", b"yeS"), *one[5:]]
    ),
    "The journal is empty": _journal_changed(lambda _: [b""]),
    "The file is reached by a link": a_link,
    "A folder of that name": a_folder,
    "An empty file": _bytes(b""),
    "A file of NUL bytes": _bytes(bytes(4096)),
    "A file of another program": _bytes(b'{"_default": {"1": {"a": 1}}}'),
    "A picture": _bytes(b"\x89PNG\r\n\x1a\n\0\0\0"),
    "A format that is not known yet": _bytes(b'{"fieldwork":{"1":{"format":9}},"entries":{}}'),
    "Half a file": _bytes(_document(b'"yes"')[:90]),
    "UTF-16": _bytes(_document(b'"yes"').decode().encode("utf-16")),
    "A byte order mark": _bytes(b"\xef\xbb\xbf" + _document(b'"yes"')),
    "NaN": _bytes(_document(b"NaN")),
    "1e999": _bytes(_document(b"1e999")),
    "A number of 5,000 digits": _bytes(_document(b"9" * 5_000)),
    "A key that stands twice": _bytes(_document(b'{"a":1,"a":2}')),
    "A document number that is none": _bytes(_document(b"1", b"01")),
    "Nesting 40 deep": _bytes(_document(b"[" * 40 + b"]" * 40)),
    "Nesting 2,000 deep": _bytes(_document(b"[" * 2_000 + b"]" * 2_000)),
    "Half of a character": _bytes(_document(b'"\\ud800"')),
    "An entry without a key": _bytes(_document(b"1").replace(b'"by":"JN",', b"")),
    "A value of the wrong kind": _bytes(_document(b"1").replace(b'"by":"JN"', b'"by":7')),
    "A key that is not known": _bytes(
        json.dumps(json.loads(_document(b"1"))).replace('"by"', '"more": 1, "by"').encode()
    ),
    "A sealed file, and no passphrase": _sealed(None),
    "A sealed file, and a wrong passphrase": _sealed("correct horse batterie"),
    "A sealed file, and the recovery code of another": _sealed(new_code()),
    "A sealed file, and a mistyped recovery code": _sealed("0000-0000-0000-0000-0000-0000-0001"),
    "A sealed file of which a byte was changed": _sealed(
        PASSPHRASE, lambda raw: raw.replace(b'"part":"', b'"part":"A', 1)
    ),
    "A sealed file cut off": _sealed(PASSPHRASE, lambda raw: raw[:-40]),
    "A sealed file, beside it a backup in clear": sealed_beside_a_backup_in_clear,
    "A sealed file, beside it a journal in clear": sealed_beside_a_journal_in_clear,
}
