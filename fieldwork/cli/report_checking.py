"""`fieldwork report FILE --check`: what to look at in the report before it goes out."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from fieldwork.cli.files import reading
from fieldwork.cli.output import heading, line, paragraph, print_json
from fieldwork.errors import BadInputError, FieldworkError
from fieldwork.glossary.terms import load_terms
from fieldwork.programme.sharewords import load_share_words
from fieldwork.record.acceptances import Acceptance, acceptance_words, acceptances
from fieldwork.record.report_parts import is_left
from fieldwork.record.returns import returns
from fieldwork.record.terms import own_terms
from fieldwork.record.views import Inspection
from fieldwork.report.checks.accepting import Looked, looked_at
from fieldwork.report.checks.checking import check_document, check_passages, grounds
from fieldwork.report.checks.passages import Passage, passages_in
from fieldwork.report.checks.problems import Problem
from fieldwork.report.checks.unworded import unworded
from fieldwork.report.document import Document, Place
from fieldwork.report.drafting import draft_document
from fieldwork.report.parts import all_parts
from fieldwork.text import counted, shown
from fieldwork.workspace import Workspace

_ENDINGS = (".md", ".markdown", ".txt", ".docx")
_LARGEST = 20_000_000
"""Bytes of a Word file that is read: a report has a hundredth of that."""
_LARGEST_TEXT = 2_000_000
"""The same of a text: a report has a thirtieth of it."""


def run(args: argparse.Namespace) -> int:
    """Check the report, or the edited text that is given; 0 where there is nothing to look at, else 1.

    Raises:
        FieldworkError: what cannot be read, and why.
    """
    with reading(args.file) as workspace:
        terms = (*own_terms(workspace.record), *load_terms())
        by = grounds(workspace.inspection, load_share_words(), terms, datetime.now(UTC).date())
        if args.text is None:
            printed = _draft(workspace, workspace.inspection, published=True)
            proposed = _draft(workspace, unworded(workspace.inspection), published=False)
            found = (*_left_though_needed(workspace.inspection), *check_document(printed, by, proposed))
        else:
            found = check_passages(_passages(args.text), by, _draft(workspace, workspace.inspection, published=False))
        looked = looked_at(found, acceptances(workspace.record))
    if args.json:
        accepted = [{**_as_json(one), "acceptances": _told(those)} for one, those in looked.accepted]
        print_json({"problems": [_as_json(one) for one in looked.left], "accepted": accepted})
    else:
        _print(looked)
    return 1 if any(one.wrong for one in looked.left) else 0


def _draft(workspace: Workspace, inspection: Inspection, *, published: bool) -> Document:
    forms = {form: returns(workspace.record, form) for form in inspection.questionnaires}
    judgements = workspace.all_judgements
    return draft_document(inspection, judgements, forms, load_share_words(), load_terms(), published=published)


def _left_though_needed(inspection: Inspection) -> Iterator[Problem]:
    """The parts that somebody left out though the report needs them: nothing of them stands in what is printed."""
    under = ""
    for part, section in all_parts(inspection.programme):
        under = f"{section.id}. {section.title}" if section is not None else part.heading or under
        if part.needed and is_left(inspection.record, part.id):
            place, what = Place((under,) if under else (), 0, part.id), "left out, but the report needs it"
            told = shown(f"{under.rstrip(':') or part.id}: {what}. {part.hint}".rstrip())
            yield Problem("placeholder", place, 0, 0, "", "nothing", "what goes there", told, what)


def _passages(path: Path) -> tuple[Passage, ...]:
    """The passages of an edited text.

    Raises:
        BadInputError: it is of another kind, or does not hold what its name says.
        FieldworkError: it cannot be read.
    """
    if path.suffix.lower() not in _ENDINGS:
        raise BadInputError(
            f"An edited report is read as Word, Markdown or plain text; the file should end in .docx, .md or .txt, "
            f"found {shown(path.name)}."
        )
    word = path.suffix.lower() == ".docx"
    largest = _LARGEST if word else _LARGEST_TEXT
    try:
        with path.open("rb") as file:
            content = file.read(largest + 1)
    except OSError as error:
        raise FieldworkError(f"Cannot read {shown(path)}: {error.strerror or error}.") from None
    if len(content) > largest:
        raise BadInputError(f"{shown(path.name)} is larger than any report: over {largest // 1_000_000} million bytes.")
    if word:
        from fieldwork.report.checks.from_word import passages_of_word

        return passages_of_word(content, path.name)
    try:
        return passages_in(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise BadInputError(f"{shown(path.name)} is not text in UTF-8; save it as that.") from None


def _as_json(one: Problem) -> dict[str, object]:
    return {
        "kind": one.kind,
        "wrong": one.wrong,
        "headings": list(one.place.headings),
        "paragraph": one.paragraph,
        "part": one.place.part or None,
        "around": one.around,
        "found": one.found,
        "expected": one.expected,
        "sentence": one.sentence,
    }


def _told(found: Sequence[Acceptance]) -> list[dict[str, object]]:
    return [{"by": one.by, "at": one.at, "reason": one.reason or None} for one in found]


def _print(looked: Looked) -> None:
    wrong = [one.sentence for one in looked.left if one.wrong]
    unchecked = _by_paragraph([one for one in looked.left if not one.wrong])
    accepted = [f"{one.sentence} {acceptance_words(those)}" for one, those in looked.accepted]
    if not wrong:
        line("Nothing to look at.")
    titles = (f"{counted(len(wrong), 'thing')} to look at", f"{len(accepted)} accepted", "Not checked")
    for title, some in zip(titles, (wrong, accepted, unchecked), strict=True):
        if some:
            heading(title)
            for sentence in some:
                paragraph(f"  {sentence}", indent="    ")


def _by_paragraph(found: Sequence[Problem]) -> list[str]:
    """One sentence for each paragraph with figures that were not checked, which names them all."""
    paragraphs: dict[tuple[int, int], list[Problem]] = {}
    for one in found:
        paragraphs.setdefault((one.place.block, one.paragraph), []).append(one)
    return [_together(those) for those in paragraphs.values()]


def _together(those: Sequence[Problem]) -> str:
    first, *more = those
    if not more:
        return first.sentence
    where = first.sentence[: first.sentence.index(f": {first.what}")]
    figures = ", ".join(one.found for one in those)
    return f"{where}: {figures} were not checked: they rest on nothing that fieldwork knows (“{first.around}”)."
