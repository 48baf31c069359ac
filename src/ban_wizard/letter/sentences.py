"""A letter sentence by sentence: what a claim adds to it, and what is new in it against an earlier one. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from itertools import chain
from typing import Final

from ban_wizard.letter.claims import standings
from ban_wizard.letter.model import Confirmed, Letter
from ban_wizard.values import frozen

_END: Final = r"""(?<=[.!?…»”"])(?<!\sг\.)\s+(?=[A-ZА-ЯЁ0-9«“"+])"""
"""Between two sentences: not after the dot of «2026 г.»."""


@frozen
class Passage:
    """One sentence or item of a letter."""

    text: str
    opens: bool
    """Whether it begins a line of the letter."""
    state: str = "same"
    """Against the earlier letter: `same`, `new` or `gone`."""


def passages(text: str) -> tuple[Passage, ...]:
    """The sentences of a letter in their order; an item of a list is one."""
    return tuple(Passage(part, number == 0) for line in _lines(text) for number, part in enumerate(line))


def _lines(text: str) -> Iterator[list[str]]:
    for line in filter(None, map(str.strip, text.splitlines())):
        yield [line] if line.startswith("- ") else re.split(_END, line)


def compare(old: str, new: str) -> tuple[Passage, ...]:
    """Both letters in one: what stands in both, what only the new one says, and what it does not say any more."""
    from difflib import SequenceMatcher  # most letters are the first

    before, after = passages(old), passages(new)
    matcher = SequenceMatcher(None, [each.text for each in before], [each.text for each in after], autojunk=False)
    found = []
    for what, a, b, c, d in matcher.get_opcodes():
        found += [Passage(each.text, each.opens, "gone") for each in before[a:b] if what != "equal"]
        found += [Passage(each.text, each.opens, "same" if what == "equal" else "new") for each in after[c:d]]
    return tuple(found)


def added(letter: Letter, *, lang: str, facts: Confirmed, today: date, claims: Collection[str] | None = None) -> Mapping[str, str]:
    """For each supported claim that may be said or left out: the sentences in `lang` that are there only because of it.

    `claims` are those that the letter makes now, by default all that are supported. Loads jinja2.
    """
    from ban_wizard.letter.fields import read
    from ban_wizard.letter.render import written

    known = read(letter, facts)
    found = standings(letter, facts, known, today)
    fixed = {each.claim for each in found if not each.lacks and each.fixed}
    present = fixed | {each.claim for each in found if not each.lacks and (each.by_default if claims is None else each.claim in claims)}
    whole = written(letter, lang, facts, known, today, present)[0]
    sentences = {}
    for claim in (each.claim for each in found if not each.lacks and not each.fixed):
        other = written(letter, lang, facts, known, today, present ^ {claim})[0]
        sentences[claim] = _more(whole, other) if claim in present else _more(other, whole)
    return sentences


def _more(longer: str, shorter: str) -> str:
    """The sentences that only the first of two letters has, without a heading that merely comes with them."""
    only, there = [], Counter(chain.from_iterable(_lines(shorter)))
    for each in chain.from_iterable(_lines(longer)):
        if there[each]:
            there[each] -= 1
        else:
            only.append(each)
    return " ".join([text for text in only if not text.endswith(":")] or only)
