"""One translator for Russian keyboards: what was pressed is taken for the Latin key in the same place."""

from __future__ import annotations

from typing import Final

from textual import events

_RUSSIAN: Final = "йцукенгшщзхъфывапролджэячсмитьбюё"
_LATIN: Final = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"

LATIN: Final = {
    **dict(zip(_RUSSIAN, _LATIN, strict=True)),
    **dict(zip(_RUSSIAN.upper(), 'QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>~', strict=True)),
}
"""A Cyrillic letter and the character that the same key gives in the Latin layout (ЙЦУКЕН and QWERTY)."""


def latin_key(key: str, *, takes_text: bool) -> str | None:
    """The Latin name of a key pressed in the Russian layout, or None if it stays as it is.

    A widget that takes text gets its letters; with Ctrl held nothing is text, so `ctrl+ы` is `ctrl+s` everywhere.
    """
    held, _, last = key.rpartition("+")
    latin = LATIN.get(last)
    if latin is None or not latin.isalpha() or (takes_text and "ctrl" not in held):
        return None
    return f"{held}+{latin.lower()}" if held else latin


def translated(event: events.Key, *, takes_text: bool) -> events.Key:
    """The key event that the app is to see for the one that came from the terminal."""
    key = latin_key(event.key, takes_text=takes_text)
    if key is None:
        return event
    return events.Key(key, key if len(key) == 1 else None)
