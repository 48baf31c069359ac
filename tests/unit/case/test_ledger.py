"""The quota ledger of a line, the bars of a wait, the evidence of a case: what its log and the time amount to."""

from datetime import UTC, datetime, timedelta

import pytest

from ban_wizard.case.evidence import pieces
from ban_wizard.case.ledger import ledger
from ban_wizard.case.quotas import ScopeEntry
from ban_wizard.case.waits import spans
from tests.support.walk import MOSCOW, NEW_YEAR, Walk, shipped

OLCHAT = {"gateway": "olchat", "line": "Shop", "review": "none", "sim_in_hand": "yes", "crm_mailing": "no"}
SCOPE = "queue_clearing|olchat|shop"


def cleared_before(*days_ago: int) -> tuple[ScopeEntry, ...]:
    """Uses by another case of the line."""
    return tuple(ScopeEntry(SCOPE, "use", "other", 9, NEW_YEAR.astimezone(UTC) - timedelta(days=n)) for n in days_ago)


def accounts(walk: Walk) -> tuple[list[tuple[str, int, int]], datetime | None]:
    (entry,) = ledger(walk.playbook, walk.seen, walk.others, walk.now)
    return [(limit.per, used, limit.max) for limit, used in entry.counts], entry.free_at


def test_uses_of_all_cases_of_the_line_are_counted() -> None:
    walk = Walk(shipped("whatsapp_app"), "permanent_ban", facts=OLCHAT, others=cleared_before(3, 20, 60))
    assert accounts(walk) == ([("P5D", 1, 1), ("P1M", 2, 2)], datetime(2027, 1, 11, tzinfo=MOSCOW))
    (entry,) = ledger(walk.playbook, walk.seen, walk.others, walk.now)
    assert len(entry.uses) == 3 and entry.uses[0].tzinfo is MOSCOW and entry.quota.id == "queue_clearing"


def test_what_no_longer_counts_is_free_again() -> None:
    walk = Walk(shipped("whatsapp_app"), "permanent_ban", facts=OLCHAT, others=cleared_before(5))
    assert accounts(walk) == ([("P5D", 0, 1), ("P1M", 1, 2)], None)


def test_own_uses_count_once_they_have_happened() -> None:
    walk = Walk(shipped("whatsapp_app"), "permanent_ban", facts=OLCHAT).walk_to("await_queue")
    assert accounts(walk)[0] == [("P5D", 0, 1), ("P1M", 0, 2)], "asking uses nothing up"
    walk.act("queue_cleared")
    assert accounts(walk) == ([("P5D", 1, 1), ("P1M", 1, 2)], datetime(2027, 1, 6, tzinfo=MOSCOW))
    walk.undo()
    assert accounts(walk)[0] == [("P5D", 0, 1), ("P1M", 0, 2)]


@pytest.mark.parametrize("facts", [{}, {"gateway": "olchat"}, {"gateway": "phone_only", "line": "Shop"}])
def test_no_ledger_without_a_line_or_where_the_quota_is_not_on(facts: dict[str, str]) -> None:
    walk = Walk(shipped("whatsapp_app"), "permanent_ban", facts=facts)
    assert ledger(walk.playbook, walk.seen, cleared_before(1), walk.now) == ()


# ------------------------------------------------------------------------------------------- bars


def told(walk: Walk) -> list[tuple[str, str, int, int, float]]:
    return [(s.end, s.unit, s.over, s.whole, round(s.share, 2)) for s in spans(walk.playbook, walk.seen, walk.now)]


def test_a_wait_with_an_end_that_is_assumed_has_two_bars() -> None:
    walk = Walk(shipped("whatsapp_app"), "permanent_ban", offence=2, facts=OLCHAT).walk_to("cool_down")
    assert told(walk) == [("earliest", "days", 0, 3, 0.0), ("assumed", "days", 0, 5, 0.0)]
    walk.later(days=2, hours=12)
    assert told(walk) == [("earliest", "days", 2, 3, 0.83), ("assumed", "days", 2, 5, 0.5)]
    walk.later(days=1)
    assert told(walk) == [("earliest", "days", 3, 3, 1.0), ("assumed", "days", 3, 5, 0.7)], "more than all of it is never over"


def test_an_exact_end_has_one_bar_and_no_end_none() -> None:
    walk = Walk(shipped("max"), "temporary_ban").walk_to("restricted")
    assert told(walk) == [], "nobody names an end"
    walk.look(timer_end=(walk.now + timedelta(hours=30)).isoformat())
    assert told(walk.later(hours=6)) == [("exact", "hours", 6, 30, 0.2)]


def test_a_short_range_is_counted_in_hours_and_a_typical_length_draws_nothing() -> None:
    walk = Walk(shipped("whatsapp_api"), "template_paused_or_disabled").walk_to("template_pause")
    assert told(walk.later(minutes=90)) == [("earliest", "hours", 1, 3, 0.5), ("assumed", "hours", 1, 6, 0.25)]
    walk.look(timer_end=(walk.now + timedelta(minutes=10)).isoformat())
    assert told(walk) == [("exact", "minutes", 90, 100, 0.9)]
    assert told(Walk(shipped("whatsapp_api"), "account_lock").walk_to("await_decision")) == [], "“usually” is no end"


def test_a_step_that_is_no_wait_has_no_bar() -> None:
    assert told(Walk(shipped("max"), "temporary_ban")) == []


# ------------------------------------------------------------------------------------------- evidence


def test_files_named_and_not_taken_back_are_the_evidence() -> None:
    walk = Walk(shipped("max"), "temporary_ban")
    walk.take("noted", "", "a remark")
    walk.take("noted", "evidence", {"file": "screen.png", "bytes": 12, "sha256": "ab" * 32})
    (piece,) = pieces(walk.seen)
    assert (piece.file, piece.bytes, piece.sha256, piece.at) == ("screen.png", 12, "ab" * 32, walk.now)
    walk.undo()
    assert pieces(walk.seen) == ()
