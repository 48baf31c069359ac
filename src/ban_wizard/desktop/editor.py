"""The person's own editor, for one text: which one that is, and what it made of the text."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

from ban_wizard.case.errors import BadInput
from ban_wizard.desktop.pasted import read_whole
from ban_wizard.text import clean

Run = Callable[[Sequence[str]], int]
"""Runs a program until it ends; its exit code. Raises OSError."""

USUAL: Final = {"win32": ("notepad",)}
"""The editors that are looked for where nobody has named one, by platform."""
ELSEWHERE: Final = ("nano", "vi")


def command(
    setting: str | None = None,
    *,
    environ: Mapping[str, str] = os.environ,
    platform: str = sys.platform,
    which: Callable[[str], str | None] = shutil.which,
) -> tuple[str, ...]:
    """The editor with its arguments: the person's setting, VISUAL, EDITOR, else one that is usually there.

    Raises BadInput: there is none, or the one that was named is not there. No other one is taken in its place.
    """
    for named in (setting, environ.get("VISUAL"), environ.get("EDITOR")):
        if named and named.strip():
            return _split(named, platform, which)
    for name in USUAL.get(platform, ELSEWHERE):
        if which(name):
            return (name,)
    raise BadInput("no_editor")


def _split(named: str, platform: str, which: Callable[[str], str | None]) -> tuple[str, ...]:
    try:
        words = shlex.split(named, posix=platform != "win32")
    except ValueError:  # a quotation mark that is never closed
        words = []
    if not words or not which(words[0]):
        raise BadInput("editor_not_there", editor=named.strip())
    return tuple(words)


@contextmanager
def deaf_to_interrupts() -> Iterator[None]:
    """While somebody else has the terminal, Ctrl+C is theirs and does not end us. What they start hears it as always."""
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def run(command: Sequence[str]) -> int:
    """Run the editor on this terminal."""
    with deaf_to_interrupts():
        return subprocess.run(command, check=False).returncode


def edit(text: str, command: Sequence[str], *, run: Run = run) -> str:
    """What the person makes of `text`, cleaned, without space around it. The file it stands in is theirs alone, and gone afterwards.

    Raises BadInput: the editor failed, or left nothing, or what it left cannot be read. The text is as it was then.
    """
    folder = Path(mkdtemp(prefix="ban-wizard-"))  # mode 0700
    file = folder / "letter.txt"
    try:
        with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8", newline="\n") as out:
            out.write(text + "\n")
        try:
            code = run((*command, str(file)))
        except OSError as error:
            raise BadInput("editor_failed", editor=command[0], why=error) from None
        if code:
            raise BadInput("editor_failed", editor=command[0], why=code)
        edited = clean(read_whole(str(file))).strip()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if not edited:
        raise BadInput("editor_empty")
    return edited
