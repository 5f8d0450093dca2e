"""Writing the report to a file from the screen: what is left on the list is said first, then it asks where to.

The file holds case data: its owner's alone, never over another file without asking. It is made in a thread, which
shows how far it is and can be stopped.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from fieldwork.errors import FieldworkError
from fieldwork.record.sealed_marking import WARNING, marked
from fieldwork.report.drafting import laid_out
from fieldwork.report.export import ENDINGS, WORKBOOK, write
from fieldwork.report.steps import StoppedError, Watch
from fieldwork.text import clip, counted, shown
from fieldwork.tui.asking import in_thread
from fieldwork.tui.bars import bar
from fieldwork.tui.collecting import uncollected
from fieldwork.tui.output_files import ask_over, ask_where, proposed
from fieldwork.tui.screens.prompt import ChoicePrompt
from fieldwork.tui.screens.waiting import WaitingScreen

if TYPE_CHECKING:
    from fieldwork.tui.app import FieldworkApp
    from fieldwork.tui.drafting import Draft

_WORDS = {
    ".docx": "Word",
    ".html": "a web page, for a browser and the printer",
    ".md": "Markdown",
    WORKBOOK: "an Excel workbook of the figures behind it",
}
_DRAFT = " draft"
_TICK = 0.1
_BAR = 40


def ask_export(app: FieldworkApp, draft: Draft, left: int) -> None:
    """Say what is left to be done, ask for the kind of file and its name, and write it."""
    told = f"{counted(left, 'thing')} left on the list (l shows it). " if left else "Nothing is left on the list. "
    choices = [
        (f"{ending}{what}", f"{_WORDS.get(ending, ending)}{words}")
        for what, words in (("", ""), (_DRAFT, ": the draft, with fieldwork's remarks and working papers"))
        for ending in (*ENDINGS, *((WORKBOOK,) if not what else ()))
    ]

    def chosen(kind: str | None) -> None:
        if kind is not None:
            ending = kind.removesuffix(_DRAFT)
            wanted = Wanted(draft, published=kind == ending, sealed=app.open_workspace.seal is not None)
            name = "report" if wanted.published else "draft"
            _ask_where(app, wanted, str(proposed(app, name, ending, marked=not wanted.published)))

    app.push_screen(ChoicePrompt(f"{told}Write the report as …", choices), chosen)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be written: what is published alone, or the draft with all that is meant for whoever edits it."""

    draft: Draft
    published: bool
    sealed: bool = False
    """Whether it is of a sealed inspection: a draft is marked then; what is published is for everybody."""

    def write(self, path: Path, watch: Watch, *, over: bool) -> bool:
        """Write it, for a thread; False where a file is there and may not go."""
        document, contents = self.draft.document, self.draft.contents
        with uncollected():
            if self.published:
                document = laid_out(replace(contents, published=True))
            document = replace(document, marking=marked(document.marking, sealed=self.sealed and not self.published))
            return write(document, path, over=over, progress=watch, contents=contents)


def _ask_where(app: FieldworkApp, wanted: Wanted, proposal: str, complaint: str = "") -> None:
    clear = f"{WARNING} this file; " if wanted.sealed else ""
    hint = f"{clear}it holds case data; {', '.join(ENDINGS)} or {WORKBOOK}"
    title = "Write the report to which file?"
    ask_where(app, title, proposal, hint, lambda path: _write(app, wanted, path, over=False), complaint=complaint)


def _write(app: FieldworkApp, wanted: Wanted, path: Path, *, over: bool) -> None:
    watch = Watch()
    waiting = WritingScreen(watch, path)

    def again(complaint: str = "") -> None:
        _ask_where(app, wanted, str(path), complaint)

    def written(done: bool) -> None:
        waiting.end(lambda: told(done))

    def told(done: bool) -> None:
        if done:
            app.notify(f"Written to {shown(path.absolute())}. It holds case data.", timeout=10, markup=False)
        else:
            ask_over(app, path, lambda: _write(app, wanted, path, over=True), again)

    def failed(error: FieldworkError) -> None:
        waiting.end(lambda: explained(error))

    def explained(error: FieldworkError) -> None:
        if isinstance(error, StoppedError):
            app.notify(str(error), timeout=4, markup=False)
        else:
            again(str(error))

    app.push_screen(waiting)
    in_thread(app, lambda: wanted.write(path, watch, over=over), written, failed)


class WritingScreen(WaitingScreen):
    """How far the file is; Esc stops it."""

    DEFAULT_CSS = """
    WritingScreen { align: center bottom; }
    WritingScreen > Vertical { width: 100%; max-width: 100; height: 4; padding: 0 1; background: $panel;
        border: round $primary; }
    WritingScreen Static { height: 1; }
    """

    def __init__(self, watch: Watch, path: Path) -> None:
        super().__init__()
        self._watch = watch
        self._path = path

    def compose(self) -> ComposeResult:
        """What is written, and a bar."""
        with Vertical():
            yield Static(Content(clip(f"Writing {shown(self._path.name)} …  Esc stops it", 90)), markup=False)
            yield Static("", id="far", markup=False)

    def on_mount(self) -> None:
        """Look from time to time how far it is."""
        self.set_interval(_TICK, self._show)

    def _show(self) -> None:
        done, of = self._watch.done, self._watch.of
        filled, rest = bar(done, of, _BAR)
        self.query_one("#far", Static).update(Content(f"{filled}{rest} {done} of {of}" if of else ""), layout=False)

    def action_close(self) -> None:
        """Stop the work; the screen goes when it has stopped."""
        self._watch.stop()
