"""Text from outside, made safe to show, keep and send: no escape sequences, nothing invisible."""

from __future__ import annotations

import re

# Patterns are texts: `re` compiles each when it is first used and keeps it, and most starts use none.
_ESCAPE = r"(?s)\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_].*?(?:\x1b\\|\x07|$)|[ -/]*[0-~])|\x9b[0-?]*[ -/]*[@-~]"
INVISIBLE = (
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    r"\ud800-\udfff\U000e0000-\U000e007f]"
)
"""A control character, or one that has no look of its own, or half of one."""


def clean(text: str) -> str:
    """Without escape sequences and control characters; line breaks stay, tabs become spaces."""
    if all(line.isprintable() for line in text.split("\n")):  # nothing that is taken out can be printed
        return text
    text = re.sub(_ESCAPE, "", re.sub("\r\n|[\r\u2028\u2029]", "\n", text))
    return re.sub(INVISIBLE, "", text.replace("\t", " "))


def one_line(text: str) -> str:
    """Clean text on one line, spaces folded: as it stands inside a sentence."""
    return " ".join(clean(text).split())


def brief(text: str, most: int = 200) -> str:
    """At most so many characters of a text, with dots where it is cut: as it is quoted in a sentence or stands in a list."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
