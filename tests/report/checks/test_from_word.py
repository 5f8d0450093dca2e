"""A draft that was edited in Word, with its changes tracked or not."""

from __future__ import annotations

import contextlib
import io
import zipfile
from datetime import UTC, datetime

import docx
import openpyxl
import pytest
from docx.oxml import OxmlElement, parse_xml
from hypothesis import example, given
from hypothesis import strategies as st
from report.checks.drafts import sample

from fieldwork.errors import BadInputError
from fieldwork.report.checks.from_word import passages_of_word
from fieldwork.report.checks.passages import passages_of
from fieldwork.report.checks.word_parts import LARGEST
from fieldwork.report.word import to_word


def saved(document):
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_the_passages_of_a_draft_in_word_are_those_of_the_draft():
    document = sample("dorset-2013")[0]
    read = passages_of_word(to_word(document, datetime(2013, 3, 13, tzinfo=UTC)), "x.docx")
    words = {" ".join(one.text.split()) for one in read}
    missing = [one.text for one in passages_of(document) if " ".join(one.text.split()) not in words]
    assert missing == []
    headings = [one.text for one in read if one.kind == "heading"]
    assert headings == [one.text for one in passages_of(document) if one.kind == "heading"]


def test_what_was_inserted_is_read_and_what_was_deleted_is_not():
    document = docx.Document()
    paragraph = document.add_paragraph("In ")
    for name, tag, text in (("w:del", "w:delText", "84%"), ("w:ins", "w:t", "85%")):
        change, run, words = OxmlElement(name), OxmlElement("w:r"), OxmlElement(tag)
        words.text = text
        run.append(words)
        change.append(run)
        paragraph._p.append(change)
    (passage,) = passages_of_word(saved(document), "x.docx")
    assert passage.text == "In 85%"


@given(st.binary(max_size=200))
@example(bytes.fromhex("d0cf11e0"))
def test_bytes_that_are_no_word_file_are_refused(content):
    sealed = content.startswith(bytes.fromhex("d0cf11e0"))
    expected = "has a passphrase, or is of a Word before 2007" if sealed else "cannot be read as a Word file"
    with pytest.raises(BadInputError, match=rf"x\.docx {expected}"):
        passages_of_word(content, "x.docx")


def test_a_word_file_without_its_text_is_refused():
    content = saved(docx.Document())
    for cut in (len(content) // 2, len(content) - 30):
        with pytest.raises(BadInputError):
            passages_of_word(content[:cut], "x.docx")


# -- what else Word and LibreOffice make of a draft -------------------------------------------------------------------

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BOX = """<w:r xmlns:mc="mc" xmlns:v="v"><mc:AlternateContent><mc:Choice>
  <v:box><w:txbxContent>{0}</w:txbxContent></v:box></mc:Choice><mc:Fallback><v:box><w:txbxContent>{0}</w:txbxContent></v:box></mc:Fallback></mc:AlternateContent></w:r>"""


def said(text):
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def with_body(*pieces):
    """A Word file whose body is these pieces of XML."""
    document = docx.Document()
    body = document.element.body
    for place, piece in enumerate(parse_xml(f"<w:body {W}>{''.join(pieces)}</w:body>")):
        body.insert(place, piece)
    return saved(document)


def edited(content, change):
    """A Word file whose parts `change` has had: it gets and gives a dictionary of bytes by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = change({name: package.read(name) for name in package.namelist()})
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return out.getvalue()


def texts_of(content):
    return [one.text for one in passages_of_word(content, "x.docx")]


@pytest.mark.parametrize(
    ("piece", "texts"),
    [
        (f"<w:sdt><w:sdtContent>{said('84% in a control')}</w:sdtContent></w:sdt>", ["84% in a control"]),
        (f"<w:p><w:r><w:t>Beside it.</w:t></w:r>{BOX.format(said('84% in a box'))}</w:p>",
         ["Beside it.", "84% in a box"]),
        (("<w:p><w:moveFrom><w:r><w:t>84% went</w:t></w:r></w:moveFrom></w:p>"
         "<w:p><w:moveTo><w:r><w:t>84% went</w:t></w:r></w:moveTo></w:p>"), ["84% went"]),
        ("<w:p><w:r><w:t>over three</w:t><w:noBreakHyphen/><w:t>quarters, 18\u201120 of\u00a0it</w:t></w:r></w:p>",
         ["over three-quarters, 18-20 of it"]),
        ((f"<w:tbl><w:tr><w:tc>{said('a')}<w:tbl><w:tr><w:tc>{said('31%')}</w:tc></w:tr></w:tbl></w:tc>"
         f"<w:sdt><w:sdtContent><w:tc>{said('b')}</w:tc></w:sdtContent></w:sdt></w:tr>"
         f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{said('gone')}</w:tc></w:tr></w:tbl>"), ["a | b", "31%"]),
    ],
    ids=["control", "text box", "moved", "hyphens", "tables"],
)  # fmt: skip
def test_nothing_that_is_printed_passes_unseen_and_nothing_is_read_twice(piece, texts):
    assert texts_of(with_body(piece)) == texts


def test_a_footnote_is_read_at_the_end():
    def noted(parts):
        about = "word/_rels/document.xml.rels"
        link = b'<Relationship Id="rN" Type="http://x/footnotes" Target="footnotes.xml"/></Relationships>'
        notes = f'<w:footnotes {W}><w:footnote w:type="separator">{said("-")}</w:footnote><w:footnote w:id="2">'
        parts["word/footnotes.xml"] = f"{notes}{said('Of 40, 12%.')}</w:footnote></w:footnotes>".encode()
        return {**parts, about: parts[about].replace(b"</Relationships>", link)}

    *_, note = passages_of_word(edited(with_body(said("A text.")), noted), "x.docx")
    assert (note.text, note.where) == ("Of 40, 12%.", "Footnotes, paragraph 1")


def test_the_contents_with_their_page_numbers_are_not_read():
    document = docx.Document()
    document.styles.add_style("toc 1", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("Foreword\t3", "toc 1")
    document.add_heading("Foreword")
    assert texts_of(saved(document)) == ["Foreword"]


def test_a_file_that_lacks_what_it_refers_to_is_read_as_libreoffice_writes_one():
    draft = to_word(sample("stockport-2009")[0], datetime(2013, 3, 13, tzinfo=UTC))
    without = edited(draft, lambda parts: {name: part for name, part in parts.items() if "embeddings" not in name})
    assert len(without) < len(draft)
    assert texts_of(without) == texts_of(draft)


def test_a_file_of_strict_open_xml_is_read():
    def strict(parts):
        old, new = b"schemas.openxmlformats.org/wordprocessingml/2006", b"purl.oclc.org/ooxml/wordprocessingml"
        return {name: part.replace(old, new) for name, part in parts.items()}

    document = docx.Document()
    document.add_heading("Scoring", 1)
    document.add_paragraph("In 84% of cases.", "List Bullet")
    found = passages_of_word(edited(saved(document), strict), "x.docx")
    assert [(one.kind, one.text) for one in found] == [("heading", "Scoring"), ("item", "In 84% of cases.")]


def test_what_is_no_word_file_is_told_in_a_sentence():
    with pytest.raises(BadInputError, match=r"has a passphrase, or is of a Word before 2007; save it as \.docx"):
        passages_of_word(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "x.docx")
    workbook = io.BytesIO()
    openpyxl.Workbook().save(workbook)
    with pytest.raises(BadInputError, match="cannot be read as a Word file"):
        passages_of_word(workbook.getvalue(), "x.docx")
    large = edited(with_body(said("A")), lambda parts: {**parts, "word/document.xml": bytes(LARGEST + 1)})
    with pytest.raises(BadInputError, match="larger than any report when it is unpacked"):
        passages_of_word(large, "x.docx")
    with zipfile.ZipFile(out := io.BytesIO(), "w", zipfile.ZIP_LZMA) as package:
        package.writestr("_rels/.rels", b"<Relationships/>")
    spoilt = bytearray(out.getvalue())
    spoilt[50:60] = bytes(10)
    with pytest.raises(BadInputError, match="cannot be read as a Word file"):
        passages_of_word(bytes(spoilt), "x.docx")
    for byte in range(200, len(draft := with_body(said("A"))), 997):
        spoilt = bytearray(draft)
        spoilt[byte] ^= 0xFF
        with contextlib.suppress(BadInputError):  # what is spoilt may not matter
            passages_of_word(bytes(spoilt), "x.docx")
