"""The samples as drafts, with what they are checked by."""

from __future__ import annotations

import pytest
from report.checks.drafts import sample


@pytest.fixture(scope="session")
def stockport():
    return sample("stockport-2009")


@pytest.fixture(scope="session")
def dorset():
    return sample("dorset-2013")


@pytest.fixture(scope="session")
def by(stockport):
    return stockport[1]
