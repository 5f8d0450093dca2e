"""A report in a real browser: nothing to complain about, nothing fetched, and no rule of axe-core broken.

It needs Chromium (Debian: `apt install chromium`) and, for the rules, axe-core: the Makefile installs a package that
carries it; another one may be named by its path in AXE_CORE.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from html import unescape
from importlib.util import find_spec
from pathlib import Path

import pytest
from report.samples import HOSTILE, every_block

from fieldwork.glossary.terms import load_terms
from fieldwork.paths import data_folder
from fieldwork.programme.sharewords import load_share_words
from fieldwork.record.returns import returns
from fieldwork.report.document import Document
from fieldwork.report.drafting import draft_document
from fieldwork.report.html import to_html
from fieldwork.workspace import Workspace

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
WRAPPER = find_spec("axe_playwright_python")
AXE = Path(os.environ.get("AXE_CORE") or (Path(WRAPPER.origin).with_name("axe.min.js") if WRAPPER else "nowhere"))

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (Debian: apt install chromium)")
with_axe = pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed (remove .venv/.installed)")

_POLICY = re.compile(r"<meta http-equiv=\"Content-Security-Policy\"[^>]*>")
_RUN = """
axe.run().then((found) => {
  const out = document.createElement("pre");
  out.id = "found";
  out.textContent = JSON.stringify({
    passes: found.passes.map((rule) => rule.id),
    violations: found.violations.map((rule) => [rule.id, rule.help, rule.nodes.map((node) => node.html).slice(0, 3)]),
    sideways: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    fetched: performance.getEntriesByType("resource").map((one) => one.name),
  });
  document.body.append(out);
});
"""


def draft(name: str) -> Document:
    with Workspace.open(data_folder() / "samples" / name, "", write=False) as workspace:
        forms = {form: returns(workspace.record, form) for form in workspace.inspection.questionnaires}
        judged = workspace.all_judgements
        return draft_document(workspace.inspection, judged, forms, load_share_words(), load_terms())


def opened(page: str, folder: Path, width: int = 1280) -> tuple[str, list[str]]:
    """What a page has become in the browser, and what the browser's console said about it."""
    path = folder / "page.html"
    path.write_text(page, "utf-8")
    done = subprocess.run(
        [
            CHROMIUM,
            *("--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--virtual-time-budget=30000"),
            *(f"--window-size={width},800", f"--user-data-dir={folder / 'profile'}", "--dump-dom", path.as_uri()),
        ],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=True,
        timeout=60,
    )
    return done.stdout, [line for line in done.stderr.splitlines() if "CONSOLE" in line]


def checked(page: str, folder: Path, width: int = 1280) -> dict:
    """What axe-core finds in a page. It is a script, so it runs in a copy without the rule against scripts."""
    script = f"<script>{AXE.read_text('utf-8')}</script>"
    page = _POLICY.sub("", page).replace("</head>", f"{script}</head>", 1)
    became, _ = opened(page.replace("</body>", f"<script>{_RUN}</script></body>", 1), folder, width)
    (found,) = re.findall(r'<pre id="found">(.*?)</pre>', became, re.DOTALL)
    return json.loads(unescape(found))


def test_the_console_has_nothing_to_say(tmp_path: Path):
    page = to_html(every_block("".join(HOSTILE)))
    became, said = opened(page, tmp_path)
    assert said == []
    assert became.count("<li") == page.count("<li")
    spoilt = page.replace("</main>", '<img src="http://x.invalid/a.png" alt="x"></main>')
    assert opened(spoilt, tmp_path)[1] != []


@with_axe
@pytest.mark.parametrize(("name", "width"), [("stockport-2009.json", 400), ("dorset-2013.json", 1280), ("", 1280)])
def test_no_rule_of_axe_is_broken_and_nothing_is_fetched(tmp_path: Path, name: str, width: int):
    found = checked(to_html(draft(name) if name else every_block("".join(HOSTILE))), tmp_path, width)
    assert found["violations"] == []
    assert found["sideways"] == 0  # a wide table goes aside by itself, by the keys too, as one rule of axe asks
    assert found["fetched"] == []
    assert {"document-title", "html-has-lang", "heading-order", "list"} <= set(found["passes"])


@with_axe
def test_axe_would_find_what_is_wrong(tmp_path: Path):
    spoilt = to_html(every_block()).replace("<h3", '<h6 style="color:#999"').replace("</h3>", "</h6>")
    assert {"color-contrast", "heading-order"} <= {rule[0] for rule in checked(spoilt, tmp_path)["violations"]}
