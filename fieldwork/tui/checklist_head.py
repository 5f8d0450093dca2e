"""What stands around the list of the checklist: counts, bars, what was answered last, and the pane at the side."""

from __future__ import annotations

from collections.abc import Iterator

from fieldwork.programme.models import Programme
from fieldwork.record.views import Case
from fieldwork.text import cells, clip, shown
from fieldwork.tui.bars import done_bar
from fieldwork.tui.checklist_lines import answer_keys, block_lines, list_lines, row_style, status_words
from fieldwork.tui.checklist_paint import EMPTY, Line, Segment, Spot, fitted, pad, size_of, spread, wrapped
from fieldwork.tui.checklist_sheet import NoteLine, Sheet

PHASE_WORDS = {"community": "community", "custody": "custody", "both": "custody + community"}

_LONGEST_BAR = 12
_LOW, _LOWEST = 14, 9
_MAP_CELL = 7
_LOWEST_BLOCK, _HIGHEST_BLOCK = 4, 7


# -- the first line --------------------------------------------------------------------------------------------------


def title_words(programme: Programme, case: Case, width: int) -> str:
    """Case, order, phases and classifications, the order left out where they do not all fit."""
    rest = [PHASE_WORDS.get(case.phases or "", "phases not recorded"), *_classified(programme, case)]
    order = _order(programme, case)
    for words in ([order, *rest] if order else rest, rest):
        line = " · ".join([f"Case {shown(case.reference)}", *words])
        if cells(line) <= width:
            return line
    return clip(line, width)


def _order(programme: Programme, case: Case) -> str:
    """The order in short: "DTO" of "Detention and Training Order (DTO)"."""
    label = _label(programme, case, "order")
    _, bracket, short = label.rstrip(")").rpartition(" (")
    return short if bracket else label


def _classified(programme: Programme, case: Case) -> Iterator[str]:
    """The first classification: "RoSH YOT medium / mine high"."""
    for one in programme.classifications[:1]:
        said = _label(programme, case, one.recorded).lower() or "?"
        own = _label(programme, case, one.own).lower() or "?"
        title = programme.attribute[one.recorded].title.split()[0].rstrip(",")
        yield f"{title} YOT {said} / mine {own}"


def _label(programme: Programme, case: Case, attribute_id: str) -> str:
    attribute = programme.attribute.get(attribute_id)
    value = case.attribute(attribute_id)
    if attribute is None or value is None:
        return ""
    return next((option.label for option in attribute.options if option.value == value), shown(value))


# -- the lines above the list ----------------------------------------------------------------------------------------


def count_line(sheet: Sheet, width: int) -> Line:
    """How many are answered, left and parked; at the right whose sitting it is."""
    progress = sheet.progress
    words = [f"{progress.answered} of {progress.total} answered", f"{progress.left} left"]
    if progress.complete:
        words[1] = "complete"
    if progress.parked:
        words.append(f"{progress.parked} parked")
    left: list[Segment] = [(" " + " · ".join(words), "")]
    if on_case := sheet.notes_on(None):
        left.append((f" · ✎ {on_case} on the case", ""))
    if progress.disputed:
        left.append((f" · ≠ {progress.disputed} disputed", "warn"))
    if progress.contradictions:
        left.append((f" · ! {len(progress.contradictions)} against a rule", "warn"))
    whose = f"{shown(sheet.by)} · "
    listing = f"left {sheet.key('checklist.left', 'l')} "
    for hints in (f"{whose}cover {sheet.key('app.cover', 'z')} · {listing}", f"{whose}{listing}", listing):
        if size_of(left) + cells(hints) < width:
            return Line(spread(left, ((hints, "dim"),), width), spots=(Spot(width - cells(listing), width, "left"),))
    return Line(fitted(left, width))


def bars_line(sheet: Sheet, width: int) -> Line:
    """The criteria as bars: how much of each has an answer; a pointer stands before the one that one is on."""
    criteria = [criterion for criterion, part in sheet.progress.criteria.items() if part.total]
    if not criteria:
        return EMPTY
    room = width - sum(cells(criterion) + 2 for criterion in criteria)
    size = max(1, min(_LONGEST_BAR, room // len(criteria) - 1))
    gap = min(2, 1 + max(0, room - size * len(criteria)) // len(criteria))
    text = ""
    spots: list[Spot] = []
    for criterion in criteria:
        part = sheet.progress.criteria[criterion]
        pointer = "▸" if criterion == sheet.question.criterion else " "
        start = len(text)
        filled, rest = done_bar(part.answered, part.total, size, "░")
        text += f"{pointer}{criterion} {filled}{rest}"
        spots.append(Spot(start, len(text), f"criterion:{criterion}"))
        text += " " * (gap - 1)
    return Line(((text[:width].rstrip(" "), "bar"),), spots=tuple(spots))


def just_line(sheet: Sheet, width: int, told: str = "") -> Line:
    """What was answered last, and the key that goes back to it; for a while what there is to tell."""
    last = sheet.last_answered
    if told:
        return Line(fitted(((f" {clip(shown(told), width - 2)}", "head"),), width), "back" if last else "")
    if last is None:
        return Line(fitted(((f" {_first_keys(sheet)}", "dim"),), width))
    judgement = sheet.judgements[last]
    left: list[Segment] = [(f" just now {last} {status_words(judgement)}", "")]
    right = ((f"{sheet.key('checklist.last_answered', '⌫')} back to it ", "dim"),)
    notes = sheet.notes.get(last, ())
    if notes:
        sign = notes[-1].sign
        room = width - size_of(left) - size_of(right) - 6
        left.append((f' {sign} "{clip(notes[-1].text, room)}"', ""))
    return Line(spread(left, right, width), "back")


def _first_keys(sheet: Sheet) -> str:
    """What a new inspector has to know."""
    note, find, keys = (
        sheet.key("checklist.note", "c"),
        sheet.key("checklist.find", "f"),
        sheet.key("app.explain", "?"),
    )
    return f"{answer_keys(sheet)} answers · {note} note · {find} find · {keys} keys"


# -- all of it -------------------------------------------------------------------------------------------------------


def can_tell(height: int) -> bool:
    """Whether `page_lines` has a line for what there is to tell."""
    return height >= _LOWEST


def page_lines(sheet: Sheet, width: int, height: int, top: int, told: str = "") -> tuple[tuple[Line, ...], int]:
    """All lines of the checklist below the first, and where its list begins (see `list_lines`)."""
    if width < 1 or height < 1:
        return (), top
    if not can_tell(height):
        return block_lines(sheet, width, height), top
    block = block_lines(sheet, width, _block_height(height))
    above = (count_line(sheet, width), *((bars_line(sheet, width),) if height >= _LOW else ()))
    below = (_criterion_rule(sheet, width), *block, just_line(sheet, width, told))
    middle, top = list_lines(sheet, width, height - len(above) - len(below), top)
    return (*above, *middle, *below), top


def _block_height(height: int) -> int:
    """How many lines the current question takes: always the same, so that nothing jumps."""
    return max(_LOWEST_BLOCK, min(_HIGHEST_BLOCK, (height + 2) // 4))


def _criterion_rule(sheet: Sheet, width: int) -> Line:
    """The line over the current question, with its criterion."""
    criterion = sheet.programme.criterion[sheet.question.criterion]
    notes = sheet.notes_on(criterion.id)
    words = clip(f"── {criterion.id} {criterion.title} {f'✎ {notes} ' if notes else ''}", width)
    return Line(((words + "─" * (width - cells(words)), "rule"),), f"criterion:{criterion.id}")


def side_lines(sheet: Sheet, width: int, height: int) -> tuple[Line, ...]:
    """The pane at the side: the criterion, what it asks for in general, its questions, and the case's newest notes."""
    room = max(1, width - 2)
    criterion = sheet.programme.criterion[sheet.question.criterion]
    threads = [thread.title for thread in sheet.programme.threads if thread.id in sheet.question.threads]
    lines = [
        (f"{criterion.id} {criterion.title}", "head"),
        *((text, "dim") for text in wrapped(criterion.general, room)),
    ]
    if threads:
        lines += [("", ""), *((text, "dim") for text in wrapped(f"Counts for {', '.join(threads)}", room))]
    above = [Line(fitted(((" ", ""), line), width)) for line in lines] + [EMPTY, *criterion_map(sheet, width)]
    notes = sorted((note for some in sheet.notes.values() for note in some), key=lambda note: note.place)
    lines = [
        ("", ""),
        (f"Notes on this case: {len(notes)}" if notes else _no_notes(sheet), "head"),
    ]
    made = above + [Line(fitted(((" ", ""), line), width)) for line in lines]
    for note in reversed(notes):
        made += _side_note(note, room, width)
    return tuple(made[:height]) + (EMPTY,) * (height - len(made))


def _no_notes(sheet: Sheet) -> str:
    return f"No notes on this case yet: {sheet.key('checklist.note', 'c')} writes one"


def criterion_map(sheet: Sheet, width: int) -> list[Line]:
    """All questions of the criterion in a few lines: the last part of each number, and the sign of how it stands.

    ``▸`` stands before the one that one is on, ``!`` behind one answered against a rule; a click goes there.
    """
    questions = sheet.programme.by_criterion[sheet.question.criterion]
    in_line = max(1, (width - 1) // _MAP_CELL)
    made = []
    for first in range(0, len(questions), in_line):
        some = questions[first : first + in_line]
        segments: list[Segment] = [(" ", "")]
        for question in some:
            judgement = sheet.judgements[question.id]
            here = question.id == sheet.current
            number = question.id.rpartition(".")[2]
            sign = status_words(judgement)[0] + ("!" if judgement.contradiction else " ")
            cell = pad(f"{'▸' if here else ' '}{number:>2} {sign}", _MAP_CELL)
            segments.append((cell, "here" if here else row_style(judgement)))
        spots = [
            Spot(1 + place * _MAP_CELL, 1 + (place + 1) * _MAP_CELL, f"question:{question.id}")
            for place, question in enumerate(some)
        ]
        made.append(Line(fitted(segments, width), spots=tuple(spots)))
    return made


def _side_note(note: NoteLine, room: int, width: int) -> list[Line]:
    texts = list(wrapped(note.text, room - 2))
    if len(texts) > 3:  # noqa: PLR2004 (three lines of a note, the rest is one key away)
        texts = [*texts[:2], clip(f"{texts[2]}…", room - 2)]
    target = f"question:{note.question}" if note.question else ""
    place = f"{note.question or note.criterion or 'case'} · {note.by}"
    head = Line(fitted(((f" {note.sign} ", "accent"), (place, "dim")), width), target)
    return [head, *(Line(fitted((("   ", ""), (text, "")), width), target) for text in texts)]
