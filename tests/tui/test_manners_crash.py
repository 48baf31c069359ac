"""A mistake of the program's own, wherever it happens on the screen: told in the person's language, without anybody's words."""

import asyncio
import re
import sys
import threading
from collections.abc import Callable

import pytest
from textual.driver import Driver

from ban_wizard.faces import crash
from ban_wizard.tui import app as app_module
from ban_wizard.tui import compat
from ban_wizard.tui.screens.case import CaseScreen
from ban_wizard.tui.screens.letter import LetterScreen
from ban_wizard.tui.screens.palette import PaletteScreen
from ban_wizard.tui.widgets.panel import Choices
from ban_wizard.wizard import Wizard
from tests.support.desk import NUMBER
from tests.tui.pages import Person, at_the_screen

PATIENCE = 30.0
SECRET = "the owner's words"
TOLD = {
    "en": "The program has stopped because of a mistake of its own, not yours. Everything recorded is kept",
    "ru": "Программа остановилась из-за своей ошибки, не из-за вашей. Всё записанное сохранено",
}


class Coloured(KeyError):
    """A fault that would draw itself."""

    def __rich__(self) -> str:
        return f"drawn: {SECRET}"


def broken(*_: object, kind: type[Exception] = KeyError) -> None:
    number, secret = NUMBER, SECRET
    raise kind(number, secret)


def in_an_action(person: Person) -> None:
    broken()


def in_a_timer(person: Person) -> None:
    person.app.set_timer(0.001, broken)


def after_a_refresh(person: Person) -> None:
    person.screen.call_after_refresh(broken)


def in_a_callback_of_the_loop(person: Person) -> None:
    asyncio.get_running_loop().call_soon(broken)


def in_a_handler_of_a_part(person: Person) -> None:
    person.panel.query_one(Choices).call_later(broken)


def in_a_fault_that_draws_itself(person: Person) -> None:
    broken(kind=Coloured)


def twice_at_once(person: Person) -> None:
    person.app.call_later(broken)
    person.panel.call_later(broken)
    broken()


HOW = (
    in_an_action,
    in_a_timer,
    after_a_refresh,
    in_a_callback_of_the_loop,
    in_a_handler_of_a_part,
    in_a_fault_that_draws_itself,
    twice_at_once,
)


def assert_discreet(report: str, lang: str, case: str) -> None:
    assert " ".join(TOLD[lang].split()) in " ".join(report.split())
    assert report.count("builtins.KeyError") + report.count("test_manners_crash.Coloured") == 1
    assert re.search(r"tui/test_manners_crash\.py:\d+ broken", report)
    for personal in (NUMBER, "9111234567", "owner", case, "KeyError(", "raise", "NOTE", "drawn"):
        assert personal not in report


@pytest.mark.parametrize("how", HOW)
async def test_a_fault_on_a_page(
    either: Wizard, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], how: Callable[[Person], None]
) -> None:
    case = either.start("max", NUMBER, kind="temporary_ban").case
    monkeypatch.setattr(CaseScreen, "action_note", lambda self: how(person))
    with pytest.raises(KeyError):
        async with at_the_screen(either) as person:
            await person.press("f4")
            await asyncio.wait_for(person.app._exception_event.wait(), PATIENCE)
            await person.settle()
            assert not person.app.is_running and person.app.return_code == crash.EXIT_CODE
    assert_discreet(capsys.readouterr().err, either.lang, case)


async def test_a_fault_on_the_page_of_a_letter_and_in_the_palette(
    wizard: Wizard, case: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    wizard.learn(case, {"business_name": SECRET})
    monkeypatch.setattr(LetterScreen, "action_copy", broken)
    monkeypatch.setattr(PaletteScreen, "on_panel_picked", broken)
    for keys in (("f2", "f2"), ("f9", "down", "enter")):
        with pytest.raises(KeyError):
            async with at_the_screen(wizard) as person:
                await person.press(*keys)
        assert_discreet(capsys.readouterr().err, "en", case)


async def test_a_task_that_nobody_awaits(wizard: Wizard, capsys: pytest.CaptureFixture[str]) -> None:
    """What asyncio tells when such a task is collected comes to the same report."""
    case = wizard.start("max", NUMBER, kind="temporary_ban").case
    with pytest.raises(KeyError):
        async with at_the_screen(wizard) as person:
            try:
                broken()
            except KeyError as error:
                asyncio.get_running_loop().call_exception_handler({"message": SECRET, "exception": error})
            await person.settle()
    assert_discreet(capsys.readouterr().err, "en", case)


def test_what_is_got_ready_in_a_thread_fails_in_silence(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """It fails again when it is needed, and is told then."""
    told: list[object] = []
    monkeypatch.setattr(threading, "excepthook", told.append)
    before = set(threading.enumerate())
    ran = threading.Event()

    def work(secret: str) -> None:
        ran.set()
        broken()

    app_module._in_background(work, SECRET)
    for thread in set(threading.enumerate()) - before:
        thread.join()
    assert ran.is_set() and not told
    assert capsys.readouterr() == ("", "")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has a driver of its own")
async def test_a_fault_in_the_thread_that_reads_the_keys(
    wizard: Wizard, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    case = wizard.start("max", NUMBER, kind="temporary_ban").case
    quick = compat.quick_driver()
    assert quick is not None
    monkeypatch.setattr(quick, "_read_keys", broken)
    with pytest.raises(KeyError):
        async with at_the_screen(wizard) as person:
            driver: Driver = quick(person.app)
            thread = threading.Thread(target=driver._run_input_thread)  # type: ignore[attr-defined]
            thread.start()
            await asyncio.to_thread(thread.join)
            await person.settle()
            assert person.app.return_code == crash.EXIT_CODE
    assert_discreet(capsys.readouterr().err, "en", case)


def test_the_lines_of_a_report_name_the_kind_and_the_places() -> None:
    try:
        broken()
    except KeyError as error:
        lines = crash.lines(error)
    assert lines[0] == "builtins.KeyError" and not any(NUMBER in line for line in lines) and len(lines) == 3
