"""The clipboard by way of programs that say whether they have taken the text, and by way of the terminal, which does not say."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Final

TIMEOUT: Final = 2.0
"""Seconds after which a program that does not answer is given up."""

Run = Callable[[Sequence[str], str], bool | None]
"""Starts a program with a text on its standard input; whether it took it, or None if it did not answer in time."""


def run(command: Sequence[str], text: str) -> bool | None:
    """Whether the program took the text and ended well; None if it was given up. What it starts in the background keeps no
    pipe of ours."""
    try:
        done = subprocess.run(
            command, input=text.encode(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=TIMEOUT, check=False
        )
    except subprocess.TimeoutExpired:
        return None
    except OSError:
        return False
    return done.returncode == 0


def over_network(environ: Mapping[str, str]) -> bool:
    """Whether the person sits at another machine than this one."""
    return any(environ.get(name) for name in ("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT", "MOSH_SERVER_PID", "MOSH_KEY"))


def native(environ: Mapping[str, str], platform: str) -> tuple[tuple[str, ...], ...]:
    """The programs that reach the clipboard of the machine the person sits at; none over a network, for there it is another's."""
    if over_network(environ):
        return ()
    if platform == "darwin":
        return (("pbcopy",),)
    if platform == "win32":
        return (("clip",),)
    found: list[tuple[str, ...]] = []
    if environ.get("WAYLAND_DISPLAY"):
        found.append(("wl-copy",))
    if environ.get("DISPLAY"):
        found += [("xclip", "-selection", "clipboard"), ("xsel", "--clipboard", "--input")]
    return tuple(found)


def copy(
    text: str,
    *,
    environ: Mapping[str, str] = os.environ,
    platform: str = sys.platform,
    which: Callable[[str], str | None] = shutil.which,
    run: Run = run,
) -> str | None:
    """Copy `text`; where it certainly is now: `clipboard`, or `tmux` (its buffer). None if nobody would answer for it."""
    answers = (run(command, text) for command in native(environ, platform) if which(command[0]))
    taken = next((answer for answer in answers if answer is not False), False)  # after one that hangs the next would hang too
    in_tmux = environ.get("TMUX") and which("tmux") and run(("tmux", "load-buffer", "-w", "-"), text)
    if taken:
        return "clipboard"
    return "tmux" if in_tmux else None


def ask_terminal(text: str, terminal: str = "/dev/tty") -> bool:
    """Ask the terminal of this process to copy `text` (OSC 52); whether there is one. It does not say whether it did.

    For commands: the screens have the terminal to themselves and ask it their own way.
    """
    from base64 import b64encode

    try:
        with open(terminal, "w", encoding="ascii") as out:
            out.write(f"\x1b]52;c;{b64encode(text.encode()).decode()}\a")
    except OSError:
        return False
    return True
