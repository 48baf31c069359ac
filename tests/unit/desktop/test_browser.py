"""Opening an address: only where a browser with a window can be, and only a page of the web."""

import webbrowser

import pytest

from ban_wizard.desktop.browser import open_address, reachable

PAGE = "https://business.facebook.com/business-support-home"


@pytest.mark.parametrize(
    ("environ", "platform", "there"),
    [
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({}, "linux", False),
        ({"DISPLAY": ":10", "SSH_CONNECTION": "x"}, "linux", False),
        ({}, "darwin", True),
        ({"SSH_TTY": "/dev/pts/0"}, "darwin", False),
        ({}, "win32", True),
    ],
)
def test_where_a_browser_can_be(environ: dict[str, str], platform: str, there: bool) -> None:
    assert reachable(environ, platform) is there


def test_a_page_is_opened_and_nothing_else_is() -> None:
    opened: list[str] = []

    def opener(address: str) -> bool:
        opened.append(address)
        return True

    here = {"DISPLAY": ":0"}
    assert open_address(PAGE, environ=here, opener=opener)
    for other in ("file:///etc/passwd", "http://x.example", "-flag", "javascript:alert(1)"):
        assert not open_address(other, environ=here, opener=opener)
    assert not open_address(PAGE, environ={"DISPLAY": ":0", "SSH_CLIENT": "x"}, opener=opener)
    assert opened == [PAGE]


def test_a_browser_that_cannot_be_started_was_not() -> None:
    def fails(address: str) -> bool:
        raise webbrowser.Error("could not locate runnable browser")

    assert not open_address(PAGE, environ={"DISPLAY": ":0"}, opener=fails)
    assert not open_address(PAGE, environ={"DISPLAY": ":0"}, opener=lambda address: False)
