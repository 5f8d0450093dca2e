from __future__ import annotations

import pytest
from builders import CASE_07
from tui.robot import at_the_keyboard

from fieldwork.layouts import remembered_layout
from fieldwork.programme.loading import find_programme
from fieldwork.tui.app import FieldworkApp
from fieldwork.workspace import Workspace, new_inspection

EXPORT = "Client ref,Surname,Gender,Sentence date,Remarks\n7,Khan,M,12/1/2009,x\n1042,Jones,X,3 Feb 2009,[/b]\n"
SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])


@pytest.fixture(autouse=True)
def _in_folder(tmp_path, monkeypatch):
    """Names of files are typed, not their whole paths."""
    monkeypatch.chdir(tmp_path)


def write(tmp_path, text, name="yot.csv"):
    path = tmp_path / name
    path.write_text(text)
    return path


async def choose_file(robot, path, key="i"):
    await robot.press(key)
    await robot.expect("Import the cases of which list?")
    await robot.type(path.name)
    await robot.press("enter")
    await robot.app.workers.wait_for_complete()
    await robot.pilot.pause()
    await robot.app.workers.wait_for_complete()


@SIZES
async def test_what_each_column_is_is_shown_with_what_would_change(small, tmp_path, size):
    async with at_the_keyboard(FieldworkApp(small), size=size) as robot:
        await choose_file(robot, write(tmp_path, EXPORT))
        await robot.expect("2 rows: 1 new case, 1 there already, of which 1 change; 4 entries.")
        assert "Import cases · yot.csv · 2 rows" in robot.lines[0]
        assert robot.line_with("Client ref").split()[:6] == ["Client", "ref", "Reference", "of", "the", "case"]
        assert "left out: looks like names of people" in robot.line_with("Surname")
        assert "Khan" not in robot.text
        assert "left out" in robot.line_with("Remarks")
        assert "left empty, until you say what it is" in robot.line_with("“X” (1 row)")
        assert robot.line_with(" 7 ").split() == ["7", "male", "2009-01-12"]
        assert len(small.cases) == 2


async def test_a_value_is_told_a_column_changed_and_both_are_remembered(small, tmp_path):
    async with at_the_keyboard(FieldworkApp(small)) as robot:
        await choose_file(robot, write(tmp_path, EXPORT))
        await robot.expect("“X”")
        await robot.press("tab", "tab", "enter")
        await robot.expect("Sex: what is “X”?", "1  left empty", "3  female")
        await robot.press("3")
        await robot.expect("“X” (1 row) → female", "5 entries")
        await robot.press("tab", "enter")
        await robot.expect("What is Sentence date?")
        await robot.press("1", "enter")
        await robot.expect("3 entries", gone="2009-01-12")
        await robot.press("i")
        await robot.expect("yot.csv: 1 new case, 1 changed; u takes it back.", "3 cases")
        assert [case.attribute("sex") for case in small.cases] == ["male", None, "female"]
        assert len({small.record.heads(case.id, "attribute:sex")[0].act for case in small.cases[::2]}) == 1
    columns, values = remembered_layout(EXPORT.splitlines()[0].split(","))
    assert columns == {"Client ref": "case", "Gender": "sex"}
    assert values == {"Gender": {"x": "female"}}


async def test_the_next_list_with_the_same_columns_is_taken_in_at_once(small, tmp_path):
    async with at_the_keyboard(FieldworkApp(small)) as robot:
        await choose_file(robot, write(tmp_path, EXPORT))
        await robot.expect("“X”")
        await robot.press("i")
        await robot.expect("1 new case")
        again = "Gender,Client ref,Surname,Remarks,Sentence date\nF,8,Khan,,2009-03-01\nX,9,Jones,,\n"
        await choose_file(robot, write(tmp_path, again, "next.csv"))
        await robot.expect("next.csv: 1 new case, 1 changed, 1 value left empty;", "4 cases")
        await choose_file(robot, tmp_path / "next.csv")
        await robot.expect("next.csv: nothing that is not here already.")
        assert len(small.record.history(CASE_07, "attribute:sex")) == 1
        await robot.press("u")
        assert [case.reference for case in small.cases] == ["07", "08", "1042"]
        await choose_file(robot, tmp_path / "next.csv", key="I")
        await robot.expect("“X” (1 row) → left empty", "2 rows: 1 new case, 1 there already")
        await robot.press("escape")
        await robot.expect("3 cases")


async def test_a_value_never_seen_is_asked_even_in_a_known_list(small, tmp_path):
    async with at_the_keyboard(FieldworkApp(small)) as robot:
        await choose_file(robot, write(tmp_path, "Ref,Gender\n7,M\n"))
        await robot.expect("1 entry.")
        await robot.press("i")
        await robot.expect("0 new cases, 1 changed")
        await choose_file(robot, write(tmp_path, "Ref,Gender\n8,unsaid\n"))
        await robot.expect("“unsaid” (1 row) → left empty, until you say what it is")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Ref,Age\n7,15\n8,16\n9,old\n", "✗ yot.csv, line 4, column Age: found 'old', expected a whole number"),
        ("Gender\nM\n", "✗ Which column holds the reference of the case?"),
    ],
)
async def test_what_is_wrong_is_shown_and_nothing_can_be_imported(small, tmp_path, text, sentence):
    async with at_the_keyboard(FieldworkApp(small)) as robot:
        await choose_file(robot, write(tmp_path, text))
        await robot.expect(sentence)
        await robot.press("i")
        await robot.expect("Nothing can be imported yet")
        assert len(small.cases) == 2
        await robot.press("escape")
        await robot.expect("2 cases")


async def test_a_file_that_is_no_table_is_asked_for_again(small, tmp_path):
    async with at_the_keyboard(FieldworkApp(small)) as robot:
        await choose_file(robot, tmp_path / "none.csv")
        await robot.expect("✗ ", "cannot be read")
        await robot.press("escape")
        await robot.expect("2 cases")


async def test_names_are_never_offered(small, tmp_path):
    async with at_the_keyboard(FieldworkApp(small)) as robot:
        await choose_file(robot, write(tmp_path, EXPORT))
        await robot.expect("“X”")
        await robot.press("down", "enter")
        await robot.expect("Surname looks like names of people: it is not taken in.", gone="What is Surname?")


async def test_an_empty_inspection_offers_it(tmp_path):
    path = tmp_path / "empty.json"
    new_inspection(path, find_programme("cci-2009"), "Smalltown", "JN")
    with Workspace.open(path, "JN") as workspace:
        async with at_the_keyboard(FieldworkApp(workspace)) as robot:
            await robot.expect("No cases yet.", "i imports a list (CSV)")
            await choose_file(robot, write(tmp_path, EXPORT))
            await robot.expect("2 rows: 2 new cases")
            await robot.press("i")
            await robot.expect("2 cases, 0 complete", " 1042 ")
            assert robot.selected.startswith("7")
