"""Definitions from files, and to and from what an inspection file stores."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest
from builders import small_programme, small_questionnaire

from fieldwork.errors import DefinitionError
from fieldwork.programme.loading import (
    find_programme,
    find_questionnaire,
    load_programme,
    load_questionnaire,
    programme_from_dict,
    programme_to_dict,
    questionnaire_from_dict,
    questionnaire_to_dict,
    shipped_programmes,
    shipped_questionnaires,
)


def test_a_programme_comes_back_equal_from_json():
    stored = json.loads(json.dumps(programme_to_dict(small_programme())))
    assert programme_from_dict(stored, "an inspection") == small_programme()


def test_a_questionnaire_comes_back_equal_from_json():
    stored = json.loads(json.dumps(questionnaire_to_dict(small_questionnaire())))
    assert questionnaire_from_dict(stored, "an inspection") == small_questionnaire()


def test_what_is_a_default_is_not_stored():
    stored = programme_to_dict(small_programme())
    assert "guidance" not in stored["questions"][0]
    assert "rule" not in stored["questions"][0]
    assert stored["questions"][1]["rule"]["parent"] == "1.1.1"


@pytest.mark.parametrize("name", shipped_programmes())
def test_a_shipped_programme_comes_back_equal(name):
    programme = find_programme(name)
    assert programme.id == name
    assert programme_from_dict(json.loads(json.dumps(programme_to_dict(programme))), name) == programme


@pytest.mark.parametrize("name", shipped_questionnaires())
def test_a_shipped_questionnaire_comes_back_equal(name):
    form = find_questionnaire(name)
    assert form.id == name
    assert questionnaire_from_dict(json.loads(json.dumps(questionnaire_to_dict(form))), name) == form


def test_an_id_is_found_in_any_case():
    assert find_programme(" CCI-2009 ").id == "cci-2009"


@pytest.mark.parametrize("name", ["", "cci-2010", "../programmes/cci-2009", "x\x1b[31m", "x\0y", "9" * 5000])
def test_an_unknown_id_names_those_that_there_are(name):
    with pytest.raises(DefinitionError, match=r"no programme .*; there are: cci-2009, sqs-2013\.$") as refused:
        find_programme(name)
    assert "\x1b" not in str(refused.value)
    assert len(str(refused.value)) < 200
    with pytest.raises(DefinitionError, match=r"no questionnaire .*case-managers-2013, children-2009, victims-2009"):
        find_questionnaire(name)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "the key 'id' is missing"),
        (b"id = ", "is not TOML"),
        (b"\xff\xfe", "is not UTF-8 text"),
        (b"x = " + b"[" * 50_000, "nested too deep"),
        (b"x = " + b"9" * 6_000, "is not TOML"),
        (b"# " + b"x" * 1_000_000, "larger than 1 MB"),
        (b"x = 1", "unknown key 'x'"),
        ("х = 1".encode(), "is not TOML"),
    ],
)
@pytest.mark.parametrize("load", [load_programme, load_questionnaire])
def test_a_file_that_is_no_definition_is_refused_in_one_sentence(tmp_path, load, content, expected):
    path = tmp_path / "odd.toml"
    path.write_bytes(content)
    with pytest.raises(DefinitionError, match=expected) as refused:
        load(path)
    assert "odd.toml" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_byte_order_mark_does_no_harm(tmp_path):
    path = tmp_path / "marked.toml"
    path.write_bytes(b"\xef\xbb\xbf" + shipped_programmes()["sqs-2013"].read_bytes())
    assert load_programme(path) == find_programme("sqs-2013")


def test_a_folder_is_no_definition(tmp_path):
    with pytest.raises(DefinitionError, match="is a folder"):
        load_programme(tmp_path)


def test_a_missing_file_says_so(tmp_path):
    with pytest.raises(DefinitionError, match=r"nowhere\.toml cannot be read: No such file"):
        load_programme(tmp_path / "nowhere.toml")


def test_a_name_with_a_nul_says_so():
    with pytest.raises(DefinitionError, match="cannot be read"):
        load_programme(Path("a\0b"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this platform has no pipes among its files")
def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.toml")
    with pytest.raises(DefinitionError, match="not an ordinary file"):
        load_programme(tmp_path / "pipe.toml")


def test_an_unreadable_file_says_so(tmp_path, monkeypatch):
    path = tmp_path / "secret.toml"
    path.write_text("id = 'x'")

    def refused(*_):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refused)
    monkeypatch.setattr(Path, "open", refused)
    with pytest.raises(DefinitionError, match="cannot be read: Permission denied"):
        load_programme(path)
