"""What looks like a person's own data is found; what a note is full of is not taken for it."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.glossary.search import load_index
from fieldwork.paths import data_folder
from fieldwork.programme.loading import find_programme
from fieldwork.record.forenames import FORENAMES
from fieldwork.record.personal import day_of, is_nhs_number, known_words, personal_signs
from fieldwork.workspace import Workspace

ON = date(2009, 7, 1)
TODAY = date(2026, 1, 2)


@cache
def known(programme="cci-2009"):
    return known_words(find_programme(programme), load_index().terms, ["Stockport"])


def signs(text):
    return [(sign.text, sign.looks_like) for sign in personal_signs(text, known(), ON)]


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("no 943 476 5919 on the form", ("943 476 5919", "an NHS number")),
        ("no 9434765919.", ("9434765919", "an NHS number")),
        ("dob 12.3.94", ("dob 12.3.94", "a date of birth")),
        ("D.O.B. 3 May 1995", ("D.O.B. 3 May 1995", "a date of birth")),
        ("born in Leeds, 12/1/1993 on the form", ("12/1/1993", "a date of birth")),
        ("born May 94", ("born May 94", "a date of birth")),
        ("sister (1st June 1996)", ("1st June 1996", "a date of birth")),
        ("1993-01-12", ("1993-01-12", "a date of birth")),
        ("lives at SK1 3XE now", ("SK1 3XE", "a postcode")),
        ("sk1 3xe", ("sk1 3xe", "a postcode")),
        ("ring 0161 496 0000", ("0161 496 0000", "a telephone number")),
        ("ring 07700 900123", ("07700 900123", "a telephone number")),
        ("+44 161 496 0000", ("+44 161 496 0000", "a telephone number")),
        ("wrote to x.y+z@example.gov.uk", ("x.y+z@example.gov.uk", "an e-mail address")),
        ("Mrs Heaton rang", ("Mrs Heaton", "a name")),
        ("seen with Mr. O'Dowd", ("Mr. O'Dowd", "a name")),
        ("Jamie Heaton was late", ("Jamie Heaton", "a name")),
        ("seen with Tyrell Heaton", ("Tyrell Heaton", "a name")),
        ("with Tyrell J. Heaton", ("Tyrell J. Heaton", "a name")),
        ("Jamie did not come", ("Jamie", "a first name")),
        ("Jamie's mother", ("Jamie", "a first name")),
        ("the Mentor Jamie Heaton", ("Jamie Heaton", "a name")),
        ("seen with jamie at home", ("jamie", "a first name")),
        ("JAMIE did not come", ("JAMIE", "a first name")),
    ],
)
def test_what_looks_like_a_persons_own_data_is_found(text, sign):
    assert signs(text) == [sign]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "943 476 5918 is no NHS number, nor 1111111111",
        "sentence 12 Jan 2009, Asset 9/2/09: 28 days",
        "Asset completed 12/01/2009; RMP 3 March 2009",
        "The Youth Court asked for a Detention and Training Order at Stockport Magistrates Court",
        "Referral Order contract countersigned by the Team Manager on Tuesday, Final Warning before",
        "Risk of Serious Harm rightly Medium. Case Manager off sick. Operational Manager signed",
        "1.1.17 and 2.3.14: 66 days, 3 of 14, p4, 19 out of 20",
        "Will follow up in May. Mark of good work. Hope of a place. Grace of three days",
        "ISSP, DTO, MAPPA level 2, Asset Plus, CAMHS, Connexions PA",
        "Positive Activities for Young People in the Town Centre",
        "robin hood, sally port, dirty harry, a lily and a jack; SAM, JON and ALI are acronyms",
        "a [/] b \x1b[31m \u202e",
    ],
)
def test_what_notes_are_full_of_is_left_alone(text):
    assert signs(text) == []


@pytest.mark.parametrize(("sample", "programme"), [("stockport-2009", "cci-2009"), ("dorset-2013", "sqs-2013")])
def test_no_note_of_a_sample_is_questioned(sample, programme):
    with Workspace.open(data_folder() / "samples" / f"{sample}.json", "JN", write=False) as workspace:
        words = known_words(workspace.programme, load_index().terms, [workspace.inspection.area])
        on = day_of(workspace.inspection.fieldwork, ON)
        texts = [note.text for note in workspace.inspection.notes]
        wordings = [
            text
            for one in workspace.programme.questions
            for text in (one.text, one.guidance, one.wordings.positive, one.wordings.negative)
        ]
    found = {text: personal_signs(text, words, on) for text in (*texts, *wordings)}
    assert len(texts) > 20
    assert {text: one for text, one in found.items() if one} == {}


@given(st.sampled_from(sorted(FORENAMES)), st.sampled_from(["came late", "was seen at home", "has a plan"]))
def test_a_forename_is_found_wherever_it_stands(name, rest):
    name = name.capitalize()
    assert signs(f"{name} {rest}") == [(name, "a first name")]
    assert signs(f"It {rest}, said {name}.") == [(name, "a first name")]


@given(st.integers(0, 999_999_999))
def test_of_the_ten_last_digits_at_most_one_makes_an_nhs_number(front):
    good = [digit for digit in range(10) if is_nhs_number(f"{front:09}{digit}")]
    assert len(good) <= 1


@given(st.text(max_size=200) | st.text("Aa .0@-/'b1[", max_size=400))
def test_no_text_breaks_it_and_every_sign_stands_in_the_text(text):
    from fieldwork.text import clean

    for sign in personal_signs(text, known(), ON):
        assert sign.text
        assert sign.text in clean(text)


def test_a_long_text_names_no_more_than_twenty():
    many = ", ".join(f"Mr Heaton{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(300))
    assert len(personal_signs(many, known(), ON)) == 20


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("June 2009", date(2009, 7, 1)),
        ("", date(2026, 1, 2)),
        ("w/c 4.11.2013", date(2013, 7, 1)),
        ("120091", date(2026, 1, 2)),
    ],
)
def test_ages_are_told_by_the_year_of_the_fieldwork(words, day):
    assert day_of(words, TODAY) == day
