"""What was done told from what is planned, by the words alone, in both languages."""

import pytest

from ban_wizard.letter.checks.tense import has_tense

DONE = [
    "The list was cleaned on ….",
    "Cleaned on ….",
    "On … we reviewed how we send messages.",
    "By … we had answered every message that was left waiting.",
    "Since … messages go only to people who agreed.",
    "… остановлены все рассылки.",
    "… мы ответили на все сообщения.",
    "… номер отключён от сервиса.",
    "… проведён инструктаж.",
    "С … мы следим за качеством.",
    "С … сообщения получают только те, кто согласился.",
]
PLANNED = [
    "The list will be cleaned on ….",
    "From … on, messages will go only to people who agreed to get them.",
    "By … we will review how we send messages and put right what led to this.",
    "We're going to clean the list on ….",
    "On … we'll clean the list.",
    "… будут остановлены все рассылки.",
    "Не позднее … мы ответим на все сообщения, которые оставались без ответа.",
    "… очистим список.",
    "Остановим рассылки ….",
    "С … мы будем следить за качеством.",
    "С … каждая рассылка сначала будет уходить небольшой группе людей.",
]
NEITHER = ["We clean the list on ….", "… всем получателям.", "… чистим список и следующим шагом ответы."]
"""Of the present, or of no time."""


@pytest.mark.parametrize("sentence", DONE)
def test_what_was_done_is_not_planned(sentence: str) -> None:
    assert has_tense("done", sentence) and not has_tense("planned", sentence)


@pytest.mark.parametrize("sentence", PLANNED)
def test_what_is_planned_was_not_done(sentence: str) -> None:
    assert has_tense("planned", sentence) and not has_tense("done", sentence)


@pytest.mark.parametrize("sentence", NEITHER)
def test_what_has_no_tense_was_not_done(sentence: str) -> None:
    assert not has_tense("done", sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The list was cleaned on …, and the texts will be changed.",
        "We cleaned the list on … and will change the texts.",
        "… очищен список, тексты будут изменены.",
        "… мы очистили список и будем менять тексты.",
    ],
)
def test_what_was_done_cannot_stand_before_the_plan(sentence: str) -> None:
    assert not has_tense("planned", sentence) and not has_tense("done", sentence)


@pytest.mark.parametrize("sentence", ["Cleaned from … on.", "The list was cleaned next week, ….", "Список очищен завтра, …."])
def test_what_was_done_has_no_day_that_is_to_come(sentence: str) -> None:
    assert not has_tense("done", sentence)
