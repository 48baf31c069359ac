"""What is told of one kind of block, and asked about it, counts only while the kind lasts."""

from typing import Any

import pytest

from ban_wizard.application.lettering import confirmed
from ban_wizard.case.view import View
from ban_wizard.letter.render import render
from ban_wizard.playbook.model import LANGUAGES
from tests.support.walk import NEW_YEAR, Walk, shipped, written
from tests.unit.letter import sample

FLOW = """
grammar: 1
id: example
version: 1
facts:
  kind: {builtin: kind}
  ends: {type: time, per_kind: true}
  forbids: {many: [writing, calling], per_kind: true}
  notice: {type: text, optional: true, per_kind: true}
  shop: {values: [one, two], unsure: one}
channels: {}
entries: {temporary_ban: which_shop, warning: which_shop, permanent_ban: which_shop, unclear: look}
anywhere:
  - {on: kind_changed, until: unblocked, sets: kind, to: entry}
  - {on: closed, to: gone, needs: [reason]}
states:
  look: {kind: do, cites: [OUR-04], next: [{on: stopped, to: which_shop}]}
  which_shop:
    kind: ask
    fact: shop
    cites: [OUR-04]
    next: [{on: answer, when: {shop: [one]}, to: when_ends}, {on: answer, when: {shop: [two]}, to: what}]
  when_ends: {kind: ask, fact: ends, cites: [OUR-04], next: [{on: answer, to: what}]}
  what: {kind: ask, fact: forbids, cites: [OUR-04], next: [{on: answer, to: stop}]}
  stop: {kind: do, cites: [OUR-04], next: [{on: stopped, to: fine}]}
  fine: {kind: outcome, result: recovered, cites: [OUR-04]}
  gone: {kind: outcome, result: given_up, cites: [OUR-04]}
"""
SOON, LATER = "2027-01-03T12:00:00+03:00", "2027-02-03T12:00:00+03:00"


def told(kind: str = "temporary_ban", **facts: Any) -> Walk:
    """A case of which all is known."""
    known = {"shop": "one", "ends": SOON, "forbids": ["writing"], **facts}
    walk = Walk(written(FLOW), kind, facts=known)
    walk.take("learned", "notice", "Banned for two days")
    return walk.later(days=1)


def test_of_another_kind_the_notice_is_asked_for_anew() -> None:
    walk = told()
    assert walk.state == "stop"
    assert walk.act("kind_changed", kind="permanent_ban") is None
    assert walk.seen.facts == {"kind": "permanent_ban", "shop": "one"}
    assert walk.state == "when_ends"
    assert walk.answer("ends", LATER) is None and walk.answer("forbids", ["calling"]) is None
    assert walk.seen.facts["forbids"] == ["calling"], "nothing is added to what another notice forbids"
    assert walk.replayed() == walk.seen


def test_what_is_told_with_the_change_is_told_of_the_new_kind() -> None:
    walk = told()
    assert walk.act("kind_changed", kind="permanent_ban", ends=LATER, forbids=["calling"]) is None
    assert walk.seen.facts == {"kind": "permanent_ban", "shop": "one", "ends": LATER, "forbids": ["calling"]}
    assert walk.state == "stop"


def test_not_knowing_is_forgotten_as_well() -> None:
    walk = told(ends={"unsure": None})
    assert walk.seen.unsure == {"ends"}
    walk.act("kind_changed", kind="permanent_ban")
    assert walk.seen.unsure == frozenset() and walk.state == "when_ends"


def test_a_kind_that_was_not_clear_and_is_named_is_the_same_block() -> None:
    walk = told("unclear")
    assert walk.act("kind_changed", kind="permanent_ban") is None
    assert walk.seen.facts["notice"] == "Banned for two days" and walk.state == "stop"
    walk.act("kind_changed", kind="unclear")
    assert "notice" not in walk.seen.facts, "what the notice of a ban said is not what is unclear now"


def test_undo_gives_back_what_was_told_of_the_former_kind() -> None:
    walk = told()
    before = walk.seen
    walk.act("kind_changed", kind="permanent_ban")
    walk.undo()
    assert (walk.seen.facts, walk.state) == (before.facts, before.state)


def test_an_answer_of_an_abandoned_branch_does_not_come_back_of_another_kind() -> None:
    walk = told()
    walk.amend("shop", "two")
    assert walk.seen.parked == {"ends": SOON}
    walk.act("kind_changed", kind="permanent_ban")
    walk.amend("shop", "one")
    assert walk.state == "when_ends" and "ends" not in walk.seen.facts


def test_amending_anything_leaves_each_kind_its_own_answers() -> None:
    walk = told()
    walk.act("kind_changed", kind="permanent_ban")
    walk.answer("ends", LATER)
    walk.answer("forbids", ["calling"])
    facts = walk.seen.facts
    walk.amend("shop", "one")
    assert (walk.seen.facts, walk.state) == (facts, "stop")
    walk.act("kind_changed", kind="warning")
    walk.amend("shop", "one")
    assert walk.seen.facts == {"kind": "warning", "shop": "one"} and walk.state == "when_ends"
    assert walk.replayed() == walk.seen


def test_an_amended_answer_is_that_of_the_present_kind() -> None:
    walk = told()
    walk.act("kind_changed", kind="permanent_ban", ends=LATER, forbids=["calling"])
    right = "2027-02-07T12:00:00+03:00"
    walk.amend("ends", right)
    assert walk.seen.facts["ends"] == right
    walk.act("kind_changed", kind="warning")
    assert "ends" not in walk.seen.facts
    walk.amend("shop", "one")
    assert "ends" not in walk.seen.facts, "nor does it come back when the answers are walked again"


def test_a_kind_that_was_always_another_keeps_what_its_notice_said() -> None:
    walk = told()
    walk.amend("kind", "permanent_ban")
    assert walk.seen.facts["notice"] == "Banned for two days" and walk.seen.facts["ends"] == SOON
    walk.act("kind_changed", kind="warning", notice="A warning")
    walk.amend("kind", "temporary_ban")
    assert walk.seen.facts["notice"] == "A warning" and "ends" not in walk.seen.facts


# ------------------------------------------------------------------------------------------- the shipped playbooks

RESTRICTED = {
    "level": "number",
    "timer_end": SOON,
    "restriction_types": ["start_conversations"],
    "appeal_offered": "yes",
    "screen_text": "Restricted for 7 days",
    "violation_type": "SPAM",
    "blocked_at": "2026-12-28T12:00:00+03:00",
    "other_numbers": "+7 911 765-43-21",
}
BANNED = {
    "screen_text": "Temporarily banned",
    "blocked_at": "2026-12-28T12:00:00+03:00",
    "timer_end": SOON,
}


@pytest.mark.parametrize(
    ("messenger", "kinds", "facts", "letters"),
    [
        ("whatsapp_api", ("restriction_timed", "account_lock"), RESTRICTED, ("lock_appeal", "provider_note")),
        ("whatsapp_api", ("restriction_timed", "restriction_30d"), RESTRICTED, ("restriction_appeal", "provider_note")),
        ("whatsapp_api", ("account_lock", "portfolio_block"), RESTRICTED, ("portfolio_appeal", "provider_note")),
        ("whatsapp_app", ("temporary_ban", "permanent_ban"), BANNED, ("whatsapp_review", "whatsapp_support", "client_apology")),
        ("max", ("temporary_ban", "permanent_ban"), BANNED | {"login_says": "other_words"}, ("max_support",)),
    ],
)
def test_no_letter_states_of_one_kind_what_was_told_of_another(
    messenger: str, kinds: tuple[str, str], facts: dict[str, Any], letters: tuple[str, ...]
) -> None:
    walk = Walk(shipped(messenger), kinds[0], facts=facts).later(days=1)
    assert walk.act("kind_changed", kind=kinds[1]) is None
    for letter in letters:
        for lang in LANGUAGES:
            said = render(sample.letter(letter), lang=lang, facts=confirmed(walk.playbook, walk.seen), today=NEW_YEAR.date())
            needs = {subject.removeprefix("known.") for claim in said.claims for subject, _ in sample.letter(letter).claims[claim].needs}
            assert not needs & facts.keys(), (letter, lang, said.draft)
            assert not any(words in said.draft for words in ("Restricted", "banned", "SPAM", "28", "765-43-21")), said.draft


def test_the_end_of_a_restriction_is_not_that_of_the_next() -> None:
    walk = Walk(shipped("whatsapp_api"), "restriction_timed", facts=RESTRICTED).walk_to("restricted")
    walk.later(hours=1)
    assert walk.act("kind_changed", kind="restriction_30d") is None
    asked: list[str | None] = []
    while walk.state != "restricted":
        asked.append(walk.playbook.states[walk.state].fact)
        walk.take_action(next(a for a in walk.actions() if a.refused is None), {"timer_end": LATER, "restriction_types": []})
    assert [fact for fact in asked if fact] == ["level", "timer_end", "restriction_types", "appeal_offered"]


# ------------------------------------------------------------------------------------------- what was asked about another kind


def restricted_and_refused() -> Walk:
    """A restriction of the Business API, whose appeal was refused."""
    measures = {"list_cleaned": {"on": "2027-01-01", "planned": False}}
    walk = Walk(shipped("whatsapp_api"), "restriction_timed", facts=RESTRICTED).walk_to("restricted", measures=measures).later(days=1)
    assert walk.act("sent", letter="restriction_appeal") is None and walk.state == "restricted_asked"
    assert walk.later(days=3).act("unchanged", channel="support_home") is None
    assert walk.seen.reviews["support_home"].status == "refused" and "appealed" in walk.seen.milestones
    return walk.later(days=2)


def letter_of(walk: Walk, letter: str) -> str:
    """What a letter says of a case, all its claims taken."""
    facts = confirmed(walk.playbook, walk.seen)
    return render(sample.letter(letter), lang="en", facts=facts, today=NEW_YEAR.date()).draft


def test_the_refusal_to_end_a_restriction_is_no_refusal_of_a_portfolio() -> None:
    walk = restricted_and_refused()
    assert "A review was requested on" in letter_of(walk, "follow_up")
    assert walk.act("kind_changed", kind="portfolio_block") is None
    assert walk.state == "stop_portfolio" and not walk.seen.reviews and "appealed" not in walk.seen.milestones
    assert "A review was requested on" not in letter_of(walk, "portfolio_answer")
    walk.walk_to("appeal_portfolio", review="none")
    assert not {"start_over", "risk_understood", "portfolio_created"} & set(walk.can())
    assert walk.act("sent") is None and walk.later(days=2).act("unchanged") is None
    assert walk.state == "portfolio_refused" and "start_over" in walk.can(), "Meta has refused this very matter"
    assert "A review was requested on" in letter_of(walk, "portfolio_answer")
    assert walk.replayed() == walk.seen


@pytest.mark.parametrize("answered", [True, False])
def test_a_lock_behind_a_restriction_has_its_first_appeal(answered: bool) -> None:
    walk = restricted_and_refused()
    if not answered:
        walk.undo()
    assert walk.act("kind_changed", kind="account_lock") is None and walk.state == "lock_or_pin"
    asked: list[str | None] = []
    while walk.state != "appeal_lock":
        asked.append(walk.playbook.states[walk.state].fact)
        walk.take_action(
            next(a for a in walk.actions() if a.refused is None), {"level": "waba", "review": "none", "where_lives": "api_only"}
        )
    assert [fact for fact in asked if fact] == ["level", "review", "where_lives"]


def test_a_review_told_with_the_change_is_that_of_the_new_kind() -> None:
    walk = restricted_and_refused()
    assert walk.act("kind_changed", kind="account_lock", review="refused") is None
    assert walk.state == "lock_refused" and walk.seen.reviews["support_home"].letter is None


def test_undo_gives_back_what_was_asked_about_the_former_kind() -> None:
    walk = restricted_and_refused()
    before = walk.seen
    walk.act("kind_changed", kind="portfolio_block")
    walk.undo()
    assert (walk.seen.reviews, walk.seen.milestones, walk.state) == (before.reviews, before.milestones, "restricted_asked")


def test_amending_anything_leaves_each_kind_what_was_asked_about_it() -> None:
    walk = restricted_and_refused()
    walk.act("kind_changed", kind="portfolio_block")
    walk.amend("where_lives", "coexistence")
    assert walk.state == "stop_portfolio" and not walk.seen.reviews and "appealed" not in walk.seen.milestones
    walk.walk_to("appeal_portfolio", review="none")
    walk.act("sent")
    walk.amend("where_lives", "api_only")
    assert walk.state == "await_decision" and walk.seen.reviews["support_home"].letter == "portfolio_appeal"


def test_a_block_that_is_named_keeps_what_was_told_of_its_review() -> None:
    walk = Walk(shipped("whatsapp_api"), "unclear", facts={"review": "refused"})
    assert walk.act("at_the_account") is None and walk.act("kind_changed", kind="portfolio_block") is None
    assert walk.act("stopped") is None and walk.state == "portfolio_refused"


def test_max_has_refused_to_shorten_a_restriction_and_nothing_else() -> None:
    walk = Walk(shipped("max"), "temporary_ban").walk_to("restricted").later(days=20)
    for action in ("give_up", "ask_support", "sent", "refused"):
        assert walk.act(action) is None, walk.state
    assert walk.state == "restricted_on" and walk.seen.reviews["support"].status == "refused"
    assert walk.act("kind_changed", kind="permanent_ban") is None
    assert walk.state == "where_seen"
    walk.walk_to("write_support", seen_where="at_login")
    assert (
        "written"
        not in render(sample.letter("max_follow_up"), lang="ru", facts=confirmed(walk.playbook, walk.seen), today=NEW_YEAR.date()).claims
    )


def test_in_the_app_the_number_itself_was_refused() -> None:
    """Only a ban is appealed against there: whatever its kind is called meanwhile, WhatsApp has answered about the number."""
    walk = Walk(shipped("whatsapp_app"), "permanent_ban", facts={"gateway": "phone_only", "review": "refused"})
    assert walk.act("kind_changed", kind="temporary_ban") is None and walk.act("kind_changed", kind="permanent_ban") is None
    assert walk.act("stopped") is None and walk.state == "after_refusal"


@pytest.mark.parametrize("kind", ["unclear", "permanent_ban"])
def test_that_max_support_cannot_help_with_a_fault_refuses_nothing(kind: str) -> None:
    """A question about what does not work was put before anybody was locked out: the first appeal is still to come."""
    walk = Walk(shipped("max"), kind, facts={"seen_where": "nowhere"} if kind == "permanent_ban" else {})
    assert (walk.act("none_fits") if kind == "unclear" else walk.act("no_code", login_trouble="no_code")) is None
    walk.later(days=8)
    for action in ("give_up", "ask_support", "stopped", "sent", "no_help"):
        assert walk.act(action) is None, (walk.state, action)
    assert walk.state == "decide_trouble" and walk.seen.reviews["support"].status == "answered"
    assert walk.act("keep_waiting") is None and walk.act("locked_out", login_says="blocked_or_deleted") is None
    if kind == "unclear":
        assert walk.state == "name_kind" and walk.act("kind_changed", kind="permanent_ban") is None
    walk.walk_to("write_support", seen_where="at_login")
    assert not any(at.state == "decide_refused" for at in views(walk))


def views(walk: Walk) -> list[View]:
    """Every view that a case has come through, the last one first."""
    found = [walk.seen]
    while (before := found[-1].before) is not None:
        found.append(before)
    return found
