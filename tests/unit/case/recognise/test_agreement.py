"""Symptoms that agree do not contradict each other: what leads to a kind alone leads to it together."""

from collections.abc import Iterable
from itertools import combinations

import pytest

from ban_wizard.case.diagnosis import diagnose
from ban_wizard.playbook.model import BLOCK_KINDS, MESSENGERS
from tests.unit.case.recognise.recognisers import recognisers

MOST_TRIPLES = 20
"""So many symptoms of one kind are tried three at a time."""
CONTRADICTS = {
    "whatsapp_app": {
        "old_chats_work": "a banned account opens no chat: which of the two is so is asked",
        "phone_unseen": "nobody has looked at the phone, and a restriction is told",
        "plea": "who asks for help and tells no screen may mean any restriction: which one is asked",
        "one_contact_only": "what fails for one person alone may be that person's doing",
    },
    "max": {},
}
"""What says nothing by itself and yet speaks against a block, with the reason."""


def kind(messenger: str, seen: Iterable[str]) -> str:
    return diagnose(messenger, recognisers()[0][messenger], list(seen)).kind


def units(messenger: str) -> dict[str, list[frozenset[str]]]:
    """By kind, the symptoms that lead to it alone, and the pairs that do so only together."""
    symptoms = recognisers()[0][messenger].symptoms
    alone = {name: kind(messenger, [name]) for name in symptoms}
    found: dict[str, list[frozenset[str]]] = {}
    for name, its in alone.items():
        found.setdefault(its, []).append(frozenset([name]))
    for pair in combinations(symptoms, 2):
        if (its := kind(messenger, pair)) not in {alone[name] for name in pair}:
            found.setdefault(its, []).append(frozenset(pair))
    return {its: sets for its, sets in found.items() if its != "unclear"}


@pytest.mark.parametrize("messenger", MESSENGERS)
def test_what_leads_to_a_kind_leads_to_it_together(messenger: str) -> None:
    for its, sets in units(messenger).items():
        together = [one | other for one, other in combinations(sets, 2)]
        single = [each for each in sets if len(each) == 1]
        if len(single) <= MOST_TRIPLES:
            together += [frozenset().union(*three) for three in combinations(single, 3)]
        assert [(sorted(each), found) for each in together if (found := kind(messenger, each)) != its] == [], its


@pytest.mark.parametrize("messenger", CONTRADICTS)
def test_a_block_stays_a_block_beside_what_says_nothing_by_itself(messenger: str) -> None:
    symptoms = recognisers()[0][messenger].symptoms
    alone = {name: kind(messenger, [name]) for name in symptoms}
    silent = [name for name, its in alone.items() if its == "unclear"]
    lost = {
        other: name
        for name, its in alone.items()
        if its in BLOCK_KINDS
        for other in silent
        if kind(messenger, [name, other]) not in BLOCK_KINDS
    }
    assert set(lost) == set(CONTRADICTS[messenger]), lost
