"""`keys.toml`: a user's own keys, as a file that may be edited by hand. Comments and order stay when it is changed."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fieldwork.errors import BadInputError, FieldworkError
from fieldwork.paths import make_private, write_private
from fieldwork.settings import keys_file
from fieldwork.text import clip, shown
from fieldwork.tui.key_names import written
from fieldwork.tui.keymap import LONGEST, Wanted

if TYPE_CHECKING:  # imported when a file is changed
    from tomlkit import TOMLDocument

    from fieldwork.tui.bindings import Keyboard

MOST_BYTES = 1_000_000
"""No key file is larger; what is, is something else."""

_FIRST_LINES = """\
# Your own keys. Each line gives an action its keys; what is not here has its default. `fieldwork keys` lists
# every action, `fieldwork keys check` says what is wrong, and in the app ? and then F4 changes keys and this file.
"""


def read_wanted(path: Path | None = None) -> tuple[tuple[Wanted, ...], tuple[str, ...]]:
    """What a key file says of each action, in its order, and a sentence for each line that says nothing of a key.

    Without a file nothing; `path` is the user's own file where none is named.

    Raises:
        BadInputError: it cannot be read, or is no TOML.
    """
    path = path or keys_file()
    wanted: list[Wanted] = []
    complaints: list[str] = []
    for action, value in _flat(_parsed(path)):
        keys = _keys(value)
        if keys is None:
            found = clip(shown(f"{action} = {value!r}"), LONGEST)
            expected = 'expected a key in quotes, such as "f7", or a list of them'
            complaints.append(f"{shown(path)}: {found} is no key; {expected}; the default holds.")
        else:
            wanted.append(Wanted(action, keys))
    return tuple(wanted), tuple(complaints)


def _parsed(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise BadInputError(f"{shown(path)} is too large for a file of keys; expected TOML, by far smaller.")
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError) as error:  # tomllib descends into nested values
        reason = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise BadInputError(
            f'{shown(path)} cannot be read ({shown(reason)}); expected TOML such as cases.filter = "f7".'
        ) from None


def _flat(table: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", value


def _keys(value: object) -> tuple[str, ...] | None:
    """The keys that a value names: "1,y" or ["1", "y"]; "," alone is the comma. None where it is no such thing."""
    if isinstance(value, str):
        if value in (",", " "):
            return (value,)
        return tuple(key.strip() for key in value.split(",") if key.strip())
    if isinstance(value, list) and all(isinstance(key, str) for key in value):
        return tuple(value)
    return None


def change_file(changes: Mapping[str, str | None]) -> Path:
    """Write changed keys into the user's file (id to keys; None takes a line out); gives its path.

    Raises:
        BadInputError: the file is no TOML: it is left as it is.
        FieldworkError: it cannot be written.
    """
    import tomlkit  # noqa: PLC0415 (20 ms, and only who changes keys needs it)

    path = keys_file()
    _parsed(path)
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        text = _FIRST_LINES
    document = tomlkit.parse(text)
    for action, keys in changes.items():
        _set(document, action, keys)
    try:
        make_private(path.parent)
        write_private(path, tomlkit.dumps(document).encode())
    except OSError as error:
        raise FieldworkError(f"{shown(path)} cannot be written: {error.strerror or error}.") from None
    return path


def forget_all() -> Path:
    """Take every key out of the user's file, all but its comments; gives its path.

    Raises:
        BadInputError: the file is no TOML.
        FieldworkError: it cannot be written.
    """
    wanted, _ = read_wanted()
    return change_file({one.action: None for one in wanted})


def _set(document: TOMLDocument, action: str, keys: str | None) -> None:
    """Put an action's keys where the file has them already, however it is nested, or into the table of its screen."""
    table: Any = document
    parts = action.split(".")
    while parts:
        whole = ".".join(parts)
        if whole in table and not isinstance(table[whole], Mapping):
            if keys is None:
                del table[whole]
            else:
                table[whole] = value_of(keys)
            return
        inner = table.get(parts[0])
        if not isinstance(inner, Mapping):
            break
        table, parts = inner, parts[1:]
    if keys is None or not parts:
        return
    if table is document and len(parts) > 1:
        import tomlkit  # noqa: PLC0415 (as above)

        document[parts[0]] = tomlkit.table()
        table, parts = document[parts[0]], parts[1:]
    table[".".join(parts)] = value_of(keys)


def value_of(keys: str) -> str:
    """Keys as they are written in the file: "1,y"; those that would not be clear by their names."""
    return ",".join(written(key) for key in keys.split(","))


def template(board: Keyboard) -> str:
    """A file to start from: every action with its default, as comments."""
    lines = [
        _FIRST_LINES,
        '# Take the # away and change the key: letters as they are, "f7", "ctrl+k", "none" for no key.',
    ]
    group = ""
    for action in sorted(board.actions.values(), key=lambda one: one.id.partition(".")[0]):
        table, _, name = action.id.partition(".")
        if table != group:
            group = table
            lines += ["", f"[{table}]"]
        setting = f'# {name} = "{value_of(",".join(action.keys))}"'
        lines.append(f"{setting.ljust(32)} # {action.description}{', heard while typing' if action.typing else ''}")
    return "\n".join(lines) + "\n"
