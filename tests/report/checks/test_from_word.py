"""A draft that was edited in Word, with its changes tracked or not."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import docx
import pytest
from docx.oxml import OxmlElement
from hypothesis import given
from hypothesis import strategies as st
from report.checks.drafts import sample

from fieldwork.errors import BadInputError
from fieldwork.report.checks.from_word import passages_of_word
from fieldwork.report.checks.passages import passages_of
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
def test_bytes_that_are_no_word_file_are_refused(content):
    with pytest.raises(BadInputError, match=r"x\.docx cannot be read as a Word file"):
        passages_of_word(content, "x.docx")


def test_a_word_file_without_its_text_is_refused():
    content = saved(docx.Document())
    for cut in (len(content) // 2, len(content) - 30):
        with pytest.raises(BadInputError):
            passages_of_word(content[:cut], "x.docx")
