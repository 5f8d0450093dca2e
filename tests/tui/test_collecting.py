from __future__ import annotations

import gc

import pytest

from fieldwork.tui.collecting import uncollected


@pytest.fixture(autouse=True)
def as_it_was():
    yield
    gc.unfreeze()
    gc.enable()


def test_the_collector_rests_inside_and_works_again_afterwards_whatever_happened():
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(ValueError, match="oops"), uncollected():
        raise ValueError("oops")
    assert gc.isenabled()


def test_where_it_rested_before_it_goes_on_resting():
    gc.disable()
    with uncollected():
        pass
    assert not gc.isenabled()
