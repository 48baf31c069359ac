"""What a text says besides: that it is not so, that it may come to be so, that it is over."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from typing import Final

from ban_wizard.case.recognise.reading import Match, Search
from ban_wizard.playbook.patterns import parse

DENIED_WITHIN: Final = 2
"""So many words may stand between a denial and what it denies, in one clause."""
WHOLE: Final = 3
"""What a screen says in more words than this is known by itself."""
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
        questions = [match for match in found.get("questioned", ()) if self._reading.sentences[match.first] in self._reading.questions]
        asked = [match for match in (*found.get("asked", ()), *questions) if self._begins(match)]
        self._threatened = sorted({*_ends(found.get("threatened", ())), *_starts(asked)})
        unturned = found.get("not_now", ())
        self._then = sorted({*_starts(found.get("then", ()))} - {*_starts(unturned)})
        now = {*_starts(found.get("now", ()))} - {*_ends(unturned)}
        self._now = sorted({*now, *self._then})
        self._others = _starts(found.get("others", ())) if found.get("ours") else []
        self._ours = _starts(found.get("ours", ()))
        self._opinions = _ends(found.get("opinion", ()))
        over = found.get("past", ())
        sentences = self._reading.sentences
        turned = sentences[self._now[-1]] if self._now else 0
        begun = [match for match in found.get("first", ()) if sentences[match.first] < turned]
        self._past = {sentences[match.first] for match in [*over, *begun]}
        self._vague = [] if search.find(parse("<account>")) else _places(found.get("vague", ()))
        self._labels = _places(match for match in found.get("labels", ()) if self._counts(match))
        self._coming = _places(found.get("coming", ()))
        self.liftings = [match for match in found.get("lifted", ()) if self.stands(match) and not self.to_come(match)]
        self._lifted, self._lifting = _starts(self.liftings), _ends(self.liftings)
        self.cited = bool(found.get("cited"))
        """Whether words are cited rather than told: to be translated, in an article, in instructions, in a test."""
        self.own = bool(self._ours or found.get("own"))
        """Whether our own account or phone is told of."""
        self.looked_at = bool(self.own or found.get("shows"))
        """Whether a screen is told to be looked at."""
        self.doubted = bool(found.get("doubtful") or self._others)
        """Whether something of it may be over, or another's."""
        self._why = {self._reading.sentences[match.first] for match in found.get("granted", ())}
        self.blocked = patterns.get("blocked", ())
        """Patterns of a block that is told of."""
        gone = [match for match in found.get("gone", ()) if not self.denied(match) and not self._leads_within(match)]
        self._gone = [match for match in gone if not self.to_come(match)]

    def stands(self, match: Match) -> bool:
        """Whether what a match says is neither denied, supposed nor over."""
        labelled = match.last - match.first < WHOLE and self.labelled(match)
        over = self._reading.sentences[match.first] in self._past and not self._since(match)
        return not (labelled or over or self._of_others(match) or self.denied(match) or self._supposed_to_be(match))

    def denied(self, match: Match) -> bool:
        """Whether what a match says is denied outright: "not blocked", "no ban", «блокировки нет»."""
        return self._leads(self._before, match, DENIED_WITHIN, self._reading.clauses) or self._follows(match)

    def labelled(self, match: Match) -> bool:
        """Whether a match holds a number or a name of something else: "ticket #131031", "new devices"."""
        return _within(self._labels, match.first, match.last + 1)

    def _counts(self, match: Match) -> bool:
        """Whether a number stands in one clause with its unit: "131048 rubles", not "(131048) Messages"."""
        clauses = self._reading.clauses
        return not self._reading.words[match.first].isdecimal() or clauses[match.first] == clauses[match.first + 1]

    def to_come(self, match: Match) -> bool:
        """Whether what a match says is still to come: "they will ban the number", «забанят», "will be lifted"."""
        return _within(self._coming, match.first, match.last + 1)

    def vague(self, match: Match) -> bool:
        """Whether a match may be said of anything, and the text speaks of no account: "locked until Monday"."""
        return _within(self._vague, match.first, match.last + 1)

    def opinion(self, match: Match) -> bool:
        """Whether a match is what somebody thinks: "the provider says we are banned"."""
        place = bisect_left(self._opinions, match.first)
        if not place:
            return False
        end, clauses = self._opinions[place - 1], self._reading.clauses
        return (
            clauses[match.first] in (clauses[end], clauses[end + 1])
            and self._reading.sentences[end] == self._reading.sentences[match.first]
        )

    def firm(self, match: Match) -> bool:
        """Whether a match is neither an opinion nor what a question asks: "have we been banned?", but "why have we been banned?"."""
        sentence = self._reading.sentences[match.first]
        return not self.opinion(match) and (sentence not in self._reading.questions or sentence in self._why)

    def lifted(self, match: Match) -> bool:
        """Whether what a match says is lifted later on, or by words before it in its clause: "removed the ban on your account"."""
        if any(match.first <= each.first and each.last <= match.last for each in self.liftings):
            return False  # it tells of one itself
        if self._lifting and self._lifting[-1] > match.last:
            return True
        before = bisect_left(self._lifted, match.first)
        if not before or self._reading.clauses[self._lifted[before - 1]] != self._reading.clauses[match.first]:
            return False
        turns = bisect_left(self._now, match.first + 1)  # "was unbanned and is now banned again"
        return not turns or self._now[turns - 1] < self._lifted[before - 1]

    def within(self, match: Match) -> bool:
        """Whether the gaps of a match deny, suppose or lift what it says, or tell one thing after another: "the account is not blocked"."""
        words = (self._before, self._supposed, self._lifted, self._then)
        return any(_within(places, start, end) for start, end in match.gaps for places in words)

    def gone_since(self, match: Match) -> bool:
        """Whether it is told after a match that what was shown is gone: "that message has disappeared", "now all chats open"."""
        return any(each.last > match.last for each in self._gone)

    def _leads_within(self, match: Match) -> bool:
        return any(_within(self._before, start, end) for start, end in match.gaps)

    def _of_others(self, match: Match) -> bool:
        """Whether a sentence tells it of others: the last that it speaks of before a match, where our own is told of as well."""
        sentences = self._reading.sentences
        here = sentences[match.first]
        others = [place for place in self._others if sentences[place] == here]
        ours = [place for place in self._ours if sentences[place] == here]
        if not others or not ours:
            return bool(others)
        before = max((place for place in (*others, *ours) if place < match.first), default=min(*others, *ours))
        return before in others

    def _begins(self, match: Match) -> bool:
        """Whether a clause begins with a match."""
        clauses = self._reading.clauses
        return not match.first or clauses[match.first - 1] != clauses[match.first]

    def _supposed_to_be(self, match: Match) -> bool:
        """ "How do I avoid a ban", "may be blocked"; and all that the rest of a sentence threatens with, or asks about."""
        sentences = self._reading.sentences
        place = bisect_left(self._threatened, match.first)
        threatened = bool(place) and sentences[self._threatened[place - 1]] == sentences[match.first]
        return threatened or self._leads(self._supposed, match, SUPPOSED_WITHIN, sentences)

    def _since(self, match: Match) -> bool:
        """Whether a match follows the turn of its sentence to what is now: "before there was a button, now it says"."""
        place = bisect_left(self._now, match.first + 1)
        return bool(place) and self._reading.sentences[self._now[place - 1]] == self._reading.sentences[match.first]

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


def _places(matches: Iterable[Match]) -> list[int]:
    return sorted({place for match in matches for place in range(match.first, match.last + 1)})


def _within(places: list[int], start: int, end: int) -> bool:
    place = bisect_left(places, start)
    return place < len(places) and places[place] < end
