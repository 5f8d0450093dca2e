"""The samples' drafts beside the two published documents: every figure that rests on cases or forms, in its place.

`data/*-facts.csv` lists what the documents print, as facts: where, of what, and in which figure, comment or words. The
drafts are those of the samples as they are shipped: the decisions of their inspectors are in them (`scripts/samples`).
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from fieldwork.analysis.findings import deciding
from fieldwork.glossary.terms import load_terms
from fieldwork.programme.sharewords import load_share_words
from fieldwork.record import names
from fieldwork.record.record import Record, Statement
from fieldwork.record.report_parts import recommending, writing
from fieldwork.record.returns import returns
from fieldwork.record.sitting import Sitting
from fieldwork.record.views import Inspection
from fieldwork.report.contents import Contents, gather
from fieldwork.report.document import Document, FigureRef, Listing, Paragraph, Remark, Table
from fieldwork.report.drafting import laid_out
from fieldwork.report.markdown import to_markdown
from fieldwork.report.worklist import worklist

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from syrupy.assertion import SnapshotAssertion

    from fieldwork.workspace import Workspace

DATA = Path(__file__).parent / "data"
WORDS = load_share_words()

SAID_OTHERWISE = {
    "1.1.7": "nearly 33% lack it: “over a quarter” is true of it, the ladder says “nearly a third”",
    "1.2.43": "36%: “less than half” is true of it, the ladder says “over a third”, the draft the percentage",
    "2.3.3": "96%: “over 90%” is true of it, the ladder of words without a percentage says “nearly all”",
    "victims-2009.q4": "the report says “one victim”: the ladder says of how many",
}
"""Where the draft's words are others than the published ones, though both are true of the figure."""

NOT_IN_THE_DRAFT = {
    "Service users' perspective, a high level of return": "a judgement: how many forms went out is not published",
    "Appendix 2": "figures of the census and the YJB rest on neither cases nor questionnaires; the YJB's are left open",
    "Appendices 1 and 3a": "pictures that the text at hand has lost: their scores are those of the sections",
}
"""What of the report no draft can hold, and why."""


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
        elif isinstance(block, Remark):
            label = ""
            continue
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
    return gather(inspection, sample.all_judgements, forms, WORDS, load_terms(), published=published)


def drafted(sample: Workspace, *, published: bool = False) -> Document:
    """The draft of a sample as it is shipped; `published` without the remarks."""
    return laid_out(contents_of(sample.record, sample, published=published))


@pytest.fixture(scope="module")
def stockport_report(stockport: Workspace) -> Document:
    return drafted(stockport)


@pytest.fixture(scope="module")
def dorset_letter(dorset: Workspace) -> Document:
    return drafted(dorset)


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


def test_a_handful_is_left_open_of_each_kind_and_the_list_empties_as_it_is_done(stockport: Workspace) -> None:
    record = Record(stockport.record)
    contents = contents_of(record, stockport)
    assert [(work.kind, work.part) for work in worklist(contents)] == [
        ("missing", "inspection/publication"),
        ("missing", "context.performance"),
        ("out of step", "finding/2.3.1"),
        ("out of step", "finding/3.2.4"),
        ("proposed", "recommendation/4"),
        ("proposed", "finding/1.2.41"),
        ("proposed", "finding/2.3.9"),
    ]
    lines = contents.findings
    done = [
        Statement(contents.inspection.id, names.PUBLICATION, "2009-08-26"),
        *writing("context.performance", "At 73.1% more were in education, training or employment than in England."),
        *(said for question in ("2.3.1", "3.2.4") for said in deciding(lines[question], side="strength")),
        *recommending("4", left=False),
        *(said for question in ("1.2.41", "2.3.9") for said in deciding(lines[question], side="left")),
    ]
    record.add(Sitting("RK", "later").entries(record, done))
    assert worklist(contents_of(record, stockport)) == ()


def test_the_letter_is_ready(dorset: Workspace) -> None:
    assert worklist(contents_of(dorset.record, dorset)) == ()


def test_the_report_reads_as_it_did(stockport: Workspace, snapshot: SnapshotAssertion) -> None:
    assert to_markdown(drafted(stockport, published=True)) == snapshot.use_extension(MarkdownGoldens)


def test_the_letter_reads_as_it_did(dorset: Workspace, snapshot: SnapshotAssertion) -> None:
    assert to_markdown(drafted(dorset, published=True)) == snapshot.use_extension(MarkdownGoldens)
