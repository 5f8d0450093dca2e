"""User text is data: whatever could read it as markup says that it does not, or is not used at all."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import fieldwork.tui

FILES = sorted(Path(fieldwork.tui.__file__).parent.rglob("*.py"))
READERS = {"Static", "Label", "notify"}
BANNED = {"OptionList", "DataTable", "Tree", "Button", "RadioButton", "Checkbox", "Collapsible", "TabPane", "Markdown"}


def calls(path: Path) -> list[tuple[str, ast.Call]]:
    tree = ast.parse(path.read_text("utf-8"))
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [(getattr(node.func, "attr", getattr(node.func, "id", "")), node) for node in found]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_text_is_read_as_markup(path):
    for name, call in calls(path):
        where = f"{path.name}:{call.lineno} {name}"
        if name in READERS:
            off = any(
                keyword.arg == "markup" and isinstance(keyword.value, ast.Constant) and keyword.value.value is False
                for keyword in call.keywords
            )
            assert off, f"{where} without markup=False"
        assert name not in BANNED, f"{where} reads markup"
        if name == "from_markup":
            assert not call.args or isinstance(call.args[0], ast.Constant), f"{where} with text that is not fixed"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_title_of_a_frame_is_set(path):
    source = path.read_text("utf-8")
    assert "border_title" not in source
    assert "border_subtitle" not in source
    assert "markup=True" not in source


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_binding_has_an_id(path):
    for name, call in calls(path):
        copied = any(isinstance(argument, ast.Starred) for argument in call.args)  # of a class that is not ours
        if name == "Binding" and not copied:
            assert any(keyword.arg == "id" for keyword in call.keywords), f"{path.name}:{call.lineno}"


def test_no_two_bindings_of_one_class_have_the_same_id():
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                ids = [
                    keyword.value.value
                    for call in ast.walk(node)
                    if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Binding"
                    for keyword in call.keywords
                    if keyword.arg == "id" and isinstance(keyword.value, ast.Constant)
                ]
                assert len(ids) == len(set(ids)), f"{path.name} {node.name}"
