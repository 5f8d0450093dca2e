"""Pictures are taken in the same surroundings as the other tests of the app."""

from __future__ import annotations

import pytest
from screens.snapshot import SvgPictures, TextPictures
from tui.conftest import home, small, small_file, stockport

__all__ = ["home", "small", "small_file", "stockport"]


@pytest.fixture
def snapshot_svg(snapshot):
    """The picture taken when the test was written (`pytest --snapshot-update` takes it anew)."""
    return snapshot.use_extension(SvgPictures)


@pytest.fixture
def snapshot_text(snapshot):
    """The lines of a screen as they were when the test was written."""
    return snapshot.use_extension(TextPictures)
