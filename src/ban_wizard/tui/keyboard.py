"""One translator for keyboards: a letter is taken for the Latin key in its place, whatever its layout and case."""

from __future__ import annotations

from collections.abc import Container
from typing import Final

from textual import events

_RUSSIAN: Final = "йцукенгшщзхъфывапролджэячсмитьбюё"
_LATIN: Final = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"

LATIN: Final = {
    **dict(zip(_RUSSIAN, _LATIN, strict=True)),
    **dict(zip(_RUSSIAN.upper(), 'QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>~', strict=True)),
}
"""A Cyrillic letter and the character that the same key gives in the Latin layout (ЙЦУКЕН and QWERTY)."""


def latin_key(key: str, *, takes_text: bool, capitals: Container[str] = ()) -> str | None:
    """The key that is meant by a letter in the Russian layout, with Shift or with Caps Lock; None if it stays as it is.

    Commands have small letters; `capitals` are those that mean something of their own. A widget that takes text gets its
    letters; with Ctrl held nothing is text, so `ctrl+ы` is `ctrl+s` everywhere.
    """
    held, _, last = key.rpartition("+")
    letter = LATIN.get(last, last)
    if len(letter) > 1 or not letter.isalpha() or (takes_text and "ctrl" not in held):
        return None
    meant = letter if letter in capitals and not held else letter.lower()
    return None if meant == last else f"{held}+{meant}" if held else meant


def translated(event: events.Key, *, takes_text: bool, capitals: Container[str] = ()) -> events.Key:
    """The key event that the app is to see for the one that came from the terminal."""
    key = latin_key(event.key, takes_text=takes_text, capitals=capitals)
    if key is None:
        return event
    return events.Key(key, key if len(key) == 1 else None)
