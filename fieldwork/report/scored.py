"""The report of a programme that publishes scores, in the order of the Stockport report (dossier 6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fieldwork.analysis.agreement import agreements
from fieldwork.analysis.figures import near_assumed_edge
from fieldwork.report.contents import (
    NO_FIGURE,
    TO_WRITE,
    Contents,
    criterion_of,
    glossary_appendix,
    interval,
    k_of_n,
    on_side,
    questions_table,
    respondents_say,
    still_to_come,
    top,
)
from fieldwork.report.document import (
    Block,
    Document,
    Heading,
    Remark,
    Span,
    Table,
    listing,
    paragraph,
    paragraphs,
)

if TYPE_CHECKING:
    from fieldwork.analysis.figures import Figure
    from fieldwork.programme.models import Criterion, Programme, Section


def scored_report(contents: Contents) -> Document:
    """The whole draft."""
    blocks = [
        *top(contents),
        *_foreword(contents),
        *_scoring(contents),
        *_recommendations(contents),
        *_service_users(contents),
        *_good_practice(contents),
        *(block for section in contents.programme.sections for block in _section(contents, section)),
        *_summary(contents),
        *_inspection_data(contents),
    ]
    text = Document(tuple(blocks)).text()
    return Document((*blocks, *glossary_appendix(contents, text, "Appendix: Glossary")))


def _foreword(contents: Contents) -> list[Block]:
    scores = {
        id_.lower(): TO_WRITE if figure.percent is None else figure.percent
        for id_, figure in contents.scores.threads.items()
    }
    blocks: list[Block] = [Heading(2, "Foreword")]
    blocks += paragraphs(
        contents.furniture("foreword"),
        contents.furniture("foreword_scores", **scores),
        contents.furniture("foreword_overall"),
    )
    if any(figure.provisional for figure in contents.scores.threads.values()):
        blocks.append(Remark("The scores in this foreword are provisional."))
    thanks = contents.furniture("acknowledgements")
    return [*blocks, *([Heading(2, "Acknowledgements"), *paragraphs(thanks)] if thanks else [])]


def _scoring(contents: Contents) -> list[Block]:
    blocks: list[Block] = [Heading(2, "Scoring and summary")]
    blocks += paragraphs(
        contents.furniture("scoring"),
        contents.furniture("scoring_headline"),
        contents.furniture("scoring_comment"),
    )
    for thread in contents.programme.threads:
        blocks.append(Heading(3, f"{thread.title} score"))
        blocks += paragraphs(contents.furniture(f"score_{thread.id}"))
        blocks += _score(contents, contents.scores.threads[thread.id])
    return [*blocks, *paragraphs(contents.furniture("comparison"))]


def _score(contents: Contents, figure: Figure) -> list[Block]:
    """Score and comment, then what an editor should know about them."""
    if figure.percent is None:
        blocks: list[Block] = [paragraph(Span("Score:", strong=True), "no score, because nothing was answered")]
    else:
        comment = f"{figure.comment} improvement required" if figure.comment else TO_WRITE
        blocks = [
            paragraph(
                Span("Score:", strong=True),
                Span(f"{figure.percent}%"),
                Span("Comment:", strong=True),
                Span(comment),
            )
        ]
    if figure.provisional:
        blocks.append(Remark(f"Provisional: {still_to_come(figure)}."))
    edge = near_assumed_edge(figure.percent, contents.programme.bands)
    if edge is not None:
        blocks.append(
            Remark(f"The comment hangs on an assumption: that {edge.comment} starts at {edge.start}% is assumed.")
        )
    return blocks


def _recommendations(contents: Contents) -> list[Block]:
    blocks: list[Block] = [Heading(2, contents.opening("recommendations_heading", "Recommendations"))]
    blocks += paragraphs(contents.furniture("recommendations_opener"))
    blocks += listing(list(contents.programme.recommendations), numbered=True)
    blocks += paragraphs(contents.furniture("recommendations_further"))
    blocks.append(Remark("Local recommendations go here."))
    return [*blocks, Heading(2, "Next steps"), *paragraphs(contents.furniture("next_steps"))]


def _service_users(contents: Contents) -> list[Block]:
    """The questionnaires of the programme are those for service users; any other, as for case managers, stands apart.

    Case managers speak of their work and not as service users (Dorset 2013 has them under operational management).
    """
    own = contents.programme.questionnaires
    users = [found for found in contents.tallies if found.questionnaire.id in own]
    others = [found for found in contents.tallies if found.questionnaire.id not in own]
    blocks: list[Block] = []
    for title, tallies in (("Service users' perspective", users), ("What others told us", others)):
        said = [block for found in tallies for block in respondents_say(contents, found, 3)]
        blocks += [Heading(2, title), *said] if said else []
    return blocks


def _good_practice(contents: Contents) -> list[Block]:
    programme = contents.programme
    order = list(programme.criterion)
    found = [
        (criterion_of(contents, note), note.text)
        for note in contents.inspection.notes
        if note.good_practice and note.text
    ]
    if not found:
        return []
    found.sort(key=lambda one: len(order) if one[0] is None else order.index(one[0]))
    rows = [(_place(programme, criterion), text) for criterion, text in found]
    table = Table(("", "Example"), tuple(rows))
    return [Heading(2, "Sharing good practice"), *paragraphs(contents.furniture("good_practice")), table]


def _place(programme: Programme, criterion: str | None) -> str:
    """Where an example of good practice belongs: "Outcomes, General Criterion 3.2"."""
    if criterion is None:
        return ""
    section = programme.criterion[criterion].section
    title = next((one.title for one in programme.sections if one.id == section), "")
    return f"{title}, General Criterion {criterion}"


def _section(contents: Contents, section: Section) -> list[Block]:
    blocks: list[Block] = [Heading(2, f"{section.id}. {section.title}")]
    for criterion in contents.programme.criteria:
        if criterion.section == section.id:
            blocks += _criterion(contents, criterion)
    figure = contents.scores.sections[section.id]
    number = TO_WRITE if figure.percent is None else figure.percent
    blocks += paragraphs(contents.furniture("overall_score", section=section.title, percent=number))
    if figure.provisional:
        blocks.append(Remark(f"Provisional: {still_to_come(figure)}."))
    return [*blocks, *paragraphs(contents.furniture("commentary", section=section.title)), paragraph(TO_WRITE)]


def _criterion(contents: Contents, criterion: Criterion) -> list[Block]:
    blocks: list[Block] = [Heading(3, f"{criterion.id} {criterion.title}")]
    blocks.append(paragraph(Span("General Criterion:", strong=True), criterion.general))
    blocks += _score(contents, contents.scores.criteria[criterion.id])
    for heading, side in (("Strengths:", "strength"), ("Areas for improvement:", "improvement")):
        lines = on_side(contents, criterion.id, side)
        if lines:
            blocks.append(paragraph(Span(heading, strong=True)))
            blocks += listing(lines, numbered=True)
    undecided = on_side(contents, criterion.id, "choice")
    if undecided:
        programme = contents.programme
        between = f"{programme.improvement_below}% to {programme.strength_from - 1}%"
        blocks.append(Remark(f"For the inspector to place on one side or leave out ({between}):"))
        blocks += listing(undecided)
    return blocks


def _summary(contents: Contents) -> list[Block]:
    scores, programme = contents.scores, contents.programme
    figures = [
        *((thread.title, scores.threads[thread.id]) for thread in programme.threads),
        *((f"{one.id} {one.title}", scores.criteria[one.id]) for one in programme.criteria),
        *((f"Section {one.id} {one.title}, overall", scores.sections[one.id]) for one in programme.sections),
    ]
    rows = tuple(
        (
            title,
            NO_FIGURE if figure.percent is None else f"{figure.percent}%",
            figure.comment or "",
            k_of_n(figure),
            interval(figure),
            still_to_come(figure),
        )
        for title, figure in figures
    )
    header = ("", "Score", "Comment", "Good answers", "95% interval", "Still to come")
    return [
        Heading(2, "Appendix: Summary"),
        Table(header, rows),
        *paragraphs(
            "The intervals are in per cent. They are estimates of how far the score of another sample of such "
            "cases might lie from this one, and take into account that the answers of one case go together."
        ),
        Heading(2, "Appendix: The questions"),
        *paragraphs("Questions marked as assumed are not borne out by a published page."),
        questions_table(contents),
    ]


def _inspection_data(contents: Contents) -> list[Block]:
    inspection = contents.inspection
    blocks: list[Block] = [Heading(2, "Appendix: Inspection data")]
    blocks += paragraphs(
        f"Fieldwork: {inspection.fieldwork}." if inspection.fieldwork else "",
        contents.furniture("inspection_data"),
    )
    phases = [case.phases or "not recorded" for case in inspection.cases]
    counts = tuple((phase, str(phases.count(phase))) for phase in dict.fromkeys(sorted(phases)))
    if counts:
        blocks.append(Table(("Phases inspected", "Cases"), counts))
    for classification in contents.programme.classifications:
        found = agreements(classification, inspection.cases)
        rows = tuple((direction, str(len(cases))) for direction, cases in found.by_direction.items())
        header = f"{classification.title}: the recorded classification, in the inspector's view"
        blocks.append(Table((header, "Cases"), (*rows, ("not recorded yet", str(len(found.unknown))))))
    role = contents.furniture("role")
    return [*blocks, *([Heading(2, "Appendix: Role"), *paragraphs(role)] if role else [])]
