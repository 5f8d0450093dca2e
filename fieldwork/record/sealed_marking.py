"""What an export of a sealed inspection is marked with: in its title and header, and in the name that is proposed.

OFFICIAL-SENSITIVE is the marking of the Government Security Classifications (Cabinet Office, 2014 on); that the
inspectorate puts just this on what it exports, and in these words, is assumed.
"""

from __future__ import annotations

MARKING = "OFFICIAL-SENSITIVE"
SENTENCE = f"{MARKING}: contains personal data of children; exported from a sealed inspection."
"""For the header of a page, and for a file beside tables that have none."""
FILE_WORD = "official-sensitive"
"""For the name of a file."""
WARNING = "This inspection is sealed, and what is written is not: it lies in clear, marked, in"


def marked(marking: str, *, sealed: bool) -> str:
    """The marking of a document with that of a seal before it, where there is one."""
    return " ".join(part for part in (SENTENCE if sealed else "", marking) if part)
