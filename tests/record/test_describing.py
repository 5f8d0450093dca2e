"""Entries in plain words."""

from __future__ import annotations

import dataclasses

import pytest
from builders import CASE_07, CASE_08, INSPECTION, answered, said, sitting, small_programme, small_record
from histories import branches
from hypothesis import given

from fieldwork.errors import NothingFoundError
from fieldwork.programme.loading import programme_to_dict
from fieldwork.record import names
from fieldwork.record.describing import (
    describe_act,
    describe_entry,
    field_name,
    history_lines,
    subject_name,
    value_words,
    when_words,
)
from fieldwork.record.record import Record
from fieldwork.record.redaction import redact, redaction_of
from fieldwork.record.undo import redo, undo
from fieldwork.record.views import Inspection

FORM = "return/a"
NOTE = "note/a"


def words(*statements, before=(), inspection=True):
    """What the last of these statements reads as; `before` are acts of one statement each."""
    record, jn = small_record(), sitting("MB")
    for one in before:
        said(record, jn, one)
    entries = said(record, jn, *statements)
    return describe_entry(Inspection(record) if inspection else record, entries[-1])


@pytest.mark.parametrize(
    ("before", "statement", "expected"),
    [
        ((), (names.answer("1.1.3"), "yes"), "case 07 1.1.3 yes"),
        ((), (names.answer("1.1.3"), "na"), "case 07 1.1.3 n/a"),
        (("yes",), (names.answer("1.1.3"), "no"), "case 07 1.1.3 yes → no"),
        (("yes",), (names.answer("1.1.3"), None), "case 07 1.1.3 yes → nothing"),
        (("yes", None), (names.answer("1.1.3"), "no"), "case 07 1.1.3 no"),
        ((), (names.parked("1.1.3"), True), "case 07 1.1.3 parked"),
        ((True,), (names.parked("1.1.3"), None), "case 07 1.1.3 no longer parked"),
        ((), (names.attribute("sex"), "female"), "case 07 Sex female"),
        (("not_clear",), (names.attribute("rosh_yot"), "high"), "case 07 RoSH, the YOT's not clear → high"),
        ((), (names.attribute("age"), 15), "case 07 Age at start 15"),
        ((), (names.attribute("unknown"), "x"), "case 07 unknown x"),
        ((), (names.date("sentence"), "2009-01-12"), "case 07 date Sentence 12 Jan 2009"),
        ((), (names.date("sentence"), "undated"), "case 07 date Sentence undated"),
        ((), (names.date("sentence"), True), "case 07 date Sentence yes"),
        ((), (names.date("reviews"), ["2009-03-01", "undated"]), "case 07 date Reviews 1 Mar 2009, undated"),
        ((), (names.date("unknown"), "2009-03-01"), "case 07 date unknown 1 Mar 2009"),
        ((), (names.STATUS, "read"), 'case 07 status "read"'),
        (("community",), (names.PHASES, "both"), "case 07 phases community → both"),
    ],
)
def test_what_is_said_of_a_case(before, statement, expected):
    field, value = statement
    assert words((CASE_07, field, value), before=[(CASE_07, field, one) for one in before]) == expected


def test_without_the_programme_its_ids_stand_for_its_titles():
    assert words((CASE_07, names.attribute("sex"), "female"), inspection=False) == "case 07 sex female"
    assert (
        words((CASE_07, names.date("sentence"), "2009-01-12"), inspection=False) == "case 07 date sentence 12 Jan 2009"
    )


def test_what_is_said_of_a_note():
    on_question = ((NOTE, names.CASE, CASE_07), (NOTE, names.QUESTION, "1.1.3"), (NOTE, names.TEXT, "never\nread"))
    assert words(*on_question) == 'note on case 07 1.1.3 "never read"'
    assert words((NOTE, names.CRITERION, "1.2"), (NOTE, names.TEXT, "words")) == 'note on 1.2 "words"'
    assert words((NOTE, names.TEXT, "words")) == 'note "words"'
    assert words((NOTE, names.GOOD_PRACTICE, True)) == "note good practice yes"
    assert words((NOTE, names.TEXT, "x" * 500)).endswith('…"')
    assert len(words((NOTE, names.TEXT, "x" * 500))) < 80


def test_what_is_said_of_a_return_a_finding_and_the_inspection():
    form = ((FORM, names.QUESTIONNAIRE, "forms"), (FORM, names.SERIAL, "12"))
    assert words(*form, (FORM, names.item("q1"), "2")) == "form 12 of forms q1 2"
    assert words(*form, (FORM, names.item("q3"), ["1", "3"])) == "form 12 of forms q3 1, 3"
    assert words(*form, (FORM, names.item("q4"), {"text": "Yes!"})) == 'form 12 of forms q4 "Yes!"'
    assert words(*form, (FORM, names.KEYING, 2)) == "form 12 of forms, second keying keying 2"
    assert words(*form, (FORM, names.KEYED_BY, "JN")) == "form 12 of forms keyed by JN"
    assert words(("finding/1.1.3", names.SIDE, "strength")) == "finding on 1.1.3 side strength"
    assert words(("finding/1.1.3", names.SEEN, {"side": None, "words": "most"})) == "finding on 1.1.3 seen most"
    assert words((INSPECTION, names.PUBLICATION, "2009-08-26")) == "inspection published on 26 Aug 2009"
    assert words(("report/commentary.1", names.TEXT, "Late.")) == 'part commentary.1 of the report "Late."'
    assert words(("recommendation/2", names.LEFT, True)) == "recommendation 2 left out yes"
    assert words(("recommendation/x7", names.TEXT, "Train")) == 'local recommendation "Train"'
    assert words((INSPECTION, names.AREA, "Elsewhere")) == "inspection area Smalltown → Elsewhere"
    assert words(("questionnaire/forms", names.ISSUED, 30)) == "questionnaire forms issued 30"


def test_a_definition_is_recorded_and_then_revised():
    record = small_record()
    first = record.history("programme/small", names.DEFINITION)[0]
    assert describe_entry(record, first) == "programme small definition recorded"
    revised = programme_to_dict(dataclasses.replace(small_programme(), title="Revised"))
    assert words(("programme/small", names.DEFINITION, revised)) == "programme small definition revised"
    assert words(("questionnaire/forms", names.DEFINITION, None)) == "questionnaire forms definition taken back"


def test_a_settled_dispute_names_every_side():
    base, jn = small_record(), sitting("JN")
    other = Record(base)
    answered(base, jn, CASE_07, q1_1_1="yes")
    answered(other, sitting("MB"), CASE_07, q1_1_1="no")
    base.add(other)
    (entry,) = answered(base, jn, CASE_07, q1_1_1="no")
    assert describe_entry(base, entry) == "case 07 1.1.1 yes / no → no"


def test_undone_and_redone_are_said():
    record, jn = small_record(), sitting("JN")
    answered(record, jn, CASE_07, q1_1_1="yes")
    (no,) = answered(record, jn, CASE_07, q1_1_1="no")
    acts = [no.act]
    expected = ["yes → no", "no → yes (undone)", "yes → no (redone)", "no → yes (undone)"]
    for what in (undo, redo, undo):
        act, statements = what(record, "JN")
        (entry,) = jn.entries(record, statements, act)
        record.add([entry])
        acts.append(entry.act)
    assert [describe_entry(record, record.begin(act)) for act in acts] == [f"case 07 1.1.1 {one}" for one in expected]
    assert {describe_act(record, act) for act in acts} == {"case 07 1.1.1 yes → no"}


def test_an_act_is_its_first_field_and_how_many_more():
    record = small_record()
    entries = answered(record, sitting("MB"), CASE_07, q1_1_1="yes", q1_1_2="no", q1_1_3="na")
    assert describe_act(record, entries[0].act) == "case 07 1.1.1 yes and 2 more"
    with pytest.raises(NothingFoundError):
        describe_act(record, "nowhere-1")


def test_a_redacted_value_is_not_shown_anywhere():
    record, jn = small_record(), sitting("JN")
    (first,) = said(record, jn, (NOTE, names.TEXT, "Ben Smith"))
    (second,) = said(record, jn, (NOTE, names.TEXT, "the boy"))
    redact(record, (first._replace(value=None, redacted="MB"),))
    assert describe_entry(record, record.entry(first.id)) == "note (redacted by MB)"
    assert describe_entry(record, second) == 'note (redacted) → "the boy"'


def test_a_case_taken_back_keeps_its_name_in_a_history():
    record = small_record()
    said(record, sitting("MB"), (CASE_07, names.REFERENCE, None))
    assert subject_name(record, CASE_07) == "case 07"
    assert subject_name(record, "case/unheard") == "case ?"
    redact(record, redaction_of(record, CASE_08, names.REFERENCE, "JN").entries)
    assert field_name(record, CASE_08, names.answer("1.1.1")) == "case ? 1.1.1"


def test_no_escape_code_reaches_a_screen():
    evil = "\x1b]52;c;eA==\x07\u202e[red]\nx"
    record, jn = small_record(), sitting(evil, "jn9")
    said(
        record, jn, ("note/e", names.TEXT, evil), (f"case/{evil}", f"answer:{evil}", evil), ("note/e", names.CASE, evil)
    )
    said(record, jn, (f"case/{evil}", names.REFERENCE, evil), (CASE_07, evil, [evil, {"text": evil}, {evil: evil}]))
    said(record, jn, (f"finding/{evil}", evil, evil), (f"return/{evil}", names.SERIAL, evil), (evil, evil, evil))
    forged = [entry._replace(id=entry.id + "x", redacted=evil, value=None, at=evil) for entry in record]
    for line in history_lines(Record([*record, *forged])):
        assert line.text.isprintable(), line
        assert "\u202e" not in line.text


def test_times_are_said_in_words():
    assert when_words("2009-06-02T10:12:00+01:00") == "Tue 2 Jun 2009 10:12"
    assert when_words("2009-06-02T10:12:00+01:00", year=False) == "Tue 10:12"
    assert when_words("some day\x1b") == "some day"
    assert value_words(small_record(), "x", None) == "nothing"


# -- histories


def history():
    record, jn = small_record(cases=("07", "08")), sitting("JN")
    answered(record, jn, CASE_07, q1_1_1="yes")
    answered(record, jn, CASE_08, q1_1_1="no")
    answered(record, jn, CASE_07, q1_1_2="no")
    said(record, jn, (NOTE, names.CASE, CASE_07), (NOTE, names.QUESTION, "1.1.2"), (NOTE, names.TEXT, "late"))
    said(record, jn, ("finding/1.1.2", names.SIDE, "left"))
    return record


def test_a_history_tells_everything_in_order():
    record = history()
    lines = history_lines(record)
    assert len(lines) == len(record) - 2, "where the note belongs is told with its text"
    assert lines[-1].text == "Tue 2 Jun 2009 10:12  JN  finding on 1.1.2 side left"


def test_a_history_of_a_case_of_a_question_and_of_both():
    record = history()
    case = [line.words for line in history_lines(record, case="7")]
    assert case[:2] == ["case 07 reference 07", "case 07 phases both"]
    assert case[2:4] == ["case 07 1.1.1 yes", "case 07 1.1.2 no"]
    assert case[-1] == 'note on case 07 1.1.2 "late"'
    question = [line.words for line in history_lines(record, question="1.1.2")]
    assert question[0] == "case 07 1.1.2 no"
    assert question[-1] == "finding on 1.1.2 side left"
    both = [line.words for line in history_lines(Inspection(record), case="07", question="1.1.1")]
    assert both == ["case 07 1.1.1 yes"]
    assert history_lines(record, question="9.9.9") == ()


def test_where_a_note_belongs_has_a_line_only_where_it_was_moved():
    record, mb = history(), sitting("MB", hour=11)
    told = [line.words for line in history_lines(record, question="1.1.2")]
    assert told == ["case 07 1.1.2 no", 'note on case 07 1.1.2 "late"', "finding on 1.1.2 side left"]
    said(record, mb, (NOTE, names.CASE, CASE_08))
    assert history_lines(record, case="08")[-1].words == "note on case 08 1.1.2 put on case 07 → case 08"


def test_a_case_that_was_taken_back_or_renamed_has_its_history():
    record = history()
    said(record, sitting("MB", hour=11), (CASE_08, names.REFERENCE, None), (CASE_07, names.REFERENCE, "17"))
    assert history_lines(record, case="08")[-1].words == "case 08 reference 08 → nothing"
    assert history_lines(record, case="17")[-1].words == "case 17 reference 07 → 17"
    with pytest.raises(NothingFoundError, match="no case 99"):
        history_lines(record, case="99")


@given(branches())
def test_any_history_can_be_told(copies):
    record = Record(entry for copy in copies for entry in copy)
    lines = history_lines(record)
    assert len(lines) == len(record)
    assert all(line.text.isprintable() for line in lines)
    again = Record(reversed(list(record)))
    assert history_lines(again) == lines
