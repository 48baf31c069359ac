"""A text on the terminal's own page, where the terminal's own selection takes it without line breaks of ours."""

from __future__ import annotations

import os
import select
import sys

ESC = b"\x1b"


def show_alone(text: str, escape_delay: float) -> None:
    """Print the text and wait for Enter or Esc; nothing that is typed meanwhile shows. For terminals of POSIX.

    After an Esc the rest of a key such as an arrow is waited for `escape_delay` seconds.
    """
    import termios
    import tty

    keys = sys.stdin.fileno()
    before = termios.tcgetattr(keys)
    tty.setcbreak(keys, termios.TCSADRAIN)
    try:
        print(f"\n{text}", flush=True)
        while not _leaves(os.read(keys, 64), keys, escape_delay):
            pass
    finally:
        termios.tcsetattr(keys, termios.TCSADRAIN, before)


def _leaves(typed: bytes, keys: int, escape_delay: float) -> bool:
    """Whether these keys lead back; nothing at all comes only where the terminal is gone."""
    if not typed or b"\r" in typed or b"\n" in typed:
        return True
    return typed.endswith(ESC) and not select.select([keys], [], [], escape_delay)[0]
