"""The wording of printed forms: data, whole, and filled in without surprises."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldwork.errors import DefinitionError
from fieldwork.paths import data_folder
from fieldwork.programme.formwords import filled, load_form_words
from fieldwork.programme.loading import shipped_questionnaires

SHIPPED = data_folder() / "forms.toml"


def test_every_shipped_questionnaire_says_what_it_is_for_that_it_is_voluntary_and_that_no_name_is_written():
    words = load_form_words()
    assert words.source.startswith("assumed")
    for questionnaire in (*shipped_questionnaires(), "one-of-my-own"):
        opening = words.opening(questionnaire)
        whole = " ".join(opening.paragraphs).casefold()
        assert "inspect" in whole
        assert "do not have to" in whole or "voluntary" in whole
        assert "do not write your name" in whole
        assert opening.how
    assert words.opening("children-2009") != words.opening("victims-2009")
    assert words.opening("one-of-my-own").questionnaire == ""


@pytest.mark.parametrize(
    ("old", "new", "about"),
    [
        ('serial = "Form number"', 'serial = ""', "serial is empty"),
        ('serial = "Form number"', "", "serial"),
        ('"Printed by"]', "]", "slip_filled"),
        ('questionnaire = "victims-2009"', 'questionnaire = ""', "openings"),
        ('questionnaire = ""', 'questionnaire = "x"', "openings"),
    ],
)
def test_wording_that_is_not_whole_is_refused(tmp_path: Path, old: str, new: str, about: str):
    path = tmp_path / "forms.toml"
    text = SHIPPED.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(DefinitionError, match=about):
        load_form_words(path)


def test_what_is_filled_in_is_not_filled_in_again():
    assert filled("{a} and {b}{c", a="{b}", b=5) == "{b} and 5{c"
    assert filled("no {name}", other=1) == "no {name}"
    assert filled("{0} {a.x} {a!r}", a="A") == "{0} {a.x} {a!r}"
