"""The lines of the checklist: one for each question, and the current one large. Values in, lines out.

An answer has no colour of good or bad: the case manager is looking on. Colours show what is still to do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from fieldwork.programme.models import Question, Rule
from fieldwork.record.judging import ANSWER_WORDS, Judgement
from fieldwork.text import cells, clip
from fieldwork.tui.checklist_paint import EMPTY, Line, Segment, Spot, fitted, pad, size_of, spread, wrapped
from fieldwork.tui.checklist_sheet import NoteLine, Place, Sheet, asked_text

SIGNS = {"yes": "✓", "no": "✗", "na": "\N{EN DASH}"}
"""The sign before an answer: colour is never the only one."""

BAR = "▌ "
ASSUMED = "~"
"""Beside a question whose wording no published page bears out."""

_READ_ON = " … ?"
"""Behind a question or a guidance that is longer than its lines: `?` shows all of it."""

_STATUS = 12
_SIGNS = 4
_NARROW = 50
_FEWEST_SHARED = 3
_NOTES_SHOWN = 3

_ANSWER_KEYS = (("checklist.yes", "1"), ("checklist.no", "2"), ("checklist.na", "3"))
_NOTE_KEYS = (("checklist.yes_note", "Y"), ("checklist.no_note", "N"), ("checklist.na_note", "A"))


def answer_words(answer: str) -> str:
    """An answer with its sign: "✓ yes"."""
    return f"{SIGNS.get(answer, '?')} {ANSWER_WORDS.get(answer, answer)}"


def status_words(judgement: Judgement) -> str:
    """How a question stands, in at most twelve cells."""
    if judgement.parked:
        return "⌂ parked"
    if judgement.answer is not None:
        return answer_words(judgement.answer) + (" (rule)" if judgement.status == "rule" else "")
    return {"disputed": "≠ disputed", "waits": "↳ waits"}.get(judgement.status, "· open")


def row_style(judgement: Judgement) -> str:
    """How a line looks: what is still to do stands out."""
    if judgement.parked:
        return "accent"
    if judgement.status == "disputed" or judgement.contradiction:
        return "warn"
    return "" if judgement.status == "open" else "dim"


def flags(judgement: Judgement, notes: Sequence[NoteLine]) -> str:
    """The signs before the status: ``!`` contradicts a rule, ``✎`` has a note, ``★`` one of good practice."""
    return (
        ("!" if judgement.contradiction else "")
        + ("✎" if any(not note.good_practice for note in notes) else "")
        + ("★" if any(note.good_practice for note in notes) else "")
    )


# -- one line ------------------------------------------------------------------------------------------------------


def heading_line(sheet: Sheet, criterion_id: str, width: int) -> Line:
    """The heading of a criterion."""
    criterion = sheet.programme.criterion[criterion_id]
    part = sheet.progress.criteria[criterion_id]
    notes = sheet.notes_on(criterion_id)
    left = ((f" {criterion.id} {criterion.title}{f'  ✎ {notes}' if notes else ''}", "head"),)
    right = (("done", "dim"),) if part.answered == part.total else ()
    return Line(spread(left, right, width), f"criterion:{criterion.id}")


class Row(NamedTuple):
    """Everything that a question's line is made of; `shared` as in `shared_words`, `number` padded."""

    number: str
    text: str
    shared: int
    signs: str
    status: str
    style: str
    here: bool


class _Kept(NamedTuple):
    """The line of a question as it was made last, and what it was made of."""

    question: Question
    judgement: Judgement
    notes: tuple[NoteLine, ...]
    shared: int
    line: Line


_kept: dict[tuple[str, int, int, bool], _Kept] = {}
"""From key to key nearly all rows stay what they were. By question, widths, and whether it is the current one."""

_MOST_KEPT = 2_000


def question_line(sheet: Sheet, question: Question, width: int) -> Line:
    """A question in one line; `▌` marks the current one."""
    judgement, notes = sheet.judgements[question.id], sheet.notes.get(question.id, ())
    shared = sheet.shared_words.get(question.id, 0)
    key = question.id, width, sheet.id_width, question.id == sheet.current
    kept = _kept.get(key)
    if (
        kept is None
        or kept.judgement is not judgement
        or kept.notes is not notes
        or kept.question is not question
        or kept.shared != shared
    ):
        if len(_kept) > _MOST_KEPT:
            _kept.clear()
        line = _row_line(sheet, question, judgement, notes, width)
        kept = _kept[key] = _Kept(question, judgement, notes, shared, line)
    return kept.line


def _row_line(sheet: Sheet, question: Question, judgement: Judgement, notes: tuple[NoteLine, ...], width: int) -> Line:
    row = Row(
        question.id.ljust(sheet.id_width),
        asked_text(question),
        sheet.shared_words.get(question.id, 0),
        (ASSUMED if question.assumed else " ") + flags(judgement, notes),
        status_words(judgement),
        row_style(judgement),
        question.id == sheet.current,
    )
    return Line(row_segments(row, width), f"question:{question.id}")


def row_segments(row: Row, width: int) -> tuple[Segment, ...]:
    """A row in `width` cells."""
    lead = f"{BAR if row.here else '  '}{row.number}  "
    right = f" {row.status[:1]}" if width < _NARROW else f" {pad(row.signs, _SIGNS)} {pad(row.status, _STATUS)}"
    room = width - cells(lead) - cells(right)
    text = pad(short_text(row.text, row.shared, room - 1), room)
    return fitted(((lead, "here" if row.here else row.style), (text + right, row.style)), width)


def short_text(text: str, shared: int, width: int) -> str:
    """The text of a question in `width` cells; where it is cut, the words it shares with a neighbour go first.

    "Was the assessment informed by contact with police?" stands as "… contact with police?" beside one like it.
    """
    if cells(text) <= width or shared < _FEWEST_SHARED:
        return clip(text, width)
    words = text.split()
    kept = shared
    while kept > 0 and cells(" ".join(("…", *words[kept - 1 :]))) <= width:
        kept -= 1
    return clip(" ".join(("…", *words[kept:])), width)


# -- the current question ------------------------------------------------------------------------------------------


def block_lines(sheet: Sheet, width: int, height: int) -> tuple[Line, ...]:
    """The current question large, always `height` lines: text, guidance, dates, rule, dispute, notes, and the keys.

    Where not all of it fits, guidance goes first and notes second: dates, rules and disputes are never cut.
    """
    lead = BAR + pad(sheet.current, sheet.id_width) + "  "
    indent = cells(lead)
    room = max(1, width - indent - 1)
    texts = _fitting(wrapped(asked_text(sheet.question), room), height - 1, room)
    bodies = [[(line, "bold")] for line in texts[1:]] + _told(sheet, room, height - 1 - len(texts))
    lines = [fitted(((lead + texts[0], "bold"),), width), *(_indented(body, indent, width) for body in bodies)]
    lines = lines[: max(0, height - 1)]
    lines += [_indented((("", "bold"),), indent, width)] * (height - 1 - len(lines))
    target = f"question:{sheet.current}"
    keys = _keys_line(sheet, indent, width)
    return tuple([*(Line(segments, target, now=True) for segments in lines), keys][-height:])


def _fitting(texts: Sequence[str], height: int, room: int) -> Sequence[str]:
    """As many lines of a question as there is room for; where that is not all, the last one says how to read it."""
    if len(texts) <= height or height < 1:
        return texts
    return (*texts[: height - 1], pad(clip(texts[height - 1], room - cells(_READ_ON)).rstrip("… ") + _READ_ON, room))


def _indented(segments: Sequence[Segment], indent: int, width: int) -> tuple[Segment, ...]:
    """The bar at the left has the style of what follows: each change of style is forty bytes to the terminal."""
    return fitted(((BAR + " " * (indent - cells(BAR)), segments[0][1]), *segments), width)


def _told(sheet: Sheet, width: int, height: int) -> list[list[Segment]]:
    """What is said under the text of a question in at most `height` lines, each as its segments."""
    said: list[list[Segment]] = []
    for one in (_gap_words(sheet), _rule_words(sheet.judgement, sheet.question.rule), _dispute_words(sheet)):
        if one is not None:
            said += [[(line, one[1])] for line in wrapped(one[0], width)]
    notes = _note_lines(sheet, width, max(0, height - len(said)))
    return _cut(_guidance(sheet, width), max(0, height - len(said) - len(notes)), width) + said + notes


def _cut(lines: list[list[Segment]], height: int, width: int) -> list[list[Segment]]:
    """The first `height` of `lines`; where that is not all, the last one says how to read the rest."""
    if len(lines) <= height or not height:
        return lines[:height]
    last = clip(lines[height - 1][0][0], max(1, width - cells(_READ_ON))).rstrip("… ")
    return [*lines[: height - 1], [(last + _READ_ON, lines[height - 1][0][1])]]


def _guidance(sheet: Sheet, width: int) -> list[list[Segment]]:
    lines: list[list[Segment]] = [[(line, "")] for line in wrapped(sheet.question.guidance, width) if line]
    if sheet.question.assumed:
        mark = "wording assumed"
        if lines and size_of(lines[-1]) + 2 + cells(mark) <= width:
            lines[-1].append((f"  {mark}", "assumed"))
        else:
            lines.append([("", ""), (mark, "assumed")])
    return lines


def _gap_words(sheet: Sheet) -> Segment | None:
    if sheet.gap is None:
        return None
    if sheet.gap.state != "missing":
        return sheet.gap.words, "fact"
    return f"{sheet.gap.words} ({sheet.key('checklist.dates', 'd')})", "dim"


def _rule_words(judgement: Judgement, rule: Rule | None) -> Segment | None:
    by_parent = rule is not None and rule.assumed and rule.parent in judgement.why.split()
    mark = "rule assumed" if by_parent else ""
    why = f"{judgement.why} ({mark})" if mark else judgement.why
    if judgement.contradiction and judgement.ruled is not None:
        made = ANSWER_WORDS[judgement.ruled]
        return f"! the rule makes it {made} ({judgement.why}{mark and f'; {mark}'}); your answer counts", "warn"
    if judgement.status == "rule" and judgement.answer is not None:
        return (
            f"{ANSWER_WORDS[judgement.answer]} by rule: {why}; an answer of yours would count instead",
            "fact",
        )
    if judgement.status == "waits" and judgement.why:
        return f"↳ {why}", "fact"
    return None


def _dispute_words(sheet: Sheet) -> Segment | None:
    if not sheet.voices:
        return None
    said = " · ".join(f"{by} says {answer}" for by, answer in sheet.voices)
    return f"≠ {said}: your answer settles it", "warn"


def _note_lines(sheet: Sheet, width: int, height: int) -> list[list[Segment]]:
    """The newest notes on the question, one line each."""
    notes = sheet.notes.get(sheet.current, ())
    shown_notes = notes[-min(height, _NOTES_SHOWN) :] if height else ()
    more = len(notes) - len(shown_notes)
    lines: list[list[Segment]] = []
    for note in shown_notes:
        whose = "" if note.by == sheet.by else f"{note.by}: "
        lines.append([(f"{note.sign} ", "accent"), (clip(f"{whose}{note.text}", width - 2), "")])
    if more and lines:
        lines[0] = [(f"✎ +{more} ", "accent"), (clip(lines[0][1][0], width - 6), "")]
    return lines


def answer_keys(sheet: Sheet) -> str:
    """The keys that answer; where the user changed one, the first of each."""
    if any(action in sheet.own_keys for action, _ in _ANSWER_KEYS):
        return " ".join(sheet.key(action, key) for action, key in _ANSWER_KEYS)
    return "1 2 3 or y n a"


def _keys(sheet: Sheet) -> Iterator[tuple[str, str, str]]:
    """Each key, what it does, and what a click there means."""
    for (action, key), words, answer in zip(_ANSWER_KEYS, ("yes", "no", "n/a"), ("yes", "no", "na"), strict=True):
        yield sheet.key(action, key), words, f"answer:{answer}"
    yield sheet.key("checklist.park", "p"), "ask case manager", "park"
    changed = any(action in sheet.own_keys for action, _ in (*_ANSWER_KEYS, *_NOTE_KEYS))
    yield " ".join(sheet.key(action, key) for action, key in _NOTE_KEYS) if changed else "shift:", "+ note", "note"


def _keys_line(sheet: Sheet, indent: int, width: int) -> Line:
    """The keys that answer, the present answer in brackets; a click on them does the same."""
    segments: list[Segment] = [(BAR + " " * (indent - cells(BAR) - 1), "bold")]
    spots: list[Spot] = []
    at = indent - 1
    for key, words, target in _keys(sheet):
        chosen = sheet.judgement.status == "answered" and target == f"answer:{sheet.judgement.answer}"
        left, right = ("[", "]") if chosen else (" ", " ")
        size = cells(key) + cells(words) + 3
        spots.append(Spot(at, at + size, target))
        segments += [(left, "dim"), (key, "key"), (f" {words}{right} ", "dim")]
        at += size + 1
    return Line(fitted(segments, width), now=True, spots=tuple(spots))


# -- the list ------------------------------------------------------------------------------------------------------


def list_lines(sheet: Sheet, width: int, height: int, top: int) -> tuple[tuple[Line, ...], int]:
    """The lines of the list that a window of `height` shows, and where it begins.

    `top` is where it began before. It stays unless the current question would not be in it with a line around it;
    then it turns like a page, so that most keys repaint only a few lines.
    """
    found = sheet.places
    top = window_top(found.index(("question", sheet.current)), len(found), height, top)
    lines = [_place_line(sheet, place, width) for place in found[top : top + height]]
    return (*lines, *[EMPTY] * (height - len(lines))), top


def _place_line(sheet: Sheet, place: Place, width: int) -> Line:
    kind, name = place
    if kind == "criterion":
        return heading_line(sheet, name, width)
    return question_line(sheet, sheet.programme.question[name], width)


def window_top(at: int, total: int, height: int, top: int) -> int:
    """Where a window of `height` lines begins that shows the line `at` of `total`, with one above and one below."""
    highest = max(0, total - height)
    top = max(0, min(top, highest))
    around = 1 if height > 2 else 0  # noqa: PLR2004 (one above, one below)
    above_fits = at - around >= top or (top == 0 and at >= top)
    below_fits = at + around < top + height or (top == highest and at < top + height)
    if above_fits and below_fits:
        return top
    back = at < top + around
    return max(0, min(at - height + 1 + around if back else at - around, highest))
