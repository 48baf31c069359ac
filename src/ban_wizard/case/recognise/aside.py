"""What a text says besides: that it is not so, that it may come to be so, that it is over."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from typing import Final

from ban_wizard.case.recognise.reading import Match, Search
from ban_wizard.playbook.patterns import parse

DENIED_WITHIN: Final = 2
"""So many words may stand between a denial and what it denies, in one clause."""
SUPPOSED_WITHIN: Final = 4
"""So many words may stand between "how to avoid" and what is to be avoided, in one sentence."""


class Aside:
    """Tells which matches in a text are to be set aside."""

    def __init__(self, search: Search, patterns: Mapping[str, tuple[str, ...]]) -> None:
        self._reading = search.reading
        found = {name: [match for each in written for match in search.find(parse(each))] for name, written in patterns.items()}
        self._before = _ends(found.get("denied_before", ()))
        self._after = _starts(found.get("denied_after", ()))
        self._supposed = _ends(found.get("supposed", ()))
        self._threatened = _ends(found.get("threatened", ()))
        self._then = _starts(found.get("then", ()))
        self._now = sorted({*_starts(found.get("now", ())), *self._then})
        over = [*found.get("past", ()), *(found.get("others", ()) if found.get("ours") else ())]
        self._past = {self._reading.sentences[match.first] for match in over}
        lifted = [match for match in found.get("lifted", ()) if self.stands(match)]
        self._lifted, self._lifting = _starts(lifted), _ends(lifted)

    def stands(self, match: Match) -> bool:
        """Whether what a match says is neither denied, supposed nor over."""
        return not (self._denied(match) or self._supposed_to_be(match) or self._reading.sentences[match.first] in self._past)

    def lifted(self, match: Match) -> bool:
        """Whether what a match says is lifted later on, or by words before it in its clause: "removed the ban on your account"."""
        if self._lifting and self._lifting[-1] > match.last:
            return True
        before = bisect_left(self._lifted, match.first)
        return bool(before) and self._reading.clauses[self._lifted[before - 1]] == self._reading.clauses[match.first]

    def within(self, match: Match) -> bool:
        """Whether the gaps of a match deny, suppose or lift what it says, or tell one thing after another: "the account is not blocked"."""
        words = (self._before, self._supposed, self._lifted, self._then)
        return any(_within(places, start, end) for start, end in match.gaps for places in words)

    def _denied(self, match: Match) -> bool:
        """ "Not blocked", "no ban", «блокировки нет»."""
        return self._leads(self._before, match, DENIED_WITHIN, self._reading.clauses) or self._follows(match)

    def _supposed_to_be(self, match: Match) -> bool:
        """ "How do I avoid a ban", "may be blocked"; and all that the rest of a sentence threatens with."""
        sentences = self._reading.sentences
        place = bisect_left(self._threatened, match.first)
        threatened = bool(place) and sentences[self._threatened[place - 1]] == sentences[match.first]
        return threatened or self._leads(self._supposed, match, SUPPOSED_WITHIN, sentences)

    def now(self, match: Match) -> int | None:
        """Where the sentence of a match turns to what is now, if that is after the match: "was restricted twice and now it is banned"."""
        place = bisect_left(self._now, match.last + 1)
        if place < len(self._now) and self._reading.sentences[self._now[place]] == self._reading.sentences[match.last]:
            return self._now[place]
        return None

    def _leads(self, ends: list[int], match: Match, within: int, parts: list[int]) -> bool:
        """Whether one of the words at `ends` stands shortly before a match."""
        place = bisect_left(ends, match.first)
        return bool(place) and match.first - ends[place - 1] <= within + 1 and parts[ends[place - 1]] == parts[match.first]

    def _follows(self, match: Match) -> bool:
        place = bisect_left(self._after, match.last + 1)
        if place < len(self._after):
            start = self._after[place]
            return start - match.last <= DENIED_WITHIN + 1 and self._reading.clauses[start] == self._reading.clauses[match.last]
        return False


def _starts(matches: Iterable[Match]) -> list[int]:
    return sorted({match.first for match in matches})


def _ends(matches: Iterable[Match]) -> list[int]:
    return sorted({match.last for match in matches})


def _within(places: list[int], start: int, end: int) -> bool:
    place = bisect_left(places, start)
    return place < len(places) and places[place] < end
