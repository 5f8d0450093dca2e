"""A pseudo-terminal with an emulated screen and honest time stamps, for benchmarks and for a few tests.

Each chunk is stamped when it is read and emulated later, when the program has gone quiet: emulating is slow, and
doing it at once would delay reading the next chunk.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Self

import pyte

KEYS = {
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "enter": "\r",
    "tab": "\t",
    "escape": "\x1b",
    "backspace": "\x7f",
    "pagedown": "\x1b[6~",
    "pageup": "\x1b[5~",
    "f2": "\x1bOQ",
}
_PRIVATE = re.compile(rb"\x1b\[[<=>][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p|\x1bP[^\x1b]*\x1b\\")
_ANSWERS = {b"\x1b[?2026$p": b"\x1b[?2026;2$y", b"\x1b[c": b"\x1b[?62;22c", b"\x1b[6n": b"\x1b[1;1R"}


def bytes_of(key: str) -> bytes:
    """What a terminal sends for a key name, ``ctrl+x`` or a literal text."""
    if key.startswith("ctrl+"):
        return bytes([ord(key[-1].upper()) & 0x1F])
    return KEYS.get(key, key).encode()


class Terminal:
    """A program in a pseudo-terminal of `columns` × `rows`."""

    def __init__(
        self, command: Sequence[str], columns: int = 80, rows: int = 24, environment: Mapping[str, str] | None = None
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self._unread: list[tuple[float, bytes]] = []
        self.bytes_read = 0
        self.ended = False
        kept = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FIELDWORK_HOME")}
        full = {**kept, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", **(environment or {})}
        full.pop("PYTHONDONTWRITEBYTECODE", None)
        size = struct.pack("HHHH", rows, columns, 0, 0)
        self.started = time.perf_counter()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(1, termios.TIOCSWINSZ, size)
            os.execvpe(command[0], list(command), full)  # noqa: S606 (the benchmark starts the program itself)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, size)

    # -- reading -------------------------------------------------------------------------------------------------

    def _read(self, wait: float) -> bool:
        ready, _, _ = select.select([self._fd], [], [], wait)
        if not ready or self.ended:
            return False
        try:
            data = os.read(self._fd, 65536)
        except OSError:
            data = b""
        if not data:
            self.ended = True
            return False
        self._unread.append((time.perf_counter(), data))
        self.bytes_read += len(data)
        for question, answer in _ANSWERS.items():
            if question in data:
                os.write(self._fd, answer)
        return True

    def _emulate(self, test: Callable[[], bool]) -> float | None:
        while self._unread:
            stamp, data = self._unread.pop(0)
            self._stream.feed(_PRIVATE.sub(b"", data))
            if test():
                return stamp
        return None

    def wait_until(self, test: Callable[[], bool], seconds: float = 20) -> float | None:
        """When the chunk that made `test` true was read; None if that never happened."""
        if test():
            return time.perf_counter()
        end = time.perf_counter() + seconds
        while True:
            read = self._read(0.004)
            if not read or len(self._unread) > 50:  # a program that never stops drawing
                stamp = self._emulate(test)
                if stamp is not None:
                    return stamp
            if self.ended or time.perf_counter() > end:
                return self._emulate(test)

    def wait_for(self, pattern: str, seconds: float = 20) -> float | None:
        """When the pattern came to stand on the screen; None if it never did."""
        wanted = re.compile(pattern, re.MULTILINE)
        return self.wait_until(lambda: wanted.search(self.text) is not None, seconds)

    def settle(self, quiet: float = 0.05) -> None:
        """Read until the program has written nothing for `quiet` seconds."""
        end = time.perf_counter() + 3
        while time.perf_counter() < end and self._read(quiet):
            pass
        self._emulate(lambda: False)

    # -- writing and looking -------------------------------------------------------------------------------------

    def press(self, *keys: str) -> float:
        """Write keys; gives the moment before the first."""
        stamp = time.perf_counter()
        for key in keys:
            os.write(self._fd, bytes_of(key))
        return stamp

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the terminal, as a user who drags its corner."""
        self.screen.resize(rows, columns)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        os.kill(self.pid, signal.SIGWINCH)

    @property
    def text(self) -> str:
        """The lines on the screen, without the blanks at their ends."""
        screen = self.screen  # its own `display` fails on the half of a wide character that was painted over
        rows = ([screen.buffer[y][x].data for x in range(screen.columns)] for y in range(screen.lines))
        return "\n".join("".join(row).rstrip() for row in rows)

    @property
    def processor_seconds(self) -> float:
        """Processor time that all threads of the program have taken (Linux: to the nanosecond)."""
        threads = Path(f"/proc/{self.pid}/task").iterdir()
        return sum(int((thread / "schedstat").read_text().split()[0]) for thread in threads) / 1e9

    @property
    def memory(self) -> float:
        """Resident memory in MiB."""
        fields = Path(f"/proc/{self.pid}/statm").read_text().split()
        return int(fields[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20

    # -- ending --------------------------------------------------------------------------------------------------

    def kill(self, number: int = signal.SIGKILL) -> None:
        """End the program at once, and wait for its end."""
        try:
            os.kill(self.pid, number)
            os.waitpid(self.pid, 0)
        except (ProcessLookupError, ChildProcessError):
            pass

    def wait(self, seconds: float = 10) -> int | None:
        """The exit status of a program that ends by itself; None if it does not within `seconds`."""
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            self._read(0.02)
            done, status = os.waitpid(self.pid, os.WNOHANG)
            if done:
                self._emulate(lambda: False)
                return os.waitstatus_to_exitcode(status)
        return None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        os.close(self._fd)
