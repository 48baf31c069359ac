"""Which symptoms of which messengers a text shows, with the words that show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final

from ban_wizard.case.recognise.aside import Aside
from ban_wizard.case.recognise.excerpt import excerpt
from ban_wizard.case.recognise.levels import Levels
from ban_wizard.case.recognise.payload import Payload, dump, pair_shown, path, payloads, values, without
from ban_wizard.case.recognise.reading import END, Match, Reading, Search
from ban_wizard.case.recognise.subjects import MEANS, PHONE, Subjects
from ban_wizard.case.recognise.timer import timer_end
from ban_wizard.case.secrets import mask
from ban_wizard.playbook.model import MESSENGERS
from ban_wizard.playbook.patterns import Phrase, parse, phrase
from ban_wizard.playbook.symptoms import PayloadSign, Recognition, Symptoms
from ban_wizard.text import one_line
from ban_wizard.values import frozen

AS_TOLD: Final = "as_told"
"""Stands in a symptoms file for a fact's value that is taken as the payload gives it."""
OF_ACCOUNTS: Final = ("account", "banned", "restricted", "whom", "person", "phone", "send", "appeal", "linked", "gateway")
"""Classes of words in recognise.yaml: accounts and what befalls them, whom they write to, and from where."""
BLOCKED: Final = "blocked"
"""The patterns in recognise.yaml of a block that is told of, whatever the messenger."""
MOST_HEADING: Final = 3
"""So many words may stand over a payload as its heading."""
MOST_WHOLE: Final = 200
MOST_SHOWN: Final = 160
"""Matched words longer than this are cut in the middle."""

Owner = str | None
"""A messenger; None for what belongs to no messenger."""


@frozen
class Sighting:
    """A symptom in a text."""

    symptom: str
    matched: str
    """The words as they stand in the text, secrets masked."""
    told: bool
    """Whether somebody tells it, rather than a screen, an e-mail, an error or a payload shows it."""
    weight: int
    """How many words show it."""
    opinion: bool = False
    """Whether that is only what somebody thinks."""


@frozen
class Seen:
    """All that a text shows."""

    sightings: Mapping[Owner, tuple[Sighting, ...]]
    named: frozenset[str]
    """The messengers that it speaks of, and `elsewhere` for another service."""
    by_fields: frozenset[str]
    """The messengers whose fields a payload in it shows; another may have some of the same."""
    spoken_of: frozenset[str]
    """The messengers of which a sentence shows a sign without naming them: what "the app on my phone" shows is of the app."""
    facts: Mapping[Owner, Mapping[str, tuple[str, ...]]]
    """Values of facts that it tells, in the order of the symptoms file."""
    timer_end: str | None
    """When a restriction ends: ISO 8601, a time with its offset or a duration from now on; the latest where there are several."""
    about_accounts: bool = True
    """Whether it speaks of an account at all, or of what one does: "all ok" may be said of anything."""
    cut: bool = False
    """Whether the text was too long to be read whole."""
    cited: bool = False
    """Whether it only cites words, or tells that they are gone: what they show is no verdict."""
    doubted: bool = False
    """Whether something of it may be over, or another's, or cited of one's own screen: then nothing is sure."""
    blocked: tuple[frozenset[str], ...] = ()
    """Where a block is told of that stands, whether or not a symptom knows it: the symptoms in whose words it is told."""


def look(text: str, tables: Mapping[Owner, Symptoms], recognition: Recognition, about: str | None = None) -> Seen:
    """What a text shows of the symptoms in `tables`; `about` is the messenger, where that is known otherwise than from the text."""
    text, cut = excerpt(text, tables.values(), recognition)
    found = payloads(text)
    signs = _PayloadSigns(tables)
    taken = [payload for payload in found if signs.seen_in(text, payload)]
    rest = without(text, found)
    if (pairs := dump(rest)) is not None:
        signs.seen_in(rest, pairs)
    everything = [*found, *([pairs] if pairs else [])]
    left = set(map(id, found)) - set(map(id, taken))
    said = END.join([rest, *(each for payload in found if id(payload) in left for each in payload.texts)])
    words = _Words(said, recognition)
    named = words.subjects.named | words.heading(tables) | ({about} if about is not None else frozenset())
    by_fields = _named_by(signs.sightings, tables)
    by_payload = {
        owner: [each for each in seen if owner in named | by_fields or owner is None or not tables[owner].symptoms[each.symptom].named]
        for owner, seen in signs.sightings.items()
    }
    sightings = words.sightings(tables, named | by_fields, by_payload)
    if words.only_names and not any(by_payload.values()):
        resorts = words.last_resorts(tables, named | by_fields, _Words(text, recognition) if found else words)
        sightings = {owner: (*seen, *resorts[owner]) for owner, seen in sightings.items()}
    return Seen(
        sightings,
        named,
        by_fields,
        words.spoken_of,
        {owner: _facts(table, words, everything) for owner, table in tables.items() if table.facts},
        timer_end(said, words.search, everything, recognition.timer),
        words.about_accounts,
        cut or not all(payload.whole for payload in everything),
        words.cited,
        words.doubted,
        words.blocked,
    )


def _named_by(by_payload: Mapping[Owner, Sequence[Sighting]], tables: Mapping[Owner, Symptoms]) -> frozenset[str]:
    """The messengers whose own payloads a text holds."""
    return frozenset(
        owner
        for owner, seen in by_payload.items()
        if owner is not None and any(not tables[owner].symptoms[each.symptom].named for each in seen)
    )


class _PayloadSigns:
    """The signs that payloads can show, looked up by a key that each needs."""

    def __init__(self, tables: Mapping[Owner, Symptoms]) -> None:
        self.sightings: dict[Owner, list[Sighting]] = {owner: [] for owner in tables}
        self._by_key: dict[str, list[tuple[Owner, str, PayloadSign]]] = {}
        self._seen: set[tuple[Owner, str]] = set()
        for owner, table in tables.items():
            for name, symptom in table.symptoms.items():
                for sign in symptom.signs.payload:
                    for key in path(sign[0][0]).steps[-1]:
                        self._by_key.setdefault(key, []).append((owner, name, sign))

    def seen_in(self, text: str, payload: Payload) -> bool:
        """Whether a payload of the text shows any symptom; what it shows for the first time is kept."""
        shows = False
        keys = dict.fromkeys(key for each in payload.objects for key in each)
        for owner, name, sign in (each for key in keys for each in self._by_key.get(key, ())):
            if shows and (owner, name) in self._seen:
                continue
            if (pairs := pairs_of(payload, sign)) is not None:
                shows = True
                if (owner, name) not in self._seen:
                    self._seen.add((owner, name))
                    inside = text[payload.start : payload.end]
                    shown = ", ".join(dict.fromkeys(pair_shown(inside, key, value) for key, value in pairs))
                    self.sightings[owner].append(Sighting(name, safe(shown), False, 2 * len(pairs)))
        return shows


def pairs_of(payload: Payload, sign: PayloadSign) -> list[tuple[str, str]] | None:
    """The pairs of key and value in one object of a payload that a sign asks for; None where there are not all of them."""
    for found in payload.objects:
        pairs = []
        for written, patterns in sign:
            pair = next((pair for pair in values(payload, found, path(written)) if _shows(pair[1][:MOST_SHOWN], patterns)), None)
            if pair is None:
                break
            pairs.append(pair)
        else:
            return pairs
    return None


@lru_cache(maxsize=4096)
def _shows(value: str, patterns: tuple[str, ...]) -> bool:
    reading = Reading(value)
    search = Search(reading, {})
    return any(bool(reading.words) if pattern == "*" else bool(search.find(parse(pattern))) for pattern in patterns)


class _Words:
    """The words of a text and what they show."""

    def __init__(self, text: str, recognition: Recognition) -> None:
        classes: dict[str, tuple[Phrase, ...]] = {
            name: tuple(phrase(each) for each in phrases) for name, phrases in recognition.classes.items()
        }
        self.search = Search(Reading(text), classes)
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
        """The messenger that a payload is headed with, by its bare name: "MAX: {...}"; in a sentence such a word may mean anything."""
        words = self.search.reading.words
        return frozenset(owner for owner in tables if owner in words) if len(words) <= MOST_HEADING else frozenset()

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
        standing = self._standing(matches)
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

    def last_resorts(self, tables: Mapping[Owner, Symptoms], named: frozenset[str], whole: _Words) -> dict[Owner, tuple[Sighting, ...]]:
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
        """Whether one of these patterns stands anywhere, but for where it is denied outright, or said of another part of the service."""
        said = (match for pattern in patterns for match in self.search.find(parse(pattern)) if not self._aside.denied(match))
        return any(owner != "whatsapp_api" or not self._levels.another(match) for match in said)

    def _shows(self, told: bool, match: Match) -> tuple[bool, bool, int]:
        """How well a match shows something: a screen better than somebody, somebody who knows better than one who thinks."""
        return not told, not self._aside.opinion(match), _said(match)

    def _standing(self, matches: list[tuple[Owner, str, bool, Match]]) -> list[tuple[Owner, str, bool, Match]]:
        """Without what people would mean by words that a screen or an error says whole, and without what was so before.

        A single word that somebody tells is no sign of its own within a longer one.
        """
        matches = self._now(matches)
        whole = [match for *_, told, match in matches if not told][:MOST_WHOLE]
        longer = [(owner, match) for owner, *_, match in matches if _said(match) > 1][:MOST_WHOLE]
        undone = self._undone(matches)
        standing = []
        for each in matches:
            owner, _, told, match = each
            if told and any(_overlap(match, lifting) for lifting in undone):
                continue
            if told and any(_within(match, around) and _said(around) >= _said(match) for around in whole):
                continue
            if told and _said(match) == 1 and any(owner == other and _within(match, around) for other, around in longer):
                continue
            standing.append(each)
        return standing

    def _now(self, matches: list[tuple[Owner, str, bool, Match]]) -> list[tuple[Owner, str, bool, Match]]:
        """Without what was so before a sentence turns to what is so now; what only names a thing stays."""
        sentences = self.search.reading.sentences
        latest: dict[int, int] = {}
        for match in (match for _, name, _, match in matches if name != BLOCKED):
            latest[sentences[match.first]] = max(match.first, latest.get(sentences[match.first], 0))
        return [
            each
            for each in matches
            if (now := self._aside.now(each[3])) is None or latest[sentences[each[3].first]] < now or self.subjects.names(each[3])
        ]


def _of_another(owner: Owner, named: frozenset[str]) -> bool:
    """Whether a messenger is none of those that a text names: what it shows of this one is not what the text tells."""
    ours = {name for name in named for name in MEANS.get(name, (name,))} if "whatsapp_api" not in named else named
    return owner in MESSENGERS and owner not in ours and any(name in MESSENGERS for name in ours)


def _within(match: Match, around: Match) -> bool:
    return around.first <= match.first and match.last <= around.last


def _overlap(one: Match, other: Match) -> bool:
    return one.first <= other.last and other.first <= one.last


def _said(match: Match) -> int:
    """How many words of a match its pattern names: all but those in gaps."""
    return match.last - match.first + 1 - sum(end - start for start, end in match.gaps)


def _facts(table: Symptoms, words: _Words, found: Sequence[Payload]) -> dict[str, tuple[str, ...]]:
    told: dict[str, tuple[str, ...]] = {}
    for fact, by_value in table.facts.items():
        said: list[str] = []
        for value, signs in by_value.items():
            pairs = [pairs for sign in signs.payload for payload in found if (pairs := pairs_of(payload, sign)) is not None]
            if value == AS_TOLD:
                said += [safe(each[0][1]) for each in pairs]
            elif pairs or words.stands(signs.text, told=False) or words.stands(signs.told, told=True):
                said.append(value)
        if said:
            told[fact] = tuple(dict.fromkeys(said))
    return told


def safe(matched: str) -> str:
    """Words from a text as they may be shown: on one line, without secrets, not too long."""
    shown = one_line(mask(one_line(matched), "").text)
    return shown if len(shown) <= MOST_SHOWN else f"{shown[: MOST_SHOWN // 2]} ... {shown[-MOST_SHOWN // 2 :]}"
