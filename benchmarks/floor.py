"""The baseline of every ratio on the screen: the least a Textual app can be, one line that changes with every key."""

from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Static


class Floor(App[None]):
    presses = 0

    def compose(self) -> ComposeResult:
        yield Static("presses 0", id="line", markup=False)

    def on_key(self, _event: events.Key) -> None:
        self.presses += 1
        self.query_one("#line", Static).update(f"presses {self.presses}")


if __name__ == "__main__":
    Floor().run()
