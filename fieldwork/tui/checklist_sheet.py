"""What the checklist shows of one case, as values: judgements, progress, notes, and the question one is on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise, takewhile

from fieldwork.analysis.progress import CaseProgress, case_progress
from fieldwork.analysis.timeliness import Gap, gap
from fieldwork.programme.models import Programme, Question
from fieldwork.record import names
from fieldwork.record.judging import ANSWER_WORDS, Judgement
from fieldwork.record.record import Record
from fieldwork.record.views import Case, Note
from fieldwork.text import cells, shown
from fieldwork.tui.keys import present_key
from fieldwork.workspace import Workspace


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A note as a screen shows it: one safe line of text."""

    id: str
    by: str
    text: str
    question: str | None = None
    good_practice: bool = False
    quotation: bool = False
    criterion: str | None = None
    """The criterion it is on; None where it is on a question."""
    place: int = 0
    """Its place among the notes of its case, in the order in which they were begun."""

    @property
    def sign(self) -> str:
        """``★`` good practice, ``❝`` quotation, ``✎`` neither: one cell."""
        return "★" if self.good_practice else "❝" if self.quotation else "✎"


Place = tuple[str, str]
"""What stands on a line of the list: ``("criterion", "1.1")`` or ``("question", "1.1.1")``."""

Notes = Mapping[str | None, tuple[NoteLine, ...]]
"""The notes of a case by question, in the order in which they were begun; None: on the case or a criterion."""


@dataclass(frozen=True)
class Sheet:
    """One case's checklist.

    `current`: the question one is on; `answered`: those answered or parked in this sitting, in order.
    """

    programme: Programme
    judgements: Mapping[str, Judgement]
    progress: CaseProgress
    current: str
    by: str = ""
    notes: Notes = field(default_factory=dict)
    answered: tuple[str, ...] = ()
    gap: Gap | None = None
    voices: tuple[tuple[str, str], ...] = ()
    """Of a disputed question: who says what."""
    own_keys: Mapping[str, str] = field(default_factory=dict)
    """The keys that the user changed, by the id of the action: the lines name keys."""

    @property
    def question(self) -> Question:
        """The question one is on."""
        return self.programme.question[self.current]

    @property
    def judgement(self) -> Judgement:
        """Its judgement."""
        return self.judgements[self.current]

    def key(self, action: str, default: str) -> str:
        """The key of an action as it is written: the user's own, else `default`."""
        return present_key(self.own_keys, action, default)

    @property
    def places(self) -> tuple[Place, ...]:
        """What the list holds, in the order of the programme."""
        return _laid_out(self.programme).places

    @property
    def id_width(self) -> int:
        """How many cells the numbers of questions take."""
        return _laid_out(self.programme).id_width

    def notes_on(self, criterion: str | None) -> int:
        """How many notes there are on a criterion of the case; of None: on the case as a whole."""
        return sum(note.criterion == criterion for note in self.notes.get(None, ()))

    @property
    def shared_words(self) -> Mapping[str, int]:
        """How many words each question begins with that a neighbour begins with too."""
        return _laid_out(self.programme).shared_words

    @property
    def last_answered(self) -> str | None:
        """The question answered or parked last, other than the one one is on."""
        return answered_before(self.answered, self.current)


@dataclass(frozen=True)
class _Layout:
    """What of a list is the same for every case and at every key, worked out when it is first asked for."""

    programme: Programme

    @cached_property
    def places(self) -> tuple[Place, ...]:
        return tuple(
            place
            for criterion, questions in self.programme.by_criterion.items()
            if questions
            for place in (("criterion", criterion), *(("question", question.id) for question in questions))
        )

    @cached_property
    def id_width(self) -> int:
        return max(cells(question) for question in self.programme.question)

    @cached_property
    def shared_words(self) -> Mapping[str, int]:
        return shared_words(self.programme.questions)


_layouts: list[_Layout] = []
"""That of the programme asked for last: only one inspection is open."""


def asked_text(question: Question) -> str:
    """The text of a question, with the phase it is of in front: two of them may read the same but for that."""
    phase = question.phase
    if phase == "any" or question.text.casefold().startswith(phase):
        return question.text
    return f"{phase.capitalize()}: {question.text}"


def _laid_out(programme: Programme) -> _Layout:
    if not _layouts or _layouts[0].programme is not programme:
        _layouts[:] = [_Layout(programme)]
    return _layouts[0]


def shared_words(questions: tuple[Question, ...]) -> Mapping[str, int]:
    """For each question the number of first words that it shares with the question before or after it."""
    words = [asked_text(question).split() for question in questions]
    common = [0, *(_common(one, other) for one, other in pairwise(words)), 0]
    return {question.id: max(common[place], common[place + 1]) for place, question in enumerate(questions)}


def _common(one: list[str], other: list[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def answered_before(answered: tuple[str, ...], current: str) -> str | None:
    """Where backspace goes: the question answered before `current`, or last of all if `current` was not answered."""
    before = answered[: answered.index(current)] if current in answered else answered
    return before[-1] if before else None


def answered_last(answered: tuple[str, ...], question: str) -> tuple[str, ...]:
    """`answered` with `question` as the last one."""
    return (*(one for one in answered if one != question), question)


def voices(record: Record, case: str, question: str) -> tuple[tuple[str, str], ...]:
    """Who says what on a disputed question: ``(("JN", "yes"), ("KP", "no"))``."""
    heads = record.heads(case, names.answer(question))
    return tuple((shown(head.by), ANSWER_WORDS.get(str(head.value), "not answered")) for head in heads)


def make_sheet(
    workspace: Workspace,
    case: str,
    current: str,
    answered: Iterable[str] = (),
    notes: Notes | None = None,
    *,
    own_keys: Mapping[str, str] | None = None,
) -> Sheet:
    """The sheet of a case as the inspection is now."""
    programme = workspace.programme
    judgements = workspace.judgements(case)
    return Sheet(
        programme=programme,
        judgements=judgements,
        progress=case_progress(programme, case, judgements),
        current=current,
        by=workspace.by,
        notes=notes or {},
        own_keys=own_keys or {},
        answered=tuple(one for one in answered if judgements[one].status == "answered" or judgements[one].parked),
        gap=gap(programme, programme.question[current], Case(workspace.record, case)),
        voices=voices(workspace.record, case, current) if judgements[current].status == "disputed" else (),
    )


class NoteShelf:
    """The notes of each case, found without looking at all notes of the inspection at every key."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._seen = 0
        self._ids: dict[str, list[str]] = {}
        self._lines: dict[str, tuple[int, NoteLine | None]] = {}
        self._cases: dict[str, tuple[tuple[int, ...], Notes]] = {}

    def of(self, case: str) -> Notes:
        """The notes of a case; the same object while none of them changed."""
        self._index()
        ids = self._ids.get(case, [])
        revisions = tuple(self._record.revision(one) for one in ids)
        kept = self._cases.get(case)
        if kept is None or kept[0] != revisions:
            kept = self._cases[case] = (revisions, self._gather(case, ids))
        return kept[1]

    def mine(self, case: str, question: str | None, criterion: str | None, by: str) -> tuple[NoteLine, ...]:
        """The notes on a question, or on a criterion of the case, or on the case, that are `by` someone."""
        notes = self.of(case).get(question, ())
        return tuple(note for note in notes if note.by == shown(by) and note.criterion == criterion)

    def _index(self) -> None:
        """Look at the notes that are new; a note stays filed under every case that it was ever on."""
        subjects = self._record.subjects("note")
        for subject in subjects[self._seen :]:
            for case in {str(entry.value) for entry in self._record.history(subject, names.CASE) if entry.value}:
                self._ids.setdefault(case, []).append(subject)
        self._seen = len(subjects)

    def _gather(self, case: str, ids: Iterable[str]) -> Notes:
        found: dict[str | None, tuple[NoteLine, ...]] = {}
        for place, note_id in enumerate(ids):
            line = self._line(note_id, place)
            if line is not None and self._record.value(note_id, names.CASE) == case:
                found[line.question] = (*found.get(line.question, ()), line)
        return found

    def _line(self, note_id: str, place: int) -> NoteLine | None:
        revision = self._record.revision(note_id)
        kept = self._lines.get(note_id)
        if kept is None or kept[0] != revision:
            kept = self._lines[note_id] = (revision, _note_line(Note(self._record, note_id), place))
        return kept[1]


def _note_line(note: Note, place: int) -> NoteLine | None:
    heads = [head.value for head in note.record.heads(note.id, names.TEXT) if isinstance(head.value, str)]
    if not heads:
        return None
    text = " / ".join(dict.fromkeys(heads))  # two versions of a disputed note are both shown
    return NoteLine(
        note.id,
        shown(note.first.by),
        shown(text),
        note.question,
        note.good_practice,
        note.quotation,
        None if note.question else note.criterion,
        place,
    )
