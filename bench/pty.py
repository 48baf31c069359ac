"""The real program in a real terminal, timed from outside: how long until a text stands on the screen.

The pty answers what programs ask of a terminal as xterm does. Output is stamped when it arrives and drawn on a screen in
memory (pyte) only once the program falls silent, so that drawing costs no time that is measured.
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
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import Self

import pyte

COLUMNS, ROWS = 80, 24
QUIET = 0.05
"""Seconds without output after which we look at the screen."""

_QUERY = re.compile(
    rb"\x1b\[(?P<attributes>0?c)|\x1b\[>(?P<version>0?c)|\x1b\[(?P<status>5)n|\x1b\[(?P<cursor>6)n|\x1b\[\?(?P<mode>\d+)\$p"
    rb"|\x1b\[>(?P<name>0?q)|\x1b\[(?P<size>1[48])t|\x1b\](?P<colour>1[01]);\?(?:\x07|\x1b\\)"
)
_MODES = frozenset({b"1", b"7", b"12", b"25", b"1000", b"1002", b"1003", b"1004", b"1006", b"1015", b"1049", b"2004"})
"""Private modes that xterm knows; they are reported as off."""

# What pyte would print as text: device control and application strings, the kitty keyboard protocol.
_NOT_DRAWN = re.compile(rb"\x1b[P_^X].*?(?:\x1b\\|\x07)|\x1b\[[<=>][0-9;:]*[A-Za-z]", re.DOTALL)


class NeverShown(Exception):
    """The text did not appear; the message holds what did."""


class Session:
    """A program running in a terminal of 80 by 24; `with` ends it. Raises NeverShown where something waited for does not come."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str], timeout: float = 20.0) -> None:
        """`timeout`: seconds after which nothing that is waited for is expected any more."""
        self.screen = pyte.Screen(COLUMNS, ROWS)
        self.stream = pyte.ByteStream(self.screen)
        self.timeout = timeout
        self.started = perf_counter()
        self.pid, self.terminal = pty.fork()
        if not self.pid:
            with suppress(OSError):
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, COLUMNS * 8, ROWS * 16))
                os.execvpe(command[0], list(command), dict(env))
            os._exit(127)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        with suppress(ProcessLookupError, ChildProcessError):
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.terminal)

    @property
    def shown(self) -> str:
        return "\n".join(self.screen.display)

    def wait_for(self, text: str) -> float:
        """The seconds from the program's start to the output that put `text` on the screen; returns once nothing more comes."""
        return self._when(text, self.started) - self.started

    def press(self, key: bytes, text: str | None = None) -> float:
        """The seconds from a key to the output that put `text` on the screen, or that changed anything on it."""
        pressed = perf_counter()
        os.write(self.terminal, key)
        return self._when(text, pressed) - pressed

    def leave(self, key: bytes) -> float:
        """The seconds from a key to the end of the program."""
        pressed = perf_counter()
        os.write(self.terminal, key)
        while perf_counter() < pressed + self.timeout:
            if os.waitpid(self.pid, os.WNOHANG)[0]:
                return perf_counter() - pressed
            if select.select([self.terminal], [], [], 0.0005)[0]:
                _read(self.terminal)
        raise NeverShown("the program did not end")

    def peak_memory(self) -> float:
        """The most memory that the process has had at once, in bytes. Linux alone tells it."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        return 1024.0 * int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")))

    def _when(self, text: str | None, since: float) -> float:
        """When the output arrived that was waited for. What has arrived is drawn once the program falls silent."""
        if text is not None and text in self.shown:
            return since
        self.screen.dirty.clear()
        arrived: list[tuple[float, bytes]] = []
        found, running = None, True
        while running and perf_counter() < since + self.timeout:
            if select.select([self.terminal], [], [], QUIET)[0]:
                data = _read(self.terminal)
                arrived.append((perf_counter(), data))
                running = bool(data)
                for query in _QUERY.finditer(data):
                    os.write(self.terminal, answer(query))
                if running:
                    continue
            for stamp, data in arrived:
                self.stream.feed(_NOT_DRAWN.sub(b"", data))
                if found is None and (bool(self.screen.dirty) if text is None else text in self.shown):
                    found = stamp
            arrived.clear()
            if found is not None:
                return found
        shown = "\n".join(f"  | {line.rstrip()}" for line in self.screen.display)
        when = "in time" if running else "before the program ended"
        raise NeverShown(f"{text!r} was not shown {when}; the screen was\n{shown}")


def time_until_shown(command: Sequence[str], text: str, env: Mapping[str, str], *, timeout: float = 20.0) -> float:
    """Start `command` in a terminal; the seconds from its start to the output that put `text` on the screen."""
    with Session(command, env, timeout) as session:
        return session.wait_for(text)


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux says so when the program has closed its end
        return b""


def answer(query: re.Match[bytes]) -> bytes:
    """What xterm sends back for a query."""
    match query.lastgroup:
        case "attributes":
            return b"\x1b[?64;1;2;6;9;15;16;17;18;21;22;28c"
        case "version":
            return b"\x1b[>41;390;0c"
        case "status":
            return b"\x1b[0n"
        case "cursor":
            return b"\x1b[1;1R"
        case "mode":
            return b"\x1b[?%b;%d$y" % (query["mode"], 2 if query["mode"] in _MODES else 0)
        case "name":
            return b"\x1bP>|XTerm(390)\x1b\\"
        case "size":
            return b"\x1b[8;%d;%dt" % (ROWS, COLUMNS) if query["size"] == b"18" else b"\x1b[4;%d;%dt" % (ROWS * 16, COLUMNS * 8)
    return b"\x1b]%b;rgb:%b\x1b\\" % (query["colour"], b"e5e5/e5e5/e5e5" if query["colour"] == b"10" else b"0000/0000/0000")
