from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.glossary.search import Hit, Index, load_index, search, year_of
from fieldwork.glossary.terms import Term, load_terms

INDEX = load_index().prepare()
TERMS = load_terms()

# What is typed, and the term that must come first: names in any dress, endings, beginnings, slips.
FIRST = {
    "RoSH": "RoSH",
    "rosh": "RoSH",
    "roh": "RoH",
    "LoR": "LoR",
    "lor": "LoR",
    "m.a.p.p.a.": "MAPPA",
    "M A P P A": "MAPPA",
    "mappa?": "MAPPA",
    "МАРРА": "MAPPA",
    "НМ": "HM",
    "нм": "HM",
    "ΜΑΡΡΑ": "MAPPA",
    "precaf": "Pre-CAF",
    "pre caf": "Pre-CAF",
    "PRE-CAF": "Pre-CAF",
    "hmi-probation": "HMI Probation",
    "hmiprobation": "HMI Probation",
    "yos": "YOS/T",
    "yot": "YOS/T",
    "YOS/YOT": "YOS/T",
    "yost": "YOS/T",
    "yois": "YOIS+",
    "yois+": "YOIS+",
    "asb": "ASB/ASBO",
    "asbo": "ASB/ASBO",
    "asb asbo": "ASB/ASBO",
    "estyn": "Estyn",
    "ofsted": "Ofsted",
    "“RMP”": "RMP",
    "Ófsted": "Ofsted",
    "what do you think": "What do YOU think?",
    "reoffending rate after 9 months": "Reoffending rate after 9 months",
    "risk of harm": "RoH",
    "risk of serious harm": "RoSH",
    "likelihood of reoffending": "LoR",
    "youth justice board": "YJB",
    "youth offending team": "YOS/T",
    "vulnerability management plan": "VMP",
    "multi agency public protection arrangements": "MAPPA",
    "constructive intervention": "Interventions (constructive and restrictive)",
    "restrictive interventions": "Interventions (constructive and restrictive)",
    "core case inspection": "CCI",
    "management board": "YOT Management Board",
    "victim worker": "victim liaison worker",
    "looked after child": "LAC",
    "breach": "enforcement",
    "self assessment": "self-assessment",
    "dtos": "DTO",
    "PSRs": "PSR",
    "assets": "Asset",
    "referral orders": "referral order",
    "home visits": "home visit",
    "licences": "licence",
    "interventions": "Interventions (constructive and restrictive)",
    "reoffend": "reoffending",
    "countersigning": "countersigned",
    "safeguards": "Safeguarding",
    "screenings": "screening",
    "map": "MAPPA",
    "camh": "CAMHS",
    "vulnerab": "vulnerability",
    "safeg": "Safeguarding",
    "restor": "restorative justice",
    "carew": "Careworks",
    "motivational int": "Motivational Interviewing",
    "mapa": "MAPPA",
    "mappaa": "MAPPA",
    "mpapa": "MAPPA",
    "rsoh": "RoSH",
    "rosch": "RoSH",
    "assset": "Asset",
    "asett": "Asset",
    "saftguarding": "Safeguarding",
    "safegaurding": "Safeguarding",
    "vunerability": "vulnerability",
    "ofstead": "Ofsted",
    "estin": "Estyn",
    "likelyhood of reoffending": "LoR",
    "refferal order": "referral order",
    "camsh": "CAMHS",
    "sqfia": "SQIFA",
    "carworks": "Careworks",
    "yoth offending team": "YOS/T",
    "restoritive justice": "restorative justice",
    "countersinged": "countersigned",
    "what is a pct": "PCT",
    "what does MAPPA mean?": "MAPPA",
    "meaning of ISSP": "ISSP",
}

# Descriptions, and the term that must come first or second.
DESCRIBED = {
    "plan to protect a vulnerable child": "VMP",
    "who checks schools": "Ofsted",
    "mental health screening": "SIFA",
    "custodial sentence for young person": "DTO",
    "council for training": "LSC",
    "prison for young people": "YOI",
    "inspectorate for police": "HMIC",
    "schools inspectorate wales": "Estyn",
    "plan to keep the public safe from someone": "Public Protection",
    "report for the court before sentence": "PSR",
    "computer system for cases": "case recording system",
    "criminal record check": "CRB",
    "board that protects children locally": "LSCB",
    "mental health services for children": "CAMHS",
    "agencies managing dangerous offenders together": "MAPPA",
    "signed by a manager": "countersigned",
    "volunteers meet the young person and agree a contract": "referral order",
    "meeting the victim to repair the harm": "restorative justice",
    "likely to offend again": "LoR",
    "intensive supervision 25 hours": "ISSP",
    "children and young people mental health nhs": "CAMHS",
    "quick request for extra service": "Pre-CAF",
    "first time in the youth justice system": "FTE",
    "visit to the family's house": "home visit",
    "kid in foster care": "looked-after",
    "released from prison under conditions": "licence",
    "worker for victims": "victim liaison worker",
    "questionnaire the young person fills in about themselves": "What do YOU think?",
    "pay grant for equipment": "Youth Opportunities Fund",
    "antisocial behaviour court order": "ASB/ASBO",
    "harm with serious impact": "RoSH",
    "further offences per 100 people": "Reoffending rate after 9 months",
    "local health trust": "PCT",
    "prolific offender extra attention": "PPO",
    "how harmful is he to others": "RoH",
}

NONSENSE = [
    "xyzzy",
    "qwrtplk",
    "zzzz",
    "florble",
    "the of and",
    "",
    "   ",
    "?!",
    "\u202e",
    "hgf",
    "asdf",
    "abcd",
    "1234567",
    "😀",
]


def found(query, **options):
    return [hit.term.term for hit in INDEX.search(query, **options)]


@pytest.mark.parametrize(("query", "term"), FIRST.items())
def test_a_name_finds_its_term_first(query, term):
    assert found(query)[0] == term


@pytest.mark.parametrize(("query", "term"), DESCRIBED.items())
def test_a_description_finds_its_term_first_or_second(query, term):
    assert term in found(query)[:2]


@pytest.mark.parametrize("query", NONSENSE)
def test_nonsense_finds_nothing(query):
    assert found(query) == []


@pytest.mark.parametrize(
    ("query", "match"),
    [
        ("rosh", "exact"),
        ("m.a.p.p.a.", "exact"),
        ("risk of serious harm", "full name"),
        ("yot", "alias"),
        ("dtos", "inflected"),
        ("safeg", "prefix"),
        ("mapa", "close spelling"),
        ("who checks schools", "meaning"),
    ],
)
def test_a_hit_says_how_it_was_found(query, match):
    assert INDEX.search(query)[0].match == match


def test_roh_is_not_rosh():
    assert found("roh")[0] == "RoH"
    assert found("rosh")[0] == "RoSH"


def test_colliding_terms_are_both_found_and_the_year_decides_which_comes_first():
    assert [hit.term.expansion for hit in INDEX.search("fte")][:2] == ["Full-time equivalent", "First-time entrant"]
    assert INDEX.search("fte", year=year_of("cci-2009"))[0].term.expansion == "Full-time equivalent"
    assert INDEX.search("fte", year=2024)[0].term.expansion == "First-time entrant"


@pytest.mark.parametrize(
    ("programme", "year"),
    [("cci-2009", 2009), ("sqs-2013", 2013), ("sqs-2013-own", 2013), ("own", None), ("own-13", None), ("", None)],
)
def test_the_year_of_a_programme(programme, year):
    assert year_of(programme) == year


def test_limit():
    assert len(found("order", limit=3)) == 3
    assert found("order", limit=0) == []
    assert found("order", limit=-1) == []


def test_what_nothing_fits_still_has_neighbours():
    assert len(INDEX.nearest("florble")) == 5
    assert INDEX.nearest("rushh", limit=1)
    assert Index(()).nearest("rosh") == []


def test_an_empty_glossary_finds_nothing():
    assert Index(()).prepare().search("rosh") == []
    assert search((), "plan for a child") == []


def test_search_takes_terms_or_an_index():
    assert search(INDEX, "rosh", limit=1) == search(TERMS, "rosh", limit=1)
    assert repr(search(INDEX, "rosh", limit=1)) == "[Hit(Term('RoSH', years='2000\u2013'), 'exact', 1.000)]"


def test_hits_are_values():
    one, other = (Hit(Term("A", "", "An a.", source="assumed"), "exact", 1.0) for _ in range(2))
    assert one == other
    assert hash(one) == hash(other)
    assert one != "A"


def test_another_number_is_another_thing():
    assert INDEX.search("section 17")[0].match == "alias"
    assert "close spelling" not in [hit.match for hit in INDEX.search("section 47")]


def test_a_short_name_does_not_swallow_a_word():
    """`harm` is a word of its own, not the beginning of the alias harmful sexual behaviour."""
    assert found("harm")[0] == "RoH"


@pytest.mark.parametrize("term", TERMS, ids=lambda term: f"{term.term} {term.years}")
def test_every_term_finds_itself_first_in_any_dress(term):
    name = term.term
    for dressed in (name, name.upper(), name.lower(), ".".join(name), " ".join(name), f" {name} "):
        assert INDEX.search(dressed)[0].term.term == name, dressed


@given(st.text())
def test_search_takes_any_text(query):
    hits = INDEX.search(query)
    assert hits == INDEX.search(query)
    scores = [round(hit.score, 6) for hit in hits]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)


@given(st.lists(st.sampled_from(sorted({word for term in TERMS for word in term.definition.split()})), max_size=40))
def test_search_takes_any_words_of_the_field(words):
    hits = INDEX.search(" ".join(words), limit=300)
    assert len({id(hit.term) for hit in hits}) == len(hits)


@given(st.sampled_from(TERMS), st.data())
def test_one_slip_in_a_longer_name_is_forgiven(term, data):
    letters = [at for at, letter in enumerate(term.term) if letter.isalpha()]
    if len(letters) < 6:
        return
    at = data.draw(st.sampled_from(letters[1:]))
    slipped = term.term[:at] + term.term[at + 1 :]
    assert term.term in found(slipped)
