"""A report as a file: Word, a web page, Markdown or a workbook of its figures, by the ending of its name.

It is made for a thread of its own: `steps.Watch` shows how far it is and stops it, and the screen's thread never waits
for longer than one block takes. Stockport's draft is a Word file within half a second.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from fieldwork.errors import BadInputError
from fieldwork.paths import make_private, save_private
from fieldwork.report.contents import Contents
from fieldwork.report.document import Document
from fieldwork.report.steps import Progress
from fieldwork.text import clip, shown

ENDINGS = (".docx", ".html", ".md")
"""What a report's name may end in: Word, a web page, Markdown."""
WORKBOOK = ".xlsx"
"""What a workbook's name ends in: it may be one where the contents of the report are there besides its document."""
_OTHER_SPELLINGS = {".htm": ".html", ".markdown": ".md"}


def require_ending(target: Path, *, workbook: bool = False) -> None:
    """Refuse a file that is neither Word nor HTML nor Markdown nor, with `workbook`, Excel.

    Raises:
        BadInputError: it is another.
    """
    if _ending(target) in ENDINGS or (workbook and _ending(target) == WORKBOOK):
        return
    found = clip(shown(target.name), 60)
    if workbook:
        raise BadInputError(
            "A report is written as Word, as a web page, as Markdown or as a workbook; "
            f"the file should end in .docx, .html, .md or .xlsx, found {found}."
        )
    raise BadInputError(
        "A report is written as Word, as a web page or as Markdown; "
        f"the file should end in .docx, .html or .md, found {found}."
    )


def content(
    document: Document, target: Path, progress: Progress | None = None, contents: Contents | None = None
) -> bytes:
    """What the file `target` holds; it touches no file.

    Args:
        document: what it says.
        target: its ending says what kind.
        progress: hears of every block; what it raises ends the work.
        contents: what the document was made of; without it there is no workbook.

    Raises:
        BadInputError: another ending.
    """
    require_ending(target, workbook=contents is not None)
    if contents is not None and _ending(target) == WORKBOOK:
        from fieldwork.report.workbook import to_workbook  # noqa: PLC0415 (not for a document)

        return to_workbook(contents, document, progress=progress)
    if _ending(target) == ".docx":
        from fieldwork.report.word import to_word  # noqa: PLC0415 (not for a web page)

        return to_word(document, datetime.now(UTC), progress=progress)
    if _ending(target) == ".html":
        from fieldwork.report.html import to_html  # noqa: PLC0415 (not for a Word file)

        return to_html(document, progress=progress).encode()
    from fieldwork.report.markdown import to_markdown  # noqa: PLC0415 (not for either)

    return to_markdown(document).encode()


def write(
    document: Document,
    target: Path,
    *,
    over: bool = False,
    progress: Progress | None = None,
    contents: Contents | None = None,
) -> bool:
    """Write a report, its owner's alone (0600); whether it was: not where a file is there and may not go.

    With `contents`, what the document was made of, it may be a workbook.

    Raises:
        BadInputError: another ending, or a folder stands there.
        FieldworkError: it cannot be written; what was there is as it was.
        StoppedError: `progress` stopped it; the same.
    """
    require_ending(target, workbook=contents is not None)
    if target.is_dir():
        raise BadInputError(f"{shown(target)} is a folder; expected the name of a file.")
    if target.exists() and not over:
        return False
    made = content(document, target, progress, contents)
    if progress is not None:
        progress(1, 1)  # whoever stopped it during its last step is told that nothing was written: nothing may be
    make_private(target.absolute().parent)
    save_private(target, made)
    return True


def _ending(target: Path) -> str:
    ending = target.suffix.lower()
    return _OTHER_SPELLINGS.get(ending, ending)
