"""The smallest terminal that any screen fits."""

from __future__ import annotations

from textual.geometry import Size

SMALLEST = Size(40, 10)


def too_small(size: Size) -> bool:
    """Whether no screen fits."""
    return 0 < size.width < SMALLEST.width or 0 < size.height < SMALLEST.height
