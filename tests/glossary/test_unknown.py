"""Words that look like terms and that nobody defined."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fieldwork.glossary.search import load_index
from fieldwork.glossary.terms import Term
from fieldwork.glossary.unknown import unknown_words
from fieldwork.programme.loading import find_programme

GLOSSARY = load_index()


def test_acronyms_come_first_then_words_with_a_capital_inside_a_sentence():
    text = "Referred to the Viper project. Breached on 12 March; HDC and an ISSP were asked for, then HDC again."
    assert unknown_words(text, GLOSSARY) == ["HDC", "Viper"]


def test_what_the_glossary_knows_and_the_words_of_its_names_are_no_unknown_ones():
    assert unknown_words("A Detention and Training Order, RoH, MAPPA and the Asset", GLOSSARY) == []
    assert unknown_words("XYZ", GLOSSARY.with_terms([Term("xyz", "", "something", source="x")])) == []


def test_the_programmes_leave_hardly_anything_undefined():
    for programme in (find_programme("cci-2009"), find_programme("sqs-2013")):
        found = {
            word
            for question in programme.questions
            for word in unknown_words(f"{question.text} {question.guidance}", GLOSSARY)
        }
        assert found <= {"GP"}


@given(st.text(max_size=80), st.integers(0, 3))
def test_any_text_has_few_each_once(text, most):
    found = unknown_words(text, GLOSSARY, most)
    assert len(found) <= most
    assert len(set(found)) == len(found)
