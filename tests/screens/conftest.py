"""Pictures are taken in the same surroundings as the other tests of the app."""

from __future__ import annotations

import pytest
from screens.snapshot import SvgPictures, TextGoldens
from tui.conftest import home, small, small_file, stockport

__all__ = ["home", "small", "small_file", "stockport"]


@pytest.fixture
def snapshot_svg(snapshot):
    """The picture taken when the test was written (`pytest --snapshot-update` takes it anew)."""
    return snapshot.use_extension(SvgPictures)


@pytest.fixture
def snapshot_txt(snapshot):
    """The lines that stood on the screen when the test was written."""
    return snapshot.use_extension(TextGoldens)
