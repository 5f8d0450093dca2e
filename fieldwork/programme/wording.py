"""A figure put into a wording so that the sentence reads well.

A wording says "{share} of cases" or "{share} of the completed plans", which suits "84%". A count brings its own
*of the* ("18 of the 20 cases"), *nearly all* stands right before its noun, and *none* wants *of the*.
"""

from __future__ import annotations

import re

_COUNTED = re.compile(r".*\b(?:out )?of (?:the )?\w+$")
_BARE_SHARE = re.compile(r"\d+%|half|an? \w+|two fifths|two thirds|three quarters|three-quarters")
_SLOT = re.compile(r"(only )?\{share\}( of(?: the)?)?")


def filled(wording: str, share: str) -> str:
    """`wording` with `share` in the place of `{share}`, joined to the noun behind it, its first letter a capital.

    "only" goes where the share brings its own direction (*over a quarter*, *nearly all*), because "only nearly
    all" says nothing.

    >>> filled("A screening had been undertaken in only {share} of cases.", "18 of the 20")
    'A screening had been undertaken in only 18 of the 20 cases.'
    >>> filled("A screening had been undertaken in only {share} of cases.", "nearly all")
    'A screening had been undertaken in nearly all cases.'
    """

    def joined(found: re.Match[str]) -> str:
        only, of = joints(share, only=found[1] or "", of=found[2] or "")
        return f"{only}{share}{of}"

    text = _SLOT.sub(joined, wording)
    return text[:1].upper() + text[1:]


def joints(share: str, *, only: str = "", of: str = "") -> tuple[str, str]:
    """What of "only " stands before a share, and what of " of" or " of the" behind it, so that it reads well."""
    counted = _COUNTED.fullmatch(share) is not None
    if not (_BARE_SHARE.fullmatch(share) or (counted and not share.startswith("all but"))):
        only = ""
    if counted:
        of = ""
    elif share.endswith(("all", "most", "both")):
        of = "" if of == " of" else of
    elif share in ("none", "neither") or share.startswith("all but"):
        of = " of the" if of else ""
    return only, of
