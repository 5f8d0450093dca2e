"""Live values: a text holds `{…}` where a figure goes, and the figure follows the data while the words stay.

| written | printed |
| --- | --- |
| `{share}` | in a finding, its own figure as the programme prints it: "84%", "three of the five" |
| `{percent:1.1.3}` | "65%"; in words below ten answers, for all and none, and where no percentage is published |
| `{count:1.1.3}` | "26 of 40" |
| `{words:1.1.3}` | the share word: "most" |
| `{lacking:…}`, `{lacking_percent:…}`, `{lacking_count:…}` | the same of the answers that are not good |
| `{score:RoH}`, `{score:1.2}`, `{score:section 1}` | "53%" |
| `{comment:RoH}` | "SUBSTANTIAL" |
| `{item:children-2009.q3}`, `{item_percent:…}`, `{item_count:…}` | of an item of a questionnaire |
| `{returned:children-2009}` | how many forms came back |
| `{cases}` | how many cases there are |
| `{area}`, `{publication}`, `{due}`, `{lead}`, … | what is recorded of the inspection (`Figures.facts`) |

A share joins the words around it as in any wording (`fieldwork.programme.wording`). Nothing here raises: a name that
nobody knows is named, and where its figure is still missing an ellipsis stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fieldwork.analysis.findings import share_text, word_of
from fieldwork.programme.wording import joints
from fieldwork.report.document import FigureRef, Form, Of, Span, Spans
from fieldwork.text import grouped, k_of_n

if TYPE_CHECKING:
    from fieldwork.analysis.figures import Figure
    from fieldwork.analysis.findings import FindingLine
    from fieldwork.analysis.scoring import Scores
    from fieldwork.analysis.tallies import ItemTally, Tally
    from fieldwork.programme.models import Programme
    from fieldwork.programme.sharewords import ShareWords

TO_WRITE = "…"
"""Stands where only an inspector can say what goes there, and where a figure is still missing."""

_SLOT = re.compile(r"(only )?\{([^{}\n]*)\}( of(?: the)?)?")
_SENTENCE_BEGINS = re.compile(r"(?:^|[.!?:]\s+|\n\s*)$")
_CASES = re.compile(r"((?: \w+)? case)s\b")
"""What is counted by a number of cases: "{cases} recent cases"; of one it loses its "s"."""
_COUNTED = re.compile(r".*\bof (?:the )?[\w,]+")
_SECTION = "section "


@dataclass(frozen=True, slots=True)
class Figures:
    """All that a live value can stand for."""

    programme: Programme
    scores: Scores
    tallies: Mapping[str, Tally]
    """By questionnaire id."""
    share_words: ShareWords
    facts: Mapping[str, str] = field(default_factory=dict)
    """What is recorded of the inspection, by name; empty where it is not recorded yet."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A text with its figures: `unknown` names nobody knows, `missing` names whose figure or fact is still missing.

    Both as they stand between the braces, in their order.
    """

    spans: Spans
    unknown: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class _Missing:
    """A name that is known, without a figure yet."""


_MISSING = _Missing()


def own_share(line: FindingLine) -> Span | None:
    """The figure that `{share}` stands for in a finding; None while nothing is answered."""
    if not line.share:
        return None
    figure = line.figure
    ref = FigureRef("question", line.question, _form(line.share), line.yes, figure.of, figure.provisional, line.lacking)
    return Span(line.share, figure=ref)


def resolve(
    text: str, figures: Figures, own: Span | None = None, more: Mapping[str, str | Span | None] | None = None
) -> Resolved:
    """A text with its live values filled in.

    Args:
        text: what was typed, or is proposed.
        figures: what is known.
        own: what `{share}` stands for here; None where it stands for nothing.
        more: names that only this place knows, with what they stand for; None: still missing.
    """
    here: dict[str, str | Span | None] = {"share": own, **(more or {})} if own else dict(more or {})
    spans: list[Span] = []
    unknown: list[str] = []
    missing: list[str] = []
    done = 0
    for found in _SLOT.finditer(text):
        before = text[done : found.start()]
        name = found[2].strip()
        value = _value(name, figures, here)
        if value is None or isinstance(value, _Missing):
            (unknown if value is None else missing).append(name)
            value = TO_WRITE
        span = Span(value) if isinstance(value, str) else value
        only, of = found[1] or "", found[3] or ""
        if span.figure is not None and span.figure.form in ("percent", "count", "words"):
            only, of = joints(span.text, only=only, of=of)
        if not only and span.figure is not None and _SENTENCE_BEGINS.search(text[: found.start()]):
            span = Span(span.text[:1].upper() + span.text[1:], span.strong, span.figure)
        spans += [Span(before + only), span, Span(of)]
        done = found.end()
        if _is_one_case(span) and (counted := _CASES.match(text, done)) is not None:
            spans.append(Span(counted[1]))
            done = counted.end()
    spans.append(Span(text[done:]))
    return Resolved(_merged(spans), tuple(unknown), tuple(missing))


def _is_one_case(span: Span) -> bool:
    figure = span.figure
    return figure is not None and (figure.kind, figure.k) == ("cases", 1)


def _merged(spans: list[Span]) -> Spans:
    """Neighbours without a figure as one, none empty."""
    merged: list[Span] = []
    for span in spans:
        if not span.text:
            continue
        if merged and merged[-1].figure is None and span.figure is None and merged[-1].strong == span.strong:
            span = Span(merged.pop().text + span.text, span.strong)  # noqa: PLW2901 (grows while neighbours are alike)
        merged.append(span)
    return tuple(merged)


_Value = str | Span | _Missing | None


def _value(name: str, figures: Figures, here: Mapping[str, str | Span | None]) -> _Value:
    for known in (here, figures.facts):
        if name in known:
            return known[name] or _MISSING
    kind, _, of = (part.strip() for part in name.partition(":"))
    reader = _READERS.get(kind)
    return reader(kind, of, figures) if reader is not None else None


def number_span(kind: Of, id_: str, number: int, text: str = "") -> Span:
    """A plain number of cases or forms, as `text` if given."""
    return Span(text or grouped(number), figure=FigureRef(kind, id_, "number", number, number))


def _of_cases(_kind: str, of: str, figures: Figures) -> _Value:
    return None if of else number_span("cases", "", figures.scores.cases)


def _of_forms(_kind: str, of: str, figures: Figures) -> _Value:
    return number_span("returned", of, figures.tallies[of].returned) if of in figures.tallies else None


def _of_question(kind: str, question: str, figures: Figures) -> _Value:
    figure = figures.scores.questions.get(question)
    if figure is None:
        return None
    if not figure.of:
        return _MISSING
    lacking = kind.startswith("lacking")
    k = figure.of - figure.yes if lacking else figure.yes
    if kind.endswith("count"):
        text = k_of_n(k, figure.of)
    elif kind.endswith("percent"):
        text = share_text(figures.programme, k, figure.of, figures.share_words)
    else:
        text = word_of(figures.programme, k, figure.of, figures.share_words)
    return Span(text, figure=FigureRef("question", question, _form(text), k, figure.of, figure.provisional, lacking))


def _form(text: str) -> Form:
    if text.endswith("%") and text[:-1].isdecimal():
        return "percent"
    return "count" if _COUNTED.fullmatch(text) else "words"


def score_span(kind: Of, id_: str, figure: Figure) -> Span | None:
    """A score as printed, "53%"; None where there is none."""
    if figure.percent is None:
        return None
    ref = FigureRef(kind, id_, "percent", figure.yes, figure.of, figure.provisional)
    return Span(f"{figure.percent}%", figure=ref)


def comment_span(kind: Of, id_: str, figure: Figure, text: str = "") -> Span | None:
    """The comment on a score, in `text` if given; None where there is none."""
    if not figure.comment:
        return None
    ref = FigureRef(kind, id_, "comment", figure.yes, figure.of, figure.provisional)
    return Span(text or figure.comment, figure=ref)


def _of_score(kind: str, of: str, figures: Figures) -> _Value:
    scores = figures.scores
    found: tuple[Of, str, Figure] | None = None
    if of in scores.threads:
        found = "thread", of, scores.threads[of]
    elif of in scores.criteria:
        found = "criterion", of, scores.criteria[of]
    elif of.startswith(_SECTION) and (section := of.removeprefix(_SECTION).strip()) in scores.sections:
        found = "section", section, scores.sections[section]
    if found is None:
        return None
    return (score_span(*found) if kind == "score" else comment_span(*found)) or _MISSING


def _of_item(kind: str, of: str, figures: Figures) -> _Value:
    questionnaire, _, item = of.rpartition(".")
    tally = figures.tallies.get(questionnaire)
    found = tally.items.get(item) if tally is not None else None
    if found is None or (found.favourable is None and not found.item.favourable):
        return None
    if found.favourable is None or not found.of:
        return _MISSING
    if kind == "item_count":
        return item_span(of, found, k_of_n(len(found.favourable), found.of))
    if kind == "item_percent" and found.percent is not None:
        return item_span(of, found, f"{found.percent}%")
    return item_span(of, found, found.words)


def item_span(of: str, found: ItemTally, text: str) -> Span:
    """A figure of an item ("questionnaire.item") printed as `text`."""
    k = len(found.favourable or ())
    return Span(text, figure=FigureRef("item", of, _form(text), k, found.of, bool(found.pending)))


_READERS: dict[str, Callable[[str, str, Figures], _Value]] = {
    "cases": _of_cases,
    "returned": _of_forms,
    **dict.fromkeys(("percent", "count", "words", "lacking", "lacking_percent", "lacking_count"), _of_question),
    **dict.fromkeys(("score", "comment"), _of_score),
    **dict.fromkeys(("item", "item_percent", "item_count"), _of_item),
}
