"""A text as words that can be looked up: where each stands, in which sentence and clause; and the search for patterns in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

from ban_wizard.case.recognise.romanised import form_of_cyrillic, forms
from ban_wizard.case.recognise.spelling import HEARD, LEAST, RUSSIAN, Misspelt, alike
from ban_wizard.playbook.folding import UNSPACED, WORD, fold
from ban_wizard.playbook.patterns import NUMBER, REACH, Choice, Class, Gap, Part, Pattern, Phrase, Together, phrase
from ban_wizard.values import frozen

NO_LONGER_WITHIN: Final = 4
"""So many words before its second half the first of a Portuguese "no longer" may stand."""
END: Final = "\x1e"
"""Stands in a text where one piece ends and the next begins: no pattern reaches over it."""

MOST_STARTS: Final = 300
"""A pattern is tried from so many places at most, half of them from the beginning of a text and half from its end."""
MOST_MATCHES: Final = 20

LETTERS: Final = 4
"""So many letters of a script without spaces are as much as a word."""
_LETTER: Final = re.compile(f"[{UNSPACED}]")
_ASKED: Final = re.compile(r"[?!]+[\"')\]]*\s+")
_OR: Final = frozenset("or или либо чи o ou oder veya atau".split())
"""A question goes on with these: "for good? or for a day?"."""
_SENTENCE_END: Final = re.compile(rf"[.!?;\u2026\u3002\uff01\uff1f\u0964\u061f\u06d4][\"')\]\u00bb\u201d]*\s|\n\s*\n|{END}|\u3002")
_CLAUSE_END: Final = re.compile(r"[,:()\[\]{}\"|/\u00ab\u00bb\u201c\u201d\u060c]|\s-\s")


_TURNING: Final = frozenset(
    "but however но однако а зато mas porem pero aber jedoch mais ma ama fakat tetapi tapi але ainda aun todavia".split()
)
"""Words with which a new clause begins."""
_TURNING_FIRST: Final = frozenset("still yet".split())
"""The same, where they stand first: "still, it works", but "463 still comes"."""
_BECAUSE: Final = frozenset("because поскольку потому porque weil parce perche cunku karena оскильки".split())
"""Words after which the cause is told, which is no part of what is so."""


_APOSTROPHES: Final = {
    word.replace("'", ""): word
    for word in "can't don't won't doesn't didn't isn't aren't wasn't weren't haven't hasn't couldn't shouldn't wouldn't".split()
}
"""Denials as people in a hurry type them."""


_OPENING: Final = re.compile(r"[\"\u00ab\u201c\u201e][^\"\u00ab\u00bb\u201c\u201d\u201e]{0,300}$")
_CLOSING: Final = re.compile(r"^[^\"\u00ab\u00bb\u201c\u201d\u201e]{0,300}[\"\u00bb\u201d\u201c]")


class Match(NamedTuple):
    """The words `first` to `last` (both included), and the runs of words that gaps stand for."""

    first: int
    last: int
    gaps: tuple[tuple[int, int], ...] = ()


class Reading:
    """The words of a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        folded = fold(text)
        self.words: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.sentences: list[int] = []
        self.clauses: list[int] = []
        self.turns: list[int] = []
        """How often a text has turned, with "but", before each word."""
        self.places: dict[str, list[int]] = {}
        """Where each word stands."""
        self.questions: set[int] = set()
        """The sentences that end with a question mark."""
        sentence = clause = turn = before = 0
        for found in re.finditer(WORD, folded.text):
            word = found[0].strip("_'")
            if not word:
                continue
            word = _APOSTROPHES.get(word, word)
            start = folded.place(found.start())
            between = folded.text[before : found.start()]
            if self.words and word.isdecimal() and self.words[-1][0] == "+" and not between.strip(" -()."):
                before, self.ends[-1] = found.end(), folded.place(found.end() - 1) + 1
                continue
            if word.isdecimal() and folded.text[found.start() - 1 : found.start()] == "+" and len(word) < 5:
                word = f"+{word}"  # a phone number is one word
            if between not in (" ", "") and self.words:
                if word in _OR and _ASKED.fullmatch(between):
                    clause += 1
                elif _SENTENCE_END.search(between) or ("\n" in between and not text[start].islower()):
                    if "?" in between:
                        self.questions.add(sentence)
                    sentence += 1
                    clause += 1
                elif _CLAUSE_END.search(between):
                    clause += 1
            if word == "ban" and text[start + 1 : start + 2] == "\u1ea1":
                word = "you"  # in Vietnamese
            if word == "timer" and self.words and self.words[-1].isdecimal():
                word = "timmar"  # "18 timer" are hours in Norway and Denmark
            turning = word in _TURNING or (word in _TURNING_FIRST and (not self.words or _CLAUSE_END.search(between) is not None))
            if word == "mais" and "nao" in self.words[-NO_LONGER_WITHIN:]:
                turning = False  # "não pode mais" is Portuguese, and no French "but"
            if turning:
                clause += 1
            turn += turning or word in _BECAUSE or (word == "как" and self.words[-1:] == ["так"])
            before = found.end()
            number = len(self.words)
            self.words.append(word)
            self.starts.append(start)
            self.ends.append(folded.place(found.end() - 1) + 1)
            self.sentences.append(sentence)
            self.clauses.append(clause)
            self.turns.append(turn)
            self.places.setdefault(word, []).append(number)
        if "?" in folded.text[before:]:
            self.questions.add(sentence)
        self._sorted = sorted(self.places)
        unspaced = _LETTER.search(folded.text) is not None
        self.lengths = [*accumulate((1 if unspaced and _LETTER.match(word) else LETTERS for word in self.words), initial=0)]
        """How much stands before each word, and in the whole: a word counts as much as so many letters."""

    def shown(self, match: Match) -> str:
        """The words of a match as they stand in the text."""
        return self.text[self.starts[match.first] : self.ends[match.last]]

    def quoted(self, match: Match) -> bool:
        """Whether a match stands in quotes within other words."""
        before, after = self.text[: self.starts[match.first]], self.text[self.ends[match.last] :]
        opening, closing = _OPENING.search(before), _CLOSING.search(after)
        if opening is None or closing is None:
            return False
        outside = before[: opening.start()] + after[closing.end() :]
        return len(re.findall(WORD, outside)) > 1

    def where(self, word: str) -> Sequence[int]:
        """Where a word stands; one with `*` is every word that begins, ends or goes on so."""
        if "*" not in word:
            return self.places.get(word, ())
        known: Iterable[str] = self._sorted
        if word[0] != "*":
            head, _, tail = word.partition("*")
            first = bisect_left(self._sorted, head)
            known = self._sorted[first : bisect_left(self._sorted, head + "\U0010ffff", first)]
            known = [each for each in known if each.endswith(tail) and len(each) >= len(head) + len(tail)] if tail else known
        elif word[-1] == "*":
            known = [each for each in known if word[1:-1] in each]
        else:
            known = [each for each in known if each.endswith(word[1:])]
        plain = "_" not in word  # `account*` is no sign of ACCOUNT_UPDATE
        return sorted({place for each in known if not (plain and "_" in each) for place in self.places[each]})


@frozen
class _Vocabulary:
    """The classes of words that patterns name."""

    classes: Mapping[str, tuple[Phrase, ...]]
    words: frozenset[str]
    """All words in them."""


@lru_cache(maxsize=8)
def _vocabulary(classes: tuple[tuple[str, tuple[str, ...]], ...]) -> _Vocabulary:
    read = {name: tuple(map(phrase, phrases)) for name, phrases in classes}
    return _Vocabulary(read, frozenset(word for phrases in read.values() for each in phrases for word in each))


class Search:
    """Finds patterns in a reading. What was looked up once is kept: patterns share words and classes."""

    def __init__(self, reading: Reading, classes: Mapping[str, tuple[str, ...]]) -> None:
        """`classes` are those that patterns name, each with its phrases as they are written."""
        vocabulary = _vocabulary(tuple(classes.items()))
        self.reading = reading
        self._classes = vocabulary.classes
        self._forms = forms(reading.places, vocabulary.words)
        self._misspelt = Misspelt(_unknown(reading.places, vocabulary.words))
        self._initials = alike({word[0] for word in reading.places}) | frozenset("*" + RUSSIAN if self._forms else "*")
        """What a word of a pattern that stands here may begin with: a slip leaves the first letter as it is."""
        self._begin = {word[:2] for word in reading.places}
        """The same for a short word, in which no slip is looked for, by two letters."""
        self._words: dict[str, Sequence[int]] = {}
        self._parts: dict[Part, dict[int, list[int]]] = {}

    def find(self, pattern: Pattern) -> list[Match]:
        """Where a pattern stands, from the beginning on; at each place the shortest way to match it."""
        if isinstance(pattern[0], Together):
            return self._together(pattern[0].patterns)
        return self._in_order(pattern)

    def _together(self, patterns: tuple[tuple[Part, ...], ...]) -> list[Match]:
        """Where all of these stand in one sentence, near each other: the nearest ones to each place of the first."""
        matches = []
        for pattern in patterns:
            matches.append(self._in_order(pattern))
            if not matches[-1]:
                return []
        first, *others = matches
        found = []
        for each in first:
            joined = [each]
            for other in others:
                near = [(apart, match) for match in other if (apart := self._apart(joined, match)) is not None]
                if not near:
                    break
                joined.append(min(near)[1])
            else:
                found.append(_joined(joined))
        return found

    def _apart(self, joined: Sequence[Match], match: Match) -> int | None:
        """How much stands between a match and the nearest of others; None if they overlap, or are out of reach."""
        sentences = self.reading.sentences
        if sentences[match.first] != sentences[joined[0].first]:
            return None
        turns = self.reading.turns
        if any(turns[match.first] != turns[each.first] for each in joined):
            return None
        lengths = self.reading.lengths
        gaps = [max(lengths[match.first] - lengths[each.last + 1], lengths[each.first] - lengths[match.last + 1]) for each in joined]
        return None if min(gaps) < 0 or min(gaps) > REACH * LETTERS else min(gaps)

    def _in_order(self, pattern: Sequence[Part]) -> list[Match]:
        for part in pattern:
            if not isinstance(part, Gap) and not self._ends(part) and not (isinstance(part, Choice) and () in part.phrases):
                return []
        starts = list(self._ends(pattern[0]))
        if len(starts) > MOST_STARTS:
            starts = [*starts[: MOST_STARTS // 2], *starts[-MOST_STARTS // 2 :]]
        found = []
        for first in starts:
            if (match := self._from(first, pattern)) is not None:
                found.append(match)
                if len(found) == MOST_MATCHES:
                    break
        return found

    def _from(self, first: int, pattern: Sequence[Part]) -> Match | None:
        ways: dict[int, tuple[tuple[int, int], ...]] = {first: ()}
        gap, lengths = 0, self.reading.lengths
        for part in pattern:
            if isinstance(part, Gap):
                gap = part.words * LETTERS
                continue
            ends = self._ends(part)
            on: dict[int, tuple[tuple[int, int], ...]] = {}
            for here, gaps in ways.items():
                if isinstance(part, Choice) and () in part.phrases:
                    on.setdefault(here, gaps)
                for start in range(here, here + gap + 1):
                    too_far = start < len(self.reading.words) and lengths[start] - lengths[here] > gap
                    if start >= len(self.reading.words) or too_far or self.reading.sentences[start] != self.reading.sentences[first]:
                        break
                    for end in ends.get(start, ()):
                        on.setdefault(end, (*gaps, (here, start)) if start > here else gaps)
            ways, gap = on, 0
            if not ways:
                return None
        end = min(ways)
        return Match(first, end - 1, ways[end])

    def _ends(self, part: Part) -> dict[int, list[int]]:
        """Where a part begins, and where the words after it stand."""
        known = self._parts.get(part)
        if known is None:
            known = {}
            for start, end in sorted(set(self._occurrences(part))):
                known.setdefault(start, []).append(end)
            self._parts[part] = known
        return known

    def _occurrences(self, part: Part) -> list[tuple[int, int]]:
        if isinstance(part, Class) and part.name == NUMBER:
            return [(place, place + 1) for place, word in enumerate(self.reading.words) if word.isdecimal()]
        phrases = part.phrases if isinstance(part, Choice) else self._classes.get(part.name, ()) if isinstance(part, Class) else ()
        initials, begin, known, sentences = self._initials, self._begin, self._words, self.reading.sentences
        found = []
        for words in phrases:
            if not words or words[0][0] not in initials:
                continue
            head = words[0]
            if head[:2] not in begin and 1 < len(head) < LEAST and "*" not in head[:2] and head.isascii():
                continue
            starts = known[head] if head in known else self._where(head)
            if not starts:
                continue
            if len(words) == 1:
                found += [(start, start + 1) for start in starts]
                continue
            rest = [frozenset(self._where(word)) for word in words[1:]]
            for start in starts:
                last = start + len(rest)
                together = last < len(sentences) and sentences[last] == sentences[start]
                if together and all(start + n in places for n, places in enumerate(rest, 1)):
                    found.append((start, last + 1))
        return found

    def _where(self, word: str) -> Sequence[int]:
        places = self._words.get(word)
        if places is None:
            places = self.reading.where(word)
            if meant := self._misspelt.of(word) + (self._romanised(word) if self._forms else []):
                places = sorted({*places, *(place for each in meant for place in self.reading.places[each])})
            self._words[word] = places
        return places

    def _romanised(self, word: str) -> list[str]:
        """The words of the text that are this Russian one in Latin letters."""
        if (meant := form_of_cyrillic(word)) is None:
            return []
        if "*" not in meant:
            return self._forms.get(meant, [])
        return [each for known, spelt in self._forms.items() if known.startswith(meant.rstrip("*")) for each in spelt]


def _joined(matches: Sequence[Match]) -> Match:
    """One match from the first word of some to the last; what stands between them is a gap."""
    ordered = sorted(matches)
    gaps = [gap for match in ordered for gap in match.gaps]
    gaps += [(before.last + 1, after.first) for before, after in pairwise(ordered) if after.first > before.last + 1]
    return Match(ordered[0].first, ordered[-1].last, tuple(sorted(gaps)))


def _unknown(words: Iterable[str], known: Collection[str]) -> Iterator[str]:
    """The words that are in no class, but for the shortest."""
    for word in words:
        if len(word) >= HEARD and word not in known and not any(f"{word[:end]}*" in known for end in range(3, len(word) + 1)):
            yield word
