"""What every report says, whatever the programme: gathered once, then laid out by the scored report or the letter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from fieldwork.analysis import phrases, small_numbers
from fieldwork.analysis.comments import comments, quotations
from fieldwork.analysis.figures import MIN_FOR_PERCENT
from fieldwork.analysis.findings import FindingLine, findings
from fieldwork.analysis.responses import response_sentence
from fieldwork.analysis.scoring import score_all
from fieldwork.analysis.second_keying import measured, report_line
from fieldwork.analysis.tallies import tally
from fieldwork.programme.twice import twice_rules
from fieldwork.record.returns import paper_forms
from fieldwork.report.document import Block, Heading, Paragraph, Remark, Span, Table, listing, paragraphs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fieldwork.analysis.figures import Figure
    from fieldwork.analysis.scoring import Scores
    from fieldwork.analysis.tallies import Tally
    from fieldwork.programme.models import Programme, Questionnaire
    from fieldwork.programme.sharewords import ShareWords
    from fieldwork.record.judging import Judgement
    from fieldwork.record.returns import Return
    from fieldwork.record.views import Inspection, Note

TO_WRITE = "…"
"""Stands where only an inspector can say what goes there, and where a figure is still missing."""

NO_FIGURE = "\u2013"
"""An en dash, where there is no figure to print."""

_NAME = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_SMALL_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


class GlossaryTerm(Protocol):
    """What a report needs of a term of the glossary."""

    @property
    def term(self) -> str:
        """The word or acronym."""

    @property
    def expansion(self) -> str:
        """What an acronym stands for, or empty."""

    @property
    def definition(self) -> str:
        """What it means."""


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything that a report prints, worked out."""

    inspection: Inspection
    scores: Scores
    findings: dict[str, FindingLine]
    tallies: tuple[Tally, ...]
    share_words: ShareWords
    glossary: tuple[GlossaryTerm, ...]
    keying: Mapping[str, str]
    """How well the forms were keyed, a sentence or two by questionnaire; empty where none was keyed twice."""
    quotations: Mapping[str, Sequence[str]]
    """What people wrote and an inspector picked for quotation, by questionnaire."""

    @property
    def programme(self) -> Programme:
        """The programme inspected with."""
        return self.inspection.programme

    def furniture(self, name: str, **values: object) -> str:
        """A fixed text of the programme's report with its names filled in; empty where the programme has none.

        A name that nothing is known of becomes an ellipsis, for the inspector to see.
        """
        known: dict[str, object] = {
            "area": self.inspection.area or TO_WRITE,
            "cases": self.scores.cases,
            **values,
        }
        text = self.programme.report.get(name, "")
        return _NAME.sub(lambda found: str(known.get(found[1], TO_WRITE)), text)

    def opening(self, name: str, otherwise: str = "") -> str:
        """A heading or opening line of the programme, else fieldwork's own."""
        return self.furniture(name) or otherwise


def gather(
    inspection: Inspection,
    judgements: Mapping[str, Mapping[str, Judgement]],
    returns_by_questionnaire: Mapping[str, Sequence[Return]],
    share_words: ShareWords,
    glossary: Sequence[GlossaryTerm] = (),
) -> Contents:
    """Work out all figures, findings and tallies of an inspection."""
    programme = inspection.programme
    scores = score_all(programme, judgements)
    forms = _questionnaires(inspection)
    return Contents(
        inspection,
        scores,
        findings(programme, scores, inspection.finding, share_words),
        tuple(
            tally(
                form,
                returns_by_questionnaire.get(form.id, ()),
                inspection.issued(form.id),
                share_words,
                rates=programme.scores,
            )
            for form in forms
        ),
        share_words,
        tuple(glossary),
        {
            form.id: _keying_line(form, returns_by_questionnaire.get(form.id, ()), rates=programme.scores)
            for form in forms
        },
        {form.id: quotations(comments(form, returns_by_questionnaire.get(form.id, ()))) for form in forms},
    )


def _keying_line(questionnaire: Questionnaire, keyings: Sequence[Return], *, rates: bool) -> str:
    forms = paper_forms(keyings)
    return report_line(measured(questionnaire, forms, twice_rules()), len(forms), rates=rates)


def _questionnaires(inspection: Inspection) -> list[Questionnaire]:
    """Those of the programme in its order, then any others."""
    kept = inspection.questionnaires
    order = [*(id_ for id_ in inspection.programme.questionnaires if id_ in kept), *kept]
    return [kept[id_] for id_ in dict.fromkeys(order)]


# -- the top of a draft -------------------------------------------------------------------------------------------


def top(contents: Contents) -> list[Block]:
    """Title, the sentence that says the cases are made up, and what is provisional."""
    title = contents.furniture("title") or f"{contents.programme.title}: {contents.inspection.area}"
    blocks: list[Block] = [Heading(1, title)]
    if contents.inspection.synthetic:
        blocks.append(Paragraph((Span(contents.inspection.synthetic, strong=True),)))
    blocks.append(Remark(f"Draft from {_many(contents.scores.cases, 'case')}. Remarks like this one are not printed."))
    provisional = provisional_lines(contents)
    if provisional:
        blocks.append(Remark("Provisional, because answers are still missing or disputed:"))
        blocks += listing(provisional)
    return blocks


def provisional_lines(contents: Contents) -> list[str]:
    """One line for each criterion and each questionnaire that is not complete."""
    lines = [
        f"{criterion.id} {criterion.title}: {still_to_come(figure)}"
        for criterion in contents.programme.criteria
        if (figure := contents.scores.criteria[criterion.id]).provisional
    ]
    for found in contents.tallies:
        title = found.questionnaire.title
        pending = {serial for item in found.items.values() for serial in item.pending}
        if pending:
            lines.append(f"{title}: {_many(len(pending), 'form')} with items not keyed or not settled")
        lines += [f"{title}: {problem.what}" for problem in found.problems]
    return lines


def still_to_come(figure: Figure) -> str:
    """What is missing in a figure, in words: "12 unanswered, 1 disputed"."""
    parts = ((figure.unanswered, "unanswered"), (figure.disputed, "disputed"))
    return ", ".join(f"{count} {what}" for count, what in parts if count)


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


# -- findings -------------------------------------------------------------------------------------------------------


def sentence(line: FindingLine) -> str:
    """A finding as printed, marked where an answer behind it is still missing."""
    if not line.figure.provisional:
        return line.sentence
    return f"{line.sentence} [provisional: {still_to_come(line.figure)}]"


def on_side(contents: Contents, criterion: str, *sides: str) -> list[str]:
    """The sentences of a criterion's findings on any of `sides`, in the programme's order."""
    lines = (contents.findings[question.id] for question in contents.programme.by_criterion[criterion])
    return [sentence(line) for line in lines if line.side in sides and line.sentence]


def criterion_of(contents: Contents, note: Note) -> str | None:
    """The criterion that a note belongs to: its own, else that of its question; None for neither."""
    programme = contents.programme
    if note.criterion in programme.criterion:
        return note.criterion
    question = programme.question.get(note.question or "")
    return question.criterion if question is not None else None


# -- questionnaires ---------------------------------------------------------------------------------------------


def respondents_say(contents: Contents, found: Tally, level: int) -> list[Block]:
    """What the forms of one questionnaire say: who returned how many, then a sentence for each reported item."""
    form = found.questionnaire
    blocks: list[Block] = [Heading(level, form.respondents[:1].upper() + form.respondents[1:])]
    returned = _SMALL_NUMBERS[found.returned] if found.returned < len(_SMALL_NUMBERS) else str(found.returned)
    opener = contents.furniture(f"{form.id.partition('-')[0]}_opener", returned=returned)
    blocks += paragraphs(opener or f"Questionnaires returned by {form.respondents}: {found.returned}.")
    went_out = response_sentence(found.returned, found.issued, rates=contents.programme.scores)
    blocks += paragraphs(went_out)
    blocks += listing([line for item in found.items.values() if (line := phrases.sentence(item))])
    if warning := small_numbers.remark(found.items.values(), form.respondent):
        blocks.append(Remark(warning))
    blocks += _quoted(contents.quotations.get(form.id, ()), form)
    return blocks + paragraphs(contents.keying.get(form.id, ""))


def _quoted(texts: Sequence[str], form: Questionnaire) -> list[Block]:
    """What was picked for quotation, without the numbers of the forms, and what to think of before it is printed."""
    if not texts:
        return []
    warning = (
        f"Whoever knows a {form.respondent} may know the words: before these quotations are printed, take out what "
        f"points to one person or place, and make sure that those who wrote know that they may be quoted."
    )
    opener = f"In their own words, {form.respondents} told us:"
    return [*paragraphs(opener), *listing([f"“{text}”" for text in texts]), Remark(warning)]


# -- appendices ---------------------------------------------------------------------------------------------------


def questions_table(contents: Contents) -> Table:
    """Every question with its figure, and a mark where no published page bears it out."""
    published = contents.programme.scores
    rows = []
    for question in contents.programme.questions:
        figure = contents.scores.questions[question.id]
        rows.append(
            (
                question.id,
                question.text,
                k_of_n(figure),
                *((printed(figure), interval(figure)) if published else ()),
                still_to_come(figure),
                "assumed" if question.assumed else "",
            )
        )
    scored = ("Score", "95% interval") if published else ()
    return Table(("", "Question", "Good answers", *scored, "Still to come", "Source"), tuple(rows))


def k_of_n(figure: Figure) -> str:
    """The counts behind a figure as "326 of 610"; a dash where nothing was answered."""
    return f"{figure.yes} of {figure.of}" if figure.of else NO_FIGURE


def printed(figure: Figure) -> str:
    """The percentage of a question or set as printed: none below ten answers."""
    if figure.percent is None or figure.of < MIN_FOR_PERCENT:
        return NO_FIGURE
    return f"{figure.percent}%"


def interval(figure: Figure) -> str:
    """The bounds of a figure as "48.1 to 58.7"; a dash where there are none."""
    if figure.low is None or figure.high is None:
        return NO_FIGURE
    return f"{figure.low} to {figure.high}"


def glossary_appendix(contents: Contents, text: str, heading: str) -> list[Block]:
    """The terms that `text` uses, with what they mean; nothing where no glossary was handed in."""
    used = [term for term in contents.glossary if _used(term.term, text)]
    if not used:
        return []
    rows = tuple(
        (term.term, f"{term.expansion}: {term.definition}" if term.expansion else term.definition)
        for term in sorted(used, key=lambda term: (term.term.casefold(), term.definition))
    )
    return [Heading(2, heading), Table(("Term", "Meaning"), rows)]


def _used(term: str, text: str) -> bool:
    """Whether `term` stands in `text` as a word of its own, or in the plural; an acronym in its own capitals."""
    flags = 0 if any(letter.isupper() for letter in term) else re.IGNORECASE
    return bool(term) and re.search(rf"(?<!\w){re.escape(term)}s?(?!\w)", text, flags) is not None
