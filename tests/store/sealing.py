"""A cheap seal: the least that a slot may cost, one derivation of 20 ms."""

from __future__ import annotations

from fieldwork.store import Seal
from fieldwork.store.key_slots import Cost

CHEAP = Cost(19 * 1024, 1, 1)
PASSPHRASE = "correct horse battery"


def cheap_seal(passphrase: str = PASSPHRASE) -> tuple[Seal, str]:
    """A fresh seal and its recovery code."""
    return Seal.new(passphrase, CHEAP)
