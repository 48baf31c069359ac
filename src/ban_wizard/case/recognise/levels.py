"""What is blocked: the account with its numbers, one template, or some other part of the service, by the noun nearest to the verb."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from ban_wizard.case.recognise.reading import Match, Search
from ban_wizard.playbook.patterns import parse

NOUNS: Final = {
    "account": ("account", "waba", "portfolio", "organisation"),
    "template": ("template",),
    "part": ("service_part",),
}
"""Classes of words in recognise.yaml for each level. Numbers, accounts and portfolios are told apart by the signs themselves."""
VERBS: Final = ("banned", "restricted", "paused", "turned_off")
FAR: Final = 8
"""A noun more words away than this is not what a verb is said of."""
WITHIN: Final = frozenset(
    (
        "in inside from within by via through at for в из через для от внутри en desde em no na dentro por nel sul dalam dari"
        " di oleh im vom von aus bei dans par"
    ).split()
)
"""After one of these stands where or by whom something was blocked, not what."""


class Levels:
    """The nouns and verbs of a text by which it is known what is blocked."""

    def __init__(self, search: Search) -> None:
        self._reading = search.reading
        self._nouns = sorted(
            {
                (match.first, match.last, level)
                for level, names in NOUNS.items()
                for name in names
                for match in search.find(parse(f"<{name}>"))
            }
        )
        self._several = len({level for *_, level in self._nouns}) > 1 or any(level == "part" for *_, level in self._nouns)
        found = {place for name in VERBS for match in search.find(parse(f"<{name}>")) for place in range(match.first, match.last + 1)}
        self._verbs = sorted(found) if self._several else []

    def another(self, match: Match) -> bool:
        """Whether each verb of a match is said of something else than the match itself names: of the conversation, not the template."""
        if not self._several:
            return False
        verbs = self._verbs[bisect_left(self._verbs, match.first) : bisect_left(self._verbs, match.last + 1)]
        verbs = [verb for verb in verbs if not any(start <= verb < end for start, end in match.gaps)]
        if not verbs:
            return False
        own = {level for first, last, level in self._nouns if match.first <= first and last <= match.last and not _skipped(first, match)}
        own = own or {"account", "template"}
        said_of = [self._nearest(verb) for verb in verbs]
        return all(level is not None and level not in own for level in said_of)

    def _nearest(self, verb: int) -> str | None:
        """The level of the noun nearest to a verb in its sentence: before it, or after it within its clause."""
        sentences, clauses, words = self._reading.sentences, self._reading.clauses, self._reading.words
        best: tuple[int, int, str] | None = None
        for first, last, level in self._nouns:
            before = last < verb
            if first <= verb <= last or sentences[first] != sentences[verb] or (not before and clauses[first] != clauses[verb]):
                continue
            apart = verb - last if before else first - verb
            at = [words[place] for place in range(max(0, first - 2), first)]
            if apart > FAR or any(word in WITHIN for word in at):
                continue
            if before and clauses[first] != clauses[verb]:
                apart += FAR
            if best is None or (apart, not before) < best[:2]:
                best = apart, not before, level
        return best[2] if best else None


def _skipped(place: int, match: Match) -> bool:
    return any(start <= place < end for start, end in match.gaps)
