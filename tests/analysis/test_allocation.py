from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from fieldwork.analysis.allocation import ToAllocate, allocated, shares

TEAM = st.lists(st.sampled_from(["JN", "KM", "PO", "RS"]), min_size=1, max_size=4)
MIX = st.tuples(st.sampled_from(["", "both", "community", "custody"]), st.sampled_from(["", "high", "low"]))


@st.composite
def samples(draw, owners=("",)):
    count = draw(st.integers(0, 40))
    return [ToAllocate(f"case/{n}", f"{n:02}", draw(st.sampled_from(owners)), draw(MIX)) for n in range(1, count + 1)]


def case(number, inspector="", *mix):
    return ToAllocate(f"case/{number}", f"{number:02}", inspector, mix)


def test_cases_go_round_in_the_order_of_references():
    given = allocated([case(2), case(1), case(3)], ["JN", "KM"])
    assert given == {"case/1": "JN", "case/2": "KM", "case/3": "JN"}


def test_what_is_allocated_stays_and_counts():
    cases = [case(1, "JN"), case(2, "JN"), case(3), case(4), case(5, "XX")]
    assert allocated(cases, ["JN", "KM"]) == {"case/3": "KM", "case/4": "KM"}
    assert Counter(allocated(cases, ["JN", "KM"], anew=True).values()) == {"JN": 3, "KM": 2}


def test_only_chosen_cases_are_allocated():
    cases = [case(1, "JN"), case(2), case(3)]
    assert allocated(cases, ["JN", "KM"], chosen={"case/2"}) == {"case/2": "KM"}
    assert allocated(cases, ["KM"], chosen={"case/1"}, anew=True) == {"case/1": "KM"}


def test_each_kind_is_shared_out():
    cases = [case(n, "", "custody" if n % 2 else "community") for n in range(1, 9)]
    given = allocated(cases, ["JN", "KM"])
    assert sorted(Counter((given[one.case], one.mix[0]) for one in cases).values()) == [2, 2, 2, 2]


def test_with_nobody_to_allocate_to_nothing_is_allocated():
    assert allocated([case(1)], []) == {}


def test_shares_say_what_everybody_has_before_and_after():
    cases = [case(1, "JN", "both"), case(2, "", "both"), case(3, "", "custody")]
    found = shares(cases, {"case/2": "KM"})
    assert [(one.inspector, one.before, one.after, one.kinds) for one in found] == [
        ("JN", 1, 1, {"both": 1}),
        ("KM", 0, 1, {"both": 1}),
        ("", 2, 1, {"custody": 1}),
    ]


@given(samples(), TEAM)
def test_nothing_is_lost_and_sizes_differ_by_at_most_one(cases, team):
    given = allocated(cases, team)
    assert set(given) == {one.case for one in cases}
    assert set(given.values()) <= set(team)
    sizes = Counter(given.values())
    assert max((sizes[who] for who in team), default=0) - min((sizes[who] for who in team), default=0) <= 1


@given(samples(), TEAM)
def test_of_every_kind_the_numbers_differ_by_at_most_one(cases, team):
    given = allocated(cases, team)
    for mix in {one.mix for one in cases}:
        counts = Counter(given[one.case] for one in cases if one.mix == mix)
        assert max(counts[who] for who in team) - min(counts[who] for who in team) <= 1


@given(samples(owners=("", "JN", "KM", "XX")), TEAM)
def test_what_is_somebodys_is_left_alone_and_nobody_falls_further_behind(cases, team):
    given = allocated(cases, team)
    assert set(given) == {one.case for one in cases if not one.inspector}
    before = Counter(one.inspector for one in cases)
    after = before + Counter(given.values())
    spread = max(before[who] for who in team) - min(before[who] for who in team)
    assert max(after[who] for who in team) - min(after[who] for who in team) <= max(spread, 1)


@given(samples(owners=("", "JN", "KM")), TEAM, st.booleans(), st.randoms())
def test_the_order_of_the_cases_does_not_matter(cases, team, anew, random):
    shuffled = random.sample(cases, len(cases))
    assert allocated(shuffled, team, anew=anew) == allocated(cases, team, anew=anew)


@given(samples(owners=("", "JN", "KM")), TEAM)
def test_shares_add_up(cases, team):
    given = allocated(cases, team)
    found = shares(cases, given)
    assert sum(one.before for one in found) == sum(one.after for one in found) == len(cases)
    assert all(sum(one.kinds.values()) == one.after for one in found)
