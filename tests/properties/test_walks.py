"""Random legal walks over the shipped playbooks: whatever a person does, the promises hold."""

import random
from collections.abc import Iterator

import pytest

from ban_wizard.case.engine import replay
from ban_wizard.case.guards import holds
from tests.support.walk import Walk, random_walk, shipped

WALKS = 1000


def plans() -> Iterator[tuple[str, str]]:
    for messenger in ("whatsapp_app", "whatsapp_api", "max"):
        for kind in shipped(messenger).entries:
            yield messenger, kind


PLANS = list(plans())


def no_promise_is_broken(walk: Walk) -> None:
    """At every moment of the log: what must never come before something else has not."""
    for until in range(1, len(walk.events) + 1):
        view = replay(walk.playbook, walk.events[:until])
        for rule in walk.playbook.safety:
            if rule.milestone in view.milestones and view.event.kind == "acted" and holds(rule.given, view):
                assert rule.before in view.milestones, (rule.id, walk.events)


@pytest.mark.parametrize(("messenger", "kind"), PLANS, ids=["-".join(plan) for plan in PLANS])
def test_a_thousand_random_legal_walks(messenger: str, kind: str) -> None:
    playbook = shipped(messenger)
    for seed in range(WALKS // len(PLANS) + 1):
        walk = random_walk(playbook, kind, seed, offence=1 + seed % 2)
        assert playbook.states[walk.state].kind == "outcome", (walk.state, seed)
        assert walk.replayed() == walk.view
        assert walk.actions() == []
        no_promise_is_broken(walk)


@pytest.mark.parametrize("seed", range(60))
def test_amended_answers_replay_and_can_be_taken_back(seed: int) -> None:
    """However an answer is amended, the log replays to the same view, acts still count, and undo brings everything back."""
    playbook = shipped("whatsapp_app")
    choose = random.Random(seed)
    walk = random_walk(playbook, choose.choice(list(playbook.entries)), seed, offence=1 + seed % 2, steps=30)
    before = walk.seen
    choices = [fact for fact in playbook.facts.values() if fact.type == "choice" and not fact.derived]
    for _ in range(choose.randint(1, 4)):
        fact = choose.choice(choices)
        walk.amend(fact.id, choose.choice(fact.values))
        assert walk.replayed() == walk.view
        assert {use.seq for use in walk.seen.uses} >= {use.seq for use in before.uses}, "what was used up stays used up"
    for _ in range(sum(event.kind == "amended" for event in walk.events)):
        walk.undo()
    assert (walk.state, walk.seen.facts, walk.seen.milestones, walk.seen.uses) == (
        before.state,
        before.facts,
        before.milestones,
        before.uses,
    )
