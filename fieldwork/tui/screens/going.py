"""`g`: where to go. A letter goes at once; a case, a criterion or a question is typed and ended with Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Key, Paste
from textual.widgets import Static

from fieldwork.text import shown
from fieldwork.tui.key_names import NO_KEY
from fieldwork.tui.keys import key_name
from fieldwork.tui.screens.base import WorkScreen
from fieldwork.tui.screens.overlay import Overlay

if TYPE_CHECKING:  # the app imports this module
    from fieldwork.tui.app import FieldworkApp
    from fieldwork.workspace import Workspace

PLACES = {
    "c": "cases",
    "q": "questionnaires",
    "k": "keying",
    "f": "findings",
    "r": "report",
    "n": "notes",
    "h": "home",
}
LONGEST = 40


class GoScreen(Overlay[str | None]):
    """One line at the bottom. Keys are heard by the screen itself, so that none typed ahead is lost."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, f"place('{name}')", f"to {name}", show=False, id=f"go.{name}") for key, name in PLACES.items()),
        Binding("enter", "go", "go there", show=False, id="go.enter"),
        Binding("backspace", "rub_out", "rub out", show=False, id="go.rub_out"),
    ]
    DEFAULT_CSS = """
    GoScreen > Static { dock: bottom; width: 100%; height: 1; background: $primary 30%; color: $text; }
    """

    def __init__(self, workspace: Workspace, case: str | None) -> None:
        super().__init__()
        self._workspace = workspace
        self._case = case
        self._typed = ""
        self._wrong = ""

    def compose(self) -> ComposeResult:
        """The line."""
        yield Static(self._line(), markup=False)

    def _line(self) -> Content:
        parts = [Content.styled(" go to" if self._typed else " go", "bold"), Content(" ")]
        if self._typed:
            parts += [Content(shown(self._typed)), Content.styled("▏", "bold"), Content("  ")]
        if self._wrong:
            parts.append(Content.styled(f"✗ {shown(self._wrong)}", "bold $text-error"))
        elif self._typed:
            parts.append(Content.styled("Enter", "bold") + Content(" goes there  ") + Content.styled("Esc", "bold"))
        else:
            for key, name in self._places().items():
                parts.append(Content.styled(f" {key_name(key)}", "bold") + Content(f" {name} "))
            parts += [Content.styled(" 7⏎", "bold"), Content(" case "), Content.styled(" 2.1.3⏎", "bold")]
        return Content("").join(parts)

    def _show(self, typed: str, wrong: str = "") -> None:
        self._typed, self._wrong = typed[:LONGEST], wrong
        self.query_one(Static).update(self._line(), layout=False)

    def on_key(self, event: Key) -> None:
        """Letters go at once, everything else is typed."""
        if event.character is None or not event.is_printable:
            return
        event.stop()
        event.prevent_default()
        place = None if self._typed else self._places().get(event.key)
        if place is not None:
            self.dismiss(place)
        elif self._typed or not event.character.isspace():
            self._show(self._typed + event.character)

    def _places(self) -> dict[str, str]:
        """The places by the keys that go there now: a user may have given them others."""
        wanted = {f"place('{name}')": name for name in PLACES.values()}
        bound = ((key, wanted.get(active.binding.action)) for key, active in self.active_bindings.items())
        return {key: name for key, name in bound if name is not None and key != NO_KEY}

    def action_place(self, name: str) -> None:
        """Go to one of the places, by a key that is no letter."""
        self.dismiss(name)

    def on_paste(self, event: Paste) -> None:
        """A pasted reference is typed, not gone to."""
        self._show(self._typed + shown(event.text).strip())

    def action_rub_out(self) -> None:
        """One letter less; with none left, away."""
        if self._typed:
            self._show(self._typed[:-1])
        else:
            self.dismiss(None)

    def action_go(self) -> None:
        """Go there, if there is such a place."""
        wrong = no_such_place(self._workspace, self._case, self._typed)
        if wrong:
            self._show(self._typed, wrong)
        else:
            self.dismiss(self._typed or None)


def no_such_place(workspace: Workspace, case: str | None, typed: str) -> str:
    """Why one cannot go to what was typed; empty where one can."""
    text = typed.strip()
    if not text or workspace.inspection.case_meant(text) is not None:
        return ""
    programme = workspace.programme
    if text not in programme.question and text not in programme.criterion:
        return f"there is no case {text}" if "." not in text else f"there is no question {text}"
    if case is None:
        return "of which case? go to one first: g 7 Enter"
    return ""


def question_at(workspace: Workspace, text: str) -> str | None:
    """The question that "2.1.3" means; of a criterion ("1.2") its first."""
    programme = workspace.programme
    if text in programme.question:
        return text
    questions = programme.by_criterion.get(text, ())
    return questions[0].id if questions else None


def ask_where(app: FieldworkApp) -> None:
    """Ask, and go there."""
    workspace = app.open_workspace
    screen = app.screen
    case = app.current_case or next((one.id for one in workspace.cases), None)

    def gone(place: str | None) -> None:
        if place is None:
            return
        text = place.strip()
        if text in PLACES.values():
            app.go_to(text)
        elif isinstance(screen, WorkScreen) and screen.go_to_reference(text):
            return
        elif (found := workspace.inspection.case_meant(text)) is not None:
            app.go_to("checklist", case=found.id)
        elif case is not None and (question := question_at(workspace, text)) is not None:
            app.go_to("checklist", case=case, question=question)

    app.push_screen(GoScreen(workspace, case), gone)
