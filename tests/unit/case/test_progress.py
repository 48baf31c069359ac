"""How far a case has come: steps done, now and later, along the way that is hoped for."""

from typing import Any

import pytest

from ban_wizard.case.engine import replay
from ban_wizard.case.events import Event
from ban_wizard.case.forecast import forecast
from ban_wizard.case.progress import LOST, hoped_way, progress, soon
from ban_wizard.case.view import evolve
from tests.support.walk import Walk, random_walk, shipped, written

OLCHAT: dict[str, Any] = {"gateway": "olchat", "line": "Shop", "review": "none", "sim_in_hand": "yes", "crm_mailing": "no"}
EVERY_KIND = [(messenger, kind) for messenger in ("whatsapp_app", "whatsapp_api", "max") for kind in shipped(messenger).entries]


def done(walk: Walk) -> list[str]:
    return [passed.state for passed in progress(walk.playbook, walk.seen).done]


def test_done_now_and_later_are_one_way() -> None:
    walk = Walk(shipped("max"), "permanent_ban", facts={"seen_where": "at_login"}).later(hours=1)
    before = progress(walk.playbook, walk.seen)
    assert (before.step, before.of, before.end) == (1, 8, "recovered")
    walk.act("stopped")
    after = progress(walk.playbook, walk.seen)
    assert [(passed.state, passed.at) for passed in after.done] == [("stop_all", walk.now)]
    assert (after.now, after.later) == (before.later[0], before.later[1:]) and (after.step, after.of) == (2, 8)


@pytest.mark.parametrize(("messenger", "kind"), EVERY_KIND)
def test_whoever_goes_the_hoped_for_way_is_told_each_step_beforehand(messenger: str, kind: str) -> None:
    walk = Walk(shipped(messenger), kind, offence=2)
    told = progress(walk.playbook, walk.seen)
    if told.end is None:
        return
    assert told.step == 1 and told.of == len(told.later) + 1
    ways = [leg.arc for leg in hoped_way(walk.playbook, walk.seen)]
    steps = []
    for arc in ways[:-1]:
        assert arc is not None and arc.on is not None
        steps.append(walk.state)
        walk.view = list(hoped_way(walk.playbook, walk.seen))[1].view
        assert progress(walk.playbook, walk.seen).end == told.end, "the end stays the same all along"
    assert (*steps, walk.state) == (told.now, *told.later, told.end)


def test_what_was_told_at_the_opening_is_no_step_done() -> None:
    walk = Walk(shipped("whatsapp_app"), "permanent_ban", facts={**OLCHAT, "review": "open"})
    assert walk.state == "stop" and done(walk) == []
    walk.act("stopped")
    assert walk.state == "await_review" and done(walk) == ["stop"], "the questions between were answered at the opening"


def test_a_questions_answer_changes_what_is_to_come() -> None:
    walk = Walk(shipped("whatsapp_app"), "permanent_ban", facts={**OLCHAT, "gateway": "phone_only"})
    later = progress(walk.playbook, walk.seen).later
    assert "phone_days" in later and not {"tell_gateway", "pair"} & set(later)


def test_coming_back_to_a_step_takes_back_what_was_passed_since() -> None:
    walk = Walk(shipped("whatsapp_app"), "permanent_ban", facts=OLCHAT).walk_to("await_review")
    waiting = progress(walk.playbook, walk.seen)
    walk.later(days=15).act("give_up")
    deciding = progress(walk.playbook, walk.seen)
    assert deciding.step == waiting.step + 1 and done(walk)[-1] == "await_review"
    assert deciding.of == waiting.of + 1, "the wait that is hoped to go on is not counted twice"  # type: ignore[operator]
    walk.act("keep_waiting")
    assert progress(walk.playbook, walk.seen) == waiting


def test_undo_takes_a_step_back() -> None:
    walk = Walk(shipped("max"), "temporary_ban")
    before = progress(walk.playbook, walk.seen)
    walk.act("stopped")
    walk.undo()
    assert progress(walk.playbook, walk.seen) == before


def test_nobody_knows_the_way_before_the_kind_is_named() -> None:
    walk = Walk(shipped("whatsapp_api"), "unclear")
    told = progress(walk.playbook, walk.seen)
    assert told.end is None and told.of is None and told.later[0] == "name_account"
    ahead = forecast(walk.playbook, walk.seen, walk.now)
    assert (ahead.best, ahead.assumed, ahead.worst) == (None, None, None) and ahead.because == ("name_account",)
    walk.later(hours=1).act("at_one_number")
    walk.act("kind_changed", kind="rate_limit")
    assert done(walk) == ["look_around", "name_number"] and walk.state == "hold_campaign"
    assert progress(walk.playbook, walk.seen).of == 6


def test_a_corrected_answer_leaves_no_step_that_was_not_on_the_way() -> None:
    walk = Walk(shipped("whatsapp_app"), "temporary_ban").later(hours=1)
    walk.act("stopped")
    walk.later(hours=1).answer("gateway", "phone_only")
    walk.later(hours=1).answer("ban_reason", "groups")
    assert walk.state == "correct_groups" and done(walk) == ["stop_temporary", "which_gateway", "which_reason"]
    walk.later(hours=1).act("cause_named")
    walk.amend("ban_reason", "strangers")
    assert walk.state == "countdown"
    assert done(walk) == ["stop_temporary", "which_gateway", "which_reason", "correct_strangers"]
    walk.amend("gateway", "olchat")
    assert walk.state == "which_line" and done(walk) == ["stop_temporary", "which_gateway"]


def test_a_step_that_something_else_put_an_end_to_was_not_done() -> None:
    walk = Walk(shipped("whatsapp_app"), "permanent_ban", offence=2, facts=OLCHAT).later(hours=1)
    walk.all_the_same("paired")
    assert walk.state == "cool_down" and done(walk) == [], "sending was never stopped"
    walk = Walk(shipped("max"), "temporary_ban").later(hours=1)
    walk.act("kind_changed", kind="rate_limit")
    assert walk.state == "hold_off" and done(walk) == []


@pytest.mark.parametrize("seed", range(30))
def test_on_random_ways_nothing_is_done_twice_or_done_and_now(seed: int) -> None:
    messenger, kind = EVERY_KIND[seed % len(EVERY_KIND)]
    walk = random_walk(shipped(messenger), kind, seed, offence=1 + seed % 2, steps=80)
    for n in range(1, len(walk.events) + 1):
        view = replay(walk.playbook, [Event.from_json(event.as_json()) for event in walk.events[:n]])
        told = progress(walk.playbook, view)
        states = [passed.state for passed in told.done]
        assert len(states) == len(set(states)) and view.state not in states
        assert [p.at for p in told.done] == sorted(p.at for p in told.done)
        assert told.of is None or told.of >= told.step


def test_acts_of_this_step_and_the_next_ones_are_soon() -> None:
    walk = Walk(shipped("whatsapp_app"), "permanent_ban", offence=2, facts=OLCHAT)
    assert "paired" not in soon(walk.playbook, walk.seen)
    walk.walk_to("await_queue")
    assert {"queue_cleared", "over", "paired"} <= soon(walk.playbook, walk.seen)
    assert "gateway_asked" not in soon(walk.playbook, walk.seen), "that lies behind"
    assert "paired" not in soon(walk.playbook, walk.seen, 2)


MANY = """
grammar: 1
id: example
version: 1
facts:
  kind: {builtin: kind}
  seen: {many: [calls, texts]}
  how_many: {type: count}
entries: {rate_limit: what}
channels: {}
anywhere: []
states:
  what:
    kind: ask
    fact: seen
    cites: [OLC-01]
    next: [{on: answer, when: {without.seen: [texts]}, to: number}, {on: answer, when: {seen: [texts]}, to: lost}]
  number: {kind: ask, fact: how_many, cites: [OLC-01], next: [{on: answer, to: fine}]}
  fine: {kind: outcome, result: recovered, cites: [OLC-01]}
  lost: {kind: outcome, result: lost, cites: [OLC-01]}
"""


def test_several_words_and_numbers_are_supposed_as_the_first_way_wants_them() -> None:
    walk = Walk(written(MANY), "rate_limit")
    told = progress(walk.playbook, walk.seen)
    assert (told.later, told.end) == (("number",), "fine")


def test_the_way_that_is_hoped_for_does_not_go_by_giving_up() -> None:
    walk = Walk(shipped("max"), "permanent_ban", facts={"seen_where": "at_login", "review": "open"})
    walk.act("stopped")
    walk.act("refused")
    assert walk.state == "decide_refused"
    way = progress(walk.playbook, walk.seen)
    assert way.end == "recovered" and way.later[:2] == ("second_letter", "await_answer")
    told = forecast(walk.playbook, walk.seen, walk.now)
    assert told.worst is None and "await_answer" in told.because, "nobody knows how long the answer takes"
    assert told.best is not None and told.best > walk.now


@pytest.mark.parametrize(("messenger", "state"), [(m, s) for m in ("whatsapp_app", "whatsapp_api", "max") for s in shipped(m).states])
def test_no_way_that_is_hoped_for_ends_where_all_is_lost(messenger: str, state: str) -> None:
    playbook = shipped(messenger)
    if playbook.states[state].kind in ("route", "outcome"):
        return
    view = evolve(Walk(playbook, "permanent_ban" if "permanent_ban" in playbook.entries else "portfolio_block").seen, state=state)
    end = progress(playbook, view).end
    assert end is None or playbook.states[end].result not in LOST


def test_a_case_that_can_only_be_lost_is_told_no_time() -> None:
    walk = Walk(written(ONLY_LOST), "permanent_ban")
    assert progress(walk.playbook, walk.seen).end == "lost"
    told = forecast(walk.playbook, walk.seen, walk.now)
    assert (told.best, told.assumed, told.worst, told.because) == (None, None, None, ())


ONLY_LOST = """
grammar: 1
id: max
version: 1
facts: {kind: {builtin: kind}}
channels: {}
entries: {permanent_ban: say_goodbye}
anywhere: []
quotas: {}
locks: {}
states:
  say_goodbye: {kind: do, cites: [OUR-09], next: [{on: let_go, to: lost}]}
  lost: {kind: outcome, result: lost, cites: [OUR-09]}
safety: []
"""
