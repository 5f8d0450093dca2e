"""What a user has set: initials, theme; where own keys are; and which inspections were opened last.

Settings are a TOML file that may be edited by hand; a broken one is said once and counts as empty. Recent files are
state that can be lost without harm.
"""

from __future__ import annotations

import contextlib
import getpass
import json
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from fieldwork.errors import BadInputError, FieldworkError
from fieldwork.paths import make_private, settings_folder, state_folder, write_private
from fieldwork.text import clean

LONGEST_INITIALS = 8
MOST_RECENT = 12
LONGEST_IDLE = 999
"""Minutes."""


@dataclass(frozen=True)
class Settings:
    """`by`: initials asked at first start, None until then. `theme`: a theme's name.

    `lock_after`: minutes without a key after which a sealed inspection is locked, 0 to 999; 0 never locks it.
    """

    by: str | None = None
    theme: str = "fieldwork-dark"
    lock_after: int = 10
    complaint: str = ""
    """What is wrong with the settings file, for the user; empty where nothing is."""


def settings_file() -> Path:
    """Where the settings are kept."""
    return settings_folder() / "settings.toml"


def keys_file() -> Path:
    """Where a user's own keys are (`fieldwork.tui.key_file` reads and writes it)."""
    return settings_folder() / "keys.toml"


def has_own_keys() -> bool:
    """Whether there is a file of a user's own keys."""
    return keys_file().is_file()


def recent_file() -> Path:
    """Where the inspections opened last are listed."""
    return state_folder() / "recent.json"


def load_settings() -> Settings:
    """The settings; defaults where there are none. Never raises: what is wrong is in `complaint`."""
    path = settings_file()
    try:
        text = path.read_text("utf-8")
        import tomllib  # noqa: PLC0415 (who has set nothing needs none)

        data = tomllib.loads(text)
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError) as error:
        return Settings(complaint=f"The settings in {path} cannot be read ({error}); the defaults are used.")
    by, theme, lock = data.get("by"), data.get("theme"), data.get("lock_after")
    return Settings(
        by=by if isinstance(by, str) and by.isalnum() and len(by) <= LONGEST_INITIALS else None,
        theme=theme if isinstance(theme, str) else Settings.theme,
        lock_after=lock if type(lock) is int and 0 <= lock <= LONGEST_IDLE else Settings.lock_after,
    )


def change_settings(**changes: str | int) -> Settings:
    """The settings with some changed, by name, written. A settings file that cannot be written changes nothing."""
    settings = replace(load_settings(), **changes)  # type: ignore[arg-type]  # each of the kind that its name asks for
    if settings.complaint:
        return settings
    lines = [f"by = {_quoted(settings.by)}"] if settings.by else []
    lines.append(f"theme = {_quoted(settings.theme)}")
    if settings.lock_after != Settings.lock_after:
        lines.append(f"lock_after = {settings.lock_after}")
    with contextlib.suppress(OSError, FieldworkError):
        make_private(settings_folder())
        write_private(settings_file(), ("\n".join(lines) + "\n").encode())
    return settings


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)  # a JSON string is a TOML basic string


def checked_initials(text: str) -> str:
    """Initials as they are recorded: 1 to 8 letters or digits, in capitals.

    Raises:
        BadInputError: they are something else.
    """
    initials = clean(text, lines=False).strip().upper()
    if not initials.isalnum() or len(initials) > LONGEST_INITIALS:
        raise BadInputError(f"Initials are 1 to {LONGEST_INITIALS} letters or digits, found {initials[:20]!r}.")
    return initials


def default_initials() -> str:
    """The initials set, else the login name's first eight letters and digits, else ``ME``."""
    by = load_settings().by
    if by is not None:
        return by
    try:
        login = getpass.getuser()
    except (OSError, KeyError):
        login = ""
    return "".join(c for c in login if c.isalnum())[:LONGEST_INITIALS].upper() or "ME"


def recent_files() -> tuple[Path, ...]:
    """The inspections opened last, newest first; those that are gone are left out."""
    try:
        names = json.loads(recent_file().read_text("utf-8"))
        return tuple(path for path in (Path(name) for name in names if isinstance(name, str)) if path.is_file())
    except (OSError, ValueError, TypeError):
        return ()


def retention_file() -> Path:
    """Where it is kept until when the inspections opened here are kept: a sealed one cannot be asked."""
    return state_folder() / "retention.json"


def retention_of(path: Path) -> date | None:
    """Until when an inspection is kept, as last seen here; None where nothing is known."""
    try:
        return date.fromisoformat(_retention()[str(path.absolute())])
    except (KeyError, ValueError):
        return None


def remember_retention(path: Path, day: date | None) -> None:
    """Remember until when an inspection is kept; its path and the day, and nothing else of it."""
    known = _retention()
    name = str(path.absolute())
    if known.get(name) == (day.isoformat() if day else None):
        return
    known.pop(name, None)
    if day is not None:
        known[name] = day.isoformat()
    with contextlib.suppress(OSError, FieldworkError):
        make_private(state_folder())
        write_private(retention_file(), json.dumps(known).encode())


def _retention() -> dict[str, str]:
    try:
        found = json.loads(retention_file().read_text("utf-8"))
        return {name: day for name, day in found.items() if isinstance(day, str)}
    except (OSError, ValueError, AttributeError):
        return {}


def forget_file(path: Path) -> None:
    """Take an inspection out of the recent ones, with what is remembered of it."""
    remember_retention(path, None)
    names = [str(other) for other in recent_files() if other != path.absolute()]
    with contextlib.suppress(OSError, FieldworkError):
        if recent_file().is_file():
            write_private(recent_file(), json.dumps(names).encode())


def remember_file(path: Path) -> None:
    """Put an inspection at the top of the recent ones."""
    path = path.absolute()
    names = [str(path), *(str(other) for other in recent_files() if other != path)][:MOST_RECENT]
    with contextlib.suppress(OSError, FieldworkError):
        make_private(state_folder())
        write_private(recent_file(), json.dumps(names).encode())
