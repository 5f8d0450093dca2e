"""The seal: what goes to the disk is encrypted, AES-256-GCM, under a data key that key slots in the file wrap.

A sealed file is still JSON in TinyDB's layout, one line each; docs/file-format.md describes it to the byte:

    {
    "fieldwork":{
    "1":{"format":3,"sha256":"…","written_by":"…","follows":"…","upto":12,"open":true,"seal":{"key":"…","slots":[…]}}
    },
    "sealed":{
    "1":{"part":"…"},
    "2":{"part":"…"}
    }
    }

What is inside is an inspection file as it would stand there unsealed. The parts are bound to the whole header and to
their place, lines of a journal to the data key, the journal, the state of the file that it goes with, and their
number. The digest in the header has no key: it tells damage before anybody is asked for a passphrase.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import hashlib
import json
import re
import secrets
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from fieldwork import __version__
from fieldwork.errors import DamagedFileError, SealedError, StoreError
from fieldwork.store.key_slots import (
    KEY_BYTES,
    NONCE_BYTES,
    PASSPHRASE,
    RECOVERY,
    USUAL,
    Cost,
    Slot,
    cipher_module,
    data_key_of,
    new_slot,
    require_strong,
    slot_document,
    slots_of,
)
from fieldwork.store.reading import read_bytes
from fieldwork.store.recovery_code import new_code
from fieldwork.store.snapshot import SEALED_FORMAT, Header, digest_of, says_digest, snapshot_bytes

_PART = 256 * 1024
"""Bytes of what is inside: a line of JSON each, so that no parser stops the screen."""
_NO_DIGEST = b"0" * 64
_MARK = b'"sha256":"'
_HEAD_BYTES = 32 * 1024
_CLAIM = b'"format":3,'
_TABLE = b'\n"sealed":{\n'
# compiled when a sealed file is met: with the others it would take a millisecond of every start
_LAYOUT = rb'(?s)\{\n"fieldwork":\{\n"1":(\{[^\n]*\})\n\},\n"sealed":\{\n(.*)\n\}\n\}\n'
_PART_LINE = rb'"([1-9][0-9]{0,8})":\{"part":"([A-Za-z0-9+/=]*)"\}'


class SealedHead(NamedTuple):
    """What a sealed file says of itself in clear."""

    header: Header
    key_id: str
    slots: tuple[Slot, ...]


class Seal:
    """An opened seal: it holds the data key, and the slots that give it to others. `forget` drops the key."""

    def __init__(self, key_id: str, data_key: bytes, slots: Sequence[Slot]) -> None:
        """Take a data key of 32 bytes with its random name.

        Raises:
            SealedError: the extra is not installed.
        """
        self._ciphers = cipher_module()
        self.key_id = key_id
        self.slots = tuple(slots)
        self._key: bytes | None = data_key
        self._cipher: Any = self._ciphers.AESGCM(data_key)

    @classmethod
    def new(cls, passphrase: str, cost: Cost = USUAL) -> tuple[Seal, str]:
        """A seal with a fresh data key, and the recovery code that is to be shown once. Takes two derivations.

        Raises:
            BadInputError: the passphrase is too easy to guess.
            SealedError: the extra is not installed.
        """
        require_strong(passphrase)
        return cls(secrets.token_hex(8), secrets.token_bytes(KEY_BYTES), ()).with_passphrase(passphrase, cost)

    def with_passphrase(self, passphrase: str, cost: Cost = USUAL) -> tuple[Seal, str]:
        """The same data key for another passphrase and a fresh recovery code. Takes two derivations.

        Raises:
            BadInputError: the passphrase is too easy to guess.
        """
        require_strong(passphrase)
        code, key = new_code(), self._data_key
        slots = (
            new_slot(PASSPHRASE, passphrase, key, self.key_id, cost),
            new_slot(RECOVERY, code, key, self.key_id, cost),
        )
        return Seal(self.key_id, key, slots), code

    def with_new_code(self, cost: Cost = USUAL) -> tuple[Seal, str]:
        """The same data key and passphrase with a fresh recovery code, in the place of the old one."""
        code = new_code()
        kept = tuple(slot for slot in self.slots if slot.kind != RECOVERY)
        slot = new_slot(RECOVERY, code, self._data_key, self.key_id, cost)
        return Seal(self.key_id, self._data_key, (*kept, slot)), code

    def adopting(self, slots: Sequence[Slot]) -> Seal:
        """The same data key with the slots that the file has now: its passphrase may have been changed meanwhile."""
        return self if tuple(slots) == self.slots else Seal(self.key_id, self._data_key, slots)

    def forget(self) -> None:
        """Drop the key: nothing can be opened or sealed any more."""
        self._key = self._cipher = None

    @property
    def _data_key(self) -> bytes:
        if self._key is None:
            raise SealedError("The inspection is locked: its key was dropped.")
        return self._key

    # -- a few bytes ---------------------------------------------------------------------------------------------

    def sealed(self, data: bytes, bound: bytes) -> bytes:
        """`data` encrypted and bound to `bound`, as base64: nonce, what is encrypted, tag."""
        self._data_key  # noqa: B018 (says so where the key was dropped)
        nonce = secrets.token_bytes(NONCE_BYTES)
        return base64.b64encode(nonce + self._cipher.encrypt(nonce, data, bound))

    def opened(self, text: bytes, bound: bytes) -> bytes | None:
        """What `sealed` was given; None where it was not, or was bound to something else."""
        self._data_key  # noqa: B018 (says so where the key was dropped)
        try:
            data = base64.b64decode(text, validate=True)
            if base64.b64encode(data) != text:  # bits that say nothing were changed
                return None
            found: bytes = self._cipher.decrypt(data[:NONCE_BYTES], data[NONCE_BYTES:], bound)
        except (binascii.Error, ValueError, self._ciphers.InvalidTag):
            return None
        return found

    # -- a file --------------------------------------------------------------------------------------------------

    def file(self, inside: bytes, *, follows: str | None = None, upto: int = 0, is_open: bool = False) -> bytes:
        """The sealed file that has `inside` in it.

        Raises:
            SealedError: there is no slot: nobody could ever open it.
        """
        if not self.slots:
            raise SealedError("A seal without a key slot would shut everybody out: nothing was sealed.")
        head = {
            "format": SEALED_FORMAT,
            "sha256": _NO_DIGEST.decode(),
            "written_by": f"fieldwork {__version__}",
            "follows": follows,
            "upto": upto,
            "open": is_open,
            "seal": {"key": self.key_id, "slots": [slot_document(slot) for slot in self.slots]},
        }
        text = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
        count = max(1, -(-len(inside) // _PART))
        parts = (
            b'"%d":{"part":"%b"}'
            % (number, self.sealed(inside[(number - 1) * _PART : number * _PART], _place(text, number, count)))
            for number in range(1, count + 1)
        )
        whole = b'{\n"fieldwork":{\n"1":%b\n},\n"sealed":{\n%b\n}\n}\n' % (text, b",\n".join(parts))
        return whole.replace(_NO_DIGEST, hashlib.sha256(whole).hexdigest().encode(), 1)

    def inside(self, raw: bytes, name: str, digest: str | None = None) -> bytes:
        """What a sealed file has in it.

        Raises:
            DamagedFileError: it is not what was sealed.
            SealedError: it is sealed with another key.
        """
        head = head_of(raw, name, digest)
        if head.key_id != self.key_id:
            raise SealedError(f"{name} is sealed with another passphrase.")
        found = list(self._parts(raw))
        if not found or None in found:
            raise DamagedFileError(f"{name} is sealed, and was changed since: it does not hold what was sealed.")
        return b"".join(part for part in found if part is not None)

    def salvage(self, raw: bytes) -> bytes:
        """What can be proven of a damaged sealed file: the parts that are as they were, a line end for each other."""
        return b"".join(b"\n" if part is None else part for part in self._parts(raw))

    def _parts(self, raw: bytes) -> Iterator[bytes | None]:
        layout = re.fullmatch(_LAYOUT, raw)
        if layout is None:
            return
        place = layout[1].find(_MARK) + len(_MARK)
        text = layout[1][:place] + _NO_DIGEST + layout[1][place + len(_NO_DIGEST) :]
        lines = layout[2].split(b",\n")
        for number, line in enumerate(lines, 1):
            found = re.fullmatch(_PART_LINE, line)
            whole = found is not None and int(found[1]) == number
            yield self.opened(found[2], _place(text, number, len(lines))) if whole and found is not None else None


def _place(head: bytes, number: int, count: int) -> bytes:
    """What a part is bound to: the whole header, its digest as zeroes, and which of how many it is."""
    return b"fieldwork part %d of %d\n%b" % (number, count, head)


def is_sealed(raw: bytes) -> bool:
    """Whether a file of these bytes is sealed, or was before it was damaged. Its beginning is enough."""
    head = raw[:_HEAD_BYTES]
    return _CLAIM in head[:200] or _TABLE in head


def is_sealed_file(path: Path) -> bool:
    """Whether there is a file at `path`, and it is sealed; a glance at its beginning."""
    try:
        with path.open("rb") as file:
            return is_sealed(file.read(_HEAD_BYTES))
    except (OSError, ValueError):  # ValueError: a name that no system takes
        return False


def head_of(raw: bytes, name: str, digest: str | None = None) -> SealedHead:
    """What a sealed file says of itself. No memory is taken yet for any key. `digest` spares working it out again.

    Raises:
        DamagedFileError: it is not as it was written, or its key slots ask for more than a laptop should give.
        StoreError: a newer fieldwork wrote it.
    """
    head = _head(raw)
    if not says_digest(raw, digest or digest_of(raw)):
        raise DamagedFileError(f"{name} is sealed, and damaged: its digest does not fit its contents.")
    version = head.get("format")
    if type(version) is int and version > SEALED_FORMAT:
        raise StoreError(
            f"{name} was written by a newer fieldwork (format {version}; this one reads {SEALED_FORMAT}): "
            "update fieldwork to open it."
        )
    seal, upto, follows = head.get("seal"), head.get("upto"), head.get("follows")
    key_id = seal.get("key") if isinstance(seal, dict) else None
    if version != SEALED_FORMAT or not isinstance(seal, dict) or not isinstance(key_id, str) or len(key_id) > 64:  # noqa: PLR2004 (a name of sixteen digits)
        raise DamagedFileError(f"{name} is sealed, and does not say how.")
    slots = slots_of(seal.get("slots"), name)
    return SealedHead(
        Header(
            SEALED_FORMAT,
            head.get("sha256"),
            follows if isinstance(follows, str) else None,
            upto if type(upto) is int else 0,
            head.get("open") is True,
        ),
        key_id,
        slots,
    )


def _head(raw: bytes) -> dict[str, Any]:
    """The header as it claims to be; empty where it cannot be read."""
    stop = raw.find(b"\n},\n", 0, _HEAD_BYTES)
    try:
        found = json.loads(raw[raw.index(b'"1":') + len(b'"1":') : stop])
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


# -- opening and writing -----------------------------------------------------------------------------------------


def inside_of(raw: bytes, name: str, seal: Seal | None, digest: str | None = None) -> bytes:
    """What an inspection file says, sealed or not: the bytes of the unsealed file. `digest` as in `head_of`.

    Raises:
        SealedError: it is sealed, and `seal` is not its own.
        DamagedFileError: it is sealed, and not what was sealed.
    """
    if not is_sealed(raw):
        return raw
    if seal is None:
        head_of(raw, name, digest)
        cipher_module(name)
        raise SealedError(f"{name} is sealed: it takes its passphrase, or its recovery code, to open it.")
    return seal.inside(raw, name, digest)


def file_bytes(
    lines: Sequence[bytes], seal: Seal | None, *, follows: str | None = None, upto: int = 0, is_open: bool = False
) -> tuple[bytes, str]:
    """The contents of an inspection file of document lines, sealed where there is a seal, and its digest."""
    if seal is None:
        return snapshot_bytes(lines, follows=follows, upto=upto, is_open=is_open)
    inside, _ = snapshot_bytes(lines, follows=None, upto=0, is_open=False)
    raw = seal.file(inside, follows=follows, upto=upto, is_open=is_open)
    return raw, digest_of(raw) or ""


def resealed(raw: bytes, name: str, old: Seal | None, new: Seal | None) -> bytes:
    """A file of these bytes under another seal, or none; what stands in it is not looked at.

    Raises:
        SealedError: it is sealed, and `old` is not its own.
        DamagedFileError: it is sealed, and not what was sealed.
    """
    inside = inside_of(raw, name, old)
    return inside if new is None else new.file(inside)


def unlock(path: Path, passphrase: str | None) -> Seal | None:
    """The seal of the file at `path`, opened with a passphrase or a recovery code; None where the file is not sealed.

    Takes as long as the key slots say (0.14 s as a rule): for a thread. It reads the file, and writes nothing.

    Raises:
        WrongPassphraseError: it does not open it.
        SealedError: there is no passphrase, or the extra is not installed.
        DamagedFileError: the file is not as it was written.
    """
    if not is_sealed_file(path):
        return None
    raw = read_bytes(path)
    if passphrase is None:
        inside_of(raw, path.name, None)
        return None
    head = head_of(raw, path.name)
    return Seal(head.key_id, data_key_of(head.slots, head.key_id, passphrase, path.name), head.slots)


def unlock_for_repair(paths: Sequence[Path], passphrase: str) -> Seal:
    """The seal of a file that may be damaged: the first of `paths`, it and its backups, that has its slots still.

    Raises:
        SealedError: none has, or the passphrase does not open those that have.
    """
    for path in paths:
        with contextlib.suppress(OSError, DamagedFileError):
            raw = path.read_bytes()
            seal = _head(raw).get("seal") if is_sealed(raw) else None
            if isinstance(seal, dict) and isinstance(seal.get("key"), str):
                slots = slots_of(seal.get("slots"), path.name)
                return Seal(seal["key"], data_key_of(slots, seal["key"], passphrase, path.name), slots)
    raise SealedError(f"Neither {paths[0].name} nor a backup of it has its key slots still: its seal cannot be opened.")
