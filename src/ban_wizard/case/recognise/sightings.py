"""Which symptoms of which messengers a text shows, with the words that show them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from ban_wizard.case.recognise.excerpt import excerpt
from ban_wizard.case.recognise.payload import Payload, dump, payloads, without
from ban_wizard.case.recognise.payload_signs import PayloadSigns, pairs_of
from ban_wizard.case.recognise.reading import END
from ban_wizard.case.recognise.seen import Owner, Seen, Sighting, safe
from ban_wizard.case.recognise.timer import timer_end
from ban_wizard.case.recognise.words import Words
from ban_wizard.playbook.symptoms import Recognition, Symptoms

AS_TOLD: Final = "as_told"
"""Stands in a symptoms file for a fact's value that is taken as the payload gives it."""


def look(text: str, tables: Mapping[Owner, Symptoms], recognition: Recognition, about: str | None = None) -> Seen:
    """What a text shows of the symptoms in `tables`; `about` is the messenger, where that is known otherwise than from the text."""
    text, cut = excerpt(text, tables.values(), recognition)
    found = payloads(text)
    signs = PayloadSigns(tables)
    taken = [payload for payload in found if signs.seen_in(text, payload)]
    rest = without(text, found)
    if (pairs := dump(rest)) is not None:
        signs.seen_in(rest, pairs)
    everything = [*found, *([pairs] if pairs else [])]
    left = set(map(id, found)) - set(map(id, taken))
    said = END.join([rest, *(each for payload in found if id(payload) in left for each in payload.texts)])
    words = Words(said, recognition)
    named = words.subjects.named | words.heading(tables) | ({about} if about is not None else frozenset())
    by_fields = _named_by(signs.sightings, tables)
    by_payload = {
        owner: [each for each in seen if owner in named | by_fields or owner is None or not tables[owner].symptoms[each.symptom].named]
        for owner, seen in signs.sightings.items()
    }
    sightings = words.sightings(tables, named | by_fields, by_payload)
    if words.only_names and not any(by_payload.values()):
        resorts = words.last_resorts(tables, named | by_fields, Words(text, recognition) if found else words)
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


def _facts(table: Symptoms, words: Words, found: Sequence[Payload]) -> dict[str, tuple[str, ...]]:
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
