"""Entries in plain words, for histories, undo messages and listings of what is disputed.

Everything that a person typed goes through `fieldwork.text.shown`, so a line can stand on a screen as it is.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from fieldwork.errors import NothingFoundError
from fieldwork.programme.models import Programme
from fieldwork.record import names
from fieldwork.record.entry import Entry, Value
from fieldwork.record.judging import ANSWER_WORDS
from fieldwork.record.record import Record, causal_order
from fieldwork.record.views import Inspection, reference_key
from fieldwork.text import clip, shown

NOTHING = "nothing"
"""How a field without a value is printed."""

_LONGEST = 60
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_PLACES = (names.CASE, names.QUESTION, names.CRITERION)
"""The fields of a note that say where it belongs."""
_DAYS_OF_INSPECTION = (names.SENT, names.BACK, names.PUBLICATION, names.FOREWORD_DATE)
_PLAIN_FIELDS = {
    names.CASE: "put on",
    names.QUESTION: "put on question",
    names.CRITERION: "put on criterion",
    names.GOOD_PRACTICE: "good practice",
    names.KEYED_BY: "keyed by",
    names.FIELDWORK: "fieldwork",
    names.SENT: "went out on",
    names.BACK: "came back on",
    names.FIRST: "from number",
    names.LAST: "to number",
    names.CHECK_DIGIT: "with check digits",
    names.PUBLICATION: "published on",
    names.KEEP_UNTIL: "kept until",
    names.FOREWORD_DATE: "foreword of",
    names.LEAD: "lead inspector",
    names.RESPONSIBILITY: "responsible",
    names.LEFT: "left out",
    names.ORDER: "place",
}
_QUOTED = (names.TEXT, names.WORDING, names.STATUS, names.MEANING, names.REASON)
_KIND_WORDS = {"parked": "parked", "settled": "settled", "quote": "picked for quotation"}


class HistoryLine(NamedTuple):
    """One line of a history: when, whose initials, what was said in words, and the entry itself."""

    when: str
    by: str
    words: str
    entry: Entry

    @property
    def text(self) -> str:
        """The whole line, as the command line prints it."""
        return f"{self.when}  {self.by}  {self.words}"


# -- places ------------------------------------------------------------------------------------------------------


def subject_name(source: Record | Inspection, subject: str) -> str:
    """What a subject is called: "case 07", "note on case 07 1.1.3", "form 12 of children-2009, second keying".

    A batch is called by its numbers: "batch 1–40 of children-2009".
    """
    record = _record_of(source)
    kind, _, rest = subject.partition("/")
    if kind == "case":
        return f"case {_last_text(record, subject, names.REFERENCE)}"
    if kind == "note":
        return _note_name(record, subject)
    if kind == "return":
        serial = _last_text(record, subject, names.SERIAL)
        second = record.value(subject, names.KEYING) == 2  # noqa: PLR2004 (the second keying of a form)
        form = f"form {serial} of {_last_text(record, subject, names.QUESTIONNAIRE)}"
        return f"{form}, second keying" if second else form
    if kind == "batch":
        return _batch_name(record, subject)
    words = {
        "report": shown(f"part {rest} of the report"),
        "recommendation": shown(f"recommendation {rest}") if rest.isdecimal() else "local recommendation",
        "finding": f"finding on {shown(rest)}",
        "inspection": kind,
        "remark": "remark on the report",
        "term": f"the term {_last_text(record, subject, names.TERM)}",
    }
    return words.get(kind) or shown(f"{kind} {rest}")


def field_name(source: Record | Inspection, subject: str, field: str) -> str:
    """What a field of a subject is called: "case 07 1.1.3", "case 07 date Sentence", "form 12 of children q3"."""
    return f"{subject_name(source, subject)} {field_words(source, subject, field)}".rstrip()


def field_words(source: Record | Inspection, subject: str, field: str) -> str:
    """What a field is called beside the name of its subject; nothing for a note's text or a meaning."""
    kind, _, rest = field.partition(":")
    if kind in ("answer", "item"):
        return shown(rest)
    if kind in _KIND_WORDS:
        return shown(f"{rest} {_KIND_WORDS[kind]}")
    if kind == "attribute":
        return shown(_attribute_title(_programme_of(source), rest))
    if kind == "date":
        return shown(f"date {_date_title(_programme_of(source), rest)}")
    if (
        field == names.TEXT and names.kind_of(subject) in ("note", "report", "recommendation")
    ) or field == names.MEANING:
        return ""
    return shown(_PLAIN_FIELDS.get(field, field))


def _record_of(source: Record | Inspection) -> Record:
    return source if isinstance(source, Record) else source.record


def _programme_of(source: Record | Inspection) -> Programme | None:
    return None if isinstance(source, Record) else source.programme


def _attribute_title(programme: Programme | None, attribute_id: str) -> str:
    attribute = programme.attribute.get(attribute_id) if programme else None
    return attribute.title if attribute else attribute_id


def _date_title(programme: Programme | None, date_id: str) -> str:
    dates = programme.dates if programme else ()
    return next((one.title for one in dates if one.id == date_id), date_id)


def _last_text(record: Record, subject: str, field: str) -> str:
    """What the field holds, or held last: a case that was taken back still has its name in a history."""
    value = record.value(subject, field)
    if value is None:
        kept = [entry.value for entry in record.history(subject, field) if entry.value is not None]
        value = kept[-1] if kept else "?"
    return shown(value)


def _note_name(record: Record, subject: str) -> str:
    case = record.value(subject, names.CASE)
    place = subject_name(record, case) if isinstance(case, str) else ""
    about = record.value(subject, names.QUESTION) or record.value(subject, names.CRITERION)
    if about is not None:
        place = f"{place} {shown(about)}".lstrip()
    return f"note on {place}" if place else "note"


def _batch_name(record: Record, subject: str) -> str:
    first, last = (record.value(subject, field) for field in (names.FIRST, names.LAST))
    numbers = f" {shown(first)}–{shown(last)}" if first is not None and last is not None else ""
    return f"batch{numbers} of {_last_text(record, subject, names.QUESTIONNAIRE)}"


# -- values ------------------------------------------------------------------------------------------------------


def value_words(source: Record | Inspection, field: str, value: Value) -> str:
    """A value of a field in words: "n/a", "12 Jan 2009", "male", a text in quotes, "nothing"."""
    kind, _, rest = field.partition(":")
    if value is None or field == names.DEFINITION:
        return NOTHING if value is None else "a definition"
    if kind == "answer" and isinstance(value, str):
        return ANSWER_WORDS.get(value, shown(value))
    if kind == "attribute":
        return _attribute_words(_programme_of(source), rest, value)
    if kind == "date" or field in _DAYS_OF_INSPECTION:
        return ", ".join(_date_words(one) for one in value) if isinstance(value, list) else _date_words(value)
    if field == names.CASE and isinstance(value, str):
        return subject_name(source, value)
    return _plain_words(value, quoted=field in _QUOTED)


def _attribute_words(programme: Programme | None, attribute_id: str, value: Value) -> str:
    attribute = programme.attribute.get(attribute_id) if programme else None
    options = attribute.options if attribute else ()
    return next((shown(option.label) for option in options if option.value == value), _plain_words(value))


def _date_words(value: Value) -> str:
    try:
        day = date.fromisoformat(value)
    except (TypeError, ValueError):
        return _plain_words(value)
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _plain_words(value: Value, *, quoted: bool = False) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return clip(", ".join(_plain_words(one) for one in value), _LONGEST)
    if isinstance(value, dict) and isinstance(value.get("text"), str):
        return _plain_words(value["text"], quoted=True)
    if isinstance(value, dict) and value.keys() <= {"side", "words"}:  # what was seen of a finding
        return ", ".join(shown(told) for told in value.values() if told) or NOTHING
    if isinstance(value, dict) and "digest" in value:  # what was seen of a remark that was accepted
        told = f"{shown(value.get('kind'))} {_plain_words(value['found'], quoted=True) if value.get('found') else ''}"
        return f"{told.strip()}, under {shown(value.get('heading') or 'no heading')}"
    words = clip(shown(value), _LONGEST)
    return f'"{words}"' if quoted else words


def when_words(at: str, *, year: bool = True) -> str:
    """The time of an entry: "Tue 2 Jun 2009 10:12", or "Tue 10:12" without its date, as within one fieldwork week."""
    try:
        time = datetime.fromisoformat(at)
    except ValueError:
        return clip(shown(at), _LONGEST)
    day = f"{_DAYS[time.weekday()]} {time.day} {_MONTHS[time.month - 1]} {time.year}"
    return f"{day if year else _DAYS[time.weekday()]} {time:%H:%M}"


# -- entries -----------------------------------------------------------------------------------------------------


def describe_entry(source: Record | Inspection, entry: Entry) -> str:
    """What an entry said: "case 07 1.1.3 yes → no", "case 07 1.1.4 parked", "form 12 of victims-2009 q3 2".

    Args:
        source: the inspection, or its record where titles of attributes and dates are not at hand.
        entry: one of its entries.
    """
    record = _record_of(source)
    if entry.field.startswith(names.parked("")) and entry.redacted is None:
        return _parking(source, entry)
    place = field_name(source, entry.subject, entry.field)
    before = [old for other in entry.after if (old := record.entry(other)) is not None]
    return " ".join(part for part in (place, _change(source, entry, before), _undo_mark(record, entry)) if part)


def _change(source: Record | Inspection, entry: Entry, before: list[Entry]) -> str:
    if entry.redacted is not None:
        return f"(redacted by {shown(entry.redacted)})"
    if entry.field == names.DEFINITION:
        return "taken back" if entry.value is None else "revised" if before else "recorded"
    now = value_words(source, entry.field, entry.value)
    was = list(dict.fromkeys(_was_words(source, old) for old in before))
    if not was or was == [NOTHING]:
        return now
    return f"{' / '.join(was)} → {now}"


def _parking(source: Record | Inspection, entry: Entry) -> str:
    question = field_name(source, entry.subject, entry.field).removesuffix(" parked")
    words = "parked" if entry.value is True else "no longer parked"
    return f"{question} {words} {_undo_mark(_record_of(source), entry)}".rstrip()


def _was_words(source: Record | Inspection, old: Entry) -> str:
    return "(redacted)" if old.redacted is not None else value_words(source, old.field, old.value)


def _undo_mark(record: Record, entry: Entry) -> str:
    if entry.undoes is None:
        return ""
    return "(redone)" if len(undo_chain(record, entry)) % 2 else "(undone)"


def undo_chain(record: Record, entry: Entry) -> list[str]:
    """The act of `entry`, the act it undoes, and so on to the first one that was no undo."""
    chain = {entry.act: None}
    while entry.undoes is not None and entry.undoes not in chain:
        chain[entry.undoes] = None
        before = record.begin(entry.undoes)
        if before is None:  # its file was not merged in: nothing more is known
            break
        entry = before
    return list(chain)


def describe_act(source: Record | Inspection, act: str) -> str:
    """What an act said, in one line: its first field, and how many more. Of an undo: what it took back.

    Raises:
        NothingFoundError: there is no such act.
    """
    record = _record_of(source)
    begin = record.begin(act)
    entries = record.act(undo_chain(record, begin)[-1]) if begin is not None else ()
    if not entries:
        raise NothingFoundError(f"There is no act {shown(act)} in this inspection.")
    more = len({(entry.subject, entry.field) for entry in entries}) - 1
    return describe_entry(source, entries[0]) + (f" and {more} more" if more else "")


# -- histories ---------------------------------------------------------------------------------------------------


def history_lines(
    source: Record | Inspection, *, case: str | None = None, question: str | None = None, subject: str | None = None
) -> tuple[HistoryLine, ...]:
    """Everything that was ever said, what was replaced before what replaced it.

    Where a note belongs, said together with its text, has no line of its own: the text's line names the place. Nor has
    how a term is written, said together with what it means.

    Args:
        source: the inspection, or its record.
        case: only what was said of the cases with this reference, notes on them included; "7" also finds "07".
        question: only answers, parkings, notes and the finding on this question.
        subject: only what was said of this subject, such as one note.

    Raises:
        NothingFoundError: no case has or had the reference.
    """
    record = _record_of(source)
    cases = None if case is None else _cases_called(record, case)
    texts = {(entry.act, entry.subject) for entry in record if entry.field in (names.TEXT, names.MEANING)}
    chosen = [
        entry
        for entry in record
        if (subject is None or entry.subject == subject)
        and _is_about(record, entry, cases, question)
        and not (entry.field in (*_PLACES, names.TERM) and (entry.act, entry.subject) in texts)
    ]
    return tuple(
        HistoryLine(when_words(entry.at), shown(entry.by), describe_entry(source, entry), entry)
        for entry in causal_order(chosen)
    )


def _cases_called(record: Record, reference: str) -> frozenset[str]:
    wanted = reference_key(reference)
    found = frozenset(
        subject
        for subject in record.subjects("case")
        if any(_has_key(entry.value, wanted) for entry in record.history(subject, names.REFERENCE))
    )
    if not found:
        raise NothingFoundError(f"There is no case {shown(reference)} in this inspection.")
    return found


def _has_key(value: Value, wanted: tuple[int, int, str]) -> bool:
    return value is not None and reference_key(str(value)) == wanted


def _is_about(record: Record, entry: Entry, cases: frozenset[str] | None, question: str | None) -> bool:
    note = names.kind_of(entry.subject) == "note"
    if cases is not None:
        case = record.value(entry.subject, names.CASE) if note else entry.subject
        if case not in cases:
            return False
    if question is None:
        return True
    if note:
        return bool(record.value(entry.subject, names.QUESTION) == question)
    return entry.subject == names.finding(question) or entry.field in (
        names.answer(question),
        names.parked(question),
    )
