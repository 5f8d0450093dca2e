"""Bars of block characters, in eighths of a cell."""

from __future__ import annotations

_EIGHTHS = " ▏▎▍▌▋▊▉"


def bar(count: int, of: int, width: int) -> tuple[str, str]:
    """A bar of block characters for `count` of `of`, and the rest of its `width`; nothing counted is no bar."""
    if width < 1 or of < 1:
        return "", " " * max(0, width)
    eighths = (count * width * 8 + of // 2) // of
    filled = _filled(min(max(eighths, 1) if count else 0, width * 8))
    return filled, " " * (width - len(filled))


def done_bar(done: int, total: int, width: int, rest: str = "▒") -> tuple[str, str]:
    """A bar of what is done, and the rest; full only when all is done, empty only when nothing is."""
    eighths = done * width * 8 // total if total else 0
    filled = _filled(max(eighths, 1) if done and total else 0)
    return filled, rest * (width - len(filled))


def _filled(eighths: int) -> str:
    full, part = divmod(eighths, 8)
    return "█" * full + (_EIGHTHS[part] if part else "")
