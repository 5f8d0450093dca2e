"""The draft of an inspection as a document, which each format renders: a scored report, or a letter of counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fieldwork.report.contents import gather
from fieldwork.report.letter import letter
from fieldwork.report.scored import scored_report

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fieldwork.programme.sharewords import ShareWords
    from fieldwork.record.judging import Judgement
    from fieldwork.record.returns import Return
    from fieldwork.record.views import Inspection
    from fieldwork.report.contents import GlossaryTerm
    from fieldwork.report.document import Document


def draft_document(
    inspection: Inspection,
    judgements: Mapping[str, Mapping[str, Judgement]],
    returns_by_questionnaire: Mapping[str, Sequence[Return]],
    share_words: ShareWords,
    glossary: Sequence[GlossaryTerm] = (),
) -> Document:
    """The whole draft, with scores or as a letter of counts and words, as the programme has it.

    Args:
        inspection: programme, area, notes, findings and questionnaires.
        judgements: by case id, then question id.
        returns_by_questionnaire: the keyed forms, by questionnaire id.
        share_words: puts k of n in words.
        glossary: the terms to explain where they are used; none, no appendix. Hand in
            those of the programme's own years, where a term has meant different things.
    """
    contents = gather(inspection, judgements, returns_by_questionnaire, share_words, glossary)
    return scored_report(contents) if contents.programme.scores else letter(contents)
