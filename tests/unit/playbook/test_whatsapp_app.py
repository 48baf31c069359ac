"""playbooks/whatsapp_app: every fact is used, every way ends, and the strict order holds on every way."""

from datetime import timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml

from ban_wizard.case.waits import timing
from ban_wizard.playbook.model import MILESTONES
from tests.support.walk import Walk
from tests.unit.playbook.reading import cited
from tests.unit.playbook.walks import Place, Walker
from tests.unit.playbook.whatsapp_app import OUTCOMES, PLAYBOOK, SOURCES, STATES, SYMPTOMS, walked, walker_for

GATEWAYS = PLAYBOOK.facts["gateway"].values
OFFENCES = ("first", "repeat")

AT_THE_GATEWAY = {
    "which_line",
    "your_line",
    "shared_line",
    "has_queue",
    "had_mailing",
    "tell_gateway",
    "tell_gateway_fresh",
    "await_queue",
    "gateway_silent",
}


# ---------------------------------------------------------------- complete


@pytest.mark.parametrize(("prefix", "count"), [("OLC", 33), ("GEN", 19), ("APP", 69)])
def test_every_fact_about_the_app_is_used(prefix: str, count: int) -> None:
    about = {name for name in SOURCES.facts if name.startswith(f"{prefix}-")}
    assert len(about) >= count
    assert about <= cited(PLAYBOOK, SYMPTOMS, SOURCES)


def test_causes_are_all_named_where_the_cause_is_looked_for() -> None:
    causes = {f"GEN-{n:02}" for n in range(4, 14)} | {f"OLC-{n:02}" for n in range(6, 14)}
    assert causes <= {fact for item in STATES["find_cause"].items for fact in item.cites}


def test_every_kind_of_the_app_begins_somewhere() -> None:
    assert set(PLAYBOOK.entries) == {
        "temporary_ban",
        "permanent_ban",
        "new_chat_restriction",
        "linked_device_restriction",
        "warning",
        "rate_limit",
        "not_a_ban",
        "unclear",
    }


@pytest.mark.parametrize("state", list(OUTCOMES))
def test_outcomes_say_what_prevents_the_next_block(state: str) -> None:
    prevention = {"GEN-18", "GEN-19", "OLC-33", "OLC-31", "RCR-27"} if state != "blocked_again" else {"OUR-07", "APP-53"}
    assert prevention & {fact for item in STATES[state].items for fact in item.cites}


@pytest.mark.parametrize(
    ("group", "states"),
    [
        ("honest_letters", {"appeal", "write_support"}),
        ("second_chance", {"appeal", "after_refusal", "cool_down"}),
        ("fresh_start", {"stop", "not_refused", "official_first", "new_setup"}),
        ("block_lasts", {"stop_temporary", "countdown", "new_chats_wait"}),
        ("review_lasts", {"await_review"}),
        ("quiet_days", {"chats_only", "phone_days", "fresh_days"}),
        ("cool_down", {"cool_down", "pair"}),
        ("where_to_write", {"appeal", "write_support"}),
        ("avoidable", {"cool_down", "recovered"}),
        ("replies_while_restricted", {"stop_new_chats"}),
        ("short_links", {"recovered"}),
    ],
)
def test_where_sources_disagree_the_person_is_shown_so(group: str, states: set[str]) -> None:
    assert states <= {state.id for state in STATES.values() if group in state.contested}


# ---------------------------------------------------------------- ways


def test_exactly_one_arc_fits_in_every_combination_of_what_its_guards_read() -> None:
    assert Walker(PLAYBOOK).guard_faults() == []


@pytest.mark.parametrize("offence", OFFENCES)
@pytest.mark.parametrize("gateway", GATEWAYS)
def test_an_outcome_can_be_reached_from_everywhere(gateway: str, offence: str) -> None:
    assert walker_for(gateway, offence).endless(walked(gateway, offence)) == []


@pytest.mark.parametrize("offence", OFFENCES)
@pytest.mark.parametrize("gateway", GATEWAYS)
def test_no_way_breaks_a_safety_property(gateway: str, offence: str) -> None:
    walks = walked(gateway, offence)
    for rule in PLAYBOOK.safety:
        broken = [
            walks.way(place)
            for place, came in walks.came_from.items()
            if came is not None  # only where the milestone has just been reached
            and rule.milestone in place.milestones - came[0].milestones
            and (rule.before is None or rule.before not in place.milestones)
            and place.holds(rule.given)
        ]
        assert broken == [], rule.id


@pytest.mark.parametrize("offence", OFFENCES)
def test_a_number_used_on_the_phone_alone_meets_no_gateway(offence: str) -> None:
    states = walked("phone_only", offence).states
    assert states.isdisjoint(AT_THE_GATEWAY | {"pair", "own_tool", "link_check", "reconnect", "before_pairing", "cool_down"})
    assert {"phone_days", "recovered", "new_number"} <= states


@pytest.mark.parametrize("offence", OFFENCES)
def test_a_gateway_of_ones_own_has_no_support_to_ask(offence: str) -> None:
    states = walked("self_hosted", offence).states
    assert states.isdisjoint(AT_THE_GATEWAY)
    assert {"own_tool", "pair", "recovered"} <= states


@pytest.mark.parametrize("gateway", ["olchat", "other_support", "self_hosted"])
def test_only_a_repeat_offence_cools_down(gateway: str) -> None:
    assert "cool_down" not in walked(gateway, "first").states
    assert "cool_down" in walked(gateway, "repeat").states


@pytest.mark.parametrize("gateway", ["olchat", "other_support", "self_hosted"])
def test_nobody_cools_down_twice(gateway: str) -> None:
    walks = walked(gateway, "repeat")
    assert [walks.way(p) for p in walks.came_from if p.state == "cool_down" and "cooled_down" in p.milestones] == []


def test_a_gateway_without_a_queue_is_not_asked_to_clear_one() -> None:
    states = walked("other_support", "repeat", gateway_queue="none").states
    assert states.isdisjoint({"had_mailing", "tell_gateway", "tell_gateway_fresh", "await_queue"})
    assert "pair" in states


def test_only_olchat_counts_queue_clearings() -> None:
    quota = PLAYBOOK.quotas["queue_clearing"]
    assert (quota.scope, quota.given, quota.gates, quota.counts) == (
        ("gateway", "line"),
        (("gateway", ("olchat",)),),
        "gateway_asked",
        "queue_cleared",
    )
    assert [(limit.max, limit.per) for limit in quota.limits] == [(1, "P5D"), (2, "P1M")]


def test_linking_means_one_thing_in_the_whole_playbook() -> None:
    assert {(state, arc.to, arc.milestone, arc.when) for state, arc in PLAYBOOK.actions["paired"]} == {("pair", "chats_only", "paired", ())}
    assert {(arc.to, arc.milestone, arc.when) for _, arc in PLAYBOOK.actions["gateway_asked"]} == {("await_queue", "gateway_told", ())}


BREACHES = [
    {"offence": "repeat"},
    *({"offence": "repeat", "gateway": gateway} for gateway in GATEWAYS),
    *({"offence": "repeat", "gateway": "other_support", "gateway_queue": queue} for queue in ("kept", "none")),
]


@pytest.mark.parametrize(
    "reached", [(), ("unblocked",), ("unblocked", "gateway_told"), ("unblocked", "gateway_told", "queue_cleared"), ("fresh_start",)]
)
@pytest.mark.parametrize("facts", BREACHES, ids=lambda facts: "-".join(facts.values()))
def test_whoever_linked_too_early_cools_down_once_and_comes_through(facts: dict[str, str], reached: tuple[str, ...]) -> None:
    (rule,) = (rule for rule in PLAYBOOK.safety if rule.breached)
    assert (rule.id, rule.breached) == ("cool_down_on_repeat", "cool_down")
    walker = Walker(PLAYBOOK)
    start = Place("cool_down", "permanent_ban", frozenset(facts.items()), frozenset({"paired", *reached}))
    places = walker.explore([start], without=("kind_changed", "closed")).came_from
    assert [place for place in places if place.state == "cool_down" and place != start and "cooled_down" in place.milestones] == []
    ends = {place.state for place in places} & set(OUTCOMES)
    assert ends & {"recovered", "new_number"}
    linked_again = [place for place in places if place.state == "pair" and place.value("gateway") == "olchat"]
    assert all("queue_cleared" in place.milestones for place in linked_again)


def test_a_fresh_start_only_follows_a_refusal() -> None:
    for review in ("none", "open"):
        walker = walker_for("olchat", "repeat", review=review)
        hasty = walker.explore(without=["refused"]).came_from
        assert [place for place in hasty if "fresh_start" in place.milestones or place.state == "official_first"] == []
        assert {"not_refused", "official_api"} <= {place.state for place in hasty}, "silence leads to the safer way only"
    assert any("fresh_start" in place.milestones for place in walked("olchat", "repeat").came_from)


def test_chats_are_saved_and_the_official_api_is_offered_before_a_new_number() -> None:
    for earlier in ("official_first", "back_up_chats"):
        walker = walker_for("phone_only", "first", review="refused")
        acts = {arc.on for arc in STATES[earlier].next if not arc.anywhere} - {None}
        walks = walker.explore(without={str(act) for act in acts})
        assert not any("fresh_start" in place.milestones for place in walks.came_from)
    assert STATES["official_first"].next[0].on == "take_official_api"
    assert {"RCR-27", "APP-58"} <= set(STATES["official_first"].cites)


def test_nobody_writes_or_links_before_everything_is_stopped() -> None:
    """A queue that the gateway has cleared sends nothing either."""
    for gateway in GATEWAYS:
        walks = walked(gateway, "first", review="refused")
        for place in walks.came_from:
            if "sending_stopped" not in place.milestones:
                assert "appealed" not in place.milestones, walks.way(place)
                assert "paired" not in place.milestones or "queue_cleared" in place.milestones, walks.way(place)


def test_a_ban_again_presumes_an_unblock() -> None:
    for gateway in GATEWAYS:
        ends = [place for place in walked(gateway, "first").came_from if place.state == "blocked_again"]
        assert ends
        assert all("unblocked" in place.milestones for place in ends)


def test_no_request_is_due_while_the_review_is_open() -> None:
    walks = walked("olchat", "first")
    assert [walks.way(p) for p in walks.came_from if p.state == "appeal" and p.value("review.in_app") == "open"] == []


ON = {"countdown": "countdown_on", "new_chats_wait": "limit_on", "linked_wait": "limit_on"}
"""Where a wait goes on whose end nobody knows any more."""


@pytest.mark.parametrize("wait", [state.id for state in STATES.values() if state.wait and any(arc.on == "give_up" for arc in state.next)])
def test_whoever_gives_up_waiting_decides_and_may_go_on_waiting(wait: str) -> None:
    (arc,) = (arc for arc in STATES[wait].next if arc.on == "give_up")
    decision = STATES[arc.to or ""]
    assert decision.kind == "do"
    assert ON.get(wait, wait) in {a.to for a in decision.next if a.on == "keep_waiting"}
    assert {a.on for a in decision.next if not a.anywhere} > {"keep_waiting"}


def starting(kind: str, **facts: str) -> str:
    """Where a case rests that is opened with these facts."""
    walker = Walker(PLAYBOOK)
    return walker.settled(walker.opened(kind, {"offence": "first"} | facts)).state


def test_a_case_may_be_opened_in_the_middle() -> None:
    assert starting("permanent_ban") == "stop"
    assert starting("permanent_ban", review="none", gateway="olchat") == "stop"
    assert starting("permanent_ban", review="open") == starting("permanent_ban", review="refused") == "stop"
    for review, state in (("open", "await_review"), ("refused", "after_refusal")):
        walker = Walker(PLAYBOOK)
        told = {"offence": "first", "gateway": "phone_only", "review": review}
        place = walker.settled(walker.opened("permanent_ban", told))
        assert walker.settled(next(moved for action, moved in walker.moves(place) if action == "stopped")).state == state


@pytest.mark.parametrize("kind", [kind for kind in PLAYBOOK.entries if kind != "permanent_ban"])
def test_every_kind_begins_with_something_to_do(kind: str) -> None:
    assert STATES[starting(kind)].kind == "do"


@pytest.mark.parametrize("state", ["countdown", "new_chats_wait", "linked_wait"])
def test_the_timer_on_the_screen_is_the_only_exact_end(state: str) -> None:
    wait = STATES[state].wait
    assert wait and wait.otherwise
    assert (wait.shape, wait.until, wait.otherwise.shape) == ("exact", "timer_end", "unknown")
    assert ("timer_seen", None, ("timer_end",)) in {(arc.on, arc.to, arc.needs) for arc in STATES[state].next}


@pytest.mark.parametrize(
    ("kind", "waits", "looks"),
    [
        ("temporary_ban", "countdown", ("timer_out", "countdown_on")),
        ("new_chat_restriction", "new_chats_wait", ("limit_out", "limit_on")),
        ("linked_device_restriction", "linked_wait", ("limit_out", "limit_on")),
    ],
)
def test_an_end_that_has_passed_is_not_waited_for_again(kind: str, waits: str, looks: tuple[str, str]) -> None:
    """The screen decides: still blocked after the end means that nobody knows an end, until a new one is told."""
    walk = Walk(PLAYBOOK, kind, facts={"gateway": "phone_only"}).walk_to(waits)
    assert walk.act("timer_seen", timer_end=(walk.now + timedelta(hours=5)).isoformat()) is None
    assert walk.later(hours=6).act("over") is None and walk.state == looks[0]
    assert walk.act("failed") is None and walk.state == looks[1]
    wait = timing(PLAYBOOK, walk.seen)
    assert wait and wait.shape == "unknown" and wait.next_look and wait.next_look > walk.now, "the next look is ahead, not behind"
    assert (too_early := walk.refused("give_up")) and too_early.earliest and too_early.earliest > walk.now + timedelta(days=25)
    again = next(act for act in walk.actions() if act.action == "timer_seen")
    assert [need.fact for need in again.needs] == ["timer_end"], "the old end is not taken for the new one"
    assert walk.act("timer_seen", timer_end=(walk.now + timedelta(hours=30)).isoformat()) is None and walk.state == waits
    assert (refused := walk.act("over")) and refused.earliest == walk.now + timedelta(hours=30)


def test_a_refusal_that_comes_late_is_a_refusal() -> None:
    """Silence leads to no new number; a refusal does, also one that nobody waited for any more."""
    walk = Walk(PLAYBOOK, "permanent_ban", facts={"gateway": "phone_only"}).walk_to("await_review")
    assert walk.later(days=20).act("give_up") is None and walk.act("start_over") is None and walk.state == "not_refused"
    refused = walk.refused("new_number_works")
    assert refused and "refusal_first" in refused.rules
    assert walk.act("refused") is None and walk.state == "after_refusal" and walk.seen.reviews["in_app"].status == "refused"
    gone = walk.refused("new_number_works")
    assert gone is None or "refusal_first" not in gone.rules


def test_linking_that_failed_once_is_not_tried_again_at_once() -> None:
    """Neither by looking at the phone again nor under another name of the trouble (APP-20)."""
    walk = Walk(PLAYBOOK, "not_a_ban", facts={"gateway": "other_support"})
    assert walk.act("phone_fine") is None and walk.state == "link_again"
    assert walk.act("failed", link_says="refused") is None and walk.act("phone_fine") is None and walk.state == "link_rests"
    refused = walk.act("over")
    assert refused and refused.earliest and refused.earliest - walk.now == timedelta(days=1)
    assert walk.act("kind_changed", kind="unclear") is None and walk.act("phone_fine") is None and walk.state == "link_rests"
    assert walk.later(days=4).act("over") is None and walk.act("failed", link_says="dropped") is None and walk.state == "ask_for_help"
    assert {act.action for act in walk.actions()} >= {"worked", "stay_on_phone"}


def test_a_gateway_without_a_queue_has_a_line_all_the_same() -> None:
    """Else no other case could know that a number of the same line is still blocked (OLC-04)."""
    told = {"gateway": "other_support", "gateway_queue": "none", "offence": "first"}
    walks = Walker(PLAYBOOK, **told).explore(without=("kind_changed",))
    arrived = {walks.came_from[place] for place in walks.came_from if place.state == "pair"}
    assert arrived and "shared_line" in walks.states
    walk = Walk(PLAYBOOK, "not_a_ban", facts=told)
    assert walk.act("unblocked") is None and walk.state == "shared_line"


def test_a_refusal_by_support_alone_counts_as_right_after_it() -> None:
    """Whoever then asks in the app, and hears nothing, is not told that nobody has refused."""
    walk = Walk(PLAYBOOK, "permanent_ban", facts={"gateway": "phone_only", "review": "none", "sim_in_hand": "yes"}).walk_to("appeal")
    assert walk.act("no_button") is None and walk.act("sent") is None and walk.act("refused") is None and walk.state == "after_refusal"
    assert walk.seen.reviews["support"].status == "refused" and "in_app" not in walk.seen.reviews
    assert walk.act("kind_changed", kind="not_a_ban") is None and walk.act("kind_changed", kind="permanent_ban") is None
    walk.walk_to("appeal")
    assert walk.act("sent") is None and walk.later(days=20).act("give_up") is None and walk.state == "decide"
    assert walk.act("start_over") is None and walk.state == "official_first"


def test_what_one_user_saw_is_no_usual_length() -> None:
    wait = STATES["warning_watch"].wait
    assert wait and (wait.shape, wait.words) == ("unknown", "APP-16")


@pytest.mark.parametrize(("state", "words"), [("cool_down", "OLC-18"), ("chats_only", "OLC-20"), ("fresh_days", "OLC-26")])
def test_several_days_stay_the_words_of_the_source(state: str, words: str) -> None:
    wait = STATES[state].wait
    assert wait and (wait.shape, wait.words, wait.min, wait.assumed, wait.assumed_by) == ("fuzzy", words, "P3D", "P5D", "ours")


def test_there_are_few_enough_ways_to_be_read_by_a_person() -> None:
    walker = Walker(PLAYBOOK)
    ways: set[tuple[tuple[str, str], ...]] = set()

    def go(place: Place, seen: frozenset[str], way: tuple[tuple[str, str], ...]) -> None:
        state = STATES[place.state]
        if state.kind == "outcome":
            ways.add(way)
        own = {arc.on for arc in state.next if not arc.anywhere and arc.to != "entry" and (arc.to or state.kind in ("ask", "route"))}
        for action, moved in set(walker.moves(place)):
            if action in own and moved.state not in seen:
                go(moved, seen | {moved.state}, (*way, (place.state, action or "route")))

    for kind, offence in product(PLAYBOOK.entries, OFFENCES):
        start = walker.opened(kind, {"offence": offence})
        go(start, frozenset({start.state}), ((kind, "start"),))
    assert 200 < len(ways) <= 500


ROUTES = yaml.load((Path(__file__).parent / "whatsapp_app_routes.yaml").read_text("utf-8"), Loader=yaml.SafeLoader)


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route["name"])
def test_people_get_where_they_should(route: dict[str, Any]) -> None:
    place = Walker(PLAYBOOK, watch=MILESTONES).walked(route, {"offence": "first"}, otherwise="link_says")
    assert place.state == route["ends"]
    assert place.milestones == set(route["milestones"])


def test_the_routes_end_in_every_outcome() -> None:
    assert {route["ends"] for route in ROUTES} == set(OUTCOMES)
