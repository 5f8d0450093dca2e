"""What a definition may not say, and the sentence that refuses it: file, table, what was found, what was expected."""

from __future__ import annotations

from typing import Any

import pytest
from builders import small_programme, small_questionnaire

from fieldwork.errors import DefinitionError
from fieldwork.programme.loading import (
    programme_from_dict,
    programme_to_dict,
    questionnaire_from_dict,
    questionnaire_to_dict,
)

GONE = object()
EVERY_TABLE = [
    "sections",
    "criteria",
    "threads",
    "bands",
    "attributes",
    "dates",
    "classifications",
    "questions",
]  # tables with a source each


def change(data: Any, path: str, value: object) -> None:
    """Sets what `path` ("questions.1.rule.parent") leads to; `GONE` takes it away; "+" appends to a list."""
    *way, last = path.split(".")
    for step in way:
        data = data[int(step) if step.isdigit() else step]
    if last == "+":
        data.append(value)
    elif value is GONE:
        del data[int(last) if last.isdigit() else last]
    else:
        data[int(last) if last.isdigit() else last] = value


def refusal(path: str, value: object) -> str:
    data = programme_to_dict(small_programme())
    change(data, path, value)
    with pytest.raises(DefinitionError) as refused:
        programme_from_dict(data, "bad.toml")
    return one_sentence(str(refused.value))


def form_refusal(path: str, value: object) -> str:
    data = questionnaire_to_dict(small_questionnaire())
    change(data, path, value)
    with pytest.raises(DefinitionError) as refused:
        questionnaire_from_dict(data, "bad.toml")
    return one_sentence(str(refused.value))


def one_sentence(sentence: str) -> str:
    assert sentence.startswith("bad.toml, ")
    assert sentence.endswith(".")
    assert "; expected " in sentence
    assert sentence.isprintable()
    assert len(sentence) < 400
    return sentence


# questions of the small programme: 0 1.1.1, 1 1.1.2 (rule, limit), 2 1.1.3 (rule), 3 1.1.10, 4 1.1.13 (opens on n/a),
# 5 1.1.16 (otherwise no), 6 1.2.1, 7 1.2.2, 8 2.1.1 (custody), 9 2.1.2 (custody, rule), 10 2.1.3 (community)
@pytest.mark.parametrize(
    ("path", "value", "table", "words"),
    [
        # keys and types
        ("nonsense", 1, "programme", "unknown key 'nonsense'"),
        ("title", GONE, "programme", "'title' is missing"),
        ("title", 5, "programme", "title is 5; expected text"),
        ("scores", 1, "programme", "scores is 1; expected true or false"),
        ("strength_from", True, "programme", "strength_from is True; expected a whole number"),
        ("strength_from", 75.5, "programme", "strength_from is 75.5; expected a whole number"),
        ("aggregator", "median", "programme", "expected one of pooled, mean_of_questions"),
        ("sections", {}, "programme", "sections is {}; expected a list"),
        ("sections.0", "1", "section no. 1", "it is '1'; expected a table"),
        ("report", ["x"], "programme", "expected a table of texts"),
        ("report", {"foreword": 5}, "programme", "report.foreword is 5; expected text"),
        ("questions.1.texts", "?", "question 1.1.2", "unknown key 'texts'"),
        ("questions.1.phase", "cell", "question 1.1.2", "expected one of any, community, custody"),
        ("questions.1.threads", "RoH", "question 1.1.2", "threads is 'RoH'; expected a list"),
        ("questions.1.threads.0", 7, "question 1.1.2", "threads[1] is 7; expected text"),
        ("questions.1.id", GONE, "question no. 2", "'id' is missing"),
        ("questions.1.rule.when", "yes", "rule of 1.1.2", "unknown key 'when'"),
        ("questions.1.rule.opens_on", ["maybe"], "rule of 1.1.2", "'maybe'; expected one of yes, no, na"),
        ("questions.1.rule.otherwise", "yes", "rule of 1.1.2", "expected one of na, no"),
        ("questions.1.wordings", GONE, "question 1.1.2", "'wordings' is missing"),
        ("attributes.0.options.0", {"value": "m"}, "option m of sex", "'label' is missing"),
        ("bands.0.edge", "sure", "band DRASTIC", "expected one of proven, assumed"),
        # texts
        ("title", " ", "programme", "title is empty"),
        ("questions.1.text", "", "question 1.1.2", "text is empty"),
        ("questions.1.text", "a\x1b[2Jb", "question 1.1.2", "character U+001B"),
        ("questions.1.text", "a\u202eb", "question 1.1.2", "character U+202E"),
        ("questions.1.text", "a\nb", "question 1.1.2", "character U+000A"),
        ("questions.1.text", "a\ud800b", "question 1.1.2", "character U+D800"),
        ("questions.1.guidance", "x" * 5001, "question 1.1.2", "guidance has 5001 characters"),
        ("recommendations", [""], "programme", "recommendations[1] is empty"),
        ("report", {"foreword": ""}, "programme", "report.foreword is empty"),
        ("report", {"foreword": "{area.x}"}, "report.foreword", "a plain name in braces"),
        ("report", {"foreword": "{0}"}, "report.foreword", "a plain name in braces"),
        ("report", {"foreword": "{"}, "report.foreword", "a plain name in braces"),
        # ids
        ("id", "a/b", "programme", "id is 'a/b'; expected letters, digits"),
        ("id", "", "programme", "id is empty"),
        ("questions.1.id", "../1", "question", "id is '../1'"),
        ("questions.1.id", "=1", "question", "id is '=1'"),
        ("questions.1.id", "x" * 65, "question", "at most 64"),
        ("questions.1.id", "1.1.1", "question 1.1.1", "there twice"),
        ("sections.1.id", "1", "section 1", "there twice"),
        ("threads.1.id", "roh", "thread roh", "there twice"),
        ("criteria.1.id", "1.1", "criterion 1.1", "there twice"),
        ("dates.1.id", "sentence", "attribute or date sentence", "there twice"),
        ("dates.1.id", "age", "attribute or date age", "there twice"),
        ("attributes.1.id", "Case", "attribute or date Case", "a column of every cases file"),
        ("attributes.0.options.1.value", "male", "option of sex male", "there twice"),
        ("questionnaires", ["forms", "forms"], "questionnaire forms", "there twice"),
        # what is named must be there
        ("criteria.0.section", "9", "criterion 1.1", "section is '9'; expected the id of a section (1, 2)"),
        ("questions.1.criterion", "9", "question 1.1.2", "expected the id of a criterion (1.1, 1.2, 2.1)"),
        ("questions.1.threads", ["LOR"], "question 1.1.2", "thread 'LOR'; expected the id of a thread"),
        ("questions.1.threads", ["LoR", "LoR"], "question 1.1.2", "names a thread twice"),
        ("questions.1.rule.parent", "9.9", "rule of 1.1.2", "parent is '9.9'; expected the id of a question"),
        ("questions.1.limit.start", "birth", "limit of 1.1.2", "start is 'birth'; expected the id of a date"),
        ("questions.1.limit.end", "death", "limit of 1.1.2", "end is 'death'"),
        ("questions.1.limit.end", "sentence", "limit of 1.1.2", "both 'sentence'; expected two different dates"),
        ("questions.1.limit.start", "reviews", "limit of 1.1.2", "a date with one value"),
        ("questions.1.limit.days", 0, "limit of 1.1.2", "days is 0; expected a whole number from 1"),
        ("questions.1.limit.days", -5, "limit of 1.1.2", "days is -5"),
        ("questions.1.limit.days", 10**9, "limit of 1.1.2", "from 1 to 3660"),
        # questions
        ("questions.1.good", "na", "question 1.1.2", "good is 'na'; expected yes or no"),
        ("questions.1.wordings.positive", "all fine", "wordings of 1.1.2", "expected {share} in it, once"),
        ("questions.1.wordings.negative", "{share} {share}", "wordings of 1.1.2", "expected {share} in it, once"),
        ("questions.1.wordings.negative", "{share} {x}", "wordings of 1.1.2", "no other braces"),
        ("questions.1.wordings.negative", "{share!r}", "wordings of 1.1.2", "a plain name in braces"),
        ("questions.1.wordings.lacking", "none", "wordings of 1.1.2", "lacking is 'none'"),
        ("questions.1.wordings.positive", "", "wordings of 1.1.2", "positive is empty"),
        # rules
        ("questions.1.rule.parent", "1.1.2", "rule of 1.1.2", "in a circle (1.1.2 → 1.1.2)"),
        ("questions.1.rule.parent", "1.1.3", "rule of 1.1.2", "in a circle (1.1.2 → 1.1.3 → 1.1.2)"),
        ("questions.1.rule.parent", "2.1.1", "rule of 1.1.2", "2.1.1 is asked of phase custody"),
        ("questions.9.rule.parent", "2.1.3", "rule of 2.1.2", "2.1.3 is asked of phase community"),
        ("questions.1.rule.opens_on", [], "rule of 1.1.2", "opens_on is empty"),
        ("questions.1.rule.opens_on", ["yes", "yes"], "rule of 1.1.2", "names an answer twice"),
        ("questions.1.rule.opens_on", ["yes", "no", "na"], "rule of 1.1.2", "opens on every answer"),
        ("questions.5.rule.opens_on", ["yes", "no"], "rule of 1.1.16", "only an n/a parent is left"),
        # bands and proposals
        ("bands", [], "programme", "scores = true and no bands"),
        ("scores", False, "band DRASTIC", "scores = false; expected no bands"),
        ("bands.0.start", 1, "band DRASTIC", "starts at 1; expected the first band to start at 0"),
        ("bands.2.start", 40, "band MODERATE", "starts at 40, and the band before it at 40"),
        ("bands.2.start", 30, "band MODERATE", "bands in rising order"),
        ("bands.3.start", 101, "band MINIMUM", "a per cent from 0 to 100"),
        ("bands.1.earliest", 41, "band SUBSTANTIAL", "lies between 41 and 40, and it starts at 40"),
        ("bands.3.latest", 101, "band MINIMUM", "expected earliest <= start <= latest"),
        ("bands.3.comment", "MODERATE", "band MODERATE", "there twice"),
        ("strength_from", 101, "programme", "strength_from is 101"),
        ("improvement_below", 76, "programme", "from 0 to strength_from, which is 75"),
        ("improvement_below", -1, "programme", "improvement_below is -1"),
        # attributes and classifications
        ("attributes.0.options", [], "attribute sex", "it has 0 options"),
        ("attributes.1.options", [{"value": "1", "label": "1"}], "attribute age", "of kind number and has options"),
        ("attributes.2.title", "Child's name", "attribute inspector", "expected nothing that asks for a person's name"),
        ("attributes.2.id", "first_name", "attribute first_name", "'name'"),
        ("classifications.0.recorded", "rosh", "classification rosh", "recorded is 'rosh'; expected the id of an"),
        ("classifications.0.own", "age", "classification rosh", "an attribute of kind choice"),
        ("classifications.0.own", "rosh_yot", "classification rosh", "both 'rosh_yot'"),
        ("classifications.0.scale", ["low", "extreme"], "classification rosh", "'extreme'; expected values among"),
        ("classifications.0.scale", ["low"], "classification rosh", "1 levels of its scale"),
        # sizes
        ("questions", [], "programme", "it has 0 questions"),
        ("sections", [], "programme", "it has 0 sections"),
    ],
)
def test_a_programme_that_does_not_hold_together_is_refused(path, value, table, words):
    sentence = refusal(path, value)
    assert sentence.startswith(f"bad.toml, {table}")
    assert words in sentence


@pytest.mark.parametrize("table", EVERY_TABLE)
def test_every_table_says_where_it_comes_from(table):
    assert "'source' is missing" in refusal(f"{table}.0.source", GONE)
    assert "source is empty" in refusal(f"{table}.0.source", "")


@pytest.mark.parametrize("path", ["source", "limits_source"])
def test_the_programme_itself_says_where_it_comes_from(path):
    assert "is missing" in refusal(path, GONE)


@pytest.mark.parametrize("inner", ["rule", "limit"])
def test_rules_and_limits_say_where_they_come_from(inner):
    assert f"{inner} of 1.1.2: source is empty" in refusal(f"questions.1.{inner}.source", "")


def test_absurdly_many_questions_are_refused():
    one = programme_to_dict(small_programme())["questions"][0]
    assert "1001 questions" in refusal("questions", [{**one, "id": f"1.{n}"} for n in range(1001)])


def test_line_ends_are_fine_in_the_furniture_of_a_report():
    data = programme_to_dict(small_programme())
    data["report"] = {"foreword": "Of {area}.\n\nAll in all …"}
    assert programme_from_dict(data, "x").report["foreword"].count("\n") == 2


@pytest.mark.parametrize("data", [None, [], "text", 5, {}])
def test_anything_but_a_table_is_refused(data):
    with pytest.raises(DefinitionError):
        programme_from_dict(data, "bad.toml")
    with pytest.raises(DefinitionError):
        questionnaire_from_dict(data, "bad.toml")


@pytest.mark.parametrize(
    ("path", "value", "table", "words"),
    [
        ("respondent", GONE, "questionnaire", "'respondent' is missing"),
        ("id", "a b", "questionnaire", "id is 'a b'"),
        ("items", [], "questionnaire", "it has 0 items"),
        ("items.1.id", "q1", "item q1", "there twice"),
        ("items.1.id", "Serial", "item Serial", "a column of every returns file"),
        ("items.1.kind", "several", "item q2", "expected one of one, many, text"),
        ("items.1.source", "", "item q2", "source is empty"),
        ("items.1.options.0.value", "a", "item q2", "option 1 has the value 'a'; expected '1'"),
        ("items.1.options.0.value", "2", "item q2", "option 1 has the value '2'"),
        ("items.1.options.0.label", " ", "option 1 of q2", "label is empty"),
        ("items.1.options", [{"value": "1", "label": "x"}], "item q2", "it has 1 options; expected from 2 to 9"),
        ("items.1.options", GONE, "item q2", "it has 0 options"),
        ("items.1.favourable", ["4"], "item q2", "favourable has '4'; expected one of 1, 2, 3"),
        ("items.1.favourable", ["1", "1"], "item q2", "names an option twice"),
        ("items.1.favourable", [], "item q2", "a finding and no favourable option"),
        ("items.1.finding", "most liked it", "item q2", "expected {share} in it, once"),
        ("items.3.finding", "{share} wrote", "item q4", "free text and has finding"),
        ("items.3.favourable", ["1"], "item q4", "free text and has favourable"),
        ("items.3.options", [{"value": "1", "label": "x"}], "item q4", "free text and has options"),
        ("items.1.asked_if", "any", "item q2", "it has asked_if = 'any' alone"),
        ("items.1.asked_when", [{"item": "q2", "options": ["1"]}], "condition no. 1 of q2", "its item is 'q2'"),
        ("items.1.asked_when", [{"item": "q3", "options": ["1"]}], "condition no. 1 of q2", "that stands earlier"),
        (
            "items.1.asked_when",
            [{"item": "q1", "options": ["4"]}],
            "condition no. 1 of q2",
            "have '4'; expected one",
        ),
        ("items.1.asked_when", [{"item": "q1", "options": []}], "condition no. 1 of q2", "expected options of q1"),
        ("items.1.asked_when", [{"item": "q1", "options": ["1", "1"]}], "condition no. 1 of q2", "an option twice"),
        ("items.1.asked_when", [{"item": "q1"}], "condition no. 1 of q2", "'options' is missing"),
        ("items.1.asked_when", [{"item": "q1", "options": ["1"]}] * 21, "item q2", "21 conditions; expected at most"),
    ],
)
def test_a_questionnaire_that_does_not_hold_together_is_refused(path, value, table, words):
    sentence = form_refusal(path, value)
    assert sentence.startswith(f"bad.toml, {table}")
    assert words in sentence


def test_ten_options_cannot_be_keyed_with_one_digit():
    options = [{"value": str(n), "label": f"option {n}"} for n in range(1, 11)]
    assert "from 2 to 9" in form_refusal("items.1.options", options)


def test_no_item_hangs_on_free_text():
    data = questionnaire_to_dict(small_questionnaire())
    data["items"].append(data["items"][0] | {"id": "q5", "asked_when": [{"item": "q4", "options": ["1"]}]})
    with pytest.raises(DefinitionError, match=r"condition no\. 1 of q5: its item q4 is free text"):
        questionnaire_from_dict(data, "bad.toml")


def test_skips_are_kept_and_a_definition_without_them_says_nothing_of_them():
    data = questionnaire_to_dict(small_questionnaire())
    assert not any(key.startswith("asked") for one in data["items"] for key in one)
    data["items"][1]["asked_when"] = [{"item": "q1", "options": ["1", "2"], "negated": True}]
    data["items"][1]["asked_if"] = "any"
    assert questionnaire_to_dict(questionnaire_from_dict(data, "good.toml")) == data


PART = {"id": "foreword.verdict", "source": "assumed", "text": "One.\nIn {area}: {score:RoH}.", "needed": True}


def test_parts_of_the_report_are_kept_in_their_order():
    data = programme_to_dict(small_programme())
    assert "parts" not in data
    data["parts"] = [PART, {"id": "commentary", "source": "assumed", "heading": "On {section}", "each": "section"}]
    found = programme_from_dict(data, "good.toml")
    assert [(part.id, part.needed, part.level) for part in found.parts] == [
        ("foreword.verdict", True, 2),
        ("commentary", False, 2),
    ]
    assert programme_to_dict(found)["parts"] == data["parts"]


@pytest.mark.parametrize(
    ("change_of_part", "words"),
    [
        ({"source": None}, "source"),
        ({"holds": "magic"}, "holds is 'magic'"),
        ({"level": 1}, "level is 1"),
        ({"text": "{0}"}, "braces"),
        ({"heading": "{area"}, "braces"),
        ({"text": "a\u202eb"}, "U+202E"),
        ({"each": "section", "holds": "glossary"}, "holds 'glossary'"),
        ({"colour": "red"}, "unknown key 'colour'"),
    ],
)
def test_a_part_that_does_not_hold_together_is_refused(change_of_part, words):
    data = programme_to_dict(small_programme())
    part = {**PART, **change_of_part}
    data["parts"] = [{key: value for key, value in part.items() if value is not None}]
    with pytest.raises(DefinitionError, match=r"^bad\.toml, part foreword\.verdict") as refused:
        programme_from_dict(data, "bad.toml")
    assert words in one_sentence(str(refused.value))


def test_a_part_is_there_once():
    assert "part foreword.verdict" in refusal("parts", [PART, PART])
