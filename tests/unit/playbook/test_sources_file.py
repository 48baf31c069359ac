"""playbooks/sources.yaml: every fact is there, in both languages, and what stands on a screen is kept to the letter."""

import re
from pathlib import Path

import pytest

from ban_wizard.playbook.findings import BadPlaybook
from ban_wizard.playbook.load import load_sources
from ban_wizard.playbook.model import MESSENGERS
from tests.support.edited import Edited
from tests.support.walk import shipped
from tests.unit.playbook.shipped import PLAYBOOKS

# Loading refuses duplicate and unknown keys, empty texts, unknown sources and strengths, and rulings on facts that do not exist.
LOADED = load_sources(Path(__file__).parents[3] / "playbooks" / "sources.yaml")
FACTS, CONTESTED = LOADED.facts, LOADED.contested
TEXTS = {name: fact.says for name, fact in FACTS.items()} | {name: group.ruling for name, group in CONTESTED.items()}

# The five documents that the product is built from, and the number of facts in each.
DOCUMENTS = {"GEN": 19, "MAX": 28, "OLC": 33, "YCL": 20, "RCR": 36}
OWN_SECTIONS = ("APP", "MXA", "API", "GUI", "OUR")
STRENGTHS = {"GEN": "vendor", "MAX": "vendor", "WAF": "official", "META": "official", "USR": "reported", "OUR": "inference"}
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


def numbers(text: str) -> set[str]:
    """The numbers in a text, without the separators of thousands."""
    return set(re.findall(r"\d+", re.sub(r"(?<=\d)[, \u00a0](?=\d{3}\b)", "", text)))


def test_every_fact_of_the_documents_is_there() -> None:
    wanted = {f"{name}-{n:02}" for name, count in DOCUMENTS.items() for n in range(1, count + 1)}
    assert {fact for fact in FACTS if fact[:3] in DOCUMENTS} == wanted
    assert [fact for fact in wanted if FACTS[fact].source != fact[:3] or FACTS[fact].strength != "vendor"] == []


@pytest.mark.parametrize("section", [*DOCUMENTS, *OWN_SECTIONS])
def test_sections_are_numbered_in_order_without_gaps(section: str) -> None:
    found = [fact for fact in FACTS if fact.startswith(f"{section}-")]
    assert found == [f"{section}-{n:02}" for n in range(1, len(found) + 1)]
    assert found


def test_every_id_belongs_to_a_section() -> None:
    assert {fact[:-3] for fact in FACTS} == {*DOCUMENTS, *OWN_SECTIONS}
    assert [fact for fact in FACTS if not re.fullmatch(r"[A-Z]{3}-\d\d", fact)] == []


def test_every_source_is_cited_and_has_a_title_in_both_languages() -> None:
    assert set(LOADED.sources) == {fact.source for fact in FACTS.values()}
    for name, source in LOADED.sources.items():
        assert source.title["en"].isascii(), name
        assert re.search("[А-Яа-я]", source.title["ru"]), name


@pytest.mark.parametrize(("source", "strength"), STRENGTHS.items())
def test_strength_of_a_source(source: str, strength: str) -> None:
    assert LOADED.sources[source].strength == strength


def test_what_we_assume_is_never_called_more_than_an_inference() -> None:
    assert {fact.strength for fact in FACTS.values() if fact.source == "OUR"} == {"inference"}


def test_certainties_are_known_words() -> None:
    assert {fact.certainty for fact in FACTS.values()} - {None} <= CERTAINTIES


def test_russian_is_russian_and_english_is_english() -> None:
    for name, says in TEXTS.items():
        assert re.search("[А-Яа-я]", says["ru"]), name
        assert not re.search("[А-Яа-яЁё]", re.sub("«[^»]*»", "", says["en"])), f"{name}: Russian outside a quotation"


def test_both_languages_give_the_same_numbers_quotations_and_identifiers() -> None:
    for name, says in TEXTS.items():
        en, ru = says["en"], says["ru"]
        assert numbers(en) == numbers(ru), name
        assert set(re.findall('"[^"]+"', ru)) <= set(re.findall('"[^"]+"', en)), name
        assert set(re.findall("«[^»]+»", en)) <= set(re.findall("«[^»]+»", ru)), name
        identifiers = [set(re.findall("[A-Z]{2,}(?:_[A-Z]+)+|[a-z]+(?:_[a-z]+)+", text)) for text in (en, ru)]
        assert identifiers[0] == identifiers[1], name


def test_a_document_sounds_as_sure_as_it_is() -> None:
    found = {name: fact.certainty for name, fact in FACTS.items() if fact.source in DOCUMENTS and fact.certainty}
    assert found == CERTAINTY


@pytest.mark.parametrize(("fact", "texts"), ON_SCREEN.items())
def test_what_stands_on_a_screen_is_kept_to_the_letter(fact: str, texts: list[str]) -> None:
    for text in texts:
        assert text in FACTS[fact].says["en"]
        assert text in FACTS[fact].says["ru"]


@pytest.mark.parametrize(("fact", "url"), ADDRESSES.items())
def test_useful_addresses_are_carried(fact: str, url: str) -> None:
    assert FACTS[fact].url == url


def test_a_fact_is_followed_or_not_or_in_part_whatever_the_conflict() -> None:
    for fact in FACTS:
        assert len({group.stance(fact) for group in CONTESTED.values() if fact in group.facts}) <= 1, fact


@pytest.mark.parametrize("messenger", MESSENGERS)
def test_a_fact_that_one_conflict_follows_and_another_does_not(messenger: str, tmp_path: Path) -> None:
    """As one screen would say it, where both are shown."""
    shown = {group for state in shipped(messenger).states.values() for group in state.contested}
    fact, one = next((fact, name) for name in CONTESTED if name in shown for fact in CONTESTED[name].facts if _stands_in_two(fact, name))
    other = next(name for name in CONTESTED if name != one and fact in CONTESTED[name].facts)
    spoilt = Edited((PLAYBOOKS / "sources.yaml").read_text("utf-8"))
    for key in ("in_part", "alone"):
        if fact in getattr(CONTESTED[one], key):
            spoilt.remove(("contested", one, key, getattr(CONTESTED[one], key).index(fact)))
    spoilt.insert(("contested", one, "not_followed"), fact)
    (tmp_path / "sources.yaml").write_text(spoilt.text, "utf-8")
    with pytest.raises(BadPlaybook) as caught:
        load_sources(tmp_path / "sources.yaml")
    later = max((one, other), key=list(CONTESTED).index)
    lines = [finding.line for finding in caught.value.findings if finding.code == "contradictory-ruling"]
    assert spoilt.line(("contested", later, "facts")) in lines
    assert any(f"{fact} is" in finding.message and "say the same in both" in finding.message for finding in caught.value.findings)


def _stands_in_two(fact: str, name: str) -> bool:
    return fact not in CONTESTED[name].not_followed and sum(fact in group.facts for group in CONTESTED.values()) == 2


@pytest.mark.parametrize("fact", "OLC-01 RCR-02 RCR-05 RCR-13 RCR-14 RCR-15 RCR-17 RCR-18 RCR-30 GEN-16 YCL-19".split())
def test_what_is_right_in_a_part_only_is_called_so(fact: str) -> None:
    assert {group.stance(fact) for group in CONTESTED.values() if fact in group.facts} == {"in_part"}


def test_a_ruling_follows_somebody() -> None:
    for name, group in CONTESTED.items():
        assert len(set(group.facts)) == len(group.facts) > 1, name
        assert set(group.not_followed) < set(group.facts), name


@pytest.mark.parametrize(
    ("group", "facts", "not_followed"),
    [
        ("honest_letters", "OLC-01 OLC-02 GEN-15", "OLC-02 GEN-15"),
        ("honest_letters_max", "GEN-15", "GEN-15"),
        ("honest_letters_meta", "GEN-15 RCR-13 RCR-14 RCR-17", "GEN-15"),
        ("fresh_start", "OLC-23 OLC-24 OLC-25 OLC-04", ""),
        ("new_portfolio", "RCR-18", ""),
        ("app_and_api", "GEN-03", ""),
        ("block_lasts", "OLC-14 GEN-02", "GEN-02 OLC-14 APP-50"),
        ("review_lasts", "OLC-14", "OLC-14 APP-26"),
        ("cool_down", "OLC-18 OLC-30", "APP-54 APP-55"),
        ("quiet_days", "OLC-20 APP-54 APP-55", "APP-54 APP-55"),
        ("max_end_date", "MAX-02 GEN-02", "GEN-02"),
        ("restriction_end", "RCR-05", "GEN-02"),
        ("quality_rises", "RCR-10", ""),
        ("second_chance", "GEN-16 GEN-17 OLC-17 OLC-18", "GEN-17"),
        ("second_chance_max", "GEN-16 GEN-17", "GEN-17"),
        ("second_chance_api", "GEN-16 GEN-17", "GEN-17"),
        ("repeated_appeals", "RCR-15", ""),
        ("avoidable", "YCL-19 OLC-30", ""),
        ("stages", "RCR-30", ""),
    ],
)
def test_known_conflicts_are_ruled_on(group: str, facts: str, not_followed: str) -> None:
    assert set(facts.split()) <= set(CONTESTED[group].facts)
    assert CONTESTED[group].not_followed == tuple(not_followed.split())


def test_how_long_a_wait_is_does_not_begin_with_the_number_of_somebody_elses_step() -> None:
    """A case counts steps of its own, right above these words."""
    waits = [state.wait for messenger in MESSENGERS for state in shipped(messenger).states.values() if state.wait]
    words = {wait.words for each in waits for wait in (each, each.otherwise) if wait and wait.words}
    assert {"OLC-18", "OLC-20"} <= words
    numbered = [name for name in words if any(re.match(r"(Step|Шаг) \d", said) for said in FACTS[name].says.values())]
    assert not numbered
