"""Remarks of the checks that are accepted as they stand: asked for in the list, with a reason if one wishes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fieldwork.record.acceptances import accepting
from fieldwork.report.checks.accepting import remark_kinds
from fieldwork.text import clean
from fieldwork.tui.questioning import Questioning, asked_once
from fieldwork.tui.screens.prompt import TextPrompt

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from fieldwork.record.record import Statement
    from fieldwork.tui.app import FieldworkApp
    from fieldwork.tui.report_work import Todo

_NO_REMARK = "Only a remark of the checks is accepted as it stands; l lists them."
_MANY = "There are several remarks here: l lists them, and each is accepted by itself."
_LONGEST = 200


def remark_at(part: str, work: Sequence[Todo], todo: Todo | None) -> Todo | str:
    """The remark that is meant: that of the list (`todo`), else the only one on a part; or why there is none."""
    found = [one for one in work if one.kind == "check" and one.part == part]
    one = todo if todo is not None else found[0] if len(found) == 1 else None
    if one is None:
        return _MANY if found else _NO_REMARK
    if one.sight is None or not one.is_left:
        return _NO_REMARK
    return f"This cannot be accepted: {one.fixed}." if one.fixed else one


def ask_reason(app: FieldworkApp, todo: Todo, say: Callable[[Sequence[Statement]], object]) -> None:
    """Ask why a remark may stand, which nobody has to say; `say` hears that it is accepted."""
    sight = todo.sight
    if sight is None:
        return
    because = remark_kinds()[sight.kind].because

    def typed(text: str | None) -> None:
        if text is not None:
            say(accepting(sight, clean(text, lines=False).strip()[:_LONGEST]))

    app.push_screen(
        TextPrompt(
            f"Why may it stand? {todo.words}",
            "",
            f"Enter accepts it, with a reason or without; Esc does not. It may stand because {because}.",
            asked_once(Questioning(app)),
        ),
        typed,
    )
