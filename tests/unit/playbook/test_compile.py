"""From the author's words to what the engine runs, on the complete example."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from ban_wizard.playbook.findings import BadPlaybook
from ban_wizard.playbook.load import Loaded, load, load_flow, load_sources
from ban_wizard.playbook.model import Arc, Fact, Item, LetterRef, Limit, Playbook, Wait
from ban_wizard.playbook.symptoms import Row
from tests.unit.playbook.example import FIXTURE, LETTERS, Example


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return load(FIXTURE / "example", sources=load_sources(FIXTURE / "sources.yaml"), letters=LETTERS)


@pytest.fixture(scope="module")
def playbook(loaded: Loaded) -> Playbook:
    return loaded.playbook


def test_the_hash_is_that_of_the_flow_and_of_nothing_else(playbook: Playbook, tmp_path: Path) -> None:
    assert playbook.hash == hashlib.sha256((FIXTURE / "example" / "flow.yaml").read_bytes()).hexdigest()
    example = Example(tmp_path)
    example.edit("text.en.yaml", "Well done.", "Very well done.")
    assert example.load().playbook.hash == playbook.hash
    example.edit("flow.yaml", "version: 1", "version: 2")
    assert example.load().playbook.hash != playbook.hash


def test_facts_take_their_forms(playbook: Playbook) -> None:
    assert list(playbook.facts.values()) == [
        Fact("kind", "kind", ("permanent_ban", "temporary_ban", "restriction_30d", "rate_limit", "not_a_ban")),
        Fact("review", "choice", ("none", "open", "refused"), unsure="none"),
        Fact("gateway", "choice", ("olchat", "other_support", "self_hosted", "phone_only"), unsure="olchat", cites=("OLC-15",)),
        Fact("offence", "choice", ("first", "repeat"), unsure="repeat", derived="offence_count"),
        Fact("notice", "choice", ("seen", "not_seen"), unsure="not_seen"),
        Fact("line", "text"),
        Fact("timer_end", "time", optional=True),
        Fact("clients", "count", optional=True),
        Fact("measures", "many", ("stopped", "list_cleaned", "unsubscribe_added"), dated=True),
    ]


def test_anywhere_is_in_every_state_but_outcomes_after_its_own_arcs(playbook: Playbook) -> None:
    unblocked = Arc("unblocked", "ask_gateway", milestone="unblocked", until=("unblocked",), anywhere=True)
    changed = Arc("kind_changed", "entry", sets="kind", until=("unblocked",), anywhere=True)
    again = Arc("banned_again", "next_case", after="unblocked", anywhere=True)
    closed = Arc("closed", "given_up", milestone="given_up", needs=("reason",), anywhere=True)
    for state in playbook.states.values():
        if state.kind == "outcome":
            assert state.next == ()
        else:
            assert state.next[-4:] == (unblocked, changed, again, closed)
            assert not any(arc.anywhere for arc in state.next[:-4])


def test_an_own_arc_takes_the_place_of_the_one_from_anywhere(tmp_path: Path) -> None:
    example = Example(tmp_path)
    example.edit(
        "flow.yaml",
        "      - {on: give_up, to: decide}\n\n  decide",
        "      - {on: give_up, to: decide}\n      - {on: unblocked, to: recovered, milestone: unblocked}\n\n  decide",
    )
    arcs = example.load().playbook.states["await_review"].arcs["unblocked"]
    assert arcs == (Arc("unblocked", "recovered", milestone="unblocked"),)


def test_arcs_are_found_by_action(playbook: Playbook) -> None:
    ready = playbook.states["ready"]
    assert [(arc.when, arc.to) for arc in ready.arcs[None]] == [
        ((("offence", ("first",)),), "pair"),
        ((("offence", ("repeat",)),), "cool_down"),
    ]
    for state in playbook.states.values():
        assert [arc for arcs in state.arcs.values() for arc in arcs] == sorted(state.next, key=lambda arc: list(state.arcs).index(arc.on))
    assert playbook.states["restricted"].arcs["unchanged"] == (Arc("unchanged", by="channel"),)


def test_actions_name_every_place_that_carries_them(playbook: Playbook) -> None:
    assert [state for state, _ in playbook.actions["over"]] == ["countdown", "restricted", "hold", "cool_down", "chats_only"]
    assert [state for state, _ in playbook.actions["paired"]] == ["pair"]
    assert len(playbook.actions["closed"]) == sum(state.kind != "outcome" for state in playbook.states.values())
    assert "answer" not in playbook.actions
    assert None not in playbook.actions


def test_waits_keep_their_shapes(playbook: Playbook) -> None:
    otherwise = Wait("unknown", review_every="P1D", give_up_after="P35D")
    assert playbook.states["restricted"].wait == Wait("exact", until="timer_end", otherwise=otherwise)
    assert playbook.states["hold"].wait == Wait("exact", length="PT12H")
    assert playbook.states["cool_down"].wait == Wait("fuzzy", min="P3D", assumed="P5D", assumed_by="ours", words="OLC-18")
    assert playbook.states["chats_only"].wait == Wait("range", min="P3D", max="P7D")
    assert playbook.states["await_queue"].wait == Wait("external", review_every="P1D", give_up_after="P7D")
    typical = Wait("typical", typical="P1D", review_every="P1D", give_up_after="P14D", words="OLC-14")
    assert playbook.states["await_review"].wait == typical


def test_states_keep_what_their_kind_has(playbook: Playbook) -> None:
    assert playbook.states["stop"].items == (Item("mailings"), Item("automatic", ("OLC-20",)))
    assert playbook.states["appeal"].letters == (LetterRef("review_request", "in_app"),)
    assert playbook.states["restricted"].letters == (LetterRef("review_30d", "support_home"), LetterRef("provider_note", "provider"))
    assert playbook.states["appeal"].contested == ("how_long",)
    assert playbook.states["ask_line"].fact == "line"
    assert playbook.states["recovered"].result == "recovered"
    assert playbook.states["cool_down"].cites == ("OLC-18", "OLC-30")


def test_rules_and_channels(playbook: Playbook) -> None:
    quota, lock = playbook.quotas["queue_clearing"], playbook.locks["line"]
    assert (quota.scope, quota.gates, quota.counts) == (("gateway", "line"), "gateway_asked", "queue_cleared")
    assert quota.limits == (Limit(1, "P5D"), Limit(2, "P1M"))
    assert quota.given == (("gateway", ("olchat",)),)
    assert (lock.held_until, lock.gates, lock.cites) == (("unblocked", "given_up"), "paired", ("OLC-04",))
    assert [(rule.id, rule.milestone, rule.before, rule.breached) for rule in playbook.safety] == [
        ("queue_first", "paired", "queue_cleared", None),
        ("cool_down_on_repeat", "paired", "cooled_down", "cool_down"),
    ]
    assert playbook.channels["in_app"].told == (("open", (("review", ("open",)),)), ("refused", (("review", ("refused",)),)))
    assert playbook.channels["in_app"].again == "new_facts"
    assert playbook.channels["notice_board"].review is None


def test_symptoms_and_words(loaded: Loaded) -> None:
    assert loaded.symptoms.table[0] == Row("temporary_ban", "sure", all=("countdown",), none=("old_chats_work",))
    assert loaded.symptoms.otherwise == Row("unclear", "unclear", ask=("phone_screen",))
    assert loaded.symptoms.symptoms["thirty_days"].where == "message"
    assert set(loaded.words) == {"en", "ru"}
    words = loaded.words["ru"]
    assert words["states"]["stop"]["do_not"] == ["Не удаляйте приложение.", "Никому не сообщайте код."]


def test_sources_inherit_their_strength() -> None:
    sources = load_sources(FIXTURE / "sources.yaml")
    assert sources.facts["APP-04"].strength == "official"
    assert sources.facts["OLC-14"].certainty == "usual"
    assert sources.facts["APP-01"].url == "https://faq.example.org/review"
    assert sources.contested["how_long"].not_followed == ("RCR-05",)


def test_a_kept_version_needs_no_sources_and_no_letters() -> None:
    texts = {lang: (FIXTURE / "example" / f"text.{lang}.yaml").read_text("utf-8") for lang in ("en", "ru")}
    playbook, words = load_flow((FIXTURE / "example" / "flow.yaml").read_text("utf-8"), texts)
    assert playbook.id == "example"
    assert words["en"]["title"] == "Example messenger"


def test_a_version_of_a_newer_grammar_is_refused_with_what_to_do() -> None:
    with pytest.raises(BadPlaybook, match=r"kept/flow.yaml:1: unknown-grammar error: .*use a newer ban-wizard"):
        load_flow("grammar: 9\nnew: things\n", {}, "kept")
