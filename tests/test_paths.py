"""What is told of a file before it is opened or written."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldwork.errors import BadInputError
from fieldwork.paths import free_path, is_there, size_of


def test_a_free_name_is_not_there_yet(tmp_path: Path):
    names = []
    for _ in range(3):
        path = free_path(tmp_path, "bay-north", ".json")
        path.write_bytes(b"")
        names.append(path.name)
    assert names == ["bay-north.json", "bay-north-2.json", "bay-north-3.json"]


def test_a_file_is_there_and_a_folder_is_refused(tmp_path: Path):
    path = tmp_path / "a.html"
    assert not is_there(path)
    path.write_bytes(b"")
    assert is_there(path)
    with pytest.raises(BadInputError, match="is a folder; expected the name of a file"):
        is_there(tmp_path)


def test_what_is_not_there_has_no_size(tmp_path: Path):
    path = tmp_path / "a.json"
    assert (size_of(path), size_of(Path("nul\0"))) == (0, 0)
    path.write_bytes(b"12345")
    assert size_of(path) == 5
