"""Two whole ways, in Russian, with the keyboard alone, on 80x24."""

from datetime import timedelta
from pathlib import Path

import pytest

from ban_wizard.desktop.clock import FrozenClock
from ban_wizard.wizard import Wizard
from tests.support.desk import NUMBER
from tests.tui.pages import Person, at_the_screen, open_case


async def later(person: Person, clock: FrozenClock, **time: float) -> None:
    """Time passes, and the person comes back to the case."""
    clock.move(timedelta(**time))
    person.screen.look_again()  # type: ignore[attr-defined]
    await person.settle()


async def test_max_permanent_ban_to_a_saved_letter(russian: Wizard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody new: whatever is pressed is offered on the page or in the bar of keys; letters come from a Russian keyboard."""
    monkeypatch.chdir(tmp_path)
    async with at_the_screen(russian) as person:
        assert "Начать: номер заблокирован" in person.sees
        await person.press("enter", "1")
        await person.type("При входе в MAX пишет: «Пользователь заблокирован или удален»")
        await person.press("f5")
        assert person.choices[0] == "1 Да: Постоянная блокировка" and "(уверенно)" in person.article
        await person.press("enter")
        await person.type("8 911 123-45-67")
        assert "= +7 911 123-45-67, Россия" in person.sees
        await person.press("enter", "1")
        await person.choose("При входе в MAX")
        await person.press("f5")
        assert person.question == "Всё верно?" and "MAX" in person.sees
        await person.press("f5")

        assert person.place == "case" and "+7 911 123-45-67" in person.frame[0]
        assert person.frame[1].strip() == "Не делайте:", "what not to do comes before anything else"
        await person.press("1", "1")
        assert "Письмо" in person.frame[-1], "the bar names the key of the letter"
        await person.press("д")  # the key of L

        assert person.place == "letter"
        await person.choose("Название организации")
        await person.write("ООО «Ромашка»")
        await person.choose("Для чего используется номер")
        await person.type("Отвечаем клиентам")
        assert "Отвечаем клиентам" in person.letter, "the preview follows what is typed"
        await person.press("enter")
        await person.choose("Что уже сделано")
        await person.choose("рассылки остановлены")
        await person.press("enter")
        await person.press("f5")
        assert "1 января 2027 г. остановлены все рассылки" in person.letter
        await person.press("f3")
        await person.press("enter")
        (saved,) = tmp_path.glob("*.txt")
        assert str(saved) in person.notice.replace("\n", "")
        assert saved.read_text(encoding="utf-8") == person.letter + "\n"
        await person.press("f8")
        assert person.place == "case" and "Записано: Письмо отправлено" in person.notice
        await person.press("й")  # the key of Q
        assert not person.app.is_running
    card = russian.show(NUMBER)
    assert card.view.state == "await_answer"
    sent = next(event for event in russian.log(NUMBER) if event.name == "sent")
    assert sent.value["text"] + "\n" == saved.read_text(encoding="utf-8"), "the exact text that was sent is kept"


async def test_whatsapp_repeat_block_through_pairing_to_recovered(russian: Wizard, clock: FrozenClock) -> None:
    """A repeat block, from the list of what the phone shows; what is known already is told at the start."""
    async with at_the_screen(russian) as person:
        await person.press("т", "2", "1")  # the key of N
        await person.type("ПРОВЕРК")
        await person.press("down", "enter", "f5")
        assert person.choices[0] == "1 Да: Блокировка без отсчёта"
        await person.press("enter")
        await person.write("+79111234567")
        await person.choose("Второй")
        await person.choose("через OLChat")
        await person.write("Магазин")
        await person.choose("ещё нет")
        await person.choose("да, SMS приходят")
        await person.press("f5")
        await person.press("f5")
        assert person.place == "case"
        await person.choose("Вся отправка остановлена")
        await person.choose("Причина найдена и устранена")
        await person.choose("Письмо отправлено")
        await later(person, clock, days=2)
        await person.choose("Блокировку сняли")
        await person.choose("нет")

        assert "очищает очередь" in await not_yet(person), "not before the queue is cleared, and it says why"
        await person.choose("Написать письмо")
        assert "Очистите, пожалуйста, очередь" in person.letter and "Магазин" in person.letter
        await person.press("f8")
        await person.choose("Поддержка подтвердила")
        assert "не раньше, чем ср 6 января 2027, 12:00" in await not_yet(person), "a repeat block rests first"
        await later(person, clock, days=5)
        await person.choose("Прошло несколько дней")
        await person.choose("Номер подключён")
        await later(person, clock, days=5)
        while person.screen.card.result is None:  # type: ignore[attr-defined]
            before = person.screen.card.view.seq  # type: ignore[attr-defined]
            await person.press("home", "enter")
            if person.choices[0] == "1 Нет, назад":
                await person.press("2")
            assert person.screen.card.view.seq > before, person.frame  # type: ignore[attr-defined]
            await later(person, clock, days=5)
        assert "Номер снова работает" in person.sees
    card = russian.show(russian.board().rows[0].case)
    assert card.result == "recovered" and not card.view.breaches
    reached = list(card.view.milestones)
    assert reached.index("queue_cleared") < reached.index("cooled_down") < reached.index("paired")


async def not_yet(person: Person) -> str:
    """Why the number may not be linked yet, as the list of acts tells it."""
    opened = not any("Номер подключён" in choice for choice in person.choices)
    if opened:
        await person.choose("Чего ещё пока нельзя на других шагах")
    (paired,) = (choice for choice in person.choices if "Номер подключён" in choice)
    assert "×" in paired
    if opened:
        await person.press("escape")
    return paired


async def test_the_screen_and_the_command_line_leave_the_same_log(wizard: Wizard, tmp_path: Path) -> None:
    from tests.support.desk import desk

    async with at_the_screen(wizard) as person:
        await open_case(person, "MAX", "Yes: Permanent ban", "+79111234567", time="The first", symptom="Signing in answers")
        await person.choose("When signing in to MAX")
        await person.choose("Everything is stopped")
        await person.press("f4")
        await person.write("the owner called")
        await person.press("f8", "1")
    other = desk(tmp_path / "other")
    case = other.start("max", NUMBER, kind="permanent_ban", symptoms=["login_blocked"], offence=1).case
    other.do(case, "answer", facts={"seen_where": "at_login"})
    other.do(case, "stopped")
    other.note(case, "the owner called")
    other.undo(case)
    logs = [[(e.seq, e.at, e.actor, e.kind, e.name, e.value) for e in one.log(NUMBER)] for one in (wizard, other)]
    assert logs[0] == logs[1]
    other.store.close()
