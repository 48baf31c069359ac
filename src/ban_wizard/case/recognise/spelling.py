"""Words that are typed with a slip or two: letters too many, too few, wrong, or changed places; or Russian as it sounds."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

LEAST: Final = 7
"""A shorter word with another letter is too often another word."""
LONG: Final = 10
"""A word as long as this is known with two slips; not a Russian one, which changes as much by its ending."""
MOST: Final = 500
"""A text with more long words than this is no account of a person in a hurry: it is read as it is written."""
HEARD: Final = 4
"""A shorter Russian word may sound like another."""

RUSSIAN: Final = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
"""The letters of Russian words when they are folded."""

_SOUNDS: Final = str.maketrans("оыэеяёбвгджз", "аииииипфктшс", "ъь")
_SAME: Final = re.compile(r"(?:тс|ц)[иа]|(.)\1+")


class Misspelt:
    """The words of a text, looked up by the word that is meant."""

    def __init__(self, words: Iterable[str]) -> None:
        words = [word for word in words if word.isalpha()]
        long = [word for word in words if len(word) >= LEAST - 1]
        self._alike: dict[str, list[str]] = {}
        self._heard: list[tuple[str, str]] = []
        if len(long) > MOST:
            return
        for word in long:
            for part in _parts(word):
                self._alike.setdefault(part, []).append(word)
        self._heard = sorted((heard, word) for word in words if len(word) >= HEARD and (heard := sound(word)) is not None)

    def of(self, meant: str) -> list[str]:
        """The words that are a slip or two away from this one, or, where it ends with `*`, from a word that begins so; the first letter
        is taken for right. A Russian word is known by its sound as well."""
        stem, begins, parts, heard = _keys(meant)
        if not parts and heard is None:
            return []
        found = [word for part in parts for word in self._alike.get(part, ())] if self._alike else []
        if found:
            most = 2 if len(stem) >= LONG and stem.isascii() else 1
            found = [word for word in set(found) if slipped(word, stem, begins=begins, most=most)]
        if heard and self._heard:
            found += self._sounds_like(heard, begins=begins)
        return sorted({word for word in found if word != stem and not (begins and word.startswith(stem))}) if found else found

    def _sounds_like(self, heard: str, *, begins: bool) -> Iterable[str]:
        for each, word in self._heard[bisect_left(self._heard, (heard,)) :]:
            if not each.startswith(heard):
                return
            if begins or each == heard:
                yield word


@lru_cache(maxsize=32768)
def _keys(meant: str) -> tuple[str, bool, tuple[str, ...], str | None]:
    """What a word of a pattern is looked up by: its letters, whether it only begins so, what a slip would leave, and its sound."""
    stem = meant.removesuffix("*")
    begins = meant != stem
    parts = {stem[:3], stem[0] + stem[3:6], stem[0] + stem[4:7]} if len(stem) >= LEAST and stem.isalpha() else set()
    return stem, begins, tuple(parts), sound(stem) if len(stem) >= HEARD + begins else None


@lru_cache(maxsize=8192)
def sound(word: str) -> str | None:
    """A Russian word as it sounds: unstressed vowels, voice and doubled letters make no difference. None for another word."""
    if not re.fullmatch("[а-я]+", word):
        return None
    return _SAME.sub(lambda found: found[1] or "ца", word.translate(_SOUNDS))


def alike(letters: Iterable[str]) -> frozenset[str]:
    """These letters, and those that sound like one of them."""
    sounds = {letter.translate(_SOUNDS) for letter in letters}
    return frozenset(letters).union(letter for letter in map(chr, _SOUNDS) if letter.translate(_SOUNDS) in sounds)


def _parts(word: str) -> set[str]:
    """What one slip leaves as it is: the beginning, or some letters further on, which may have moved by one."""
    return {word[:3], *(word[0] + word[at : at + 3] for at in (2, 3, 4, 5))}


def slipped(word: str, meant: str, *, begins: bool = False, most: int = 1) -> bool:
    """Whether a word differs from the one meant by some slips, at most so many; or, if it only `begins` so, whether its beginning does."""
    same = next((at for at, (a, b) in enumerate(zip(word, meant, strict=False)) if a != b), min(len(word), len(meant)))
    word, meant = word[same:], meant[same:]
    if not meant and (begins or len(word) <= most):
        return True
    if begins and len(meant) == 1 and not meant.isascii():  # «разблокировать» is no slip for «разблокировал»
        return False
    if not most:
        return False
    rests = [(word[1:], meant[1:]), (word[1:], meant), (word, meant[1:])]  # a wrong letter, one too many, one too few
    if word[:2] == meant[1::-1]:
        rests.append((word[2:], meant[2:]))  # changed places
    return any(slipped(rest, left, begins=begins, most=most - 1) for rest, left in rests)
