"""An open inspection: what the command line and the screens hold. Brings record, undo, store and views together.

There is one way in: `say`. It makes an act of entries, shows them at once (pending), and hands them to the store;
the save light follows the store (DESIGN 4). Everything recorded is kept at once; there is no saving to forget.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple, Self

from fieldwork.errors import FieldworkError, InUseError, PartlyRedactedError, SealedError, StoreError
from fieldwork.programme.loading import (
    find_questionnaire,
    programme_to_dict,
    questionnaire_to_dict,
)
from fieldwork.programme.models import Programme
from fieldwork.record import names
from fieldwork.record.entry import Entry, Value
from fieldwork.record.judging import Judgement, judge, rejudge
from fieldwork.record.record import Record, Statement
from fieldwork.record.redaction import Redaction, redact, redaction_of
from fieldwork.record.sitting import Sitting, new_subject
from fieldwork.record.undo import redo, undo
from fieldwork.record.views import Case, Inspection
from fieldwork.store import InspectionFile, Later, SaveState, Seal, is_sealed_file, write_new
from fieldwork.text import clean

Listener = Callable[[SaveState], None]


class _Judged(NamedTuple):
    """The judgements on a case at a revision of it, and the fields of which something was said here since."""

    programme: Programme
    revision: int
    judgements: dict[str, Judgement]
    said_since: list[str]


class Workspace:
    """An inspection file, open. `by` are the initials of who sits here.

    `on_save` may be set at any time; it is called in the writer's thread whenever what is saved changes.
    """

    def __init__(self, file: InspectionFile, by: str) -> None:
        """Take over an open file; use `Workspace.open` unless you have one.

        Raises:
            DamagedFileError: the file holds no inspection.
        """
        self._file = file
        self._writes = not file.read_only
        self._heard: Listener | None = None
        self._later: Later | None = None
        self.record = Record(file.entries)
        self.inspection = Inspection(self.record)
        self.by = by
        self.on_save: Listener | None = None
        self._sitting: Sitting | None = None
        self._judged: dict[str, _Judged] = {}

    @classmethod
    def open(
        cls, path: Path, by: str, *, write: bool = True, passphrase: str | None = None, seal: Seal | None = None
    ) -> Workspace:
        """The inspection at `path`. Nothing is written before the first `say`.

        A sealed one takes its passphrase or recovery code, which costs a derivation (0.14 s as a rule), or its opened
        seal.

        Raises:
            InUseError: it is open for writing in another window; `write=False` reads it all the same.
            SealedError: it is sealed, and neither was given; or the extra is not installed.
            WrongPassphraseError: the passphrase is not its own.
            StoreError: it cannot be read.
            DamagedFileError: it is not an inspection file, or not whole.
        """
        listeners: list[Workspace] = []

        def heard(state: SaveState) -> None:
            for workspace in listeners:
                if workspace.on_save is not None:
                    workspace.on_save(state)

        file = InspectionFile(path, write=write, on_change=heard, passphrase=passphrase, seal=seal)
        try:
            workspace = cls(file, by)
        except BaseException:
            file.close()
            raise
        workspace._heard = heard
        listeners.append(workspace)
        return workspace

    @classmethod
    def open_or_read(cls, path: Path, by: str, *, passphrase: str | None = None, seal: Seal | None = None) -> Workspace:
        """The inspection at `path`, for reading only where another window has it or nothing can be written there.

        Raises:
            SealedError: it is sealed, and was not opened by what was given.
            StoreError: it cannot even be read.
        """
        try:
            return cls.open(path, by, passphrase=passphrase, seal=seal)
        except SealedError:
            raise
        except InUseError:
            return cls.open(path, by, write=False, passphrase=passphrase, seal=seal)
        except StoreError as error:
            try:
                return cls.open(path, by, write=False, passphrase=passphrase, seal=seal)
            except SealedError:
                raise
            except StoreError:
                raise error from None

    # -- what is there -------------------------------------------------------------------------------------------

    @property
    def path(self) -> Path:
        """The inspection file."""
        return self._file.path

    @property
    def programme(self) -> Programme:
        """The programme that is inspected with."""
        return self.inspection.programme

    @property
    def read_only(self) -> bool:
        """Whether nothing can be recorded because another window writes, or the folder allows no writing."""
        return self._file.read_only

    @property
    def save_state(self) -> SaveState:
        """What the save light shows."""
        return self._file.state

    def news(self) -> tuple[str, ...]:
        """What the user should know of the file and was not told yet: recovered, changed by others, kept aside."""
        return self._file.news()

    @property
    def cases(self) -> tuple[Case, ...]:
        """The cases by reference."""
        return self.inspection.cases

    def judgements(self, case: str) -> dict[str, Judgement]:
        """The judgement on every question in the case (its subject id); made anew only where the case changed."""
        programme, revision = self.programme, self.record.revision(case)
        kept = self._judged.get(case)
        if kept is not None and kept.programme is programme and kept.revision + len(kept.said_since) == revision:
            if not kept.said_since:
                return kept.judgements
            found = rejudge(programme, self.record, case, kept.judgements, kept.said_since)
        else:
            found = judge(programme, self.record, case)
        self._judged[case] = _Judged(programme, revision, found, [])
        return found

    @property
    def all_judgements(self) -> dict[str, Mapping[str, Judgement]]:
        """The judgements of every case, by its subject id, in the order of references."""
        return {case.id: self.judgements(case.id) for case in self.cases}

    # -- saying something ----------------------------------------------------------------------------------------

    def say(self, statements: Iterable[Statement]) -> tuple[Entry, ...]:
        """Record `statements` as one act; they show at once and are saved in the background.

        Texts are cleaned on the way in. What a field already holds is said again all the same; nothing is said of
        nothing: no statements, no entries.

        Raises:
            StoreError: the inspection is open for reading only.
        """
        return self._enter([Statement(s.subject, s.field, _cleaned(s.value)) for s in statements])

    def answer(self, case: str, question: str, answer: str | None) -> tuple[Entry, ...]:
        """Record a judgement (``yes``, ``no``, ``na``, or None to clear it); what was parked is parked no longer."""
        statements = [Statement(case, names.answer(question), answer)]
        if self.record.value(case, names.parked(question)):
            statements.append(Statement(case, names.parked(question), None))
        return self.say(statements)

    def park(self, case: str, question: str) -> tuple[Entry, ...]:
        """Put a question aside for the case manager, or take it back."""
        now = self.record.value(case, names.parked(question)) is True
        return self.say([Statement(case, names.parked(question), None if now else True)])

    def note(self, text: str, **fields: Value) -> tuple[Entry, ...]:
        """Begin a note. `fields` say what it is on: `case`, `question`, `criterion`, `good_practice`, `source`."""
        subject = new_subject("note")
        return self.say(
            [
                Statement(subject, names.TEXT, text),
                *(Statement(subject, field, value) for field, value in fields.items() if value is not None),
            ]
        )

    def undo(self) -> tuple[Entry, ...]:
        """Take back one's newest act that is in effect; gives the entries that were taken back.

        Raises:
            CannotUndoError: there is none, or someone has replaced one of its fields since.
        """
        return self._take_back(undo(self.record, self.by))

    def redo(self) -> tuple[Entry, ...]:
        """Bring back what was undone last; gives the entries that were brought back.

        Raises:
            CannotUndoError: there is none, or someone has replaced one of its fields since.
        """
        return self._take_back(redo(self.record, self.by))

    def _take_back(self, restoration: tuple[str, tuple[Statement, ...]]) -> tuple[Entry, ...]:
        act, statements = restoration
        taken = self.record.act(act)
        self._enter(statements, undoes=act)
        return taken

    def _enter(self, statements: Iterable[Statement], undoes: str | None = None) -> tuple[Entry, ...]:
        statements = tuple(statements)
        if not statements:
            return ()
        if self.read_only:
            raise StoreError(f"{self.path.name} is open for reading only: nothing was recorded.")
        if self._sitting is None or self._sitting.by != self.by:
            self._sitting = Sitting(self.by)
        entries = self._sitting.entries(self.record, statements, undoes)
        self._file.append(entries)  # first: what the file refuses must not be shown as said
        self.record.add(entries)
        for entry in entries:
            if (kept := self._judged.get(entry.subject)) is not None:
                kept.said_since.append(entry.field)
        return entries

    def redaction(self, subject: str, field: str, *, earlier: bool = False) -> Redaction:
        """What redacting a field would blank, or only what was replaced in it since; nothing is changed yet.

        Raises:
            NothingFoundError: the field holds nothing of the kind.
        """
        return redaction_of(self.record, subject, field, self.by, earlier=earlier)

    @property
    def copies(self) -> tuple[Path, ...]:
        """The files besides the inspection's own that hold entries of it; redaction reaches them too."""
        return self._file.copies

    def redact(self, subject: str, field: str, *, earlier: bool = False) -> None:
        """Blank what a field holds and ever held, in the file too; on the disk when this returns.

        Raises:
            NothingFoundError: the field holds nothing (with `earlier`: nothing was replaced in it).
            PartlyRedactedError: the file is done, but not every copy of it.
            StoreError: it could not be written; nothing was changed.
        """
        redaction = self.redaction(subject, field, earlier=earlier)
        try:
            self.redact_on_disk(redaction)
        except PartlyRedactedError:
            self.forget_redacted(redaction)
            raise
        self.forget_redacted(redaction)

    def redact_on_disk(self, redaction: Redaction) -> None:
        """The slow half of `redact`, for a thread: the file, its backups and kept copies. `forget_redacted` follows.

        Raises:
            PartlyRedactedError: the file is done, but not every copy of it.
            StoreError: it could not be written; nothing was changed.
        """
        self._file.redact(redaction.entries)

    def redact_copies(self) -> int:
        """Blank in the backups and copies what is redacted in the file already; gives how many had kept some of it.

        For a thread.

        Raises:
            PartlyRedactedError: a copy could not be rewritten.
            StoreError: the file is open for reading only.
        """
        return self._file.redact_copies()

    def forget_redacted(self, redaction: Redaction) -> None:
        """The quick half: what the file holds no longer is shown no longer."""
        redact(self.record, redaction.entries)

    # -- saving --------------------------------------------------------------------------------------------------

    def write_later(self, later: Later) -> None:
        """Let `later` (seconds, function) wait the moment that an answer waits for the screen before it is written."""
        self._later = later
        self._file.write_later(later)

    def flush(self, timeout: float | None = None) -> SaveState:
        """Wait until everything is on the disk or a write has failed; `timeout` in seconds."""
        return self._file.flush(timeout)

    def require_saved(self) -> None:
        """Wait until everything is on the disk.

        Raises:
            StoreError: it could not be written.
        """
        state = self.flush()
        if state.error is not None:
            raise state.error

    def retry_saving(self) -> None:
        """Try again to write what could not be written."""
        self._file.retry()

    def save_copy(self, path: Path) -> Path:
        """Write everything, what could not be saved included, to a new file elsewhere, and give that.

        Into a folder it goes under the name that the inspection has.

        Raises:
            StoreError: something is already there, or it cannot be written.
        """
        if path.is_dir():
            path /= self.path.name
        write_new(path, self.record, seal=self.seal)
        return path

    # -- the seal ------------------------------------------------------------------------------------------------

    @property
    def seal(self) -> Seal | None:
        """The opened seal of the inspection; None where it is not sealed."""
        return self._file.seal

    def reseal(self, seal: Seal | None) -> None:
        """Put the file, its journal, backups and kept copies under a seal, another passphrase, or none; for a thread.

        `Seal.new` makes a seal, `Seal.with_passphrase` and `Seal.with_new_code` one for the same data key.

        Raises:
            PartlySealedError: the file is done, but not every copy of it.
            StoreError: it could not be written; the file is as it was.
        """
        self._file.reseal(seal)

    def lock(self, *, keep_shown: bool = False) -> None:
        """Close the file and forget its key and all that was read; `Workspace.open` with the passphrase comes back.

        With `keep_shown` what was read stays for the screens that lie under a cover, and `unlock` comes back. Python
        cannot wipe memory: what was freed stays there until it is used again.

        Raises:
            StoreError: something is not saved, not even on the laptop's own disk: nothing was closed or forgotten.
        """
        self._file.lock()
        if keep_shown:
            return
        self.record = self.inspection.record = Record()
        self._judged.clear()

    def unlock(self, passphrase: str) -> None:
        """Open the file again that `lock` closed with `keep_shown`: nothing that was said is lost. For a thread.

        Raises:
            WrongPassphraseError: that does not open it.
            StoreError: it cannot be opened, or another inspection stands there now; it stays locked.
        """
        file = self._reopened(passphrase)
        here = {entry.id for entry in self.record}
        there = {entry.id for entry in file.entries}
        if all(entry.subject != self.inspection.id for entry in file.entries):
            file.close()
            raise StoreError(f"{file.path.name} holds another inspection now; this one stays locked.")
        self._file = file
        if self._later is not None:
            file.write_later(self._later)
        self.record.add([entry for entry in file.entries if entry.id not in here])
        missing = [entry for entry in self.record if entry.id not in there]
        if missing and not self.read_only:
            file.append(missing)
        self._judged.clear()

    def _reopened(self, passphrase: str) -> InspectionFile:
        path = self._file.path
        if self._writes:
            with contextlib.suppress(InUseError):  # another window took it meanwhile: it is read here then
                return InspectionFile(path, on_change=self._heard, passphrase=passphrase)
        return InspectionFile(path, write=False, on_change=self._heard, passphrase=passphrase)

    def close(self) -> SaveState:
        """Wait for the disk and let the next window in."""
        return self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def word_to_erase(path: Path) -> tuple[str, str]:
    """What has to be typed before the inspection at `path` is erased, and what that is: the name of the area.

    Of a sealed file, or one that cannot be read, it is the name of the file: a passphrase may be forgotten.
    """
    if not is_sealed_file(path):
        with contextlib.suppress(FieldworkError), Workspace.open(path, "", write=False) as workspace:
            if area := workspace.inspection.area.strip():
                return area, "the name of the area"
    return path.name, "the name of the file"


def _cleaned(value: Value) -> Value:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_cleaned(one) for one in value]
    if isinstance(value, dict):
        return {key: _cleaned(one) for key, one in value.items()}
    return value


def beginning(programme: Programme, area: str) -> tuple[Statement, ...]:
    """What a new inspection says: its area, and the definitions that it is made with."""
    inspection = new_subject("inspection")
    return (
        Statement(inspection, names.PROGRAMME, programme.id),
        Statement(inspection, names.AREA, clean(area, lines=False)),
        Statement(f"programme/{programme.id}", names.DEFINITION, programme_to_dict(programme)),
        *(
            Statement(
                f"questionnaire/{questionnaire_id}",
                names.DEFINITION,
                questionnaire_to_dict(find_questionnaire(questionnaire_id)),
            )
            for questionnaire_id in programme.questionnaires
        ),
    )


def new_inspection(path: Path, programme: Programme, area: str, by: str, more: Iterable[Statement] = ()) -> None:
    """Write a new inspection file; `more` (cases, for instance) goes into it as a second act.

    Raises:
        StoreError: something is already at `path`, or it cannot be written.
    """
    record = Record()
    sitting = Sitting(by)
    record.add(sitting.entries(record, beginning(programme, area)))
    record.add(sitting.entries(record, more))
    write_new(path, record)
