"""The words of a page or an e-mail that was pasted with its markup."""

from __future__ import annotations

import re
from html import unescape
from typing import Final

_PAGE: Final = re.compile(r"(?i)<(?:!doctype html|html|head|body|div|table|td|span|style|br|p)\b[^<>]*>")
"""By one of these it is known that a text is marked up; other things stand in angle brackets too."""
_TAG: Final = re.compile(r"<!--|-->|<(?P<ends>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)[^<>]*>|<![^<>]*>")
_UNSEEN: Final = frozenset(("style", "script", "head", "template"))
"""What stands between these is not shown to anybody."""
_INLINE: Final = frozenset("a abbr b big code em font i mark s small span strong sub sup u wbr".split())
"""Within a line; all others begin a new one."""
_BLANK: Final = re.compile(r"[ \t\r\f\v]*\n\s*")


def plain(text: str) -> str:
    """The text without its markup, if it is HTML; else as it is. Linear in the text."""
    if "<" not in text or _PAGE.search(text) is None:
        return text
    pieces: list[str] = []
    at, within = 0, ""  # `within` is what hides the text: a comment, or the name of an element
    for tag in _TAG.finditer(text):
        if not within:
            pieces.append(text[at : tag.start()])
        at = tag.end()
        name = (tag["name"] or tag[0]).lower()
        if within:
            if (within, name) == ("<!--", "-->") or (name == within and tag["ends"]) or (within, name) == ("head", "body"):
                within = ""
        elif name == "<!--" or (name in _UNSEEN and not tag["ends"]):
            within = name
        elif name not in _INLINE:
            pieces.append("\n\n")
    pieces.append(text[at:])  # what was opened and never closed hides nothing after the last tag
    return _BLANK.sub("\n\n", unescape("".join(pieces))).strip()
