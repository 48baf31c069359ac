"""What is read of a text that is too long to be read whole: its beginning, its end, and the lines in between that tell most."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Final

from ban_wizard.case.recognise.markup import plain
from ban_wizard.case.recognise.reading import END
from ban_wizard.playbook.symptoms import Recognition, Symptoms

MOST: Final = 45_000
"""A text of so many characters is read whole; a screen, an e-mail or an error is far shorter."""
ENDS: Final = 10_000
"""So much is read of each end of a longer one, whatever stands there."""
MOST_SCANNED: Final = 2_000_000
"""Of a text still longer nothing but its ends is looked through."""
_PIECE: Final = 400
"""A line longer than this is taken in pieces."""
_LINE: Final = re.compile(rf"[^\n]{{1,{_PIECE}}}")
_WORD: Final = re.compile(r"[^\W\d_]{3,}|\b\d{3,6}\b")
_STEM: Final = re.compile(r"[^\W_]{3,}\*?")
_SHORTEST: Final = 3


def excerpt(text: str, tables: Iterable[Symptoms], recognition: Recognition) -> tuple[str, bool]:
    """What is read of a text, without its markup, and whether anything was left out.

    Of the middle those lines are read, with their neighbours, whose words the recognisers know and the text itself seldom says.
    """
    scanned = text if len(text) <= MOST_SCANNED else f"{text[: MOST_SCANNED // 2]}\n{text[-MOST_SCANNED // 2 :]}"
    cut = scanned is not text
    text = plain(scanned)
    if len(text) <= MOST:
        return text, cut
    pieces = [(found.start(), found.end()) for found in _LINE.finditer(text)]
    said = [_WORD.findall(text[start:end].casefold()) for start, end in pieces]
    often = Counter(word for words in said for word in words)
    telling = _telling(often, _Known(tables, recognition))
    worth = [sum(telling.get(word, 0.0) for word in {*words}) for words in said]
    first = next((n for n, (_, end) in enumerate(pieces) if end > ENDS), len(pieces))
    last = next((n for n, (start, _) in enumerate(pieces) if start >= len(text) - ENDS), len(pieces))
    taken = {*range(first), *range(last, len(pieces))}
    room = MOST - sum(pieces[n][1] - pieces[n][0] + 1 for n in taken)
    for best in sorted(range(first, last), key=lambda n: -worth[n]):
        if not worth[best]:
            break
        new = {n for n in (best - 1, best, best + 1) if 0 <= n < len(pieces)} - taken
        room -= sum(pieces[n][1] - pieces[n][0] + 1 for n in new)
        if room < 0:
            break
        taken |= new
    return _joined(text, [pieces[n] for n in sorted(taken)]), True


class _Known:
    """The words that patterns look for."""

    def __init__(self, tables: Iterable[Symptoms], recognition: Recognition) -> None:
        written = {word.casefold() for text in _written(tables, recognition) for word in _STEM.findall(text)}
        self._words = frozenset(word for word in written if word[-1] != "*")
        self._stems = frozenset(word[:-1] for word in written if word[-1] == "*")

    def __contains__(self, word: str) -> bool:
        return word in self._words or any(word[:end] in self._stems for end in range(_SHORTEST, len(word) + 1))


def _written(tables: Iterable[Symptoms], recognition: Recognition) -> Iterator[str]:
    """Whatever patterns are made of: a word that stands in none of them tells nothing."""
    for phrases in recognition.classes.values():
        yield from phrases
    for table in tables:
        for symptom in table.symptoms.values():
            yield from (*symptom.signs.text, *symptom.signs.told, *symptom.unless)
            for sign in symptom.signs.payload:
                for _, patterns in sign:
                    yield from patterns


def _telling(often: Mapping[str, int], known: _Known) -> dict[str, float]:
    """The known words of a text, each the more worth the more seldom it is said."""
    return {word: 1 / times for word, times in often.items() if word in known}


def _joined(text: str, pieces: list[tuple[int, int]]) -> str:
    """Pieces of a text as one; a break stands where something was left out."""
    found = [text[slice(*pieces[0])]] if pieces else []
    for (_, end), (start, stop) in pairwise(pieces):
        found += [text[end:start] if not text[end:start].strip("\n") else END, text[start:stop]]
    return "".join(found)
