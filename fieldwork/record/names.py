"""The subjects and fields of a record: the one place that knows how they are spelled.

Subjects are ``kind/random`` (`inspection/…`, `case/…`, `note/…`, `batch/…`, `return/…`, `remark/…`) or, where two
people mean the same thing by it, ``kind/id`` (`programme/cci-2009`, `questionnaire/children-2009`, `finding/1.1.1`,
`report/foreword.verdict`, `recommendation/1`, `term/issp`).
"""

from __future__ import annotations

# inspection/…
PROGRAMME = "programme"
AREA = "area"
TITLE = "title"
FIELDWORK = "fieldwork"
"""When the fieldwork takes place, as free text."""
SYNTHETIC = "synthetic"
"""Text that says that the cases are made up; null for a real inspection."""
PUBLICATION = "publication"
"""The day on which the report is published, or the letter sent, as ISO text: the improvement plan is due after it."""
FOREWORD_DATE = "foreword_date"
"""The day below the foreword, as ISO text."""
KEEP_UNTIL = "keep_until"
"""The day after which the inspection is to be erased, as ISO text."""
LEAD = "lead"
"""The initials of the lead inspector."""

# programme/ID and questionnaire/ID
DEFINITION = "definition"
ISSUED = "issued"
"""How many copies of a questionnaire went out."""

# case/…
REFERENCE = "reference"
PHASES = "phases"
"""``community``, ``custody`` or ``both``."""
STATUS = "status"

# note/…
TEXT = "text"
CASE = "case"
QUESTION = "question"
CRITERION = "criterion"
GOOD_PRACTICE = "good_practice"
QUOTATION = "quotation"
SOURCE = "source"
SOURCES = ("document", "policy", "manager", "partner")
"""Where a note on the inspection itself can come from: what both published reports draw on besides the cases, namely
documents sent in advance, the area's policies, and what managers and partners said. Other words come by import.
"""

# batch/… (with QUESTIONNAIRE and ISSUED, here of the copies in the batch)
SENT = "sent"
"""The day on which a batch of questionnaires went out, as ISO text."""
BACK = "back"
"""The day on which what had come back of a batch was counted in, as ISO text."""
FIRST = "first"
"""The first running number of a batch."""
LAST = "last"
CHECK_DIGIT = "check_digit"
"""Whether the serials of a batch are running numbers with a check digit after them."""

# return/…
QUESTIONNAIRE = "questionnaire"
SERIAL = "serial"
KEYING = "keying"
"""1 for the first keying of a form, 2 for the second."""
KEYED_BY = "keyed_by"
LOOK = "look"
"""The ids of the items of a form for which someone wants to look at the page again."""

# term/FOLDED NAME
TERM = "term"
"""A term of the inspection's own glossary as it is written."""
MEANING = "meaning"

# finding/QUESTION
SIDE = "side"
"""``strength``, ``improvement``, ``left``, or in a letter ``theme``: it stands in its theme alone."""
WORDING = "wording"
SEEN = "seen"
"""What whoever last took, moved or reworded the finding saw: a dictionary of `side` (as the programme proposed it, or
null) and `words` (the share word of its figure). When either is another one now, the finding is out of step."""
ORDER = "order"
"""Where a finding stands among those of its criterion, or a recommendation among all: a number, the smaller the
earlier. Who has none stands where the programme has it, counted from 0."""

# report/PART (TEXT, LEFT): what an inspector wrote in a part of the report, by the part's id in the programme

# recommendation/… (TEXT, ORDER): a standard one by its number in the programme, from 1; local ones by random ids
RESPONSIBILITY = "responsibility"
"""Who is primarily responsible, as it stands in brackets: "YOT Manager"."""
LEFT = "left"
"""Whether a recommendation or a part of the report is left out; false says that someone confirmed it."""

# remark/… (a remark of the checks, by a random id: several laptops may accept the same one)
ACCEPTED = "accepted"
"""What was accepted as it stands: a dictionary of `kind`, `heading`, `found` and a `digest` of the sentence with its
figure (see `fieldwork.record.acceptances`); null where it was taken back."""
REASON = "reason"
"""Why, in an inspector's words."""


def kind_of(subject: str) -> str:
    """What kind of thing a subject is: ``case``, ``note``, ``return`` and so on."""
    return subject.partition("/")[0]


def answer(question: str) -> str:
    """The field of a case that holds the judgement on a question: ``yes``, ``no``, ``na``."""
    return f"answer:{question}"


def parked(question: str) -> str:
    """The field of a case that holds whether a question waits for the case manager."""
    return f"parked:{question}"


def question_of(field: str) -> str:
    """The question whose judgement a field of a case bears on by itself (`answer`, `parked`); empty for others."""
    kind, _, question = field.partition(":")
    return question if kind in ("answer", "parked") else ""


def attribute(attribute_id: str) -> str:
    """The field of a case that holds an attribute."""
    return f"attribute:{attribute_id}"


def date(date_id: str) -> str:
    """The field of a case that holds a date: ISO text, ``undated``, or a list of these for the reviews."""
    return f"date:{date_id}"


def finding(question: str) -> str:
    """The subject of a finding: its question is its name, so that two laptops mean the same one."""
    return f"finding/{question}"


def report_part(part: str) -> str:
    """The subject of a part of the report, by its id in the programme: ``foreword.verdict``, ``commentary.1``."""
    return f"report/{part}"


def recommendation(id_: str) -> str:
    """The subject of a recommendation: the number of a standard one, or a random id."""
    return f"recommendation/{id_}"


def term(folded: str) -> str:
    """The subject of a term of the inspection's own glossary, by its folded name."""
    return f"term/{folded}"


def item(item_id: str) -> str:
    """The field of a return that holds what stands on the paper beside an item (see `fieldwork.record.returns`)."""
    return f"item:{item_id}"


def settled(item_id: str) -> str:
    """The field of a first keying that holds what the paper was settled to say, where two keyings of it differ."""
    return f"settled:{item_id}"


def quote(item_id: str) -> str:
    """The field of a return that holds whether what is written beside an item is picked for quotation in the report."""
    return f"quote:{item_id}"
