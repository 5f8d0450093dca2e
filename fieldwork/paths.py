"""Where things are kept: the data that ships with fieldwork, and the user's own folders.

`FIELDWORK_HOME` moves settings, state and the default folder for inspections to one place; otherwise they are
where the platform keeps such things.
"""

from __future__ import annotations

import os

from fieldwork.errors import BadInputError, FieldworkError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path


def data_file(name: str) -> str:
    """The path of a file in the data folder, as text: the glossary's look-up has no time to import pathlib.

    Raises:
        FieldworkError: fieldwork was installed without its data.
    """
    package = os.path.dirname(os.path.realpath(__file__))  # noqa: PTH120 (see above)
    for folder in (package, os.path.dirname(package)):  # noqa: PTH120 (see above)
        if os.path.isfile(os.path.join(folder, "data", "glossary.json")):  # noqa: PTH113, PTH118 (see above)
            return os.path.join(folder, "data", name)  # noqa: PTH118 (see above)
    raise FieldworkError("fieldwork's own data folder is missing: install fieldwork again.")


def data_folder() -> Path:
    """The folder of programmes, questionnaires, glossary and samples: inside the wheel, or beside the package.

    A wheel holds it as `fieldwork/data`; a checkout and an editable install have it next to the package.
    """
    from pathlib import Path  # noqa: PLC0415 (only who asks pays for the import)

    return Path(data_file(""))


def _home() -> Path | None:
    home = os.environ.get("FIELDWORK_HOME")
    if not home:
        return None
    from pathlib import Path  # noqa: PLC0415 (only who asks pays for the import)

    return Path(home).expanduser()


def settings_folder() -> Path:
    """Where settings (`settings.toml`, key bindings) are kept."""
    if (home := _home()) is not None:
        return home
    from pathlib import Path  # noqa: PLC0415 (only who asks pays for the import)

    import platformdirs  # noqa: PLC0415 (only who asks pays for the import)

    return Path(platformdirs.user_config_dir("fieldwork", appauthor=False))


def state_folder() -> Path:
    """Where state that can be lost without harm is kept: recent files, private copies of samples."""
    if (home := _home()) is not None:
        return home / "state"
    from pathlib import Path  # noqa: PLC0415 (only who asks pays for the import)

    import platformdirs  # noqa: PLC0415 (only who asks pays for the import)

    return Path(platformdirs.user_state_dir("fieldwork", appauthor=False))


def is_private_copy(path: Path) -> bool:
    """Whether `path` lies in the state folder, as the private copy of a sample does: what lies there goes again."""
    return path.absolute().is_relative_to(state_folder().absolute())


def inspections_folder() -> Path:
    """Where new inspections are put when no folder is named."""
    if (home := _home()) is not None:
        return home / "inspections"
    from pathlib import Path  # noqa: PLC0415 (only who asks pays for the import)

    import platformdirs  # noqa: PLC0415 (only who asks pays for the import)

    return Path(platformdirs.user_documents_dir()) / "fieldwork"


def make_private(folder: Path) -> Path:
    """`folder`, made with its parents if need be; what is made is its owner's alone (0700), whatever the umask."""
    try:
        missing = [folder]
        while not missing[-1].parent.exists():
            missing.append(missing[-1].parent)
        for one in reversed(missing):
            one.mkdir(mode=0o700, exist_ok=True)  # with parents=True these would be open to everybody
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise FieldworkError(f"Cannot make the folder {folder}: {reason}.") from error
    return folder


def save_private(path: Path, content: bytes) -> None:
    """`write_private`, with a sentence for the user where it fails.

    Raises:
        FieldworkError: it cannot be written, and why; what was there is as it was.
    """
    from fieldwork.text import shown  # noqa: PLC0415 (only who writes pays for the import)

    try:
        write_private(path, content)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise FieldworkError(f"Cannot write {shown(path)}: {shown(reason)}.") from None


def write_private(path: Path, content: bytes) -> None:
    """Make `content` that of the file at `path`, old or new in whole, its owner's alone (0600).

    Where `path` is a link, the file that it names is written and the link stays.

    Raises:
        OSError: it cannot be written; the file is as it was.
    """
    import contextlib  # noqa: PLC0415 (only who asks pays for the import)
    import secrets  # noqa: PLC0415 (the same)

    path = real_path(path)
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        temporary.replace(path)
    except BaseException:  # also where somebody stops it with ctrl+c: what is half-written goes
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def real_path(path: Path) -> Path:
    """The file that a path names once its links are followed; those that name each other in a circle stay."""
    return type(path)(os.path.realpath(path))  # Path.resolve raises where they are a circle


def is_there(path: Path) -> bool:
    """Whether there is a file that writing would replace.

    Raises:
        BadInputError: a folder stands in its place.
        OSError, ValueError: nobody can look there.
    """
    if path.is_dir():
        from fieldwork.text import shown  # noqa: PLC0415 (only who asks pays for the import)

        raise BadInputError(f"{shown(path)} is a folder; expected the name of a file.")
    return path.exists()


def free_path(folder: Path, stem: str, ending: str) -> Path:
    """A file in `folder` that is not there yet, called `stem` or, where that is taken, ``stem-2`` and so on."""
    path, number = folder / f"{stem}{ending}", 2
    while path.exists():
        path, number = folder / f"{stem}-{number}{ending}", number + 1
    return path


def size_of(path: Path) -> int:
    """The bytes of a file; 0 where there is none, or none that can be looked at: opening it says why."""
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0
