"""A report in Word, read back: what is a heading is one, lists begin with one, tables and charts say what they are."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

import docx
import pytest
from docx.oxml.ns import qn
from report.samples import HOSTILE, every_block, report_with

from fieldwork.report.document import (
    Document,
    Heading,
    Listing,
    PageBreak,
    Remark,
    Table,
    TableOfContents,
    items,
    paragraph,
)
from fieldwork.report.word import to_word
from fieldwork.report.word_tables import column_widths
from fieldwork.text import clean

MADE = datetime(2009, 8, 1, tzinfo=UTC)


def raw(document: Document) -> bytes:
    return to_word(document, MADE)


def read(document: Document):
    return docx.Document(io.BytesIO(raw(document)))


def texts(file, style: str) -> list[str]:
    return [one.text for one in file.paragraphs if one.style.name == style]


def entries(file) -> list[tuple[str, str, str]]:
    """The entries of the contents: style, text, and the bookmark that they lead to."""
    frame = file.element.body.find(qn("w:sdt"))
    ids = {style.style_id: style.name for style in file.styles}
    return [
        (
            ids[one.style],
            "".join(text.text for text in one.iter(qn("w:t"))),
            one.find(qn("w:hyperlink")).get(qn("w:anchor")),
        )
        for one in frame.iter(qn("w:p"))
    ]


def numbering_of(paragraph) -> int:
    return paragraph._p.pPr.numPr.numId.val


# -- styles ------------------------------------------------------------------------------------------------------


def test_headings_are_words_own_under_the_title():
    file = read(every_block())
    assert texts(file, "Title") == ["Report on Stockport"]
    assert texts(file, "Heading 1") == ["Scoring", "Next steps"]
    assert texts(file, "Heading 2") == ["1.1 Risk of Harm to others"]
    assert texts(file, "Heading 3") == ["Deeper"]


def test_a_remark_has_a_style_of_its_own():
    assert texts(read(every_block()), "Draft remark") == ["Still to be written."]


def test_what_is_strong_is_bold_and_spaces_stay_between_words():
    file = read(every_block())
    (line,) = (one for one in file.paragraphs if one.text.startswith("Score:"))
    assert line.text == "Score: 60%"
    assert [run.text for run in line.runs if run.bold] == ["Score:"]


def test_each_numbered_list_begins_with_one():
    file = read(every_block())
    lists = [one for one in file.paragraphs if one.style.name == "List Number"]
    assert [one.text for one in lists] == ["first", "second", "again from one"]
    first, second, third = map(numbering_of, lists)
    assert first == second != third
    numbering = file.part.numbering_part.element
    for number in (first, third):
        (found,) = (one for one in numbering.num_lst if one.numId == number)
        assert found.lvlOverride_lst[0].startOverride.val == 1
    assert texts(file, "List Bullet") == ["a bullet"]
    assert [one.tag for one in numbering].index(qn("w:num")) > max(
        n for n, one in enumerate(numbering) if one.tag == qn("w:abstractNum")
    )


def test_the_language_is_british_english_everywhere():
    files = zipfile.ZipFile(io.BytesIO(raw(every_block())))
    assert b'w:val="en-US"' not in files.read("word/styles.xml") + files.read("word/settings.xml")
    assert b'w:lang w:val="en-GB"' in files.read("word/styles.xml")
    assert not [name for name in files.namelist() if "chart" in name and b"en-US" in files.read(name)]


def test_the_file_has_a_title_and_no_author(monkeypatch):
    monkeypatch.setenv("USER", "jbloggs")
    monkeypatch.setenv("LOGNAME", "jbloggs")
    file = read(every_block())
    about = file.core_properties
    assert (about.title, about.author, about.last_modified_by, about.language) == (
        "Report on Stockport",
        "",
        "",
        "en-GB",
    )
    assert about.created.replace(tzinfo=UTC) == MADE
    files = zipfile.ZipFile(io.BytesIO(raw(every_block())))
    assert not [name for name in files.namelist() if b"jbloggs" in files.read(name)]
    assert "docProps/thumbnail.jpeg" not in files.namelist()


def test_a_list_that_goes_on_goes_on_counting():
    file = read(Document((Listing(items("a", "b"), numbered=True), Listing(items("c"), numbered=True, start=3))))
    numbering = file.part.numbering_part.element
    starts = [
        numbering.num_having_numId(numbering_of(one)).lvlOverride_lst[0].startOverride.val for one in file.paragraphs
    ]
    assert starts == [1, 1, 3]


def test_every_page_but_the_first_bears_title_marking_and_number():
    section = read(every_block()).sections[0]
    assert section.different_first_page_header_footer
    assert section.header.paragraphs[0].text == "Report on Stockport"
    assert section.footer.paragraphs[0].text.startswith("Made-up cases\t")
    fields = [one.get(qn("w:instr")) for one in section.footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE"]
    assert section.first_page_header.paragraphs[0].text == ""
    assert section.first_page_footer.paragraphs[0].text == "Made-up cases"


def test_what_follows_a_page_break_begins_a_page():
    file = read(report_with(PageBreak(), Table(("a", "b"), (("c", "d"),)), PageBreak(), Listing(items("x", "y"))))
    begins = [one.text for one in file.paragraphs if one.paragraph_format.page_break_before]
    assert begins == ["Contents", "Scoring", "", "x"]


def test_a_remark_on_a_list_stays_with_it():
    file = read(report_with(Remark("To place:"), Listing(items("x")), Remark("alone")))
    assert [one.text for one in file.paragraphs if one.paragraph_format.keep_with_next] == ["To place:"]


def test_a_line_before_a_list_or_a_table_stays_with_it():
    file = read(every_block())
    kept = [one.text for one in file.paragraphs if one.paragraph_format.keep_with_next]
    assert kept == ["Score: 60%", "And:"]
    assert file.styles["Heading 2"].paragraph_format.keep_with_next


# -- contents ----------------------------------------------------------------------------------------------------


def test_the_contents_are_a_field_whose_entries_are_the_headings():
    file = read(every_block())
    assert [(style, text) for style, text, _ in entries(file)] == [
        ("toc 1", "Scoring"),
        ("toc 2", "1.1 Risk of Harm to others"),
        ("toc 1", "Next steps"),
    ]
    marks = {
        one.find(qn("w:bookmarkStart")).get(qn("w:name")): "".join(text.text for text in one.iter(qn("w:t")))
        for one in file.element.body.iter(qn("w:p"))
        if one.find(qn("w:bookmarkStart")) is not None
    }
    assert [marks[anchor] for _, _, anchor in entries(file)] == [text for _, text, _ in entries(file)]


def test_the_contents_can_be_updated_and_ask_for_nothing_when_opened():
    document = report_with(Heading(4, "deeper"))
    frame = read(document).element.body.find(qn("w:sdt"))
    assert [one.text for one in frame.iter(qn("w:instrText"))] == [' TOC \\o "1-2" \\h \\z \\u ']
    kinds = [one.get(qn("w:fldCharType")) for one in frame.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]
    files = zipfile.ZipFile(io.BytesIO(raw(document)))
    assert b"updateFields" not in files.read("word/settings.xml")
    assert b"w:dirty" not in files.read("word/document.xml")


def test_contents_of_nothing_are_a_heading_alone():
    file = read(Document((Heading(1, "Alone"), TableOfContents())))
    assert file.element.body.find(qn("w:sdt")) is None


# -- tables ------------------------------------------------------------------------------------------------------


def test_a_table_repeats_its_header_and_breaks_no_row():
    table, _ = read(every_block()).tables
    assert table.style.name == "Report table"
    header, *rows = table.rows
    assert header._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:tblHeader")) is None for row in rows)
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["", "Score"], ["1.1", "60%"], ["1.2", "53%"]]
    assert {cell.paragraphs[0].style.name for cell in header.cells} == {"Table heading"}
    assert [cell.paragraphs[0].alignment for cell in rows[0].cells] == [None, 2]


def test_a_table_has_its_caption_over_it_and_a_line_after_it():
    file = read(every_block())
    body = list(file.element.body)
    first, second = (n for n, one in enumerate(body) if one.tag == qn("w:tbl"))
    assert docx.text.paragraph.Paragraph(body[first - 1], file).style.name == "Caption"
    assert body[first].tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "The scores"
    assert second > first + 1
    assert body[second + 1].tag == qn("w:p")


def test_a_column_has_room_for_its_longest_word_and_for_short_texts_whole():
    rows = [("", "Question", "Comment"), ("1.1.1", "word " * 40, "SUBSTANTIAL"), ("1.1.2", "x", "MODERATE")]
    number, question, comment = column_widths(rows, 9638)
    assert number + question + comment == 9638
    assert comment > 11 * 130
    assert question > 5 * number


def test_columns_of_long_words_share_what_there_is():
    widths = column_widths([("x" * 300, "y" * 100)], 9000)
    assert sum(widths) == 9000
    assert widths[0] > widths[1] > 1000


# -- charts ------------------------------------------------------------------------------------------------------


def test_charts_are_words_own_with_their_workbooks_and_say_in_words_what_they_show():
    data = raw(every_block())
    files = zipfile.ZipFile(io.BytesIO(data))
    file = docx.Document(io.BytesIO(data))
    about = [(one.get("title"), one.get("descr")) for one in file.element.body.iter(qn("wp:docPr"))]
    assert about == [
        ("Scores by criterion", "Bar chart of five scores."),
        ("The case sample", "Bar chart: custody 6, community 49, both 12."),
    ]
    assert texts(file, "Caption") == ["The scores", "Scores by criterion", "The case sample"]
    for number in (1, 2):
        chart = files.read(f"word/charts/chart{number}.xml")
        assert chart.index(b"</c:chart>") < chart.index(b"<c:externalData") < chart.index(b"</c:chartSpace>")
        assert b"printSettings" not in chart
        relations = files.read(f"word/charts/_rels/chart{number}.xml.rels").decode()
        assert f"embeddings/Microsoft_Excel_Sheet{number}.xlsx" in relations
    assert b'Extension="xlsx"' in files.read("[Content_Types].xml") or b".xlsx" in files.read("[Content_Types].xml")


# -- whatever is typed -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_is_typed_is_text(text):
    file = read(every_block(text))
    said = " ".join(clean(f" x{text}", lines=False).split()).removeprefix("x")
    whole = [one.text for one in file.paragraphs]
    for before in ("Deeper", "first", "again from one", "a bullet", "Still to be written."):
        assert any(one in (before + said, f"{before} {said}") for one in whole)
    assert any(cell.text in (f"53%{said}", f"53% {said}") for row in file.tables[0].rows for cell in row.cells)
    assert len(file.tables) == 2
    assert texts(file, "Heading 1") == ["Scoring", "Next steps"]


def test_what_begins_from_right_to_left_is_set_so():
    file = read(report_with(paragraph("\u05e9\u05dc\u05d5\u05dd and more"), paragraph("left \u05e9\u05dc\u05d5\u05dd")))
    set_so = [one.text for one in file.paragraphs if one._p.pPr.find(qn("w:bidi")) is not None]
    assert set_so == ["\u05e9\u05dc\u05d5\u05dd and more"]


def test_whoever_waits_hears_of_every_block_and_can_stop():
    heard = []
    document = every_block()
    to_word(document, MADE, progress=lambda done, of: heard.append((done, of)))
    assert heard == [(n, len(document.blocks)) for n in range(1, len(document.blocks) + 1)]
