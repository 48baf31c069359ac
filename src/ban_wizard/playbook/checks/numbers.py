"""Numbers in words: a term or a limit is the same in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

_BETWEEN: Final = "\0"
"""Stands in no text."""
_NO_DIGITS: Final = bytes(each for each in range(1, 256) if not 0x30 <= each <= 0x39)
_THOUSANDS: Final = re.compile(r"(?<=\d)[,\s\u00a0\u202f](?=\d{3}(?!\d))")
_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")


def in_one_only(ones: Sequence[str], others: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Of texts and what they are in another language: the places of those that say other numbers, with the numbers one of them lacks."""
    for place, (one, other) in enumerate(zip(_digits(ones), _digits(others), strict=True)):  # all at once, for nearly all say the same
        if one != other and (only := _numbers(ones[place]) ^ _numbers(others[place])):
            yield place, ", ".join(sorted(only))


def _digits(texts: Sequence[str]) -> list[bytes]:
    return _BETWEEN.join(texts).encode("utf-8", "replace").translate(None, _NO_DIGITS).split(_BETWEEN.encode())


def _numbers(text: str) -> set[str]:
    """As written in figures, in whichever way a language parts thousands and tenths."""
    return {found.replace(",", ".") for found in _NUMBER.findall(_THOUSANDS.sub("", text))}
