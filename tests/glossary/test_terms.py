from __future__ import annotations

import json
import unicodedata

import pytest

from fieldwork.errors import DefinitionError
from fieldwork.glossary.terms import Term, load_synonyms, load_terms

# The 37 entries of the source's own glossary (Stockport 2009, Appendix 5).
APPENDIX_5 = """ASB/ASBO; Asset; CAF; CAMHS; Careworks; CRB; DTO; Estyn; ETE; FTE; HM; HMIC; HMI Prisons; HMI Probation;
Interventions (constructive and restrictive); ISSP; LoR; LSC; LSCB; MAPPA; Ofsted; PCT; PPO; Pre-CAF; PSR;
Reoffending rate after 9 months; RMP; RoH; RoH work; RoSH; SIFA; SQIFA; VMP; YJB; YOI; YOIS+; YOS/T"""
TERMS = load_terms()


def entry(**fields):
    return {"term": "RMP", "definition": "A plan.", "source": "assumed", **fields}


def written(tmp_path, content):
    file = tmp_path / "glossary.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return file


def test_every_entry_of_the_source_is_there():
    wanted = {" ".join(name.split()) for name in APPENDIX_5.split(";")}
    assert len(wanted) == 37
    assert wanted <= {term.term for term in TERMS if "Appendix 5" in term.source}


def test_a_term_and_its_years_stand_there_once():
    keys = [(term.term, term.years) for term in TERMS]
    assert len(keys) == len(set(keys))


def test_see_leads_somewhere_else():
    names = {term.term for term in TERMS}
    for term in TERMS:
        assert set(term.see) <= names - {term.term}, term
        assert len(set(term.see)) == len(term.see), term


def test_all_letters_are_latin():
    for term in TERMS:
        everything = " ".join((term.term, term.expansion, term.definition, term.source, *term.aliases))
        assert not [c for c in everything if c.isalpha() and "LATIN" not in unicodedata.name(c)], term


def test_every_term_is_defined_and_sourced():
    for term in TERMS:
        assert term.definition.endswith("."), term
        assert term.source, term
        assert term.years, term


def test_fte_means_two_things():
    meanings = [term for term in TERMS if term.term == "FTE"]
    assert [term.expansion for term in meanings] == ["Full-time equivalent", "First-time entrant"]
    assert [term.covers(2009) for term in meanings] == [True, False]
    assert [term.covers(2025) for term in meanings] == [False, True]


@pytest.mark.parametrize(
    ("years", "covered"),
    [
        ("", {2008, 2009, 2013, 2014}),
        ("2009", {2009}),
        ("2009\u20132013", {2009, 2013}),
        ("2009\u2013", {2009, 2013, 2014}),
        ("\u20132013", {2008, 2009, 2013}),
    ],
)
def test_years(years, covered):
    term = Term("X", "", "Something.", years=years, source="assumed")
    assert {year for year in (2008, 2009, 2013, 2014) if term.covers(year)} == covered


def test_an_entry_needs_only_term_definition_and_source(tmp_path):
    (term,) = load_terms(written(tmp_path, [entry()]))
    assert term == Term("RMP", "", "A plan.", source="assumed")
    assert hash(term) == hash(Term("RMP", "", "A plan.", source="assumed"))
    assert term != Term("RMP", "", "Another plan.", source="assumed")
    assert term != "RMP"
    assert repr(term) == "Term('RMP', years='')"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "is not JSON"),
        ({"term": "RMP"}, "expected a list of entries"),
        (["RMP"], "entry 1: expected an object"),
        ([entry(term="")], "'term' is missing or empty"),
        ([entry(definition="  ")], "'definition' is missing or empty"),
        ([entry(definition=7)], "expected text in 'definition'"),
        ([entry(aliases="plan")], "expected a list of texts in 'aliases'"),
        ([entry(see=[""])], "expected a list of texts in 'see'"),
        ([entry(color="red")], "unknown field 'color'"),
        ([entry(years="lately")], "expected 'years' such as 2009"),
        ([entry(years="\u2013")], "expected 'years' such as 2009"),
        ([entry(years="2013\u20132009")], "expected 'years' such as 2009"),
        ([entry(), entry()], r"RMP \(\) stands there twice"),
        ([entry(see=["VMP"])], "'see' names 'VMP'"),
    ],
)
def test_a_wrong_entry_is_named(tmp_path, content, said):
    file = written(tmp_path, content)
    with pytest.raises(DefinitionError, match=said) as caught:
        load_terms(file)
    assert str(file) in str(caught.value)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(DefinitionError, match=r"nowhere\.json cannot be read"):
        load_terms(tmp_path / "nowhere.json")


def test_synonyms_are_groups_of_words(tmp_path):
    assert all(len(group) > 1 for group in load_synonyms())
    with pytest.raises(DefinitionError, match="group 1: expected a list of words"):
        load_synonyms(written(tmp_path, ["prison"]))
