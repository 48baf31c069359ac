"""A channel that was given up may answer after all: its review is then answered, not silent for ever."""

from __future__ import annotations

import pytest

from tests.support.walk import Walk
from tests.unit.playbook.small import FLOW, findings, playbook_of

LATE = FLOW.replace(
    "      - {on: do_without, to: recovered}",
    "      - {on: do_without, to: recovered}\n"
    "      - {on: queue_cleared, by: gateway, to: ready, milestone: queue_cleared}\n"
    "      - {on: refused, by: gateway, to: recovered}\n"
    "      - {on: unchanged}",
)


@pytest.fixture
def given_up() -> Walk:
    """A case whose gateway has not answered within the time that somebody was ready to wait."""
    walk = Walk(playbook_of(LATE), "permanent_ban", facts={"gateway": "olchat", "line": "shop"})
    for action in ("stopped", "unblocked", "gateway_asked"):
        assert walk.act(action) is None
    assert walk.seen.reviews["gateway"].status == "open"
    walk.later(days=6)
    assert walk.act("give_up") is None
    assert (walk.state, walk.seen.reviews["gateway"].status) == ("tell_again", "silent")
    return walk


@pytest.mark.parametrize(("action", "status"), [("queue_cleared", "answered"), ("refused", "refused")])
def test_the_channel_s_own_answer_counts_however_late_it_comes(given_up: Walk, action: str, status: str) -> None:
    given_up.later(days=3)
    assert given_up.act(action) is None
    review = given_up.seen.reviews["gateway"]
    assert (review.status, review.closed) == (status, given_up.now)
    assert given_up.replayed().reviews["gateway"] == review


def test_an_answer_of_nobody_in_particular_leaves_it_silent(given_up: Walk) -> None:
    assert given_up.act("unchanged") is None
    assert given_up.seen.reviews["gateway"].status == "silent"


def test_the_proof_follows_the_same_rule() -> None:
    assert findings(LATE) == []
    guarded = LATE.replace("{on: refused, by: gateway, to: recovered}", "{on: refused, by: gateway, to: after_refusal}").replace(
        "  own_queue:",
        "  after_refusal:\n    kind: route\n    next:\n      - {when: {review.gateway: [refused]}, to: recovered}\n  own_queue:",
    )
    assert findings(guarded) == [], "a review that was silent is refused by now"
