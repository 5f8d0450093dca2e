"""Settings of Hypothesis. Lying here, this file also puts the folder on the path: tests import `builders`."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("long", settings.get_profile("default"), max_examples=1_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the settings of whoever runs it, or leaves anything in their home."""
    monkeypatch.setenv("FIELDWORK_HOME", str(tmp_path_factory.mktemp("home")))
