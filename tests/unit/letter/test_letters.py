"""The letters that ship: honest under any facts, equal in both languages, and read by a person (tests/golden/letters)."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ban_wizard.desktop.locations import playbooks_dir, templates_dir
from ban_wizard.letter.fields import field_facts
from ban_wizard.letter.load import check
from ban_wizard.letter.model import BadLetterInput, Confirmed, Letter
from ban_wizard.letter.passages import uses
from ban_wizard.letter.render import render, tidy
from ban_wizard.playbook.load import load_sources
from ban_wizard.playbook.model import KINDS, MILESTONES, Fact
from ban_wizard.text import one_line
from tests.unit.letter import sample
from tests.unit.letter.sample import CHOICES, EVERYTHING, MEASURES, NAMES, TEXTS, TODAY

GOLDEN = Path(__file__).parents[2] / "golden" / "letters"
LANGS = ("en", "ru")

# ------------------------------------------------------------------------------------------- what was asked for


def test_all_letters_of_the_playbooks_are_here_and_used() -> None:
    assert set(NAMES) == {"max_support", "whatsapp_review", "whatsapp_support", "gateway_queue", "gateway_fresh_start", "client_notice"}
    assert {ref.letter for p in sample.playbooks() for state in p.states.values() for ref in state.letters} == set(NAMES)


def test_the_letters_have_no_mistakes_and_cite_what_there_is() -> None:
    cited = load_sources(playbooks_dir() / "sources.yaml").facts
    assert [str(f) for f in check(templates_dir(), cited=cited, playbooks=sample.playbooks())] == []


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_speak_of_the_same_claims_names_and_measures(name: str) -> None:
    def spoken(lang: str) -> set[tuple[str, str]]:
        return {(use.what, use.id) for use in uses(sample.letter(name).templates[lang])}

    assert spoken("en") == spoken("ru")
    assert {claim for what, claim in spoken("en") if what == "held"} == set(sample.letter(name).claims)


@pytest.mark.parametrize(
    ("name", "lang"),
    [("max_support", "ru"), ("gateway_queue", "ru"), ("gateway_fresh_start", "ru"), ("client_notice", "ru"), ("whatsapp_review", "en")],
)
def test_a_letter_is_written_in_the_language_of_its_reader(name: str, lang: str) -> None:
    assert sample.letter(name).language == lang


@pytest.mark.parametrize("lang", LANGS)
def test_max_is_quoted_to_the_letter_and_only_if_it_was_seen_at_login(lang: str) -> None:
    quote = "«Пользователь заблокирован или удален»"
    assert quote in sample.text("max_support", lang)
    for seen in ("about_recipient", "nowhere", None):
        assert quote not in sample.text("max_support", lang, {**EVERYTHING, "seen_where": seen})


@pytest.mark.parametrize(("answer", "en", "ru"), [("yes", ": yes", ": да"), ("no", ": no", ": нет")])
def test_the_gateway_is_told_of_a_mailing_either_way(answer: str, en: str, ru: str) -> None:
    facts = {**EVERYTHING, "crm_mailing": answer}
    assert f"mailing{en}\n" in sample.text("gateway_queue", "en", facts, milestones=("unblocked",))
    assert f"CRM-маркетинга{ru}\n" in sample.text("gateway_queue", "ru", facts, milestones=("unblocked",))


@pytest.mark.parametrize(
    ("name", "missing"),
    [("gateway_queue", ("line", "crm_mailing")), ("gateway_fresh_start", ("line",)), ("client_notice", ("other_channel",))],
)
def test_missing_fields_are_listed_and_none_is_invented(name: str, missing: tuple[str, ...]) -> None:
    result = render(sample.letter(name), lang="ru", facts=sample.case(name, {}), today=TODAY)
    assert (result.text, result.missing) == (None, missing)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["gateway_queue", "gateway_fresh_start"])
def test_the_gateway_is_named_only_if_it_is_known(name: str, lang: str) -> None:
    def opening(**facts: Any) -> str:
        return sample.text(name, lang, {"line": "L", "crm_mailing": "no", **facts}).partition("\n")[0]

    assert "OLChat" in opening(gateway="olchat")
    assert "Мост" in opening(gateway="other_support", gateway_name="Мост")
    assert opening(gateway="other_support") in ("Hello,", "Здравствуйте!")
    unsure = sample.text(name, lang, {"line": "L", "crm_mailing": "no", "gateway": "olchat"}, unsure=("gateway",))
    assert "OLChat" not in unsure


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["whatsapp_review", "whatsapp_support"])
def test_tools_are_spoken_of_only_if_the_person_chooses_to(name: str, lang: str) -> None:
    tools = ("sending", "gateway_disconnected", "unofficial_app_removed")
    result = render(sample.letter(name), lang=lang, facts=sample.case(name), today=TODAY)
    assert not set(tools) & set(result.claims)
    assert "CRM" not in result.draft
    assert "CRM" in sample.text(name, lang, claims=["sending"])


@pytest.mark.parametrize("lang", LANGS)
def test_the_review_in_the_app_has_three_to_six_sentences(lang: str) -> None:
    def sentences(text: str) -> int:
        body = [block for block in text.split("\n\n")[1:-1] if "\n- " not in block]
        return len(re.findall(r'[.!?]"?(?=\s|$)|["»](?=\n|$)', " ".join(body).replace(" г. ", " г ") + "\n"))

    everything = [*sample.letter("whatsapp_review").claims]
    assert sentences(sample.text("whatsapp_review", lang, {**EVERYTHING, "screen_text": "Banned."}, claims=everything)) <= 8
    by_default = sample.text("whatsapp_review", lang)
    assert 3 <= sentences(by_default) <= 6
    assert len(by_default) < 1000


@pytest.mark.parametrize("name", NAMES)
def test_a_repeat_offence_changes_nothing_that_nobody_confirmed(name: str) -> None:
    for lang in LANGS:
        assert sample.text(name, lang, offence=1) == sample.text(name, lang, offence=4)


# ------------------------------------------------------------------------------------------- honesty, whatever is known

WORD = st.text("абвгдеёжзABCdef -,'\"()№&", min_size=1, max_size=25).filter(one_line)
DAYS = st.dates(date(2026, 11, 1), date(2026, 12, 31)).map(date.isoformat)


def values(fact: Fact) -> st.SearchStrategy[Any]:
    match fact.type:
        case "choice":
            return st.sampled_from(fact.values)
        case "many":
            return st.dictionaries(st.sampled_from(fact.values), st.fixed_dictionaries({"on": DAYS, "planned": st.booleans()}))
        case "time":
            return DAYS.map(lambda day: f"{day}T12:00:00+03:00")
        case _:
            return WORD


@st.composite
def cases(draw: st.DrawFn, name: str) -> Confirmed:
    """Any case of a messenger that uses the letter: any facts known, any of them answered with "I do not know"."""
    playbook = draw(st.sampled_from(sample.users(name)))
    letter = sample.letter(name)
    facts = {f: draw(values(fact)) for f, fact in field_facts(letter, playbook.facts).items() if draw(st.booleans())}
    unsure = draw(st.sets(st.sampled_from([*letter.fields, "kind", "offence"]), max_size=2))
    return sample.case(
        name,
        facts,
        messenger=playbook.id,
        kind=draw(st.sampled_from(sorted(playbook.entries))),
        offence=draw(st.integers(1, 3)),
        unsure=unsure,
        milestones=draw(st.sets(st.sampled_from(MILESTONES), max_size=4)),
        declared=playbook.facts,
    )


def is_supported(case: Confirmed, claim: str, name: str) -> bool:
    """What the rules of a letter say, written a second time: straight from the log's values."""

    def holds(subject: str, allowed: tuple[str, ...]) -> bool:
        if subject.startswith("milestone."):
            return (subject.removeprefix("milestone.") in case.milestones) == (allowed == ("reached",))
        fact = subject.removeprefix("known.")
        if fact in case.unsure:
            return False
        if fact == "kind":
            return case.kind in allowed
        assert fact in sample.letter(name).fields, f"a case knows no {fact}"
        value = case.facts.get(fact)
        if isinstance(value, dict):
            told = [(value[word]["planned"], value[word]["on"]) for word in allowed if word in value]
            return any(on >= TODAY.isoformat() if planned else on <= TODAY.isoformat() for planned, on in told)
        return bool(value) if subject.startswith("known.") else value in allowed

    return all(holds(*need) for need in sample.letter(name).claims[claim].needs)


MARK = re.compile(r"⟦(\w+)⟧")


@cache
def marked(name: str) -> Letter:
    """The letter with a mark at the beginning of every passage that stands under a claim."""

    def mark(condition: re.Match[str]) -> str:
        held = [] if " or " in condition.group() else re.findall(r'claim\("(\w+)"\)', condition.group())
        return condition.group() + "".join(f"⟦{claim}⟧" for claim in held)

    letter = sample.letter(name)
    return replace(letter, templates={lang: re.sub(r"\{% (?:el)?if .*?%\}", mark, t, flags=re.S) for lang, t in letter.templates.items()})


def silenced(case: Confirmed, name: str, claims: Collection[str]) -> Confirmed:
    """The case with only those facts, and of measures only those, that these claims rest on."""
    needs = [need for claim in claims for need in sample.letter(name).claims[claim].needs]
    facts = {}
    for fact, value in case.facts.items():
        if any(subject.removeprefix("known.") == fact for subject, _ in needs):
            words = {word for subject, values in needs if subject == fact for word in values}
            facts[fact] = {word: told for word, told in value.items() if word in words} if isinstance(value, dict) else value
    return replace(case, facts=facts)


@pytest.mark.parametrize("name", NAMES)
def test_a_letter_says_what_is_confirmed_and_nothing_else(name: str) -> None:
    letter = sample.letter(name)

    @given(st.data())
    def property_holds(data: st.DataObject) -> None:
        case = data.draw(cases(name))
        supported = {claim for claim in letter.claims if is_supported(case, claim, name)}
        chosen = data.draw(st.none() | st.lists(st.sampled_from(sorted(supported)), unique=True)) if supported else None
        english, russian = (render(letter, lang=lang, facts=case, today=TODAY, claims=chosen) for lang in LANGS)
        assert (english.claims, english.left_out, english.missing) == (russian.claims, russian.left_out, russian.missing)
        assert set(english.claims) <= supported
        assert {*english.claims, *(out.claim for out in english.left_out)} == set(letter.claims)
        assert {out.claim for out in english.left_out if out.needs} == set(letter.claims) - supported
        for result in (english, russian):
            assert tidy(result.draft) == result.draft
            assert not re.search(r"[{}⟦]|None|  |\n\n\n| \n|\n |^\s|\s$", result.draft)
            passages = render(marked(name), lang=result.lang, facts=case, today=TODAY, claims=chosen).draft
            assert set(MARK.findall(passages)) == set(result.claims)
            assert tidy(MARK.sub(" ", passages)) == result.draft
            said = None if chosen is None else [claim for claim in chosen if claim in result.claims]
            quiet = render(letter, lang=result.lang, facts=silenced(case, name, result.claims), today=TODAY, claims=said)
            assert quiet.draft == result.draft, "a fact that no claim speaks of leaves no trace"

    property_holds()


HOSTILE = st.sampled_from(
    [
        "{{7*7}}",
        "{% for x in y %}",
        "{{ number }}",
        "[/b]",
        "[@click=app.quit]x[/]",
        "\x1b[2J\x1b[31mred",
        "a\x00b\x9bc",
        "\u202edlrow",
        "<b>&lt;",
        "%s {0} $(x)",
    ]
) | st.text(max_size=60)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("lang", LANGS)
def test_what_a_person_typed_comes_out_as_typed_and_harmless(name: str, lang: str) -> None:
    letter = sample.letter(name)
    texts = [f for f, fact in field_facts(letter, sample.declared(name)).items() if fact.type == "text"]

    @given(st.data())
    def property_holds(data: st.DataObject) -> None:
        typed = {f: data.draw(HOSTILE) for f in texts}
        facts = {**EVERYTHING, "gateway": "other_support", "seen_where": "nowhere", **typed}
        result = render(letter, lang=lang, facts=sample.case(name, facts), today=TODAY)
        assert not any(
            char != "\n" and (ord(char) < 32 or 0x7F <= ord(char) <= 0x9F or char in "\u202e\u200b\ufeff") for char in result.draft
        )
        for f in texts:
            assert one_line(typed[f]) in result.draft
            assert (f in result.missing) == (letter.fields[f].required and not one_line(typed[f]))

    property_holds()


@pytest.mark.parametrize("name", NAMES)
def test_a_text_that_is_too_long_is_answered_not_cut(name: str) -> None:
    letter = sample.letter(name)
    for f, fact in field_facts(letter, sample.declared(name)).items():
        if fact.type == "text":
            limit = letter.fields[f].max
            assert limit is not None
            assert "я" * limit in render(letter, lang="ru", facts=sample.case(name, {f: "я" * limit}), today=TODAY).draft
            with pytest.raises(BadLetterInput) as bad:
                render(letter, lang="ru", facts=sample.case(name, {f: "я" * (limit + 1)}), today=TODAY, ui="ru")
            assert (
                bad.value.fields[f] == f"{letter.label(f, 'ru')}: знаков {limit + 1}, а в письме место для {limit}. Сократите, пожалуйста."
            )


# ------------------------------------------------------------------------------------------- read by a person

TOOLS = ["sending", "gateway_disconnected", "unofficial_app_removed"]
BARE: dict[str, Any] = {"line": TEXTS["line"], "crm_mailing": "no", "other_channel": TEXTS["other_channel"]}
CASES: dict[str, tuple[str, dict[str, Any], dict[str, Any]]] = {
    "max_support.full": ("max_support", dict(EVERYTHING), {}),
    "max_support.bare": ("max_support", {}, {}),
    "max_support.restricted": ("max_support", {"screen_text": "Возможности профиля ограничены"}, {"kind": "temporary_ban"}),
    "max_support.trouble": ("max_support", {"purpose": TEXTS["purpose"]}, {"kind": "not_a_ban"}),
    "whatsapp_review.full": ("whatsapp_review", dict(EVERYTHING), {}),
    "whatsapp_review.bare": ("whatsapp_review", {}, {}),
    "whatsapp_support.full": ("whatsapp_support", {**EVERYTHING, "consent": "asked_in_writing"}, {}),
    "whatsapp_support.restricted": ("whatsapp_support", {"consent": "contract"}, {"kind": "linked_device_restriction"}),
    "gateway_queue.full": ("gateway_queue", dict(EVERYTHING), {"milestones": ("unblocked",)}),
    "gateway_queue.bare": ("gateway_queue", BARE, {"milestones": ("unblocked",)}),
    "gateway_fresh_start.full": ("gateway_fresh_start", dict(EVERYTHING), {}),
    "gateway_fresh_start.bare": ("gateway_fresh_start", BARE, {}),
    "client_notice.full": ("client_notice", dict(EVERYTHING), {"messenger": "whatsapp_app"}),
    "client_notice.bare": ("client_notice", BARE, {"messenger": "max"}),
}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("golden", CASES)
def test_complete_letters_read_as_they_were_approved(golden: str, lang: str) -> None:
    name, facts, changes = CASES[golden]
    assert sample.text(name, lang, facts, **changes) + "\n" == (GOLDEN / f"{golden}.{lang}.txt").read_text("utf-8")


def test_everything_a_letter_can_say_about_tools_reads_well() -> None:
    text = sample.text("whatsapp_support", "ru", {"sending": "by_hand", "measures": MEASURES}, claims=TOOLS)
    assert "Сообщения набираются вручную в приложении." in text
    assert "- 18 ноября 2026 г. номер отключён от стороннего сервиса.\n- 30 ноября 2026 г. будет удалено неофициальное приложение." in text


def test_no_approved_letter_is_left_over() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {f"{golden}.{lang}.txt" for golden in CASES for lang in LANGS}


def test_the_sample_covers_every_text_and_choice() -> None:
    used = {f: fact for name in NAMES for f, fact in field_facts(sample.letter(name), sample.declared(name)).items()}
    assert {f for f, fact in used.items() if fact.type == "text"} == set(TEXTS)
    assert {f for f, fact in used.items() if fact.type == "choice"} == set(CHOICES)
    assert set(used["measures"].values) == set(MEASURES)
    assert set(KINDS) >= {kind for _, _, changes in CASES.values() for kind in [changes.get("kind", "permanent_ban")]}
