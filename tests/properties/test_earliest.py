"""A refusal that names a day names one before which nobody gets there, however the way goes on."""

import random
from datetime import datetime

import pytest

from ban_wizard.case.allowed import Action
from tests.support.walk import MOSCOW, NEW_YEAR, Walk, random_value, shipped

PLANS = [(messenger, kind) for messenger in ("whatsapp_app", "whatsapp_api", "max") for kind in shipped(messenger).entries]


def own_acts(walk: Walk) -> list[Action]:
    """What the step itself offers: no change of mind from `anywhere`, and no looking."""
    arcs = walk.playbook.states[walk.state].arcs
    return [a for a in walk.actions() if a.refused is None and any(not arc.anywhere for arc in arcs.get(a.action, ()))]


@pytest.mark.parametrize(("messenger", "kind"), PLANS, ids=["-".join(plan) for plan in PLANS])
def test_nobody_gets_there_before_the_day_that_was_named(messenger: str, kind: str) -> None:
    playbook = shipped(messenger)
    for seed in range(12):
        choose = random.Random(seed)
        walk = Walk(playbook, kind, offence=1 + seed % 2)
        named: dict[str, datetime] = {}
        for _ in range(40):
            can = own_acts(walk)
            for action in walk.actions():
                if action.refused and action.refused.earliest:
                    named.setdefault(action.action, action.refused.earliest)
            if not can:
                if playbook.states[walk.state].kind == "outcome":
                    break
                walk.later(hours=choose.randint(1, 60))
                continue
            action = choose.choice(can)
            assert walk.now >= named.get(action.action, walk.now), (seed, action.action, walk.events)
            told = {need.fact: random_value(walk, need.type, need.values, choose) for need in action.needs}
            walk.take_action(action, told)
            if any(need.type == "time" for need in action.needs):
                named.clear()  # an end that nobody knew is news


def test_a_step_that_asks_for_the_kind_bounds_nothing() -> None:
    """That no ban was announced may turn out wrong today, and then the letter goes out today, not when the patience is over."""
    walk = Walk(shipped("max"), "not_a_ban")
    for action in ("sent", "paired"):
        refused = walk.refused(action)
        assert refused and refused.earliest is None
    assert walk.act("failed") is None and walk.answer("notice", "yes") is None
    assert walk.act("kind_changed", kind="permanent_ban") is None and walk.answer("seen_where", "at_login") is None
    for action in ("stopped", "cause_found", "sent"):
        assert walk.act(action) is None
    assert walk.now == NEW_YEAR


def test_a_rest_that_every_kind_must_take_bounds_whatever_the_kind_turns_out_to_be() -> None:
    walk = Walk(shipped("whatsapp_app"), "unclear", offence=2, facts={"gateway": "self_hosted"})
    refused = walk.refused("paired")
    assert refused and refused.earliest == datetime(2027, 1, 4, 12, tzinfo=MOSCOW), "three days of cooling down, from now"
