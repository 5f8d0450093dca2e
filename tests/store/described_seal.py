"""A reader of sealed files written from docs/file-format.md alone: `cryptography`, and nothing of fieldwork."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id


def unwrapped(slot: dict[str, Any], key_id: str, secret: str) -> bytes:
    """The data key in a slot."""
    salt, wrapped = base64.b64decode(slot["salt"]), base64.b64decode(slot["wrapped"])
    cost = {"iterations": slot["passes"], "lanes": slot["lanes"], "memory_cost": slot["memory"]}
    key = Argon2id(salt=salt, length=32, **cost).derive(secret.encode())
    clear = {name: slot[name] for name in ("kind", "kdf", "memory", "passes", "lanes", "salt")}
    bound = f"fieldwork slot\n{key_id}\n{json.dumps(clear, separators=(',', ':'))}"
    return AESGCM(key).decrypt(wrapped[:12], wrapped[12:], bound.encode())


def opened(key: bytes, text: str, bound: bytes) -> bytes:
    """What stands in a `part` or in `sealed`."""
    data = base64.b64decode(text)
    return AESGCM(key).decrypt(data[:12], data[12:], bound)


def inside(raw: bytes, secret: str, kind: str = "passphrase") -> tuple[bytes, bytes]:
    """The unsealed file in a sealed one, and the data key."""
    header = raw.split(b"\n")[2].removeprefix(b'"1":')
    digest = json.loads(header)["sha256"].encode()
    zeroed = raw.replace(digest, b"0" * 64, 1)
    assert hashlib.sha256(zeroed).hexdigest().encode() == digest
    seal = json.loads(header)["seal"]
    slot = next(one for one in seal["slots"] if one["kind"] == kind)
    key = unwrapped(slot, seal["key"], secret)
    parts = [one["part"] for one in json.loads(raw)["sealed"].values()]
    head = header.replace(digest, b"0" * 64)
    bounds = (b"fieldwork part %d of %d\n" % (n, len(parts)) + head for n in range(1, len(parts) + 1))
    return b"".join(opened(key, part, bound) for part, bound in zip(parts, bounds, strict=True)), key


def journal(raw: bytes, key: bytes) -> list[Any]:
    """What the lines of a sealed journal say: of the first what it says besides, of the others their entries."""
    before, found, head = "", [], {}
    for number, line in enumerate(raw.removesuffix(b"-\n").splitlines()):
        told, text = line[:32].decode(), line[33:]
        assert told == hashlib.sha256(before.encode() + text).hexdigest()[:32]
        before, data = told, json.loads(text)
        head = head or data
        bound = f"fieldwork journal\n{head['key']}\n{head['id']}\n{head['snapshot']}\n{number}"
        found.append(json.loads(opened(key, data["sealed"], bound.encode())))
    return found
