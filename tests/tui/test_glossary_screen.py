from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tui.robot import at_the_keyboard

from fieldwork.glossary.terms import Term
from fieldwork.text import cells, shown
from fieldwork.tui import glossary_lines as lines
from fieldwork.tui.app import FieldworkApp
from fieldwork.tui.screens.cases import CasesScreen
from fieldwork.tui.screens.glossary import GlossaryScreen

SIZES = [(80, 24), (120, 40)]


@pytest.mark.parametrize("size", SIZES)
async def test_it_finds_as_one_types_and_escape_goes_back_to_the_same_place(small, size):
    async with at_the_keyboard(FieldworkApp(small), size=size) as robot:
        await robot.press("j", "slash")
        await robot.expect("a term, its beginning")
        await robot.type("mapa")
        assert robot.selected.startswith("MAPPA")
        await robot.expect("Multi-Agency Public Protection Arrangements", "Esc back")
        await robot.press("escape")
        assert isinstance(robot.app.screen, CasesScreen)
        assert robot.selected.startswith("08")


async def test_nothing_typed_lists_all_terms_by_name(small):
    async with at_the_keyboard(FieldworkApp(small)) as robot:
        await robot.press("slash")
        hits = robot.app.screen.query_one("#hits")
        assert hits.count == len(robot.app.glossary.terms)
        names = [term.term.casefold() for term, _ in hits.found]
        assert names == sorted(names)


async def test_arrows_move_the_list_while_typing_goes_on(small):
    async with at_the_keyboard(FieldworkApp(small)) as robot:
        await robot.press("slash")
        await robot.type("plan")
        first = robot.selected
        await robot.press("down")
        assert robot.selected != first
        term = robot.selected.split("  ")[0]
        await robot.expect(term)
        await robot.press("up")
        assert robot.selected == first


async def test_of_a_word_with_two_meanings_that_of_the_programme_comes_first(stockport):
    async with at_the_keyboard(FieldworkApp(stockport)) as robot:
        await robot.press("slash")
        await robot.type("fte")
        await robot.expect("FTE (2009)", "Full-time equivalent", "First-time entrant")
        assert robot.selected.startswith("FTE (2009)")


async def test_an_assumed_source_is_shown_as_such(small):
    async with at_the_keyboard(FieldworkApp(small)) as robot:
        await robot.press("slash")
        await robot.type("dto")
        await robot.expect("◇", "assumed")


async def test_enter_follows_the_first_see_also(small):
    async with at_the_keyboard(FieldworkApp(small)) as robot:
        await robot.press("slash")
        await robot.type("dto")
        see = robot.app.screen.query_one("#hits").found[0][0].see[0]
        await robot.press("enter")
        assert robot.selected.startswith(see)


async def test_nonsense_says_so_and_names_what_is_nearest(small):
    async with at_the_keyboard(FieldworkApp(small)) as robot:
        await robot.press("slash")
        await robot.type("[b]qzxv")
        await robot.expect("Nothing fits.", "The nearest names:")
        await robot.press("down", "enter")
        await robot.expect("What does [b]qzxv mean?")
        await robot.press("escape")
        assert isinstance(robot.app.screen, GlossaryScreen)


async def test_ctrl_g_works_while_typing_and_leaves_what_was_typed(small):
    async with at_the_keyboard(FieldworkApp(small)) as robot:
        await robot.press("f")
        await robot.type("bo")
        await robot.press("ctrl+g")
        await robot.type("rosh")
        await robot.expect("Risk of Serious Harm")
        await robot.press("escape")
        await robot.type("th")
        await robot.expect("2 of 2 with “both”")


async def test_it_works_at_home_too():
    async with at_the_keyboard(FieldworkApp()) as robot:
        await robot.press("slash")
        await robot.type("yot")
        await robot.expect("Youth Offending")


# -- lines -----------------------------------------------------------------------------------------------------------


@given(st.text(max_size=200), st.integers(2, 80))
def test_wrapping_loses_nothing_and_fits(text, width):
    wrapped = lines.wrapped(text, width)
    assert all(0 < cells(line) <= width for line in wrapped) or width == 1
    assert "".join("".join(wrapped).split()) == "".join(shown(text).split())


@given(st.text(min_size=1, max_size=40), st.text(max_size=100), st.integers(60, 120))
def test_a_hit_fits_into_its_line(term, expansion, width):
    line = lines.hit_line(Term(term, expansion, "means", years="2009"), "by its meaning", width, dated=True)
    assert sum(cells(text) for text, _ in line) <= width


def test_a_term_is_explained_with_all_that_is_known():
    term = Term("FTE", "Full-time equivalent", "A way to count staff.", ("PSR",), ("fulltime",), "2009", "assumed")
    text = "\n".join("".join(part for part, _ in line) for line in lines.detail_lines(term, 60))
    assert text.splitlines() == [
        "FTE: Full-time equivalent",
        "A way to count staff.",
        "see also: PSR",
        "also called: fulltime",
        "◇ 2009 · assumed",
    ]
