"""A report laid out by the parts that its programme names."""

from __future__ import annotations

import dataclasses
from types import SimpleNamespace

from builders import CASE_07, CASE_08, INSPECTION, answered, said, sitting, small_programme, small_record

from fieldwork.programme.loading import find_programme
from fieldwork.programme.models import ReportPart
from fieldwork.programme.sharewords import load_share_words
from fieldwork.record import names
from fieldwork.record.judging import judge
from fieldwork.record.record import Record
from fieldwork.record.report_parts import leaving, recommending, writing
from fieldwork.record.views import Inspection
from fieldwork.report.contents import gather
from fieldwork.report.document import Chart, Heading, Listing, PageBreak, Paragraph, Remark, Table, TableOfContents
from fieldwork.report.drafting import draft_document, laid_out
from fieldwork.report.parts import all_parts

WORDS = load_share_words()
PARTS = (
    ReportPart("opening", "assumed", "Foreword of {area}", text="One.\n- {score:RoH}\n- two\n\nThree, {due}."),
    ReportPart("opening.verdict", "assumed", needed=True, hint="What you think."),
    ReportPart("contents", "assumed", holds="contents", new_page=True),
    ReportPart("headline", "assumed", "RoH", 3, holds="headline", of=("RoH",)),
    ReportPart("advice", "assumed", "Advice", text="Change:", holds="recommendations"),
    ReportPart("advice.local", "assumed", text="Furthermore:", holds="local recommendations"),
    ReportPart("practice", "assumed", "Good practice", text="Examples:", holds="good practice"),
    ReportPart("sections", "assumed", holds="sections"),
    ReportPart("overall", "assumed", text="OVERALL {section}: {overall}", each="section"),
    ReportPart("commentary", "assumed", "On {section}", 4, needed=True, each="section"),
    ReportPart("sample", "assumed", "Sample", holds="sample", of=("phases", "sex", "age")),
    ReportPart("summary", "assumed", "Appendix", holds="summary"),
    ReportPart("terms", "assumed", "Terms", holds="glossary"),
    ReportPart("paper", "assumed", "Working paper", holds="questions", working_paper=True),
)
PROGRAMME = dataclasses.replace(
    small_programme(),
    parts=PARTS,
    recommendations=("plans are made (YOT Manager)", "plans are kept (Chair)."),
    report={"next_steps_weeks": "4"},
)


def a_term(term, expansion=""):
    return SimpleNamespace(term=term, expansion=expansion, definition="x", aliases=(), covers=lambda _year: True)


TERMS = (
    a_term("RoH", "Risk of Harm to others"),
    a_term("LoR", "Likelihood of Reoffending"),
    a_term("plans"),
    a_term("ISSP"),
)


def inspected():
    record = small_record(PROGRAMME)
    answered(record, sitting(), CASE_07, q1_1_1="yes", q1_1_2="no", q1_2_1="yes")
    answered(record, sitting("AB"), CASE_08, q1_1_1="yes", q1_1_2="yes")
    return record


def contents(record, **kept):
    inspection = Inspection(record)
    judgements = {case.id: judge(inspection.programme, record, case.id) for case in inspection.cases}
    return gather(inspection, judgements, {}, WORDS, TERMS, **kept)


def drafted(record, **kept):
    return laid_out(contents(record, **kept))


def of_part(document, part):
    return [block for block in document.blocks if block.part == part]


def test_parts_stand_in_the_programme_s_order_under_their_headings():
    found = [(line.level, line.text) for line in drafted(inspected()).outline if not line.text[0].isdigit()]
    assert found[1:] == [
        (2, "Foreword of Smalltown"),
        (3, "RoH"),
        (2, "Advice"),
        (4, "On Assessment"),
        (4, "On Delivery"),
        (2, "Sample"),
        (2, "Appendix"),
        (2, "Terms"),
        (2, "Working paper"),
    ]


def test_a_line_is_a_paragraph_and_a_dash_an_item_and_both_hold_live_values():
    record = inspected()
    heading, one, items, three, _ = of_part(drafted(record), "opening")
    assert isinstance(heading, Heading)
    assert isinstance(one, Paragraph)
    assert isinstance(items, Listing)
    assert [item.text for item in items.items] == ["75%", "two"]
    assert items.items[0].spans[0].figure.kind == "thread"
    assert three.spans[0].text == "Three, …."
    said(record, sitting("LL"), (INSPECTION, names.PUBLICATION, "2009-08-26"))
    assert of_part(drafted(record), "opening")[3].spans[0].text == "Three, 23 September 2009."


def test_what_an_inspector_wrote_stands_in_the_place_of_what_is_proposed():
    record = inspected()
    assert any(isinstance(block, Remark) for block in of_part(drafted(record), "opening.verdict"))
    said(record, sitting("LL"), *writing("opening.verdict", "Good, {percent:1.1.1} of it."))
    said(record, sitting("LL", "more"), *writing("opening", "Mine."))
    said(record, sitting("LL", "again"), *writing("commentary.2", "Of section two."))
    found = drafted(record)
    (verdict,) = of_part(found, "opening.verdict")
    assert verdict.spans[0].text + verdict.spans[1].text == "Good, both"
    assert len(of_part(found, "opening")) == 2
    assert [type(block) for block in of_part(found, "commentary.2")] == [Heading, Paragraph]
    assert [type(block) for block in of_part(found, "commentary.1")] == [Heading, Paragraph, Remark]


def test_two_versions_of_a_part_are_said_and_both_stand():
    record = inspected()
    other = Record(record)
    said(record, sitting("AB", "one"), *writing("opening", "A."))
    said(other, sitting("CD", "two"), *writing("opening", "B."))
    record.add(other)
    found = of_part(drafted(record), "opening")
    assert "Two versions" in found[-1].text
    assert [block.spans[0].text for block in found[1:-1]] == ["A.", "B."]


def test_a_part_left_out_is_a_remark_of_the_draft_and_nothing_of_what_is_published():
    record = inspected()
    parts = ("opening", "advice", "practice", "commentary.1", "opening.verdict")
    said(record, sitting("LL", "begun"), *(one for part in parts for one in leaving(part, left=True)))
    draft, published = drafted(record), drafted(record, published=True)
    for part in parts:
        remark = next(block for block in of_part(draft, part) if isinstance(block, Remark))
        assert remark.text.startswith(
            "The text of this part is" if part in ("advice", "practice") else "This part is left"
        )
    assert [block.text for block in of_part(draft, "opening.verdict")] == [
        "This part is left out. The report needs it."
    ]
    assert [type(block) for block in of_part(published, "advice")] == [Heading, Listing]
    assert not [block for part in parts if part != "advice" for block in of_part(published, part)]


def test_what_is_disputed_stands_in_draft_and_print_with_its_mark():
    record = inspected()
    said(record, sitting("LL", "begun"), *recommending("x", text="Train"))
    other = Record(record)
    for one, name, side in ((record, "one", "strength"), (other, "two", "improvement")):
        statements = (*recommending("x", text=f"Train {name}"), *writing("opening", f"Said {name}."))
        said(one, sitting("AB", name), *statements, ("finding/1.1.1", names.SIDE, side))
    record.add(other)
    said(record, sitting("LL", "note"), ("note/n", names.TEXT, "Old."), ("note/n", names.GOOD_PRACTICE, True))
    other = Record(record)
    said(record, sitting("AB", "three"), ("note/n", names.TEXT, "Shared."))
    said(other, sitting("AB", "four"), ("note/n", names.TEXT, "Not shared."))
    record.add(other)
    for published in (False, True):
        assert "Not shared. / Shared. [disputed: " in drafted(record, published=published).text()
        text = drafted(record, published=published).text()
        for words in (
            "Train one / Train two [disputed: ",
            "Said one.",
            "In both cases 1.1.1 was as it should be. [disputed: ",
        ):
            assert words in text
    assert "[disputed: " in " ".join(
        block.spans[0].text for block in of_part(drafted(record, published=True), "opening")[1:]
    )


def test_recommendations_are_numbered_on_and_name_who_is_responsible():
    record = inspected()
    said(
        record,
        sitting("LL"),
        *recommending("1", left=True),
        *recommending("x", text="Train", responsibility="YOT Manager"),
    )
    lists = [
        block for block in drafted(record).blocks if isinstance(block, Listing) and block.part.startswith("advice")
    ]
    assert [(one.start, [(item.text, item.part) for item in one.items]) for one in lists] == [
        (1, [("plans are kept (Chair)", "recommendation/2")]),
        (2, [("Train (YOT Manager)", "recommendation/x")]),
    ]


def test_what_is_published_has_no_remarks_no_working_papers_and_nothing_undecided():
    record = inspected()
    said(record, sitting("LL"), (INSPECTION, names.SYNTHETIC, "Made up."))
    draft, published = drafted(record), drafted(record, published=True)
    assert any(isinstance(block, Remark) for block in draft.blocks)
    assert not any(isinstance(block, Remark) for block in published.blocks)
    assert "Working paper" not in published.text()
    assert (published.marking, published.title) == ("Made up.", draft.title)
    assert draft.text().count("1.1.1") > published.text().count("1.1.1")


def test_a_part_that_fieldwork_has_nothing_for_is_left_out():
    record = inspected()
    assert "Examples:" not in drafted(record).text()
    said(record, sitting("LL"), ("note/1", names.TEXT, "Well done."), ("note/1", names.GOOD_PRACTICE, True))
    assert "Examples:" in drafted(record).text()


def test_contents_and_page_breaks_charts_and_figures_in_tables():
    found = drafted(inspected())
    number = next(n for n, block in enumerate(found.blocks) if isinstance(block, TableOfContents))
    assert isinstance(found.blocks[number - 1], PageBreak)
    charts = {block.title: block for block in found.blocks if isinstance(block, Chart)}
    phases = charts["Phases inspected"]
    assert sum(row.value for row in phases.rows) == 2
    assert "Sex" not in charts
    scores = charts["Scores, from 0% to 100%"]
    assert [(band.title, band.start, band.end) for band in scores.bands][-1] == ("MINIMUM", 75, 100)
    assert "1.1 Risk of Harm to others 75% (MINIMUM)" in scores.alternative
    (table,) = [block for block in found.blocks if isinstance(block, Table) and block.part == "summary"]
    assert {cell.figure.id for row in table.rows for cell in row if not isinstance(cell, str)} >= {"RoH", "1.1"}


def test_the_glossary_has_the_terms_used_and_each_is_spelled_out_once():
    found = drafted(inspected())
    (table,) = [block for block in found.blocks if isinstance(block, Table) and block.part == "terms"]
    assert [row[0] for row in table.texts] == ["LoR", "plans", "RoH"]
    assert found.text().count("Risk of Harm to others (RoH)") == 1


def test_a_definition_without_parts_still_gives_its_draft():
    old = dataclasses.replace(
        PROGRAMME,
        parts=(),
        report={
            "foreword": "Of {area}.",
            "foreword_scores": "{roh}% of the time.",
            "overall_score": "{section}: {percent}%",
        },
    )
    record = small_record(old)
    answered(record, sitting(), CASE_07, q1_1_1="yes")
    text = drafted(record).text()
    for words in ("Of Smalltown.", "100% of the time.", "Assessment: 100%", "Appendix: Summary", "plans are made"):
        assert words in text


def test_every_part_of_the_shipped_programmes_can_be_written():
    for id_ in ("cci-2009", "sqs-2013"):
        programme = find_programme(id_)
        record = small_record(dataclasses.replace(programme, questionnaires=()))
        parts = [part.id for part, _ in all_parts(programme)]
        assert len(parts) == len(set(parts))
        for number, part in enumerate(parts):
            said(record, sitting("LL", f"p{number}"), *writing(part, f"Written in {part}."))
        found = laid_out(contents(record))
        held = {part.id for part, _ in all_parts(programme) if part.holds}
        for part in parts:
            assert f"Written in {part}." in found.text() or part in held, part


def test_a_draft_can_be_made_without_a_glossary():
    record = inspected()
    inspection = Inspection(record)
    judgements = {case.id: judge(inspection.programme, record, case.id) for case in inspection.cases}
    assert "Risk of Harm to others (RoH)" not in draft_document(inspection, judgements, {}, WORDS).text()
