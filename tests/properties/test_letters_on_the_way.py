"""Letters as they are written on the way: on every path through every playbook, and on random legal walks."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

import pytest

from ban_wizard.case.view import View, zone_of
from ban_wizard.letter.fields import field_facts
from ban_wizard.letter.model import Confirmed
from ban_wizard.playbook.model import Fact, Playbook
from ban_wizard.playbook.proof.paths import paths
from tests.support.walk import random_walk
from tests.unit.letter import sample
from tests.unit.letter.honest import assert_honest, is_supported, lint_codes

PLAYBOOKS = {playbook.id: playbook for playbook in sample.playbooks()}
PLANS = [(playbook.id, kind) for playbook in sample.playbooks() for kind in playbook.entries]
WALKS = 6
"""Of each kind of block."""
DRAWS = 6
"""Of what else is known, in each situation."""


def told_at_random(fact: Fact, today: date, choose: random.Random) -> Any:
    day = (today + timedelta(days=choose.randint(-9, 9))).isoformat()
    match fact.type:
        case "choice":
            return choose.choice(fact.values)
        case "many" if fact.dated:
            return {word: {"on": day, "planned": choose.random() < 0.5} for word in fact.values if choose.random() < 0.4}
        case "many":
            return [word for word in fact.values if choose.random() < 0.5]
        case "time":
            return f"{day}T12:00:00+03:00"
        case _:
            return choose.choice(["one, two", "раз, два", "shop & co."])


def told(name: str, playbook: Playbook, today: date, choose: random.Random) -> dict[str, Any]:
    """Half of what a letter takes."""
    facts = field_facts(sample.letter(name), playbook.facts)
    return {fact.id: told_at_random(fact, today, choose) for fact in facts.values() if choose.random() < 0.5}


def assert_honest_whatever_is_chosen(case: Confirmed, name: str, today: date, choose: random.Random) -> None:
    supported = [claim for claim in sample.letter(name).claims if is_supported(case, claim, name, today)]
    chosen = choose.choice([None, [claim for claim in supported if choose.random() < 0.5]])
    for result in assert_honest(case, name, today, chosen):
        assert not lint_codes(result, case) - {"too_long", "language"}


# ------------------------------------------------------------------------------------------- every path

Situation = tuple[str, str, frozenset[str], tuple[tuple[str, str], ...]]
"""A letter, the kind of block, the milestones reached, and what the path says of the letter's own facts."""


@cache
def situations(messenger: str) -> tuple[Situation, ...]:
    """Every situation in which a path through a playbook has a letter."""
    playbook = PLAYBOOKS[messenger]
    found: dict[Situation, None] = {}
    for path in paths(playbook):
        reached: set[str] = set()
        for step in path.steps:
            for ref in playbook.states[step.state].letters:
                fields = sample.letter(ref.letter).fields
                facts = tuple((name, value) for name, values in path.facts.items() if name in fields for value in values[:1])
                for kind in path.facts["kind"]:
                    found[ref.letter, kind, frozenset(reached), facts] = None
            if step.milestone:
                reached.add(step.milestone)
    return tuple(found)


@pytest.mark.parametrize("messenger", PLAYBOOKS)
def test_on_no_path_does_a_letter_say_what_is_not_confirmed(messenger: str) -> None:
    playbook, today = PLAYBOOKS[messenger], date(2026, 11, 21)
    for number, (name, kind, reached, decided) in enumerate(situations(messenger) * DRAWS):
        choose = random.Random(number)
        days = {milestone: datetime(2026, 11, choose.randint(1, 20), 12, tzinfo=UTC) for milestone in sorted(reached)}
        known = {**told(name, playbook, today, choose), **{fact: told_word(playbook.facts[fact], value) for fact, value in decided}}
        unsure = frozenset(fact for fact in known if choose.random() < 0.1)
        case = sample.case(name, known, messenger=messenger, kind=kind, milestones=days, unsure=unsure, declared=playbook.facts)
        assert_honest_whatever_is_chosen(case, name, today, choose)


def told_word(fact: Fact, value: str) -> Any:
    """What a path says of a fact, in the form of the log."""
    if fact.type == "many":
        return [value] if value in fact.values else []
    return value


def test_every_letter_stands_on_a_path() -> None:
    assert {name for messenger in PLAYBOOKS for name, *_ in situations(messenger)} == set(sample.NAMES)


# ------------------------------------------------------------------------------------------- random walks


def views(playbook: Playbook, kind: str, seed: int) -> Iterator[View]:
    """The moments of a walk at which a letter may be written."""
    view: View | None = random_walk(playbook, kind, seed, offence=1 + seed % 2).seen
    while view is not None:
        if playbook.states[view.state].letters and view.event.kind != "looked":
            yield view
        view = view.before


def confirmed(playbook: Playbook, view: View, told: Mapping[str, Any]) -> Confirmed:
    header = view.header
    return Confirmed(
        number=header.number,
        number_shown=header.number_shown,
        messenger=header.messenger,
        kind=view.kind,
        offence=view.offence,
        zone=header.zone,
        facts={**told, **view.facts},
        unsure=view.unsure,
        milestones=view.milestones,
        declared=playbook.facts,
    )


@pytest.mark.parametrize(("messenger", "kind"), PLANS, ids=["-".join(plan) for plan in PLANS])
def test_on_no_walk_does_a_letter_say_what_is_not_confirmed(messenger: str, kind: str) -> None:
    playbook = PLAYBOOKS[messenger]
    for seed in range(WALKS):
        choose = random.Random(seed)
        for view in views(playbook, kind, seed):
            today = view.event.at.astimezone(zone_of(view)).date()
            for name in dict.fromkeys(ref.letter for ref in playbook.states[view.state].letters):
                case = confirmed(playbook, view, told(name, playbook, today, choose))
                assert_honest_whatever_is_chosen(case, name, today, choose)
