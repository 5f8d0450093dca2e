"""A report as plain Markdown, in which nothing that anyone typed is markup.

Every text is escaped where it is rendered: a note cannot bring a heading, a link, a tag, a table cell or an image.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fieldwork.report.contents import gather
from fieldwork.report.document import Block, Document, Heading, Listing, Paragraph, Remark, Table
from fieldwork.report.letter import letter
from fieldwork.report.scored import scored_report
from fieldwork.text import clean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fieldwork.programme.sharewords import ShareWords
    from fieldwork.record.judging import Judgement
    from fieldwork.record.returns import Return
    from fieldwork.record.views import Inspection
    from fieldwork.report.contents import GlossaryTerm

_ANYWHERE = re.compile(r"([\\`*_\[\]<>&|~$^#])")
_AT_THE_START = re.compile(r"^([-+=:]|\d+(?=[.)](?:\s|$)))")
_LINK = re.compile(r"(?i)(:)(?=//)|(?<=mailto)(:)|(?<=xmpp)(:)|(?<=\bwww)(\.)|(@)")


def markdown_report(
    inspection: Inspection,
    judgements: Mapping[str, Mapping[str, Judgement]],
    returns_by_questionnaire: Mapping[str, Sequence[Return]],
    share_words: ShareWords,
    glossary: Sequence[GlossaryTerm] = (),
) -> str:
    """The draft report of an inspection as Markdown: with scores, or as a letter of counts and words.

    Args:
        inspection: programme, area, notes, findings and questionnaires.
        judgements: by case id, then question id.
        returns_by_questionnaire: the keyed forms, by questionnaire id.
        share_words: puts k of n in words.
        glossary: the terms to explain where they are used; none, no appendix. Hand in
            those of the programme's own years, where a term has meant different things.
    """
    contents = gather(inspection, judgements, returns_by_questionnaire, share_words, glossary)
    return to_markdown(scored_report(contents) if contents.programme.scores else letter(contents))


def to_markdown(document: Document) -> str:
    """A document as Markdown text that ends with a line end."""
    return "\n\n".join(_rendered(block) for block in document.blocks) + "\n"


def escaped(text: str, *, begins: bool = True) -> str:
    """`text` on one line, with a backslash before whatever Markdown could take for markup.

    Links that GitHub's Markdown makes of bare addresses are broken up as well. What only means something where a
    line begins (a list's dash, "1.") is escaped where `begins` is true.
    """
    line = " ".join(clean(text, lines=False).split())
    line = _ANYWHERE.sub(r"\\\1", line)
    line = _LINK.sub(lambda found: f"\\{found[0]}", line)
    if not begins:
        return line
    return _AT_THE_START.sub(lambda found: f"{found[1]}\\" if found[1].isdigit() else f"\\{found[1]}", line)


def _rendered(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{'#' * block.level} {escaped(block.text, begins=False)}"
    if isinstance(block, Paragraph):
        return _paragraph(block)
    if isinstance(block, Listing):
        marks = (f"{number}." if block.numbered else "-" for number in range(1, len(block.items) + 1))
        return "\n".join(f"{mark} {escaped(item)}" for mark, item in zip(marks, block.items, strict=True))
    if isinstance(block, Remark):
        return f"> {escaped(block.text)}"
    return _table(block)


def _paragraph(block: Paragraph) -> str:
    parts = [f"**{text}**" if span.strong else text for span in block.spans if (text := escaped(span.text))]
    return " ".join(parts)


def _table(block: Table) -> str:
    rows = (block.header, ("---",) * len(block.header), *block.rows)
    return "\n".join(
        f"| {' | '.join(cell if row is rows[1] else escaped(cell, begins=False) for cell in row)} |" for row in rows
    )
