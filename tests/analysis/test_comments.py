"""Comments: every text that counts, found by words, picked for quotation."""

from __future__ import annotations

import dataclasses

from analysis.test_tallies import keyed
from builders import said, sitting, small_questionnaire, small_record

from fieldwork.analysis.comments import comments, picking, quotations, with_words
from fieldwork.programme.models import Condition
from fieldwork.record import names
from fieldwork.record.describing import describe_entry
from fieldwork.record.disputes import dispute_line, disputes
from fieldwork.record.record import Record, Statement
from fieldwork.record.returns import returns

FORM = small_questionnaire()


def of(record, form=FORM):
    return comments(form, returns(record, form.id))


def written(record, serial, text, by="JN", keying=1):
    return keyed(record, serial, by, keying, q1="1", q4={"text": text})


def test_comments_are_what_the_tally_counts_as_texts():
    record = Record()
    written(record, "2", "Second.")
    written(record, "1", "First.")
    keyed(record, "3", q4="blank")
    assert [(one.serial, one.text, one.picked) for one in of(record)] == [
        ("1", "First.", False),
        ("2", "Second.", False),
    ]
    skipped = dataclasses.replace(FORM.items[3], asked_when=(Condition("q1", ("2",)),))
    assert of(record, dataclasses.replace(FORM, items=(*FORM.items[:3], skipped))) == ()


def test_a_pick_is_recorded_with_the_form_and_taken_back():
    record = Record()
    subject = written(record, "1", "They listened.")
    (comment,) = of(record)
    entries = said(record, sitting("AB"), *picking(comment))
    assert [(one.subject, one.field, one.value) for one in entries] == [(subject, "quote:q4", True)]
    assert describe_entry(record, entries[0]) == "form 1 of forms q4 picked for quotation yes"
    (picked,) = of(record)
    assert picked.picked
    assert quotations([picked]) == ("They listened.",)
    said(record, sitting("AB", "ab2"), *picking(picked))
    assert not of(record)[0].picked


def test_two_laptops_that_pick_the_same_words_agree():
    record = small_record()
    written(record, "1", "They listened.")
    (comment,) = of(record)
    for entries in [sitting(by, by).entries(record, picking(comment), None) for by in ("AB", "ES")]:
        record.add(entries)
    assert of(record)[0].picked


def test_a_pick_that_two_people_differ_on_is_none():
    record = small_record()
    written(record, "1", "They listened.")
    said(record, sitting("JN", "jn9"), *picking(of(record)[0]))
    away = sitting("AB", "ab").entries(record, picking(of(record)[0]), None)
    again = sitting("ES", "es").entries(record, [Statement("return/1-1", names.quote("q4"), True)], None)
    for entries in (away, again):
        record.add(entries)
    assert quotations(of(record)) == ()
    (dispute,) = disputes(record)
    line = "form 1 of forms · q4 picked for quotation: AB nothing (Tue 10:12) / ES yes (Tue 10:12)"
    assert dispute_line(record, dispute) == line


def test_all_places_of_a_text_are_known_for_redaction():
    record = Record()
    first = written(record, "1", "Ask Jane.")
    second = written(record, "1", "Ask  jane", "AB", 2)
    (comment,) = of(record)
    assert comment.places == ((first, names.item("q4")), (second, names.item("q4")))


def test_words_find_texts_items_and_forms():
    record = Record()
    written(record, "1", "They listened to Zoë.")
    written(record, "12", "Nothing")
    said(record, sitting("AB"), *picking(of(record)[0]))
    found = {
        typed: [one.serial for one in with_words(of(record), typed)] for typed in ("zoe LIST", "q4", "12", '"', "x")
    }
    assert found == {"zoe LIST": ["1"], "q4": ["1", "12"], "12": ["12"], '"': ["1"], "x": []}
