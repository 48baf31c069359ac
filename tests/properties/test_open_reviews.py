"""However often the kind changes: no letter is asked for where sending is refused, and the first advice can be followed."""

from __future__ import annotations

import random

import pytest

from ban_wizard.case.arcs import arc_for
from ban_wizard.case.judge import is_open
from ban_wizard.playbook.model import SEND_ACTIONS
from tests.support.walk import Walk, random_step, shipped

MESSENGERS = ("whatsapp_app", "whatsapp_api", "max")
WALKS = 45
"""Of each kind of block."""
STEPS = 120
CHANGES = 0.05
"""How often the kind changes where it may."""


def moves_on(walk: Walk) -> bool:
    """Whether an act of the step itself is allowed, and leads elsewhere than sending does."""
    own = {arc.on for arc in walk.playbook.states[walk.state].next if not arc.anywhere and arc.on not in SEND_ACTIONS}
    taken = [arc_for(walk.playbook, walk.seen, action) for action in own & set(walk.can()) if action]
    return any(arc is not None and arc.to not in (None, walk.state) for arc in taken)


def awaits_all(walk: Walk) -> bool:
    """Whether every channel that the step writes to still owes an answer."""
    letters = walk.playbook.states[walk.state].letters
    return bool(letters) and all(is_open(walk.seen, ref.channel) for ref in letters)


@pytest.mark.parametrize("messenger", MESSENGERS)
def test_nobody_is_left_with_a_letter_that_may_not_be_sent(messenger: str) -> None:
    playbook = shipped(messenger)
    letters = changes = 0
    for kind in playbook.entries:
        for seed in range(WALKS):
            choose = random.Random(f"{kind} {seed}")
            walk = Walk(playbook, kind, offence=1 + seed % 2, facts=choose.choice([{}, {"review": "open"}, {"review": "refused"}]))
            for _ in range(STEPS):
                state = playbook.states[walk.state]
                if state.kind == "outcome":
                    break
                actions = walk.actions()
                assert actions[0].refused is None, (walk.state, actions[0])
                if state.kind == "letter":
                    letters += 1
                    assert not awaits_all(walk) or moves_on(walk), (walk.state, kind, seed)
                if "kind_changed" in walk.can() and choose.random() < CHANGES:
                    changes += 1
                    assert (
                        walk.act("kind_changed", kind=choose.choice([other for other in playbook.entries if other != walk.seen.kind]))
                        is None
                    )
                else:
                    random_step(walk, choose)
    assert letters > 5 and changes > 20


@pytest.mark.parametrize("gateway", ["phone_only", "self_hosted"])
def test_a_kind_that_changes_back_and_forth_leads_back_to_the_open_request(gateway: str) -> None:
    """In the app: a letter to support is on its way, so what is left is to wait for its answer."""
    walk = Walk(shipped("whatsapp_app"), "permanent_ban", facts={"gateway": gateway, "review": "none", "sim_in_hand": "no"})
    for action in ("stopped", "failed", "sent"):
        assert walk.act(action) is None
    assert walk.state == "await_review"
    assert walk.act("kind_changed", kind="temporary_ban") is None
    assert walk.act("kind_changed", kind="permanent_ban") is None
    assert walk.state == "await_review" and "refused" in walk.can()
