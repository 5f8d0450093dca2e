"""What a revised questionnaire does to forms that are keyed already."""

from __future__ import annotations

import dataclasses

from builders import item, said, sitting, small_questionnaire
from exchange.forms import questionnaires
from hypothesis import given, settings

from fieldwork.analysis.revising import revision_effects
from fieldwork.programme.models import Condition, Option
from fieldwork.record import names
from fieldwork.record.record import Record
from fieldwork.record.returns import returns

FORM = small_questionnaire()
WRITTEN = {"text": "They listened."}


def forms(*keyed):
    """Returns of the small form, numbered from 1; each is its items' values in order, None for not keyed."""
    record = Record()
    for number, values in enumerate(keyed, 1):
        subject = f"return/{number}"
        said(
            record,
            sitting("JN", f"jn{number}"),
            (subject, names.QUESTIONNAIRE, FORM.id),
            (subject, names.SERIAL, str(number)),
            (subject, names.KEYING, 1),
            *((subject, names.item(one.id), value) for one, value in zip(FORM.items, values, strict=True)),
        )
    return returns(record, FORM.id)


KEYED = forms(
    ("1", "2", ["1", "4"], WRITTEN),
    ("2", "2", "blank", "blank"),
    ("1", "unreadable", ["2"], None),
)


def revised(**changes):
    """The small form with items changed (`q1=…`), taken away (None) or added."""
    items = {one.id: one for one in FORM.items} | changes
    return dataclasses.replace(FORM, items=tuple(one for one in items.values() if one is not None))


def effects(new, keyed=KEYED):
    return [(one.kind, one.item, one.serials) for one in revision_effects(FORM, new, keyed)]


def words(new):
    return "\n".join(f"{one.item}: {one.words}" for one in revision_effects(FORM, new, KEYED))


def test_the_same_definition_does_nothing():
    assert revision_effects(FORM, revised(), KEYED) == ()


@settings(max_examples=25)
@given(questionnaires())
def test_no_definition_does_anything_to_itself(form):
    assert revision_effects(form, form, KEYED) == ()


def test_an_item_that_is_gone_keeps_its_answers_and_loses_their_count():
    assert effects(revised(q3=None)) == [("gone", "q3", ("1", "2", "3"))]
    assert "q3: is gone: 3 forms have answers that are kept and no longer counted" in words(revised(q3=None))


def test_a_new_item_makes_finished_forms_unfinished():
    assert effects(revised(q5=item("q5"))) == [("unfinished", "", ("1", "2")), ("new", "q5", ())]
    skipped = dataclasses.replace(item("q5"), asked_when=(Condition("q1", ("1",)),))
    assert effects(revised(q5=skipped)) == [("unfinished", "", ("1",)), ("new", "q5", ())]


def test_options_that_are_gone_or_read_otherwise_are_named_with_the_forms_that_hold_them():
    q2 = dataclasses.replace(FORM.items[1], options=(FORM.items[1].options[0], Option("2", "other")))
    assert effects(revised(q2=q2)) == [("answers", "q2", ("1", "2")), ("answers", "q2", ())]
    assert "option 2 was “option 2” and is “other”: 2 forms have it ticked" in words(revised(q2=q2))
    q3 = dataclasses.replace(FORM.items[2], options=FORM.items[2].options[:3])
    assert effects(revised(q3=q3)) == [("answers", "q3", ("1",))]
    more = dataclasses.replace(FORM.items[0], options=(*FORM.items[0].options, Option("4", "more")))
    assert effects(revised(q1=more)) == [("wording", "q1", ())]


def test_another_kind_names_the_answers_that_no_longer_fit():
    assert effects(revised(q1=dataclasses.replace(FORM.items[0], kind="many"))) == [("answers", "q1", ("1", "2", "3"))]
    assert effects(revised(q4=item("q4")))[0] == ("answers", "q4", ("1",))  # a blank is blank in any kind


def test_skips_say_which_forms_they_touch():
    skipped = dataclasses.replace(FORM.items[1], asked_when=(Condition("q1", ("1",)),))
    assert effects(revised(q2=skipped)) == [("skips", "q2", ("2",))]
    assert "q2: is asked only where q1 is 1; no longer on 1 form" in words(revised(q2=skipped))
    back = [(one.kind, one.item, one.words) for one in revision_effects(revised(q2=skipped), FORM, KEYED)]
    assert back == [("skips", "q2", "is asked of everybody; now on 1 form where it was skipped")]


def test_a_figure_that_changes_and_words_that_change_are_told_apart():
    q1 = dataclasses.replace(FORM.items[0], favourable=("1", "2"), text="What of q1?", topic="other")
    assert effects(revised(q1=q1)) == [
        ("figures", "q1", ("1", "2", "3")),
        ("wording", "q1", ("1", "2", "3")),
        ("wording", "q1", ()),
    ]
    assert "favourable was 1 and is 1, 2" in words(revised(q1=q1))


def test_order_and_title_are_words():
    turned = dataclasses.replace(FORM, title="Other", items=FORM.items[::-1])
    assert effects(turned) == [("wording", "", ()), ("wording", "", ())]


def test_a_form_keyed_twice_is_one_form_however_its_serial_is_written():
    record = Record()
    for keying, serial in ((1, "7"), (2, "07")):
        subject = f"return/{keying}"
        header = {names.QUESTIONNAIRE: FORM.id, names.SERIAL: serial, names.KEYING: keying, names.item("q1"): "1"}
        said(record, sitting("JN", f"jn{keying}"), *((subject, field, value) for field, value in header.items()))
    assert effects(revised(q1=None), returns(record, FORM.id)) == [("gone", "q1", ("7",))]


def test_what_was_settled_counts_and_not_what_was_keyed():
    (one,) = forms(("1", "1", ["1"], "blank"))
    said(one.record, sitting("MB"), (one.id, names.settled("q1"), "2"))
    q1 = dataclasses.replace(FORM.items[0], options=(*FORM.items[0].options[:1], Option("2", "b"), Option("3", "c")))
    assert effects(revised(q1=q1), (one,)) == [("answers", "q1", ("1",)), ("answers", "q1", ())]
