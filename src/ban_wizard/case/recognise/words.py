"""The words of a text, and the symptoms that they show: said of a messenger, and neither denied, supposed nor over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from ban_wizard.case.recognise.aside import Aside
from ban_wizard.case.recognise.levels import Levels
from ban_wizard.case.recognise.reading import Match, Reading, Search
from ban_wizard.case.recognise.seen import Owner, Sighting, safe
from ban_wizard.case.recognise.subjects import ELSEWHERE, MEANS, PHONE, Subjects
from ban_wizard.playbook.model import MESSENGERS
from ban_wizard.playbook.patterns import parse
from ban_wizard.playbook.symptoms import Recognition, Symptoms

OF_ACCOUNTS: Final = ("account", "banned", "restricted", "whom", "person", "phone", "send", "appeal", "linked", "gateway", "messaging")
"""Classes of words in recognise.yaml: accounts and what befalls them, whom they write to, and from where."""
BLOCKED: Final = "blocked"
"""The patterns in recognise.yaml of a block that is told of, whatever the messenger."""
MOST_HEADING: Final = 3
"""So many words may stand over a payload as its heading."""
MOST_WHOLE: Final = 200


class Words:
    """The words of a text and what they show."""

    def __init__(self, text: str, recognition: Recognition) -> None:
        self.search = Search(Reading(text), recognition.classes)
        self._aside = Aside(self.search, recognition.aside)
        self.subjects = Subjects(self.search, recognition.names)
        self._levels = Levels(self.search)
        self.only_names = True
        """Whether the words show nothing but what is spoken of; known when the sightings are."""
        self.about_accounts = any(self.search.find(parse(f"<{name}>")) for name in OF_ACCOUNTS)
        self.spoken_of: frozenset[str] = frozenset()
        """See `Seen`, for the following as well; known when the sightings are."""
        self.blocked: tuple[frozenset[str], ...] = ()
        self._gone = self._quoted = self._asked = False

    def heading(self, tables: Iterable[Owner]) -> frozenset[str]:
        """The messenger that a text is of by its bare name: as the heading of a payload, "MAX: {...}", or, where no other is named, in
        capitals that stand out, "MAX session expired"; in a sentence "max" may mean anything."""
        reading = self.search.reading
        bare = {owner: reading.places[owner] for owner in tables if owner in reading.places}
        if len(reading.words) <= MOST_HEADING:
            return frozenset(bare)
        if not self.subjects.named <= {ELSEWHERE} or reading.text.isupper():
            return frozenset()
        return frozenset(
            owner for owner, places in bare.items() if any(reading.text[reading.starts[n] : reading.ends[n]].isupper() for n in places)
        )

    @property
    def cited(self) -> bool:
        return (self._aside.cited and not self._aside.own) or self._gone

    @property
    def doubted(self) -> bool:
        aside = self._aside
        return aside.cited or aside.doubted or self._asked or (self._quoted and not aside.looked_at)

    def stands(self, patterns: Iterable[str], *, told: bool, owner: Owner = None) -> list[Match]:
        """Where one of these patterns is said of a messenger, and neither denied, supposed nor over. What a screen says may itself hold
        a "not"."""
        found = {match for pattern in patterns for match in self.search.find(parse(pattern))}
        aside = self._denied if told else self.subjects.elsewhere
        return [match for match in sorted(found) if self._aside.stands(match) and not aside(match, owner)]

    def _denied(self, match: Match, owner: Owner) -> bool:
        """Whether what somebody tells is denied within the telling, or lifted, or of something else; the lifting itself is not."""
        aside = self._aside
        if aside.labelled(match) or (aside.vague(match) and not self.subjects.named):
            return True
        if owner == "whatsapp_api" and self._levels.another(match):
            return True
        lifted = aside.lifted(match) and not self.subjects.names(match)
        return aside.within(match) or lifted or aside.to_come(match) or self.subjects.strange(match, owner)

    def _undone(self, matches: list[tuple[Owner, str, bool, Match]]) -> list[Match]:
        """The liftings after which a screen or an error shows again what it showed before."""
        shown: dict[tuple[Owner, str], list[int]] = {}
        for owner, name, told, match in matches:
            if not told:
                shown.setdefault((owner, name), []).append(match.first)
        return [
            each for each in self._aside.liftings if any(min(places) < each.first and max(places) > each.last for places in shown.values())
        ]

    def sightings(
        self, tables: Mapping[Owner, Symptoms], named: frozenset[str], by_payload: Mapping[Owner, Sequence[Sighting]]
    ) -> dict[Owner, tuple[Sighting, ...]]:
        """Each symptom once, by the match that shows it best."""
        matches: list[tuple[Owner, str, bool, Match]] = []
        for asks_name in (False, True):
            spoken_of = named | {owner for owner, _, told, _ in matches if owner is not None and not told}
            for owner, table in tables.items():
                ours = owner in spoken_of or (owner == "whatsapp_app" and "whatsapp" in named)
                for name, symptom in table.symptoms.items():
                    if symptom.named == asks_name and (ours or not asks_name) and not symptom.unless:
                        for told, patterns in ((False, symptom.signs.text), (True, symptom.signs.told)):
                            matches += [(owner, name, told, match) for match in self.stands(patterns, told=told, owner=owner)]
        matches += [(None, BLOCKED, True, match) for match in self.stands(self._aside.blocked, told=True) if self._aside.firm(match)]
        best: dict[tuple[Owner, str], tuple[bool, Match]] = {}
        covering = {(owner, name) for owner, table in tables.items() for name, symptom in table.symptoms.items() if symptom.covers}
        matches = [each for each in matches if each[:2] not in covering or self._in_one_clause(each[3])]
        standing = self._standing(matches, covering)
        self.only_names = all(self.subjects.names(match) or _of_another(owner, named) for owner, *_, match in standing)
        blocks = [match for _, name, _, match in standing if name == BLOCKED]
        standing = [each for each in standing if each[1] != BLOCKED]
        told_of = [(name, match) for _, name, _, match in standing if not any(_overlap(match, each) for each in self._aside.liftings)]
        self.blocked = tuple(frozenset(name for name, match in told_of if _overlap(match, block)) for block in blocks)
        shown = [match for _, _, told, match in standing if not told]
        self._gone = bool(shown) and self._aside.gone_since(max(shown))
        reading = self.search.reading
        self._quoted = any(reading.quoted(match) for match in shown)
        self._asked = any(reading.sentences[match.first] in reading.questions for match in shown)
        self.spoken_of = frozenset(owner for owner, *_, match in standing if owner in MEANS[PHONE] and PHONE in self.subjects.of(match))
        for owner, name, told, match in standing:
            known = best.setdefault((owner, name), (told, match))
            if self._shows(told, match) > self._shows(*known):
                best[owner, name] = told, match
        found: dict[Owner, tuple[Sighting, ...]] = {}
        for owner, table in tables.items():
            seen = {each.symptom: each for each in reversed(by_payload[owner])}
            for name in table.symptoms:
                if name not in seen and (owner, name) in best:
                    told, match = best[owner, name]
                    seen[name] = Sighting(
                        name, safe(self.search.reading.shown(match)), told, _said(match), told and self._aside.opinion(match)
                    )
            found[owner] = tuple(seen[name] for name in table.symptoms if name in seen)
        return found

    def last_resorts(self, tables: Mapping[Owner, Symptoms], named: frozenset[str], whole: Words) -> dict[Owner, tuple[Sighting, ...]]:
        """What counts only where nothing but names is seen, asked after or told; `whole` are the words with those of all payloads."""
        found: dict[Owner, tuple[Sighting, ...]] = dict.fromkeys(tables, ())
        for owner, table in tables.items():
            for name, symptom in table.symptoms.items():
                if not symptom.unless or (symptom.named and owner not in named) or whole.speaks_of(symptom.unless, owner):
                    continue
                for told, patterns in ((False, symptom.signs.text), (True, symptom.signs.told)):
                    matches = [each for pattern in patterns for each in self.search.find(parse(pattern))]
                    if (match := next((each for each in matches if not self.subjects.elsewhere(each, owner)), None)) is not None:
                        found[owner] += (Sighting(name, safe(self.search.reading.shown(match)), told, _said(match)),)
                        break
        return found

    def speaks_of(self, patterns: Iterable[str], owner: Owner = None) -> bool:
        """Whether one of these patterns stands anywhere, but for where it is denied outright, or said of another part of the service or of
        something else."""
        said = (match for pattern in patterns for match in self.search.find(parse(pattern)))
        said = (match for match in said if not self._aside.denied(match) and not self._aside.labelled(match))
        return any(owner != "whatsapp_api" or not self._levels.another(match) for match in said)

    def _shows(self, told: bool, match: Match) -> tuple[bool, bool, int]:
        """How well a match shows something: a screen better than somebody, somebody who knows better than one who thinks."""
        return not told, not self._aside.opinion(match), _said(match)

    def _standing(
        self, matches: list[tuple[Owner, str, bool, Match]], covering: set[tuple[Owner, str]]
    ) -> list[tuple[Owner, str, bool, Match]]:
        """Without what people would mean by words that a screen or an error says whole, or that are said of a part of the service, and
        without what was so before.

        A single word that somebody tells is no sign of its own within a longer one.
        """
        matches = self._now(matches)
        whole = [match for *_, told, match in matches if not told][:MOST_WHOLE]
        longer = [(owner, match) for owner, *_, match in matches if _said(match) > 1][:MOST_WHOLE]
        undone = self._undone(matches)
        parts = [match for owner, name, _, match in matches if (owner, name) in covering]
        standing = []
        for each in matches:
            owner, name, told, match = each
            if told and (owner, name) not in covering and any(_shares(match, part) for part in parts):
                continue
            if told and any(_overlap(match, lifting) for lifting in undone):
                continue
            if told and any(_within(match, around) and _said(around) >= _said(match) for around in whole):
                continue
            if told and _said(match) == 1 and any(owner == other and _within(match, around) for other, around in longer):
                continue
            standing.append(each)
        return standing

    def _in_one_clause(self, match: Match) -> bool:
        """Whether no comma stands within the words of a match, but for its gaps."""
        clauses = self.search.reading.clauses
        return all(
            clauses[place] == clauses[place + 1]
            for place in range(match.first, match.last)
            if not any(start <= place + 1 <= end for start, end in match.gaps)
        )

    def _now(self, matches: list[tuple[Owner, str, bool, Match]]) -> list[tuple[Owner, str, bool, Match]]:
        """Without what was so before a sentence turns to what is so now; what only names a thing stays."""
        sentences = self.search.reading.sentences
        latest: dict[int, int] = {}
        for match in (match for _, name, _, match in matches if name != BLOCKED):
            latest[sentences[match.first]] = max(match.first, latest.get(sentences[match.first], 0))
        return [
            each
            for each in matches
            if (now := self._aside.now(each[3])) is None or latest.get(sentences[each[3].first], -1) < now or self.subjects.names(each[3])
        ]


def _of_another(owner: Owner, named: frozenset[str]) -> bool:
    """Whether a messenger is none of those that a text names: what it shows of this one is not what the text tells."""
    ours = {name for name in named for name in MEANS.get(name, (name,))} if "whatsapp_api" not in named else named
    return owner in MESSENGERS and owner not in ours and any(name in MESSENGERS for name in ours)


def _within(match: Match, around: Match) -> bool:
    return around.first <= match.first and match.last <= around.last


def _overlap(one: Match, other: Match) -> bool:
    return one.first <= other.last and other.first <= one.last


def _shares(match: Match, part: Match) -> bool:
    """Whether a match names one of the words of another, other than in its gaps."""
    both = range(max(match.first, part.first), min(match.last, part.last) + 1)
    return any(not any(start <= place < end for start, end in match.gaps) for place in both)


def _said(match: Match) -> int:
    """How many words of a match its pattern names: all but those in gaps."""
    return match.last - match.first + 1 - sum(end - start for start, end in match.gaps)
