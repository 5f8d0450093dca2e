"""The test vectors of docs/file-format.md, read by lines written from it and by fieldwork; and what that writes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from builders import CASE_07, answered, sitting, small_record
from store import described_seal
from store.sealing import PASSPHRASE, cheap_seal
from tinydb import TinyDB

from fieldwork.record.entry import entry_to_dict
from fieldwork.store import InspectionFile, write_new
from fieldwork.store.names import journal_path

PAGE = (Path(__file__).parents[2] / "docs" / "file-format.md").read_text("utf-8").partition("### Test vectors")[2]
BLOCKS = [block.encode() for block in re.findall(r"```(?:json)?\n(.*?)```", PAGE, re.DOTALL)]
KEY = bytes.fromhex(re.findall(r"`([0-9a-f]{64})`", PAGE)[0])
CODE = re.findall(r"`((?:[0-9A-Z]{4}-){6}[0-9A-Z]{4})`", PAGE)[0]


def test_a_reader_by_description_reads_the_vectors():
    inside, key = described_seal.inside(BLOCKS[0], PASSPHRASE)
    assert key == KEY
    assert described_seal.inside(BLOCKS[0], CODE.replace("-", ""), "recovery") == (inside, KEY)
    assert [one["id"] for one in json.loads(inside)["entries"].values()] == ["7c3f0a91de-1"]
    head, entries = described_seal.journal(BLOCKS[1], KEY)
    assert head == {"inspection": "inspection/5e0c"}
    assert [(one["id"], one["value"]) for one in entries] == [("7c3f0a91de-2", "Seen – “twice”")]


@pytest.mark.parametrize("secret", [PASSPHRASE, CODE])
def test_fieldwork_reads_the_vectors(tmp_path: Path, secret: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("FIELDWORK_HOME", str(tmp_path / "home"))
    path = tmp_path / "x.json"
    path.write_bytes(BLOCKS[0])
    journal_path(path).write_bytes(BLOCKS[1])
    file = InspectionFile(path, write=False, passphrase=secret)
    assert [entry.id for entry in file.entries] == ["7c3f0a91de-1", "7c3f0a91de-2"]
    assert file.news() == ()


def test_the_reader_by_description_reads_what_fieldwork_writes(tmp_path: Path):
    path, record, (seal, code) = tmp_path / "x.json", small_record(), cheap_seal()
    write_new(path, record, seal=seal)
    file = InspectionFile(path, seal=seal)
    new = answered(record, sitting(name="s"), CASE_07, q1_1_1="yes", q1_1_10="no")
    file.append(new)
    assert file.flush().saved
    inside, key = described_seal.inside(path.read_bytes(), code.replace("-", ""), "recovery")
    assert len(json.loads(inside)["entries"]) == len(record) - len(new)
    assert described_seal.journal(journal_path(path).read_bytes(), key)[1] == [entry_to_dict(entry) for entry in new]
    with TinyDB(path, encoding="utf-8") as stock:
        assert stock.tables() == {"fieldwork", "sealed"}
    file.close()
