"""Every use of a name that Textual keeps private, in one place.

Textual is pinned exactly, and where a name is gone all the same we fall back to its stock behaviour: slower, never broken.
"""

from __future__ import annotations

import itertools
import os
import re
import sys
from collections.abc import Iterator, Mapping
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from rich._wrap import divide_line
from rich.cells import _is_single_cell_widths
from textual import constants, events
from textual.filter import LineFilter, Monochrome, NoColor

from ban_wizard.desktop.clipboard import over_network
from ban_wizard.faces import crash

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop

    from rich.segment import Segment
    from textual.app import App
    from textual.color import Color
    from textual.driver import Driver

LOCAL_ESCAPE_DELAY: Final = 0.015
"""Seconds: at a local terminal the bytes of an arrow key arrive together, so a lone Esc is known soon (docs/decisions/0004)."""

REMOTE_ESCAPE_DELAY: Final = 0.100
"""Seconds: over a network those bytes may arrive apart, and a shorter delay would tear arrow keys to pieces."""

DRIVER_NAMES: Final = ("run_input_thread", "disable_input", "start_application_mode", "process_message")
"""What the quick driver builds upon."""


OTHER_LAYOUTS: Final = re.compile(r"^(\x1b\[\d+):[\d:]*")
"""A key of kitty's protocol up to its first semicolon, with what it gives with Shift and in the basic layout."""

ESC, PASTE_BEGINS, PASTE_ENDS = "\x1b", "\x1b[200~", "\x1b[201~"

PASTE_SILENCE: Final = 1.0
"""Seconds: a terminal writes a paste in one go. After so long a silence within one a key may tell that its end mark is lost."""

NO_TEXT: Final = re.compile(r"\x1b(\[[\d;:]*[A-Za-z~]|O[A-Z])?|[\x01-\x07\x0e-\x1a]")
"""A key that writes nothing: Esc, one with a sequence such as an arrow or F10, a letter with Ctrl."""


def escape_delay(environ: Mapping[str, str] = os.environ) -> float:
    """Seconds to wait after an Esc byte for the rest of a key. ESCDELAY (milliseconds) wins."""
    named = environ.get("ESCDELAY", "")
    if named.isdecimal() and int(named) > 0:
        return int(named) / 1000
    through_tmux = environ.get("TMUX") or environ.get("STY")
    return REMOTE_ESCAPE_DELAY if over_network(environ) or through_tmux else LOCAL_ESCAPE_DELAY


def quick_driver() -> type[Driver] | None:
    """A driver that tells a lone Esc as soon as its delay is over, and leaves without waiting for a poll to end.

    None where there is no Linux driver (Windows), where another was named, or where Textual has changed. Whichever driver
    is loaded from now on has the safe parser.
    """
    try:
        import textual._xterm_parser as xterm
    except ImportError:
        return None
    if not issubclass(xterm.XTermParser, SafeParser):
        xterm.XTermParser = type("Parser", (SafeParser, xterm.XTermParser), {})  # type: ignore[misc, assignment]
    if constants.DRIVER is not None or sys.platform == "win32":
        return None
    try:
        from textual.drivers.linux_driver import LinuxDriver
    except ImportError:
        return None
    if not all(hasattr(LinuxDriver, name) for name in DRIVER_NAMES) or not hasattr(constants, "ESCAPE_DELAY"):
        return None
    constants.ESCAPE_DELAY = escape_delay()  # type: ignore[misc]
    return _quicker(LinuxDriver)


class SafeParser:
    """Mixed into Textual's parser of what the terminal sends.

    A paste is one event with the text as it came, however it was cut on its way: nothing within it is ever a key, where
    stock Textual takes an escape sequence that it does not know for keys. A key of kitty's protocol may be told with what
    it gives in another layout (`CSI 1092:97;5u`); the first is what was pressed.
    """

    pasted: list[str] | None = None
    """What came of the paste that is under way."""
    held = ""
    """What came last, if it may be the beginning of a paste's mark."""
    came = 0.0
    """When anything came last."""
    late = False
    """Whether an Esc that was held has been let go as a key: if it was torn off a mark, the rest of that comes at once."""

    def feed(self, data: str) -> Iterator[Any]:
        """The events that are in what came, with what was held back before."""
        silence, self.came = monotonic() - self.came, monotonic()
        if self.pasted is not None and not self.held and silence > PASTE_SILENCE and NO_TEXT.fullmatch(data):
            yield self._paste()
        text = self.held + data
        if self.late and data.startswith(PASTE_BEGINS[1:]):
            text = ESC + data
        self.held, self.late = "", False
        while text:
            mark = PASTE_BEGINS if self.pasted is None else PASTE_ENDS
            before, found, text = text.partition(mark)
            last = before.rfind(ESC, -len(mark))
            if not found and last >= 0 and mark.startswith(before[last:]):
                before, self.held = before[:last], before[last:]
            if self.pasted is not None:
                self.pasted.append(before)
            elif before:
                yield from super().feed(before)  # type: ignore[misc]
            if found and self.pasted is None:
                self.pasted = []
            elif found:
                yield self._paste()

    def tick(self) -> Iterator[Any]:
        """What has waited long enough: a lone Esc is a key. A mark of which more has come is waited for."""
        if self.held == ESC and self.pasted is None and monotonic() >= self.came + constants.ESCAPE_DELAY:
            self.held, self.late = "", True
            yield from super().feed(ESC)  # type: ignore[misc]
            self._timeout_time = 0.0  # it has waited
        yield from super().tick()  # type: ignore[misc]

    def _paste(self) -> events.Paste:
        text, self.pasted = "".join(self.pasted or ()), None
        return events.Paste(text)

    def _parse_extended_key(self, sequence: str) -> Any:
        return super()._parse_extended_key(OTHER_LAYOUTS.sub(r"\1", sequence))  # type: ignore[misc]


def _quicker(stock: Any) -> type[Driver]:
    import selectors
    from codecs import getincrementaldecoder

    import textual._xterm_parser as xterm

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
            try:
                self._read_keys()
            except Exception as error:  # a thread has nobody else to tell it to
                self._loop.call_soon_threadsafe(self._app._handle_exception, error)

        def _read_keys(self) -> None:
            selector = selectors.DefaultSelector()
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(self._wake_read, selectors.EVENT_READ)
            parser, decode = xterm.XTermParser(self._debug), getincrementaldecoder("utf-8")("replace").decode
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
                else:  # nothing has come: had we been held up, the rest of a key would be there
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
    whole = text.rstrip()
    if whole[:1] == " " or not _is_single_cell_widths(whole):
        return _measured(text, width)
    rows, start = [], 0
    while len(whole) - start > width:  # a character is a cell: no word need be measured
        end = whole.rfind(" ", start, start + width + 1)
        if end < 0:
            return _measured(text, width)
        rows.append(whole[start:end].rstrip())
        start = end + 1
        while whole[start] == " ":
            start += 1
    return [*rows, whole[start:]]


def _measured(text: str, width: int) -> list[str]:
    """The same for any text, word by word."""
    cuts = [0, *divide_line(text, width), len(text)]
    return [text[start:end].rstrip() for start, end in itertools.pairwise(cuts)]


class Colourless(LineFilter):
    """Takes every colour away; weight, reverse and underline stay."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [segment._replace(style=segment.style and segment.style.without_color) for segment in segments]


def obey_no_color(app: App[Any], environ: Mapping[str, str] = os.environ) -> None:
    """Send no colour where NO_COLOR is set and not empty (https://no-color.org). Textual would send greys, for an empty one
    too; but nobody knows the ground of the terminal that they would stand on."""
    filters = [each for each in app._filters if not isinstance(each, (Monochrome, NoColor))]
    app.no_color = bool(environ.get("NO_COLOR"))
    app._filters = [*filters, Colourless()] if app.no_color else filters


class QuietCrash:
    """Mixed into an App: a fault of our own is reported without any value, because values are people's numbers and words."""

    TOLD: tuple[type[Exception], ...] = ()
    """Faults that are not ours: the app ends with them as its `fault`, and whoever started it says what to do."""
    fault: Exception | None = None
    crashed: BaseException | None = None
    """A fault of our own."""

    def _handle_exception(self, error: Exception) -> None:
        if isinstance(error, self.TOLD):
            self.fault = error
            self._close_messages_no_wait()  # type: ignore[attr-defined]
        else:
            super()._handle_exception(error)  # type: ignore[misc]
            self._return_code: int | None = crash.EXIT_CODE

    def _fatal_error(self) -> None:
        """Textual would show the line of source, the message and all local variables of every frame."""
        if self.crashed is None:  # what follows from the first is no news
            self.crashed = sys.exc_info()[1] or self._exception  # type: ignore[attr-defined]
        self._close_messages_no_wait()  # type: ignore[attr-defined]

    def _print_error_renderables(self) -> None:
        """The terminal is the person's again: say it there, whole, whatever the width."""
        if self.crashed is not None:
            print(self.report(self.crashed), file=sys.stderr)

    def report(self, error: BaseException) -> str:
        """What to say to the person."""
        raise NotImplementedError

    def panic(self, *renderables: Any) -> None:
        """Textual's way out with a text of its own, which may hold anything."""
        self._fatal_error()

    def catch_what_nobody_awaits(self, loop: AbstractEventLoop) -> None:
        """What fails in a task or a callback that nobody awaits is a fault too; asyncio would print it with its values."""

        def failed(loop: AbstractEventLoop, context: dict[str, Any]) -> None:
            error = context.get("exception")
            if isinstance(error, Exception) and self.is_running:  # type: ignore[attr-defined]
                self._handle_exception(error)

        loop.set_exception_handler(failed)
