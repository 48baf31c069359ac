"""What leans on private names of Textual: Esc's delay, the quick driver, what the terminal sends."""

import itertools
import sys
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import constants, events
from textual._xterm_parser import XTermParser
from textual.content import Content
from textual.drivers.linux_driver import LinuxDriver

from ban_wizard.tui import compat
from ban_wizard.tui.app import BanWizardApp
from ban_wizard.wizard import Wizard

on_linux = pytest.mark.skipif(sys.platform == "win32", reason="Windows has a driver of its own")


@pytest.fixture(autouse=True)
def esc_delay_of_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(constants, "ESCAPE_DELAY", constants.ESCAPE_DELAY)


@pytest.mark.parametrize(
    ("environ", "seconds"),
    [
        ({}, 0.015),
        ({"SSH_CONNECTION": "10.0.0.1 5 10.0.0.2 22"}, 0.100),
        ({"SSH_TTY": "/dev/pts/1"}, 0.100),
        ({"MOSH_SERVER_PID": "7"}, 0.100),
        ({"TMUX": "/tmp/tmux-0/default,1,0"}, 0.100),
        ({"STY": "1.screen"}, 0.100),
        ({"ESCDELAY": "25", "TMUX": "x"}, 0.025),
        ({"ESCDELAY": "200"}, 0.200),
        ({"ESCDELAY": "0"}, 0.015),
        ({"ESCDELAY": "soon", "SSH_TTY": "x"}, 0.100),
    ],
)
def test_escs_delay_is_short_only_at_a_local_terminal_and_escdelay_wins(environ: dict[str, str], seconds: float) -> None:
    assert compat.escape_delay(environ) == seconds


@on_linux
def test_the_quick_driver_is_used_where_textual_is_as_we_know_it() -> None:
    driver = compat.quick_driver()
    assert driver is not None and issubclass(driver, LinuxDriver) and driver is not LinuxDriver
    assert constants.ESCAPE_DELAY == 0.015


@on_linux
@pytest.mark.parametrize("name", [*compat.DRIVER_NAMES, "ESCAPE_DELAY", "XTermParser"])
def test_where_a_private_name_is_gone_the_stock_driver_serves(wizard: Wizard, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    if name == "ESCAPE_DELAY":
        monkeypatch.delattr(constants, name)
    elif name == "XTermParser":
        monkeypatch.setitem(sys.modules, "textual._xterm_parser", None)
    else:
        owner = next(cls for cls in LinuxDriver.__mro__ if name in vars(cls))
        for cls in {LinuxDriver, owner, *(c for c in LinuxDriver.__mro__ if name in vars(c))}:
            if name in vars(cls):
                monkeypatch.delattr(cls, name)
    assert compat.quick_driver() is None
    if name != "XTermParser":
        monkeypatch.undo()
    assert BanWizardApp(wizard).driver_class is not None


@on_linux
def test_a_driver_that_was_named_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(constants, "DRIVER", "textual.drivers.linux_driver:LinuxDriver")
    assert compat.quick_driver() is None


@given(st.text(st.sampled_from("ab  —é№ж界"), max_size=60), st.integers(2, 14))
def test_a_paragraph_is_folded_as_textual_folds_it(text: str, width: int) -> None:
    theirs = [row.plain.rstrip() for row in Content(text).wrap(width)]
    assert [row.rstrip() for row in compat.folded(text, width)] == theirs


# ------------------------------------------------------------------ what the terminal sends

ESC, BEGINS, ENDS = "\x1b", "\x1b[200~", "\x1b[201~"
HOSTILE = (
    "q",
    "1",
    "ж",
    "\r",
    "\x03",
    "\x07",
    ESC,
    "[",
    "20",
    "~",
    "\x1b[31m",
    "\x1b[0J",
    "\x1b[A",
    "\x1bOP",
    "\x1b]0;t\x07",
    BEGINS,
    "\x1b[201",
    "\x1b[I",
)


class Line:
    """What comes from a terminal, read by read, and when."""

    class Parser(compat.SafeParser, XTermParser):
        pass

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 1000.0
        monkeypatch.setattr(compat, "monotonic", lambda: self.now)
        monkeypatch.setattr("textual._parser.get_time", lambda: self.now)
        self.parser = self.Parser()
        self.events: list[Any] = []

    def reads(self, *reads: str, then: float = 0.0) -> list[str]:
        """What has come of this and of all before, keys by name and pastes in quotes; `then` nothing comes for some seconds."""
        for read in reads:
            self.events += self.parser.feed(read)
            self.now += then
            self.events += self.parser.tick()
        return [repr(event.text) if isinstance(event, events.Paste) else getattr(event, "key", "?") for event in self.events]


def cut(text: str, places: Sequence[int]) -> list[str]:
    ends = sorted({place % (len(text) + 1) for place in places} | {0, len(text)})
    return [text[start:end] for start, end in itertools.pairwise(ends)]


@given(st.lists(st.sampled_from(HOSTILE)).map("".join).filter(lambda text: ENDS not in text + ENDS[:-1]), st.lists(st.integers(0, 999)))
def test_a_paste_is_one_whatever_is_in_it_and_however_it_is_cut(text: str, places: list[int]) -> None:
    with pytest.MonkeyPatch.context() as monkeypatch:
        line = Line(monkeypatch)
        assert line.reads(*cut(f"\x1bOP{BEGINS}{text}{ENDS}q\x1b[B", places)) == ["f1", repr(text), "q", "down"]


def test_a_long_paste_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "q\r\x1b[0J" * 50_000
    assert Line(monkeypatch).reads(*cut(BEGINS + text + ENDS, range(0, 999_999, 4096))) == [repr(text)]


@pytest.mark.parametrize("torn", [(ESC + "[2", "00~"), (ESC + "[", "200~"), (ESC + "[200", "~")])
def test_a_mark_whose_rest_comes_late_is_one_all_the_same(monkeypatch: pytest.MonkeyPatch, torn: tuple[str, ...]) -> None:
    line = Line(monkeypatch)
    line.reads(*torn, "a\r", "\x1b[2", then=0.5)
    assert line.reads("01~") == [repr("a\r")]


def test_an_esc_torn_off_a_mark_is_a_key_and_the_rest_a_paste(monkeypatch: pytest.MonkeyPatch) -> None:
    line = Line(monkeypatch)
    assert line.reads(ESC, then=0.5) == ["escape"]
    assert line.reads("[200~q\r", ENDS) == ["escape", repr("q\r")]


def test_a_stalled_paste_goes_on_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Line(monkeypatch).reads(BEGINS + "a\r", "q", "\r", "1", "\x1b[31mq\r", ENDS, then=9.0) == [repr("a\rq\r1\x1b[31mq\r")]


@pytest.mark.parametrize(
    ("key", "name"), [(ESC, "escape"), ("\x1b[21~", "f10"), ("\x11", "ctrl+q"), ("\x1b[A", "up"), ("\x1b[27u", "escape")]
)
def test_a_key_after_a_silence_tells_that_the_end_mark_is_lost(monkeypatch: pytest.MonkeyPatch, key: str, name: str) -> None:
    line = Line(monkeypatch)
    assert line.reads(BEGINS + "a\r", key, "b\r") == []
    assert line.reads("c", then=1.5) == []
    assert line.reads(key, then=0.5) == [repr(f"a\r{key}b\rc"), name]
    assert line.reads("q")[-1] == "q"


def test_half_a_letter_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Line(monkeypatch).reads("", "ж", "") == ["ж"]


def test_whichever_driver_is_loaded_takes_a_paste_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    import textual._xterm_parser as xterm

    monkeypatch.setattr(xterm, "XTermParser", next(each for each in XTermParser.__mro__ if not issubclass(each, compat.SafeParser)))
    monkeypatch.setattr(constants, "DRIVER", "textual.drivers.web_driver:WebDriver")
    compat.quick_driver()
    parser = xterm.XTermParser
    assert issubclass(parser, compat.SafeParser)
    compat.quick_driver()
    assert xterm.XTermParser is parser
