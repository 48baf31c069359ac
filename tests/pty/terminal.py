"""The real program in a real pseudo-terminal, read as a person sees it. Waits are for what is on the screen, never for time."""

from __future__ import annotations

import codecs
import contextlib
import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyte

PATIENCE = 30.0
"""Seconds after which a test gives up; nothing waits so long that works."""

FOREIGN = re.compile(rb"\x1b\[[<=>][0-9;:]*[a-zA-Z]|\x1b\[\?[0-9;]+\$p|\x1bP.*?\x1b\\", re.S)
"""Sequences that pyte would draw as text: kitty's keyboard protocol, queries of modes."""

MODE = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")
SCREEN, MOUSE, PASTE, CURSOR = 1049, {1000, 1002, 1003, 1006, 1015}, 2004, 25

LAST = b"\0"
"""Written behind everything that a program wrote, which may still be on its way when the program has ended."""

DOWN, F1, F2, F3, F4 = b"\x1b[B", b"\x1bOP", b"\x1bOQ", b"\x1bOR", b"\x1bOS"
F5, F8, F9, F10 = b"\x1b[15~", b"\x1b[19~", b"\x1b[20~", b"\x1b[21~"


class Terminal:
    """A terminal with one program in it; `with` ends what is still running."""

    def __init__(
        self,
        *args: str,
        env: Mapping[str, str],
        columns: int = 80,
        rows: int = 24,
        program: Sequence[str] = (sys.executable, "-m", "ban_wizard"),
    ) -> None:
        self.columns, self.rows = columns, rows
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.Stream(self.screen)
        self.decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self.modes: set[int] = {CURSOR}
        self.raw = b""
        self.pending = b""
        self.master, self.slave = os.openpty()
        self.resize(columns, rows)
        self.attributes = termios.tcgetattr(self.slave)
        self.program = subprocess.Popen(
            [*program, *args],
            stdin=self.slave,
            stdout=self.slave,
            stderr=self.slave,
            env={"PATH": os.environ["PATH"], "PYTHONPATH": os.environ.get("PYTHONPATH", ""), "TERM": "xterm-256color", **env},
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509  # one thread, and the child needs its terminal
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self.program.poll() is None:
            self.program.kill()
        self.program.wait()
        for end in (self.master, self.slave):
            with contextlib.suppress(OSError):
                os.close(end)

    # ------------------------------------------------------------------ reading

    @property
    def text(self) -> str:
        """What is on the screen, space folded."""
        return " ".join(" ".join(self.screen.display).split())

    @property
    def restored(self) -> bool:
        """Whether the terminal is as it was before: normal page, cursor, no mouse, no paste marks, the same line settings."""
        left = self.modes & ({SCREEN, PASTE} | MOUSE)
        return CURSOR in self.modes and not left and termios.tcgetattr(self.slave)[:4] == self.attributes[:4]

    def take_in(self, wait: float) -> bool:
        """Draw what has arrived within `wait` seconds; whether anything has."""
        if not select.select([self.master], [], [], wait)[0]:
            return False
        data = self.pending + os.read(self.master, 65536)
        cut = data.rfind(b"\x1b")
        self.pending = data[cut:] if cut >= 0 and len(data) - cut < 12 and not re.search(rb"\x1b.*[A-Za-z~\\]", data[cut:]) else b""
        data = data[: len(data) - len(self.pending)]
        self.raw += data
        for numbers, to in MODE.findall(data):
            named = {int(number) for number in numbers.split(b";")}
            self.modes = self.modes | named if to == b"h" else self.modes - named
        self.stream.feed(self.decode(FOREIGN.sub(b"", data)))
        return True

    def wait_for(self, condition: str | Callable[[], bool]) -> None:
        """Take in output until these words are on the screen, or the condition holds."""
        met = condition if callable(condition) else lambda: str(condition) in self.text
        end = time.monotonic() + PATIENCE
        while not met():
            assert time.monotonic() < end, f"{condition!r} did not come; the screen was\n" + "\n".join(self.screen.display)
            ended = self.program.poll() is not None  # looked at first: what it wrote last may come while we wait
            if not self.take_in(0.1) and ended:
                raise AssertionError(f"the program ended with {self.program.returncode}\n" + "\n".join(self.screen.display))

    def wait_for_the_end(self) -> int:
        """Its exit code, with everything it wrote drawn."""
        end = time.monotonic() + PATIENCE
        while self.program.poll() is None:
            assert time.monotonic() < end, "still running; the screen was\n" + "\n".join(self.screen.display)
            self.take_in(0.05)
        os.write(self.slave, LAST)
        while not self.raw.endswith(LAST):
            assert self.take_in(PATIENCE), "the terminal has lost what was written to it"
        self.raw = self.raw.removesuffix(LAST)
        return self.program.returncode

    # ------------------------------------------------------------------ doing

    def send(self, data: bytes | str) -> None:
        os.write(self.master, data.encode() if isinstance(data, str) else data)

    def resize(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.columns, self.rows = columns, rows
        self.screen.resize(rows, columns)

    def hang_up(self) -> None:
        """The connection is lost: as the line goes, the program gets SIGHUP."""
        os.killpg(self.program.pid, signal.SIGHUP)


def opened(data: Path, *args: str, env: Mapping[str, str] | None = None, **more: Any) -> Terminal:
    """The program in Russian, in Moscow, over this folder of data."""
    return Terminal(*args, env={"BAN_WIZARD_DATA_DIR": str(data), "TZ": "Europe/Moscow", "LANG": "ru_RU.UTF-8", **(env or {})}, **more)


def go_to_the_letter(terminal: Terminal) -> None:
    """From the step that has it, in Russian."""
    terminal.wait_for("F2 Письмо")
    terminal.send(F2)
    terminal.wait_for("Данные для письма")


def go_to_paste(terminal: Terminal) -> None:
    """From nobody's first page to the one that takes a text, in English."""
    terminal.wait_for("Start: a number is blocked")
    terminal.send("\r")
    terminal.wait_for("What do you have?")
    terminal.send("1")
    terminal.wait_for("Paste the text")


def bracketed(text: bytes) -> bytes:
    """A paste as the terminal marks it."""
    return b"\x1b[200~" + text + b"\x1b[201~"
