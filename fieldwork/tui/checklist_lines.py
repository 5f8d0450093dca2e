"""The lines of the checklist: one for each question, and the current one large. Values in, lines out.

An answer has no colour of good or bad: the case manager is looking on. Colours show what is still to do.
"""

from __future__ import annotations

from collections.abc import Sequence

from fieldwork.programme.models import Question
from fieldwork.record.judging import ANSWER_WORDS, Judgement
from fieldwork.text import cells, clip
from fieldwork.tui.checklist_paint import Line, Segment, Spot, fitted, pad, size_of, spread, wrapped
from fieldwork.tui.checklist_sheet import NoteLine, Sheet

SIGNS = {"yes": "✓", "no": "✗", "na": "\N{EN DASH}"}
"""The sign before an answer: colour is never the only one."""

BAR = "▌ "
ASSUMED = "~"
"""Beside a question whose wording no published page bears out."""

_STATUS = 12
_FLAGS = 3
_NARROW = 50
_FEWEST_SHARED = 3
_NOTES_SHOWN = 3

_KEYS = (
    ("1", "yes", "answer:yes"),
    ("2", "no", "answer:no"),
    ("3", "n/a", "answer:na"),
    ("p", "ask case manager", "park"),
    ("shift:", "+ note", "note"),
)


def answer_words(answer: str) -> str:
    """An answer with its sign: "✓ yes"."""
    return f"{SIGNS.get(answer, '?')} {ANSWER_WORDS.get(answer, answer)}"


def status_segment(judgement: Judgement) -> Segment:
    """How a question stands, in at most twelve cells."""
    if judgement.parked:
        return "⌂ parked", "accent"
    if judgement.answer is not None:
        if judgement.status == "rule":
            return f"{answer_words(judgement.answer)} (rule)", "dim"
        return answer_words(judgement.answer), "said"
    if judgement.status == "disputed":
        return "≠ disputed", "warn"
    return ("↳ waits", "dim") if judgement.status == "waits" else ("· open", "")


def flags(judgement: Judgement, notes: Sequence[NoteLine]) -> str:
    """The signs before the status: ``!`` contradicts a rule, ``✎`` has a note, ``★`` one of good practice."""
    return (
        ("!" if judgement.contradiction else "")
        + ("✎" if any(not note.good_practice for note in notes) else "")
        + ("★" if any(note.good_practice for note in notes) else "")
    )


# -- one line ------------------------------------------------------------------------------------------------------


def heading_line(sheet: Sheet, criterion_id: str, width: int) -> Line:
    """The heading of a criterion, and how many of its questions have an answer."""
    criterion = sheet.programme.criterion[criterion_id]
    part = sheet.progress.criteria[criterion_id]
    count = "done" if part.answered == part.total else f"{part.answered} of {part.total}"
    left = ((f" {criterion.id} {criterion.title}", "head"),)
    return Line(spread(left, ((count, "dim"),), width), f"criterion:{criterion.id}")


def question_line(sheet: Sheet, question: Question, width: int) -> Line:
    """A question that one is not on: one line, cut where it is too long."""
    judgement = sheet.judgements[question.id]
    style = "" if judgement.status in ("open", "disputed") or judgement.parked else "dim"
    lead, right = _lead(sheet, question), _right(sheet, question, width)
    room = width - size_of(lead) - size_of(right)
    text = pad(short_text(sheet, question, room - 1), room)
    return Line(fitted((*lead, (text, style), *right), width), f"question:{question.id}")


def _lead(sheet: Sheet, question: Question, bar: str = "  ") -> tuple[Segment, ...]:
    number = pad(question.id, sheet.id_width)
    return (bar, "accent"), (f"{number}  ", "" if bar == "  " else "bold")


def short_text(sheet: Sheet, question: Question, width: int) -> str:
    """The text of a question in `width` cells; where it is cut, what it shares with a neighbour goes first.

    "Was the assessment informed by contact with police?" stands as "… contact with police?" beside one like it.
    """
    if cells(question.text) <= width:
        return question.text
    shared = sheet.shared_words.get(question.id, 0)
    if shared < _FEWEST_SHARED:
        return clip(question.text, width)
    words = question.text.split()
    kept = shared
    while kept > 0 and cells(" ".join(("…", *words[kept - 1 :]))) <= width:
        kept -= 1
    return clip(" ".join(("…", *words[kept:])), width)


def _right(sheet: Sheet, question: Question, width: int) -> tuple[Segment, ...]:
    judgement = sheet.judgements[question.id]
    words, style = status_segment(judgement)
    if width < _NARROW:  # only the sign
        return ((f" {words[:1]}", style),)
    signs = flags(judgement, sheet.notes.get(question.id, ()))
    mark = ASSUMED if question.assumed else " "
    return (f" {mark}", "dim"), (f"{pad(signs, _FLAGS)} ", "accent"), (pad(words, _STATUS), style)


# -- the current question ------------------------------------------------------------------------------------------


def block_lines(sheet: Sheet, width: int) -> tuple[Line, ...]:
    """The current question large: text, guidance, dates, rule, dispute, notes, and the keys that answer it."""
    question = sheet.question
    lead, right = _lead(sheet, question, BAR), _right(sheet, question, width)
    indent = size_of(lead)
    room = max(1, width - indent - size_of(right) - 1)
    full = max(1, width - indent - 1)
    text = wrapped(question.text, room, full)
    first = fitted((*lead, (pad(text[0], room + 1), "bold"), *right), width)
    body = [[(line, "bold")] for line in text[1:]]
    body += _told(sheet, full)
    lines = [first, *(_indented(segments, indent, width) for segments in body)]
    target = f"question:{question.id}"
    return (*(Line(segments, target, now=True) for segments in lines), _keys_line(sheet, indent, width))


def _indented(segments: Sequence[Segment], indent: int, width: int) -> tuple[Segment, ...]:
    return fitted(((BAR, "accent"), (" " * (indent - cells(BAR)), ""), *segments), width)


def _told(sheet: Sheet, width: int) -> list[list[Segment]]:
    """What is said under the text of a question, each as the segments of one line."""
    lines: list[list[Segment]] = [[(line, "dim")] for line in wrapped(sheet.question.guidance, width) if line]
    if sheet.question.assumed:
        mark = ("wording assumed", "assumed")
        if lines and size_of(lines[-1]) + 2 + size_of([mark]) <= width:
            lines[-1] += [("  ", ""), mark]
        else:
            lines.append([mark])
    said = [_gap_words(sheet), _rule_words(sheet.judgement), _dispute_words(sheet)]
    for one in said:
        if one is not None:
            lines += [[(line, one[1])] for line in wrapped(one[0], width)]
    return lines + _note_lines(sheet, width)


def _gap_words(sheet: Sheet) -> Segment | None:
    if sheet.gap is None:
        return None
    missing = sheet.gap.state == "missing"
    return sheet.gap.words + (" · d dates" if missing else ""), "dim" if missing else "fact"


def _rule_words(judgement: Judgement) -> Segment | None:
    if judgement.contradiction and judgement.ruled is not None:
        made = ANSWER_WORDS[judgement.ruled]
        return f"! the rule makes it {made} ({judgement.why}); your answer counts", "warn"
    if judgement.status == "rule" and judgement.answer is not None:
        return (
            f"{ANSWER_WORDS[judgement.answer]} by rule: {judgement.why}; an answer of yours would count instead",
            "fact",
        )
    if judgement.status == "waits" and judgement.why:
        return f"↳ {judgement.why}", "fact"
    return None


def _dispute_words(sheet: Sheet) -> Segment | None:
    if not sheet.voices:
        return None
    said = " · ".join(f"{by} says {answer}" for by, answer in sheet.voices)
    return f"≠ {said}: your answer settles it", "warn"


def _note_lines(sheet: Sheet, width: int) -> list[list[Segment]]:
    notes = sheet.notes.get(sheet.current, ())
    lines: list[list[Segment]] = []
    for note in notes[-_NOTES_SHOWN:]:
        sign = "★" if note.good_practice else "✎"
        whose = "" if note.by == sheet.by else f"{note.by}: "
        lines.append([(f"{sign} ", "accent"), (clip(f"{whose}{note.text}", width - 2), "")])
    if len(notes) > _NOTES_SHOWN:
        lines.insert(0, [(f"✎ {len(notes) - _NOTES_SHOWN} earlier notes", "dim")])
    return lines


def _keys_line(sheet: Sheet, indent: int, width: int) -> Line:
    """The keys that answer; a click on them does the same."""
    segments: list[Segment] = [(BAR, "accent"), (" " * (indent - cells(BAR)), "")]
    spots: list[Spot] = []
    at = indent
    for key, words, target in _KEYS:
        size = cells(key) + 1 + cells(words)
        chosen = sheet.judgement.status == "answered" and target == f"answer:{sheet.judgement.answer}"
        spots.append(Spot(at, at + size, target))
        segments += [(key, "key"), (f" {words}", "bold" if chosen else "dim"), ("   ", "")]
        at += size + 3
    return Line(fitted(segments, width), now=True, spots=tuple(spots))


# -- the list ------------------------------------------------------------------------------------------------------


def list_lines(sheet: Sheet, width: int, height: int, top: int) -> tuple[tuple[Line, ...], int]:
    """The lines of the list that a window of `height` shows, and where it begins.

    `top` is where it began before. It stays unless the current question, with a line or two around it, would not fit;
    then it turns like a page, so that most keys repaint only a few lines.
    """
    found = sheet.places
    block = block_lines(sheet, width)[: max(1, height)]
    at = found.index(("question", sheet.current))
    total = len(found) - 1 + len(block)
    top = window_top(at, len(block), total, height, top)
    shown_places = range(top, min(top + height, total))
    lines = [
        block[index - at] if at <= index < at + len(block) else _place_line(sheet, index, at, len(block), width)
        for index in shown_places
    ]
    return tuple(lines) + (Line(),) * (height - len(lines)), top


def _place_line(sheet: Sheet, index: int, at: int, size: int, width: int) -> Line:
    """The line `index` of the list, where the place `at` takes `size` lines instead of one."""
    kind, name = sheet.places[index if index < at else index - size + 1]
    if kind == "criterion":
        return heading_line(sheet, name, width)
    return question_line(sheet, sheet.programme.question[name], width)


def window_top(start: int, size: int, total: int, height: int, top: int) -> int:
    """Where a window of `height` lines begins that shows the `size` lines from `start` on, of `total`."""
    around = max(0, min(2, (height - size) // 2))
    highest = max(0, total - height)
    top = min(top, highest)
    if start - around >= top and start + size + around <= top + height:
        return top
    if start - min(around, start) >= top and start + size + min(around, total - start - size) <= top + height:
        return top
    return max(0, min(start - around, highest))
