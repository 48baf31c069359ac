"""Two whole ways in lines, in Russian: somebody new, who types numbers, first letters and what the questions offer."""

from datetime import timedelta
from pathlib import Path

from ban_wizard.desktop.clock import FrozenClock
from tests.support.desk import NOON, NUMBER, desk
from tests.support.talk import talk


def test_max_permanent_ban_to_a_saved_letter(tmp_path: Path) -> None:
    wizard, saved = desk(tmp_path / "cases", lang="ru"), tmp_path / "письмо.txt"
    said = talk(
        wizard,
        "1", "При входе в MAX: «Пользователь заблокирован или удален»", ".",  # the screen's text
        "", "8 911 123-45-67", "", "остальное", "",  # the kind, the number, the first time, the rest later, open
        "1", "1", "1", "письмо",  # what was left for later, and the hoped-for acts
        "", "", "ООО «Ромашка»", "Отвечаем клиентам", "1, 2@29.12.2026", "30.12.2026",
        "1", str(saved), "6", "выход",
    )  # fmt: skip
    assert "Постоянная блокировка" in said and "Что у вас есть?" in said
    text = saved.read_text("utf-8")
    assert "+7 911 123-45-67" in text and "ООО «Ромашка»" in text and "29 декабря 2026" in text and "30 декабря 2026" in text
    assert wizard.show(NUMBER).view.state == "await_answer"
    wizard.store.close()


def test_whatsapp_repeat_block_through_pairing_to_recovered(tmp_path: Path) -> None:
    clock = FrozenClock(NOON)
    wizard = desk(tmp_path / "cases", lang="ru", clock=clock)
    said = talk(
        wizard,
        "2", "1", "2", "", "+79111234567", "2", "через OLChat", "Магазин", "остальное", "",
        "вся отправка", "ещё нет", "да, SMS", "причина найдена", "письмо отправлено", "выход",
    )  # fmt: skip
    assert "Номер подключён" in said and "очищает очередь" in said, "not before the queue is cleared, and it says why"
    clock.move(timedelta(days=2))
    said = talk(wizard, "", "блокировку сняли", "нет", "письмо", "остальное", "назад", "2", "выход")
    assert "Очистите, пожалуйста, очередь" in said and "Магазин" in said
    said = talk(wizard, "", "поддержка подтвердила", "номер подключён", "выход")
    assert "не раньше" in said.casefold() and "вопреки" in said, "a repeat block rests first"
    assert not wizard.show(NUMBER).view.breaches
    clock.move(timedelta(days=5))
    talk(wizard, "", "прошло несколько", "номер подключён", "выход")
    assert "paired" in wizard.show(NUMBER).view.milestones
    clock.move(timedelta(days=5))
    said = talk(wizard, "", "1", "да", "выход")
    (row,) = wizard.board().rows
    card = wizard.show(row.case)
    reached = list(card.view.milestones)
    assert card.result == "recovered" and "Номер снова работает" in said
    assert reached.index("queue_cleared") < reached.index("cooled_down") < reached.index("paired")
    wizard.store.close()
