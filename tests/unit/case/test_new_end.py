"""An end that is learned late counts, however it is told."""

import pytest

from ban_wizard.case.waits import timing
from tests.support.walk import Walk, shipped

KNOWN = {"level": "waba", "restriction_types": ["start_conversations"], "timer_end": {"unsure": None}}
END = "2027-03-30T10:00:00+03:00"


def on_and_on(messenger: str, asked: str) -> Walk:
    """A restriction that goes on, and nobody knows until when."""
    if messenger == "max":
        walk = Walk(shipped("max"), "temporary_ban").walk_to("restricted").later(days=20)
    else:
        walk = Walk(shipped(messenger), "restriction_timed", facts={**KNOWN, "appeal_offered": asked})
        walk.walk_to("restricted" if asked == "yes" else "sit_out")
        if asked == "yes":
            assert walk.act("sent", letter="restriction_appeal") is None
        walk.later(days=40)
    assert walk.act("give_up") is None and walk.act("keep_waiting") is None
    return walk


CASES = [
    ("whatsapp_api", "yes", "restricted_on", "restricted_asked"),
    ("whatsapp_api", "no", "restricted_unasked", "sit_out"),
    ("max", "", "restricted_on", "restricted"),
]


@pytest.mark.parametrize("looked", [True, False])
@pytest.mark.parametrize(("messenger", "asked", "waits", "ends"), CASES)
def test_an_end_that_is_learned_later_is_waited_for(messenger: str, asked: str, waits: str, ends: str, looked: bool) -> None:
    walk = on_and_on(messenger, asked)
    assert walk.state == waits
    assert (walk.look(timer_end=END) if looked else walk.act("timer_seen", timer_end=END)) is None
    now = timing(walk.playbook, walk.seen)
    assert walk.state == ends and now is not None and now.earliest is not None and now.earliest.isoformat() == END
    assert walk.replayed() == walk.seen


def test_a_look_that_tells_something_else_leads_nowhere() -> None:
    walk = on_and_on("max", "")
    assert walk.look(other_channel="e-mail") is None and walk.state == "restricted_on"
