"""Key slots: each holds the data key of a sealed file, wrapped by a key that Argon2id makes of a secret.

One slot takes the passphrase, one the recovery code. What a slot asks of the laptop is bounded before any memory is
taken. A slot has a checksum of its own, so that one that was damaged is never taken for a wrong passphrase.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import importlib
import json
import secrets
import unicodedata
from collections.abc import Mapping, Sequence
from types import ModuleType
from typing import Any, NamedTuple

from fieldwork.errors import BadInputError, DamagedFileError, SealedError, WrongPassphraseError
from fieldwork.store.recovery_code import is_mistyped, looks_like_code, plain_code

KEY_BYTES = 32
NONCE_BYTES = 12
_TAG_BYTES = 16
_SALT_BYTES = 16
PASSPHRASE, RECOVERY = "passphrase", "recovery"
_MOST_SLOTS = 8
SHORTEST, _LONGEST = 12, 1000
"""Characters of a passphrase: three random words (National Cyber Security Centre) are never shorter."""
_MEMORY = (19 * 1024, 1024 * 1024)
"""KiB, least and most: OWASP's least for Argon2id, and what a laptop can spare."""
_PASSES, _LANES = (1, 10), (1, 16)


class Cost(NamedTuple):
    """What Argon2id takes to make a key."""

    memory: int = 64 * 1024
    """KiB."""
    passes: int = 3
    lanes: int = 4


USUAL = Cost()
"""RFC 9106's second choice, for where memory is short: about 0.14 s on a laptop."""


class Slot(NamedTuple):
    """One way to the data key."""

    kind: str
    """``passphrase`` or ``recovery``."""
    cost: Cost
    salt: bytes
    wrapped: bytes
    """Nonce, the data key encrypted, tag."""


def cipher_module(name: str = "") -> ModuleType:
    """The module of ciphers; `name` is the file that it is wanted for.

    Raises:
        SealedError: the extra is not installed; the sentence names it.
    """
    try:
        return importlib.import_module("fieldwork.store.ciphers")  # an extra, and only sealed files pay for the import
    except ImportError:
        what = f"{name} is sealed with a passphrase; opening it" if name else "Sealing"
        raise SealedError(
            f"{what} needs the extra fieldwork[seal], which is not installed: pip install 'fieldwork[seal]'."
        ) from None


def require_strong(passphrase: str) -> None:
    """Refuse a passphrase that is too easy to guess, or no passphrase at all.

    Raises:
        BadInputError: says what is wrong and what is better.
    """
    length = len(_normal(passphrase).strip())
    if length < SHORTEST:
        raise BadInputError(
            f"The passphrase should have at least {SHORTEST} characters, this has {length}; three random words are "
            "good and easy to keep in mind."
        )
    if length > _LONGEST:
        raise BadInputError(f"The passphrase should have at most {_LONGEST:,} characters.")
    if looks_like_code(passphrase) and not is_mistyped(passphrase):
        raise BadInputError("That looks like a recovery code; the passphrase should be something else.")


def _normal(passphrase: str) -> str:
    return unicodedata.normalize("NFKC", passphrase)


def _secret(kind: str, text: str) -> bytes:
    """What the key is made of: keyboards that compose letters differently mean the same."""
    return (plain_code(text) if kind == RECOVERY else _normal(text)).encode("utf-8", "surrogatepass")


# -- wrapping ----------------------------------------------------------------------------------------------------


def new_slot(kind: str, text: str, data_key: bytes, key_id: str, cost: Cost = USUAL) -> Slot:
    """A slot that gives the data key to whoever has `text`. Takes as long as `cost` says.

    Raises:
        SealedError: the extra is not installed.
    """
    ciphers = cipher_module()
    salt, nonce = secrets.token_bytes(_SALT_BYTES), secrets.token_bytes(NONCE_BYTES)
    key = ciphers.derived(_secret(kind, text), salt, **cost._asdict())
    bare = Slot(kind, cost, salt, b"")
    return bare._replace(wrapped=nonce + ciphers.AESGCM(key).encrypt(nonce, data_key, _bound(bare, key_id)))


def data_key_of(slots: Sequence[Slot], key_id: str, text: str, name: str) -> bytes:
    """The data key that `text`, a passphrase or a recovery code, opens. Takes as long as the slots say.

    Raises:
        WrongPassphraseError: it opens none of the slots; a mistyped recovery code is said to be that.
        SealedError: the extra is not installed.
    """
    ciphers = cipher_module(name)
    code = looks_like_code(text)
    kind = RECOVERY if code and not is_mistyped(text) else PASSPHRASE
    for slot in slots:
        if slot.kind == kind:
            key = ciphers.derived(_secret(kind, text), slot.salt, **slot.cost._asdict())
            nonce, wrapped = slot.wrapped[:NONCE_BYTES], slot.wrapped[NONCE_BYTES:]
            try:
                found: bytes = ciphers.AESGCM(key).decrypt(nonce, wrapped, _bound(slot, key_id))
            except ciphers.InvalidTag:
                continue
            return found
    if code and kind == PASSPHRASE:
        raise WrongPassphraseError("That recovery code is mistyped: its last four characters do not fit the others.")
    what = "passphrase" if kind == PASSPHRASE else "recovery code"
    raise WrongPassphraseError(f"That is not the {what} of {name}.")


def _bound(slot: Slot, key_id: str) -> bytes:
    """What a wrapped key is bound to: which key it is, and all that the slot says in clear."""
    return b"fieldwork slot\n" + key_id.encode() + b"\n" + _text(_in_clear(slot))


def _in_clear(slot: Slot) -> dict[str, Any]:
    return {"kind": slot.kind, "kdf": "argon2id", **slot.cost._asdict(), "salt": _base64(slot.salt)}


def _text(document: Mapping[str, Any]) -> bytes:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()


# -- in the header -----------------------------------------------------------------------------------------------


def slot_document(slot: Slot) -> dict[str, Any]:
    """A slot as it stands in the header of a sealed file."""
    document = {**_in_clear(slot), "wrapped": _base64(slot.wrapped)}
    return {**document, "sum": _sum(document)}


def _sum(document: Mapping[str, Any]) -> str:
    return hashlib.sha256(_text(document)).hexdigest()[:16]


def slots_of(documents: Any, name: str) -> tuple[Slot, ...]:
    """The slots in the header of the file `name`.

    Raises:
        DamagedFileError: these are none, one is damaged, or one asks for more than a laptop should give.
    """
    if not isinstance(documents, list) or not 1 <= len(documents) <= _MOST_SLOTS:
        raise DamagedFileError(f"{name} is sealed, and its key slots are damaged: expected one to {_MOST_SLOTS}.")
    return tuple(_slot(document, number, name) for number, document in enumerate(documents, 1))


def _slot(document: Any, number: int, name: str) -> Slot:
    if not isinstance(document, dict) or document.get("sum") != _sum({k: v for k, v in document.items() if k != "sum"}):
        raise DamagedFileError(f"{name} is sealed, and its key slot {number} is damaged.")
    cost = Cost(*(_bounded(document, key, name, number) for key in Cost._fields))
    try:
        salt, wrapped = (base64.b64decode(document[key], validate=True) for key in ("salt", "wrapped"))
    except (KeyError, TypeError, ValueError, binascii.Error):
        salt, wrapped = b"", b""
    fits = len(salt) == _SALT_BYTES and len(wrapped) == NONCE_BYTES + KEY_BYTES + _TAG_BYTES
    slot = Slot(document.get("kind", ""), cost, salt, wrapped)
    if not fits or slot.kind not in (PASSPHRASE, RECOVERY) or slot_document(slot) != document:
        raise DamagedFileError(f"{name} is sealed, and its key slot {number} is not one that fieldwork knows.")
    return slot


_BOUNDS = {"memory": _MEMORY, "passes": _PASSES, "lanes": _LANES}


def _bounded(document: Mapping[str, Any], key: str, name: str, number: int) -> int:
    least, most = _BOUNDS[key]
    value = document.get(key)
    if type(value) is not int or not least <= value <= most:
        unit = " KiB" if key == "memory" else ""
        raise DamagedFileError(
            f"{name} is sealed, and its key slot {number} is refused: '{key}' should be from {least:,} to "
            f"{most:,}{unit}."
        )
    return value
