"""XLSForm in and out: a form in the manner of real ones, and our own there and back, past pyxform."""

from __future__ import annotations

import pytest
from builders import item, small_questionnaire
from exchange.forms import YES_NO, book, questionnaires
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyxform.xls2xform import convert

from fieldwork.errors import BadInputError
from fieldwork.exchange.xlsform import questionnaire_from_xlsform
from fieldwork.exchange.xlsform_writing import xlsform_of
from fieldwork.programme.loading import (
    find_questionnaire,
    questionnaire_from_dict,
    questionnaire_to_dict,
    shipped_questionnaires,
)
from fieldwork.programme.models import Condition, Item, Option, Questionnaire
from fieldwork.text import shown

HEAD = ("type", "name", "label")


def taken(content, language=""):
    return questionnaire_from_xlsform(content, "survey.xlsx", language)


def remarks(*rows, head=HEAD, choices=YES_NO, **more):
    found = taken(book(survey=[head, *rows], choices=choices, **more))
    return found, [str(one) for one in found.remarks if "respondents" not in str(one)]


def warnings_of_pyxform(content):
    warned = []
    convert(content, warnings=warned, file_type=".xlsx")
    return warned


@pytest.mark.parametrize("id_", list(shipped_questionnaires()))
def test_what_ships_goes_out_past_pyxform_and_comes_back_equal(id_):
    form = find_questionnaire(id_)
    content = xlsform_of(form)
    assert warnings_of_pyxform(content) == []
    back = taken(content)
    assert (back.questionnaire, back.remarks) == (form, ())


@settings(max_examples=40)
@given(questionnaires())
def test_any_questionnaire_goes_out_past_pyxform_and_comes_back_equal(form):
    content = xlsform_of(form)
    assert warnings_of_pyxform(content) == []
    back = taken(content)
    assert (back.questionnaire, back.remarks) == (form, ())


def test_a_text_that_xlsform_would_take_for_a_reference_is_refused():
    form = small_questionnaire()
    bad = Item("q9", "Is ${q1} right?", "text", "q9", "assumed")
    with pytest.raises(BadInputError, match="Item q9 cannot be an XLSForm"):
        xlsform_of(Questionnaire("f", "F", "c", "c", "s", (*form.items, bad)))


REAL_SURVEY = (
    (
        "type",
        "name",
        "label::English (en)",
        "label::Cymraeg (cy)",
        "hint::English (en)",
        "relevant",
        "required",
        "appearance",
        "constraint",
        "choice_filter",
    ),
    ("start", "start", "", "", "", "", "", "", "", ""),
    ("note", "intro", "Thank you for your help.", "Diolch am eich help.", "", "", "", "", "", ""),
    ("begin group", "about", "About you", "Amdanoch chi", "", "", "", "field-list", "", ""),
    (
        "select_one sex",
        "sex",
        "Are you a boy or a girl?",
        "Bachgen neu ferch?",
        "Tick one",
        "",
        "yes",
        "minimal",
        "",
        "",
    ),
    ("integer", "age", "How old are you?", "Faint yw eich oed?", "", "", "", "", ". > 9 and . < 19", ""),
    ("end group", "", "", "", "", "", "", "", "", ""),
    ("select_one yes_no", "had_worker", "Did you have a worker?", "Oedd gennych weithiwr?", "", "", "yes", "", "", ""),
    ("begin_group", "worker", "Your worker", "Eich gweithiwr", "", "${had_worker} = 'yes'", "", "", "", ""),
    ("select_one agree", "listened", "My worker listened to me.", "", "", "", "", "likert", "", ""),
    (
        "select_multiple help",
        "helped",
        "What did they help with?",
        "Gyda beth?",
        "",
        "${listened} != 'no_way'",
        "",
        "",
        "",
        "",
    ),
    ("text", "other_help", "What else?", "Beth arall?", "", "selected(${helped}, 'other')", "", "multiline", "", ""),
    ("select_one agree", "more", "Do you want more?", "Rhagor?", "", "${age} > 15", "", "", "", ""),
    ("end_group", "", "", "", "", "", "", "", "", ""),
    ("begin_repeat", "sessions", "Sessions", "", "", "", "", "", "", ""),
    ("text", "session", "What was it about?", "", "", "", "", "", "", ""),
    ("end_repeat", "", "", "", "", "", "", "", "", ""),
    ("select_one yes_no or_other", "again", "Will you offend again?", "Eto?", "", "", "", "", "", ""),
    ("select_one towns", "town", "Where do you live?", "Ble?", "", "", "", "", "", ""),
    ("select_one yes_no", "sex", "Twice?", "", "", "", "", "", "", ""),
    ("select_one nothing", "lost", "Which list?", "", "", "", "", "", "", ""),
    ("geopoint", "where", "Where are you?", "", "", "", "", "", "", ""),
    ("text", "why", "Why?", "Pam?", "", "${lost} = '1'", "", "", "", "town = ${town}"),
)  # fmt: skip (rows as in the sheet)
REAL_CHOICES = (
    ("list_name", "name", "label::English (en)", "label::Cymraeg (cy)"),
    ("sex", "m", "a boy", "bachgen"),
    ("sex", "f", "a girl", "merch"),
    ("yes_no", "yes", "Yes", "Ydw"),
    ("yes_no", "no", "No", "Nac ydw"),
    ("agree", "always", "Always", "Bob amser"),
    ("agree", "sometimes", "Sometimes", "Weithiau"),
    ("agree", "no_way", "Never", "Byth"),
    ("help", "school", "School", "Ysgol"),
    ("help", "home", "Home", "Cartref"),
    ("help", "other", "Other", "Arall"),
    *(("towns", f"t{n}", f"Town {n}", f"Tref {n}") for n in range(1, 12)),
)  # fmt: skip (rows as in the sheet)
REAL_SETTINGS = (("form_title", "form_id", "default_language"), ("What do YOU think?", "voices-2011", "English (en)"))


def real(language=""):
    return taken(book(survey=REAL_SURVEY, choices=REAL_CHOICES, settings=REAL_SETTINGS), language)


def test_of_a_form_in_the_manner_of_real_ones_what_can_be_taken_is_taken():
    form = real().questionnaire
    assert (form.id, form.title) == ("voices-2011", "What do YOU think?")
    assert [(one.id, one.kind) for one in form.items] == [
        ("sex", "one"),
        ("age", "text"),
        ("had_worker", "one"),
        ("listened", "one"),
        ("helped", "many"),
        ("other_help", "text"),
        ("more", "one"),
        ("again", "one"),
        ("why", "text"),
    ]
    asked = {one.id: (one.asked_when, one.asked_if) for one in form.items}
    had = Condition("had_worker", ("1",))
    assert asked["listened"] == ((had,), "all")
    assert asked["helped"] == ((had, Condition("listened", ("3",), negated=True)), "all")
    assert asked["other_help"] == ((had, Condition("helped", ("3",))), "all")
    assert asked["more"] == ((had,), "all")
    assert asked["sex"] == asked["why"] == ((), "all")
    assert form.item["listened"].options == (Option("1", "Always"), Option("2", "Sometimes"), Option("3", "Never"))
    assert form.item["listened"].source == "survey.xlsx, sheet survey, row 10"


def test_of_a_form_in_the_manner_of_real_ones_what_cannot_be_taken_is_named():
    found = real()
    assert [(one.place.row, one.place.column, one.found, one.outcome) for one in found.losses] == [
        (13, "relevant", "the item 'age', which is free text", "item more is asked where its group is"),
        (15, "type", "a repeat", "everything up to its end is left out"),
        (18, "type", "or_other", "the item is taken without it"),
        (19, "type", "the list 'towns' with 11 choices", "the item is left out"),
        (20, "name", "'sex' for the second time", "the item is left out"),
        (21, "type", "the list 'nothing'", "the item is left out"),
        (22, "type", "'geopoint'", "the item is left out"),
        (23, "relevant", "the item 'lost', which was left out", "item why is asked of everybody"),
    ]
    changes = "\n".join(str(one) for one in found.remarks if not one.loss)
    for words in (
        "sheet choices, row 4, column name: found the names 'yes, no', expected 1 to 2 in the list 'yes_no'",
        "they were numbered in order: 1 = yes, 2 = no.",
        "sheet survey, row 2, column type: found 'start'",
        "sheet survey, row 3, column type: found 'note', expected something to answer; it is not kept.",
        "sheet survey, row 4, column label: found the heading 'About you'",
        "sheet survey, row 6, column type: found 'integer', expected boxes or free text; 'age' is keyed as free text.",
        "sheet survey, column hint: found hints (row 5), expected none; they are not kept.",
        "sheet survey, column constraint: found limits on what may be answered (row 6)",
    ):
        assert words in changes
    assert "appearance" not in changes
    assert "required" not in changes


def test_one_language_is_taken_and_the_others_are_known():
    found = real()
    assert (found.language, found.languages) == ("English (en)", ("English (en)", "Cymraeg (cy)"))
    for name in ("cy", "cymraeg", "Cymraeg (cy)"):
        welsh = real(name)
        assert welsh.language == "Cymraeg (cy)"
        assert welsh.questionnaire.item["sex"].text == "Bachgen neu ferch?"
        assert welsh.questionnaire.item["sex"].options[0].label == "bachgen"
    assert any(
        "row 10, column label: found a label in 'English (en)', expected one in 'Cymraeg (cy)'" in str(one)
        for one in welsh.remarks
    )
    with pytest.raises(BadInputError, match=r"no labels in 'French'; it has 'English \(en\)', 'Cymraeg \(cy\)'"):
        real("French")


def test_without_a_default_the_labels_of_no_language_are_taken_before_the_first():
    plain = book(survey=[("type", "name", "label::Welsh", "label"), ("text", "q", "Pam?", "Why?")])
    assert taken(plain).questionnaire.item["q"].text == "Why?"
    none = book(survey=[("type", "name", "label::Welsh", "label:English"), ("text", "q", "Pam?", "Why?")])
    assert taken(none).questionnaire.item["q"].text == "Pam?"
    assert taken(none, "english").questionnaire.item["q"].text == "Why?"


def test_numbers_are_read_as_a_person_reads_them():
    found, said = remarks(
        ("select_one l", "q1", "A?", ""),
        ("text", "q2", "B?", "${q1} = 1"),
        ("text", "q3", "B?", "${q1} = '2'"),
        head=(*HEAD, "relevant"),
        choices=[("list_name", "name", "label"), ("l", 1.0, "Yes"), ("l", "2.0", 0.5)],
    )
    assert found.questionnaire.item["q1"].options == (Option("1", "Yes"), Option("2", "0.5"))
    assert found.questionnaire.item["q3"].asked_when == (Condition("q1", ("2",)),)
    assert len(said) == 1


def test_old_names_of_columns_and_types_are_known():
    found, said = remarks(
        ("select one from yn", "q1", "A?", ""),
        ("SELECT_MULTIPLE yn", "q2", "B?", "${q1} = '1'"),
        head=("Type", "Name", "Caption", "Relevance"),
        choices=[("List Name", "Value", "Label"), *YES_NO[1:]],
    )
    assert [(one.kind, len(one.asked_when)) for one in found.questionnaire.items] == [("one", 0), ("many", 1)]
    assert said == []


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("", "q", "A?"), "row 2, column type: found nothing, expected a type; cells that are merged"),
        (("text", "", "A?"), "row 2, column name: found nothing, expected the name of the item"),
        (("text", "q", ""), "row 2, column label: found nothing, expected the wording of the item"),
        (("text", "q", "=1+1"), "row 2, column label: found a formula, expected a text; the cell is left out"),
        (("=A1", "q", "A?"), "row 2, column type: found a formula"),
        (("begin group", "q", ""), "row 2, column type: found the begin of a group without its end"),
        (("end group", "", ""), "row 2, column type: found 'end group', expected a begin before it"),
        (("rank yn", "q", "A?"), "row 2, column type: found 'rank yn', expected select_one"),
        (("select_one", "q", "A?"), "row 2, column type: found the list ''"),
        (("text", "q", "A" * 6000), "row 2, column label: found 6,000 characters"),
        (("text", "serial", "A?"), "row 2, column name: found 'serial', expected"),
        (("text", "_x y", "A?"), "the item is called x_y"),
        (("text", "q", "Is ${name} well?"), "expected a text that paper can print"),
    ],
)
def test_each_wrong_row_is_named(row, words):
    _, said = remarks(row, ("text", "last", "Last?"))
    assert any(words in one for one in said), said


def test_nothing_that_can_be_keyed_is_no_questionnaire():
    found, _ = remarks(("note", "n", "Hello"))
    assert found.questionnaire is None


@pytest.mark.parametrize(
    ("choices", "words"),
    [
        ([("", "1", "Yes")], "column list_name: found nothing"),
        ([("yn", "", "Yes")], "column name: found nothing"),
        ([("yn", "3", "")], "column label: found nothing"),
        ([("yn", "1", "Yes")], "'1' for the second time"),
        ([("l", "1", "Yes")], "the list 'l' with 1 choices, expected from 2 to 9"),
    ],
)
def test_each_wrong_choice_is_named(choices, words):
    _, said = remarks(("select_one yn", "q", "A?"), ("select_one l", "q2", "A?"), choices=[*YES_NO, *choices])
    assert any(words in one for one in said), said


def test_two_lists_alike_but_for_their_names_are_two():
    found, _ = remarks(
        ("select_one a", "q1", "A?", ""),
        ("select_one b", "q2", "A?", ""),
        ("text", "q3", "Why?", "${q2} = 'nein'"),
        head=(*HEAD, "relevant"),
        choices=[YES_NO[0], ("a", "y", "Yes"), ("a", "n", "No"), ("b", "ja", "Yes"), ("b", "nein", "No")],
    )
    assert found.questionnaire.item["q3"].asked_when == (Condition("q2", ("2",)),)


def test_columns_of_our_own_are_checked():
    _, said = remarks(
        ("select_one yn", "q1", "A?", "1 9", "Most."),
        ("select_one yn", "q2", "A?", "", "{share} said so."),
        ("text", "q3", "A?", "1", ""),
        head=(*HEAD, "fieldwork_favourable", "fieldwork_finding"),
    )
    assert len(said) == 4
    for words in ("found '9', expected names of choices (1, 2)", "found 'Most.'", "favourable choices that it counts"):
        assert any(words in one for one in said), said


def test_an_item_of_the_builders_is_as_good():
    form = Questionnaire("1-f", "F", "c", "c", "s", (item("1"), item("meta", "many", 9), item("data", "text")))
    assert taken(xlsform_of(form)).questionnaire == form


CELLS = st.one_of(
    st.sampled_from(
        [
            "select_one yn",
            "select_multiple yn",
            "select_one l or_other",
            "text",
            "integer",
            "note",
            "begin group",
            "end group",
            "begin repeat",
            "end repeat",
            "calculate",
            "q1",
            "q2",
            "_q",
            "serial",
            "Serial",
            "1",
            "meta",
            "A?",
            "${q1} = '1'",
            "selected(${q2}, '2') or ${q1} = ''",
            "not(${q1} = 1)",
            "=1+1",
            "{share} x",
            "1 2",
            "yn",
            "l",
            "",
        ]
    ),
    st.integers(-3, 10),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.text(max_size=6).map(lambda text: text.lstrip("={")),  # a formula that no spreadsheet would have written
    st.just("x" * 5_001),
)  # fmt: skip (a plain list)
HEADS = st.lists(
    st.sampled_from(
        [
            "name",
            "label",
            "label::Welsh",
            "relevant",
            "hint",
            "fieldwork_topic",
            "fieldwork_favourable",
            "fieldwork_finding",
            "fieldwork_id",
            "fieldwork_source",
            "list_name",
            "form_id",
            "form_title",
            "constraint",
        ]
    ),
    unique=True,
    max_size=9,
)  # fmt: skip (a plain list)


def test_a_setting_too_long_for_a_definition_is_cut_and_named():
    found = taken(
        book(
            survey=[["type", "name", "label"], ["text", "q1", "What did you like?"]],
            choices=[["list_name", "name", "label"]],
            settings=[["form_id", "fieldwork_source"], ["visits", "x" * 5_001]],
        )
    )
    assert found.questionnaire.source == "x" * 5_000
    assert any("fieldwork_source" in str(one) and "5,001 characters" in str(one) for one in found.remarks)


@st.composite
def sheets(draw, *needed):
    head = [*needed, *(name for name in draw(HEADS) if name not in needed)]
    rows = draw(st.lists(st.lists(CELLS, min_size=len(head), max_size=len(head)), max_size=8))
    return [head, *rows]


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(sheets("type", "name", "label"), sheets("list_name", "name", "label"), sheets("form_id"))
def test_whatever_stands_in_a_form_it_is_taken_or_named(survey, choices, settings_sheet):
    found = taken(book(survey=survey, choices=choices, settings=settings_sheet))
    if found.questionnaire is not None:  # it was checked like any other definition
        assert found.questionnaire == questionnaire_from_dict(questionnaire_to_dict(found.questionnaire), "it")
    for remark in found.remarks:
        assert str(remark) == shown(str(remark))
        assert len(str(remark)) < 700
