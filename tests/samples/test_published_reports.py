"""The samples' drafts beside the two published documents: every figure that rests on cases or forms, in its place.

`data/*-facts.csv` lists what the documents print, as facts: where, of what, and in which figure, comment or words. The
decisions are the published ones: which finding stands on which side, in which order (`stockport-2009-decisions.toml`).
"""

from __future__ import annotations

import csv
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from fieldwork.analysis.findings import deciding
from fieldwork.glossary.terms import load_terms
from fieldwork.programme.sharewords import load_share_words
from fieldwork.record.record import Record, Statement
from fieldwork.record.report_parts import writing
from fieldwork.record.returns import returns
from fieldwork.record.sitting import Sitting
from fieldwork.record.views import Inspection
from fieldwork.report.contents import Contents, gather
from fieldwork.report.document import Document, FigureRef, Listing, Paragraph, Table
from fieldwork.report.drafting import laid_out
from fieldwork.report.markdown import to_markdown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from syrupy.assertion import SnapshotAssertion

    from fieldwork.workspace import Workspace

DATA = Path(__file__).parent / "data"
WORDS = load_share_words()

SAID_OTHERWISE = {
    "1.1.7": "nearly 33% lack it: “over a quarter” is true of it, the ladder says “nearly a third”",
    "1.2.43": "36%: “less than half” is true of it, the ladder says “over a third”",
    "2.3.3": "96%: “over 90%” is true of it, the ladder of words without a percentage says “nearly all”",
    "victims-2009.q4": "the report says “one victim”: the ladder says of how many",
}
"""Where the draft's words are others than the published ones, though both are true of the figure."""

NOT_IN_THE_DRAFT = {
    "1.1 Risk of Harm to others, areas for improvement 7": "confusion about MAPPA: evidence on the area, no figure",
    "2.1 Protecting the public, areas for improvement 4": "inconsistent MAPPA marking: evidence on the area, no figure",
    "Service users' perspective, a high level of return": "a judgement: how many forms went out is not published",
    "Commentary on sections 2 and 3": "judgements without a figure",
    "Appendix 2": "figures of the census and the YJB: they rest on neither cases nor questionnaires",
    "Appendices 1 and 3a": "pictures that the text at hand has lost: their scores are those of the sections",
}
"""What of the report no draft can hold, and why."""


STAFF = {"q1": "experience", "q2": "knowledge", "q3": "support"}


class MarkdownGoldens(SingleFileSnapshotExtension):
    """One `.md` for each draft."""

    _write_mode = WriteMode.TEXT
    file_extension = "md"


class Fact(NamedTuple):
    """One figure that a document prints."""

    place: str
    side: str
    number: str
    kind: str
    id: str
    of: str
    printed: str


class Printed(NamedTuple):
    """One figure of a draft: the headings over it, the label and the number in the list it stands under, and itself."""

    headings: tuple[str, ...]
    label: str
    number: int
    figure: FigureRef
    text: str


def facts(name: str) -> list[Fact]:
    with (DATA / f"{name}-facts.csv").open(encoding="utf-8", newline="") as file:
        return [Fact(**{"side": "", "number": "", **row}) for row in csv.DictReader(file)]


def figures_of(document: Document) -> Iterator[Printed]:
    label = ""
    for place, block in document.places():
        if isinstance(block, Paragraph):
            strong = block.spans[0].text if block.spans and block.spans[0].strong else ""
            label = strong.removesuffix(":") if len(block.spans) == 1 else ""
            spans = [(0, span) for span in block.spans]
        elif isinstance(block, Listing):
            spans = [(number, span) for number, item in enumerate(block.items, block.start) for span in item.spans]
        else:
            continue
        for number, span in spans:
            if span.figure is not None:
                yield Printed(place.headings, label, number, span.figure, span.text)


def contents_of(record: Record, sample: Workspace, *, published: bool = False) -> Contents:
    inspection = Inspection(record)
    forms = {id_: returns(record, id_) for id_ in inspection.questionnaires}
    judgements = sample.all_judgements
    return gather(inspection, judgements, forms, WORDS, load_terms(), published=published)


def decided(sample: Workspace) -> Record:
    """The sample's record with the published decisions."""
    record = Record(sample.record)
    lines = contents_of(record, sample).findings
    chosen = tomllib.loads((DATA / "stockport-2009-decisions.toml").read_text(encoding="utf-8"))
    said: list[Statement] = [one for id_, text in chosen["parts"].items() for one in writing(id_, text)]
    left = dict(lines)
    for table in chosen["findings"]:
        for order, (question, wording) in enumerate(table["questions"]):
            said += deciding(left.pop(question), side=table["side"], wording=wording or None, order=order)
    for line in left.values():
        said += deciding(line, side="left")
    by = Sitting("ES", "decisions")
    record.add(by.entries(record, said))
    return record


@pytest.fixture(scope="module")
def stockport_report(stockport: Workspace) -> Document:
    return laid_out(contents_of(decided(stockport), stockport, published=True))


@pytest.fixture(scope="module")
def dorset_letter(dorset: Workspace) -> Document:
    """With what the letter says of case managers where it says it: in 2.6."""
    record = Record(dorset.record)
    told = (f"{{item:case-managers-2013.{id_}}} had enough {what}" for id_, what in STAFF.items())
    record.add(Sitting("ES", "decisions").entries(record, writing("theme.2", f"Of case managers, {', '.join(told)}.")))
    return laid_out(contents_of(record, dorset, published=True))


def in_place(fact: Fact, printed: Iterable[Printed]) -> list[Printed]:
    """The figures of a draft that stand where a fact stands and are of the same."""
    section = fact.place.removeprefix("section ")
    return [
        one
        for one in printed
        if (one.figure.kind, one.figure.id) == (fact.kind, fact.id)
        and (one.headings[-1] == fact.place or (section.isdigit() and one.headings[1].startswith(f"{section}. ")))
        and (not fact.side or (one.label, str(one.number)) == (fact.side, fact.number))
    ]


def says(fact: Fact, one: Printed) -> bool:
    """Whether a figure in the draft is printed as in the document."""
    return one.text.casefold() == fact.printed.casefold()


def is_true(fact: Fact, one: Printed) -> bool:
    """Whether what the document prints is true of the figure in the draft, and the draft's own words too."""
    k, n = one.figure.k, one.figure.n
    if one.figure.lacking is not (fact.of == "lacking"):
        k = n - k
    return WORDS.fits(fact.printed, k, n) and WORDS.fits(one.text, one.figure.k, n)


@pytest.mark.parametrize("fact", facts("stockport-2009"), ids=lambda fact: f"{fact.id or fact.kind}-{fact.printed}")
def test_every_figure_of_the_report_is_in_the_draft_in_its_place(stockport_report: Document, fact: Fact) -> None:
    found = in_place(fact, figures_of(stockport_report))
    assert found, fact
    if fact.id in SAID_OTHERWISE:
        assert any(is_true(fact, one) for one in found), found
    else:
        assert any(says(fact, one) for one in found), found


def test_nothing_is_listed_as_said_otherwise_without_need(stockport_report: Document) -> None:
    printed = list(figures_of(stockport_report))
    needed = {
        fact.id for fact in facts("stockport-2009") if not any(says(fact, one) for one in in_place(fact, printed))
    }
    assert needed == set(SAID_OTHERWISE)


def test_the_draft_has_no_finding_that_the_report_has_not(stockport_report: Document) -> None:
    published = {(fact.place, fact.side, fact.number) for fact in facts("stockport-2009") if fact.side}
    drafted = {
        (one.headings[-1], one.label, str(one.number))
        for one in figures_of(stockport_report)
        if one.label in ("Strengths", "Areas for improvement")
    }
    assert drafted == published
    assert all(reason for reason in NOT_IN_THE_DRAFT.values())


def test_the_summary_has_every_score_and_comment(stockport_report: Document) -> None:
    (table,) = [block for block in stockport_report.blocks if isinstance(block, Table) and block.part == "summary"]
    cells = [(cell.figure.kind, cell.figure.id, cell.text) for row in table.rows for cell in row[1:3] if cell]
    scores = [fact for fact in facts("stockport-2009") if fact.kind in ("thread", "criterion", "section")]
    assert set(cells) == {(one.kind, one.id, one.printed.removesuffix(" improvement required")) for one in scores}


@pytest.mark.parametrize("fact", facts("dorset-2013"), ids=lambda fact: f"{fact.id or fact.kind}-{fact.printed}")
def test_every_count_and_share_word_of_the_letter_is_true_in_the_draft_in_its_place(
    dorset_letter: Document, fact: Fact
) -> None:
    found = in_place(fact, figures_of(dorset_letter))
    assert found, fact
    assert any(says(fact, one) or is_true(fact, one) for one in found), found


def test_the_letter_prints_no_percentage_and_quotes_each_theme(dorset_letter: Document) -> None:
    text = dorset_letter.text()
    assert "%" not in text
    assert text.count("In one case we noted: “") == 5
    themes = [line.text for line in dorset_letter.outline if line.level == 3]
    assert themes[:4] == [
        "1. Reducing the likelihood of reoffending",
        "2. Protecting the public",
        "3. Protecting the child or young person",
        "4. Ensuring that the sentence is served",
    ]


def test_the_report_reads_as_it_did(stockport_report: Document, snapshot: SnapshotAssertion) -> None:
    assert to_markdown(stockport_report) == snapshot.use_extension(MarkdownGoldens)


def test_the_letter_reads_as_it_did(dorset_letter: Document, snapshot: SnapshotAssertion) -> None:
    assert to_markdown(dorset_letter) == snapshot.use_extension(MarkdownGoldens)
