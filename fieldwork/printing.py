"""Printing the questionnaires of an open inspection: which serials come next, what the file holds, what is recorded.

A print is planned (`plan`), made (`PrintJob.content`, which takes its time and touches nothing), recorded
(`PrintJob.statements`) and written; whoever prints does these in the order that fits a command or a screen.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from fieldwork.errors import BadInputError
from fieldwork.paths import save_private
from fieldwork.programme.formwords import load_form_words
from fieldwork.programme.models import Questionnaire
from fieldwork.record import names
from fieldwork.record.batches import (
    BatchDetails,
    batch_serials,
    begin_batch,
    earlier_batch,
    free_number,
    keyed_serial_values,
)
from fieldwork.record.describing import value_words
from fieldwork.record.record import Statement
from fieldwork.report.forms import PrintedForm, SlipFacts, printed_form
from fieldwork.text import clip, counted, shown
from fieldwork.workspace import Workspace

MOST_COPIES = 1_000
"""Copies in one file: more make a Word file that takes its reader minutes to open."""
ENDINGS = (".docx", ".html", ".htm")


@dataclass(frozen=True, slots=True)
class PrintJob:
    """Forms to be printed. `batch` None: a trial, whose copies bear no number and are recorded nowhere."""

    form: PrintedForm
    target: Path
    batch: BatchDetails | None
    statements: tuple[Statement, ...] = ()
    """What records the batch, as one act."""
    earlier: BatchDetails | None = None
    """The forms that went out before there were batches: recorded as one in the same act."""

    @property
    def words(self) -> str:
        """What is written, in one sentence: "100 copies, 0013 to 1005, to forms.docx"."""
        serials = self.form.serials
        copies = counted(len(serials), "copy", "copies")
        numbers = ", a trial without numbers," if self.batch is None else f", {serials[0]} to {serials[-1]},"
        before = ""
        if self.earlier is not None:
            before = f" The {self.earlier.issued:,} that had gone out before are a batch of their own now."
        return f"{copies}{numbers} to {shown(self.target)}.{before}"

    @property
    def taking_back(self) -> tuple[Statement, ...]:
        """What takes back `statements` where the file could not be written."""
        return tuple(Statement(one.subject, one.field, None) for one in self.statements)

    def content(self) -> bytes:
        """The file: Word or HTML, by the ending of its name."""
        if self.target.suffix.lower() == ".docx":
            from fieldwork.report.forms_word import forms_to_word  # noqa: PLC0415 (not for a web page)

            return forms_to_word(self.form, datetime.now(UTC))
        from fieldwork.report.forms_html import forms_to_html  # noqa: PLC0415 (not for a Word file)

        return forms_to_html(self.form).encode()

    def write(self, content: bytes) -> None:
        """Write the file whole, its owner's alone, over whatever is there.

        Raises:
            FieldworkError: it cannot be written; what was there is as it was.
        """
        save_private(self.target, content)


def plan(
    workspace: Workspace,
    questionnaire: Questionnaire,
    copies: int,
    target: Path,
    today: date,
    *,
    first: int | None = None,
    large: bool = False,
    trial: bool = False,
) -> PrintJob:
    """What is to be printed.

    Args:
        workspace: the inspection.
        questionnaire: one of its questionnaires.
        copies: 1 to `MOST_COPIES`.
        target: the file; its ending says what kind.
        today: the day on which the batch goes out, unless somebody says otherwise later.
        first: the first running number; None: the next that is free.
        large: in large print.
        trial: a trial print, without numbers, slip and batch.

    Raises:
        BadInputError: another ending, too many copies, or numbers that are in use.
    """
    require_ending(target)
    if not 1 <= copies <= MOST_COPIES:
        raise BadInputError(f"The copies should be from 1 to {MOST_COPIES:,}, found {copies}.")
    words = load_form_words()
    facts = SlipFacts(
        workspace.inspection.area, value_words(workspace.record, names.SENT, today.isoformat()), workspace.by
    )
    if trial:
        form = printed_form(questionnaire, words, (words.trial,) * copies, facts, slip=False, large=large)
        return PrintJob(form, target, None)
    earlier = earlier_batch(workspace.record, questionnaire.id)
    start = free_number(workspace.record, questionnaire.id, copies) if first is None else first
    details = BatchDetails(
        questionnaire.id, copies, today.isoformat(), None, (start, start + copies - 1), check_digit=True
    )
    statements = begin_batch(workspace.record, details, earlier=earlier)
    serials = batch_serials(details)
    _require_unkeyed(workspace, questionnaire, serials)
    form = printed_form(questionnaire, words, serials, facts, large=large)
    return PrintJob(form, target, details, statements, earlier)


def require_ending(target: Path) -> None:
    """Refuse a file that is neither Word nor HTML.

    Raises:
        BadInputError: it is another.
    """
    if target.suffix.lower() not in ENDINGS:
        found = clip(shown(target.name), 60)
        raise BadInputError(f"Forms are written as Word or HTML; the file should end in .docx or .html, found {found}.")


def _require_unkeyed(workspace: Workspace, questionnaire: Questionnaire, serials: tuple[str, ...]) -> None:
    keyed = keyed_serial_values(workspace.record, questionnaire.id)
    used = next((serial for serial in serials if int(serial) in keyed), None)
    if used is not None:
        raise BadInputError(f"A form {used} is keyed already; let the numbers begin elsewhere.")
