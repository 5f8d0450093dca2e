"""The parts of a Word file that hold its text, with the names of its styles, read as XML.

Elements are known by their names without a namespace: Word writes two kinds of files that differ in nothing else.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fieldwork.errors import BadInputError
from fieldwork.text import shown

LARGEST = 100_000_000
"""Bytes of one part when it is unpacked; a report has a hundredth of that."""
_OLD_OR_SEALED = b"\xd0\xcf\x11\xe0"
"""How files of Office begin that are older than .docx or have a passphrase."""
_DAMAGED = (SyntaxError, KeyError, ValueError, OSError, EOFError, NotImplementedError, RuntimeError)
"""What reading an archive and its XML raises where something is wrong with them."""
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How parts may be packed (ECMA-376 part 2, annex B); what else an archive may have raises errors of its own."""
_NO_NOTES = frozenset(("separator", "continuationSeparator", "continuationNotice"))


@dataclass(frozen=True, slots=True)
class WordParts:
    """The body of a Word file, its foot- and endnotes, and its styles: their names by id, the default one by ""."""

    body: Any
    notes: tuple[Any, ...]
    styles: Mapping[str, str]

    def style_of(self, paragraph: Any) -> str:
        """The name of a paragraph's style."""
        for properties in paragraph:
            if local_name(properties) == "pPr":
                for one in properties:
                    if local_name(one) == "pStyle":
                        return self.styles.get(attribute(one, "val"), "")
        return self.styles.get("", "")


def local_name(element: Any) -> str:
    """The name of an element without its namespace; empty for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: Any, name: str) -> str:
    """An attribute of an element, whatever its namespace; empty where it has none."""
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def word_parts(content: bytes, name: str) -> WordParts:
    """The parts of a Word file.

    Args:
        content: the file.
        name: its name, for the error.

    Raises:
        BadInputError: it is no Word file, or not whole, or has a passphrase, or one of its parts is too large.
    """
    if content.startswith(_OLD_OR_SEALED):
        raise BadInputError(
            f"{shown(name)} has a passphrase, or is of a Word before 2007; save it as .docx without a passphrase."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return _parts(package, name)
    except (*_DAMAGED, zlib.error, zipfile.BadZipFile) as error:
        raise BadInputError(f"{shown(name)} cannot be read as a Word file; expected one that Word wrote.") from error


def _parts(package: zipfile.ZipFile, name: str) -> WordParts:
    (main,) = _related(package, "", "officeDocument", name)
    (body,) = (one for one in _xml(package, main, name) if local_name(one) == "body")
    notes = (
        note
        for kind in ("footnotes", "endnotes")
        for part in _related(package, main, kind, name)
        for note in _xml(package, part, name)
        if local_name(note) and attribute(note, "type") not in _NO_NOTES
    )
    styles = {
        key: value
        for part in _related(package, main, "styles", name)
        for style in _xml(package, part, name)
        for key, value in _named(style)
    }
    return WordParts(body, tuple(notes), styles)


def _named(style: Any) -> Iterator[tuple[str, str]]:
    """A style's name by its id, and by "" where it is the one of paragraphs that say nothing else."""
    if local_name(style) == "style" and attribute(style, "type") == "paragraph":
        name = next((attribute(one, "val") for one in style if local_name(one) == "name"), "")
        yield attribute(style, "styleId"), name
        if attribute(style, "default") in {"1", "true", "on"}:
            yield "", name


def _related(package: zipfile.ZipFile, part: str, kind: str, name: str) -> Iterator[str]:
    """The parts of a kind that `part` refers to ("": the package itself) and that are there."""
    folder, file = posixpath.split(part)
    known = frozenset(package.namelist())
    about = posixpath.join(folder, "_rels", f"{file}.rels")
    if about not in known:
        return
    for one in _xml(package, about, name):
        target = posixpath.normpath(posixpath.join("/", folder, attribute(one, "Target"))).lstrip("/")
        if attribute(one, "Type").rpartition("/")[2] == kind and target in known:
            yield target


def _xml(package: zipfile.ZipFile, part: str, name: str) -> Any:
    from docx.oxml import parse_xml

    about = package.getinfo(part)
    if about.file_size > LARGEST:
        raise BadInputError(f"{shown(name)} is larger than any report when it is unpacked.")
    if about.compress_type not in _PACKED:
        raise NotImplementedError
    return parse_xml(package.read(part))
