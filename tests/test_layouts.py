from __future__ import annotations

import pytest

from fieldwork.layouts import MOST_LAYOUTS, layouts_file, remember_layout, remembered_layout

HEADINGS = ("Client Ref", "Order", "Surname")


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("FIELDWORK_HOME", str(tmp_path / "home"))


def test_a_layout_is_known_again_by_its_headings_in_any_order_and_capitals():
    assert remembered_layout(HEADINGS) is None
    remember_layout(HEADINGS, {"Client Ref": "case", "Order": "order"}, {"Order": {"yro iss": ""}})
    assert remembered_layout(("ORDER", "surname", "client ref")) == (
        {"client ref": "case", "ORDER": "order"},
        {"ORDER": {"yro iss": ""}},
    )
    assert remembered_layout(HEADINGS[:2]) is None
    assert layouts_file().stat().st_mode & 0o777 == 0o600


def test_the_last_one_counts_and_old_ones_go():
    remember_layout(HEADINGS, {"Client Ref": "case"}, {})
    remember_layout(HEADINGS, {"Order": "case"}, {})
    assert remembered_layout(HEADINGS) == ({"Order": "case"}, {})
    for number in range(MOST_LAYOUTS):
        remember_layout((f"h{number}",), {}, {})
    assert remembered_layout(HEADINGS) is None
    assert remembered_layout(("h0",)) == ({}, {})


@pytest.mark.parametrize("content", ["", "{", "[1, null]", '{"a": 1}', '[{"headings": 3, "columns": []}]', "\x00"])
def test_a_broken_file_remembers_nothing_and_is_written_anew(content):
    layouts_file().parent.mkdir(parents=True)
    layouts_file().write_text(content)
    assert remembered_layout(HEADINGS) is None
    remember_layout(HEADINGS, {"Order": "case"}, {})
    assert remembered_layout(HEADINGS) == ({"Order": "case"}, {})


def test_where_nothing_can_be_written_nothing_is_remembered(tmp_path):
    (tmp_path / "home").write_text("a file")
    remember_layout(HEADINGS, {"Order": "case"}, {})
    assert remembered_layout(HEADINGS) is None
