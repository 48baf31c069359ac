"""Sentences of a passage and their words, as the checks read them: in small letters, with ё as е, `…` for what is printed."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_END: Final = re.compile(r"(?<=[.!?])\s+|\n\s*\n|\n\s*- ")
_TOKEN: Final = re.compile(r"[\w'…-]+|[^\w\s]")


def word_set(words: str) -> frozenset[str]:
    """The words of a line."""
    return frozenset(words.split())


def folded(sentence: str) -> str:
    """A sentence as its words are compared, but for capitals."""
    return sentence.replace("ё", "е").replace("Ё", "Е").replace("’", "'")


def tokens(sentence: str) -> list[str]:
    """The words and the marks of a folded sentence."""
    return _TOKEN.findall(sentence)


@lru_cache(maxsize=512)
def sentences(text: str) -> tuple[str, ...]:
    """What a passage says, sentence by sentence; punctuation alone is none."""
    return tuple([" ".join(said.split()) for said in _END.split(text.strip()) if any(map(str.isalnum, said))])
