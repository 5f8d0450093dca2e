"""A report in Word, opened by LibreOffice, where it is installed: it becomes pages with what it says."""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from report.samples import every_block

from fieldwork.report.word import to_word

OFFICE = shutil.which("soffice")


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed (Debian: apt install libreoffice-writer)")
def test_libreoffice_opens_a_report_as_it_is(tmp_path: Path):
    (tmp_path / "draft.docx").write_bytes(to_word(every_block(), datetime(2009, 8, 1, tzinfo=UTC)))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        [OFFICE, profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "draft.docx"],
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
        timeout=100,
    )
    lines = [line.strip() for line in (tmp_path / "draft.txt").read_text("utf-8-sig").splitlines() if line.strip()]
    contents = lines.index("Contents")
    assert lines[contents + 1 : contents + 4] == ["Scoring", "1.1 Risk of Harm to others", "Next steps"]
    numbers = [line for line in lines if line.startswith("(")]
    assert [line.split() for line in numbers] == [["(1)", "first"], ["(2)", "second"], ["(1)", "again", "from", "one"]]
