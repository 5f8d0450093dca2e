"""What a draft is looked through by while a session goes on."""

from __future__ import annotations

from datetime import date

from builders import CASE_07, answered, said, sitting, small_record

from fieldwork.programme.sharewords import load_share_words
from fieldwork.record import names
from fieldwork.tui.draft_making import DraftMaker


def test_a_figure_of_a_note_that_was_written_anew_is_not_compared_with_the_old_one():
    record, maker = small_record(), DraftMaker()
    answered(record, sitting(), CASE_07, q1_1_1="yes")
    note = "note/good"

    def looked(told, turn):
        said(record, sitting(name=turn), (note, names.TEXT, told), (note, names.GOOD_PRACTICE, True))
        contents, document = maker.make(list(record), load_share_words(), lambda _: None)
        assert told in document.text()
        return [one.what for one in maker.look_through(contents, date(2009, 9, 1)) if one.kind == "check"]

    looked("Workers had met 30 of 40 children (75%) at home.", "first")
    assert not [one for one in looked("Workers had met 31 of 50 children (62%) at home.", "second") if "31" in one]
