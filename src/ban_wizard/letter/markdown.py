"""A letter as Markdown: its words as they stand, whatever signs are in them, its list as a list."""

from __future__ import annotations

import re
from typing import Final

_SIGNS: Final = r"([\\`*_\[\]<>~|])"
_AT_THE_START: Final = r"^(\s*)([#+=]|-(?! )|\d+(?=[.)]\s))"


def as_file(name: str, title: str, text: str) -> str:
    """What a file of this name is to hold: Markdown if it ends in `.md`, else the text as it is."""
    return f"{markdown(title, text) if name.casefold().endswith('.md') else text}\n"


def markdown(title: str, text: str) -> str:
    """`text` under a heading, ready to be written to a `.md` file."""
    lines = [_escaped(line) for line in text.strip().split("\n")]
    for place, line in enumerate(lines[:-1]):
        if line and not line.startswith("- ") and lines[place + 1] and not lines[place + 1].startswith("- "):
            lines[place] += "\\"  # a line break of the letter's own
    return f"# {_escaped(title)}\n\n" + "\n".join(lines)


def _escaped(line: str) -> str:
    return re.sub(_AT_THE_START, _lead, re.sub(_SIGNS, r"\\\1", line))


def _lead(found: re.Match[str]) -> str:
    space, sign = found.groups()
    return f"{space}{sign}\\" if sign.isdecimal() else f"{space}\\{sign}"
