"""The signs of symptoms that payloads show: keys with their values, whatever they are wrapped in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from ban_wizard.case.recognise.payload import Payload, pair_shown, path, values
from ban_wizard.case.recognise.reading import Reading, Search
from ban_wizard.case.recognise.seen import MOST_SHOWN, Owner, Sighting, safe
from ban_wizard.playbook.patterns import parse
from ban_wizard.playbook.symptoms import PayloadSign, Symptoms


class PayloadSigns:
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
