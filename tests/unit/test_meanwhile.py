"""Two people, one store: what the later one is told about what the other has just recorded."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from ban_wizard.case.errors import BadInput
from ban_wizard.desktop.clock import FrozenClock
from ban_wizard.faces.meanwhile import conflict_sentence
from ban_wizard.store.protocol import Conflict
from ban_wizard.wizard import Wizard
from tests.support.desk import NUMBER, OLCHAT, raced, walk_to
from tests.support.talk import talk

MOSCOW = {"zone": "Europe/Moscow"}
REST_EN = " Look at what has changed, then repeat what still applies."
REST_RU = " Посмотрите, что изменилось, и повторите то, что ещё нужно."


def lost(wizard: Wizard, first: Callable[[], object], then: Callable[[], object]) -> list[str]:
    """What `wizard` is told in English and Russian."""
    raced(wizard, first)
    with pytest.raises(Conflict) as conflict:
        then()
    told = []
    for wizard.lang in ("en", "ru"):
        told.append(conflict_sentence(conflict.value, wizard))
    return told


def start(wizard: Wizard, number: str = NUMBER, **more: object) -> str:
    told = {"kind": "permanent_ban", "offence": 2, "facts": OLCHAT, **MOSCOW, **more}
    return wizard.start("whatsapp_app", number, **told).case  # type: ignore[arg-type]


def two_on_a_line(wizard: Wizard, clock: FrozenClock) -> tuple[str, str]:
    """One case that waits for the line's queue to be cleared, and another one that is to ask for it."""
    first, second = start(wizard, "+79110000001", offence=1), start(wizard, "+79110000002", offence=1)
    walk_to(wizard, clock, first, "await_queue")
    walk_to(wizard, clock, second, "tell_gateway")
    return first, second


@pytest.mark.parametrize(
    ("act", "english", "russian"),
    [
        ("stopped", "“I have stopped all sending”. Look", "«Вся отправка остановлена»"),
        ("note", "Note: on it", "Заметка: on it"),
        ("assign", "Now with: Olga", "Теперь у: Olga"),
        ("line", "Corrected: Line: Other", "Исправлено: Линия: Other"),
        ("undo", "(taken back)", "(отменено)"),
        ("paired", "Against the rule: ", "Вопреки правилу: "),
    ],
)
def test_who_when_and_what_in_the_words_of_the_interface(anna: Wizard, boris: Wizard, act: str, english: str, russian: str) -> None:
    case = start(anna)
    acts: dict[str, Callable[[], object]] = {
        "stopped": lambda: anna.do(case, "stopped"),
        "note": lambda: anna.note(case, "on it"),
        "assign": lambda: anna.assign(case, "Olga"),
        "line": lambda: anna.amend(case, "line", "Other"),
        "undo": lambda: anna.undo(case),
        "paired": lambda: anna.do(case, "paired", override=True, reason="scanned"),
    }
    told = lost(boris, acts[act], lambda: boris.do(case, "stopped"))
    for sentence, head, what, rest in zip(
        told,
        ("Meanwhile anna wrote to this case (today, 12:00): “", "Тем временем в этот случай внесли запись (anna, сегодня, 12:00): «"),
        (english, russian),
        (REST_EN, REST_RU),
        strict=True,
    ):
        assert sentence.startswith(head) and sentence.endswith(rest), sentence
        assert what in sentence


def test_the_time_is_the_cases_own_and_a_day_that_has_passed_has_its_date(anna: Wizard, boris: Wizard, clock: FrozenClock) -> None:
    case = start(anna, zone="Asia/Vladivostok")
    raced(boris, lambda: anna.note(case, "on it"))
    with pytest.raises(Conflict) as conflict:
        boris.note(case, "me too")
    assert "(today, 19:00)" in conflict_sentence(conflict.value, boris)
    clock.move(timedelta(days=2))
    boris.lang = "ru"
    assert "2027, 19:00)" in conflict_sentence(conflict.value, boris)


def test_what_happened_in_another_case_of_the_line_is_told_as_that(anna: Wizard, boris: Wizard, clock: FrozenClock) -> None:
    first, second = two_on_a_line(anna, clock)
    english, russian = lost(boris, lambda: anna.do(first, "queue_cleared"), lambda: boris.do(second, "gateway_asked"))
    assert english.startswith(f"Meanwhile anna wrote to case {first}, which shares limits with this one (today, 12:00): “")
    assert russian.startswith(f"Тем временем запись внесли в случай {first}, у которого с этим общие лимиты (anna, сегодня, 12:00): «")
    assert "queue_cleared" not in english + russian


def test_limits_that_changed_because_a_case_was_erased(anna: Wizard, boris: Wizard, clock: FrozenClock) -> None:
    first, second = two_on_a_line(anna, clock)
    english, russian = lost(boris, lambda: anna.forget(first), lambda: boris.do(second, "gateway_asked"))
    assert english == "Meanwhile a case that shares limits with this one was erased, so they are counted anew." + REST_EN
    assert russian == "Тем временем стёрли случай, у которого с этим общие лимиты, и теперь они считаются заново." + REST_RU


def test_a_case_that_is_erased_meanwhile_takes_nothing_more(anna: Wizard, boris: Wizard) -> None:
    case = start(anna)
    raced(boris, lambda: anna.forget(case))
    with pytest.raises(BadInput, match="forgotten"):
        boris.note(case, "me too")


def test_the_plain_wizard_tells_it_and_asks_again(anna: Wizard, boris: Wizard) -> None:
    case = start(anna)
    raced(boris, lambda: anna.note(case, "on it"))
    said = talk(boris, "1", "note", "me too", "quit")
    assert "Meanwhile anna wrote to this case (today, 12:00): “Note: on it”." in " ".join(said.split())
    assert [event.value for event in anna.log(case) if event.kind == "noted"] == ["on it"]
