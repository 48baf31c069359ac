"""Texts made comparable: what a person types, what a screen shows and what an author writes are folded alike.

Letters lose case and accents (so ё is е and й is и on both sides), typographic quotes, dashes and spaces become plain,
what is invisible goes. Folding keeps the way back to the text as it stands.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final, NamedTuple

_ALIKE: Final = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u02b9`\u00b4\u2032\uff07", "'"),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    "\u0131": "i",
    "\u0142": "l",
    "\u00f8": "o",
    "\u0111": "d",
}
UNSPACED: Final = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
"""Scripts that put no space between words: each letter counts as a word."""

_UNIT: Final = "h|hs|hrs?|hours?|d|days?|m|mins?|s|std|st|j|ч|час|часа|часов|д|дн|дня|дней|мин|с|г|год|dias?|horas?|gun|saat|jam|hari"
"""Units that are written right after their number, `24h`: they are words of their own."""
_JAMO: Final = "\u1100-\u11ff"
_KOREAN_UNIT: Final = f"(?:{unicodedata.normalize('NFKD', '시간|분|일|개월')})[{_JAMO}]*"
"""A unit in Korean, with the endings that are written to it; folded, a syllable is its letters."""
_ELISION: Final = "(?:[cdjlmnst]|qu|jusqu|lorsqu|un|dell|dall|all|sull|nell|quell)'(?=[^\\W\\d_]{2})"
"""A French or Italian word that has lost its end before a vowel: it is a word of its own."""
_NUMBER: Final = rf"\d{{1,4}}(?=(?:{_UNIT}|{_KOREAN_UNIT})(?![^\W_]))"
WORD: Final = rf"#|[{UNSPACED}]|{_NUMBER}|{_ELISION}|[a-z_]+(?=[{_JAMO}])|[^\W{UNSPACED}]+(?:'[^\W{UNSPACED}]+)*"
"""A word of a folded text; a hash is one, as in `#368`, and so is a Latin name before its Korean ending."""
_WORDS: Final = re.compile(WORD)


class Folded(NamedTuple):
    text: str
    places: Sequence[int] | None
    """For each letter of `text` where it stands in the text that was folded; None where nothing has moved."""

    def place(self, position: int) -> int:
        """Where the letter at `position` stands in the text that was folded."""
        return position if self.places is None else self.places[position]


def fold(text: str) -> Folded:
    """The text as it is compared; linear in its length."""
    if text.isascii():
        return Folded(text.lower().replace("`", "'"), None)
    pieces = [_FOLDED[letter] for letter in text]
    places = [place for place, piece in enumerate(pieces) for _ in piece]
    return Folded("".join(pieces), places)


def words(text: str) -> list[str]:
    """The words of a text, folded."""
    return [word for found in re.findall(WORD, fold(text).text) if (word := found.strip("_'"))]


class _Letters(dict[str, str]):
    """Each letter folded, worked out when it is first met."""

    def __missing__(self, letter: str) -> str:
        if letter in _ALIKE:
            folded = _ALIKE[letter]
        elif unicodedata.category(letter) == "Nd":
            folded = str(unicodedata.digit(letter))
        else:
            apart = unicodedata.normalize("NFKD", letter).casefold()
            folded = "".join(_ALIKE.get(part, part) for part in apart if unicodedata.category(part) not in ("Mn", "Mc", "Me", "Cf", "Cs"))
        self[letter] = folded
        return folded


_FOLDED: Final = _Letters()
