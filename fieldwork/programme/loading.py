"""Programmes and questionnaires from TOML files, and to and from the dictionaries an inspection file stores.

Both ways in end in `fieldwork.programme.checking`: whoever holds a `Programme` holds one that fits together.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fieldwork.errors import DefinitionError
from fieldwork.paths import data_folder
from fieldwork.programme.checking import check_programme, check_questionnaire
from fieldwork.programme.codec import decode, encode, said
from fieldwork.programme.models import Programme, Questionnaire
from fieldwork.text import shown

LARGEST_FILE = 1_000_000
"""Bytes. The largest programme that ships has a tenth of that; whatever is larger is no definition."""


def load_programme(path: Path) -> Programme:
    """The programme in the TOML file `path`, checked.

    Raises:
        DefinitionError: the file cannot be read, is not TOML, or does not hold together; one sentence.
    """
    return programme_from_dict(read_toml(path), path.name)


def programme_from_dict(data: object, where: str) -> Programme:
    """The programme that `programme_to_dict` or a TOML file gave, checked; `where` names it in errors.

    Raises:
        DefinitionError: names `where`, the table, what was found and what was expected.
    """
    programme = decode(Programme, data, where)
    check_programme(programme, where)
    return programme


def programme_to_dict(programme: Programme) -> dict[str, Any]:
    """`programme` as JSON values, shaped like its TOML file; `programme_from_dict` gives an equal one."""
    return encode(programme)


def load_questionnaire(path: Path) -> Questionnaire:
    """The questionnaire in the TOML file `path`, checked.

    Raises:
        DefinitionError: the file cannot be read, is not TOML, or does not hold together; one sentence.
    """
    return questionnaire_from_dict(read_toml(path), path.name)


def questionnaire_from_dict(data: object, where: str) -> Questionnaire:
    """The questionnaire that `questionnaire_to_dict` or a TOML file gave, checked; errors name it `where`.

    Raises:
        DefinitionError: names `where`, the table, what was found and what was expected.
    """
    questionnaire = decode(Questionnaire, data, where)
    check_questionnaire(questionnaire, where)
    return questionnaire


def questionnaire_to_dict(questionnaire: Questionnaire) -> dict[str, Any]:
    """`questionnaire` as JSON values; `questionnaire_from_dict` gives an equal one back."""
    return encode(questionnaire)


def shipped_programmes() -> dict[str, Path]:
    """The programmes that come with fieldwork, by id, in order of their ids. A file is named after its id."""
    return _shipped("programmes")


def shipped_questionnaires() -> dict[str, Path]:
    """The questionnaires that come with fieldwork, by id, in order of their ids."""
    return _shipped("questionnaires")


def find_programme(id_: str) -> Programme:
    """The shipped programme `id_`.

    Raises:
        DefinitionError: there is none; the sentence lists those that there are.
    """
    return load_programme(_found(id_, shipped_programmes(), "programme"))


def find_questionnaire(id_: str) -> Questionnaire:
    """The shipped questionnaire `id_`.

    Raises:
        DefinitionError: there is none; the sentence lists those that there are.
    """
    return load_questionnaire(_found(id_, shipped_questionnaires(), "questionnaire"))


def read_toml(path: Path) -> dict[str, Any]:
    """What the TOML file `path` says, as dictionaries and lists.

    Raises:
        DefinitionError: a folder, no such file, unreadable, over 1 MB, not UTF-8 or not TOML; one sentence.
    """
    import tomllib  # noqa: PLC0415 (an inspection carries its definitions: opening one needs no TOML)

    name = shown(path)
    try:
        return tomllib.loads(_read(path, name).decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise DefinitionError(f"{name} is not UTF-8 text (byte {error.start}).") from error
    except RecursionError as error:
        raise DefinitionError(f"{name} is not a definition: its tables are nested too deep.") from error
    except ValueError as error:  # TOMLDecodeError is one, and so is a number of 5,000 digits
        raise DefinitionError(f"{name} is not TOML: {shown(error)}.") from error


def _read(path: Path, name: str) -> bytes:
    try:
        if path.is_dir():
            raise DefinitionError(f"{name} is a folder; expected a TOML file.")
        if path.exists() and not path.is_file():  # a pipe or a device would block or never end
            raise DefinitionError(f"{name} is not an ordinary file; expected a TOML file.")
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise DefinitionError(f"{name} cannot be read: {reason}.") from error
    if len(content) > LARGEST_FILE:
        raise DefinitionError(f"{name} is larger than 1 MB; expected a definition of at most 1 MB.")
    return content


def _shipped(folder: str) -> dict[str, Path]:
    return {path.stem: path for path in sorted((data_folder() / folder).glob("*.toml"))}


def _found(id_: str, known: dict[str, Path], kind: str) -> Path:
    path = known.get(id_) or known.get(id_.strip().lower())
    if path is None:
        raise DefinitionError(f"There is no {kind} {said(id_)}; there are: {', '.join(known) or 'none'}.")
    return path
