"""What the team disagrees on, in plain words."""

from __future__ import annotations

from builders import CASE_07, CASE_08, answered, case_id, said, sitting, small_record
from histories import branches
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.record import names
from fieldwork.record.disputes import dispute_line, disputes
from fieldwork.record.record import Record
from fieldwork.record.undo import undo
from fieldwork.record.views import Inspection


def at(by, when):
    """A sitting whose clock stands still."""
    from fieldwork.record.sitting import Sitting

    return Sitting(by, f"{by.lower()}-{when[5:13]}", lambda: when)


def two_copies(*cases):
    base = small_record(cases=cases or ("07", "08"))
    return base, Record(base)


def _lines(source):
    """A line for every disputed field of an inspection, or of its record."""
    record = source if isinstance(source, Record) else source.record
    return tuple(dispute_line(source, dispute) for dispute in disputes(record))


def test_a_dispute_is_one_line_with_who_and_when():
    mine, yours = two_copies()
    answered(mine, at("JN", "2009-06-02T10:12:00+01:00"), CASE_07, q1_1_3="yes")
    answered(yours, at("MB", "2009-06-02T11:40:00+01:00"), CASE_07, q1_1_3="no")
    mine.add(yours)
    assert _lines(mine) == ("case 07 · 1.1.3: JN yes (Tue 10:12) / MB no (Tue 11:40)",)


def test_sides_further_apart_than_a_week_have_dates():
    mine, yours = two_copies()
    answered(mine, at("JN", "2009-06-02T10:12:00+01:00"), CASE_07, q1_1_3="na")
    answered(yours, at("MB", "2009-06-09T11:40:00+01:00"), CASE_07, q1_1_3=None)
    answered(yours, at("MB", "2009-06-09T12:40:00"), CASE_07, q1_1_3="no")
    mine.add(yours)
    assert _lines(mine) == ("case 07 · 1.1.3: JN n/a (Tue 2 Jun 2009 10:12) / MB no (Tue 9 Jun 2009 12:40)",)


def test_a_time_that_is_none_is_shown_as_it_is():
    mine, yours = two_copies()
    answered(mine, at("JN", "some time"), CASE_07, q1_1_3="yes")
    answered(yours, at("MB", "2009-06-02T11:40:00+01:00"), CASE_07, q1_1_3="no")
    mine.add(yours)
    assert _lines(mine) == ("case 07 · 1.1.3: MB no (Tue 2 Jun 2009 11:40) / JN yes (some time)",)


def test_disputes_come_by_case_and_question_in_number_order():
    mine, yours = two_copies("10", "9", "B2")
    for record, by, word in ((mine, "JN", "yes"), (yours, "MB", "no")):
        for reference in ("B2", "10", "9"):
            answered(record, sitting(by, by + reference), case_id(reference), q1_1_13=word, q1_1_2=word)
        said(
            record,
            sitting(by, by + "x"),
            ("finding/1.1.1", names.SIDE, word),
            ("questionnaire/forms", names.ISSUED, word),
        )
    mine.add(yours)
    places = [line.partition(":")[0] for line in _lines(mine)]
    assert places == [
        "questionnaire forms · issued",
        *(f"case {case} · {question}" for case in ("9", "10", "B2") for question in ("1.1.2", "1.1.13")),
        "finding on 1.1.1 · side",
    ]


def test_titles_come_from_the_programme_and_a_note_is_its_text():
    mine, yours = two_copies()
    said(mine, sitting("JN"), ("note/a", names.TEXT, "words"))
    yours.add(mine)
    said(mine, sitting("JN", "jn2"), (CASE_08, names.attribute("sex"), "male"), ("note/a", names.TEXT, "these"))
    said(yours, sitting("MB"), (CASE_08, names.attribute("sex"), "female"), ("note/a", names.TEXT, "those"))
    mine.add(yours)
    assert _lines(Inspection(mine)) == (
        "case 08 · Sex: JN male (Tue 10:12) / MB female (Tue 10:12)",
        'note: JN "these" (Tue 10:12) / MB "those" (Tue 10:12)',
    )


def test_a_dispute_brought_back_by_undo_still_names_those_who_said_it():
    mine, yours = two_copies()
    answered(mine, sitting("JN"), CASE_07, q1_1_3="yes")
    answered(yours, sitting("MB", hour=11), CASE_07, q1_1_3="no")
    mine.add(yours)
    tp = sitting("TP", hour=12)
    before = _lines(mine)
    answered(mine, tp, CASE_07, q1_1_3="na")
    assert _lines(mine) == ()
    act, statements = undo(mine, "TP")
    mine.add(tp.entries(mine, statements, act))
    (dispute,) = disputes(mine)
    assert {(side.by, side.value, side.entry.by) for side in dispute.sides} == {("JN", "yes", "TP"), ("MB", "no", "TP")}
    assert _lines(mine) == before


@given(branches(), st.data())
def test_the_listing_does_not_depend_on_the_order_of_arrival(copies, data):
    entries = [entry for copy in copies for entry in copy]
    record = Record(entries)
    lines = _lines(record)
    assert lines == _lines(Record(data.draw(st.permutations(entries))))
    assert len(lines) == len(record.disputes())
    assert all(line.isprintable() for line in lines)
