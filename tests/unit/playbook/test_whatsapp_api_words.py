"""playbooks/whatsapp_api: the words are true to the screens, short, the same in both languages, and warn where they must."""

import re
from typing import Any

import pytest

from tests.support.words import texts
from tests.unit.playbook.whatsapp_api import LANGS, SOURCES, STATES, WORDS

SPEAKING = [state.id for state in STATES.values() if state.kind != "route"]


def words_of(state: str, lang: str) -> dict[str, Any]:
    found: dict[str, Any] = WORDS[lang]["states"].get(state, {})  # type: ignore[attr-defined]
    return found


def forbidden(state: str, lang: str, *words: str) -> bool:
    return any(re.search(word, line, re.IGNORECASE) for line in words_of(state, lang)["do_not"] for word in words)


LATIN = re.compile(r'"([A-Z][^"]*)"')
"""What stands between straight quotes and begins with a capital: on a Russian page always a screen's own words."""
RUSSIAN = re.compile(r"«([^«»]*)»")
OURS = {"Quality is falling", "We do not know"}
"""Quoted in English, but our own words."""
NAMES = re.compile(r"\b[A-Z]{2,}(?:_[A-Z0-9]+)+\b|\b[a-z]+(?:_[a-z]+)+\b|\b\d{5,6}\b")
"""Events, fields and error codes."""


@pytest.mark.parametrize("lang", LANGS)
def test_what_a_screen_says_is_quoted_to_the_letter(lang: str) -> None:
    known = "\n".join(text for fact in SOURCES.facts.values() for text in fact.says.values())
    quoted = {quote.rstrip(".") for _, text in texts(WORDS[lang]) for quote in LATIN.findall(text)} - OURS
    assert {"Request review", "Unchanged", "Reversed", "Paused Account", "Banned Account"} <= quoted
    assert [quote for quote in quoted if quote not in known] == []


@pytest.mark.parametrize("lang", LANGS)
def test_every_name_of_an_event_field_or_code_stands_in_a_source(lang: str) -> None:
    known = "\n".join(text for fact in SOURCES.facts.values() for text in fact.says.values())
    named = {name for place, text in texts(WORDS[lang]) if place.startswith(".states") for name in NAMES.findall(text)}
    named -= {"other_numbers", "restriction_types", "timer_end", "what_is_new"}  # placeholders
    assert {"health_status", "131031", "RESTRICTED_BIZ_INITIATED_MESSAGING", "SCHEDULE_FOR_DISABLE"} <= named
    assert sorted(name for name in named if name not in known) == []


@pytest.mark.parametrize("state", SPEAKING)
def test_both_languages_name_the_same_screens_events_and_codes(state: str) -> None:
    found = []
    for lang in LANGS:
        all_of = [text for _, text in texts(words_of(state, lang))]
        found.append(
            {quote for text in all_of for quote in LATIN.findall(text)} - OURS
            | {name for text in all_of for name in NAMES.findall(text)}
            | ({quote for text in all_of for quote in RUSSIAN.findall(text)} & {"Оценка качества", "Инструменты аккаунта", "Отписаться"})
        )
    assert found[0] == found[1]


@pytest.mark.parametrize("lang", LANGS)
def test_words_hold_no_markup_and_no_address(lang: str) -> None:
    for place, text in texts(WORDS[lang]):
        assert not re.search(r"[\[\]<*`]|\b_\w|https?:|www\.", text), place


BLOCKED = ["stop_restricted", "restricted", "sit_out", "restricted_on", "stop_locked", "await_decision", "decide_silent", "nobody_to_ask"]


@pytest.mark.parametrize("state", [*BLOCKED, "look_around", "name_account", "decide_wait", "stop_portfolio", "portfolio_refused"])
def test_while_blocked_nothing_takes_the_accounts_place(state: str) -> None:
    assert forbidden(state, "en", "replacement account", "another account", "new portfolio")
    assert forbidden(state, "ru", "аккаунт на замену", "другой аккаунт", "новое портфолио", "аккаунт или номер на замену")


@pytest.mark.parametrize("state", ["stop_restricted", "restricted", "sit_out", "may_answer", "check_templates"])
def test_marketing_stays_marketing(state: str) -> None:
    assert forbidden(state, "en", "relabel marketing")
    assert forbidden(state, "ru", "не выдавайте рекламу за служебн")


@pytest.mark.parametrize(
    "state", ["stop_falling", "watch_quality", "warned", "check_others", "stop_locked", "hold_campaign", "await_decision"]
)
def test_the_campaign_does_not_move_to_another_number(state: str) -> None:
    assert forbidden(state, "en", "to another number")
    assert forbidden(state, "ru", "на другой номер")


@pytest.mark.parametrize("state", ["appeal_lock", "appeal_portfolio", "appeal_in_app", "restricted", "answer_refusal", "second_letter"])
def test_letters_say_nothing_untrue(state: str) -> None:
    assert forbidden(state, "en", "anything untrue")
    assert forbidden(state, "ru", "не пишите неправды")


@pytest.mark.parametrize("state", ["appeal_lock", "appeal_portfolio", "answer_refusal", "find_cause"])
def test_nobody_blames_the_recipients(state: str) -> None:
    assert forbidden(state, "en", "blame the recipients")
    assert forbidden(state, "ru", "не вините получателей")


@pytest.mark.parametrize(("state", "ru"), [("last_resort", "чтобы продолжать"), ("lock_refused", "чтобы продолжать рассылку")])
def test_beginning_anew_is_no_way_to_go_on_mailing(state: str, ru: str) -> None:
    assert forbidden(state, "en", "go on with the (same )?mailing")
    assert forbidden(state, "ru", ru)


@pytest.mark.parametrize("state", ["restricted", "sit_out"])
def test_the_wait_says_until_when_and_what_is_forbidden(state: str) -> None:
    for lang in LANGS:
        assert {"{timer_end}", "{restriction_types}"} <= set(re.findall(r"\{\w+\}", words_of(state, lang)["text"]))


def test_low_quality_is_not_said_to_lower_the_limit() -> None:
    assert "no longer lowers your limit" in words_of("stop_falling", "en")["text"]
    assert "больше не снижает ваш лимит" in words_of("stop_falling", "ru")["text"]
