"""What a person is offered first: whoever presses Enter without reading must not say what only the world outside can tell."""

import pytest

from ban_wizard.case.allowed import offered, outcome_of
from ban_wizard.case.view import Clock, evolve
from ban_wizard.playbook.model import MESSENGERS, LetterRef
from tests.support.walk import Walk, shipped


def names(walk: Walk) -> list[str]:
    """Letters and acts as they are offered."""
    return [offer.letter if isinstance(offer, LetterRef) else offer.action for offer in offered(walk.playbook, walk.seen, walk.actions())]


def in_wait(messenger: str, kind: str, state: str) -> Walk:
    """A case that has just come to a wait of that playbook."""
    walk = Walk(shipped(messenger), kind)
    walk.view = evolve(walk.seen, state=state, clock=Clock(walk.now, walk.now))
    return walk


WAITS = [(m, state.id) for m in MESSENGERS for state in shipped(m).states.values() if state.wait is not None]


@pytest.mark.parametrize(("messenger", "state"), WAITS)
def test_the_first_line_of_every_wait_is_harmless(messenger: str, state: str) -> None:
    walk = in_wait(messenger, "permanent_ban" if messenger != "whatsapp_api" else "account_lock", state)
    first = offered(walk.playbook, walk.seen, walk.actions())[0]
    assert isinstance(first, LetterRef) or first.action == "looked"


def test_the_end_of_a_wait_stands_first_once_the_clock_has_come_to_it() -> None:
    walk = Walk(shipped("whatsapp_app"), "permanent_ban", offence=2, facts={"gateway": "self_hosted", "review": "none"})
    for action in ("stopped", "unblocked", "tool_ready"):
        if walk.state != "cool_down" and action in walk.can():
            assert walk.act(action) is None
    assert walk.state == "cool_down"
    assert names(walk)[0] == "looked"
    walk.later(days=6)
    assert names(walk)[:2] == ["over", "looked"]


def test_a_countdown_that_nobody_has_read_is_not_over_by_default() -> None:
    walk = Walk(shipped("max"), "temporary_ban")
    walk.act("stopped")
    walk.act("cause_found")
    assert walk.state == "restricted" and "over" in walk.can(), "nothing refuses it, for nobody knows the end"
    assert names(walk)[:2] == ["looked", "over"]


def test_a_letter_that_still_has_to_ask_for_something_stands_before_the_look() -> None:
    walk = Walk(shipped("whatsapp_api"), "not_a_ban", facts={"trouble": "other"})
    walk.act("none_fits")
    assert walk.state == "technical" and names(walk)[:2] == ["provider_note", "looked"]
    walk.act("sent", letter="provider_note")
    assert names(walk)[0] == "looked", "once it is asked, there is only to wait"


def test_an_act_that_ends_the_case_is_known_before_it_is_recorded() -> None:
    walk = Walk(shipped("max"), "permanent_ban", facts={"seen_where": "nowhere"})
    assert outcome_of(walk.playbook, walk.seen, "acted", "worked", None) == "all_works"
    assert outcome_of(walk.playbook, walk.seen, "acted", "locked_out", {"facts": {"login_says": "blocked_or_deleted"}}) is None
    assert walk.state == "check_login", "nothing was recorded"


def test_an_outcome_behind_a_route_is_one_as_well() -> None:
    walk = Walk(shipped("whatsapp_app"), "permanent_ban", facts={"gateway": "phone_only", "review": "none"})
    walk.act("unblocked")
    if walk.state == "still_stopped":
        walk.act("stopped")
    assert walk.state == "phone_days"
    assert outcome_of(walk.playbook, walk.seen, "acted", "over", None) == "recovered"
