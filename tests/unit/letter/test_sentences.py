"""A letter sentence by sentence: where one ends, which one a claim adds, what is new against an earlier letter."""

import pytest

from ban_wizard.letter.render import render
from ban_wizard.letter.sentences import added, compare, passages
from tests.unit.letter import sample
from tests.unit.letter.honest import LANGS
from tests.unit.letter.sample import NAMES, TODAY


def texts(text: str) -> list[str]:
    return [each.text for each in passages(text)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("С 18 ноября 2026 г. WhatsApp блокировал его. Простите!", ["С 18 ноября 2026 г. WhatsApp блокировал его.", "Простите!"]),
        ('The app says: "Banned" We are sorry.', ['The app says: "Banned"', "We are sorry."]),
        ("В приложении написано: «Нет» Просим вас.", ["В приложении написано: «Нет»", "Просим вас."]),
        ("See shop.example for more. Thanks.", ["See shop.example for more.", "Thanks."]),
        ("Measures:\n- One. Two.\n- Three.\n\nThanks.", ["Measures:", "- One. Two.", "- Three.", "Thanks."]),
        ("", []),
    ],
)
def test_where_a_sentence_ends(text: str, parts: list[str]) -> None:
    assert texts(text) == parts


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", NAMES)
def test_the_sentence_of_a_claim_is_there_with_it_and_not_without(name: str, lang: str) -> None:
    letter, facts = sample.letter(name), sample.case(name)
    for claim, sentence in added(letter, lang=lang, facts=facts, today=TODAY, claims=[]).items():
        with_it = render(letter, lang=lang, facts=facts, today=TODAY, claims=[claim])
        without = render(letter, lang=lang, facts=facts, today=TODAY, claims=[])
        assert sentence, claim
        assert sentence in " ".join(texts(with_it.draft)) and sentence not in " ".join(texts(without.draft)), claim


def test_a_claim_that_another_one_makes_needless_adds_nothing() -> None:
    found = added(sample.letter("max_support"), lang="ru", facts=sample.case("max_support"), today=TODAY)
    assert found["screen_text"] == "" and found["login_error"].startswith("Войти не удаётся")


def test_a_heading_is_not_part_of_the_one_measure_below_it() -> None:
    facts = sample.case("whatsapp_review", {"measures": {"stopped": {"on": "2026-11-18", "planned": False}}})
    found = added(sample.letter("whatsapp_review"), lang="en", facts=facts, today=TODAY)
    assert found == {"stopped": "- All mailings were stopped on 18 November 2026."}


def test_what_nobody_confirmed_and_what_cannot_be_left_out_adds_nothing() -> None:
    assert added(sample.letter("gateway_queue"), lang="en", facts=sample.case("gateway_queue", {}), today=TODAY) == {}


def test_a_second_letter_against_the_first() -> None:
    old = "Hello,\n\nThe list will be cleaned. We are sorry.\n\nThank you."
    new = "Hello,\n\nThe list was cleaned. We are sorry.\n- A link was added.\n\nThank you."
    assert [(each.state, each.text, each.opens) for each in compare(old, new)] == [
        ("same", "Hello,", True),
        ("gone", "The list will be cleaned.", True),
        ("new", "The list was cleaned.", True),
        ("same", "We are sorry.", False),
        ("new", "- A link was added.", True),
        ("same", "Thank you.", True),
    ]
    assert {each.state for each in compare(new, new)} == {"same"}
