"""The only place that knows the library `cryptography` (the extra `fieldwork[seal]`): a cipher and a key derivation.

Imported when a sealed file is met, never before: it takes some 20 ms, and without the extra it is not there.
"""

from __future__ import annotations

from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from fieldwork.errors import SealedError

__all__ = ["AESGCM", "InvalidTag", "derived"]


def derived(secret: bytes, salt: bytes, *, memory: int, passes: int, lanes: int) -> bytes:
    """The 32 bytes that Argon2id (RFC 9106) makes of a secret; `memory` in KiB, bounded by who calls.

    Raises:
        SealedError: the laptop has not the memory, or its library not the function.
    """
    try:
        return Argon2id(salt=salt, length=32, iterations=passes, lanes=lanes, memory_cost=memory).derive(secret)
    except MemoryError:
        raise SealedError(
            f"Making the key of the passphrase takes {memory // 1024:,} MB of memory, which are not free: close other "
            "programs and try again."
        ) from None
    except UnsupportedAlgorithm:
        raise SealedError(
            "The library that opens sealed files knows no Argon2id here: install fieldwork[seal] again."
        ) from None
