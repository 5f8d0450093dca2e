"""The lines of the checklist: values in, lines out."""

from __future__ import annotations

import dataclasses
import unicodedata

import pytest
from builders import CASE_07, answered, question, said, sitting, small_programme, small_record
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.analysis.progress import case_progress
from fieldwork.analysis.timeliness import gap
from fieldwork.programme.loading import find_programme
from fieldwork.record import names
from fieldwork.record.judging import Judgement, judge
from fieldwork.record.record import Statement
from fieldwork.record.views import Case
from fieldwork.text import cells
from fieldwork.tui.checklist_head import bars_line, count_line, just_line, page_lines, side_lines, title_words
from fieldwork.tui.checklist_lines import (
    block_lines,
    flags,
    list_lines,
    question_line,
    short_text,
    status_words,
    window_top,
)
from fieldwork.tui.checklist_sheet import (
    NoteLine,
    Sheet,
    answered_before,
    answered_last,
    asked_text,
    shared_words,
    voices,
)

PROGRAMME = small_programme()


def sheet(current="1.1.1", *, programme=PROGRAMME, notes=(), by="JN", done=(), said_too=(), **answers):
    record = small_record(programme, cases=("07",))
    maker = sitting()
    answered(record, maker, CASE_07, **answers)
    if said_too:
        said(record, maker, *said_too)
    judgements = judge(programme, record, CASE_07)
    found = {}
    for note in notes:
        found[note.question] = (*found.get(note.question, ()), note)
    return Sheet(
        programme=programme,
        judgements=judgements,
        progress=case_progress(programme, CASE_07, judgements),
        current=current,
        by=by,
        notes=found,
        answered=tuple(done),
        gap=gap(programme, programme.question[current], Case(record, CASE_07)),
        voices=voices(record, CASE_07, current) if judgements[current].status == "disputed" else (),
    )


def texts(lines):
    return [line.text.rstrip() for line in lines]


def note(text, question_id="1.1.1", by="JN", *, good=False):
    return NoteLine(f"note/{text}", by, text, question_id, good)


# -- one line ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("judgement", "expected"),
    [
        (Judgement("q", "answered", "yes"), "✓ yes"),
        (Judgement("q", "answered", "no"), "✗ no"),
        (Judgement("q", "answered", "na"), "\N{EN DASH} n/a"),
        (Judgement("q", "rule", "na", "na"), "\N{EN DASH} n/a (rule)"),
        (Judgement("q", "rule", "no", "no"), "✗ no (rule)"),
        (Judgement("q", "open", None), "· open"),
        (Judgement("q", "open", None, parked=True), "⌂ parked"),
        (Judgement("q", "waits", None, why="waits for 1.1.1"), "↳ waits"),
        (Judgement("q", "disputed", None), "≠ disputed"),
    ],
)
def test_each_state_has_its_own_sign_and_word(judgement, expected):
    assert status_words(judgement) == expected
    assert cells(expected) <= 12


def test_flags_show_contradictions_notes_and_good_practice():
    against = Judgement("q", "answered", "yes", "na", "1.1.1 is no")
    assert flags(against, (note("a"), note("b", good=True))) == "!✎★"
    assert flags(Judgement("q", "open", None), ()) == ""


def test_a_row_has_number_text_signs_and_state():
    found = question_line(sheet("1.1.1", notes=[note("x", "1.1.10")], q1_1_10="yes"), PROGRAMME.question["1.1.10"], 60)
    assert found.text.startswith("  1.1.10  Is 1.1.10 as it should be?")
    assert found.text.rstrip().endswith("~✎   ✓ yes")
    assert found.target == "question:1.1.10"


def test_the_current_row_is_marked_by_a_sign_not_only_by_colour():
    assert question_line(sheet("1.1.1"), PROGRAMME.question["1.1.1"], 60).text.startswith("▌ 1.1.1")
    assert question_line(sheet("1.1.2"), PROGRAMME.question["1.1.1"], 60).text.startswith("  1.1.1")


def test_what_questions_share_with_their_neighbours_is_cut_first():
    long = "Was the assessment informed by contact with antisocial behaviour team?"
    assert short_text(long, 7, 40) == "… with antisocial behaviour team?"
    assert short_text(long, 7, 200) == long
    assert short_text(long, 0, 20) == "Was the assessment …"


def test_shared_words_are_counted_with_the_nearest_questions():
    made = tuple(
        dataclasses.replace(question(f"1.1.{n}"), text=text)
        for n, text in enumerate(("Was it done well?", "Was it done at all?", "Is it?"), 1)
    )
    assert shared_words(made) == {"1.1.1": 3, "1.1.2": 3, "1.1.3": 0}


# -- the current question --------------------------------------------------------------------------------------------


def test_the_block_holds_text_and_keys_and_is_always_as_high():
    for height in (4, 6, 8):
        assert len(block_lines(sheet(), 80, height)) == height
    found = texts(block_lines(sheet(), 80, 6))
    assert found[0] == "▌ 1.1.1   Is 1.1.1 as it should be?"
    assert found[1] == "▌         wording assumed"
    assert found[-1] == "▌         1 yes   2 no   3 n/a   p ask case manager   shift: + note"


def test_the_present_answer_stands_in_brackets():
    found = texts(block_lines(sheet("1.1.1", q1_1_1="no"), 80, 6))
    assert "[2 no]" in found[-1]
    assert "[1 yes]" not in found[-1]


def test_the_block_shows_the_gap_and_its_limit():
    dates = [(CASE_07, names.date("sentence"), "2009-01-12"), (CASE_07, names.date("rosh_screening"), "2009-02-09")]
    found = "\n".join(texts(block_lines(sheet("1.1.2", q1_1_1="yes", said_too=dates), 100, 6)))
    assert "Sentence 12 Jan → RoSH screening 9 Feb = 28 days, limit 15 (assumed): 13 over" in found


def test_a_missing_date_names_the_key_that_takes_it():
    found = "\n".join(texts(block_lines(sheet("1.1.2", q1_1_1="yes"), 100, 6)))
    assert "no dates yet" in found
    assert "limit 15 (assumed) (d)" in found


def test_the_block_says_why_a_rule_answered_and_what_one_waits_for():
    ruled = "\n".join(texts(block_lines(sheet("1.1.3", q1_1_1="no"), 100, 6)))
    assert "n/a by rule: 1.1.2 is n/a (rule assumed)" in ruled
    waits = "\n".join(texts(block_lines(sheet("1.1.2"), 80, 6)))
    assert "↳ waits for 1.1.1 (rule assumed)" in waits
    against = "\n".join(texts(block_lines(sheet("1.1.2", q1_1_1="no", q1_1_2="yes"), 100, 6)))
    assert "! the rule makes it n/a (1.1.1 is no; rule assumed); your answer counts" in against


def test_a_published_rule_and_what_the_phases_decide_are_not_marked():
    asked = PROGRAMME.question["1.1.3"]
    published = dataclasses.replace(asked, rule=dataclasses.replace(asked.rule, source="Stockport 2009, 1.1"))
    questions = tuple(published if one.id == "1.1.3" else one for one in PROGRAMME.questions)
    programme = dataclasses.replace(PROGRAMME, questions=questions)
    ruled = "\n".join(texts(block_lines(sheet("1.1.3", programme=programme, q1_1_1="no"), 100, 6)))
    assert "n/a by rule: 1.1.2 is n/a;" in ruled
    phases = [(CASE_07, names.PHASES, "community")]
    ruled = "\n".join(texts(block_lines(sheet("2.1.2", said_too=phases), 100, 6)))
    assert "n/a by rule: the custody phase was not inspected;" in ruled


def test_a_dispute_shows_who_says_what():
    record = small_record(cases=("07",))
    one, other = sitting("JN", "a"), sitting("KP", "b")
    first = one.entries(record, [Statement(CASE_07, names.answer("1.1.1"), "yes")])
    second = other.entries(record, [Statement(CASE_07, names.answer("1.1.1"), "no")])
    record.add(first)
    record.add(second)
    assert voices(record, CASE_07, "1.1.1") == (("JN", "yes"), ("KP", "no"))
    made = dataclasses.replace(sheet("1.1.1"), voices=voices(record, CASE_07, "1.1.1"))
    assert "≠ JN says yes · KP says no: your answer settles it" in "\n".join(texts(block_lines(made, 80, 6)))


def test_notes_stand_under_the_question_newest_last_with_whose_they_are():
    notes = [note("first"), note("second", by="KP"), note("third", good=True)]
    found = texts(block_lines(sheet(notes=notes), 80, 7))
    assert "✎ first" in found[2]
    assert "✎ KP: second" in found[3]
    assert "★ third" in found[4]


def test_notes_that_have_no_room_are_counted():
    notes = [note(str(n)) for n in range(9)]
    assert any("✎ +6 6" in line for line in texts(block_lines(sheet(notes=notes), 80, 8)))


def test_what_is_at_stake_is_never_cut_for_guidance():
    long = dataclasses.replace(PROGRAMME.question["1.1.2"], guidance="word " * 100)
    programme = dataclasses.replace(
        PROGRAMME, questions=tuple(long if q.id == "1.1.2" else q for q in PROGRAMME.questions)
    )
    found = "\n".join(texts(block_lines(sheet("1.1.2", programme=programme, notes=[note("n", "1.1.2")]), 80, 6)))
    assert "no dates yet" in found
    assert "waits for 1.1.1" in found
    assert "✎ n" in found
    assert "1 yes" in found


def test_a_click_on_the_keys_answers():
    keys = block_lines(sheet(), 80, 6)[-1]
    at = keys.text.index("2 no")
    assert keys.target_at(at) == "answer:no"
    assert keys.target_at(keys.text.index("p ask")) == "park"
    assert keys.target_at(0) == ""


# -- the list --------------------------------------------------------------------------------------------------------


def test_the_list_stands_under_criterion_headings():
    lines, top = list_lines(sheet(), 80, 30, 0)
    assert top == 0
    assert texts(lines)[0] == " 1.1 Risk of Harm to others"
    assert [line.target for line in lines][:2] == ["criterion:1.1", "question:1.1.1"]
    assert len(lines) == 30


@given(st.integers(1, 200), st.integers(1, 60), st.integers(-5, 300), st.data())
def test_the_window_always_shows_the_current_line(total, height, top, data):
    at = data.draw(st.integers(0, total - 1))
    found = window_top(at, total, height, top)
    assert found <= at < found + height
    assert 0 <= found <= max(0, total - height)
    assert window_top(at, total, height, found) == found


def test_the_window_turns_like_a_page():
    assert window_top(8, 100, 10, 0) == 0
    assert window_top(9, 100, 10, 0) == 8
    assert window_top(8, 100, 10, 8) == 0


# -- around the list -------------------------------------------------------------------------------------------------


def test_counts_and_whose_sitting_it_is():
    found = count_line(sheet(q1_1_1="no", said_too=[(CASE_07, names.parked("1.2.1"), True)]), 80).text
    assert found.startswith(" 3 of 11 answered · 8 left · 1 parked")
    assert found.endswith("JN · cover z · left l ")


def test_a_pointer_stands_before_the_criterion_one_is_on():
    found = bars_line(sheet("1.2.1"), 80)
    assert "▸1.2 " in found.text
    assert found.target_at(found.text.index("2.1")) == "criterion:2.1"


def test_the_last_answer_stands_at_the_bottom_with_its_note():
    made = sheet("1.1.10", done=["1.1.1"], notes=[note("never read")], q1_1_1="no")
    found = just_line(made, 80)
    assert found.text.startswith(' just now 1.1.1 ✗ no ✎ "never read"')
    assert found.text.endswith("⌫ back to it ")
    assert found.target == "back"


def test_before_the_first_answer_the_last_line_says_how_to_answer():
    assert "1 2 3 or y n a" in just_line(sheet(), 80).text


def test_backspace_goes_back_through_what_was_answered():
    done = ("a", "b", "c")
    assert answered_before(done, "d") == "c"
    assert answered_before(done, "c") == "b"
    assert answered_before(done, "a") is None
    assert answered_before((), "a") is None
    assert answered_last(done, "a") == ("b", "c", "a")


def test_the_title_drops_the_order_where_there_is_no_room():
    record = small_record(cases=("07",))
    said(
        record,
        sitting(),
        (CASE_07, names.attribute("rosh_yot"), "medium"),
        (CASE_07, names.attribute("rosh_own"), "high"),
    )
    found = title_words(PROGRAMME, Case(record, CASE_07), 80)
    assert found == "Case 07 · custody + community · RoSH YOT medium / mine high"
    assert cells(title_words(PROGRAMME, Case(record, CASE_07), 30)) <= 30


def test_no_score_anywhere():
    made = sheet("1.1.10", done=["1.1.1"], q1_1_1="yes", q1_1_2="no", q1_2_1="yes")
    shown = "\n".join(texts(page_lines(made, 80, 22, 0)[0]) + texts(side_lines(made, 40, 38)))
    assert "%" not in shown
    assert not any(band.comment in shown for band in PROGRAMME.bands)


def test_the_pane_at_the_side_has_the_criterion_and_the_notes_newest_first():
    notes = [dataclasses.replace(note("old"), place=0), dataclasses.replace(note("new", "1.2.1", "KP"), place=1)]
    found = texts(side_lines(sheet(notes=notes), 40, 30))
    assert found[0] == " 1.1 Risk of Harm to others"
    assert any("RoH is assessed." in line for line in found)
    assert found.index(" ✎ 1.2.1 · KP") < found.index(" ✎ 1.1.1 · JN")


# -- whatever is in it -----------------------------------------------------------------------------------------------

HOSTILE = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("[/]\x1b\x07\r\n\t\u202e\u200d\u0301漢字👩🏽"),
    ),
    max_size=60,
)


@given(
    HOSTILE,
    HOSTILE,
    st.sampled_from(list(PROGRAMME.question)),
    st.tuples(st.integers(1, 130), st.integers(1, 45), st.integers(-3, 40)),
)
def test_whatever_is_typed_lines_fit_and_hold_no_controls(text, guidance, current, window):
    width, height, top = window
    hostile = dataclasses.replace(PROGRAMME.question["1.1.1"], text=text, guidance=guidance)
    programme = dataclasses.replace(
        PROGRAMME, questions=tuple(hostile if q.id == "1.1.1" else q for q in PROGRAMME.questions)
    )
    notes = [note(text or "x", current, guidance[:3])]
    made = sheet(current, programme=programme, notes=notes, done=["1.1.1"], by=text, q1_1_1="yes")
    lines, _ = page_lines(made, width, height, top)
    assert len(lines) == height
    for line in (*lines, *side_lines(made, width, height)):
        assert cells(line.text) <= width
        assert not any(unicodedata.category(character) in ("Cc", "Cs", "Co", "Cn") for character in line.text)
        assert "\u202e" not in line.text
    assert any(current in line.text for line in lines) or width < 20 or height < 4


def test_no_two_questions_of_a_criterion_read_the_same_on_their_lines():
    programme = find_programme("cci-2009")
    shared = shared_words(programme.questions)
    rows = [(one.criterion, short_text(asked_text(one), shared[one.id], 50)) for one in programme.questions]
    assert len(set(rows)) == len(rows)
    assert asked_text(programme.question["2.3.17"]).startswith("Custody: Were specific")
    assert asked_text(programme.question["2.1.17"]).count("ustody") == 1


def test_a_question_longer_than_its_lines_says_where_the_rest_is():
    programme = dataclasses.replace(
        PROGRAMME, questions=tuple(dataclasses.replace(one, text="many words " * 99) for one in PROGRAMME.questions)
    )
    made = dataclasses.replace(sheet(), programme=programme)
    lines = texts(block_lines(made, 80, 6))
    assert lines[4].rstrip().endswith("… ?")
    assert lines[5].strip("▌ ").startswith("1 yes")
    assert all(cells(line) <= 80 for line in lines)


def test_guidance_that_is_cut_says_where_the_rest_is():
    programme = dataclasses.replace(
        PROGRAMME,
        questions=tuple(dataclasses.replace(one, guidance="many words " * 99) for one in PROGRAMME.questions),
    )
    lines = texts(block_lines(dataclasses.replace(sheet(), programme=programme), 80, 7))
    assert lines[5].rstrip().endswith("words … ?")
    assert all(cells(line) <= 80 for line in lines)
