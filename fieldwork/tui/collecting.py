"""Python's garbage collector, kept from holding the keys up while a thread makes something large.

A full collection stops every thread: with a report in memory for a tenth of a second. What a thread makes here is freed
by its count of references, so nothing is lost where the collector rests meanwhile.
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
