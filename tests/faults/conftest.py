"""`--long-faults`: everything in full, as `make faults` does; without it a sample."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long-faults", action="store_true", help="the fault tests in full (minutes)")


@pytest.fixture
def long_faults(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--long-faults", default=False))
