"""The crash enumeration with the seal on, and over seal, unseal and change of passphrase; nothing is ever in clear."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from faults import mutants
from faults.crashes import FULL, LIGHT, SHORT
from faults.stories import Story, explore, tell, written_in_clear
from faults.tellings import BEGIN_IN_CLEAR, SEALED_TALES, TALES
from store.sealing import PASSPHRASE, cheap_seal

from fieldwork.store import Seal, is_sealed_file, unlock

SHORT_TALES = ("full disk", "kept aside", "redaction")
"""Those of the other stories that the short version tells under a seal."""
ALL = {**TALES, **SEALED_TALES}


@pytest.fixture(scope="module")
def made() -> Seal:
    return cheap_seal()[0]


@pytest.fixture
def seal(made: Seal) -> Seal:
    return Seal(made.key_id, made._data_key, made.slots)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FIELDWORK_HOME", str(tmp_path / "home"))
    return tmp_path


def _told(root: Path, name: str, seal: Seal) -> Story:
    return tell(root, ALL[name].tell, notices=ALL[name].notices, seal=seal, sealed=name not in BEGIN_IN_CLEAR)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Of the stories that are told unsealed as well, the short version tells three."""
    if "tale" in metafunc.fixturenames:
        in_full = metafunc.config.getoption("--long-faults", default=False)
        metafunc.parametrize("tale", ALL if in_full else (*SHORT_TALES, *SEALED_TALES))


def test_no_crash_at_any_moment_loses_anything_or_shows_it_in_clear(
    root: Path, tale: str, seal: Seal, long_faults: bool
):
    story = _told(root, tale, seal)
    assert list(written_in_clear(story)) == []
    effort = FULL if long_faults else SHORT if tale in SEALED_TALES else LIGHT
    done = explore(story, ALL[tale].rules, effort, again=20 if long_faults else 0)
    assert done.wrong == ()
    assert done.images > done.moments


def test_after_every_crash_in_a_change_of_passphrase_the_old_or_the_new_opens_the_file(root: Path, seal: Seal):
    from faults.crashes import Model, put_back

    story = _told(root, "another passphrase", seal)
    model, found = Model(story.start), set()
    images: Iterator = (image for op in story.disk.ops for image in (model.take(op), *model.images(LIGHT)) if image)
    for raw in {image["work/x.json"] for image in images}:
        put_back(root, {"work": None, "work/x.json": raw})
        opens = []
        for passphrase in (PASSPHRASE, "another horse battery"):
            try:
                opens.append(unlock(story.path, passphrase) is not None)
            except Exception:  # noqa: BLE001 (whatever it is, it does not open)
                opens.append(False)
        found.add(tuple(opens))
    assert found == {(True, False), (False, True)}


def _copies_stay_in_clear(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(mutants.InspectionStorage, "_reseal_copies", lambda *_: None)


def _the_emergency_journal_is_in_clear(patch: pytest.MonkeyPatch) -> None:
    real = mutants.Emergency.__init__

    def begin(self: mutants.Emergency, *arguments: object) -> None:
        real(self, *arguments[:4])  # type: ignore[arg-type]  # the first four, whatever they are

    patch.setattr(mutants.Emergency, "__init__", begin)


def _the_first_change_takes_its_backup_before_the_seal(patch: pytest.MonkeyPatch) -> None:
    real = mutants.InspectionStorage.reseal

    def reseal(self: mutants.InspectionStorage, seal: Seal | None) -> None:
        self._ready_journal()
        real(self, seal)

    patch.setattr(mutants.InspectionStorage, "reseal", reseal)


def _the_old_journal_stays(patch: pytest.MonkeyPatch) -> None:
    real = mutants.InspectionStorage._new_journal

    def new(self: mutants.InspectionStorage, digest: str) -> object:
        seal, self.seal = self.seal, None
        try:
            return real(self, digest)
        finally:
            self.seal = seal

    patch.setattr(mutants.InspectionStorage, "_new_journal", new)


@pytest.mark.parametrize(
    ("name", "mutant"),
    [
        ("sealing", _copies_stay_in_clear),
        ("full disk", _the_emergency_journal_is_in_clear),
        ("sealing", _the_first_change_takes_its_backup_before_the_seal),
        ("sealing", _the_old_journal_stays),
        ("another passphrase", mutants.files_are_written_in_place),
        ("sealing", mutants.snapshots_are_not_flushed),
        ("sealing while working", mutants.no_folder_is_flushed),
    ],
    ids=lambda one: one if isinstance(one, str) else one.__name__.strip("_").replace("_", " "),
)
def test_each_step_that_keeps_it_sealed_is_missed_when_it_is_taken_out(
    root: Path, name: str, mutant: object, seal: Seal, monkeypatch: pytest.MonkeyPatch
):
    assert callable(mutant)
    mutant(monkeypatch)
    story = _told(root, name, seal)
    assert list(written_in_clear(story)) or explore(story, ALL[name].rules, SHORT, stop=True).wrong


def test_the_stories_end_sealed_or_not_as_they_say(root: Path, seal: Seal):
    for name, sealed in (("sealing", True), ("unsealing", False)):
        story = _told(root / name, name, seal)
        assert is_sealed_file(story.path) == sealed
