"""playbooks/whatsapp_api: every fact is used, every way ends, and nothing is sent again before it may be."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from ban_wizard.playbook.model import MILESTONES
from tests.support.walk import Walk
from tests.unit.playbook.reading import cited
from tests.unit.playbook.walks import Place, Walker
from tests.unit.playbook.whatsapp_api import (
    BLOCKS,
    OUTCOMES,
    PLAYBOOK,
    RESTRICTIONS,
    SOURCES,
    STATES,
    SYMPTOMS,
    opened,
    starting,
    walked,
    walker_for,
)

KINDS = tuple(PLAYBOOK.entries)
# The general article's facts that hold for the Business API; the others speak of contacts, groups and numbers of an app.
GENERAL = {f"GEN-{n:02}" for n in (1, 2, 3, 4, 5, 6, 8, 9, 11, 12, 13, 14, 15, 16, 17, 18, 19)}
TIPS = [f"RCR-{n}" for n in range(19, 29)]


# ---------------------------------------------------------------- complete


@pytest.mark.parametrize(("prefix", "count"), [("YCL", 20), ("RCR", 36), ("API", 67)])
def test_every_fact_about_the_business_api_is_used(prefix: str, count: int) -> None:
    about = {name for name in SOURCES.facts if name.startswith(f"{prefix}-")}
    assert len(about) >= count
    assert about <= cited(PLAYBOOK, SYMPTOMS, SOURCES)


def test_general_facts_that_hold_for_the_business_api_are_used() -> None:
    assert cited(PLAYBOOK, SYMPTOMS, SOURCES) >= GENERAL


def test_every_kind_of_the_business_api_begins_somewhere() -> None:
    assert set(KINDS) == {*BLOCKS, "quality_drop", "warning", "template_paused_or_disabled", "rate_limit", "not_a_ban", "unclear"}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_begins_with_a_step_and_not_with_a_letter(kind: str) -> None:
    assert STATES[starting(kind)].kind == ("ask" if kind == "not_a_ban" else "do")


@pytest.mark.parametrize("state", list(OUTCOMES))
def test_outcomes_say_what_prevents_the_next_block(state: str) -> None:
    prevention = {"RCR-19", "RCR-20", "RCR-25"} if state != "blocked_again" else {"OUR-07", "YCL-16"}
    assert prevention & {fact for item in STATES[state].items for fact in item.cites}


@pytest.mark.parametrize(
    ("group", "states"),
    [
        ("stages", {"look_around", "name_account", "stop_restricted", "stop_locked", "stop_portfolio", "blocked_again"}),
        ("paused_or_banned", {"look_around", "name_account", "stop_locked"}),
        ("falling_quality", {"stop_falling", "watch_quality"}),
        ("what_is_forbidden", {"stop_restricted", "which_types", "may_answer", "may_not_answer"}),
        ("appeal_offered", {"is_appeal_offered", "sit_out"}),
        ("appeal_window", {"is_appeal_offered", "restricted", "prepare_appeal"}),
        ("who_files", {"restricted", "prepare_appeal", "await_decision", "provider_way"}),
        ("where_to_appeal", {"appeal_lock", "appeal_in_app", "which_home"}),
        ("repeated_appeals", {"restricted", "await_decision", "portfolio_refused", "lock_refused", "decide_silent"}),
        ("honest_letters_meta", {"restricted", "appeal_lock", "appeal_portfolio", "answer_refusal", "second_letter"}),
        ("new_portfolio", {"stop_portfolio", "portfolio_refused", "last_resort", "new_portfolio"}),
        ("unsubscribe_button", {"check_templates", "ten_tips", "recovered"}),
        ("restriction_end", {"when_ends", "restricted", "sit_out", "restricted_on"}),
        ("quality_rises", {"watch_quality"}),
        ("second_chance_api", {"blocked_again"}),
        ("avoidable", {"ten_tips", "recovered", "works_anew"}),
        ("app_and_api", {"stop_locked", "which_home"}),
    ],
)
def test_where_sources_disagree_the_person_is_shown_so(group: str, states: set[str]) -> None:
    assert states <= {state.id for state in STATES.values() if group in state.contested}


def test_the_ten_tips_are_a_dated_checklist_that_feeds_the_letters() -> None:
    tips = STATES["ten_tips"]
    assert [next(fact for fact in item.cites if fact in TIPS) for item in tips.items] == TIPS
    (arc,) = (arc for arc in tips.next if not arc.anywhere)
    assert (arc.on, arc.needs) == ("measures_noted", ("measures",))
    measures = PLAYBOOK.facts["measures"]
    assert (measures.type, measures.dated) == ("many", True)
    assert len(measures.values) == len(TIPS) + 3, "one for each tip, and what was stopped, changed and checked"


# ---------------------------------------------------------------- ways


def test_exactly_one_arc_fits_in_every_combination_of_what_its_guards_read() -> None:
    assert walker_for().guard_faults() == []


def test_every_state_is_reached() -> None:
    assert set().union(*(walked(kind).states for kind in KINDS)) == set(STATES)


@pytest.mark.parametrize("kind", KINDS)
def test_an_outcome_can_be_reached_from_everywhere(kind: str) -> None:
    assert walker_for().endless(walked(kind)) == []


@pytest.mark.parametrize("kind", KINDS)
def test_no_way_breaks_a_safety_property(kind: str) -> None:
    walks = walked(kind)
    for rule in PLAYBOOK.safety:
        for place, before in walks.came_from.items():
            if before is None or rule.milestone not in place.milestones or rule.milestone in before[0].milestones:
                continue  # only where the milestone has just been reached
            kept = rule.before is not None and rule.before in place.milestones
            known = Place(place.state, place.kind, place.facts | ({("review", "none")} if place.value("review") is None else set()),
                          place.milestones, place.reviews)  # fmt: skip
            assert kept or not known.holds(rule.given), (rule.id, walks.way(place))


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("not_a_ban", "unclear")])
def test_nobody_appeals_before_everything_is_stopped(kind: str) -> None:
    """`sent` also speaks of notices to clients, so no safety property can say so."""
    walker = Walker(PLAYBOOK, watch=["appealed"])
    walks = walker.explore([walker.opened(kind, {"review": review}) for review in ("none", "open", "refused")], without=["kind_changed"])
    found = walks.came_from
    assert [walks.way(place) for place in found if "appealed" in place.milestones and "sending_stopped" not in place.milestones] == []
    appealable = {"restriction_timed", "restriction_30d", "account_lock", "portfolio_block"}
    assert any("appealed" in place.milestones for place in found) == (kind in appealable), "a note to the provider is no appeal"


def test_a_fault_that_the_provider_mends_is_no_penalty_unless_meta_has_refused() -> None:
    walker = walker_for()
    for kind, review, state in (
        ("account_lock", "none", "was_a_fault"),
        ("portfolio_block", "open", "was_a_fault"),
        ("account_lock", "refused", "look_if_lifted"),
        ("template_paused_or_disabled", "none", "template_try"),
    ):
        place = Place("await_provider", kind, frozenset({("review", review)}), frozenset({"sending_stopped", "cause_found"}))
        assert {walker.settled(moved).state for action, moved in walker.moves(place) if action == "fault_mended"} == {state}


@pytest.mark.parametrize(
    ("kind", "asked", "state", "closed"),
    [
        ("account_lock", "open", "await_provider", ("support_home", "refused")),
        ("portfolio_block", "silent", "await_provider", ("support_home", "refused")),
        ("account_lock", None, "nobody_to_ask", ("provider", "refused")),
        ("portfolio_block", "refused", "portfolio_refused", ("provider", "refused")),
        ("template_paused_or_disabled", None, "decide_wait", ("provider", "refused")),
    ],
)
def test_meta_may_decide_while_the_provider_is_waited_for(kind: str, asked: str | None, state: str, closed: tuple[str, str]) -> None:
    """One's own request is answered, and the ticket goes on; where only the provider has asked, its way ends."""
    reviews = frozenset({("provider", "open"), *([("support_home", asked)] if asked else [])})
    walker = walker_for()
    place = Place("await_provider", kind, frozenset(), frozenset({"sending_stopped", "cause_found"}), reviews)
    (after,) = {walker.settled(moved) for action, moved in walker.moves(place) if action == "unchanged"}
    assert after.state == state and closed in after.reviews
    assert ("provider", "open") in after.reviews or closed[0] == "provider"


@pytest.mark.parametrize("kind", KINDS)
def test_mailings_are_resumed_only_when_all_that_must_come_first_has_come(kind: str) -> None:
    first = {"cause_found", "sending_stopped"} | ({"unblocked"} if kind in BLOCKS else set())
    hasty = [
        place
        for place in walked(kind).came_from
        if "recovered" in place.milestones and not first <= place.milestones and "fresh_start" not in place.milestones
    ]
    assert hasty == []


def test_a_new_portfolio_only_follows_a_refusal_of_a_portfolio() -> None:
    for kind in KINDS:
        starts = [opened(kind), opened(kind, review="none"), opened(kind, review="open")]
        walks = walker_for().explore(starts, without=("unchanged", "kind_changed"))
        hasty = [place for place in walks.came_from if place.value("review") != "refused"]
        assert [place for place in hasty if place.state in ("last_resort", "new_portfolio")] == [], kind
    assert any("fresh_start" in place.milestones for place in walked("portfolio_block").came_from)
    for kind in set(KINDS) - {"portfolio_block"}:
        assert walked(kind).states.isdisjoint({"last_resort", "new_portfolio", "works_anew"})


def test_the_risk_of_a_new_portfolio_is_told_and_the_cause_ended_before() -> None:
    starts = [opened("portfolio_block", review="refused")]
    for earlier in ("risk_understood", "cause_named"):
        walks = walker_for().explore(starts, without=(earlier, "kind_changed"))
        assert not any("fresh_start" in place.milestones for place in walks.came_from)
    assert STATES["last_resort"].next[0].on == "let_go", "doing without it stands first"
    assert {"APP-58", "API-25", "RCR-18"} <= set(STATES["last_resort"].cites)


def test_a_block_again_presumes_that_it_was_lifted() -> None:
    for kind in KINDS:
        ends = [place for place in walked(kind).came_from if place.state == "blocked_again"]
        assert ends
        assert all("unblocked" in place.milestones for place in ends)


def test_no_letter_is_due_where_its_review_is_open() -> None:
    for kind in KINDS:
        for place in walked(kind).came_from:
            state = STATES[place.state]
            if state.kind == "letter" and all(place.value(f"review.{ref.channel}") == "open" for ref in state.letters):
                ways = {arc.on for arc in state.next if not arc.anywhere} - {"sent"}
                assert ways, (kind, place.state)


@pytest.mark.parametrize("wait", [state.id for state in STATES.values() if state.wait and any(arc.on == "give_up" for arc in state.next)])
def test_whoever_gives_up_waiting_decides_and_may_go_on_waiting(wait: str) -> None:
    (arc,) = (arc for arc in STATES[wait].next if arc.on == "give_up")
    decision = STATES[arc.to or ""]
    assert decision.kind == "do"
    assert {a.to for a in decision.next if a.on == "keep_waiting"} & {wait, "still_restricted"}


# ---------------------------------------------------------------- the middle of a way


def after_stopping(kind: str, review: str) -> str:
    """Where a case goes that is opened in the middle of its way, once everything has been stopped."""
    walker = walker_for()
    place = walker.settled(opened(kind, review=review))
    assert place.state in {"stop_locked", "stop_portfolio", "stop_restricted"}
    return walker.settled(next(moved for action, moved in walker.moves(place) if action == "stopped")).state


def test_a_case_may_be_opened_in_the_middle() -> None:
    assert starting("account_lock") == starting("account_lock", review="none") == "lock_or_pin"
    for review, states in {"open": ("await_decision", "await_decision"), "refused": ("lock_refused", "portfolio_refused")}.items():
        assert (after_stopping("account_lock", review), after_stopping("portfolio_block", review)) == states
    assert starting("portfolio_block") == "stop_portfolio"
    assert after_stopping("restriction_30d", "open") == "when_ends"
    assert starting("restriction_30d") == starting("restriction_30d", review="refused") == "stop_restricted"


@pytest.mark.parametrize(
    ("trouble", "state"),
    [
        ("recipient", "leave_person"),
        ("window", "open_window"),
        ("payment", "mend_payment"),
        ("token", "renew_token"),
        ("pin", "fix_pin"),
        ("template", "mend_request"),
        ("country", "check_country"),
        ("disconnected", "connect_again"),
        ("lifted", "lifted_news"),
        ("other", "look_health"),
    ],
)
def test_an_error_that_is_known_leads_to_its_cure_at_once(trouble: str, state: str) -> None:
    assert starting("not_a_ban", trouble=trouble) == state


def between(kind: str, state: str, **facts: str) -> str:
    """Where a case rests that comes to a state with these facts."""
    return walker_for().settled(Place(state, kind, frozenset(facts.items()))).state


@pytest.mark.parametrize(
    ("act", "state"),
    [
        ("at_one_template", "name_template"),
        ("at_one_number", "name_number"),
        ("at_the_account", "name_account"),
        ("at_the_app", "name_app"),
    ],
)
def test_the_level_is_found_before_the_kind(act: str, state: str) -> None:
    walk = Walk(PLAYBOOK, "unclear")
    assert walk.state == "look_around"
    assert walk.act(act) is None and walk.state == state
    assert "kind_changed" in walk.can(), "and the kind is named there"


@pytest.mark.parametrize(
    ("kind", "level", "state"),
    [
        *((kind, level, "check_others") for kind in RESTRICTIONS for level in ("number", "waba", "portfolio")),
        *(("account_lock", level, "find_cause") for level in ("number", "waba")),
        ("account_lock", "portfolio", "other_level"),
        *((kind, level, "other_level") for kind in (*RESTRICTIONS, "account_lock") for level in ("template", "app")),
    ],
)
def test_what_lies_on_another_level_is_of_another_kind(kind: str, level: str, state: str) -> None:
    """An appeal for the account helps nobody if only a template is paused, or if the whole portfolio is blocked."""
    walk = Walk(PLAYBOOK, kind, facts={"review": "none"}).walk_to("find_level")
    assert walk.act("level_found") is None and walk.state == "which_level"
    assert walk.answer("level", level) is None and walk.state == state
    told = Walk(PLAYBOOK, kind, facts={"review": "none"}).walk_to("find_level")
    assert told.act("level_found", level=level) is None and told.state == state, "told with the act, it is not asked again"
    if state == "other_level":
        assert walk.can()[0] == "kind_changed"
        walk.amend("level", "waba")
        assert walk.state == between(kind, "which_level", level="waba"), "whoever was mistaken changes the answer"


@pytest.mark.parametrize("kind", RESTRICTIONS)
@pytest.mark.parametrize(
    ("types", "state"),
    [
        ("answer_customers", "may_not_answer"),
        ("start_conversations+answer_customers+add_phone_numbers", "may_not_answer"),
        ("start_conversations+add_phone_numbers", "may_answer"),
        ("add_phone_numbers", "may_answer"),
        ("utility_templates+calling", "may_answer"),
        ("", "may_not_answer"),  # nobody knows: then nothing goes out
    ],
)
def test_the_types_tell_what_is_allowed_and_not_the_name_of_the_stage(kind: str, types: str, state: str) -> None:
    assert between(kind, "which_types", restriction_types=types) == state


@pytest.mark.parametrize(
    ("limit", "state"),
    [
        ("daily", "limit_wait"),
        ("spam", "limit_lasts"),
        ("registrations", "limit_lasts"),
        ("throughput", "slow_calls"),
        ("category", "mend_categories"),
    ],
)
def test_only_the_limit_of_a_day_ends_with_the_day(limit: str, state: str) -> None:
    assert between("rate_limit", "which_limit", limit_kind=limit) == state
    for cure, act in (("slow_calls", "failed"), ("mend_categories", "worked"), ("decide_wait", "keep_waiting")):
        assert {after.state for on, after in walker_for().moves(Place(cure, "rate_limit")) if on == act} == {"limit_lasts"}


def test_a_phone_without_the_button_is_no_dead_end() -> None:
    assert ("no_button", "appeal_lock") in {(arc.on, arc.to) for arc in STATES["appeal_in_app"].next}
    assert ("no_button", "provider_next") in {(arc.on, arc.to) for arc in STATES["appeal_lock"].next}


@pytest.mark.parametrize(("lives", "state"), [("api_only", "appeal_lock"), ("coexistence", "appeal_in_app")])
def test_the_review_is_requested_where_the_number_lives(lives: str, state: str) -> None:
    assert between("account_lock", "which_appeal", where_lives=lives) == state
    assert between("portfolio_block", "which_appeal", where_lives=lives) == "appeal_portfolio"


@pytest.mark.parametrize(
    ("state", "letter"),
    [
        ("appeal_lock", "lock_appeal"),
        ("appeal_portfolio", "portfolio_appeal"),
        ("answer_refusal", "portfolio_answer"),
        ("second_letter", "follow_up"),
        ("provider_way", "provider_note"),
        ("make_amends", "client_apology"),
        ("may_not_answer", "client_notice"),
    ],
)
def test_each_step_has_its_letter(state: str, letter: str) -> None:
    assert [ref.letter for ref in STATES[state].letters] == [letter]


@pytest.mark.parametrize("state", ["second_letter", "answer_refusal"])
def test_a_second_letter_says_something_new(state: str) -> None:
    leading = [arc for other in STATES.values() for arc in other.next if arc.to == state]
    assert leading
    assert all("what_is_new" in arc.needs for arc in leading)


# ---------------------------------------------------------------- time and channels


@pytest.mark.parametrize("state", ["restricted", "sit_out"])
def test_the_end_in_the_notice_is_exact_and_outranks_everything(state: str) -> None:
    wait = STATES[state].wait
    assert wait and wait.otherwise
    assert (wait.shape, wait.until, wait.otherwise.shape) == ("exact", "timer_end", "unknown")
    assert ("timer_seen", None, ("timer_end",)) in {(arc.on, arc.to, arc.needs) for arc in STATES[state].next}


def test_other_waits_sound_no_surer_than_their_sources() -> None:
    def shape(state: str) -> tuple[str, str | None]:
        wait = STATES[state].wait
        assert wait
        return wait.shape, wait.words

    assert shape("watch_quality") == ("unknown", "RCR-10")
    assert shape("await_decision") == ("typical", "API-16")
    assert shape("limit_wait") == ("typical", "API-29")
    assert shape("limit_lasts") == ("unknown", None)
    assert shape("watch_small") == ("fuzzy", "API-26")
    pause = STATES["template_pause"].wait
    assert pause and pause.otherwise
    assert (pause.until, pause.otherwise.min, pause.otherwise.max) == ("timer_end", "PT3H", "PT6H")


def test_where_no_appeal_is_offered_there_is_none_to_send() -> None:
    assert {ref.channel for ref in STATES["sit_out"].letters} == {"provider"}
    assert {ref.channel for ref in STATES["restricted"].letters} == {"provider", "support_home"}


def restricted(kind: str = "restriction_30d", end: str | None = "2027-01-31T12:00:00+03:00") -> Walk:
    """A restriction with an appeal, on the first day."""
    facts = {"timer_end": end} if end else {}
    walk = Walk(PLAYBOOK, kind, facts=facts | {"restriction_types": ["start_conversations"], "appeal_offered": "yes"})
    walk.act("stopped")
    walk.act("level_found", level="waba")
    walk.act("others_checked")
    walk.act("cause_named")
    walk.act("measures_noted", measures={"stopped": {"on": "2027-01-01", "planned": False}})
    if end is None:
        walk.answer("timer_end", {"unsure": None})
    walk.act("arranged")
    assert walk.state == "restricted"
    return walk


@pytest.mark.parametrize("kind", RESTRICTIONS)
def test_the_appeal_runs_beside_the_wait_on_two_channels(kind: str) -> None:
    walk = restricted(kind)
    assert "unchanged" not in walk.can(), "nobody owes an answer yet"
    assert walk.act("sent", letter="restriction_appeal") is None
    assert "appealed" in walk.seen.milestones
    again = walk.act("sent", letter="follow_up")
    assert again and again.rules == ("review_open",)
    assert walk.act("sent", letter="provider_note") is None, "the provider is another way"
    assert walk.act("unchanged", channel="support_home") is None
    assert walk.state == "restricted_asked", "the restriction still ends by itself"
    assert walk.refused("over"), "at the same time"
    assert walk.act("sent", letter="follow_up") is None
    assert walk.act("reversed") is None
    assert walk.state == "make_amends"


def test_an_answer_of_the_provider_leaves_the_appeal_where_it_is() -> None:
    walk = restricted()
    assert walk.act("sent", letter="restriction_appeal") is None
    assert walk.act("sent", letter="provider_note") is None
    assert walk.act("unchanged", channel="provider") is None
    early = walk.act("sent", letter="follow_up")
    assert early and early.rules == ("review_open",)
    assert walk.act("unchanged", channel="support_home") is None and walk.state == "restricted_asked"


def test_a_note_to_the_provider_is_not_dated_as_a_request_to_meta() -> None:
    """The letters date "a review was requested" by `appealed`: only what went to Meta sets it, and a later note does not move it."""
    walk = restricted()
    assert walk.act("sent", letter="provider_note") is None
    assert walk.state == "restricted" and "appealed" not in walk.seen.milestones
    assert walk.on(2027, 1, 5, 9).act("sent", letter="restriction_appeal") is None
    asked = walk.seen.milestones["appealed"]
    assert walk.act("unchanged", channel="provider") is None
    assert walk.on(2027, 1, 9, 9).act("sent", letter="provider_note", what_is_new="we have found the cause") is None
    assert walk.seen.milestones["appealed"] == asked


def test_good_news_leads_through_stopping_to_amends() -> None:
    walker = walker_for()
    for stopped, state in (frozenset[str](), "still_stopped"), (frozenset({"sending_stopped", "cause_found"}), "make_amends"):
        place = Place("lifted_news", "not_a_ban", milestones=stopped)
        assert {walker.settled(moved).state for action, moved in walker.moves(place) if action == "unblocked"} == {state}


@pytest.mark.parametrize(("pause", "state"), [("pacing", "unpause"), ("paused", "template_review"), ("disabled", "template_review")])
def test_only_a_template_that_was_handed_in_is_waited_for(pause: str, state: str) -> None:
    place = Place("decide_wait", "template_paused_or_disabled", frozenset({("template_state", pause)}))
    assert {moved.state for action, moved in walker_for().moves(place) if action == "keep_waiting"} == {state}


def test_only_the_letter_that_fits_is_listed_beside_a_restriction() -> None:
    """Whoever has asked Meta, or was refused, before the case or in it, writes a follow-up; the others have a first letter."""
    lists = {state: {ref.letter for ref in STATES[state].letters if ref.channel == "support_home"} for state in STATES}
    first = {state for state, letters in lists.items() if "restriction_appeal" in letters}
    again = {state for state, letters in lists.items() if "follow_up" in letters}
    assert first == {"restricted", "restricted_unasked"} and again == {"restricted_asked", "restricted_on", "second_letter"}
    for kind in RESTRICTIONS:
        places = walked(kind).came_from
        assert {place.state for place in places} >= {*first, *again} - {"second_letter"}
        for place in places:
            asked_before = place.value("review") in ("open", "refused")
            answered = place.value("review.support_home") in ("refused", "answered", "silent")
            assert not (place.state in first and (asked_before or answered)), walked(kind).way(place)
            assert not (place.state in again and not asked_before and place.value("review.support_home") == "none"), walked(kind).way(place)


@pytest.mark.parametrize("kind", ["account_lock", "portfolio_block"])
def test_nobody_who_was_refused_writes_a_first_appeal(kind: str) -> None:
    refused = opened(kind, review="refused")
    first = {"appeal_lock", "appeal_in_app", "appeal_portfolio"}
    states = walker_for().explore([refused], without=["kind_changed"]).states
    assert {"second_letter", "answer_refusal"} & states
    assert not first & states


def test_whoever_has_told_the_provider_waits_for_its_answer() -> None:
    def asking(status: str) -> str:
        return walker_for().settled(Place("provider_next", "account_lock", reviews=frozenset({("provider", status)}))).state

    assert asking("open") == "await_provider"
    assert {asking(status) for status in ("none", "refused", "silent")} == {"provider_way"}


def test_a_review_that_is_offered_after_all_opens_the_appeal_by_a_changed_answer() -> None:
    walk = restricted()
    walk.amend("appeal_offered", "no")
    assert walk.state == "sit_out"
    walk.amend("appeal_offered", "yes")
    assert walk.state == "restricted" and walk.seen.milestones.keys() >= {"cause_found", "sending_stopped"}


def test_a_restriction_is_not_over_before_its_end() -> None:
    walk = restricted()
    early = walk.act("over")
    assert early and early.earliest and early.earliest.isoformat() == "2027-01-31T12:00:00+03:00"
    assert walk.on(2027, 1, 31, 12).act("over") is None
    assert walk.state == "check_lifted"


def test_a_restriction_whose_end_is_learnt_later_ends_then() -> None:
    walk = restricted(end=None)
    assert walk.act("timer_seen", timer_end="2027-01-08T09:00:00+03:00") is None
    refused = walk.refused("over")
    assert refused and refused.earliest and refused.earliest.day == 8


def test_resuming_is_refused_with_its_rules_wherever_the_case_is() -> None:
    walk = Walk(PLAYBOOK, "account_lock")
    refused = walk.refused("resumed")
    assert refused and set(refused.rules) == {"cause_first", "stopped_first", "lifted_first"}
    assert {"RCR-10", "RCR-20", "API-25", "API-10"} <= set(refused.cites)
    walk = Walk(PLAYBOOK, "portfolio_block")
    refused = walk.refused("portfolio_created")
    assert refused and set(refused.rules) == {"cause_before_new_portfolio", "refusal_before_new_portfolio", "stopped_before_new_portfolio"}
    assert walk.refused("portfolio_created") and Walk(PLAYBOOK, "account_lock").refused("portfolio_created") is None


def test_a_provider_that_cannot_help_leaves_the_appeal_open() -> None:
    walk = Walk(PLAYBOOK, "account_lock", facts={"review": "open"})
    walk.act("stopped")
    walk.act("sent", letter="provider_note")
    assert walk.act("refused") is None
    assert {name: review.status for name, review in walk.seen.reviews.items()} == {"support_home": "open", "provider": "refused"}
    assert walk.state == "await_decision"


# ---------------------------------------------------------------- whole ways

ROUTES = yaml.load((Path(__file__).parent / "whatsapp_api_routes.yaml").read_text("utf-8"), Loader=yaml.SafeLoader)


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route["name"])
def test_people_get_where_they_should(route: dict[str, Any]) -> None:
    place = Walker(PLAYBOOK, watch=MILESTONES).walked(route, {}, "level")
    assert place.state == route["ends"]
    assert place.milestones == set(route["milestones"])


def test_the_routes_end_in_every_outcome() -> None:
    assert {route["ends"] for route in ROUTES} == set(OUTCOMES)
