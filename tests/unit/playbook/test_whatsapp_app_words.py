"""playbooks/whatsapp_app: the words are true to the screens, short, the same in both languages, and warn where they must."""

import re
from typing import Any

import pytest

from tests.support.words import texts
from tests.unit.playbook.whatsapp_app import LANGS, SOURCES, STATES, WORDS, walked


def words_of(state: str, lang: str) -> dict[str, Any]:
    found: dict[str, Any] = WORDS[lang]["states"].get(state, {})  # type: ignore[attr-defined]
    return found


LATIN = re.compile(r'"([A-Z][^"]*)"')
"""What stands between straight quotes and begins with a capital: on a Russian page always a screen's own words."""
OURS = {"Yes", "The screen shows when it ends", "The phone is fine", "WhatsApp Business API"}
"""Quoted in English, but our own buttons and names."""


@pytest.mark.parametrize("lang", LANGS)
def test_what_a_screen_says_is_quoted_to_the_letter(lang: str) -> None:
    known = "\n".join(text for fact in SOURCES.facts.values() for text in fact.says.values())
    quoted = {quote.removesuffix(" because ...").rstrip(".") for _, text in texts(WORDS[lang]) for quote in LATIN.findall(text)} - OURS
    assert "Account in review" in quoted
    assert [quote for quote in quoted if quote not in known] == []


@pytest.mark.parametrize("state", list(STATES))
def test_both_languages_quote_the_same_screens(state: str) -> None:
    found = [{quote for _, text in texts(words_of(state, lang)) for quote in LATIN.findall(text)} - OURS for lang in LANGS]
    assert found[0] == found[1]


@pytest.mark.parametrize("lang", LANGS)
def test_words_hold_no_markup(lang: str) -> None:
    for place, text in texts(WORDS[lang]):
        assert not re.search(r"[\[\]<>*`]|\b_\w", text), place


def forbidden(state: str, lang: str, word: str) -> bool:
    return any(re.search(word, line, re.IGNORECASE) for line in words_of(state, lang)["do_not"])


BLOCKED = [
    "stop",
    "recover_sim",
    "find_cause",
    "appeal",
    "write_support",
    "await_review",
    "decide",
    "after_refusal",
    "stop_temporary",
    "countdown",
]


@pytest.mark.parametrize("state", [*BLOCKED, "correct_strangers", "correct_groups", "name_cause", "no_end_of_countdown"])
def test_while_blocked_nothing_is_linked(state: str) -> None:
    assert forbidden(state, "en", "do not link a device")
    assert forbidden(state, "ru", "не подключайте")


@pytest.mark.parametrize("state", ["stop", "recover_sim", "find_cause", "await_review", "stop_temporary", "countdown"])
def test_no_other_number_takes_its_place(state: str) -> None:
    assert forbidden(state, "en", "another number")
    assert forbidden(state, "ru", "другой номер")


@pytest.mark.parametrize("state", ["which_line", "tell_gateway", "await_queue"])
def test_no_new_number_goes_onto_the_line(state: str) -> None:
    assert forbidden(state, "en", "no new number on this line")
    assert forbidden(state, "ru", "нового номера на этой линии")


@pytest.mark.parametrize(
    "state", ["stop", "number_in_hand", "appeal", "write_support", "await_review", "decide", "after_refusal", "name_the_kind"]
)
def test_the_code_is_for_nobody(state: str) -> None:
    assert forbidden(state, "en", "code")
    assert forbidden(state, "ru", "код")


@pytest.mark.parametrize("state", ["stop", "appeal", "await_review", "stop_temporary", "countdown", "stop_new_chats", "stop_linked"])
def test_the_app_stays_where_it_is(state: str) -> None:
    assert forbidden(state, "en", "delete the app")
    assert forbidden(state, "ru", "не удаляйте приложение")


@pytest.mark.parametrize("state", ["stop_new_chats", "new_chats_wait", "stop_linked"])
def test_what_463_refused_is_never_sent_again(state: str) -> None:
    assert forbidden(state, "en", "463")
    assert forbidden(state, "ru", "463")


@pytest.mark.parametrize("state", ["await_review", "countdown", "new_chats_wait"])
def test_clients_are_told_while_the_number_is_silent(state: str) -> None:
    assert [(ref.letter, ref.channel) for ref in STATES[state].letters] == [("client_notice", "clients")]


@pytest.mark.parametrize("lang", LANGS)
def test_whoever_has_no_gateway_reads_nothing_of_lines_queues_and_machines(lang: str) -> None:
    told = {"en": r"\bthis line\b|\bqueue\b|virtual machine", "ru": r"на этой линии|очеред|виртуальн"}[lang]
    met = walked("phone_only", "repeat").states | walked("phone_only", "first").states
    states = [state for state in met if STATES[state].kind != "route"]
    assert [state for state in states for _, text in texts(words_of(state, lang)) if re.search(told, text)] == []
