"""The batches of a questionnaire on the screen, and printing forms from there."""

from __future__ import annotations

import re
import stat
from pathlib import Path

from builders import said, sitting, small_record
from textual.widgets import Input
from tui.robot import at_the_keyboard

from fieldwork.analysis.responses import responses
from fieldwork.record import names
from fieldwork.record.batches import BatchDetails, batch_serials, batches, begin_batch
from fieldwork.record.views import Inspection
from fieldwork.text import cells
from fieldwork.tui.app import FieldworkApp
from fieldwork.tui.batch_lines import batch_rows
from fieldwork.workspace import Workspace

PRINTED = BatchDetails("forms", 40, "2009-06-05", None, (1, 40), check_digit=True)


def texts(record, width=80, *, rates=True):
    rows = batch_rows(record, responses(record, "forms"), Inspection(record).issued("forms"), width, rates=rates)
    assert all(cells(row.text) <= width for row in rows)
    return [row.text.strip() for row in rows]


def test_every_batch_has_a_line_with_its_rate_and_forms_of_none_are_named():
    record = small_record()
    assert any("No batch yet." in text for text in texts(record))
    said(record, sitting("JN", "b"), *begin_batch(record, PRINTED))
    for serial in (*batch_serials(batches(record)[0].details)[:30], "4711"):
        subject = f"return/{serial}"
        said(record, sitting("JN", subject), (subject, names.QUESTIONNAIRE, "forms"), (subject, names.SERIAL, serial))
    found = texts(record)
    assert found[0] == "31 came back of 40 that went out (78%)"
    first, *_, last = batch_serials(batches(record)[0].details)
    (line,) = [text for text in found if text.startswith(first)]
    assert line.split() == [first, "to", last, "40", "5", "Jun", "2009", "30", "75%", "–"]
    assert "! 1 form of no batch: 4711." in found
    assert texts(record, 40)
    counts = texts(record, rates=False)
    assert counts[0] == "31 came back of 40 that went out"
    assert not any("%" in text for text in counts)


def test_where_batches_cannot_be_told_apart_no_rate_is_given():
    record = small_record()
    for number in (1, 2):
        details = BatchDetails("forms", 20 + number)
        said(record, sitting("JN", f"b{number}"), *begin_batch(record, details))
    lines = [text for text in texts(record) if text.startswith("no numbers")]
    assert len(lines) == 2
    assert all("not known" in text and "%" not in text for text in lines)


async def test_a_batch_from_elsewhere_is_recorded_changed_taken_out_and_undone(small):
    app = FieldworkApp(small)
    async with at_the_keyboard(app) as robot:
        app.go_to("questionnaires")
        await robot.expect("▸ key forms")
        await robot.press("b")
        await robot.expect("Batches · Small form", "No batch yet.")
        await robot.press("i")
        await robot.expect("Go to a batch first")
        await robot.press("n", "3", "4", "enter")
        await robot.expect("Their running numbers")
        await robot.type("34-1")
        await robot.press("enter")
        await robot.expect("✗ The running numbers should be from 1")
        await robot.press(*["backspace"] * 4)
        await robot.type("1-34")
        await robot.press("enter")
        await robot.expect("When did they go out?")
        await robot.type("5 jun 2009")
        await robot.press("enter")
        await robot.expect("0 came back of 34 that went out (0%)", "01 to 34", "5 Jun 2009")
        assert len({entry.act for entry in small.record if entry.subject.startswith("batch/")}) == 1
        await robot.press("b")
        await robot.expect("When was counted what came back?")
        await robot.type("1 jun 2009")
        await robot.press("enter")
        await robot.expect("✗ It cannot have come back on 2009-06-01, before it went out")
        await robot.press("escape", "enter", "1")
        await robot.expect("01 to 34: How many copies went out?")
        await robot.press("3", "0", "enter")
        await robot.expect("of 30 that went out")
        await robot.press("enter", "4")
        await robot.expect("nobody has said how many went out", "No batch yet.")
        await robot.press("u")
        await robot.expect("of 30 that went out", "01 to 34")
        await robot.press("escape")
        await robot.expect("0 came back of 30 that went out (0%)")
        await robot.press("i")
        await robot.expect("Batches · Small form")


async def printing_to(robot, target: Path, size="1"):
    await robot.press("p", "3", "enter")
    await robot.expect("3 copies: which print?")
    await robot.press(size)
    await robot.expect("Into which file?")
    robot.app.screen.query_one(Input).value = str(target)  # pasted: a key for each letter takes a test seconds
    await robot.press("enter")


async def test_forms_are_printed_and_nothing_is_written_over_unasked(small, tmp_path):
    app = FieldworkApp(small)
    there = tmp_path / "b.html"
    there.write_text("mine")
    async with at_the_keyboard(app, size=(120, 40)) as robot:
        app.go_to("questionnaires")
        await robot.expect("▸ key forms")
        await robot.press("b")
        await robot.expect("No batch yet.")
        await printing_to(robot, tmp_path / "a.html", size="2")
        await robot.expect("Wrote 3 copies, 0013 to", "0 came back of 3 that went out", gone="No batch yet.")
        page = (tmp_path / "a.html").read_text("utf-8")
        (batch,) = batches(small.record)
        assert re.findall(r"<thead>.*?<b>(.*?)</b>", page) == list(batch_serials(batch.details))
        assert "18pt" in page
        assert stat.S_IMODE((tmp_path / "a.html").stat().st_mode) == 0o600
        await printing_to(robot, tmp_path / "x.pdf")
        await robot.expect("✗ Forms are written as Word or HTML")
        await robot.press("escape")
        await printing_to(robot, there)
        await robot.expect("b.html is already there.")
        await robot.press("1")
        await robot.expect("✗ Type another name.")
        assert there.read_text() == "mine"
        await robot.press("enter")
        await robot.expect("b.html is already there.")
        await robot.press("2")
        await robot.expect("0 came back of 6 that went out")
        assert "Small form" in there.read_text("utf-8")


async def test_a_file_that_cannot_be_written_leaves_no_batch(small, tmp_path):
    app = FieldworkApp(small)
    async with at_the_keyboard(app) as robot:
        app.go_to("questionnaires")
        await robot.expect("▸ key forms")
        await robot.press("b")
        await printing_to(robot, tmp_path / "nowhere" / "a.html")
        await robot.expect("✗ Cannot write")
        assert batches(small.record) == ()
        await robot.press("escape")
        await robot.expect("No batch yet.")


async def test_where_nothing_can_be_recorded_nothing_is_printed(small_file, tmp_path):
    with Workspace.open(small_file, "JN", write=False) as workspace:
        app = FieldworkApp(workspace)
        async with at_the_keyboard(app) as robot:
            app.go_to("questionnaires")
            await robot.expect("▸ key forms")
            await robot.press("b")
            await printing_to(robot, tmp_path / "a.html")
            await robot.expect("for reading only")
            assert not (tmp_path / "a.html").exists()
