"""Own keys: what can hold, what is in the way, taking over and swapping."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldwork.tui.bindings import keyboard
from fieldwork.tui.keymap import Checked, Wanted, changed, checked, in_the_way, named, rebound, swapped, taken


@pytest.fixture(scope="module")
def board():
    return keyboard()


def of(board, **lines):
    wanted = [Wanted(name.replace("__", "."), tuple(keys.split())) for name, keys in lines.items()]
    return checked(board, wanted, "keys.toml")


def test_a_free_key_holds(board):
    found = of(board, cases__filter="F7", checklist__park="! ctrl+k")
    assert found == Checked({"cases.filter": "f7", "checklist.park": "exclamation_mark,ctrl+k"}, ())


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ({"cases__filtr": "f7"}, ["cases.filtr", "names no action", "did you mean cases.filter?"]),
        ({"zzz": "f7"}, ["zzz", "`fieldwork keys` lists"]),
        ({"cases__filter": "hyper+q"}, ["cases.filter", "no terminal sends", "hyper+q", "f still does it"]),
        ({"cases__filter": ""}, ["gives no key", "f still does it"]),
        ({"note__close": "q"}, ["heard while one types", '"q" is typed', "escape ctrl+s still does it"]),
        ({"app__quit": "q"}, ["app.quit", "heard while one types"]),
        ({"note__another": "ctrl+k"}, ["moves in the text or changes it"]),
        ({"cases__filter": "s"}, ['on cases "s" is cases.sort (sort)', "f still does it"]),
        ({"app__go": "d"}, ["app.go", "is taken: on ", "g still does it"]),
    ],
)
def test_what_cannot_hold_is_said_in_one_sentence_and_the_default_holds(board, lines, words):
    found = of(board, **lines)
    assert found.own == {}
    (sentence,) = found.complaints
    assert sentence.startswith("keys.toml: ")
    assert sentence.endswith((".", "?"))
    for word in words:
        assert word in sentence


def test_the_others_hold_beside_one_that_cannot(board):
    found = of(board, cases__filter="s", cases__edit="f8")
    assert found.own == {"cases.edit": "f8"}
    assert len(found.complaints) == 1


def test_two_keys_may_change_places(board):
    assert of(board, cases__filter="s", cases__sort="f").complaints == ()


def test_of_two_that_want_one_key_the_first_has_it(board):
    found = of(board, cases__filter="f7", cases__sort="f7")
    assert found.own == {"cases.filter": "f7"}
    assert "cases.filter (filter)" in found.complaints[0]


def test_one_that_falls_back_on_its_default_may_push_another_out(board):
    found = of(board, cases__sort="f", cases__filter="q+q")
    assert found.own == {}
    assert len(found.complaints) == 2


def test_what_shares_a_key_by_design_may_share_another(board):
    assert of(board, app__undo="f6", form__undo="f6").complaints == ()


def test_until_the_check_is_done_what_has_a_key_holds():
    wanted = [Wanted("cases.filter", ("F7",)), Wanted("cases.sort", ("hyper+q",)), Wanted("no.such", ("f8",))]
    assert named(wanted) == {"cases.filter": "f7", "no.such": "f8"}


def test_taking_over_leaves_the_other_its_other_keys_or_none(board):
    changes = rebound(board, {}, "checklist.park", "y")
    assert changes == {"checklist.park": "y", "checklist.yes": "1"}
    assert in_the_way(board, {}, changes) == ""
    assert rebound(board, {}, "cases.filter", "s") == {"cases.filter": "s", "cases.sort": "none"}


def test_swapping_gives_the_other_ones_own(board):
    changes = swapped(board, {}, "cases.filter", "s")
    assert changes == {"cases.filter": "s", "cases.sort": "f"}
    own = changed({}, changes)
    assert swapped(board, own, "cases.filter", "f") == {"cases.filter": None, "cases.sort": None}


def test_one_more_key_leaves_those_that_are_there(board):
    assert rebound(board, {}, "checklist.park", "f7", besides=True) == {"checklist.park": "p,f7"}


def test_a_change_that_cannot_hold_says_why(board):
    assert "heard while one types" in in_the_way(board, {}, {"note.close": "q"})
    assert in_the_way(board, {}, {"cases.filter": "s"}) == "s is taken on cases: sort."
    assert in_the_way(board, {"cases.sort": "f"}, {"cases.filter": None})


ACTIONS = st.sampled_from(sorted(keyboard().actions))
KEYS = st.sampled_from(["f", "s", "u", "z", "1", "y", "tab", "escape", "f7", "f8", "ctrl+k", "none", "hyper+q"])


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(ACTIONS, st.lists(KEYS, max_size=2), max_size=6))
def test_whatever_a_file_says_what_holds_is_free_of_conflicts(lines):
    board = keyboard()
    found = checked(board, [Wanted(action, tuple(keys)) for action, keys in lines.items()], "f")
    assert set(found.own) <= set(lines)
    assert len(found.own) + len(found.complaints) == len(lines)
    for action in found.own:
        for key in board.keys(found.own, action):
            assert key == "none" or not board.holders(found.own, action, key)


@settings(max_examples=60, deadline=None)
@given(ACTIONS, KEYS.filter(lambda key: key not in ("hyper+q", "none")), st.booleans())
def test_a_key_taken_over_or_swapped_is_taken_no_longer(action, key, swap):
    board = keyboard()
    changes = (swapped if swap else rebound)(board, {}, action, key)
    if in_the_way(board, {}, changes) == "":
        own = changed({}, changes)
        assert key in board.keys(own, action)
        assert taken(board, own, action, key) == ()
