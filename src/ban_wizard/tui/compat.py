"""Every use of a name that Textual keeps private, in one place.

Textual is pinned exactly, and where a name is gone all the same we fall back to its stock behaviour: slower, never broken.
"""

from __future__ import annotations

import itertools
import os
import re
import sys
import traceback
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from rich._wrap import divide_line
from textual import constants

if TYPE_CHECKING:
    from textual.driver import Driver

LOCAL_ESCAPE_DELAY: Final = 0.015
"""Seconds: at a local terminal the bytes of an arrow key arrive together, so a lone Esc is known soon (docs/decisions/0004)."""

REMOTE_ESCAPE_DELAY: Final = 0.100
"""Seconds: over a network those bytes may arrive apart, and a shorter delay would tear arrow keys to pieces."""

DRIVER_NAMES: Final = ("run_input_thread", "disable_input", "start_application_mode", "process_message")
"""What the quick driver builds upon."""


OTHER_LAYOUTS: Final = re.compile(r"^(\x1b\[\d+):[\d:]*")
"""A key of kitty's protocol up to its first semicolon, with what it gives with Shift and in the basic layout."""


def escape_delay(environ: Mapping[str, str] = os.environ) -> float:
    """Seconds to wait after an Esc byte for the rest of a key. ESCDELAY (milliseconds) wins."""
    named = environ.get("ESCDELAY", "")
    if named.isdecimal() and int(named) > 0:
        return int(named) / 1000
    over_a_network = any(environ.get(name) for name in ("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT", "MOSH_SERVER_PID", "MOSH_KEY"))
    through_tmux = environ.get("TMUX") or environ.get("STY")
    return REMOTE_ESCAPE_DELAY if over_a_network or through_tmux else LOCAL_ESCAPE_DELAY


def quick_driver() -> type[Driver] | None:
    """A driver that tells a lone Esc as soon as its delay is over, and leaves without waiting for a poll to end.

    None where there is no Linux driver (Windows), where another was named, or where Textual has changed.
    """
    if constants.DRIVER is not None or sys.platform == "win32":
        return None
    try:
        from textual._xterm_parser import XTermParser
        from textual.drivers.linux_driver import LinuxDriver
    except ImportError:
        return None
    if not all(hasattr(LinuxDriver, name) for name in DRIVER_NAMES) or not hasattr(constants, "ESCAPE_DELAY"):
        return None
    constants.ESCAPE_DELAY = escape_delay()  # type: ignore[misc]
    return _quicker(LinuxDriver, XTermParser)


def _quicker(stock: Any, parser_class: Any) -> type[Driver]:
    import selectors
    from codecs import getincrementaldecoder

    class Parser(parser_class):  # type: ignore[misc]
        """Also takes keys that are told with what they give in another layout (`CSI 1092:97;5u`): the first is what was pressed."""

        def _parse_extended_key(self, sequence: str) -> Any:
            return super()._parse_extended_key(OTHER_LAYOUTS.sub(r"\1", sequence))

    class QuickDriver(stock):  # type: ignore[misc]
        """Stock Textual polls its input every 100 ms; this one sleeps until a byte, the end of Esc's delay, or the end."""

        _wake_read = _wake_write = -1

        def start_application_mode(self) -> None:
            self._wake_read, self._wake_write = os.pipe()
            super().start_application_mode()

        def disable_input(self) -> None:
            if self._wake_write >= 0:
                os.write(self._wake_write, b"x")  # never drained: every select returns until the thread has ended
            super().disable_input()
            for end in (self._wake_read, self._wake_write):
                if end >= 0:
                    os.close(end)
            self._wake_read = self._wake_write = -1

        def run_input_thread(self) -> None:
            selector = selectors.DefaultSelector()
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(self._wake_read, selectors.EVENT_READ)
            parser, decode = Parser(self._debug), getincrementaldecoder("utf-8")("replace").decode
            wait: float | None = None
            while not self.exit_event.is_set():
                ready = [key.fd for key, _ in selector.select(wait)]
                wait = None
                if self.fileno in ready:
                    data = self._read()
                    if not data:  # the terminal is gone: leave as after the quit key
                        self._loop.call_soon_threadsafe(self._app.exit)
                        break
                    for event in parser.feed(decode(data)):
                        self.process_message(event)
                    wait = constants.ESCAPE_DELAY + 0.0005  # an unfinished key may be waiting for its time to run out
                for event in parser.tick():
                    self.process_message(event)
                if self._wake_read in ready:
                    break
            selector.close()

        def _read(self) -> bytes:
            try:
                return os.read(self.fileno, 4096)
            except OSError:
                return b""

    return QuickDriver


def folded(text: str, width: int) -> list[str]:
    """A paragraph as rows of at most `width` cells, broken between words as Textual breaks them; a word too long is cut."""
    cuts = [0, *divide_line(text, width), len(text)]
    return [text[start:end].rstrip() for start, end in itertools.pairwise(cuts)]


class QuietCrash:
    """Mixed into an App: a fault of our own is reported without any value, because values are people's numbers and words."""

    TOLD: tuple[type[Exception], ...] = ()
    """Faults that are not ours: the app ends with them as its `fault`, and whoever started it says what to do."""
    fault: Exception | None = None

    def _handle_exception(self, error: Exception) -> None:
        if isinstance(error, self.TOLD):
            self.fault = error
            self._close_messages_no_wait()  # type: ignore[attr-defined]
        else:
            super()._handle_exception(error)  # type: ignore[misc]

    def _fatal_error(self) -> None:
        from rich.segment import Segment, Segments

        error = sys.exc_info()[1]
        lines = crash_lines(error) if error else []
        self._exit_renderables.append(Segments([Segment("\n".join([*self.crash_words(), *lines]) + "\n")]))  # type: ignore[attr-defined]
        self._close_messages_no_wait()  # type: ignore[attr-defined]

    def crash_words(self) -> list[str]:
        """What to say to the person before the report."""
        return []


def crash_lines(error: BaseException) -> list[str]:
    """The kind of a fault and the places in the program it passed through: no message, no value, no line of source."""
    lines = [f"{type(error).__module__}.{type(error).__name__}"]
    for frame in traceback.extract_tb(error.__traceback__):
        folder, file = os.path.split(frame.filename)
        lines.append(f"  {os.path.basename(folder)}/{file}:{frame.lineno} {frame.name}")
    return lines
