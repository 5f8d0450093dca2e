"""One family of errors: what happened, to what, and what to do about it.

Whatever derives from `FieldworkError` carries one or two sentences that a user can be shown as they are. The
command line prints them and exits with `exit_status`; the screens show them as a message. Anything else that
escapes is a defect of the program.
"""


class FieldworkError(Exception):
    """A sentence for the user. `exit_status` is what the command line leaves with (DESIGN: 1 or 2)."""

    exit_status = 2


class BadInputError(FieldworkError):
    """Something handed in is not what was expected; nothing was changed."""


class DefinitionError(FieldworkError):
    """A programme, questionnaire, glossary or share-word definition is wrong: names file, table, expectation."""


class NothingFoundError(FieldworkError):
    """A look-up came back empty (exit status 1)."""

    exit_status = 1


class CheckFailedError(FieldworkError):
    """A check that the user asked for failed (exit status 1)."""

    exit_status = 1


class StoreError(FieldworkError):
    """The inspection file cannot be read or written; says which file, why, and what to do."""


class PartlyRedactedError(StoreError):
    """Redacted in the inspection file, but not in every copy of it; says in which it was not."""


class SealedError(StoreError):
    """The file is sealed with a passphrase, and cannot be opened as it was asked for; says what is wanted."""


class WrongPassphraseError(SealedError):
    """The passphrase, or the recovery code, is not that of the file. Damage is never called that."""


class PartlySealedError(StoreError):
    """The inspection file is sealed, unsealed or has its new passphrase, but not every copy of it; says which."""


class DamagedFileError(StoreError):
    """The inspection file is not what fieldwork writes; says where (entry, table or byte)."""


class InUseError(StoreError):
    """Another window has the inspection file open for writing."""


class NotSavedError(StoreError):
    """Entries could not be written to the inspection file. `kept`: they are on the laptop's own disk meanwhile."""

    def __init__(self, message: str, *, kept: bool) -> None:
        super().__init__(message)
        self.kept = kept


class RecordError(FieldworkError):
    """Entries that cannot belong together: the same id with different contents, two inspections in one."""


class CannotUndoError(FieldworkError):
    """Undo or redo is refused; says why."""
