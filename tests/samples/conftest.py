"""The shipped samples, open for reading."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from fieldwork.paths import data_folder
from fieldwork.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def samples() -> Path:
    return data_folder() / "samples"


@pytest.fixture(scope="session")
def stockport(samples: Path) -> Iterator[Workspace]:
    with Workspace.open(samples / "stockport-2009.json", "XX", write=False) as workspace:
        yield workspace


@pytest.fixture(scope="session")
def dorset(samples: Path) -> Iterator[Workspace]:
    with Workspace.open(samples / "dorset-2013.json", "XX", write=False) as workspace:
        yield workspace


@pytest.fixture(params=["stockport", "dorset"])
def sample(request: pytest.FixtureRequest) -> Workspace:
    return request.getfixturevalue(request.param)
