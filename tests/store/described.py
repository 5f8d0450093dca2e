"""A reader of inspection files written from docs/file-format.md alone: nothing of fieldwork is used."""

from __future__ import annotations

import hashlib
import json
import zlib
from pathlib import Path


class NotWholeError(Exception):
    """What the description calls damaged."""


def snapshot(path: Path) -> tuple[dict, list[dict], bool]:
    """The header, the entries, and whether the file is byte for byte what was written."""
    raw = path.read_bytes()
    tables = json.loads(raw.decode("utf-8"))
    header = tables["fieldwork"]["1"]
    digest = header["sha256"]
    whole = raw.replace(digest.encode(), b"0" * 64, 1)
    entries = list(tables["entries"].values())
    for entry in entries:
        told = entry.pop("sum")
        text = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()
        if told != f"{zlib.crc32(text):08x}":
            raise NotWholeError(entry["id"])
    return header, entries, hashlib.sha256(whole).hexdigest() == digest


def journal(path: Path) -> tuple[dict, list[list[dict]], bool]:
    """The head, the entries of each line, and whether the mark stands at the end."""
    before, found = "", []
    rest = path.read_bytes()
    while rest not in (b"", b"-\n"):
        line, end, after = rest.partition(b"\n")
        told, text = line[:32].decode("ascii", "replace"), line[33:]
        if not end or told != hashlib.sha256(before.encode() + text).hexdigest()[:32]:
            break
        found.append(json.loads(text))
        before, rest = told, after
    head, *lines = found
    for number, line in enumerate(lines, 1):
        if (line["seq"], line["of"]) != (number, head["id"]):
            raise NotWholeError(number)
    return head, [line["entries"] for line in lines], rest == b"-\n"


def read(path: Path) -> list[dict]:
    """The entries of the inspection: those of the file and what its journal adds."""
    header, entries, untouched = snapshot(path)
    beside = path.with_name(path.name + ".journal")
    if not untouched or not beside.exists():
        return entries
    head, lines, _ = journal(beside)
    if head["snapshot"] == header["follows"]:
        lines = lines[header["upto"] :]
    elif head["snapshot"] != header["sha256"]:
        return entries
    known = {entry["id"] for entry in entries}
    return entries + [entry for line in lines for entry in line if entry["id"] not in known]
