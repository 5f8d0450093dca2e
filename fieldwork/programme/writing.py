"""Questionnaires as TOML text, in the shape of the files in `data/questionnaires`."""

from __future__ import annotations

from fieldwork.programme.loading import questionnaire_to_dict
from fieldwork.programme.models import Questionnaire


def questionnaire_to_toml(questionnaire: Questionnaire) -> str:
    """The definition file: `load_questionnaire` gives an equal questionnaire back."""
    import tomli_w  # noqa: PLC0415 (only who writes a definition pays for the import)

    return tomli_w.dumps(questionnaire_to_dict(questionnaire))
