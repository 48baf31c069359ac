"""What is told when the program has made a mistake of its own: no value at all, because values are people's numbers and words."""

from __future__ import annotations

import os
import traceback
from textwrap import fill
from typing import Final

from ban_wizard.i18n import say

EXIT_CODE: Final = 70
"""The exit code after it (EX_SOFTWARE of sysexits.h): 1 would be taken for a refusal, or for something that is due."""

WIDTH: Final = 78


def report(error: BaseException, lang: str) -> str:
    """What to do now, and below it the lines that help to find the mistake."""
    return "\n".join((*(fill(sentence, WIDTH) for sentence in say(lang, "crash").split("\n")), *lines(error)))


def lines(error: BaseException) -> list[str]:
    """The kind of a fault and the places in the program it passed through: no message, no value, no line of source."""
    found = [f"{type(error).__module__}.{type(error).__name__}"]
    for frame in traceback.extract_tb(error.__traceback__):
        folder, file = os.path.split(frame.filename)
        found.append(f"  {os.path.basename(folder)}/{file}:{frame.lineno} {frame.name}")
    return found
