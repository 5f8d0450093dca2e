"""What stands on a printed questionnaire besides its items: opening, instructions, batch slip. Data (`forms.toml`)."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path

from fieldwork.paths import data_folder
from fieldwork.programme.codec import decode, refuse
from fieldwork.programme.loading import read_toml


@dataclass(frozen=True, slots=True)
class Opening:
    """How a form begins; of the questionnaire with an id, or of any where `questionnaire` is empty.

    `{area}`, `{respondents}` and `{title}` in it are filled in.
    """

    questionnaire: str
    heading: str
    paragraphs: tuple[str, ...]
    """What it is for, that it is voluntary, that no name is written."""
    how: str
    """How a box is ticked."""


@dataclass(frozen=True, slots=True)
class FormWords:
    """All wording of a printed form. `{number}`, `{boxes}` and `{condition}` are filled in."""

    source: str
    serial: str
    trial: str
    """What stands in the place of a serial on a trial print."""
    page: str
    one: str
    many: str
    text: str
    go_to: str
    go_to_end: str
    only_if: str
    box: str
    box_not: str
    either: str
    both: str
    closing: str
    slip_heading: str
    slip_about: str
    slip_filled: tuple[str, ...]
    """The names of what the batch slip says: questionnaire, area, form numbers, copies, date, initials."""
    slip_empty: tuple[str, ...]
    """The names of what is written on the batch slip by hand."""
    slip_after: str
    openings: tuple[Opening, ...]

    def opening(self, questionnaire_id: str) -> Opening:
        """The opening of a questionnaire: its own, else the usual one."""
        own = [one for one in self.openings if one.questionnaire == questionnaire_id]
        return (own or [one for one in self.openings if not one.questionnaire])[0]


SLIP_FACTS = 6
"""What a batch slip says besides what is written on it by hand."""


def load_form_words(path: Path | None = None) -> FormWords:
    """The wording that ships, or that of the file `path`, checked.

    Raises:
        DefinitionError: the file cannot be read, is not TOML, or does not hold together; one sentence.
    """
    path = path or data_folder() / "forms.toml"
    words = decode(FormWords, read_toml(path), path.name)
    for field in fields(words):
        if getattr(words, field.name) in ("", ()):
            raise refuse(path.name, "", f"{field.name} is empty", "words")
    if len(words.slip_filled) != SLIP_FACTS:
        raise refuse(path.name, "", f"slip_filled has {len(words.slip_filled)} names", f"{SLIP_FACTS} names")
    named = [one.questionnaire for one in words.openings]
    if named.count("") != 1 or len(set(named)) != len(named):
        raise refuse(
            path.name, "openings", "questionnaires are named twice or none is usual", 'one opening of "" and ids'
        )
    return words


def filled(text: str, **values: object) -> str:
    """`text` with `{name}` replaced by each value, and nothing else: what a value holds is not filled in again."""
    parts = text.split("{")
    out = [parts[0]]
    for part in parts[1:]:
        name, closed, rest = part.partition("}")
        out.append(f"{values[name]}{rest}" if closed and name in values else "{" + part)
    return "".join(out)
