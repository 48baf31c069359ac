"""A claim's sentence says what the fact behind it says: what is added is seen, and the plain sentence is left alone."""

from __future__ import annotations

import pytest

from ban_wizard.letter.checks.additions import additions, adds, heads, prints_only, says_only_the_state
from ban_wizard.letter.checks.forms import asserts_nothing

KIND = (("kind", ("restriction_30d",)), ("milestone.unblocked", ("missing",)))
TYPED = (("known.website", ("known",)),)
CHOSEN = (("consent", ("form", "contract")),)

STATES = [
    "We are writing about the number … on the WhatsApp Business Platform.",
    "It has been restricted since ….",
    "The number … was blocked in WhatsApp.",
    "It is unblocked now.",
    "A review was requested on ….",
    "Before that, … had blocked it, wholly or in part, and your messages may have gone unanswered.",
    "Пишем о номере … на платформе WhatsApp Business: с … он ограничен.",
    "Пересмотр запрошен ….",
    "К его линии нужно подключить другой номер.",
    "Ответы с нашего номера … сейчас могут до вас не доходить.",
]
MORE_THAN_STATES = [
    "All our clients have agreed in writing.",
    "It has been restricted, and we broke no rule.",
    "It has been restricted by mistake.",
    "We have been honest.",
    "Our number was never about spam.",
    "Все наши клиенты согласились.",
    "Он ограничен по ошибке.",
    "Он ограничен, мы ничего не нарушали.",
    "Мы работаем без рассылок.",
]
PRINTED = [
    "- Website: …",
    'The notice says: "…"',
    "What we use WhatsApp for: ….",
    "The trouble began on ….",
    "since …",
    ", from … on",
    "Вероятная причина, по нашему мнению: ….",
    "Для чего мы используем WhatsApp: ….",
    "Нам ответили: «…»",
    "(с …)",
]
MORE_THAN_PRINTED = [
    "- Website: …, and we have never sent spam",
    'The notice says: "…" We broke no rule.',
    "We are honest, website: …",
    "Our website: … is clean.",
    "We broke no rule.",
    "Clients like us, and we like them: …",
    "В уведомлении написано: «…» Правил мы не нарушали.",
    "- Сайт: …, и спама мы не рассылали",
    "Мы честные, сайт: …",
    "Рассылок не было.",
]
CHOSEN_PLAIN = [
    "The recipients are clients who have a contract with this business.",
    "We write to people who wrote to us first.",
    "I am writing about the number …: signing in to its MAX account fails, no code arrives.",
    "From … on, we will send only through an official provider.",
    "By … we had answered every message that was left waiting.",
    "Получатели — клиенты, с которыми заключён договор.",
    "Мы пишем тем, кто первым написал нам.",
    "С … каждая рассылка сначала уходит небольшой группе людей, с которыми мы на связи.",
    "… мы пересмотрели порядок отправки сообщений и исправили то, что к этому привело.",
]
CHOSEN_AND_MORE = [
    "People agree in a form, and we keep every record.",
    "People agree in a form; our clients love it.",
    "People who have agreed to everything get our messages.",
    "The clients, who have never complained, agree in a form.",
    "We always write to people who wrote to us first.",
    "Messages go to clients but nobody complained.",
    "Люди дают согласие в форме, и мы храним все записи.",
    "Люди дают согласие в форме, а клиенты довольны.",
    "Мы пишем клиентам, которые уже на всё согласились.",
    "Мы никогда не пишем чужим.",
    "Люди дают согласие в форме — мы проверяем.",
    "Согласие мы можем подтвердить, и правил мы не нарушали.",
    "Согласие мы можем подтвердить, а жалоб нет.",
    "We can show proof of consent, and no rule was broken.",
    "People agree in a form; it was not us who mailed.",
]


@pytest.mark.parametrize("sentence", STATES)
def test_what_became_of_the_number_may_be_said(sentence: str) -> None:
    assert says_only_the_state(sentence)


@pytest.mark.parametrize("sentence", MORE_THAN_STATES)
def test_a_kind_confirms_nothing_but_the_block(sentence: str) -> None:
    assert not says_only_the_state(sentence)
    assert additions((KIND,), ("\n\n".join(("It has been restricted.", sentence)),)) == (sentence,)


@pytest.mark.parametrize("sentence", PRINTED)
def test_a_value_may_be_named_and_printed(sentence: str) -> None:
    assert prints_only(sentence)


@pytest.mark.parametrize("sentence", MORE_THAN_PRINTED)
def test_nothing_stands_beside_the_value_that_was_typed(sentence: str) -> None:
    assert not prints_only(sentence)
    assert additions((TYPED,), ("\n\n".join(("- Website: …", sentence)),)) == (sentence,)


@pytest.mark.parametrize("sentence", CHOSEN_PLAIN)
def test_a_plain_sentence_for_a_value_is_left_alone(sentence: str) -> None:
    assert not adds(sentence)
    assert additions((CHOSEN,), ("\n\n".join((sentence,)),)) == ()


@pytest.mark.parametrize("sentence", CHOSEN_AND_MORE)
def test_a_clause_that_is_added_is_seen(sentence: str) -> None:
    assert adds(sentence)
    assert additions((CHOSEN,), ("\n\n".join((sentence,)),)) == (sentence,)


def test_a_claim_says_one_sentence_for_its_value() -> None:
    one, more, printing = "People agree in a form.", "The forms are kept.", "The name is …."
    assert additions((CHOSEN,), ("\n\n".join((one, more)),)) == (more,)
    assert additions((CHOSEN, TYPED), ("\n\n".join((one, more)),)) == ()
    assert additions((CHOSEN,), ("\n\n".join((printing, one)),)) == ()


@pytest.mark.parametrize("sentence", ["What the restriction forbids:", "Что запрещает ограничение:", "Details:"])
def test_under_one_claim_or_another_a_heading_may_stand(sentence: str) -> None:
    assert heads(sentence)


@pytest.mark.parametrize(
    "sentence", ["We never sent spam:", "We did this:", "All is well.", "Мы сделали вот что:", "Спама никогда не было:"]
)
def test_under_one_claim_or_another_nothing_is_asserted(sentence: str) -> None:
    assert not heads(sentence)


@pytest.mark.parametrize(
    "heading", ["Measures:", "Measures taken or planned:", "Steps taken and planned so far:", "Меры:", "Меры, принятые или намеченные:"]
)
def test_the_heading_of_the_measures_names_them(heading: str) -> None:
    assert asserts_nothing("heading", heading)


@pytest.mark.parametrize(
    "heading",
    [
        "We never sent spam, and all the same we did this:",
        "We took all measures that Meta asks for:",
        "Measures taken:",
        "Measures",
        "Planned:",
        "Мы никогда не рассылали спам и всё же сделали вот что:",
        "Принятые меры:",
        "Намеченные меры:",
        "Меры",
    ],
)
def test_the_heading_says_no_more_than_that_measures_follow(heading: str) -> None:
    assert not asserts_nothing("heading", heading)
