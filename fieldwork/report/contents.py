"""What every report says, whatever the programme: gathered once, then laid out part by part (`drafting`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from fieldwork.analysis import small_numbers
from fieldwork.analysis.comments import comments, quotations
from fieldwork.analysis.figures import MIN_FOR_PERCENT
from fieldwork.analysis.findings import FindingLine, findings
from fieldwork.analysis.responses import response_sentence
from fieldwork.analysis.scoring import score_all
from fieldwork.analysis.second_keying import measured, report_line
from fieldwork.analysis.tallies import tally
from fieldwork.programme.twice import twice_rules
from fieldwork.record.returns import paper_forms
from fieldwork.record.terms import own_terms
from fieldwork.report.document import Block, Heading, Paragraph, Remark, Span, listing, paragraphs
from fieldwork.report.live import TO_WRITE, Figures, Resolved, number_span, resolve
from fieldwork.report.printed import day, month, still_to_come
from fieldwork.report.respondent_items import respondent_items
from fieldwork.text import counted, grouped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from fieldwork.analysis.scoring import Scores
    from fieldwork.analysis.tallies import Tally
    from fieldwork.programme.models import Programme, Questionnaire
    from fieldwork.programme.sharewords import ShareWords
    from fieldwork.record.judging import Judgement
    from fieldwork.record.returns import Return
    from fieldwork.record.views import Inspection
    from fieldwork.report.spelling_out import GlossaryTerm

_NAME = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SMALL_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


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
    figures: Figures
    """All that a live value can stand for."""
    published: bool = False
    """Whether only what is published is laid out: no remarks, no working papers, nothing still undecided."""

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
            "cases": grouped(self.scores.cases),
            **values,
        }
        text = self.programme.report.get(name, "")
        return _NAME.sub(lambda found: str(known.get(found[1], TO_WRITE)), text)

    def resolved(
        self, text: str, more: Mapping[str, str | Span | None] | None = None, own: Span | None = None
    ) -> Resolved:
        """A text with its live values filled in (`fieldwork.report.live.resolve`)."""
        return resolve(text, self.figures, own, more)

    @property
    def year(self) -> int | None:
        """The year of the inspection: of its publication, its fieldwork, or its programme; None: none is known."""
        if self.inspection.publication is not None:
            return self.inspection.publication.year
        told = f"{self.inspection.fieldwork} {self.programme.id} {self.programme.title}"
        return int(found[0]) if (found := _YEAR.search(told)) else None


def gather(
    inspection: Inspection,
    judgements: Mapping[str, Mapping[str, Judgement]],
    returns_by_questionnaire: Mapping[str, Sequence[Return]],
    share_words: ShareWords,
    glossary: Sequence[GlossaryTerm] = (),
    *,
    published: bool = False,
) -> Contents:
    """Work out all figures, findings and tallies of an inspection."""
    programme = inspection.programme
    scores = score_all(programme, judgements)
    forms = _questionnaires(inspection)
    tallies = tuple(
        tally(
            form,
            returns_by_questionnaire.get(form.id, ()),
            inspection.issued(form.id),
            share_words,
            rates=programme.scores,
        )
        for form in forms
    )
    return Contents(
        inspection,
        scores,
        findings(programme, scores, inspection.finding, share_words),
        tallies,
        share_words,
        (*own_terms(inspection.record), *glossary) if glossary else (),
        {
            form.id: _keying_line(form, returns_by_questionnaire.get(form.id, ()), rates=programme.scores)
            for form in forms
        },
        {form.id: quotations(comments(form, returns_by_questionnaire.get(form.id, ()))) for form in forms},
        Figures(programme, scores, {one.questionnaire.id: one for one in tallies}, share_words, _facts(inspection)),
        published,
    )


def _facts(inspection: Inspection) -> dict[str, str]:
    """What a live value may say of the inspection; empty where it is not recorded yet."""
    published, weeks = inspection.publication, inspection.programme.report.get("next_steps_weeks", "")
    due = published + timedelta(weeks=int(weeks)) if published is not None and weeks.isdecimal() else None
    return {
        "area": inspection.area,
        "fieldwork": inspection.fieldwork,
        "lead": inspection.lead,
        "publication": day(published),
        "due": day(due),
        "foreword_date": month(inspection.foreword_date),
    }


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
    blocks: list[Block] = [Heading(1, title_of(contents))]
    if contents.inspection.synthetic:
        blocks.append(Paragraph((Span(contents.inspection.synthetic, strong=True),)))
    blocks.append(
        Remark(
            f"Draft from {counted(contents.scores.cases, 'case')}. Remarks like this one are for whoever edits it: "
            "they come out before it is published."
        )
    )
    provisional = provisional_lines(contents)
    if provisional and not contents.published:
        blocks.append(Remark("Provisional, because answers are still missing or disputed:"))
        blocks += listing(provisional)
    return blocks


def title_of(contents: Contents) -> str:
    """The title of the report."""
    return contents.furniture("title") or f"{contents.programme.title}: {contents.inspection.area}"


def provisional_lines(contents: Contents) -> list[str]:
    """One line for each criterion and each questionnaire that is not complete."""
    lines = [
        f"{criterion.id} {criterion.title}: {still_to_come(figure)}"
        for criterion in contents.programme.criteria
        if (figure := contents.scores.criteria[criterion.id]).provisional
    ]
    return [*lines, *(f"{form.title}: {told}" for form, told in unfinished_forms(contents))]


def unfinished_forms(contents: Contents) -> Iterator[tuple[Questionnaire, str]]:
    """What is still to come of each questionnaire, in words."""
    for found in contents.tallies:
        pending = {serial for item in found.items.values() for serial in item.pending}
        if pending:
            yield found.questionnaire, f"{counted(len(pending), 'form')} with items not keyed or not settled"
        yield from ((found.questionnaire, problem.what) for problem in found.problems)


# -- questionnaires ---------------------------------------------------------------------------------------------


def respondents_say(contents: Contents, found: Tally, level: int) -> list[Block]:
    """What the forms of one questionnaire say: who returned how many, then a sentence for each reported item."""
    form = found.questionnaire
    blocks: list[Block] = [Heading(level, form.respondents[:1].upper() + form.respondents[1:])]
    returned = _SMALL_NUMBERS[found.returned] if found.returned < len(_SMALL_NUMBERS) else grouped(found.returned)
    opener = contents.programme.report.get(f"{form.id.partition('-')[0]}_opener", "")
    opener = opener or f"Questionnaires returned by {form.respondents}: {{returned:{form.id}}}."
    known = {"returned": number_span("returned", form.id, found.returned, returned)}
    blocks += paragraphs(contents.resolved(opener, known).spans)
    went_out = response_sentence(found.returned, found.issued, rates=contents.programme.scores)
    blocks += paragraphs(went_out)
    blocks += listing(respondent_items(found))
    if warning := small_numbers.remark(found.items.values(), form.respondent):
        blocks.append(Remark(warning))
    blocks += _quoted(contents.quotations.get(form.id, ()), form, found.returned)
    return blocks + paragraphs(contents.keying.get(form.id, ""))


def _quoted(texts: Sequence[str], form: Questionnaire, returned: int) -> list[Block]:
    """What was picked for quotation, without the numbers of the forms, and what to think of before it is printed."""
    if not texts:
        return []
    warning = (
        f"Whoever knows a {form.respondent} may know the words: before these quotations are printed, take out what "
        f"points to one person or place, and make sure that those who wrote know that they may be quoted."
    )
    if returned < MIN_FOR_PERCENT:
        warning += f" So few forms came back ({returned}) that each writer is easily guessed."
    opener = f"In their own words, {form.respondents} told us:"
    return [*paragraphs(opener), *listing([f"“{text}”" for text in texts]), Remark(warning)]
