"""Closing an inspection that was open in the app."""

from __future__ import annotations

from fieldwork.paths import is_private_copy
from fieldwork.workspace import Workspace


def close(workspace: Workspace) -> None:
    """Wait for the disk; a private copy of a sample goes."""
    workspace.close()
    if is_private_copy(workspace.path):
        from fieldwork.tui.opening import forget_copy  # noqa: PLC0415 (only for samples)

        forget_copy(workspace.path)
