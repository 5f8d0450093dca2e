"""The recovery code: shown once when a file is sealed, to be printed and locked away; it opens the file as well.

24 random letters and digits (120 bits) and 4 that check them, in seven groups of four. The alphabet is Crockford's: no
I, L, O or U, and whoever types I or L for 1, or O for 0, is understood. A slip is told from a code of another file.
"""

from __future__ import annotations

import hashlib
import secrets

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_RANDOM, _CHECK, _GROUP = 24, 4, 4
_ALIKE = str.maketrans("ILO", "110")
_GAPS = str.maketrans("", "", " -–—\t\r\n")


def new_code() -> str:
    """A fresh code, as it is shown: ``7KQ2-…``."""
    drawn = "".join(secrets.choice(_ALPHABET) for _ in range(_RANDOM))
    whole = drawn + _check_of(drawn)
    return "-".join(whole[place : place + _GROUP] for place in range(0, len(whole), _GROUP))


def looks_like_code(text: str) -> bool:
    """Whether `text` may be a recovery code, mistyped or not: 28 letters and digits of its alphabet."""
    code = plain_code(text)
    return len(code) == _RANDOM + _CHECK and set(code) <= set(_ALPHABET)


def is_mistyped(text: str) -> bool:
    """Whether a text that looks like a code is none: of a million slips one goes unnoticed."""
    code = plain_code(text)
    return _check_of(code[:_RANDOM]) != code[_RANDOM:]


def plain_code(text: str) -> str:
    """A code without its gaps, in capitals: what the key is made of."""
    return text.translate(_GAPS).upper().translate(_ALIKE)


def _check_of(drawn: str) -> str:
    number = int.from_bytes(hashlib.sha256(b"fieldwork recovery code " + drawn.encode()).digest()[:4], "big")
    return "".join(_ALPHABET[number >> 5 * place & 31] for place in range(_CHECK))
