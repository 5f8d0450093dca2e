from __future__ import annotations

import pytest
from builders import said, sitting, small_record

from fieldwork.programme.sharewords import load_share_words
from fieldwork.record import names
from fieldwork.record.judging import judge
from fieldwork.record.record import Record
from fieldwork.record.report_parts import is_left, recommendations, recommending
from fieldwork.record.views import Inspection
from fieldwork.report.checks.problems import Problem
from fieldwork.report.contents import gather
from fieldwork.report.document import (
    Chart,
    ChartRow,
    Document,
    Heading,
    Item,
    Listing,
    Paragraph,
    Place,
    Remark,
    Span,
    Table,
    paragraph,
)
from fieldwork.report.live import Resolved
from fieldwork.report.worklist import NO_CASES, Work
from fieldwork.tui.document_lines import Spot
from fieldwork.tui.report_anchor import anchor_of, spot_at
from fieldwork.tui.report_deciding import decided
from fieldwork.tui.report_todos import todos
from fieldwork.tui.report_work import Todo, headings_with_keys, list_hints, work_rows
from fieldwork.tui.report_writing import kept, moved, patched, place_of


def contents_of(record):
    inspection = Inspection(record)
    judged = {case.id: judge(inspection.programme, record, case.id) for case in inspection.cases}
    return gather(inspection, judged, {}, load_share_words())


def a_part(contents):
    """The first part of the report that an inspector can write."""
    return next(part for part in ("foreword", "summary") if place_of(contents, part) is not None)


def test_the_proposal_typed_again_and_nothing_at_all_take_the_proposal_again():
    contents = contents_of(small_record())
    place = place_of(contents, a_part(contents))
    assert [one.value for one in kept(contents, place, place.proposed)] == [None]
    assert [one.value for one in kept(contents, place, "  \n")] == [None]
    assert [one.value for one in kept(contents, place, "Mine.\x07")] == ["Mine."]


def test_of_a_part_that_two_laptops_wrote_both_versions_are_there_to_choose_from():
    record = small_record()
    part = a_part(contents_of(record))
    other = Record(record)
    said(record, sitting("JN", "one"), (f"report/{part}", names.TEXT, "Good."))
    said(other, sitting("MK", "other"), (f"report/{part}", names.TEXT, "Not good."))
    record.add(other)
    assert place_of(contents_of(record), part).text == "Good.\nNot good."


def test_a_part_is_left_out_by_a_key_put_back_by_another_and_back_with_its_first_words():
    record = small_record()
    part = a_part(contents_of(record))

    def by_key(what, of=part):
        return decided(contents_of(record), record, of, what, "to choose")

    assert isinstance(by_key("back"), str)
    assert isinstance(by_key("strength"), str)
    assert "no text of its own" in by_key("left", "sections")
    assert "the cursor is on none" in by_key("left", "criterion/1.1")
    said(record, sitting("LL", "left"), *by_key("left"))
    assert is_left(record, part)
    assert by_key("left") == ()
    assert fields_of(by_key("back")) == {names.LEFT: None}
    contents = contents_of(record)
    assert fields_of(kept(contents, place_of(contents, part), "Mine.")) == {names.TEXT: "Mine.", names.LEFT: None}


def test_of_the_recommendations_left_out_one_is_put_back_where_one_is_on_it_and_else_all():
    record = small_record()
    for name in "ab":
        said(record, sitting("LL", name), *recommending(name, text=name, left=True))
    contents = contents_of(record)
    assert [one.subject for one in decided(contents, record, "recommendation/a", "back", "")] == ["recommendation/a"]
    said(record, sitting("LL", "back"), *recommending("a", left=False))
    said(record, sitting("LL", "c"), *recommending("c", text="c", left=True))
    contents = contents_of(record)
    assert [one.subject[-1] for one in decided(contents, record, "recommendation/a", "back", "")] == ["b", "c"]


def test_the_list_names_the_keys_that_hold_and_what_was_set_aside_is_not_left():
    own = {"report.take": "F6", "report.accept": "F7"}
    work = [Work(kind, "x", "", "part") for kind in ("proposed", "disputed", "left out")]
    found = todos(work, [problem("name", "part")], [(problem("small number", "part"), ())])
    rows = [row.text for row in work_rows(found, 80, headings=headings_with_keys(own.get)) if row.text and not row.stop]
    assert rows[1] == " to be looked at before it goes out: F7 accepts what may stand · 1"
    assert [one.kind for one in found] == ["disputed", "check", "proposed", "accepted", "left out"]
    assert [one.is_left for one in found] == [True, True, True, False, False]
    assert ("F7", "accept it") in list_hints(found[1], own.get)
    parts = ("finding/1.1.3", "context.area")
    hints = {part: list_hints(Todo("out of step", "x", "", part), own.get) for part in parts}
    assert ("F6", "take it as it is now") in hints["finding/1.1.3"]
    assert all(key != "F6" for key, _ in hints["context.area"])
    assert all("Nothing is left" not in row for row in rows)
    assert "Nothing is left" in work_rows(found[3:], 80)[0].text


def fields_of(statements):
    return {one.field: one.value for one in statements}


def test_a_recommendation_moves_past_its_neighbour_and_no_further_than_the_end():
    record = small_record()
    for number, name in enumerate("abc"):
        statements = recommending(name, text=f"text {name}", order=float(number))
        said(record, sitting(name=name), *((one.subject, one.field, one.value) for one in statements))

    def order():
        return [one.id for one in recommendations(Inspection(record)) if one.number is None]

    assert order() == ["a", "b", "c"]
    for turn, (id_, by, expected) in enumerate(
        [("a", 1, ["b", "a", "c"]), ("a", 1, ["b", "c", "a"]), ("a", 1, ["b", "c", "a"]), ("a", -1, ["b", "a", "c"])]
    ):
        statements = moved(Inspection(record), id_, by)
        said(record, sitting(name=f"turn{turn}"), *((one.subject, one.field, one.value) for one in statements))
        assert order() == expected


REPORT = Document(
    (
        Heading(2, "Foreword", "foreword"),
        Paragraph((Span("Old."),), "foreword"),
        Remark("To be written.", "foreword"),
        Heading(2, "Next"),
        Listing((Item((Span("One."),), "finding/1"), Item((Span("Two."),), "finding/2"))),
    )
)


def test_a_part_shows_its_new_words_at_once_and_its_remark_is_gone():
    lines = [Resolved((Span("New."),)), Resolved((Span("- item"),))]
    for spot in (Spot(0), Spot(1)):
        blocks = patched(REPORT, spot, lines).blocks
        assert blocks[:1] == REPORT.blocks[:1]
        assert blocks[1] == Paragraph((Span("New."),), "foreword")
        assert blocks[2] == Listing((Item((Span("item"),)),), part="foreword")
        assert blocks[3:] == REPORT.blocks[3:]


def test_an_item_shows_its_new_words_and_its_neighbours_stay():
    items = patched(REPORT, Spot(4, 1), [Resolved((Span("Three."),))]).blocks[4].items
    assert [item.text for item in items] == ["One.", "Three."]


def test_one_stays_where_one_was_in_the_next_draft():
    grown = Document((Heading(2, "More"), *REPORT.blocks))
    assert spot_at(grown, anchor_of(REPORT, Spot(4, 1))) == Spot(5, 1)
    assert spot_at(grown, anchor_of(REPORT, Spot(1))) == Spot(2)
    assert spot_at(grown, anchor_of(REPORT, Spot(3))) == Spot(4)
    assert spot_at(Document(()), anchor_of(REPORT, Spot(3))) is None


def problem(kind, part, heading="Foreword"):
    return Problem(kind, Place((heading,), 1, part), 1, 0, "", "", "", f"{kind} in {heading}")


def test_the_list_has_the_most_pressing_first_and_nothing_twice():
    work = [Work("proposed", "a finding", "1.1", "finding/1"), Work("missing", "a verdict", "Foreword", "foreword")]
    problems = [
        problem("placeholder", "foreword"),
        problem("impossible", "finding/1"),
        problem("provisional", "finding/1"),
        problem("name", "", "Context"),
    ]
    found = todos(work, problems)
    assert [(one.kind, one.part) for one in found] == [
        ("missing", "foreword"),
        ("check", "finding/1"),
        ("check", "heading/Context"),
        ("proposed", "finding/1"),
    ]


def test_an_ellipsis_that_a_listed_fact_or_answers_fill_is_not_listed_again():
    work = [
        Work("missing", "not recorded yet: the lead", "Areas", "inspection/lead", "closing"),
        Work("provisional", "3 unanswered", "3 Safety", "criterion/3"),
    ]
    problems = [problem("placeholder", "closing", "Case managers"), problem("placeholder", "criterion/3", "3. Safety")]
    assert [one.kind for one in todos(work, problems)] == ["missing", "provisional"]
    none = [Work("provisional", NO_CASES, "", "")]
    assert [one.what for one in todos(none, problems[1:])] == [NO_CASES]


def test_a_line_of_the_list_says_what_is_to_be_done_however_long_its_place_is():
    at = Place(("A letter", "Operational management, and more of it", "Case managers, and all of them"), 1, "x")
    found = todos([], [Problem("name", at, 1, 0, "", "", "", f"{', '.join(at.headings[1:])}, paragraph 2: A. Name.")])
    assert [(one.what, one.place, one.part) for one in found] == [("paragraph 2: A. Name.", at.headings[-1], "x")]
    assert work_rows(found, 60)[1].text == "   Case managers, and …: paragraph 2: A. Name."


@pytest.mark.parametrize("part", ["summary", ""])
def test_a_row_of_a_table_and_a_bar_of_a_chart_are_found_again_in_the_next_draft(part):
    table = Table(("", "Score"), (("1.1", "53%"), ("1.2", "62%")), part=part)
    chart = Chart("Scores", "", "scores", (ChartRow("1.1", 53), ChartRow("1.2", 62)), part=part)
    before = Document((Heading(2, "Appendix"), table, chart))
    after = Document((Heading(2, "New"), paragraph("more"), *before.blocks))
    for block, item in ((1, None), (1, 0), (1, 1), (2, None), (2, 0), (2, 1)):
        found = spot_at(after, anchor_of(before, Spot(block, item)))
        assert found.block == block + 2
        assert found.item == (item if part else None)
