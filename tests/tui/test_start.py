"""Where it begins: nobody's first page, one case, several cases."""

import pytest
from textual import events
from textual.pilot import Pilot

from ban_wizard.playbook.findings import BadPlaybook, Finding
from ban_wizard.store.protocol import StoreError
from ban_wizard.tui.app import BanWizardApp
from ban_wizard.tui.screens.case import CaseScreen
from ban_wizard.wizard import Wizard
from tests.support.desk import NUMBER
from tests.tui.pages import at_the_screen


async def test_without_a_case_it_says_what_this_is_and_enter_starts(wizard: Wizard) -> None:
    async with at_the_screen(wizard) as person:
        assert person.place == "start" and "step by step" in person.sees
        assert person.choices[0] == "1 Start: a number is blocked"
        await person.press("enter")
        assert person.place == "new_case" and person.question == "What do you have?"
        await person.press("escape")
        assert person.place == "start"


async def test_with_one_open_case_straight_into_it(wizard: Wizard) -> None:
    wizard.start("max", NUMBER, kind="permanent_ban")
    async with at_the_screen(wizard) as person:
        assert person.place == "case" and "+7 911 123-45-67" in person.frame[0]
        await person.press("f7")
        assert person.place == "board", "from there the board is one key away"
        await person.press("enter")
        assert person.place == "case"


async def test_the_first_case_makes_a_board_of_the_first_page(wizard: Wizard) -> None:
    async with at_the_screen(wizard) as person:
        assert person.place == "start"
        await person.press("f8", "3", "3", "3")
        await person.write(NUMBER)
        await person.press("1", "f5", "f5")
        assert person.place == "case"
        await person.press("escape")
        assert person.place == "board"


async def test_esc_on_the_first_page_does_not_end_the_program(wizard: Wizard) -> None:
    async with at_the_screen(wizard) as person:
        await person.press("escape")
        assert person.app.is_running and "F10" in person.notice
        await person.press("f10")
        assert not person.app.is_running


def test_what_cannot_be_read_is_told_before_the_terminal_is_touched(wizard: Wizard, monkeypatch: pytest.MonkeyPatch) -> None:
    def newer(**asked: object) -> None:
        raise StoreError("newer", "made by a newer version", path="/data")

    monkeypatch.setattr(wizard, "board", newer)
    with pytest.raises(StoreError):
        BanWizardApp(wizard)


async def test_a_store_that_goes_away_later_ends_the_program_with_that_fault(wizard: Wizard, monkeypatch: pytest.MonkeyPatch) -> None:
    wizard.start("max", NUMBER, kind="permanent_ban")
    gone = StoreError("moved", "moved", path="/data")

    def moved(screen: CaseScreen) -> None:
        raise gone

    async def note(pilot: Pilot[None]) -> None:
        pilot.app.post_message(events.Key("f4", None))

    monkeypatch.setattr(CaseScreen, "action_note", moved)
    app = BanWizardApp(wizard)
    await app.run_async(headless=True, size=(80, 24), auto_pilot=note)
    assert app.fault is gone


async def test_a_half_written_playbook_is_told_where_it_is_needed(wizard: Wizard, monkeypatch: pytest.MonkeyPatch) -> None:
    bad = BadPlaybook([Finding("max/flow.yaml", 7, "unknown_key", "error", "what it is, and what to do")])

    def broken(messenger: str) -> None:
        raise bad

    async with at_the_screen(wizard) as person:
        with monkeypatch.context() as patched:
            patched.setattr(wizard.library, "symptoms", broken)
            await person.press("enter", "2", "2")
            assert "max/flow.yaml:7" in person.notice and person.question == "Which messenger is it?"
        await person.press("2")
        assert person.question == "What do you see?"
