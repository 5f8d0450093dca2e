"""The snapshot: an ordinary TinyDB JSON file, one document a line, that knows its own digest.

    {
    "fieldwork":{
    "1":{"format":2,"sha256":"…","written_by":"…","follows":"…","upto":12,"open":true}
    },
    "entries":{
    "1":{…,"sum":"89abcdef"},
    "2":{…,"sum":"01234567"}
    }
    }

`sha256` is the digest of the whole file with these 64 digits set to 0: it is the snapshot's name, by which its journal
knows it. `follows` names the snapshot before it, whose journal it holds up to the line `upto`. `open` is true while a
sitting goes on, so that a copy without its journal can be told. `sum` is the CRC-32 of a document without it, so that
single entries of a damaged file can be proven whole.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from fieldwork import __version__

FORMAT = 2
SEALED_FORMAT = 3
"""That of a sealed file, which has one of format 2 in it."""
HEADER = "fieldwork"
"""The table that says what the file is: one document."""
ENTRIES = "entries"
SUM = "sum"

_MARK = b'"sha256":"'
_NO_DIGEST = b"0" * 64
_HEAD_BYTES = 400
"""The digest stands within so many bytes of the beginning."""


_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


class Header(NamedTuple):
    """What a snapshot says of itself."""

    format: int
    digest: str | None
    """What it claims to be; None in format 1."""
    follows: str | None
    upto: int
    open: bool


def document_text(document: Mapping[str, Any]) -> bytes:
    """A document as JSON, without its sum: what journal lines and snapshot lines are made of."""
    return _encode(document).encode()


def document_line(number: int, document: Mapping[str, Any]) -> bytes:
    """The line of a document in a snapshot, with its sum."""
    return line_of(number, document_text(document))


def line_of(number: int, text: bytes) -> bytes:
    """The line of a document in a snapshot, from its JSON."""
    begun = text[:-1] + b"," if len(text) > len(b"{}") else text[:-1]
    return b'"%d":%b"sum":"%08x"}' % (number, begun, zlib.crc32(text))


def sum_fits(line_value: bytes) -> bool:
    """Whether a document as it stands in a line (from ``{`` to ``}``) has the sum that it says."""
    body, mark, rest = line_value.rpartition(b'"sum":"')
    if not mark or len(rest) != len(b'01234567"}'):
        return False
    text = body[:-1] + b"}" if body.endswith(b",") else body + b"}"
    return rest == b'%08x"}' % zlib.crc32(text)


def snapshot_bytes(lines: Sequence[bytes], *, follows: str | None, upto: int, is_open: bool) -> tuple[bytes, str]:
    """The contents of a snapshot of document lines, and its digest."""
    header = {
        "format": FORMAT,
        "sha256": _NO_DIGEST.decode(),
        "written_by": f"fieldwork {__version__}",
        "follows": follows,
        "upto": upto,
        "open": is_open,
    }
    head = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    inside = b"\n" + b",\n".join(lines) + b"\n" if lines else b""
    whole = b'{\n"%b":{\n"1":%b\n},\n"%b":{%b}\n}\n' % (HEADER.encode(), head, ENTRIES.encode(), inside)
    digest = hashlib.sha256(whole).hexdigest()
    return whole.replace(_NO_DIGEST, digest.encode(), 1), digest


def digest_of(raw: bytes) -> str | None:
    """The digest that a file of these bytes has by its contents; None where it names none (format 1, strangers)."""
    place = raw.find(_MARK, 0, _HEAD_BYTES)
    if place < 0:
        return None
    begin = place + len(_MARK)
    made = hashlib.sha256(raw[:begin])
    made.update(_NO_DIGEST)
    made.update(memoryview(raw)[begin + len(_NO_DIGEST) :])
    return made.hexdigest()


def digest_fits(raw: bytes) -> bool:
    """Whether the file is, byte for byte, what fieldwork wrote."""
    return says_digest(raw, digest_of(raw))


def says_digest(raw: bytes, digest: str | None) -> bool:
    """Whether the file says that `digest`, worked out from its bytes, is its own."""
    return digest is not None and raw.find(_MARK + digest.encode() + b'"', 0, _HEAD_BYTES + 80) >= 0


def lines_of(raw: bytes) -> list[bytes]:
    """The document lines of a file whose digest fits: what was serialised once need not be again."""
    begin = raw.index(b'\n"%b":{' % ENTRIES.encode())
    inside = raw[raw.index(b"{", begin) + 1 : raw.rindex(b"}", 0, raw.rindex(b"}"))].strip(b"\n")
    return inside.split(b",\n") if inside else []
