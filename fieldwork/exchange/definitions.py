"""Definitions of questionnaires as files: TOML in fieldwork's own shape, or an XLSForm workbook."""

from __future__ import annotations

from pathlib import Path

from fieldwork.errors import BadInputError
from fieldwork.exchange.workbooks import read_workbook_file
from fieldwork.exchange.xlsform import Taken, questionnaire_from_xlsform
from fieldwork.programme.loading import find_questionnaire, load_questionnaire, shipped_questionnaires
from fieldwork.programme.models import Questionnaire
from fieldwork.text import counted, shown

ENDINGS = (".toml", ".xlsx")


def read_definition(path: Path, language: str = "") -> Taken:
    """The questionnaire in a file, with what in it could not be taken as it stands.

    Args:
        path: a TOML file or an XLSForm workbook.
        language: of a workbook in several, the one to take.

    Raises:
        BadInputError: its name says that it is neither, or it is no workbook.
        DefinitionError: the TOML does not hold together.
    """
    ending = _ending(path)
    if ending == ".xlsx":
        return questionnaire_from_xlsform(read_workbook_file(path), path.name, language)
    return Taken(load_questionnaire(path), "", (), ())


def whole_definition(path: Path, language: str = "") -> Questionnaire:
    """The questionnaire in a file that can be taken without a loss: one that is asked with as it was written.

    The id of one that ships ("case-managers-2013") stands for its file.

    Raises:
        BadInputError: something of it cannot be taken; says the first of these, and how many there are.
        DefinitionError: the TOML does not hold together.
    """
    if path.suffix.lower() not in ENDINGS and str(path) in shipped_questionnaires():
        return find_questionnaire(str(path))
    taken = read_definition(path, language)
    if taken.questionnaire is None:
        raise BadInputError(f"{shown(path.name)} holds nothing that can be keyed. {_first(taken)}".strip())
    if taken.losses:
        losses = counted(len(taken.losses), "loss", "losses")
        raise BadInputError(f"{shown(path.name)} cannot be taken whole ({losses}). {_first(taken)}")
    return taken.questionnaire


def definition_file(questionnaire: Questionnaire, path: Path) -> bytes:
    """What the file `path` is to hold, by its ending.

    Raises:
        BadInputError: the ending is another, or XLSForm cannot hold a text of it.
    """
    if _ending(path) == ".xlsx":
        from fieldwork.exchange.xlsform_writing import xlsform_of  # noqa: PLC0415 (only who writes one needs it)

        return xlsform_of(questionnaire)
    from fieldwork.programme.writing import questionnaire_to_toml  # noqa: PLC0415 (the same)

    return questionnaire_to_toml(questionnaire).encode()


def _ending(path: Path) -> str:
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        ids = ", ".join(shipped_questionnaires())
        raise BadInputError(f"{shown(path.name)} should end in {' or '.join(ENDINGS)}; these ship: {ids}.")
    return ending


def _first(taken: Taken) -> str:
    return str(taken.losses[0]) if taken.losses else ""
