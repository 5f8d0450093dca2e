from __future__ import annotations

import tomllib

from cli.running import Refused, Run

from fieldwork.settings import keys_file


def write(text: str) -> None:
    keys_file().parent.mkdir(parents=True, exist_ok=True)
    keys_file().write_text(text, "utf-8")


def test_every_action_is_listed_with_its_keys_and_where_it_is_heard(fieldwork: Run):
    lines = fieldwork("keys").out.splitlines()
    assert lines[0].split() == ["action", "keys", "what", "it", "does", "where"]
    (found,) = (line for line in lines if line.startswith("checklist.yes "))
    assert found.split() == ["checklist.yes", "1,y", "yes", "checklist"]
    assert any(line.startswith("app.quit ") and line.endswith("everywhere") for line in lines)


def test_own_keys_are_marked(fieldwork: Run):
    write('cases.filter = "f7"\n')
    done = fieldwork("keys")
    assert done.status == 0
    (found,) = (line for line in done.out.splitlines() if line.startswith("cases.filter "))
    assert found.split()[1:3] == ["f7", "*"]
    assert "* your own" in done.out


def test_a_file_to_start_from_is_toml_that_changes_nothing(fieldwork: Run):
    text = fieldwork("keys", "--toml").out
    assert not any(tomllib.loads(text).values())
    assert '# filter = "f"' in text


def test_a_sound_file_is_said_to_be(fieldwork: Run, tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text('[cases]\nfilter = "f7"\n')
    assert "is sound: 1 action with other keys." in " ".join(fieldwork("keys", "check", path).out.split())


def test_what_cannot_hold_is_listed_and_the_status_is_1(fieldwork: Run):
    write('[cases]\nfilter = "s"\nfiltr = "f7"\nedit = 7\n')
    done = fieldwork("keys", "check")
    out = " ".join(done.out.split())
    assert done.status == 1
    assert "did you mean cases.filter?" in out
    assert '"s" is cases.sort (sort)' in out
    assert "cases.edit = 7 is no key" in out
    assert "3 lines cannot hold, the others do." in done.err
    assert fieldwork("keys").status == 1


def test_no_file_and_no_toml_are_one_sentence(refused: Refused):
    assert "fieldwork keys --toml prints one" in refused("keys", "check", status=1)
    write("[cases")
    assert "expected TOML" in refused("keys", "check")


def test_where_says_where_own_keys_are(fieldwork: Run):
    assert str(keys_file()) in fieldwork("where").out.replace("\n", "")
