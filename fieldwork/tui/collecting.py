"""Python's garbage collector, kept from holding the keys up while a thread makes something large.

A full collection stops every thread: with a report in memory for a tenth of a second. What a thread makes here is freed
by its count of references, so nothing is lost where the collector rests meanwhile. What the collector leaves alone from
then on it never frees, a screen that was left and the inspection behind it included; so it looks at all of it again
when nobody is at the keys.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Let the collector rest; at the end what is there is left alone by it, as what was there at the start is."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()


def collect_all() -> None:
    """Free all that nobody can reach any more, what was left alone included; what is still there is left alone again.

    It stops every thread for a tenth of a second and more: for when nobody is at the keys. While a thread makes
    something large nothing is done.
    """
    if gc.isenabled():
        gc.unfreeze()
        gc.collect()
        gc.freeze()
