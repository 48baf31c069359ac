"""Opening an address in the browser of the machine that the person sits at."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping

from ban_wizard.desktop.clipboard import over_network


def reachable(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> bool:
    """Whether a browser with a window can be there: not over a network, and on Unix not without a desktop.

    A browser in the terminal is none of these: it would write over our own page.
    """
    if over_network(environ):
        return False
    return platform in ("darwin", "win32") or bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def open_address(address: str, *, environ: Mapping[str, str] = os.environ, opener: Callable[[str], bool] | None = None) -> bool:
    """Open an https address; whether a browser has been started. Where it was not, the address has to be shown."""
    if not address.startswith("https://") or not reachable(environ):
        return False
    import webbrowser

    try:
        return (opener or webbrowser.open)(address)
    except (webbrowser.Error, OSError):
        return False
