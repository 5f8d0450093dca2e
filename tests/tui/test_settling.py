"""What two laptops say differently, side by side to choose from."""

from __future__ import annotations

from builders import INSPECTION, answered, case_id, said, sitting, small_record
from tui.test_report_writing import contents_of

from fieldwork.record import names
from fieldwork.record.record import Record
from fieldwork.record.report_parts import recommending, writing
from fieldwork.tui.settling import choices, disputed_at, settled


def two_laptops(*sides):
    record = small_record()
    answered(record, sitting(), case_id("07"), q1_1_1="yes", q1_1_2="yes", q1_1_3="yes")
    for name in "ab":
        said(record, sitting("LL", name), *recommending(name, text=f"Text {name}", order=float(ord(name) - ord("a"))))
    other = Record(record)
    for one, by, statements in zip((record, other), ("MK", "PQ"), sides, strict=True):
        said(one, sitting(by, f"laptop{by}"), *statements)
    record.add(other)
    return contents_of(record)


def told(contents, part, first=""):
    (dispute, *_) = disputed_at(contents.inspection, part, first)
    return [words.partition("): ")[2] for _, words in choices(contents.inspection, contents.findings, dispute)]


def test_of_long_texts_that_begin_alike_each_is_shown_from_where_they_differ():
    alike = "A long text that begins alike on both of the laptops, and then "
    contents = two_laptops(writing("foreword", f"{alike}ends."), writing("foreword", f"{alike}goes on."))
    assert told(contents, "foreword") == ["… laptops, and then ends.", "… laptops, and then goes on."]
    contents = two_laptops(writing("foreword", "Short [/b]."), writing("foreword", None))
    assert told(contents, "foreword") == ["Short [/b].", "as proposed, or nothing"]


def test_a_place_is_told_by_what_follows():
    sides = [(*recommending("b", order=place), ("finding/1.1.3", names.ORDER, place)) for place in (-1, 70)]
    contents = two_laptops(*sides)
    assert told(contents, "recommendation/b") == ["before “Text a”", "at the end"]
    assert [words[:8] for words in told(contents, "finding/1.1.3")] == ["before “", "at the e"]


def test_a_fact_is_its_own_and_the_field_one_is_on_comes_first():
    facts = [
        ((INSPECTION, names.PUBLICATION, day), (INSPECTION, names.LEAD, by))
        for day, by in (("2009-09-01", "A"), ("2009-09-02", "B"))
    ]
    contents = two_laptops(*facts)
    assert told(contents, "inspection/publication") == ["1 Sep 2009", "2 Sep 2009"]
    assert told(contents, "inspection/lead") == ["A", "B"]
    assert disputed_at(contents.inspection, "inspection/area") == ()
    sides = [
        (("finding/1.1.1", names.SIDE, side), ("finding/1.1.1", names.WORDING, side)) for side in ("strength", "left")
    ]
    contents = two_laptops(*sides)
    for first in (names.SIDE, names.WORDING):
        assert disputed_at(contents.inspection, "finding/1.1.1", first)[0].field == first


def test_whoever_settles_a_finding_has_seen_its_figure_and_no_dispute_is_left():
    contents = two_laptops(*([("finding/1.1.1", names.SIDE, side)] for side in ("strength", "left")))
    (dispute,) = disputed_at(contents.inspection, "finding/1.1.1")
    statements = settled(dispute, dispute.sides[1], contents.findings)
    assert [one.field for one in statements] == [names.SIDE, names.SEEN]
    said(contents.inspection.record, sitting("LL", "settled"), *statements)
    assert contents.inspection.finding("1.1.1").side == "left"
    assert not disputed_at(contents.inspection, "finding/1.1.1")
