"""keys.toml: read however it is nested, changed without losing a comment."""

from __future__ import annotations

import tomllib

import pytest

from fieldwork.errors import BadInputError
from fieldwork.settings import keys_file
from fieldwork.tui.bindings import keyboard
from fieldwork.tui.key_file import change_file, forget_all, read_wanted, template
from fieldwork.tui.keymap import Wanted, checked


def write(text: str):
    keys_file().parent.mkdir(parents=True, exist_ok=True)
    keys_file().write_text(text, "utf-8")


def test_without_a_file_nothing_is_wanted():
    assert read_wanted() == ((), ())


def test_tables_dotted_keys_and_quoted_ids_say_the_same():
    write('"app.go" = "G"\nnote.close = "f5"\n[cases]\nfilter = "f7, f8"\nsort = ["s", ","]\nreverse = ","\n')
    assert read_wanted() == (
        (
            Wanted("app.go", ("G",)),
            Wanted("note.close", ("f5",)),
            Wanted("cases.filter", ("f7", "f8")),
            Wanted("cases.sort", ("s", ",")),
            Wanted("cases.reverse", (",",)),
        ),
        (),
    )


def test_what_is_no_key_is_said_and_the_rest_is_read():
    write('[checklist]\nyes = 1\nno = "n"\n')
    wanted, complaints = read_wanted()
    assert wanted == (Wanted("checklist.no", ("n",)),)
    (complaint,) = complaints
    assert complaint == (
        f'{keys_file()}: checklist.yes = 1 is no key; expected a key in quotes, such as "f7", or a list of them; '
        "the default holds."
    )


@pytest.mark.parametrize("broken", [b"[cases", b"\xff\xfe", b"a = " + b"[" * 5000])
def test_what_is_no_toml_is_one_sentence_and_stays(broken):
    write("")
    keys_file().write_bytes(broken)
    with pytest.raises(BadInputError, match=r"cannot be read .*; expected TOML such as") as caught:
        read_wanted()
    assert str(keys_file()) in str(caught.value)
    with pytest.raises(BadInputError):
        change_file({"cases.filter": "f7"})
    assert keys_file().read_bytes() == broken


def test_changing_keeps_comments_and_order():
    write('# mine\n"app.go" = "G"  # big\n\n[cases]\n# filter is f\nsort = "f8" # sorted\n\n[list]\ndown = "n"\n')
    change_file({"app.go": "g", "cases.sort": "f9", "cases.filter": "f7", "checklist.park": "exclamation_mark,comma"})
    assert keys_file().read_text("utf-8") == (
        '# mine\n"app.go" = "g"  # big\n\n[cases]\n# filter is f\nsort = "f9" # sorted\nfilter = "f7"\n\n'
        '[list]\ndown = "n"\n\n[checklist]\npark = "!,comma"\n'
    )
    change_file({"app.go": None, "cases.sort": None, "no.such": None})
    assert {one.action for one in read_wanted()[0]} == {"cases.filter", "list.down", "checklist.park"}
    forget_all()
    assert read_wanted() == ((), ())
    assert "# filter is f" in keys_file().read_text("utf-8")


def test_dotted_keys_are_changed_where_they_stand():
    write('cases.filter = "f7" # why\n')
    change_file({"cases.filter": "f8", "cases.sort": "f9"})
    assert {one.action: one.keys for one in read_wanted()[0]} == {"cases.filter": ("f8",), "cases.sort": ("f9",)}
    assert "# why" in keys_file().read_text("utf-8")


def test_a_new_file_is_its_owners_alone_and_says_what_it_is():
    change_file({"cases.filter": "f7"})
    assert keys_file().stat().st_mode & 0o777 == 0o600
    assert keys_file().read_text("utf-8").startswith("# Your own keys.")


def test_the_file_to_start_from_changes_nothing_until_a_line_is_uncommented():
    board = keyboard()
    text = template(board)
    assert not any(tomllib.loads(text).values())
    write(text.replace("# filter = ", "filter = ", 1))
    wanted, complaints = read_wanted()
    assert checked(board, wanted, "f").complaints == complaints == ()
    assert [one.action for one in wanted] == ["cases.filter"]
    every = "".join(
        line.removeprefix("# ") + "\n"
        for line in text.splitlines()
        if line.startswith(("[", "# ")) and ("=" in line or "[" in line[:1])
    )
    write(every)
    wanted, _ = read_wanted()
    assert {one.action for one in wanted} == set(board.actions)
    assert checked(board, wanted, "f").complaints == ()
