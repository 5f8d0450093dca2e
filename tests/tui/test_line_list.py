from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.geometry import Region
from tui.robot import at_the_keyboard

from fieldwork.tui.widgets.line_list import LineList, scrolled_to


class Numbers(LineList):
    """Numbered lines; counts how often each was made."""

    def __init__(self, count: int) -> None:
        super().__init__(count=count)
        self.made: list[int] = []

    def row(self, index: int, width: int):
        self.made.append(index)
        return ((f"line {index} ", ""), ("[b]\x1b[31m\u202e", "bad"), ("x" * width, "dim"))


class Listing(App[None]):
    def __init__(self, count: int) -> None:
        super().__init__()
        self.heard: list[tuple[str, int]] = []
        self.numbers = Numbers(count)

    def compose(self) -> ComposeResult:
        yield self.numbers

    def on_mount(self) -> None:
        self.numbers.set_count(self.numbers.count)
        self.numbers.focus()

    def on_line_list_moved(self, event: LineList.Moved) -> None:
        self.heard.append(("moved", event.index))

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        self.heard.append(("chosen", event.index))


async def test_text_is_shown_as_text_and_cut():
    async with at_the_keyboard(Listing(100)) as robot:
        assert robot.lines[0].startswith("line 0 [b][31mxxx")
        assert robot.lines[0].rstrip("▁▂▃▄▅▆▇█ ").endswith("…")
        assert not set("\x1b\u202e") & set(robot.text)


async def test_moving_paints_two_lines_only():
    app = Listing(100)
    async with at_the_keyboard(app) as robot:
        app.numbers.made.clear()
        painted: list[Region] = []
        refresh = app.numbers.refresh
        app.numbers.refresh = lambda *regions, **options: (painted.extend(regions), refresh(*regions, **options))[1]
        await robot.press("j")
        assert sorted(region.y for region in painted) == [0, 1]
        assert set(app.numbers.made) <= {0, 1}


async def test_the_keys_move_and_choose():
    app = Listing(100)
    async with at_the_keyboard(app) as robot:
        for key, place in (("j", 1), ("down", 2), ("k", 1), ("up", 0), ("up", 0), ("end", 99), ("j", 99), ("home", 0)):
            await robot.press(key)
            assert app.numbers.cursor == place
        await robot.press("pagedown")
        assert app.numbers.cursor == 23
        await robot.press("enter")
        assert app.heard[-1] == ("chosen", 23)


async def test_an_empty_list_chooses_nothing_and_says_what_it_was_told():
    app = Listing(0)
    async with at_the_keyboard(app) as robot:
        app.numbers.empty = "nothing [/]\n\nn makes one"
        app.numbers.refresh()
        await robot.expect("nothing [/]", "n makes one")
        await robot.press("enter", "j", "end", "pagedown", "home")
        assert app.heard == []
        assert app.numbers.cursor == 0


async def test_the_mouse_moves_and_a_double_click_opens():
    app = Listing(100)
    async with at_the_keyboard(app) as robot:
        await robot.pilot.click(Numbers, offset=(3, 5))
        assert app.numbers.cursor == 5
        await robot.pilot.click(Numbers, offset=(3, 6), times=2)
        assert ("chosen", 6) in app.heard


async def test_a_hundred_thousand_lines_make_only_what_is_seen():
    app = Listing(100_000)
    async with at_the_keyboard(app) as robot:
        await robot.press("end")
        assert robot.selected.startswith("line 99999")
        assert len(set(app.numbers.made)) < 100


@given(st.integers(0, 300), st.integers(0, 300), st.integers(1, 60), st.integers(1, 301))
def test_the_cursor_is_always_among_the_lines_shown(top, cursor, height, count):
    cursor = min(cursor, count - 1)
    shown = scrolled_to(top, cursor, height, count)
    assert shown <= cursor < shown + height
    assert 0 <= shown <= max(0, count - height)


def test_at_the_edge_half_a_page_is_scrolled_and_elsewhere_nothing():
    assert scrolled_to(0, 9, 10, 100) == 0
    assert scrolled_to(0, 10, 10, 100) == 5
    assert scrolled_to(20, 19, 10, 100) == 15
    assert scrolled_to(0, 50, 10, 100) == 41
    assert scrolled_to(50, 3, 10, 100) == 3
