"""Russian typed in Latin letters, `akkaunt zablokirovan`: however it is spelt, what sounds alike gets one form."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
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

COMMON: Final = (
    "что это этот номер использовать меня мне если уже нельзя могу пишет может аккаунт заблок забан временн навсегда сообщ "
    "ватсап вотсап огранич часов сутки писать новым"
)
ENOUGH: Final = 2
"""So many common words tell that a text is such Russian."""
MOST: Final = 2000


def form(word: str) -> str:
    """The one form of a folded word in either script; an asterisk stays."""
    if word.isascii():
        word = _ONE.sub(lambda found: _SPELT[(found.lastindex or 1) - 1][1], word)
    return _SAME.sub(r"\1", word.translate(_LETTERS))


@lru_cache(maxsize=8192)
def form_of_cyrillic(word: str) -> str | None:
    """The form of a word of a pattern; None if it is not Cyrillic."""
    return form(word) if re.search("[а-я]", word) else None


def forms(words: Iterable[str]) -> dict[str, list[str]]:
    """The words of a text by their forms, if it is Russian in Latin letters; else nothing."""
    known: dict[str, list[str]] = {}
    for number, word in enumerate(words):
        if number == MOST or not word.isascii():
            return {}
        if word.replace("'", "").isalpha():
            known.setdefault(form(word), []).append(word)
    common = sum(any(each.startswith(stem) if len(stem) > 4 else each == stem for each in known) for stem in map(form, COMMON.split()))
    return known if common >= ENOUGH else {}
