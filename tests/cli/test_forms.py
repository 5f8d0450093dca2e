"""`fieldwork forms`: paper made, batches recorded, what came back listed."""

from __future__ import annotations

import io
import json
import re
import stat
from pathlib import Path

import docx
import pytest
from cli.running import Refused, Run

from fieldwork.programme.serials import is_valid, number_of, with_check
from fieldwork.record.batches import batch_serials, batches
from fieldwork.record.record import Record
from fieldwork.workspace import Workspace


def listed(fieldwork: Run, path: Path) -> dict:
    return json.loads(fieldwork("forms", "list", path, "--json").out)["questionnaires"]["forms"]


def printed(fieldwork: Run, path: Path, to: Path, *more: object, copies: int = 3):
    done = fieldwork(
        "forms", "print", path, "--questionnaire", "forms", "--copies", copies, "--to", to, "--by", "JN", *more
    )
    assert done.status == 0, done
    return done


def serials_in(page: Path) -> list[str]:
    return re.findall(r"<thead>.*?<b>(.*?)</b>", page.read_text("utf-8"))


def record_of(path: Path) -> Record:
    with Workspace.open(path, "", write=False) as workspace:
        return workspace.record


def test_printing_records_the_batch_as_one_act_with_the_serials_that_are_on_the_paper(fieldwork, small, tmp_path):
    done = printed(fieldwork, small, tmp_path / "a.html")
    on_paper = serials_in(tmp_path / "a.html")
    record = record_of(small)
    (batch,) = batches(record, "forms")
    assert list(batch_serials(batch.details)) == on_paper
    assert all(is_valid(serial) for serial in on_paper)
    assert (batch.issued, batch.sent is not None, batch.back) == (3, True, None)
    entries = [entry for entry in record if entry.subject == batch.id]
    assert len({entry.act for entry in entries}) == 1
    assert {entry.by for entry in entries} == {"JN"}
    assert f"3 copies, {on_paper[0]} to {on_paper[-1]}" in done.out
    assert stat.S_IMODE((tmp_path / "a.html").stat().st_mode) == 0o600


def test_printing_again_goes_on_with_the_next_numbers(fieldwork, small, tmp_path):
    printed(fieldwork, small, tmp_path / "a.html")
    printed(fieldwork, small, tmp_path / "b.html", copies=2)
    printed(fieldwork, small, tmp_path / "c.html", "--from", 101, copies=2)
    both = [*serials_in(tmp_path / "a.html"), *serials_in(tmp_path / "b.html"), *serials_in(tmp_path / "c.html")]
    assert [number_of(serial) for serial in both] == [1, 2, 3, 4, 5, 101, 102]
    assert listed(fieldwork, small)["issued"] == 7


def test_word_has_the_same_serials(fieldwork, small, tmp_path):
    printed(fieldwork, small, tmp_path / "a.docx", "--large")
    document = docx.Document(io.BytesIO((tmp_path / "a.docx").read_bytes()))
    (batch,) = batches(record_of(small), "forms")
    headers = [one.header.paragraphs[0].text for one in document.sections[1:]]
    assert [re.search(r"\d+", header)[0] for header in headers] == list(batch_serials(batch.details))
    assert document.styles["Normal"].font.size.pt == 18


def test_a_trial_print_records_nothing_and_bears_no_number(fieldwork, small, tmp_path):
    before = small.read_bytes()
    done = printed(fieldwork, small, tmp_path / "a.html", "--no-batch", copies=1)
    assert "trial" in done.out
    assert serials_in(tmp_path / "a.html") == ["trial print, not to be handed out"]
    assert "Batch slip" not in (tmp_path / "a.html").read_text("utf-8")
    assert small.read_bytes() == before


def test_nothing_is_written_over_and_nothing_recorded_without_paper(fieldwork: Run, refused: Refused, small, tmp_path):
    there = tmp_path / "a.html"
    there.write_text("mine")
    command = ("forms", "print", small, "--questionnaire", "forms", "--copies", 2, "--by", "JN", "--to")
    assert "already there" in refused(*command, there)
    assert there.read_text() == "mine"
    assert "is a folder" in refused(*command, _folder(tmp_path / "b.html"))
    assert batches(record_of(small)) == ()
    assert "Cannot write" in refused(*command, tmp_path / "nowhere" / "c.html")
    assert batches(record_of(small)) == ()
    assert fieldwork(*command, there, "--force").status == 0
    assert len(batches(record_of(small))) == 1


def _folder(path: Path) -> Path:
    path.mkdir()
    return path


@pytest.mark.parametrize(
    ("more", "about"),
    [
        (("--copies", 2, "--to", "x.pdf"), "Word or HTML"),
        (("--copies", 0, "--to", "x.html"), "from 1 to"),
        (("--copies", 1001, "--to", "x.html"), "from 1 to"),
        (("--copies", "many", "--to", "x.html"), "--copies"),
        (("--copies", 2, "--to", "x.html", "--from", 0), "from 1"),
        (("--copies", 2, "--to", "x.html", "--questionnaire", "others"), "no questionnaire"),
    ],
)
def test_what_cannot_be_printed_is_refused(refused: Refused, small, tmp_path, more, about):
    assert about in refused("forms", "print", small, "--questionnaire", "forms", *_in(tmp_path, more))
    assert not list(tmp_path.glob("x.*"))
    assert batches(record_of(small)) == ()


def _in(folder: Path, arguments: tuple[object, ...]) -> list[object]:
    return [folder / one if str(one).startswith("x.") else one for one in arguments]


def test_numbers_that_are_in_use_are_refused(fieldwork: Run, refused: Refused, small, tmp_path):
    printed(fieldwork, small, tmp_path / "a.html")
    command = ("forms", "print", small, "--questionnaire", "forms", "--copies", 2, "--to", tmp_path / "b.html")
    assert "overlap" in refused(*command, "--from", 3)
    rows = tmp_path / "x.csv"
    rows.write_text("serial,keyed_by,keying,q1,q2,q3,q4\n0515,JN,1,1,1,1,blank\n")
    assert fieldwork("import", small, "--returns", rows, "--questionnaire", "forms").status == 0
    assert "0515 is keyed already" in refused(*command, "--from", 51)
    assert not (tmp_path / "b.html").exists()


def keyed(fieldwork: Run, path: Path, serials: list[str]) -> None:
    rows = path.with_name("returns.csv")
    lines = [f"{serial},JN,1,1,1,1,blank\n" for serial in serials]
    rows.write_text("serial,keyed_by,keying,q1,q2,q3,q4\n" + "".join(lines))
    assert fieldwork("import", path, "--returns", rows, "--questionnaire", "forms").status == 0


def test_the_list_shows_what_went_out_what_came_back_and_the_rate(fieldwork: Run, small, tmp_path):
    printed(fieldwork, small, tmp_path / "a.html", copies=12)
    printed(fieldwork, small, tmp_path / "b.html", copies=4)
    keyed(fieldwork, small, [*serials_in(tmp_path / "a.html")[:9], "4711"])
    out = fieldwork("forms", "list", small).out
    assert "10 came back of 16 that went out (63%)" in out
    assert re.search(r"12 copies .* 9 returned = 75%\n", out)
    assert re.search(r"4 copies .* 0 returned\n", out)
    assert "1 form of no batch: 4711" in out
    found = listed(fieldwork, small)
    assert (found["issued"], found["returned"], found["stray"]) == (16, 10, ["4711"])
    assert [(one["issued"], one["returned"], one["percent"]) for one in found["batches"]] == [(12, 9, 75), (4, 0, None)]


def test_forms_printed_elsewhere_are_a_batch_and_the_same_numbers_change_it(fieldwork: Run, refused: Refused, small):
    batch = ("forms", "batch", small, "--questionnaire", "forms", "--by", "JN")
    first = fieldwork(*batch, "--issued", 34, "--from", 1, "--to", 34, "--sent", "5 jun 2009")
    assert first.out == "Recorded a batch of forms: 01 to 34 · 34 copies · sent 5 Jun 2009.\n"
    changed = fieldwork(*batch, "--from", 1, "--to", 34, "--issued", 30, "--back", "2009-06-12")
    assert changed.out == "Changed a batch of forms: 01 to 34 · 30 copies · sent 5 Jun 2009 · back 12 Jun 2009.\n"
    assert fieldwork(*batch, "--from", 1, "--to", 34).out.startswith("Nothing new of")
    assert len(batches(record_of(small))) == 1
    assert "overlap" in refused(*batch, "--issued", 3, "--from", 30, "--to", 40)
    assert "go together" in refused(*batch, "--issued", 3, "--from", 30)
    assert "--issued N is missing" in refused(*batch, "--from", 40, "--to", 50)
    assert "before it went out" in refused(*batch, "--from", 1, "--to", 34, "--back", "1 jun 2009")
    assert "date" in refused(*batch, "--issued", 3, "--sent", "some day")
    assert len(batches(record_of(small))) == 1


def test_the_forms_that_went_out_before_there_were_batches_go_on_counting(fieldwork: Run, small, tmp_path):
    keyed(fieldwork, small, ["1", "2", "27"])
    with Workspace.open(small, "JN") as workspace:
        workspace.say([_issued(34)])
    done = printed(fieldwork, small, tmp_path / "a.html", copies=10)
    assert "The 34 that had gone out before are a batch of their own now." in done.out
    found = listed(fieldwork, small)
    assert (found["issued"], found["returned"], found["stray"]) == (44, 3, [])
    assert [found["batches"][0][key] for key in ("from", "to", "returned")] == ["01", "34", 3]
    assert not {int(one) for one in serials_in(tmp_path / "a.html")} & set(range(1, 35))


def _issued(number: int):
    from fieldwork.record import names
    from fieldwork.record.record import Statement

    return Statement("questionnaire/forms", names.ISSUED, number)


def test_recording_a_batch_says_that_the_number_from_before_counts_no_more(fieldwork: Run, small):
    with Workspace.open(small, "JN") as workspace:
        workspace.say([_issued(34)])
    done = fieldwork("forms", "batch", small, "--questionnaire", "forms", "--issued", 20, "--by", "JN")
    assert "What was recorded as gone out before, 34, counts no more" in done.out
    assert listed(fieldwork, small)["issued"] == 20


def test_an_action_is_needed(refused: Refused, small):
    assert "ACTION" in refused("forms")
    assert "required" in refused("forms", "print", small)


def test_a_programme_without_percentages_gives_no_response_rate(fieldwork: Run, tmp_path: Path):
    path = tmp_path / "sqs.json"
    assert fieldwork("new", path, "--programme", "sqs-2013", "--area", "X", "--by", "JN").status == 0
    batch = ("--questionnaire", "case-managers-2013", "--issued", 20, "--from", 1, "--to", 20, "--by", "JN")
    assert fieldwork("forms", "batch", path, *batch).status == 0
    keyed = tmp_path / "r.csv"
    keyed.write_text("serial\n" + "".join(f"{number}\n" for number in range(1, 16)), "utf-8")
    back = ("--returns", keyed, "--questionnaire", "case-managers-2013", "--by", "JN")
    assert fieldwork("import", path, *back).status == 0
    said = fieldwork("forms", "list", path).out
    assert "15 came back of 20 that went out" in said
    assert "15 returned" in said
    assert "%" not in said
    found = json.loads(fieldwork("forms", "list", path, "--json").out)["questionnaires"]["case-managers-2013"]
    assert [one["percent"] for one in found["batches"]] == [None]


def test_an_import_names_the_serials_that_the_key_would_have_refused_and_keeps_their_forms(
    fieldwork: Run, small: Path, tmp_path: Path
):
    batch = ("--questionnaire", "forms", "--issued", 12, "--from", 1, "--to", 12, "--check-digits", "--by", "JN")
    assert fieldwork("forms", "batch", small, *batch).status == 0
    good = batch_serials(batches(record_of(small))[0].details)
    slip = good[2][:-1] + str((int(good[2][-1]) + 1) % 10)
    keyed = tmp_path / "r.csv"
    keyed.write_text("\n".join(["serial", good[0], slip, with_check(99)]), "utf-8")
    done = fieldwork("import", small, "--returns", keyed, "--questionnaire", "forms", "--by", "JN")
    assert done.out.splitlines()[1:] == [
        f"! {slip} has a wrong check digit; look at the form again.",
        f"! {with_check(99)} is of no batch; the forms that went out are {good[0]} to {good[-1]}.",
    ]
    assert listed(fieldwork, small)["stray"] == sorted([slip, with_check(99)], key=int)
    many = tmp_path / "many.csv"
    many.write_text("serial\n" + "".join(f"{with_check(number)}\n" for number in range(200, 215)), "utf-8")
    done = fieldwork("import", small, "--returns", many, "--questionnaire", "forms", "--by", "JN")
    assert len(done.out.splitlines()) == 12
    assert done.out.splitlines()[-1].startswith("! 5 more forms like these")
