"""Where the bar of the board stands: on its case whatever happens round it, else on the nearest one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ban_wizard.desktop.clock import FrozenClock
from ban_wizard.store.protocol import StoreError
from ban_wizard.tui.widgets.board_list import PAGE
from ban_wizard.wizard import Wizard
from tests.tui.board_page import BoardPage
from tests.tui.pages import at_the_screen


def number(n: int) -> str:
    return f"+7911{n:07}"


def queue(wizard: Wizard, clock: FrozenClock, count: int) -> list[str]:
    """So many cases, each due a minute after the one before; every tenth is boris's."""
    found = []
    for n in range(count):
        found.append(wizard.start("max", number(n), kind="permanent_ban").case)
        if n % 10 == 9:
            wizard.assign(found[-1], "boris")
        clock.move(timedelta(minutes=1))
    return found


async def test_a_search_that_is_cleared_leaves_the_bar_on_what_was_found_however_far(wizard: Wizard, clock: FrozenClock) -> None:
    queue(wizard, clock, PAGE + 50)
    async with at_the_screen(wizard) as person:
        board = BoardPage(person)
        await person.press("f2")
        await person.type("0000143")
        assert board.rows == [board.here] and number(143) in board.here
        await person.press("escape")
        assert number(143) in board.here and len(board.rows) > 10
        await person.press("home", "f2")
        await person.type("0000122")
        await person.press("enter", "escape")
        assert number(122) in board.here, "the same where the search was kept for a while"


async def test_what_is_found_first_is_under_the_bar_while_a_search_is_typed(wizard: Wizard, clock: FrozenClock) -> None:
    queue(wizard, clock, 40)
    async with at_the_screen(wizard) as person:
        board = BoardPage(person)
        await person.press(*["down"] * 25, "f2")
        await person.type("000003")
        assert number(3) in board.here
        await person.type("9")
        assert number(39) in board.here
        await person.press("backspace")
        assert number(3) in board.here
        await person.press(*["backspace"] * 3)
        assert number(25) in board.here, "where the bar was is listed again"


async def test_a_search_that_is_ended_with_enter_leaves_the_bar_where_it_may_be_opened(wizard: Wizard, clock: FrozenClock) -> None:
    found = queue(wizard, clock, 40)
    async with at_the_screen(wizard) as person:
        await person.press("f2")
        await person.type("000003")
        await person.press("enter", "down", "enter")
        assert person.screen.card.case == found[30]  # type: ignore[attr-defined]


async def test_a_search_that_finds_nothing_does_not_lose_the_place(wizard: Wizard, clock: FrozenClock) -> None:
    queue(wizard, clock, 40)
    async with at_the_screen(wizard) as person:
        board = BoardPage(person)
        await person.press(*["down"] * 25, "f2")
        await person.type("000003zz")
        await person.press("escape")
        assert number(25) in board.here


async def test_a_filter_brings_the_bar_to_the_nearest_case_and_back_it_stays_there(wizard: Wizard, clock: FrozenClock) -> None:
    queue(wizard, clock, 60)
    async with at_the_screen(wizard) as person:
        board = BoardPage(person)
        await person.press(*["down"] * 32, "f3")
        await person.choose("[ ] boris")
        await person.press("escape")
        assert number(39) in board.here, "the next of his after the one that the bar stood on"
        await person.press("escape")
        assert number(39) in board.here and "only" not in board.banner


async def test_what_is_put_off_leaves_the_bar_on_the_next_case_that_is_due(wizard: Wizard, clock: FrozenClock) -> None:
    queue(wizard, clock, 5)
    async with at_the_screen(wizard) as person:
        board = BoardPage(person)
        await person.press("f3")
        await person.choose("[ ] What is due")
        await person.press("escape", "down")
        assert number(1) in board.here
        await person.press("f6", "1")
        assert number(2) in board.here and not any(number(1) in row for row in board.rows)
        await person.press("escape")
        assert number(2) in board.here


async def test_the_bar_goes_with_a_case_that_is_noted_assigned_or_closed(wizard: Wizard, clock: FrozenClock) -> None:
    queue(wizard, clock, 40)
    async with at_the_screen(wizard) as person:
        board = BoardPage(person)
        await person.press(*["down"] * 5)
        for key, words in (("f4", "The client calls back."), ("f7", "silent")):
            await person.press(key)
            await person.write(words)
            assert number(5) in board.here
        await person.press("f5", "1")
        assert number(5) in board.here and list(board.sections)[-1] == "Ended (1)"


async def test_coming_back_from_a_case_the_bar_stands_on_it_where_it_stands_now(wizard: Wizard, clock: FrozenClock) -> None:
    found = queue(wizard, clock, 40)
    async with at_the_screen(wizard) as person:
        board = BoardPage(person)
        await person.press(*["down"] * 5, "enter")
        wizard.close(found[5], "silent")
        await person.press("escape")
        assert number(5) in board.here and "1 ended" in board.banner


async def test_coming_back_from_another_case_the_bar_stands_on_that(wizard: Wizard, clock: FrozenClock) -> None:
    """One that was just opened, was taken in from a file, or is linked with the one that the bar stood on."""
    found = queue(wizard, clock, 40)
    async with at_the_screen(wizard) as person:
        board = BoardPage(person)
        await person.press("down")
        person.app.open_case(wizard.show(found[30]))
        await person.settle()
        await person.press("escape")
        assert number(30) in board.here
        await person.press("up", "f9", "escape", "f1", "escape")
        assert number(29) in board.here, "only once"
        await person.press("f3")
        await person.choose("[ ] boris")
        await person.press("escape")
        person.app.open_case(wizard.show(found[3]))
        await person.settle()
        await person.press("escape")
        assert number(29) in board.here, "what is not shown does not take the bar away"


async def test_from_the_only_open_case_to_the_others_the_bar_stands_on_it(wizard: Wizard, clock: FrozenClock) -> None:
    for case in queue(wizard, clock, 3):
        wizard.close(case, "silent")
    async with at_the_screen(wizard) as person:
        person.app.open_case(wizard.show(wizard.start("max", number(9), kind="permanent_ban").case))
        await person.settle()
        await person.press("escape")
        assert number(9) in BoardPage(person).here


async def test_a_case_that_is_gone_leaves_the_bar_on_the_next(wizard: Wizard, boris: Wizard, clock: FrozenClock) -> None:
    found = queue(wizard, clock, 40)
    async with at_the_screen(wizard) as person:
        board = BoardPage(person)
        await person.press(*["down"] * 5)
        boris.forget(found[5])
        board.screen.look_again()
        await person.settle()
        assert number(6) in board.here


@pytest.mark.parametrize("size", [(80, 24), (60, 15)])
async def test_a_question_does_not_hide_the_case_it_is_about(wizard: Wizard, clock: FrozenClock, size: tuple[int, int]) -> None:
    queue(wizard, clock, 40)
    async with at_the_screen(wizard, size) as person:
        board = BoardPage(person)
        await person.press("pagedown")
        about = board.here
        for key in ("f5", "f6", "f7"):
            await person.press(key)
            assert board.here == about
            await person.press("escape")
            assert board.here == about


async def test_a_store_that_cannot_be_read_for_a_moment_is_told_and_the_bar_stays(
    wizard: Wizard, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue(wizard, clock, 5)

    def busy(*_: object, **__: object) -> int:
        raise StoreError("busy", "-", path="cases", seconds="5")

    async with at_the_screen(wizard) as person:
        board = BoardPage(person)
        await person.press("down")
        with monkeypatch.context() as broken:
            broken.setattr(type(wizard), "index", busy)
            board.screen.look_again()
            await person.settle()
            assert "locked" in person.notice and number(1) in board.here
        board.screen.look_again()
        await person.settle()
        assert number(1) in board.here
