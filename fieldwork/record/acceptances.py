"""Remarks of the checks that an inspector accepted as they stand: what was accepted, by whom, and why. A view.

Each acceptance is a subject of its own, so that two laptops which accept the same remark are no dispute. It holds what
was seen as a digest, not as text: a sentence that is questioned for a name must not stand in the record twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

from fieldwork.record import names
from fieldwork.record.describing import when_words
from fieldwork.record.record import Statement
from fieldwork.record.sitting import new_subject
from fieldwork.record.undo import origin
from fieldwork.text import shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fieldwork.record.record import Record

KIND, HEADING, FOUND, DIGEST = "kind", "heading", "found", "digest"
"""What is kept of a remark: its kind, the heading it stands under, what it found, and a digest of what was seen."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What a remark is recognised by: its kind, the heading above it, and a digest of its words and sentence.

    `found` is for whoever reads the history; empty where that could be somebody's name.
    """

    kind: str
    heading: str
    digest: str
    found: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """The same for what is the same remark."""
        return self.kind, self.heading, self.digest


@dataclass(frozen=True, slots=True)
class Acceptance:
    """One acceptance that holds; `at` is the time of its entry, `reason` may be empty."""

    subject: str
    sight: Sight
    by: str
    at: str
    reason: str


def digest(*seen: str) -> str:
    """A digest of texts; how they are broken into lines and spaced makes no other one."""
    plain = "\n".join(" ".join(text.split()) for text in seen)
    return blake2b(plain.encode("utf-8", "backslashreplace"), digest_size=8).hexdigest()


def acceptances(record: Record) -> tuple[Acceptance, ...]:
    """All that hold, in the order in which they were first made; what is disputed or damaged holds nothing."""
    found = []
    for subject in record.subjects("remark"):
        sight = _sight(record.value(subject, names.ACCEPTED))
        if sight is not None:
            said = origin(record, record.heads(subject, names.ACCEPTED)[0])
            reason = record.value(subject, names.REASON)
            found.append(Acceptance(subject, sight, said.by, said.at, reason if isinstance(reason, str) else ""))
    return tuple(found)


def _sight(value: object) -> Sight | None:
    if not isinstance(value, dict):
        return None
    told = [value.get(name, "") for name in (KIND, HEADING, DIGEST, FOUND)]
    kind, heading, digest_, found = (one if isinstance(one, str) else "" for one in told)
    return Sight(kind, heading, digest_, found) if kind and digest_ else None


def acceptance_words(found: Iterable[Acceptance]) -> str:
    """Who accepted a remark, when and why: "Accepted by JN (Tue 2 Jun 2009 10:12): they agreed to it."."""
    told = (
        f"{shown(one.by)} ({when_words(one.at)})" + (f": {shown(one.reason).rstrip('.')}" if one.reason else "")
        for one in found
    )
    return f"Accepted by {'; '.join(told)}."


# -- saying -----------------------------------------------------------------------------------------------------


def accepting(sight: Sight, reason: str = "") -> list[Statement]:
    """What to say when somebody accepts a remark."""
    subject = new_subject("remark")
    kept = {KIND: sight.kind, HEADING: sight.heading, FOUND: sight.found, DIGEST: sight.digest}
    said = [Statement(subject, names.ACCEPTED, {name: text for name, text in kept.items() if text})]
    return [*said, Statement(subject, names.REASON, reason)] if reason else said


def taking_back(record: Record, sights: Iterable[Sight]) -> list[Statement]:
    """What to say when remarks are to be looked at again: every acceptance of them goes, whoever made it."""
    keys = {sight.key for sight in sights}
    return [Statement(one.subject, names.ACCEPTED, None) for one in acceptances(record) if one.sight.key in keys]
