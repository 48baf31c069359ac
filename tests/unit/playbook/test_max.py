"""playbooks/max: every fact is used, every way ends, no way breaks a promise, and the words are true to the screens."""

import re
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml

from ban_wizard.desktop.locations import playbooks_dir, templates_dir
from ban_wizard.playbook.load import load, load_sources
from ban_wizard.playbook.model import BLOCK_KINDS, MILESTONES
from tests.support.words import texts
from tests.unit.playbook.reading import cited, first_row
from tests.unit.playbook.walks import Place, Walker, Walks

SOURCES = load_sources(playbooks_dir() / "sources.yaml")
LETTERS = {path.name for path in templates_dir().iterdir()}
LOADED = load(playbooks_dir() / "max", sources=SOURCES, letters=LETTERS)
PLAYBOOK, SYMPTOMS, WORDS = LOADED.playbook, LOADED.symptoms, LOADED.words
STATES = PLAYBOOK.states
OUTCOMES = {state.id: state.result for state in STATES.values() if state.kind == "outcome"}
LANGS = ("en", "ru")
QUOTED = re.compile(r"«[^«»]*»")

# The general article's facts that hold for MAX. GEN-02 and GEN-15 stand in the rulings `max_end_date` and `honest_letters_max`;
# GEN-03 speaks of WhatsApp's Business API.
GENERAL = {f"GEN-{n:02}" for n in range(1, 20)} - {"GEN-03"}
PREVENTION = {"MAX-22", "MAX-23", "MAX-24", "MAX-25", "GEN-18"}


@pytest.fixture(scope="module")
def walker() -> Walker:
    return Walker(PLAYBOOK, watch=["appealed", "chats_only", "recovered"])


@pytest.fixture(scope="module")
def walks(walker: Walker) -> Walks:
    return walker.explore()


# ---------------------------------------------------------------- complete


@pytest.mark.parametrize("prefix", ["MAX", "MXA"])
def test_every_fact_about_max_is_used(prefix: str) -> None:
    about = {name for name in SOURCES.facts if name.startswith(f"{prefix}-")}
    assert about
    assert about <= cited(PLAYBOOK, SYMPTOMS, SOURCES)


def test_general_facts_that_hold_for_max_are_used() -> None:
    assert cited(PLAYBOOK, SYMPTOMS, SOURCES) >= GENERAL


def test_every_kind_that_max_has_begins_somewhere() -> None:
    assert set(PLAYBOOK.entries) == {"temporary_ban", "new_chat_restriction", "permanent_ban", "not_a_ban", "rate_limit", "unclear"}
    assert PLAYBOOK.entries["temporary_ban"] == PLAYBOOK.entries["new_chat_restriction"]


def test_causes_are_all_named_where_the_cause_is_looked_for() -> None:
    causes = {f"MAX-{n}" for n in range(10, 15)} | {"MAX-27", "GEN-13"} | {f"GEN-{n:02}" for n in range(4, 13)}
    assert causes <= {fact for item in STATES["find_cause"].items for fact in item.cites}


@pytest.mark.parametrize("state", [name for name, result in OUTCOMES.items() if result != "banned_again" and name != "signed_in"])
def test_outcomes_say_what_prevents_the_next_ban(state: str) -> None:
    assert PREVENTION & {fact for item in STATES[state].items for fact in item.cites}


# ---------------------------------------------------------------- ways


def test_exactly_one_arc_fits_in_every_combination_of_what_its_guards_read(walker: Walker) -> None:
    assert walker.guard_faults() == []


def test_every_state_is_reached(walks: Walks) -> None:
    assert walks.states == set(STATES)


def test_an_outcome_can_be_reached_from_everywhere(walker: Walker, walks: Walks) -> None:
    assert walker.endless(walks) == []


def test_nothing_is_paired_before_the_number_is_unblocked(walks: Walks) -> None:
    early = [walks.way(place) for place in walks.came_from if "paired" in place.milestones and "unblocked" not in place.milestones]
    assert early == []
    assert any("paired" in place.milestones for place in walks.came_from)


def test_nothing_is_paired_where_there_is_nothing_to_pair(walks: Walks) -> None:
    alone = [place for place in walks.came_from if place.value("gateway") == "phone_only"]
    assert "recovered" in {place.state for place in alone}
    assert [walks.way(place) for place in alone if "paired" in place.milestones or place.state in ("reconnect", "reconnect_own")] == []


@pytest.mark.parametrize("gateway", ["wazzup", "green_api", "other_support", "self_hosted"])
def test_a_gateway_can_be_connected_again(walks: Walks, gateway: str) -> None:
    assert any("paired" in place.milestones for place in walks.came_from if place.value("gateway") == gateway)


@pytest.mark.parametrize("reached", ["appealed", "paired"])
def test_nobody_writes_or_connects_before_everything_is_stopped(walks: Walks, reached: str) -> None:
    early = [walks.way(place) for place in walks.came_from if reached in place.milestones and "sending_stopped" not in place.milestones]
    assert early == []


def test_a_letter_about_a_ban_has_a_cause_a_measure_or_a_use_to_speak_of(walker: Walker) -> None:
    """Whoever finds no cause names what they put right, or what they use MAX for."""
    ways = {action: arc for arc in STATES["without_cause"].next if not arc.anywhere and (action := arc.on)}
    assert {action: arc.needs for action, arc in ways.items()} == {"measures_noted": ("measures",), "use_described": ("purpose",)}
    place = Place("find_cause", "permanent_ban", frozenset({("offence", "first")}), frozenset({"sending_stopped"}))
    assert {action: moved.state for action, moved in walker.moves(place) if action == "cause_unknown"} == {"cause_unknown": "without_cause"}


def test_a_second_letter_says_something_new() -> None:
    again = {state.id: (arc.to, arc.needs) for state in STATES.values() for arc in state.next if arc.on == "write_again"}
    assert again == dict.fromkeys(("decide_silent", "decide_refused"), ("second_letter", ("what_is_new",)))
    assert [ref.letter for ref in STATES["second_letter"].letters] == ["max_follow_up"]


@pytest.mark.parametrize("state", ["decide_restricted", "decide_trouble"])
def test_whoever_has_asked_support_before_asks_again_with_something_new(walker: Walker, state: str) -> None:
    kind = "unclear" if state == "decide_trouble" else "temporary_ban"
    stopped = frozenset({"sending_stopped"})
    first, wait, again_by = (
        ("ask_about_fault", "await_help", "ask_again") if state == "decide_trouble" else ("write_support", "await_answer", "second_letter")
    )
    for review, letter in {"none": first, "open": wait, "refused": again_by, "silent": again_by}.items():
        told = () if review == "none" else (("support", review),)
        place = Place(state, kind, frozenset({("offence", "first")}), stopped, frozenset(told))
        assert {walker.settled(moved).state for action, moved in walker.moves(place) if action == "ask_support"} == {letter}, review
    again = {
        arc.needs for arc in STATES[state].next if arc.on == "ask_support" and Place(state, kind, reviews=frozenset(told)).holds(arc.when)
    }
    assert again == {("what_is_new",)}


@pytest.mark.parametrize("kind", ["not_a_ban", "rate_limit", "unclear", "permanent_ban"])
def test_a_fault_that_nobody_called_a_ban_ends_as_what_it_is(walker: Walker, kind: str) -> None:
    """Asking about it, an answer and giving it up lead to no ending of a ban, as long as MAX shows none (MAX-05)."""
    start = Place("decide_trouble", kind, frozenset({("offence", "first")}))
    found = walker.explore([start], without=("closed", "unblocked", "kind_changed", "locked_out"))
    ends = {place.state for place in found.came_from if STATES[place.state].kind == "outcome"}
    solved = {"not_a_ban": "no_ban", "rate_limit": "signed_in"}.get(kind, "all_works")
    assert ends == {solved, "fault_stays" if kind in ("not_a_ban", "rate_limit") else "not_settled"}


@pytest.mark.parametrize("kind", ["not_a_ban", "rate_limit", "unclear"])
def test_what_was_no_ban_is_not_lost_by_an_answer_of_support(kind: str) -> None:
    arcs = [arc for arc in STATES["await_answer"].next if arc.on == "refused"]
    assert {arc.to for arc in arcs if Place("await_answer", kind).holds(arc.when)} == {"decide_trouble"}


def test_nobody_recovers_without_quiet_days(walks: Walks) -> None:
    hasty = [walks.way(p) for p in walks.came_from if p.state == "recovered" and not {"unblocked", "chats_only"} <= p.milestones]
    assert hasty == []


def test_a_number_blocked_before_goes_on_without_mailings(walks: Walks) -> None:
    states = {place.state for place in walks.came_from if place.value("offence") == "repeat"}
    assert "resume_careful" in states
    assert "resume" not in states


def test_a_ban_again_presumes_an_unblock(walks: Walks) -> None:
    ends = [place for place in walks.came_from if place.state == "banned_again"]
    assert ends
    assert all("unblocked" in place.milestones for place in ends)


def test_a_letter_is_written_only_while_no_review_is_open(walks: Walks) -> None:
    letters = ("write_support", "second_letter", "ask_about_fault", "ask_again")
    stuck = [walks.way(place) for place in walks.came_from if place.state in letters and place.value("review.support") == "open"]
    assert stuck == []


@pytest.mark.parametrize("wait", [state.id for state in STATES.values() if state.wait])
def test_whoever_gives_up_waiting_decides_and_may_go_on_waiting(wait: str) -> None:
    for arc in STATES[wait].next:
        if arc.on == "give_up":
            decision = STATES[arc.to or ""]
            assert decision.kind == "do"
            back = {a.to for a in decision.next if a.on == "keep_waiting"}
            assert back & {wait, "restricted_on"}
            return
    assert STATES[wait].wait and STATES[wait].wait.shape == "fuzzy", "only a wait with an end needs no decision"


def starting(kind: str, **facts: str) -> str:
    """Where a case rests that is opened with these facts."""
    walker = Walker(PLAYBOOK)
    return walker.settled(walker.opened(kind, facts)).state


def after_stopping(**facts: str) -> str:
    """Where a permanent ban comes to rest that is opened with these facts, once everything has been stopped."""
    walker = Walker(PLAYBOOK)
    place = walker.settled(walker.opened("permanent_ban", facts))
    assert place.state == "stop_all"
    return walker.settled(next(moved for action, moved in walker.moves(place) if action == "stopped")).state


def test_a_case_may_be_opened_in_the_middle() -> None:
    assert after_stopping(review="open") == "await_answer"
    assert after_stopping(review="refused") == "find_cause"
    assert starting("permanent_ban", review="none", seen_where="at_login") == "stop_all"
    assert starting("permanent_ban") == "where_seen"


def test_where_the_text_was_seen_decides_what_it_means() -> None:
    assert starting("permanent_ban", seen_where="at_login") == "stop_all"
    assert starting("permanent_ban", seen_where="about_recipient") == "recipient_check"
    assert starting("permanent_ban", seen_where="nowhere") == "check_login"


def test_a_lifted_ban_and_a_restriction_that_ended_go_different_ways() -> None:
    def after(kind: str) -> set[str]:
        walker = Walker(PLAYBOOK)
        place = Place("lifted", kind, frozenset({("offence", "first")}), frozenset(reached))
        return {moved.state for _, moved in walker.moves(place)}

    reached = {"unblocked", "sending_stopped"}
    assert after("permanent_ban") == {"sign_in"}
    assert after("temporary_ban") == {"chats_only"}
    reached.remove("sending_stopped")
    assert after("permanent_ban") == {"still_stopped"}


def test_the_end_of_a_restriction_is_exact_if_known_and_unknown_else() -> None:
    wait = STATES["restricted"].wait
    assert wait and wait.otherwise
    assert (wait.shape, wait.until, wait.otherwise.shape) == ("exact", "timer_end", "unknown")


ROUTES = yaml.safe_load((Path(__file__).parent / "max_routes.yaml").read_text("utf-8"))


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route["name"])
def test_people_get_where_they_should(route: dict[str, Any]) -> None:
    place = Walker(PLAYBOOK, watch=MILESTONES).walked(route, {"offence": "first"})
    assert place.state == route["ends"]
    assert place.milestones == set(route["milestones"])


def test_the_routes_end_in_every_outcome() -> None:
    assert {route["ends"] for route in ROUTES} == set(OUTCOMES)


# ---------------------------------------------------------------- symptoms


verdict = partial(first_row, SYMPTOMS)


@pytest.mark.parametrize(
    ("seen", "kind"),
    [
        (("login_blocked",), "permanent_ban"),
        (("login_blocked", "signed_out", "channel_not_authorised"), "permanent_ban"),
        (("support_notice", "spam_error", "replies_work"), "temporary_ban"),
        (("no_new_chats", "spam_error"), "new_chat_restriction"),
        (("gateway_suspended",), "temporary_ban"),
        (("too_many_attempts",), "rate_limit"),
        (("spam_error",), "not_a_ban"),
        (("recipient_blocked",), "not_a_ban"),
        (("bot_refused",), "not_a_ban"),
        (("wrong_password",), "not_a_ban"),
        (("phone_works", "channel_not_authorised"), "not_a_ban"),
        (("login_blocked", "recipient_blocked"), "unclear"),
        (("login_blocked", "phone_works"), "unclear"),
        (("channel_not_authorised",), "unclear"),
        (("gateway_blocked",), "unclear"),
        (("signed_out",), "unclear"),
        ((), "unclear"),
    ],
)
def test_symptoms_tell_the_kind(seen: tuple[str, ...], kind: str) -> None:
    assert verdict(*seen).kind == kind


def test_a_gateway_alone_never_makes_a_ban_certain() -> None:
    gateway = [name for name, symptom in SYMPTOMS.symptoms.items() if symptom.where == "gateway"]
    assert gateway
    for name in gateway:
        found = verdict(name)
        assert found.kind not in BLOCK_KINDS or found.certainty != "sure", name


# ---------------------------------------------------------------- words


def screens(lang: str) -> set[str]:
    """What the sources quote from screens."""
    return {quote for fact in SOURCES.facts.values() for quote in QUOTED.findall(fact.says[lang])}


@pytest.mark.parametrize("lang", LANGS)
def test_what_a_screen_says_is_quoted_to_the_letter(lang: str) -> None:
    ours = {"«Не знаю»", "«Спам»", "«Это другой вид»", "«не заметят»", "«обычно сутки»"}  # quotes that are no screen's
    quoted = {quote for _, text in texts(WORDS[lang]) for quote in QUOTED.findall(text)}
    assert "«Пользователь заблокирован или удален»" in quoted
    assert quoted - ours <= screens(lang)


@pytest.mark.parametrize("state", list(STATES))
def test_both_languages_quote_the_same_screens(state: str) -> None:
    found = []
    for lang in LANGS:
        words = WORDS[lang]["states"].get(state, {})  # type: ignore[attr-defined]
        found.append({quote for _, text in texts(words) for quote in QUOTED.findall(text)} & screens("ru"))
    assert found[0] == found[1]


@pytest.mark.parametrize("lang", LANGS)
def test_words_hold_no_markup_and_no_address(lang: str) -> None:
    for place, text in texts(WORDS[lang]):
        assert not re.search(r"[\[\]<>*_`]|https?:|www\.", re.sub(r"\{\w+\}|FAIL_\w+", "", text)), place


@pytest.mark.parametrize(("lang", "code"), [("en", "code"), ("ru", "код")])
@pytest.mark.parametrize(
    "state", ["stop_new", "restricted", "check_login", "stop_all", "await_answer", "await_help", "reply", "sign_in", "hold_off"]
)
def test_the_code_is_for_nobody(lang: str, code: str, state: str) -> None:
    assert any(code in line for line in WORDS[lang]["states"][state]["do_not"])  # type: ignore[attr-defined]


@pytest.mark.parametrize("state", ["restricted", "restricted_on", "await_answer"])
def test_clients_are_told_while_the_number_is_silent(state: str) -> None:
    assert [(ref.letter, ref.channel) for ref in STATES[state].letters] == [("client_notice", "clients")]
    assert "tell_clients" in {item.id for item in STATES[state].items}


ALL_STOPPED = {
    "en": re.compile(r"\b(?:all mailings|everything|nothing goes out by itself)\b"),
    "ru": re.compile("все рассылки|все остановлено|само ничего"),
}


@pytest.mark.parametrize("lang", LANGS)
def test_what_a_letter_calls_stopped_is_what_was_confirmed(lang: str) -> None:
    """The letter says that all mailings were stopped: so does every act on which it rests."""
    words: Any = WORDS[lang]
    for state in STATES.values():
        for arc in state.next:
            if arc.milestone == "sending_stopped":
                said = words["states"][state.id].get("actions", {}).get(arc.on) or words["actions"][arc.on]
                assert ALL_STOPPED[lang].search(said.lower().replace("ё", "е")), (state.id, said)
