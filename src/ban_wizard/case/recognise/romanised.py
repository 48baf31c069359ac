"""Russian typed in Latin letters, `akkaunt zablokirovan`: however it is spelt, what sounds alike gets one form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import Final

_LETTERS: Final = str.maketrans(
    dict(zip("абвгдежзиклмнопрстуфхцчшщыэюя", "abvgdejziklmnoprstufhcqwwieua", strict=True)) | dict.fromkeys("ъь'", "")
)
_SPELT: Final = (
    ("shch|sch|sh", "w"),
    ("zh|j(?=[ei])", "j"),
    ("ch", "q"),
    ("kh|x", "h"),
    ("ts|tc", "c"),
    ("[yj](?=[aoue])", ""),
    ("[yj](?![ei])|y", "i"),
    ("'", ""),
)
_ONE: Final = re.compile("|".join(f"({spelt})" for spelt, _ in _SPELT))
_SAME: Final = re.compile(r"(.)\1+|i(?=[aou])")

ENOUGH: Final = 2
"""So many known words tell that a text is such Russian."""
SHORTEST: Final = 5
"""A shorter word may be one of another language."""
MOST: Final = 2000
EVERYWHERE: Final = frozenset(("marketing*", "problem*", "metod*", "eksperiment*", "platform*", "portfolo"))
"""Words that Russian shares with many languages: they do not tell that a text is Russian."""


def form(word: str) -> str:
    """The one form of a folded word in either script; an asterisk stays."""
    if word.isascii():
        word = _ONE.sub(lambda found: _SPELT[(found.lastindex or 1) - 1][1], word)
    return _SAME.sub(r"\1", word.translate(_LETTERS))


@lru_cache(maxsize=8192)
def form_of_cyrillic(word: str) -> str | None:
    """The form of a word of a pattern; None if it is not Cyrillic."""
    return form(word) if re.search("[а-я]", word) else None


def forms(words: Iterable[str], known: frozenset[str]) -> dict[str, list[str]]:
    """The words of a text by their forms, if enough of them are Russian words that are `known`; else nothing.

    Several that begin like one of these, such as "limited" and "limitation" like «лимит*», tell as much as one.
    """
    typed: dict[str, list[str]] = {}
    for number, word in enumerate(words):
        if number == MOST or not word.isascii():
            return {}
        if word.replace("'", "").isalpha():
            typed.setdefault(form(word), []).append(word)
    if not typed:
        return {}
    russian = _russian(known)
    told: set[str] = set()
    for each in typed:
        told.update(islice((stem for stem in _stems(each) if stem in russian), 1))
        if len(told) == ENOUGH:
            return typed
    return {}


@lru_cache(maxsize=8)
def _russian(known: frozenset[str]) -> frozenset[str]:
    """The forms of the Russian words among these that are long enough to tell the language."""
    return frozenset(meant for word in known if (meant := form_of_cyrillic(word)) is not None and len(meant) > SHORTEST) - EVERYWHERE


def _stems(word: str) -> Iterator[str]:
    """What a pattern may have for a word: some letters that it begins with, or all."""
    yield from (f"{word[:end]}*" for end in range(SHORTEST, len(word) + 1))
    yield word
