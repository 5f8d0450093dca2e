"""The palette (ctrl+p): every screen, theme and action of the present screen by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from fieldwork.settings import change_settings
from fieldwork.tui import keeping, sealing
from fieldwork.tui.keys import groups_of, key_name
from fieldwork.tui.screens.going import PLACES
from fieldwork.tui.themes import THEMES

if TYPE_CHECKING:  # the app imports this module
    from fieldwork.tui.app import FieldworkApp


class Command(NamedTuple):
    """A line of the palette."""

    name: str
    help: str
    run: Callable[[], object]

    @property
    def aside(self) -> Content:
        """What stands beside the name, dimmed: mostly its keys."""
        return Content.styled(f"   {self.help}", "dim")


def set_theme(app: FieldworkApp, name: str) -> None:
    """Use a theme from now on."""
    app.theme = name
    app.settings = change_settings(theme=name)


def _places(app: FieldworkApp) -> Iterator[Command]:
    if app.workspace is not None:
        for key, name in PLACES.items():
            keys = (app.own_keys.get("app.go", "g"), app.own_keys.get(f"go.{name}", key))
            yield Command(f"go to {name}", " ".join(key_name(one) for one in keys), partial(app.go_to, name))
        yield Command("redact a note", "g n, then R on it", partial(app.go_to, "notes"))
        yield Command("save a copy elsewhere", "everything, in a new file", app.action_save_elsewhere)
        yield from _of_the_seal(app)
        yield Command("keep until", "the day by which this inspection is to be erased", partial(keeping.ask_day, app))
    yield Command("open another inspection", "home: recent, new, samples", partial(app.go_to, "home"))
    yield Command("set initials", f"now {app.by}", app.action_set_initials)
    for theme in THEMES:
        kind = theme.name.removeprefix("fieldwork-")
        yield Command(f"theme: {kind}", "remembered", partial(set_theme, app, theme.name))
    yield Command("quit", "everything is saved first", partial(app.run_action, "app.quit"))


def _of_the_seal(app: FieldworkApp) -> Iterator[Command]:
    if app.open_workspace.seal is None:
        yield Command("seal with a passphrase", "nothing in clear on the disk from then on", partial(sealing.seal, app))
        return
    yield Command("lock now", "the passphrase opens it again", app.idle.lock)
    yield Command("lock after idle time", f"now {app.settings.lock_after} minutes", partial(sealing.ask_idle, app))
    yield Command("change the passphrase", "and the recovery code with it", partial(sealing.change, app))
    yield Command("unseal", "take the passphrase off", partial(sealing.unseal, app))


class Commands(Provider):
    """What the palette offers."""

    def _commands(self) -> list[Command]:
        app = cast("FieldworkApp", self.app)
        found = list(_places(app))
        if app.workspace is None:
            found = [one for one in found if not one.name.startswith("open another")]
        taken = {one.name for one in found} | {"quit", "palette"}
        for group in groups_of(self.screen):
            for key in group.keys:
                if key.action and key.label not in taken and not key.moves:
                    taken.add(key.label)
                    run = partial(app.run_action, key.action, default_namespace=key.node)
                    found.append(Command(key.label, f"{key.shown}, {group.title}", run))
        return found

    async def discover(self) -> Hits:
        """Everything, before anything is typed."""
        for command in self._commands():
            yield DiscoveryHit(Content(command.name) + command.aside, command.run, text=command.name)

    async def search(self, query: str) -> Hits:
        """What fits what is typed."""
        matcher = self.matcher(query)
        for command in self._commands():
            score = matcher.match(command.name)
            if score > 0:
                yield Hit(score, matcher.highlight(command.name) + command.aside, command.run, text=command.name)
