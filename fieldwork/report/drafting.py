"""The draft of an inspection as a document, which each format renders: the parts of its programme in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fieldwork.record.report_parts import is_left
from fieldwork.report import advice, appendices, evidence, letter, scored
from fieldwork.report.contents import gather, respondents_say, title_of, top
from fieldwork.report.document import Block, Document, Heading, PageBreak, Remark, Table, TableOfContents
from fieldwork.report.parts import heading_of_part, is_written, parts_of, text_blocks
from fieldwork.report.spelling_out import of_year, spelled_out, used

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from fieldwork.programme.models import Holds, ReportPart
    from fieldwork.programme.sharewords import ShareWords
    from fieldwork.record.judging import Judgement
    from fieldwork.record.returns import Return
    from fieldwork.record.views import Inspection
    from fieldwork.report.contents import Contents
    from fieldwork.report.spelling_out import GlossaryTerm

OTHERS = "What others told us"
"""The heading over questionnaires that the programme does not have."""

PLAIN_ACRONYMS = "plain_acronyms"
"""The fixed text of a programme with the acronyms that are nowhere spelled out, such as HM."""


def draft_document(
    inspection: Inspection,
    judgements: Mapping[str, Mapping[str, Judgement]],
    returns_by_questionnaire: Mapping[str, Sequence[Return]],
    share_words: ShareWords,
    glossary: Sequence[GlossaryTerm] = (),
    *,
    published: bool = False,
) -> Document:
    """The whole draft: a report with scores, or a letter of counts and words, as the programme has it.

    Args:
        inspection: programme, area, notes, findings, what inspectors wrote, and questionnaires.
        judgements: by case id, then question id.
        returns_by_questionnaire: the keyed forms, by questionnaire id.
        share_words: puts k of n in words.
        glossary: the terms to explain where they are used; of a word that meant different things, the meaning of
            the inspection's year counts. None: no glossary, and no acronym is spelled out.
        published: only what is published: no remarks, no working papers, nothing that is still undecided.
    """
    return laid_out(
        gather(inspection, judgements, returns_by_questionnaire, share_words, glossary, published=published)
    )


def laid_out(contents: Contents) -> Document:
    """The parts of the programme's report in their order, each acronym spelled out where it is met first."""
    blocks: list[Block] = top(contents)
    parts = [part for part in parts_of(contents.programme) if not part.each]
    terms = of_year(contents.glossary, contents.year)
    papers: int | None = None
    for part in parts:
        if part.working_paper and contents.published:
            continue
        if part.working_paper and papers is None:
            papers = len(blocks)
        held = used(terms, Document(tuple(blocks[:papers])).text()) if part.holds == "glossary" else []
        blocks += _part(contents, part, held)
    if contents.published:
        blocks = [block for block in blocks if not isinstance(block, Remark)]
    document = Document(tuple(blocks), title_of(contents), marking=contents.inspection.synthetic)
    plain = frozenset(contents.programme.report.get(PLAIN_ACRONYMS, "").split())
    return spelled_out(document, terms, but=plain, until=None if contents.published else papers)


def _part(contents: Contents, part: ReportPart, terms: Sequence[GlossaryTerm]) -> list[Block]:
    """A part with its heading; nothing where there is nothing in it and it is not to be written.

    What opens a list ("Furthermore:") goes where there is a list, unless an inspector wrote it. Of a part that is left
    out the text goes, and its heading where nothing else stands under it.
    """
    held = _glossary(terms, part) if part.holds == "glossary" else _HOLDERS[part.holds](contents, part)
    bare = all(isinstance(block, Remark) for block in held)
    left = is_left(contents.inspection.record, part.id)
    if left and bare and contents.published:
        return []
    if part.holds and bare and not part.needed and not is_written(contents, part) and not left:
        if contents.published or not held:
            return []
        blocks = held
    else:
        blocks = [*text_blocks(contents, part), *held]
    heading = heading_of_part(contents, part)
    begins: list[Block] = [PageBreak(part.id)] if part.new_page else []
    if part.working_paper:
        blocks = [Remark("Not a part of what is published.", part.id), *blocks]
    return [*begins, *([Heading(part.level, heading, part.id)] if heading else []), *blocks]


def _nothing(_contents: Contents, _part: ReportPart) -> list[Block]:
    return []


def _contents(_contents: Contents, part: ReportPart) -> list[Block]:
    return [TableOfContents(part=part.id)]


def _respondents(contents: Contents, part: ReportPart) -> list[Block]:
    """The questionnaires of the programme; any other, as for case managers, stands apart.

    Case managers speak of their work and not as service users (Dorset 2013 has them under operational management).
    """
    own = contents.programme.questionnaires
    told = {
        mine: [
            block
            for found in contents.tallies
            if (found.questionnaire.id in own) is mine
            for block in respondents_say(contents, found, part.level + 1)
        ]
        for mine in (True, False)
    }
    return [*told[True], *([Heading(part.level, OTHERS, part.id), *told[False]] if told[False] else [])]


def _glossary(terms: Sequence[GlossaryTerm], part: ReportPart) -> list[Block]:
    """The terms that the text really uses, with what they mean."""
    rows = tuple(
        (term.term, f"{term.expansion}: {term.definition}" if term.expansion else term.definition)
        for term in sorted(terms, key=lambda term: (term.term.casefold(), term.definition))
    )
    return [Table(("Term", "Meaning"), rows, part=part.id)] if rows else []


_HOLDERS: dict[Holds, Callable[[Contents, ReportPart], list[Block]]] = {
    "": _nothing,
    "contents": _contents,
    "headline": scored.headline,
    "recommendations": advice.standard,
    "local recommendations": advice.local,
    "respondents": _respondents,
    "good practice": evidence.good_practice,
    "sections": scored.sections,
    "themes": letter.themes,
    "quotations": letter.quoted,
    "strengths": letter.strengths,
    "improvement": letter.improvement,
    "summary": appendices.summary,
    "sample": appendices.sample,
    "data": appendices.inspection_data,
    "questions": appendices.questions,
}
