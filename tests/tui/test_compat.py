"""What leans on private names of Textual: Esc's delay, the quick driver."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import constants
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
