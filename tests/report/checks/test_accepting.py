"""Which remarks may stand, and when an accepted one comes back."""

from __future__ import annotations

from typing import get_args

import pytest

from fieldwork.record.acceptances import Acceptance
from fieldwork.report.checks.accepting import looked_at, remark_kinds, sight_of, why_not
from fieldwork.report.checks.passages import passages_in
from fieldwork.report.checks.problems import Kind


def problem(text, kind="small number", word="one", heading="Victims", what="is said of 2"):
    passage = passages_in(f"# {heading}\n\n{text}")[-1]
    start = passage.text.index(word)
    return passage.problem(kind, start, start + len(word), word, "", what)


def accepted(*problems):
    return [Acceptance(f"remark/{place}", sight_of(one), "LL", "", "") for place, one in enumerate(problems)]


TEXT = "Before. Of two victims one was content. After."


def test_every_kind_of_remark_is_decided_on_with_its_reason():
    assert set(remark_kinds()) == set(get_args(Kind))
    assert all(one.because for one in remark_kinds().values())


@pytest.mark.parametrize("kind", ["changed", "impossible", "placeholder", "comment", "provisional"])
def test_what_is_wrong_is_never_accepted_whatever_a_file_says(kind):
    one = problem(TEXT, kind)
    assert why_not(kind)
    assert looked_at([one], accepted(one)).left == (one,)


@pytest.mark.parametrize("kind", ["small number", "comparison", "acronym", "name", "share word"])
def test_what_may_stand_leaves_the_list_and_is_counted_apart(kind):
    one, other = problem(TEXT, kind), problem(TEXT, kind, what="is said of 3")
    looked = looked_at([one, other], accepted(one))
    assert looked.left == (other,)
    assert [found for found, _ in looked.accepted] == [one]


def test_another_sentence_beside_it_changes_nothing_and_its_own_words_or_place_bring_it_back():
    stands = accepted(problem(TEXT))
    assert not looked_at([problem(TEXT.replace("After", "More, and another"))], stands).left
    assert not looked_at([problem(f"Another paragraph.\n\n{TEXT}")], stands).left
    assert looked_at([problem(TEXT.replace("content", "angry"))], stands).left
    assert looked_at([problem(TEXT, heading="Children")], stands).left
    assert looked_at([problem(TEXT, what="is said of 1")], stands).left


def test_a_name_is_not_kept_a_second_time():
    assert not sight_of(problem("A. B. helped.", "name", "A. B.")).found
