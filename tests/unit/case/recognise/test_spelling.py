"""Words with a slip in them, and Russian in Latin letters."""

import pytest

from ban_wizard.case.recognise.reading import Reading, Search
from ban_wizard.case.recognise.romanised import form, forms
from ban_wizard.case.recognise.spelling import LEAST, LONG, MOST, Misspelt
from ban_wizard.playbook.patterns import parse
from tests.unit.case.recognise.recognisers import verdict


@pytest.mark.parametrize("typed", ["restrcted", "restricteed", "restticted", "restritced", "restricteds", "restricte"])
def test_one_slip_is_forgiven(typed: str) -> None:
    assert Misspelt([typed]).of("restricted") == [typed]


@pytest.mark.parametrize("typed", ["restricted", "retsrtciedd", "unrestricted", "vestricted", "rest"])
def test_three_slips_another_beginning_and_no_slip_are_none(typed: str) -> None:
    assert Misspelt([typed]).of("restricted") == []


def test_a_long_word_may_hold_two_slips_but_for_a_russian_one_which_has_endings() -> None:
    assert Misspelt(["resrticetd", "tempororely", "suspnedde"]).of("restricted") == ["resrticetd"]
    assert Misspelt(["tempororely"]).of("temporarily") == ["tempororely"]
    assert Misspelt(["suspnedde"]).of("suspended") == [] and len("suspended") < LONG
    assert Misspelt(["восстановить"]).of("восстановили") == [] and Misspelt(["разблокировать"]).of("разблокировал*") == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("магу", "могу"),
        ("забонел", "забан*"),
        ("заблакирован", "заблокир*"),
        ("аткрываюца", "открываются"),
        ("назат", "назад"),
        ("цыфры", "цифры"),
    ],
)
def test_russian_is_known_by_its_sound(typed: str, meant: str) -> None:
    assert Misspelt([typed]).of(meant) == [typed]
    assert Misspelt(["код", "года", "могут", "send"]).of(meant) == []


def test_the_beginning_of_a_word_may_hold_the_slip() -> None:
    assert Misspelt(["ограниченния", "огранченный", "органичен"]).of("ограничен*") == ["огранченный", "органичен"]


@pytest.mark.parametrize("position", range(1, 11))
def test_a_slip_is_found_wherever_it_is(position: int) -> None:
    word = "temporarily"
    for typed in (
        word[:position] + "q" + word[position + 1 :],
        word[:position] + "q" + word[position:],
        word[:position] + word[position + 1 :],
    ):
        assert Misspelt([typed]).of(word) == [typed]


def test_short_words_and_long_texts_are_read_as_they_are_written() -> None:
    assert Misspelt(["bannd"]).of("banned") == [] and len("banned") < LEAST
    assert Misspelt(["restrcted", *(f"long{chr(97 + n % 26)}word{chr(97 + n // 26)}" for n in range(MOST))]).of("restricted") == []


def test_a_word_that_is_known_is_no_slip() -> None:
    known = {"ours": ("написать",)}
    assert Search(Reading("написать"), known).find(parse("написала")) == []
    assert len(Search(Reading("написать"), {}).find(parse("написатъ"))) == 1


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("akkaunt", "аккаунт"),
        ("akaunt", "аккаунт"),
        ("soobshcheniya", "сообщения"),
        ("soobschenia", "сообщения"),
        ("mozhet", "может"),
        ("mojet", "может"),
        ("nelzya", "нельзя"),
        ("novyj", "новыи"),
        ("xochu", "хочу"),
        ("yashchik", "ящик"),
        ("ispol'zovat'", "использовать"),
    ],
)
def test_russian_in_latin_letters_sounds_alike(latin: str, cyrillic: str) -> None:
    assert form(latin) == form(cyrillic)


def test_a_text_is_taken_for_russian_by_the_words_that_are_known() -> None:
    known = frozenset({"аккаунт*", "заблокирован", "сообщение", "account", "бан"})
    assert forms("my account was banned and i do not know what it means".split(), known) == {}
    assert forms("аккаунт нельзя".split(), known) == {}
    assert forms("eto moy akkaunt".split(), known) == {}
    assert forms("a limitation of limited accounts".split(), frozenset({"лимит*"})) == {}
    assert forms("akkaunta soobshchenie".split(), known) == {"akaunta": ["akkaunta"], "sobwenie": ["soobshchenie"]}


def test_words_that_russian_shares_with_many_languages_do_not_tell_that_a_text_is_russian() -> None:
    known = ["маркетинг*", "проблем*", "сообщени*"]
    assert forms(["problema", "marketing"], frozenset(known)) == {}
    assert forms(["problema", "soobshenie", "marketing"], frozenset((*known, "заблокир*"))) == {}
    assert forms(["problema", "soobshenie", "zablokirovano"], frozenset((*known, "заблокир*")))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("akkaunt vremenno zablokirovan v vatsape, ostalos 5 chasov", "temporary_ban"),
        ("Etot nomer ne mozhet ispol'zovat' WhatsApp", "permanent_ban"),
        ("V MAX pishet polzovatel zablokirovan ili udalen pri vhode, chto delat", "permanent_ban"),
        ("You are temporarliy banned form WhatsApp", "temporary_ban"),
        ("Your acount is restrcted right now", "new_chat_restriction"),
        ("Номер ограничен, новым клиетнам писать не могу, ватсап", "new_chat_restriction"),
    ],
)
def test_a_person_in_a_hurry_is_understood(text: str, kind: str) -> None:
    assert verdict(text).kind == kind
