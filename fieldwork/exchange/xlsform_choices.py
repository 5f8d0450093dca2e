"""The lists of choices of an XLSForm as options that one digit keys: "1", "2" and so on, in the order of the form."""

from __future__ import annotations

from dataclasses import dataclass

from fieldwork.exchange.remarks import Place, Remarks, cited
from fieldwork.exchange.xlsform_sheets import Table
from fieldwork.programme.models import Option
from fieldwork.programme.survey import LEAST_OPTIONS, MOST_OPTIONS
from fieldwork.text import clip


@dataclass(frozen=True, slots=True)
class Choices:
    """One list: its options, and their values by the names that the form uses. `wrong` says why it cannot be taken."""

    options: tuple[Option, ...]
    values: dict[str, str]
    wrong: str = ""


def choices_of(table: Table, language: str, remarks: Remarks) -> dict[str, Choices]:
    """The lists of the sheet `choices` by name; what is wrong with one is remarked upon once."""
    found: dict[str, list[tuple[int, str, str]]] = {}
    for line in table:
        list_name = table.get(line, "list_name", remarks)
        name = table.get(line, "name", remarks)
        if not list_name and not name:
            continue
        label = table.text(line, "label", language, remarks)
        rows = found.setdefault(list_name, [])
        if fault := _wrong_row(list_name, name, label, [one for _, one, _ in rows]):
            column, what, expected = fault
            remarks.lose(Place("choices", line.number, column), what, expected, "this choice is left out")
            continue
        rows.append((line.number, name, label))
    return {name: _list(name, rows, remarks) for name, rows in found.items() if name}


def _wrong_row(list_name: str, name: str, label: str, known: list[str]) -> tuple[str, str, str] | None:
    """The column that is wrong, what was found, what was expected."""
    if not list_name:
        return "list_name", "nothing", "the name of a list"
    if not name:
        return "name", "nothing", "the name of the choice"
    if name in known:
        return "name", f"{cited(name)} for the second time", f"each name once in the list {cited(list_name)}"
    if not label:
        return "label", "nothing", "what stands beside the box"
    return None


def _list(name: str, rows: list[tuple[int, str, str]], remarks: Remarks) -> Choices:
    count = len(rows)
    if not LEAST_OPTIONS <= count <= MOST_OPTIONS:
        wrong = f"the list {cited(name)} with {count} choices"
        return Choices((), {}, wrong)
    options = tuple(Option(str(number), label) for number, (_, _, label) in enumerate(rows, 1))
    values = {one: str(number) for number, (_, one, _) in enumerate(rows, 1)}
    if any(one != value for one, value in values.items()):
        said = ", ".join(f"{value} = {clip(one, 20)}" for one, value in values.items())
        remarks.change(
            Place("choices", rows[0][0], "name"),
            f"the names {cited(', '.join(values))}",
            f"1 to {count} in the list {cited(name)}, for one digit keys one box",
            f"they were numbered in order: {said}",
        )
    return Choices(options, values)
