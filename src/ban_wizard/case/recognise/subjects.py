"""What a sentence speaks of: one messenger or another, or something that is none of ours."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from ban_wizard.case.recognise.reading import Match, Search
from ban_wizard.playbook.patterns import parse

PHONE: Final = "phone"
"""Words of the app on a phone that name no messenger: they tell whose a sign is, and nothing else."""
ELSEWHERE: Final = "elsewhere"
MEANS: Final = {PHONE: ("whatsapp_app", "max"), "whatsapp": ("whatsapp_app", "whatsapp_api")}
"""Names that several messengers go by."""
NEAR: Final = 4
"""What is named so many words after the beginning of a match is what it speaks of."""


class Subjects:
    """Where a text names what it speaks of. A sign belongs to what was named last before it in its sentence."""

    def __init__(self, search: Search, names: Mapping[str, Sequence[str]]) -> None:
        self._reading = search.reading
        found = {name: [match for pattern in patterns for match in search.find(parse(pattern))] for name, patterns in names.items()}
        self.named = frozenset(name for name, matches in found.items() if matches and name != PHONE)
        self._places = sorted({(match.first, match.last, name) for name, matches in found.items() for match in matches})
        self._firsts = [first for first, *_ in self._places]

    def names(self, match: Match) -> bool:
        """Whether a match only names what the text speaks of."""
        place = bisect_left(self._places, (match.first, match.last, ""))
        return self._places[place : place + 1] != [] and self._places[place][:2] == (match.first, match.last)

    def strange(self, match: Match, owner: str | None) -> bool:
        """Whether a match speaks of something else than the messenger whose sign it would be."""
        if owner is None or not (names := self.of(match)):
            return False
        return not self._are_of(names, owner) or any(not self._are_of(names, owner) for names in self._between(match))

    def _are_of(self, names: Iterable[str], owner: str) -> bool:
        return any(owner in MEANS.get(name, (name,)) for name in names)

    def _between(self, match: Match) -> Iterator[set[str]]:
        """What is named in the gaps of a match, place by place."""
        for start, end in match.gaps:
            inside = self._places[bisect_left(self._firsts, start) : bisect_left(self._firsts, end)]
            for place in {first for first, *_ in inside}:
                yield {name for first, _, name in inside if first == place}

    def elsewhere(self, match: Match, owner: str | None) -> bool:
        """Whether the clause in which a match begins speaks of a service or thing that is none of ours, and of no messenger."""
        place = bisect_left(self._firsts, match.first)
        if not place or self.strange(match, owner) is False:
            return False
        first, _, name = self._places[place - 1]
        return name == ELSEWHERE and self._reading.clauses[first] == self._reading.clauses[match.first]

    def of(self, match: Match) -> frozenset[str]:
        """What a match speaks of: what is named within it, or else last before it in its sentence, or else next in its clause."""
        sentences, clauses = self._reading.sentences, self._reading.clauses
        start, end = bisect_left(self._firsts, match.first), bisect_left(self._firsts, match.last + 1)
        near = bisect_left(self._firsts, min(match.last, match.first + NEAR) + 1)
        if start < near and clauses[self._firsts[start]] == clauses[match.first]:
            return frozenset(name for *_, name in self._places[start:near])
        if start and sentences[self._firsts[start - 1]] == sentences[match.first]:
            last = self._firsts[start - 1]
            return frozenset(name for first, _, name in self._places[:start] if first == last)
        if start < end:
            return frozenset(name for *_, name in self._places[start:end])
        if end < len(self._places) and clauses[self._firsts[end]] == clauses[match.last]:
            return frozenset(name for first, _, name in self._places[end:] if first == self._firsts[end])
        return frozenset()
