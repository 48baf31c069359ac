"""The route that the product was made for: a WhatsApp number of a gateway, blocked for good, back to work."""

from datetime import datetime
from typing import Any

import pytest

from ban_wizard.case.quotas import ScopeEntry
from ban_wizard.case.waits import timing
from tests.support.walk import MOSCOW, Walk, shipped

OLCHAT: dict[str, Any] = {"gateway": "olchat", "line": "Shop", "review": "none", "sim_in_hand": "yes", "crm_mailing": "no"}


def blocked(offence: int = 2, **facts: Any) -> Walk:
    return Walk(shipped("whatsapp_app"), "permanent_ban", offence=offence, facts={**OLCHAT, **facts})


def moscow(month: int, day: int, hour: int = 0) -> datetime:
    return datetime(2027, month, day, hour, tzinfo=MOSCOW)


def test_pairing_before_the_queue_is_cleared_names_every_broken_rule() -> None:
    for state in ("stop", "await_review", "tell_gateway", "await_queue"):
        walk = blocked().walk_to(state)
        refused = walk.act("paired")
        assert refused is not None
        assert {"OLC-15", "OLC-16", "OLC-18"} <= set(refused.cites)
        assert {"queue_first", "cool_down_on_repeat"} <= set(refused.rules)
        assert refused.earliest is not None and refused.earliest >= walk.now, "the cool-down cannot be over sooner"
        assert walk.refused("paired") == refused, "the list of acts tells the same"


def test_pairing_during_the_cool_down_names_the_day_it_may_end() -> None:
    walk = blocked().walk_to("cool_down")
    began = walk.now
    refused = walk.act("paired")
    assert refused is not None
    assert refused.cites == ("OLC-18",)
    assert refused.earliest == began.replace(day=began.day + 3)
    assert walk.act("over") is not None, "nor does the cool-down end early"
    walk.later(days=3)
    assert walk.act("over") is None
    assert walk.act("paired") is None


def test_a_first_offence_is_paired_without_a_cool_down() -> None:
    walk = blocked(offence=1).walk_to("await_queue")
    refused = walk.act("paired")
    assert refused is not None and "OLC-18" not in refused.cites and refused.earliest is None
    assert walk.act("queue_cleared") is None
    assert walk.state == "pair"


def test_a_tool_of_ones_own_has_no_queue() -> None:
    walk = blocked(gateway="self_hosted").walk_to("recovered")
    assert not any(event.name in ("gateway_asked", "queue_cleared") for event in walk.events)
    assert "paired" in walk.seen.milestones


def test_without_a_gateway_nothing_is_paired_and_no_line_is_asked_for() -> None:
    walk = Walk(shipped("whatsapp_app"), "permanent_ban", offence=2, facts={"gateway": "phone_only", "sim_in_hand": "yes"})
    walk.walk_to("recovered")
    assert "paired" not in walk.seen.milestones
    assert "line" not in walk.seen.asked
    refused = walk.refused("paired")
    assert refused is None


def test_an_override_lands_in_the_cool_down_and_stays_visible() -> None:
    walk = blocked().walk_to("await_queue")
    walk.all_the_same("paired", "the customer scanned the code")
    assert walk.state == "cool_down"
    (breach,) = walk.seen.breaches
    assert breach.reason == "the customer scanned the code" and "cool_down_on_repeat" in breach.rules
    walk.walk_to("recovered")
    assert [event.name for event in walk.events].count("queue_cleared") == 1, "the queue is still cleared before pairing for good"
    assert walk.seen.breaches == (breach,)


def test_an_override_of_a_first_offence_follows_the_one_arc_of_pairing() -> None:
    walk = blocked(offence=1).walk_to("await_queue")
    walk.all_the_same("paired")
    assert walk.state == "chats_only"


@pytest.mark.parametrize(
    ("days", "free"),
    [(((1, 1), (1, 7), (1, 13)), (2, 1)), (((1, 5), (1, 11), (1, 17)), (2, 4))],
)
def test_the_third_clearing_of_one_line_waits_for_the_right_day(days: tuple[tuple[int, int], ...], free: tuple[int, int]) -> None:
    uses = tuple(ScopeEntry("queue_clearing|olchat|shop", "use", f"case{n}", 9, moscow(*day, 15)) for n, day in enumerate(days[:2]))
    walk = blocked(line="  SHOP ").walk_to("tell_gateway")
    walk.others = uses
    walk.on(2027, *days[2])
    refused = walk.act("gateway_asked")
    assert refused is not None
    assert (refused.rules, refused.cites, refused.earliest) == (("queue_clearing",), ("OLC-21",), moscow(*free))
    walk.now = moscow(*free)
    assert walk.act("gateway_asked") is None


def test_two_clearings_need_five_days_between_them() -> None:
    walk = blocked().walk_to("tell_gateway")
    walk.others = (ScopeEntry("queue_clearing|olchat|shop", "use", "other", 9, moscow(1, 3, 23)),)
    walk.on(2027, 1, 7, 23)
    refused = walk.act("gateway_asked")
    assert refused is not None and refused.earliest == moscow(1, 8)


def test_a_clearing_counts_when_it_is_confirmed_and_not_when_it_is_undone() -> None:
    walk = blocked().walk_to("await_queue")
    assert walk.seen.uses == ()
    walk.act("queue_cleared")
    assert [use.quota for use in walk.seen.uses] == ["queue_clearing"]
    walk.undo()
    assert walk.seen.uses == () and walk.state == "await_queue"


def test_another_number_may_not_be_paired_to_a_line_with_a_blocked_one() -> None:
    walk = blocked(offence=1).walk_to("pair")
    walk.others = (ScopeEntry("line|olchat|shop", "hold", "other1", 1, moscow(1, 1)),)
    refused = walk.act("paired")
    assert refused is not None
    assert (refused.rules, refused.cites, refused.earliest, refused.holder) == (("line",), ("OLC-04",), None, "other1")
    walk.others = ()
    assert walk.act("paired") is None


@pytest.mark.parametrize(("review", "state"), [("open", "await_review"), ("refused", "after_refusal"), ("none", "find_cause")])
def test_a_case_may_be_opened_in_the_middle_of_its_way(review: str, state: str) -> None:
    walk = Walk(shipped("whatsapp_app"), "permanent_ban", facts={**OLCHAT, "review": review})
    assert walk.state == "stop", "a mailing may still run, however far the case is"
    assert walk.act("stopped") is None
    assert walk.state == state


def test_a_second_letter_to_a_channel_under_review_is_refused() -> None:
    walk = Walk(shipped("whatsapp_app"), "permanent_ban", facts={**OLCHAT, "review": "open"})
    assert walk.seen.reviews["in_app"].status == "open"
    walk = blocked().walk_to("appeal")
    assert walk.act("sent") is None
    walk.amend("review", "none")
    again = blocked().walk_to("appeal")
    again.act("sent")
    assert again.act("kind_changed", kind="temporary_ban") is None
    assert again.act("kind_changed", kind="permanent_ban") is None
    assert again.state == "await_review", "the review is still open, so nobody is led to write again"


def test_a_temporary_ban_that_turns_permanent_keeps_its_offence() -> None:
    walk = Walk(shipped("whatsapp_app"), "temporary_ban", offence=3, facts={"gateway": "phone_only"})
    assert walk.act("kind_changed", kind="permanent_ban") is None
    assert (walk.seen.kind, walk.seen.offence, walk.seen.facts["offence"]) == ("permanent_ban", 3, "repeat")


def test_the_timer_on_the_screen_is_the_end_and_nothing_usual_is() -> None:
    walk = Walk(shipped("whatsapp_app"), "temporary_ban", facts={"gateway": "phone_only"}).walk_to("countdown")
    unknown = timing(walk.playbook, walk.seen)
    assert unknown is not None and unknown.shape == "unknown" and unknown.earliest is None
    end = walk.now.replace(hour=23)
    assert walk.look(timer_end=end.isoformat()) is None
    exact = timing(walk.playbook, walk.seen)
    assert exact is not None and (exact.shape, exact.earliest, exact.latest) == ("exact", end, end)
    refused = walk.act("over")
    assert refused is not None and refused.earliest == end


def test_nothing_is_possible_after_the_end() -> None:
    walk = blocked().walk_to("recovered")
    assert walk.can() == []
    refused = walk.act("paired")
    assert refused is not None and refused.rules == ("ended",) and not refused.overridable
