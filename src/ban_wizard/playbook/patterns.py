"""Patterns by which a text is recognised: words in the order in which they stand, as an author writes them.

    your account is restricted right now       these words, next to each other
    restrict*   *banned*   un*ed               a word that begins so; that holds this; that begins and ends so
    account ... (banned|blocked by us)         up to eight words between, in one sentence; one of several
    account & (banned|blocked by us)           both in one sentence, in either order, up to ten words between
    can [no longer|not] use                    words that may be absent
    <banned>                                   a class of words from recognise.yaml, in every language
    <n>                                        a number in digits

Case, accents, quotes, dashes and spaces make no difference. There is nothing here that could take long: a pattern is
searched by looking up where its words stand, not letter by letter.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from ban_wizard.playbook.folding import fold, words

GAP: Final = 8
"""How many words `...` may stand for, at most."""
REACH: Final = 10
"""How many words may stand between what `&` joins."""
NUMBER: Final = "n"
"""The class that needs no definition: a number in digits."""

Phrase = tuple[str, ...]
"""Words next to each other; each may begin or end with `*`, or have one within."""


class Choice(NamedTuple):
    """One of several phrases; the empty one means that all may be absent."""

    phrases: tuple[Phrase, ...]


class Class(NamedTuple):
    """A phrase of a class."""

    name: str


class Gap(NamedTuple):
    """Up to so many words."""

    words: int = GAP


class Together(NamedTuple):
    """Patterns that stand in one sentence, in any order."""

    patterns: tuple[tuple[Choice | Class | Gap, ...], ...]


Part = Choice | Class | Gap
Pattern = tuple[Part, ...] | tuple[Together]

_PARTS: Final = (
    r"(?P<gap>\.{3}|\u2026)|<(?P<name>[a-z][a-z0-9_]*)>"
    r"|\((?P<choice>[^()<>\[\]]*)\)|\[(?P<maybe>[^()<>\[\]]*)\]|(?P<word>[^\s()<>\[\]|]+)"
)

_NAMED: Final = re.compile("<([a-z][a-z0-9_]*)>")
_WORD: Final = r"[*#]?[^\W_][^\s()<>\[\]|*]*+\*?"
"""What begins with a letter or a digit is always a word, whatever follows."""
_CHOICE: Final = rf"{_WORD}(?:(?:\| ?| (?:\| ?)?){_WORD})*+"
_UNIT: Final = rf"(?:{_WORD}|<[a-z][a-z0-9_]*>|\({_CHOICE}\))"
_PLAIN: Final = re.compile(rf"{_WORD}(?: {_WORD})*+")
_ROW: Final = rf"{_UNIT}(?: (?:\.\.\. |(?:\[{_CHOICE}\] )+)?{_UNIT})*+"
_SIMPLE: Final = re.compile(rf"{_ROW}(?: & {_ROW})*+")
"""Words, classes and choices, each after a space, now and then with a gap or with what may be absent between them, or joined by `&`."""


class BadPattern(ValueError):
    """A pattern that says nothing, or not what its author means; the message ends the sentence "this pattern ..."."""


@lru_cache(maxsize=8192)
def parse(written: str) -> Pattern:
    """The parts of a pattern. Raises BadPattern."""
    pieces = re.split(r"\s&\s", f" {written} ")
    return (Together(tuple(_in_order(piece) for piece in pieces)),) if len(pieces) > 1 else _in_order(written)


def _in_order(written: str) -> tuple[Part, ...]:
    parts: list[Part] = []
    plain: list[str] = []

    def put(part: Part) -> None:
        if plain:
            parts.append(Choice((tuple(plain),)))
            plain.clear()
        parts.append(part)

    at = 0
    for found in re.finditer(_PARTS, written):
        if stray := written[at : found.start()].strip():
            raise BadPattern(f"has a stray `{stray}`; brackets come in pairs, and `|` stands between them")
        at = found.end()
        if found["gap"]:
            put(Gap())
        elif found["name"]:
            put(Class(found["name"]))
        elif found["word"]:
            plain += phrase(found["word"])
        else:
            inner = found["choice"] if found["choice"] is not None else found["maybe"]
            phrases = tuple(phrase(each) for each in inner.split("|"))
            put(Choice((*phrases, ()) if found["maybe"] is not None else phrases))
    if stray := written[at:].strip():
        raise BadPattern(f"has a stray `{stray}`; brackets come in pairs, and `|` stands between them")
    if plain:
        parts.append(Choice((tuple(plain),)))
    for end, where in ((parts[:1], "begins"), (parts[-1:], "ends")):
        if not end:
            raise BadPattern("is empty; write the words that are looked for, or take it out")
        if isinstance(end[0], Gap) or (isinstance(end[0], Choice) and () in end[0].phrases):
            raise BadPattern(f"{where} with what may be absent; leave that out")
    if any(isinstance(a, Gap) and isinstance(b, Gap) for a, b in pairwise(parts)):
        raise BadPattern("has two gaps in a row; one is enough")
    return tuple(parts)


def is_plain(written: str) -> bool:
    """Whether a phrase is seen at a glance to be one."""
    return _is_words(written) or _PLAIN.fullmatch(written) is not None


def classes_at_a_glance(written: str) -> list[str] | None:
    """The classes that a pattern names, if it is so simple that nothing can be wrong with it: most are. None where one must `parse`."""
    if _is_words(written):
        return []
    if _SIMPLE.fullmatch(written) is None:
        return None
    return [name for name in _NAMED.findall(written) if name != NUMBER] if "<" in written else []


def _is_words(written: str) -> bool:
    """Whether these are words of letters and digits, and nothing else."""
    return written.replace(" ", "").isalnum()


def phrases(listed: str) -> list[str]:
    """The phrases of a list in one text: a comma or the end of a line parts them."""
    return [found for each in listed.replace("\n", ",").split(",") if (found := each.strip())]


@lru_cache(maxsize=8192)
def phrase(written: str) -> Phrase:
    """The words of a phrase, folded, with their asterisks. Raises BadPattern."""
    found: list[str] = []
    for word in written.split():
        inner = words(word)
        if "*" in (stem := word.strip("*")) and stem == word:  # a word that begins and ends so
            inner = [fold(word).text] if re.fullmatch(r"\w+\*\w+", fold(word).text) else []
        elif "*" in stem:
            inner = []
        elif inner:
            inner[0] = "*" * word.startswith("*") + inner[0]
            inner[-1] += "*" * word.endswith("*")
        if not inner:
            raise BadPattern(f"has `{word}`, which is no word; an asterisk stands at a word's beginning or end, or once within it")
        found += inner
    if not found:
        raise BadPattern("has brackets with nothing between; write words there")
    return tuple(found)


def classes(pattern: Pattern) -> list[str]:
    """The classes that a pattern names, without the one for numbers."""
    pieces = [piece for part in pattern for piece in (part.patterns if isinstance(part, Together) else ((part,),))]
    return [part.name for piece in pieces for part in piece if isinstance(part, Class) and part.name != NUMBER]
