"""playbooks/sources.yaml: every fact is there, in both languages, and what stands on a screen is kept to the letter."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

FILE = Path(__file__).parents[3] / "playbooks" / "sources.yaml"
TEXT = FILE.read_text(encoding="utf-8")
DATA: dict[str, Any] = yaml.safe_load(TEXT)
SOURCES, FACTS, CONTESTED = DATA["sources"], DATA["facts"], DATA["contested"]

# The five documents that the product is built from, and the number of facts in each.
DOCUMENTS = {"GEN": 19, "MAX": 28, "OLC": 33, "YCL": 20, "RCR": 36}
OWN_SECTIONS = ("APP", "MXA", "API", "GUI", "OUR")
STRENGTHS = {"official", "vendor", "reported", "inference"}
CERTAINTIES = {"usual", "unknown", "exact", "possible", "hypothesis", "advice", "experience"}
# What each document says about how sure it is; a wait or a cause must not sound surer than its source.
CERTAINTY = {
    "GEN-02": "usual",
    "GEN-13": "experience",
    "MAX-02": "unknown",
    **{f"MAX-{n}": "possible" for n in range(10, 15)},
    "MAX-15": "unknown",
    "OLC-14": "usual",
    **{f"OLC-{n}": "unknown" for n in (18, 20, 26, 29)},
    "YCL-03": "possible",
    "RCR-04": "usual",
    "RCR-05": "exact",
    "RCR-08": "hypothesis",
    "RCR-10": "unknown",
    "RCR-22": "advice",
    "RCR-30": "usual",
}
# Texts that a person sees, exactly as they are shown, in both languages of the fact.
ON_SCREEN = {
    "MAX-04": ["«Мессенджер не пропускает сообщение из-за подозрения на спам»"],
    "MAX-08": ["«Пользователь заблокирован или удален»"],
    "MAX-09": ["«Не авторизован»"],
    "MAX-19": ["«Задать свой вопрос»"],
    "MXA-02": ['"Your account is suspended."'],
    "MXA-03": ["«Инстанс получил блокировку (Временно недоступен)»"],
    "MXA-04": ["«Начать диалог не получится. Возможности профиля ограничены»", "error.user.restricted.send"],
    "MXA-06": ["«Слишком много попыток»", "error.limit.violate"],
    "MXA-07": ["login token was revoked"],
    "MXA-09": ["«Сейчас создать бота не получится»"],
    "MXA-10": ["«Пользователь заблокирован или удален»"],
    "YCL-05": ['"Paused Account"'],
    "YCL-06": ['"Banned Account"'],
    "RCR-01": ["«Инструменты аккаунта»", "«Номера телефонов»", "«Оценка качества»"],
    "RCR-05": ["restriction_info"],
    "RCR-07": ["«Отписаться»"],
    "RCR-14": ['"Unsubscribe"', '"WhatsApp OptOut"'],
    "APP-04": ["You're temporarily banned from WhatsApp because ...", "You'll be able to use WhatsApp again in ..."],
    "APP-07": ['"Your account is restricted right now"', "«Сейчас на ваш аккаунт наложены ограничения»"],
    "APP-09": ['"WhatsApp Web is restricted for your account right now"'],
    "APP-10": [
        '"Your account on linked devices is restricted right now"',
        '"You can still use WhatsApp on your primary device without restrictions."',
    ],
    "APP-11": ['"Recent activity on your account may be a sign of sending spam."'],
    "APP-12": [
        '"This account is not allowed to use WhatsApp."',
        '"This account can no longer use WhatsApp"',
        "«Этот номер не может использовать WhatsApp»",
    ],
    "APP-13": ['"Your phone number is banned from using WhatsApp. Contact support for help."'],
    "APP-14": [
        "«Номер не может использовать whatsapp в настоящий момент, так как аккаунт, зарегистрированный с этим номером, "
        "нарушает нашу Торговую политику.»"
    ],
    "APP-15": [
        "Your account may be restricted soon. It looks like you may be using tools that don't follow our terms to send automated or bulk "
        "messages. This will lead to your account being restricted."
    ],
    "APP-17": ['"Account in review"'],
    "APP-18": ["We've completed our review and found this account's activity violates WhatsApp's terms of service"],
    "APP-19": ['"This account has been restored"', '"removed the ban"'],
    "APP-20": ["Can't link new devices at this time"],
    "APP-21": ['"Request a review"'],
    "APP-27": ["NO_APPEAL_OPEN", "IN_REVIEW", "UNBANNED", "PERMANETLY_BANNED"],
    "APP-40": ['{"status":"fail","reason":"blocked"}'],
    "API-15": ['"Request review"', '"In review"'],
    "API-16": ['"Unchanged"', '"Reversed"'],
    "API-41": ['"Business account has been locked."'],
}
# Addresses that the product may print.
ADDRESSES = {
    "OLC-01": "https://www.whatsapp.com/contact/",
    "APP-12": "https://faq.whatsapp.com/465883178708358",
    "APP-13": "https://faq.whatsapp.com/508673377786103",
    "API-15": "https://business.facebook.com/business-support-home",
}


def both(entry: dict[str, Any]) -> list[str]:
    return [entry["en"], entry["ru"]]


def numbers(text: str) -> set[str]:
    """The numbers in a text, without the separators of thousands."""
    return set(re.findall(r"\d+", re.sub(r"(?<=\d)[, \u00a0](?=\d{3}\b)", "", text)))


def test_every_fact_of_the_documents_is_there() -> None:
    wanted = {f"{name}-{n:02}" for name, count in DOCUMENTS.items() for n in range(1, count + 1)}
    assert {fact for fact in FACTS if fact[:3] in DOCUMENTS} == wanted
    assert all(FACTS[fact]["source"] == fact[:3] for fact in wanted)


@pytest.mark.parametrize("section", [*DOCUMENTS, *OWN_SECTIONS])
def test_sections_are_numbered_in_order_without_gaps(section: str) -> None:
    found = [fact for fact in FACTS if fact.startswith(f"{section}-")]
    assert found == [f"{section}-{n:02}" for n in range(1, len(found) + 1)]


def test_ids_are_well_formed_and_stand_once() -> None:
    head, rest = TEXT.split("\nfacts:\n")
    facts, contested = rest.split("\ncontested:\n")
    for part, data, pattern in (
        (head, SOURCES, "[A-Z]{3,4}"),
        (facts, FACTS, r"[A-Z]{3}-\d\d"),
        (contested, CONTESTED, "[a-z][a-z0-9_]*"),
    ):
        keys = re.findall(r"^  (\S+):$", part, re.MULTILINE)
        assert keys == list(data), "an id stands twice"
        assert [key for key in keys if not re.fullmatch(pattern, key)] == []


def test_every_fact_has_its_source_and_its_words() -> None:
    for name, fact in FACTS.items():
        assert set(fact) <= {"source", "en", "ru", "strength", "certainty", "url"}, name
        assert fact["source"] in SOURCES, name
        assert fact.get("strength", SOURCES[fact["source"]]["strength"]) in STRENGTHS, name
        assert fact.get("certainty", "usual") in CERTAINTIES, name
        assert fact.get("url", "https://").startswith("https://"), name
        assert fact["en"].strip() and fact["ru"].strip(), name


def test_every_source_is_used_and_has_titles() -> None:
    for name, source in SOURCES.items():
        assert source["strength"] in STRENGTHS, name
        assert source["title"]["en"].strip() and re.search("[А-Яа-я]", source["title"]["ru"]), name
    assert set(SOURCES) == {fact["source"] for fact in FACTS.values()}


def test_russian_is_russian_and_english_is_english() -> None:
    for name, entry in {**FACTS, **CONTESTED}.items():
        assert re.search("[А-Яа-я]", entry["ru"]), name
        assert not re.search("[А-Яа-яЁё]", re.sub("«[^»]*»", "", entry["en"])), f"{name}: Russian outside a quotation"


def test_both_languages_give_the_same_numbers_and_quotations() -> None:
    for name, entry in {**FACTS, **CONTESTED}.items():
        en, ru = both(entry)
        assert numbers(en) == numbers(ru), name
        assert set(re.findall('"[^"]+"', ru)) <= set(re.findall('"[^"]+"', en)), name
        assert set(re.findall("«[^»]+»", en)) <= set(re.findall("«[^»]+»", ru)), name
        identifiers = [set(re.findall("[A-Z]{2,}(?:_[A-Z]+)+|[a-z]+(?:_[a-z]+)+", text)) for text in (en, ru)]
        assert identifiers[0] == identifiers[1], name


@pytest.mark.parametrize(("fact", "certainty"), CERTAINTY.items())
def test_certainty_is_the_sources_own(fact: str, certainty: str) -> None:
    assert FACTS[fact]["certainty"] == certainty


@pytest.mark.parametrize(("fact", "texts"), ON_SCREEN.items())
def test_what_stands_on_a_screen_is_kept_to_the_letter(fact: str, texts: list[str]) -> None:
    for text in texts:
        assert all(text in words for words in both(FACTS[fact]))


@pytest.mark.parametrize(("fact", "url"), ADDRESSES.items())
def test_useful_addresses_are_carried(fact: str, url: str) -> None:
    assert FACTS[fact]["url"] == url


def test_contested_groups_name_facts_that_exist() -> None:
    for name, group in CONTESTED.items():
        assert set(group) == {"facts", "not_followed", "en", "ru"}, name
        assert len(group["facts"]) > 1 and len(set(group["facts"])) == len(group["facts"]), name
        assert [fact for fact in group["facts"] if fact not in FACTS] == [], name
        assert set(group["not_followed"]) < set(group["facts"]), f"{name}: something must be followed"
        assert group["en"].strip(), name


@pytest.mark.parametrize(
    ("group", "facts", "not_followed"),
    [
        ("honest_letters", ["OLC-01", "OLC-02", "GEN-15", "RCR-13", "RCR-14", "RCR-17"], ["OLC-02", "GEN-15"]),
        ("fresh_start", ["OLC-23", "OLC-24", "OLC-25", "OLC-04", "RCR-18", "GEN-03"], []),
        ("durations", ["OLC-14", "MAX-02", "OLC-30", "GEN-02", "RCR-05", "RCR-10", "OLC-18"], []),
        ("second_chance", ["GEN-16", "GEN-17", "OLC-17", "OLC-18"], ["GEN-17"]),
        ("repeated_appeals", ["RCR-15"], ["RCR-15"]),
        ("avoidable", ["YCL-19", "OLC-30"], []),
        ("stages", ["RCR-30"], ["RCR-30"]),
    ],
)
def test_known_conflicts_are_ruled_on(group: str, facts: list[str], not_followed: list[str]) -> None:
    assert set(facts) <= set(CONTESTED[group]["facts"])
    assert CONTESTED[group]["not_followed"] == not_followed
