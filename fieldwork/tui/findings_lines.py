"""Scores and findings as rows: the headlines on top, then every section, criterion and question. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from fieldwork.analysis.distance import Distance, Step, could_become, distance
from fieldwork.analysis.figures import MIN_FOR_PERCENT, Figure, near_assumed_edge
from fieldwork.analysis.findings import FindingLine, printed_together
from fieldwork.analysis.scoring import Scores
from fieldwork.programme.models import Criterion, Programme, Question
from fieldwork.programme.sharewords import ShareWords, Style
from fieldwork.text import cells, clip, counted, fold, k_of_n
from fieldwork.tui.checklist_paint import EMPTY, Line, Segment, fitted, pad, size_of, wrapped
from fieldwork.tui.rows import BLANK, Row

SIDES = {
    "strength": ("▲ strength", "good"),
    "improvement": ("▼ improve", "bad"),
    "choice": ("◆ choice", "warn"),
    "theme": ("¶ in theme", "good"),
    "left": ("· left out", "dim"),
    None: ("", "dim"),
}
"""How a side reads, with a sign: colour is never the only one."""

DISPUTED = "≠"
OUT_OF_STEP = "↯"
OTHERWISE = "!"
TAKEN = "✓"
OWN = "✎"
PROVISIONAL = "◌"
ASSUMED = "~"
EDGE = "†"
_SIDE = 11
_PERCENT = 5
_INTERVAL = 9
_WORDS = 22
_ROOMY = 110
"""From this width on a question shows its interval and its share word on its line."""
_GAP: Segment = ("  ", "")
_NOTHING = "–"


@dataclass(frozen=True, slots=True)
class FindingsView:
    """All that the screen shows. `typed` is what the questions shown have to hold.

    `changed` says of which finding what is no longer as it was when it was decided on ("was most, is half"), `disputed`
    of which colleagues decided differently, each by question.
    """

    programme: Programme
    scores: Scores
    findings: Mapping[str, FindingLine]
    share_words: ShareWords
    typed: str = ""
    changed: Mapping[str, str] = field(default_factory=dict)
    disputed: Mapping[str, str] = field(default_factory=dict)

    def sign(self, question: str) -> str:
        """The sign before the side of a finding: what has to be looked at first, then what was decided."""
        finding = self.findings[question]
        if question in self.disputed:
            return DISPUTED
        if question in self.changed:
            return OUT_OF_STEP
        if finding.decided is None:
            return ""
        return TAKEN if finding.decided in (finding.proposed, finding.as_proposed) else OTHERWISE

    def state(self, question: str) -> str:
        """How far a finding is, in words that can be filtered by."""
        finding = self.findings[question]
        said = [
            ("disputed", question in self.disputed),
            ("out of step", question in self.changed),
            ("own words", finding.own),
            ("decided" if finding.decided else "proposed", True),
        ]
        return " ".join(word for word, is_so in said if is_so)


def told_of_answers(view: FindingsView) -> list[str]:
    """How many cases there are, and whether every answer to their questions is there."""
    if not view.scores.cases:
        return ["no cases yet"]
    missing = sum(one.unanswered + one.disputed for one in view.scores.sections.values())
    if not missing:
        return [counted(view.scores.cases, "case"), "all answered"]
    words = f"{counted(missing, 'answer')} {'is' if missing == 1 else 'are'} missing"
    return [counted(view.scores.cases, "case"), f"◌ provisional: {words}"]


def told_of_decisions(view: FindingsView) -> list[str]:
    """What of the findings waits for an inspector: "2 disputed", "1 out of step", "40 to choose", "90 proposed"."""
    found = view.findings
    open_ones = [one for one in found.values() if one.side is not None and one.decided is None]
    choices = sum(one.side == "choice" for one in open_ones)
    parts = [
        (len(view.disputed), f"{DISPUTED} ", "disputed"),
        (len(view.changed), f"{OUT_OF_STEP} ", "out of step"),
        (choices, "◆ ", "to choose"),
        (len(open_ones) - choices, "", "only proposed"),
    ]
    return [f"{sign}{count} {what}" for count, sign, what in parts if count]


# -- figures in words ------------------------------------------------------------------------------------------------


def count_words(figure: Figure) -> str:
    """How many of how many: "28 of 38"; a dash where nothing is answered."""
    return k_of_n(figure.yes, figure.of) if figure.of else _NOTHING


def interval_words(figure: Figure) -> str:
    """The interval: "95%: 58.0 to 85.0"; empty where there is none."""
    return "" if figure.low is None else f"95%: {figure.low} to {figure.high}"


def open_words(figure: Figure) -> str:
    """What is missing: "◌ 12 unanswered, 2 disputed"; empty where nothing is."""
    parts = [(figure.unanswered, "unanswered"), (figure.disputed, "disputed")]
    words = ", ".join(f"{count:,} {what}" for count, what in parts if count)
    return f"{PROVISIONAL} provisional: {words}" if words else ""


def distance_of(view: FindingsView, kind: str, id_: str, figure: Figure) -> Distance:
    """How far a thread's or a criterion's score is from the comments beside its own; nothing for what has none."""
    if figure.comment is None:
        return Distance()
    sets = {"thread": view.programme.by_thread, "criterion": view.programme.by_criterion}
    members = [one for one in sets.get(kind, {}).get(id_, ()) if not one.neutral]
    return distance(view.programme, figure, [view.scores.questions[one.id] for one in members])


def distance_mark(far: Distance) -> str:
    """In short, how many answers away the comments beside a score are: "76 better → MODERATE · 152 worse → DRASTIC"."""
    steps = ((far.better, "better"), (far.worse, "worse"))
    return " · ".join(f"{_count_of(step)} {way} → {step.band.comment}" for step, way in steps if step is not None)


def _count_of(step: Step) -> str:
    return f"{'at least ' if step.least else ''}{step.answers:,}"


def distance_words(far: Distance) -> str:
    """The same in a sentence: "76 answers turned good make it MODERATE (from 60%); 152 turned bad make it DRASTIC (…)".

    Turned, not added: a further good answer makes the set larger too, and moves the score less.
    """
    said: list[str] = []
    for step, way in ((far.better, "good"), (far.worse, "bad")):
        if step is None:
            continue
        one = step.answers == 1
        answers = "" if said else " answer" if one else " answers"
        at = f"{'from' if way == 'good' else 'under'} {step.edge.start}%"
        assumed = ", assumed" if step.edge.edge == "assumed" else ""
        makes = f"make{'s' if one else ''} it {step.band.comment} ({at}{assumed})"
        said.append(f"{_count_of(step)}{answers} turned {way} {makes}")
    return "; ".join(said)


def could_words(programme: Programme, figure: Figure) -> str:
    """What the answers still to come could make of a comment; empty where they cannot change it."""
    ends = could_become(programme, figure) if figure.comment is not None else None
    if ends is None or ends[0] == ends[1]:
        return ""
    low, high = ends
    return f"what is unanswered could still make it anything from {low.comment} to {high.comment}"


def edge_words(programme: Programme, figure: Figure) -> str:
    """That the comment hangs on an edge that no published page proves."""
    edge = near_assumed_edge(figure.percent, programme.bands) if figure.comment is not None else None
    return "" if edge is None else f"{EDGE} near the edge at {edge.start}, which is assumed"


def share_of(view: FindingsView, figure: Figure) -> str:
    """The share word for a figure; never a percentage."""
    style: Style = "percent" if view.programme.scores else "count"
    return view.share_words.words(figure.yes, figure.of, in_words_only=True, style=style)


# -- the list ----------------------------------------------------------------------------------------------------------


def findings_rows(view: FindingsView, width: int) -> list[Row]:
    """All rows; with a filter only the questions that fit, under their criteria."""
    wanted = fold(view.typed).split()
    rows = [] if wanted else list(_thread_rows(view, width))
    for section in view.programme.sections:
        criteria = [one for one in view.programme.criteria if one.section == section.id]
        inside = [_criterion_rows(view, one, wanted, width) for one in criteria]
        if not any(inside):
            continue
        rows.append(BLANK)
        if [one.title for one in criteria] != [section.title]:  # a theme that is its own criterion is said once
            figure, target = view.scores.sections[section.id], f"section:{section.id}"
            title = f" {section.id} {section.title}"
            rows.append(_head_row(view, title, figure, width, target=target, number=section.id))
        rows += [row for criterion in inside for row in criterion]
    return rows if wanted else rows[0 if rows and rows[0].segments else 1 :]


def _thread_rows(view: FindingsView, width: int) -> Iterator[Row]:
    for thread in view.programme.threads:
        figure = view.scores.threads[thread.id]
        target = f"thread:{thread.id}"
        yield _head_row(view, f" {thread.title}", figure, width, target=target)
        yield from _told_rows(view, figure, target, thread.title, width)


def _criterion_rows(view: FindingsView, criterion: Criterion, wanted: Sequence[str], width: int) -> list[Row]:
    questions = view.programme.by_criterion[criterion.id]
    found = [one for one in questions if _fits(view, one, wanted)]
    if not found:
        return []
    figure = view.scores.criteria[criterion.id]
    target = f"criterion:{criterion.id}"
    title = f" {criterion.id} {criterion.title}"
    rows = [_head_row(view, title, figure, width, target=target, number=criterion.id, stop=True)]
    if not wanted:
        rows += _told_rows(view, figure, target, title, width)
    size = max(len(one.id) for one in view.programme.questions) + 4
    return rows + [_question_row(view, one, size, width) for one in found]


def _fits(view: FindingsView, question: Question, wanted: Sequence[str]) -> bool:
    if not wanted:
        return True
    finding = view.findings[question.id]
    side = f"{SIDES[finding.side][0]} {finding.side or ''}"
    said = fold(f"{side} {view.state(question.id)} {question.text} {finding.sentence}")
    return all(word in said or word in (question.id, question.criterion) for word in wanted)


def _head_row(
    view: FindingsView, title: str, figure: Figure, width: int, *, target: str, number: str = "", stop: bool = False
) -> Row:
    """A thread, section or criterion: its title, score and comment, and k of n."""
    right: list[Segment] = []
    if view.programme.scores:
        percent = _NOTHING if figure.percent is None else f"{figure.percent}%"
        comment = (figure.comment or "") + (EDGE if edge_words(view.programme, figure) else "")
        width_of_comments = max((len(band.comment) for band in view.programme.bands), default=0) + 2
        right += [(percent.rjust(_PERCENT), "bold"), (" " + pad(comment, width_of_comments), "accent")]
    right += [*_count_column(view, figure)]
    style = "bold" if target.startswith("thread:") else "head"
    return Row(_apart(((title, style),), right, width), target, stop, title.strip(), number)


def _count_column(view: FindingsView, figure: Figure) -> tuple[Segment, Segment]:
    """How many of how many, as wide as the widest, and whether that can still change."""
    kinds = (view.scores.threads, view.scores.sections, view.scores.criteria)
    widest = max((len(count_words(one)) for kind in kinds for one in kind.values()), default=0)
    return (count_words(figure).rjust(widest + 1), ""), (f" {PROVISIONAL}" if figure.provisional else "  ", "warn")


def _apart(left: Sequence[Segment], right: Sequence[Segment], width: int) -> tuple[Segment, ...]:
    """`left`, cut where it must be, and `right` at the other end."""
    room = max(0, width - size_of(right) - 1)
    cut = fitted(left, room)
    return fitted((*cut, (" " * (room - size_of(cut) + 1), ""), *right), width)


def _told_rows(view: FindingsView, figure: Figure, target: str, about: str, width: int) -> Iterator[Row]:
    """The line under a score: interval, how far the next comments are, the assumed edge, what is missing."""
    kind, _, id_ = target.partition(":")
    parts = [
        interval_words(figure) if view.programme.scores else share_of(view, figure),
        distance_mark(distance_of(view, kind, id_, figure)),
        edge_words(view.programme, figure),
        open_words(figure),
    ]
    lines: list[str] = []
    for part in filter(None, parts):
        if lines and 5 + cells(lines[-1]) + 3 + cells(part) <= width:
            lines[-1] += f" · {part}"
        else:
            lines.append(part)
    for line in lines:
        yield Row(fitted((("     ", ""), (line, "dim")), width), target, about=about)


def _question_row(view: FindingsView, question: Question, size: int, width: int) -> Row:
    finding = view.findings[question.id]
    figure = finding.figure
    words, style = SIDES[finding.side]
    sign = view.sign(question.id) or " "
    right: list[Segment] = []
    if view.programme.scores:
        percent = f"{figure.percent}%" if figure.of >= MIN_FOR_PERCENT else ""
        right.append((percent.rjust(_PERCENT), "bold"))
    right += [*_count_column(view, figure), _side_cell(sign, words + (OWN if finding.own else ""), style)]
    if width >= _ROOMY:
        right[:0] = [(f" {pad(share_of(view, figure), _WORDS)}", "dim")]
        if figure.low is not None and figure.high is not None and view.programme.scores:
            right[2:2] = [(f"{figure.low:.0f} to {figure.high:.0f}".rjust(_INTERVAL), "dim")]
        elif view.programme.scores:
            right[2:2] = [(" " * _INTERVAL, "")]
    number = pad(f"   {question.id}", size - 1)
    left: list[Segment] = [(number, "dim"), (ASSUMED if question.assumed else " ", "dim"), (" ", "")]
    return Row(
        _apart([*left, (question.text, "")], right, width), f"question:{question.id}", False, question.text, question.id
    )


def _side_cell(sign: str, words: str, style: str) -> Segment:
    return f"{sign}{pad(words, _SIDE)}", "warn" if sign in (DISPUTED, OUT_OF_STEP) else style


# -- what the cursor is on, in full ------------------------------------------------------------------------------------


def detail_lines(view: FindingsView, target: str, width: int, height: int) -> tuple[Line, ...]:
    """All about the figure the cursor is on, in at most `height` lines."""
    kind, _, id_ = target.partition(":")
    told: list[Segment] = []
    if kind == "question" and id_ in view.findings:
        told = _question_told(view, view.programme.question[id_])
    elif kind == "criterion" and id_ in view.scores.criteria:
        criterion = view.programme.criterion[id_]
        told = [(f"{criterion.id} {criterion.title}", "bold"), *_told(view, kind, id_), (criterion.general, "")]
    elif kind in ("thread", "section") and id_:
        titles = {
            one.id: one.title for one in (view.programme.threads if kind == "thread" else view.programme.sections)
        }
        told = [(titles.get(id_, id_), "bold"), *_told(view, kind, id_)]
    lines: list[Line] = []
    for text, style in told:
        lines += [Line(fitted(((f" {line}", style),), width)) for line in wrapped(text, max(1, width - 2))]
    lines += [EMPTY] * (height - len(lines))
    return tuple(lines[:height])


def _told(view: FindingsView, kind: str, id_: str) -> list[Segment]:
    kinds = {"criterion": view.scores.criteria, "thread": view.scores.threads, "section": view.scores.sections}
    figure = kinds[kind][id_]
    return [
        (_figure_line(view, figure), ""),
        *(
            (words, "dim")
            for words in (
                distance_words(distance_of(view, kind, id_, figure)),
                edge_words(view.programme, figure),
                could_words(view.programme, figure),
            )
            if words
        ),
    ]


def _figure_line(view: FindingsView, figure: Figure) -> str:
    if not figure.of:
        return f"nothing is answered yet · {figure.unanswered} unanswered"
    comment = f" {figure.comment}" if figure.comment else ""
    percent = f"{figure.percent}%{comment}" if figure.percent is not None else ""
    cases = counted(len({*figure.cases_for, *figure.cases_against}), "case")
    interval = f"{interval_words(figure)} ({figure.interval})" if view.programme.scores else ""
    parts = [percent, count_words(figure), share_of(view, figure), interval, cases, open_words(figure)]
    return " · ".join(part for part in parts if part)


def _question_told(view: FindingsView, question: Question) -> list[Segment]:
    finding = view.findings[question.id]
    assumed = " (wording assumed)" if question.assumed else ""
    told: list[Segment] = [
        (f"{question.id} {question.text}{assumed}", "bold"),
        (_figure_line(view, finding.figure), ""),
        (_marked(DISPUTED, view.disputed.get(question.id, "")), "warn"),
        (_marked(OUT_OF_STEP, view.changed.get(question.id, "")), "warn"),
        (_side_line(view.programme, finding), SIDES[finding.side][1]),
    ]
    if finding.sentence:
        own = f" {OWN} an inspector's wording" if finding.own else ""
        told.append((f"“{finding.sentence}”{own}", "fact"))
    told.append((place_words(view, question.id), "dim"))
    return [one for one in told if one[0]]


def place_words(view: FindingsView, question: str) -> str:
    """Where the sentence stands in the report: "1.1.3 is sentence 2 of 5 in its list of the report"; else empty."""
    together = [line.question for line in printed_together(view.programme, view.findings, question)]
    if not together:
        return ""
    return f"{question} is sentence {together.index(question) + 1} of {len(together)} in its list of the report"


def _marked(sign: str, words: str) -> str:
    return f"{sign} {words}" if words else ""


def _side_line(programme: Programme, finding: FindingLine) -> str:
    if finding.proposed is None and finding.decided is None:
        return ""
    proposed = f"proposed: {_line_words(programme, finding)}" if finding.proposed else ""
    source = " (lines assumed)" if programme.limits_source.startswith("assumed") else ""
    decided = f"{SIDES[finding.decided][0]}, decided by an inspector · " if finding.decided else ""
    return clip(f"{decided}{proposed}{source if proposed else ''}", 400)


def _line_words(programme: Programme, finding: FindingLine) -> str:
    """The side that is proposed, with its line; a programme without percentages is told none."""
    upper, lower = programme.strength_from, programme.improvement_below
    with_lines = {
        "strength": f"a strength, from {upper}%",
        "improvement": f"an area for improvement, under {lower}%",
        "choice": f"the inspector's choice, between {lower}% and {upper}%",
    }
    plain = {"strength": "a strength", "improvement": "an area for improvement", "choice": "the inspector's choice"}
    return (with_lines if programme.scores else plain).get(finding.proposed or "", "")
