"""Words that are typed with one slip: a letter too many, too few, wrong, or two that changed places."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

LEAST: Final = 7
"""A shorter word with another letter is too often another word."""
MOST: Final = 500
"""A text with more long words than this is no account of a person in a hurry: it is read as it is written."""


class Misspelt:
    """The long words of a text, looked up by the word that is meant. The first letter is taken for right."""

    def __init__(self, words: Iterable[str]) -> None:
        long = [word for word in words if len(word) >= LEAST - 1 and word.isalpha()]
        self._alike: dict[str, list[str]] = {}
        for word in long if len(long) <= MOST else ():
            for part in _parts(word):
                self._alike.setdefault(part, []).append(word)

    def of(self, meant: str) -> list[str]:
        """The words that are one slip away from this one, or, where it ends with `*`, from a word that begins so."""
        stem = meant.removesuffix("*")
        if len(stem) < LEAST or not self._alike or not stem.isalpha():
            return []
        near = {word for part in (stem[:3], stem[0] + stem[3:6], stem[0] + stem[4:7]) for word in self._alike.get(part, ())}
        return sorted(word for word in near if slipped(word, stem, begins=meant != stem))


def _parts(word: str) -> set[str]:
    """What one slip leaves as it is: the beginning, or some letters further on, which may have moved by one."""
    return {word[:3], *(word[0] + word[at : at + 3] for at in (2, 3, 4, 5))}


def slipped(word: str, meant: str, *, begins: bool = False) -> bool:
    """Whether a word differs from the one meant by one slip; or, if it only `begins` so, whether its beginning does."""
    same = next((at for at, (a, b) in enumerate(zip(word, meant, strict=False)) if a != b), min(len(word), len(meant)))
    rests = (
        (word[same + 1 :], meant[same + 1 :]),  # a wrong letter
        (word[same + 1 :], meant[same:]),  # one too many
        (word[same:], meant[same + 1 :]),  # one too few
        (word[same + 2 :], meant[same + 2 :] if word[same : same + 2] == meant[same : same + 2][::-1] else "\0"),  # changed places
    )
    if same == len(meant):
        return not begins and len(word) == same + 1
    return any(written.startswith(rest) if begins else written == rest for written, rest in rests)
