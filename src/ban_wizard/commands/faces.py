"""No command: the screen, or the plain wizard."""

from __future__ import annotations

import gc
import os
import sys

from ban_wizard.arguments import Arguments
from ban_wizard.commands.common import open_wizard


def face(options: Arguments, lang: str) -> int:
    """No command: the screen where there is one, else the plain wizard."""
    screen = sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    if options.plain or not screen:
        from ban_wizard.plain import run_plain

        return run_plain(open_wizard(options, lang), sys.stdin, sys.stdout)
    gc.disable()  # until the first page is drawn
    from ban_wizard.tui.app import DEFAULTS, run_tui

    return run_tui(open_wizard(options, lang), options.settings or DEFAULTS, options.settings_file, options.settings_notes)
