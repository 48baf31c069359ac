"""Undo, amended answers, channels, changes of kind: what the log amounts to."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ban_wizard.case.allowed import due, repeats_itself
from ban_wizard.case.errors import BadInput
from ban_wizard.case.forecast import forecast
from ban_wizard.case.view import View, evolve
from ban_wizard.case.waits import timing
from tests.support.walk import MOSCOW, NEW_YEAR, Walk, random_walk, shipped, written

OLCHAT: dict[str, Any] = {"gateway": "olchat", "line": "Shop", "review": "none", "sim_in_hand": "yes", "crm_mailing": "no"}

REVIEWS = """
grammar: 1
id: example
version: 1
facts:
  kind: {builtin: kind}
  timer_end: {type: time, optional: true}
  news: {type: text, optional: true}
channels:
  support: {review: {shape: unknown, review_every: P1D, give_up_after: P5D}, again: new_facts, cites: [OLC-01]}
  clients: {cites: [OUR-09]}
  provider: {review: {shape: typical, typical: P2D, review_every: P2D, give_up_after: P9D}, cites: [OLC-15]}
entries: {restriction_30d: restricted, permanent_ban: dead_end}
anywhere:
  - {on: unblocked, until: unblocked, to: works, milestone: unblocked}
  - {on: kind_changed, until: unblocked, sets: kind, to: entry}
  - {on: banned_again, after: unblocked, to: again}
  - {on: closed, to: closed_by_hand, needs: [reason]}
states:
  restricted:
    kind: wait
    wait: {shape: exact, until: timer_end, otherwise: {shape: unknown, review_every: P1D, give_up_after: P35D}}
    letters: [{letter: appeal, channel: support}, {letter: note, channel: provider}, {letter: notice, channel: clients}]
    cites: [RCR-05]
    next: [{on: over, to: works}, {on: reversed, to: works}, {on: unchanged, by: channel}, {on: give_up, to: decide}]
  decide: {kind: do, cites: [OUR-04], next: [{on: keep_waiting, to: restricted}, {on: let_go, to: dead_end}]}
  works: {kind: do, cites: [OUR-04], next: [{on: worked, to: fine}]}
  fine: {kind: outcome, result: recovered, cites: [OUR-04]}
  again: {kind: outcome, result: banned_again, cites: [OUR-04]}
  dead_end: {kind: outcome, result: lost, cites: [OUR-04]}
  closed_by_hand: {kind: outcome, result: given_up, cites: [OUR-04]}
"""


def restricted() -> Walk:
    return Walk(written(REVIEWS), "restriction_30d")


def restricted_with_history() -> Walk:
    """As `restricted`, of a playbook whose channel of support may have refused before."""
    told = REVIEWS.replace("again: new_facts, cites", "again: new_facts, refused_when: {history: [refused]}, cites")
    fact = "  history: {values: [none, refused], unsure: none, optional: true}\nchannels:"
    return Walk(written(told.replace("channels:", fact, 1)), "restriction_30d")


def blocked(offence: int = 2, **facts: Any) -> Walk:
    return Walk(shipped("whatsapp_app"), "permanent_ban", offence=offence, facts={**OLCHAT, **facts})


def substance(view: View) -> View:
    """A view without what tells how often somebody changed their mind."""
    return evolve(view, seq=0, event=None, before=None, fresh=0)


# ------------------------------------------------------------------------------------------- undo


def test_undo_takes_back_the_last_live_event_and_then_the_one_before() -> None:
    walk = blocked().walk_to("await_review")
    walk.undo()
    assert walk.state == "appeal" and walk.seen.reviews == {}, "an undone letter opens no review"
    walk.undo()
    assert walk.state == "find_cause"
    assert walk.act("cause_named") is None and walk.act("sent") is None, "doing it again is redo"
    assert walk.state == "await_review"


def test_undo_and_redo_meet() -> None:
    walk = blocked().walk_to("await_queue")
    before = walk.seen
    walk.act("queue_cleared")
    after = walk.seen
    walk.undo()
    assert substance(walk.seen) == substance(before)
    walk.act("queue_cleared")
    redone = evolve(walk.seen, uses=tuple(type(u)(u.quota, u.scope, u.at, 0) for u in walk.seen.uses))
    assert substance(redone) == substance(evolve(after, uses=tuple(type(u)(u.quota, u.scope, u.at, 0) for u in after.uses)))


@given(st.integers(0, 10**6), st.sampled_from(["permanent_ban", "temporary_ban", "unclear"]), st.integers(1, 6))
def test_any_walk_can_be_taken_back_step_by_step(seed: int, kind: str, back: int) -> None:
    walk = random_walk(shipped("whatsapp_app"), kind, seed, steps=12)
    views = [walk.seen]
    while views[-1].before is not None:
        views.append(views[-1].before)
    for expected in views[1 : back + 1]:
        walk.undo()
        assert substance(walk.seen) == substance(expected)
    assert walk.replayed() == walk.seen


def test_notes_and_agents_are_events_that_undo_takes_back_too() -> None:
    walk = blocked()
    walk.take("assigned", value="Anna")
    walk.take("noted", value="the owner called")
    walk.undo()
    assert walk.seen.agent == "Anna"
    walk.undo()
    assert walk.seen.agent is None


def test_links_stay_when_something_is_undone() -> None:
    walk = blocked()
    walk.act("stopped")
    walk.take("linked", "next", "abc123")
    walk.undo()
    assert walk.state == "stop" and walk.seen.links == (("next", "abc123"),)


# ------------------------------------------------------------------------------------------- amended answers


def test_an_amended_answer_is_walked_again_and_abandoned_answers_come_back_with_it() -> None:
    walk = blocked()
    walk.act("stopped")
    assert walk.seen.asked >= {"gateway", "line"}
    walk.amend("gateway", "phone_only")
    assert walk.seen.facts["gateway"] == "phone_only"
    assert "line" not in walk.seen.facts and walk.seen.parked == {"line": "Shop"}
    walk.amend("gateway", "olchat")
    assert walk.seen.facts["line"] == "Shop" and walk.seen.parked == {}
    assert walk.replayed() == walk.seen


def test_acts_that_the_new_way_lacks_happened_out_of_order_and_still_count() -> None:
    walk = blocked().walk_to("chats_only")
    uses = walk.seen.uses
    walk.amend("gateway", "phone_only")
    strays = [walk.events[seq - 1].name for seq in walk.seen.strays]
    assert "paired" in strays and "queue_cleared" in strays
    assert walk.seen.uses == uses and "paired" in walk.seen.milestones
    walk.undo()
    assert walk.state == "chats_only" and walk.seen.strays == ()


def test_amending_the_kind_or_the_offence_begins_the_way_anew() -> None:
    walk = blocked(offence=1).walk_to("pair")
    walk.amend("offence", 2)
    assert (walk.seen.offence, walk.seen.facts["offence"], walk.state) == (2, "repeat", "cool_down")
    early = blocked()
    early.act("stopped")
    early.amend("kind", "not_a_ban")
    assert early.seen.kind == "not_a_ban" and early.state == "look_at_phone"


def test_what_is_told_later_than_the_amendment_wins() -> None:
    walk = restricted()
    walk.look(timer_end=(NEW_YEAR + timedelta(days=3)).isoformat())
    right = (NEW_YEAR + timedelta(days=7)).isoformat()
    walk.amend("timer_end", right)
    assert walk.seen.facts["timer_end"] == right
    newer = (NEW_YEAR + timedelta(days=9)).isoformat()
    walk.look(timer_end=newer)
    assert walk.seen.facts["timer_end"] == newer
    walk.amend("news", "unrelated")
    assert walk.seen.facts["timer_end"] == newer


def test_not_knowing_steers_the_way_and_is_remembered_as_such() -> None:
    walk = Walk(shipped("whatsapp_app"), "permanent_ban")
    walk.act("stopped")
    assert walk.answer("gateway", {"unsure": "olchat"}) is None
    assert walk.seen.facts["gateway"] == "olchat" and walk.seen.unsure == {"gateway"}
    walk.amend("gateway", "olchat")
    assert walk.seen.unsure == frozenset()


# ------------------------------------------------------------------------------------------- channels and waits


def test_an_appeal_runs_beside_the_wait() -> None:
    walk = restricted()
    assert walk.act("sent", letter="appeal") is None
    assert walk.state == "restricted"
    refused = walk.act("sent", letter="appeal")
    assert refused is not None and refused.rules == ("review_open",) and refused.cites == ("OLC-01",)
    assert walk.act("sent", letter="note") is None, "another channel is another review"
    with pytest.raises(BadInput, match="needs_fact"):
        walk.act("unchanged")
    with pytest.raises(BadInput, match="no_such_review"):
        walk.act("unchanged", channel="nobody")
    assert walk.act("unchanged", channel="support") is None
    assert [walk.seen.reviews[c].status for c in ("support", "provider")] == ["refused", "open"]
    assert walk.act("reversed") is None
    assert walk.seen.reviews["provider"].status == "granted"


def test_a_channel_that_is_told_and_not_asked_owes_no_answer() -> None:
    walk = restricted()
    look = due(walk.playbook, walk.seen, walk.now)
    for _ in range(2):
        assert walk.act("sent", letter="notice") is None, "it may be told again"
    assert walk.seen.reviews == {} and due(walk.playbook, walk.seen, walk.now) == look


def test_which_of_several_letters_was_sent_has_to_be_said() -> None:
    with pytest.raises(BadInput, match="which_letter"):
        restricted().act("sent")


def test_a_review_that_was_refused_before_the_case_was_opened_is_known_to_be() -> None:
    walk = blocked(review="refused")
    assert walk.seen.reviews["in_app"].status == "refused"
    assert walk.seen.reviews["in_app"].letter is None
    assert blocked(review="none").seen.reviews == {}
    assert blocked(review="open").seen.reviews["in_app"].status == "open"


def test_a_refusal_told_later_leaves_what_the_log_knows_alone() -> None:
    walk = restricted_with_history()
    walk.act("sent", letter="appeal")
    walk.look(history="refused")
    assert walk.seen.reviews["support"].status == "open"


def test_an_arc_of_several_milestones_is_gone_with_the_first_of_them() -> None:
    until = "until: [unblocked, fresh_start], sets: kind"
    text = REVIEWS.replace("until: unblocked, sets: kind", until).replace(
        "{on: over, to: works}", "{on: over, to: decide, milestone: fresh_start}"
    )
    walk = Walk(written(text), "restriction_30d", facts={"timer_end": "2027-01-03T12:00:00+03:00"})
    assert "kind_changed" in walk.can()
    walk.later(days=3)
    walk.act("over")
    assert "kind_changed" not in walk.can()
    assert "unblocked" in walk.can()


def test_a_letter_that_says_nothing_new_is_warned_about() -> None:
    walk = restricted()
    assert not repeats_itself(walk.playbook, walk.seen, "support")
    walk.act("sent", letter="appeal")
    walk.act("unchanged", channel="support")
    assert repeats_itself(walk.playbook, walk.seen, "support")
    walk.look(news="the list is cleaned")
    assert not repeats_itself(walk.playbook, walk.seen, "support")


def test_the_next_look_counts_from_the_last_and_giving_up_closes_reviews_silently() -> None:
    walk = restricted()
    walk.act("sent", letter="appeal")
    assert due(walk.playbook, walk.seen, walk.now) == walk_due(2027, 1, 2, "look")
    walk.on(2027, 1, 4, 22).look()
    assert due(walk.playbook, walk.seen, walk.now) == walk_due(2027, 1, 5, "look")
    walk.look(next=datetime(2027, 1, 20, 9, tzinfo=MOSCOW))
    now = timing(walk.playbook, walk.seen)
    assert now is not None and now.next_look == datetime(2027, 1, 20, 9, tzinfo=MOSCOW)
    refused = walk.act("give_up")
    assert refused is not None and refused.earliest == datetime(2027, 2, 5, 12, tzinfo=MOSCOW)
    walk.on(2027, 2, 5)
    assert walk.act("give_up") is None
    assert walk.seen.reviews["support"].status == "silent"
    assert walk.later(days=1).act("keep_waiting") is None
    again = timing(walk.playbook, walk.seen)
    assert again is not None and again.next_look == datetime(2027, 1, 20, 9, tzinfo=MOSCOW), "looks run on"
    assert again.give_up_at == datetime(2027, 3, 13, 12, tzinfo=MOSCOW), "patience begins anew"


def walk_due(year: int, month: int, day: int, kind: str) -> Any:
    from ban_wizard.case.allowed import Due

    return Due(datetime(year, month, day, 10, tzinfo=MOSCOW), kind)


def test_banned_again_is_possible_only_after_the_number_was_back() -> None:
    walk = restricted()
    refused = walk.act("banned_again")
    assert refused is not None and refused.rules == ("not_here",)
    walk.act("unblocked")
    assert "unblocked" not in walk.can() and "kind_changed" not in walk.can()
    assert walk.act("banned_again") is None
    assert walk.playbook.states[walk.state].result == "banned_again"


def test_a_kind_must_be_one_of_the_messengers_and_another() -> None:
    with pytest.raises(BadInput, match="kind_not_here"):
        restricted().act("kind_changed", kind="rate_limit")
    with pytest.raises(BadInput, match="same_kind"):
        restricted().act("kind_changed", kind="restriction_30d")
    with pytest.raises(BadInput, match="needs_reason"):
        restricted().act("closed")
    with pytest.raises(BadInput, match="unknown_action"):
        restricted().act("dance")


def test_news_may_come_late_but_not_from_before_the_step_began() -> None:
    walk = restricted().later(days=5)
    walk.act("unblocked")
    walk.now -= timedelta(days=1)
    with pytest.raises(BadInput, match="before_entry"):
        walk.act("worked")
    walk.now += timedelta(days=1)
    assert walk.act("worked") is None


def test_a_forecast_promises_no_more_than_the_waits_on_the_way() -> None:
    walk = restricted()
    unknown = forecast(walk.playbook, walk.seen, walk.now)
    assert (unknown.best, unknown.assumed, unknown.worst, unknown.because) == (walk.now, None, None, ("restricted",))
    end = NEW_YEAR + timedelta(days=30)
    walk.look(timer_end=end.isoformat())
    known = forecast(walk.playbook, walk.seen, walk.now)
    assert (known.best, known.assumed, known.worst, known.because) == (end, end, end, ())
    repeat = blocked().walk_to("cool_down")
    ahead = forecast(repeat.playbook, repeat.seen, repeat.now)
    assert ahead.best == repeat.now + timedelta(days=6) and ahead.assumed == repeat.now + timedelta(days=10)
    assert ahead.worst is None and ahead.because == ("cool_down", "chats_only")
