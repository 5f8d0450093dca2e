"""What people type, import or forge is text: to a terminal, a spreadsheet, a report and a folder."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
import zipfile
from pathlib import Path

import pytest
from builders import CASE_07, CASE_08, answered, said, sitting, small_record

from fieldwork.__main__ import main
from fieldwork.record import names
from fieldwork.record.record import Record
from fieldwork.store import write_new
from fieldwork.workspace import Workspace

TERMINAL = "\x1b[2J\x1b]52;c;ZXZpbA==\x07\x9b31m\u202egro\u2066\u200f\x00\x08\x7f\r"
MARKUP = (
    "[red]x[/] [link=file:///etc/passwd]y[/link] <script>z</script> [@click=app.quit]q[/] `c` *b* ![i](http://e.vil)"
)
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "'=1", "\n=1", " =cmd|' /C calc'!A0", '=HYPERLINK("http://e.vil")')


def hostile_record() -> Record:
    """An inspection in which every text is hostile; nothing of it went through the door where texts are cleaned."""
    record = small_record()
    evil = sitting(f"J{TERMINAL}N", "evil")
    mb = sitting("MB", "other", 11)
    nasty = f"{TERMINAL}{MARKUP}"
    said(record, evil, ("inspection/small", names.AREA, f"Area {nasty}"), ("inspection/small", "synthetic", nasty))
    said(record, evil, (CASE_07, names.REFERENCE, f"07{TERMINAL}"), (CASE_07, names.STATUS, f"=1+1{nasty}"))
    said(record, evil, (CASE_07, names.attribute("inspector"), nasty), (CASE_07, names.date("sentence"), nasty))
    for number, formula in enumerate(FORMULAS):
        note = f"note/{number}"
        said(
            record, evil, (note, names.TEXT, f"{formula}{nasty}"), (note, names.CASE, CASE_07), (note, "source", nasty)
        )
        said(record, evil, (note, names.QUESTION, "1.1.1"), (note, names.GOOD_PRACTICE, True))
    answered(record, evil, CASE_08, q1_1_1="yes")
    said(record, evil, ("return/1", names.QUESTIONNAIRE, "forms"), ("return/1", names.SERIAL, f"=1{nasty}"))
    said(record, evil, ("return/1", names.item("q4"), {"text": f"@x{nasty}"}), ("return/1", names.item("q1"), nasty))
    said(record, evil, ("return/1", names.KEYED_BY, nasty), ("finding/1.1.1", names.WORDING, f"{{share}} {nasty}"))
    said(record, evil, ("finding/1.1.1", names.SIDE, "strength"), (f"{nasty}/x", nasty, nasty))
    fork = Record(record)
    said(record, evil, (CASE_08, names.STATUS, nasty))
    theirs = said(fork, mb, (CASE_08, names.STATUS, f"other {nasty}"))
    record.add(theirs)
    return record


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    path = tmp_path / "x.json"
    write_new(path, hostile_record())
    return path


def _harmless(text: str) -> bool:
    bidi = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    return all(one == "\n" or (unicodedata.category(one) not in ("Cc", "Cs") and one not in bidi) for one in text)


@pytest.mark.parametrize(
    "command",
    [
        ["scores"],
        ["scores", "--json"],
        ["tally"],
        ["tally", "--json"],
        ["history"],
        ["check"],
        ["doctor"],
        ["where"],
        ["backups"],
        ["export", "--to", f"o{TERMINAL.replace(chr(0), '')}"],
        ["export", "--to", "o.xlsx"],
        ["report", "--to", "o.md"],
        ["report", "--to", "o.docx"],
        ["report", "--to", "o.html"],
        ["history", "--case", TERMINAL],
        ["history", "--question", TERMINAL],
        ["tally", "--questionnaire", TERMINAL],
        ["import", "--by", TERMINAL, "--notes", TERMINAL],
        ["import", "--by", "JN", "--notes", TERMINAL],
        ["backups", "--restore", TERMINAL],
        [TERMINAL],
    ],
    ids=lambda command: re.sub(r"[^a-z -]", "", " ".join(command)),
)
def test_nothing_acts_on_the_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, hostile: Path, command: list[str]
):
    monkeypatch.chdir(hostile.parent)
    status = main([command[0], "x.json", *command[1:]])
    out, err = capsys.readouterr()
    assert status in (0, 1, 2)
    assert out + err
    assert _harmless(out)
    assert _harmless(err)
    assert "Traceback" not in err
    if "--json" in command:
        json.loads(out)


def test_a_merge_and_its_listing_act_on_no_terminal(capsys: pytest.CaptureFixture[str], hostile: Path):
    out_path = hostile.with_name("y.json")
    assert main(["merge", str(out_path), str(hostile), str(hostile)]) == 0
    out, _ = capsys.readouterr()
    assert "Disputed: 1" in out
    assert _harmless(out)


def test_a_repair_lists_what_is_lost_without_acting(capsys: pytest.CaptureFixture[str], hostile: Path):
    raw = hostile.read_bytes()
    hostile.write_bytes(raw.replace(b'"by":"J', b'"by":"\x1b[31mK', 3)[:-70])
    assert main(["check", str(hostile), "--repair"]) == 1
    out, err = capsys.readouterr()
    assert "Lost: " in out
    assert _harmless(out + err)


def test_no_cell_of_a_csv_file_is_a_formula(hostile: Path):
    folder = hostile.with_name("tables")
    assert main(["export", str(hostile), "--to", str(folder)]) == 0
    files = sorted(folder.iterdir())
    assert [one.name for one in files] == ["cases.csv", "judgements.csv", "notes.csv", "returns-forms.csv"]
    cells = [
        cell for one in files for row in csv.reader(io.StringIO(one.read_text("utf-8"), newline="")) for cell in row
    ]
    assert any("=1+1" in cell for cell in cells)
    for cell in cells:
        assert not cell.lstrip().startswith(("=", "+", "-", "@")), cell
        assert _harmless(cell)


def test_no_cell_of_a_workbook_is_anything_but_text(hostile: Path):
    target = hostile.with_name("o.xlsx")
    assert main(["export", str(hostile), "--to", str(target)]) == 0
    with zipfile.ZipFile(target) as book:
        parts = {name: book.read(name).decode() for name in book.namelist() if name.endswith((".xml", ".rels"))}
    sheets = [text for name, text in parts.items() if name.startswith("xl/worksheets/")]
    assert len(sheets) == 5  # the codebook among them
    for text in sheets:
        assert "<f>" not in text
        assert "<f " not in text
        assert "hyperlink" not in text.lower()
        assert "<v>" in text
        assert set(re.findall(r"<c [^>]*?t=\"(\w+)\"", text)) == {"s"}
        assert not re.search(r"<c (?![^>]*t=)[^>]*><v>", text)
    assert "ddeLink" not in "".join(parts.values())
    assert _harmless("".join(parts.values()).replace("\r", ""))


def test_nothing_in_a_report_is_markup(hostile: Path):
    target = hostile.with_name("o.md")
    assert main(["report", str(hostile), "--to", str(target)]) == 0
    text = target.read_text("utf-8")
    assert _harmless(text)
    assert "script" in text
    for raw in ("<script", "[i]", "[red]", "`c`", "*b*"):
        assert not re.search(rf"(?<!\\){re.escape(raw)}", text), raw


def test_nothing_in_a_web_page_is_a_tag(hostile: Path):
    target = hostile.with_name("o.html")
    assert main(["report", str(hostile), "--to", str(target)]) == 0
    text = target.read_text("utf-8")
    assert _harmless(text)
    assert "&lt;script" in text
    assert not re.search(r"<(script|img|iframe|a [^>]*href=\"[^#])", text)


def test_nothing_in_a_word_file_acts(hostile: Path):
    target = hostile.with_name("o.docx")
    assert main(["report", str(hostile), "--to", str(target)]) == 0
    with zipfile.ZipFile(target) as files:
        parts = {name: files.read(name).decode() for name in files.namelist() if name.endswith((".xml", ".rels"))}
    text = parts["word/document.xml"]
    assert "&lt;script" in text
    assert _harmless(text)
    assert 'TargetMode="External"' not in "".join(parts.values())
    assert all(one.split()[0] in ("TOC", "PAGE") for one in re.findall(r"<w:instrText[^>]*>([^<]*)<", text))
    assert not {"altChunk", "object", "OLEObject", "script"} & set(re.findall(r"<(?:\w+:)?(\w+)", text))


def test_what_comes_in_is_cleaned_at_the_door(hostile: Path):
    path = hostile.with_name("clean.json")
    write_new(path, small_record())
    notes = hostile.with_name("notes.csv")
    typed = TERMINAL.replace("\x00", "").replace("\r", "")
    notes.write_text(f'case,question,text\n07,1.1.1,"{typed}seen"\n', "utf-8")
    assert main(["import", str(path), "--notes", str(notes), "--by", "JN"]) == 0
    cases = hostile.with_name("cases.csv")
    cases.write_text(f'case,status,inspector\n"9{typed}","{typed}on","{typed}MB"\n', "utf-8")
    assert main(["import", str(path), "--cases", str(cases), "--by", "JN"]) == 0
    with Workspace.open(path, "JN") as workspace:
        workspace.note(f"{typed}typed", case=CASE_07)
    with Workspace.open(path, "JN", write=False) as workspace:
        values = [entry.value for entry in workspace.record if isinstance(entry.value, str)]
        assert any(value.endswith("seen") for value in values)
        assert any(value.endswith("typed") for value in values)
        assert all(_harmless(value) for value in values)
    made = hostile.with_name("new.json")
    assert main(["new", str(made), "--programme", "cci-2009", "--area", f"{typed}Ayton", "--by", "JN"]) == 0
    with Workspace.open(made, "JN", write=False) as workspace:
        assert _harmless(workspace.inspection.area)


def test_a_forged_questionnaire_cannot_leave_the_folder(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    for number, name in enumerate(("../../evil", "/evil", "..", "a/b", "a\\b", "-x\n", "x" * 300, "a\0b")):
        record = small_record()
        definition = dict(record.value("questionnaire/forms", names.DEFINITION)) | {"id": name}
        said(record, sitting(), (f"questionnaire/{name}", names.DEFINITION, definition))
        folder = tmp_path / str(number)
        folder.mkdir()
        write_new(folder / "x.json", record)
        assert main(["export", str(folder / "x.json"), "--to", str(folder / "in" / "deep")]) == 2
        assert _harmless(capsys.readouterr().err)
        assert not (folder / "in").exists()
        assert not (tmp_path / "evil").exists()


NAMES = [
    "..",
    "../up.json",
    "-x.json",
    "--by",
    "a\nb.json",
    "x" * 300 + ".json",
    "a\x1bb.json",
    ".json",
    " ",
    "é\u202e.json",
]


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_odd_file_names_are_refused_or_work(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
):
    inside = tmp_path / "in"
    inside.mkdir()
    monkeypatch.chdir(inside)
    write_new(inside / "x.json", small_record())
    commands = (
        ["new", "--programme", "small", "--area", "A", "--by", "JN", "--", name],
        ["check", "--", name],
        ["check", "--repair", "--to", name, "--", "x.json"],
        ["backups", "--restore", "1", "--to", name, "--", "x.json"],
        ["merge", "--", name, "x.json", "x.json"],
        ["check", "--", name],
        ["where", "--", name],
        ["doctor", "--", name],
        ["export", f"--to={name}", "--", "x.json"],
        ["report", f"--to={name}", "--", "x.json"],
        ["import", f"--notes={name}", "--", "x.json"],
    )
    for command in commands:
        assert main(command) in (0, 1, 2)
        out, err = capsys.readouterr()
        assert _harmless(out + err)
        assert "Traceback" not in err


@pytest.mark.parametrize("name", ["a\0b.json", "\ud800.json"])
def test_names_that_no_system_takes_are_told(capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str):
    good = tmp_path / "x.json"
    write_new(good, small_record())
    for command in (
        ["check", name],
        ["where", name],
        ["doctor", name],
        ["backups", name],
        ["merge", name, str(good), str(good)],
        ["export", str(good), "--to", name.removesuffix(".json")],
        ["export", str(good), "--to", name.replace("json", "xlsx")],
        ["report", str(good), "--to", name.replace("json", "md")],
        ["import", str(good), "--notes", name],
        ["new", name, "--programme", "cci-2009", "--area", "A", "--by", "JN"],
    ):
        assert main(command) in (0, 1, 2), command
        out, err = capsys.readouterr()
        assert _harmless(out + err)
        assert "Traceback" not in err
