"""What holds in both samples: they are rebuilt to the byte, obey the rules, name nobody, and agree with themselves."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from collections import defaultdict
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest

from fieldwork.analysis.timeliness import Gap, gap
from fieldwork.programme.models import Question
from fieldwork.record import names
from fieldwork.record.returns import is_answer, returns
from fieldwork.record.views import Case
from fieldwork.workspace import Workspace

SAMPLES = ("stockport-2009", "dorset-2013")
NAMED = (
    *("Boother", "Neary", "Smith", "Doyle", "Dwyer", "Pentecost", "Fox", "Cole", "Dalman", "Bridges", "Debbie"),
    *("Ward", "Joseph", "Simpson", "Hawkins", "Clive", "Jackie Last", "Coombs", "Malcolm", "Potter", "Stefania"),
)
"""Who is named in the two published documents."""
THEIR_INITIALS = {"MB", "JN", "LS", "AD", "RD", "AP", "JF", "AC", "SD", "AB", "DW", "JS", "CH", "JL", "TC", "MP"}


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rebuilt")
    script = Path(__file__).parents[2] / "scripts" / "build_samples.py"
    subprocess.run([sys.executable, script, "--to", folder], check=True, capture_output=True)
    return folder


@pytest.mark.parametrize("name", SAMPLES)
def test_building_again_gives_the_same_bytes(samples: Path, rebuilt: Path, name: str) -> None:
    same = (rebuilt / f"{name}.json").read_bytes() == (samples / f"{name}.json").read_bytes()
    assert same, "the shipped sample is not what its tables and the definitions give: run `make samples`"


@pytest.mark.parametrize("name", SAMPLES)
def test_what_counts_is_what_the_table_says(samples: Path, request: pytest.FixtureRequest, name: str) -> None:
    workspace: Workspace = request.getfixturevalue(name.partition("-")[0])
    with (samples / f"{name}-answers.csv").open(encoding="utf-8", newline="") as file:
        table = {row.pop("case"): row for row in csv.DictReader(file)}
    found = {
        case.reference: {
            "phases": case.phases,
            **{id_: judgement.answer for id_, judgement in workspace.judgements(case.id).items()},
        }
        for case in workspace.cases
    }
    assert found == table


def test_people_answer_what_the_rules_leave_open_and_nothing_else(sample: Workspace) -> None:
    for judgements in sample.all_judgements.values():
        for judgement in judgements.values():
            assert judgement.status == ("answered" if judgement.ruled is None else "rule"), judgement
            assert not judgement.parked


def test_nothing_is_disputed(sample: Workspace) -> None:
    assert sample.record.disputes() == []


def test_references_are_numbers_and_every_case_has_its_attributes(sample: Workspace) -> None:
    cases = sample.cases
    assert [case.reference for case in cases] == [f"{number:02}" for number in range(1, len(cases) + 1)]
    for case in cases:
        for attribute in sample.programme.attributes:
            value = case.attribute(attribute.id)
            assert value is not None, (case.reference, attribute.id)
            if attribute.kind == "choice":
                assert value in {option.value for option in attribute.options}
        assert 10 <= case.attribute("age") <= 17


def test_the_order_fits_the_phases(sample: Workspace) -> None:
    for case in sample.cases:
        order = case.attribute("order")
        assert (order == "dto") == (case.phases == "both")
        assert (order == "section-90-91") == (case.phases == "custody")


def test_every_answer_is_first_given_by_the_inspector_of_the_case(sample: Workspace) -> None:
    record = sample.record
    for case in sample.cases:
        for field in record.fields(case.id):
            if field.startswith("answer:"):
                assert record.history(case.id, field)[0].by == case.attribute("inspector")
    assert len({case.attribute("inspector") for case in sample.cases}) >= 3


def test_the_lead_settled_three_answers_of_colleagues(stockport: Workspace) -> None:
    record = stockport.record
    histories = [record.history(case.id, field) for case in stockport.cases for field in record.fields(case.id)]
    settled = [
        history
        for history in histories
        if history[0].field.startswith("answer:") and len({entry.by for entry in history}) > 1
    ]
    assert len(settled) == 3
    assert all(history[0].value != history[-1].value for history in settled)


def test_nobody_reads_two_cases_at_once(sample: Workspace) -> None:
    spans: dict[str, list[tuple[datetime, datetime]]] = defaultdict(list)
    for case in sample.cases:
        times = [
            datetime.fromisoformat(entry.at)
            for entry in sample.record
            if entry.subject == case.id
            and entry.by == case.attribute("inspector")
            and entry.field.startswith(("answer:", "date:"))
        ]
        assert times[0].date() == times[-1].date()
        spans[case.attribute("inspector")].append((min(times), max(times)))
    for mine in spans.values():
        mine.sort()
        assert all(first[1] < second[0] for first, second in pairwise(mine))


def test_a_file_grows_by_the_clock(sample: Workspace) -> None:
    times = [datetime.fromisoformat(entry.at) for entry in sample.record]
    assert times == sorted(times)
    assert {time.weekday() for time in times} <= {0, 1, 2, 3, 4}


def test_answers_were_corrected_taken_back_and_parked(sample: Workspace) -> None:
    record = sample.record
    corrected = [
        history
        for case in sample.cases
        for field in record.fields(case.id)
        if field.startswith("answer:") and len(history := record.history(case.id, field)) > 1
    ]
    assert len([history for history in corrected if history[0].value != history[-1].value]) >= 3
    assert [entry for entry in record if entry.undoes]
    assert [entry for entry in record if entry.field.startswith("parked:") and entry.value is True]


def test_an_undo_was_redone(stockport: Workspace) -> None:
    record = stockport.record
    undoing = {entry.act for entry in record if entry.undoes}
    assert [entry for entry in record if entry.undoes in undoing]


# -- dates against answers --------------------------------------------------------------------------------------------


def _gaps(workspace: Workspace, case: Case) -> dict[str, list[tuple[Question, str, Gap]]]:
    """The questions on whether something was in time, with their answers, by the date that they look at."""
    judgements = workspace.judgements(case.id)
    found = defaultdict(list)
    for question in workspace.programme.questions:
        if question.limit is not None and (answer := judgements[question.id].answer):
            shown = gap(workspace.programme, question, case)
            assert shown is not None
            found[question.limit.end].append((question, answer, shown))
    return found


def test_yes_is_within_the_limit_and_no_is_over_it_or_undated(sample: Workspace) -> None:
    for case in sample.cases:
        for date, judged in _gaps(sample, case).items():
            answers = {answer for _, answer, _ in judged}
            shown = judged[0][2]
            late = shown.over > 0 or shown.state == "undated" or (date == "reviews" and shown.state == "missing")
            if "yes" in answers:
                assert shown.state == "known", (case.reference, date)
                assert not late, (case.reference, date)
                assert (shown.days or 0) > 0
            elif "no" in answers:
                assert late, (case.reference, date)


def test_a_document_that_is_not_there_has_no_date(sample: Workspace) -> None:
    for case in sample.cases:
        for date, judged in _gaps(sample, case).items():
            if {answer for _, answer, _ in judged} == {"na"}:
                assert case.date(date) is None, (case.reference, date)


def test_dates_lie_before_the_fieldwork(sample: Workspace) -> None:
    begun = min(entry.at for entry in sample.record)
    for case in sample.cases:
        for field in sample.programme.dates:
            value = case.date(field.id)
            days = value if isinstance(value, list) else [value]
            assert all(day in (None, "undated") or day < begun for day in days)


# -- classifications against answers ----------------------------------------------------------------------------------


def test_the_yots_classification_is_not_clear_exactly_where_the_answer_is_no(stockport: Workspace) -> None:
    for case in stockport.cases:
        clear = stockport.judgements(case.id)["1.1.7"].answer == "yes"
        assert clear == (case.attribute("rosh_yot") != "not-clear")


def test_classifications_agree_exactly_where_the_answer_says_so(stockport: Workspace) -> None:
    for case in stockport.cases:
        answer = stockport.judgements(case.id)["1.1.8"].answer
        if answer != "na":
            assert (answer == "yes") == (case.attribute("rosh_yot") == case.attribute("rosh_own"))


def test_mappa_cases_are_high_and_plans_are_for_more_than_low(stockport: Workspace) -> None:
    for case in stockport.cases:
        judgements = stockport.judgements(case.id)
        if judgements["1.1.17"].answer != "na":
            assert case.attribute("rosh_own") == "high"
        if judgements["1.1.10"].answer != "na":
            assert case.attribute("rosh_own") in ("medium", "high")
        assert (judgements["1.3.5"].answer == "na") == (case.attribute("vulnerability_own") == "low")
        assert (judgements["1.3.1"].answer == "no") == (case.attribute("vulnerability_yot") == "not-clear")


# -- notes, forms, names ----------------------------------------------------------------------------------------------


def test_notes_are_many_short_and_of_several_kinds(sample: Workspace) -> None:
    notes = sample.inspection.notes
    assert len(notes) >= (60 if sample.programme.scores else 20)
    assert all(0 < len(note.text) < 400 for note in notes)
    assert any(note.source for note in notes)
    assert any(note.quotation for note in notes)
    assert any("[" in note.text for note in notes)
    assert any('"' in note.text for note in notes)
    assert not any("{" in note.text for note in notes)


def test_a_note_on_a_question_was_written_after_its_answer(sample: Workspace) -> None:
    for note in sample.inspection.notes:
        if note.case and note.question:
            answered = sample.record.history(note.case, names.answer(note.question))
            assert answered[0].at < note.first.at
            assert note.first.by in {entry.by for entry in answered}


def test_every_form_holds_only_what_its_questionnaire_allows(sample: Workspace) -> None:
    for form in sample.inspection.questionnaires.values():
        keyed = returns(sample.record, form.id)
        assert keyed
        assert all(is_answer(item, one.item(item.id)) for one in keyed for item in form.items)


def test_it_says_that_it_is_synthetic(sample: Workspace) -> None:
    assert "ynthetic" in sample.inspection.synthetic
    assert sample.inspection.fieldwork


@pytest.mark.parametrize("name", SAMPLES)
def test_nobody_who_is_named_in_the_documents_is_named_here(samples: Path, name: str) -> None:
    for file in samples.glob(f"{name}*"):
        text = file.read_text(encoding="utf-8")
        assert not re.findall(rf"\b({'|'.join(NAMED)})\b", text), file.name


def test_the_initials_are_nobodys(sample: Workspace) -> None:
    used = {entry.by for entry in sample.record}
    assert all(re.fullmatch("[A-Z]{2}", by) for by in used)
    assert not used & THEIR_INITIALS
