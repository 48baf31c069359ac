"""The board: what is due first, found, filtered, put into order, however many cases there are."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from ban_wizard.desktop.clock import FrozenClock
from ban_wizard.tui.widgets.board_list import KEPT_PAGES, PAGE
from ban_wizard.wizard import Wizard
from tests.tui.board_page import BoardPage
from tests.tui.pages import Person, Size, at_the_screen

SIZES = [(80, 24), (120, 40)]
FIRST, SECOND, THIRD, ENDED = (f"+7911000000{n}" for n in range(1, 5))


@pytest.fixture
def cases(wizard: Wizard, clock: FrozenClock) -> dict[str, str]:
    return filled(wizard, clock)


def filled(wizard: Wizard, clock: FrozenClock) -> dict[str, str]:
    """One case overdue, one due today, one later, one ended; the ids by number."""
    found = {FIRST: wizard.start("max", FIRST, kind="permanent_ban", facts={"review": "open"}).case}
    wizard.do(found[FIRST], "stopped")
    clock.move(timedelta(days=2))
    found[SECOND] = wizard.start("whatsapp_api", SECOND, kind="quality_drop").case
    wizard.assign(found[SECOND], "boris")
    found[THIRD] = wizard.start("max", THIRD, kind="temporary_ban").case
    for action in ("stopped", "cause_found"):
        wizard.do(found[THIRD], action)
    found[ENDED] = wizard.start("max", ENDED, kind="permanent_ban").case
    wizard.close(found[ENDED], "silent")
    return found


def card(person: Person) -> Any:
    return person.screen.card  # type: ignore[attr-defined]


# ------------------------------------------------------------------------------------------- reading


async def test_cases_stand_under_what_is_due_first(wizard: Wizard, cases: dict[str, str]) -> None:
    async with at_the_screen(wizard) as person:
        board = BoardPage(person)
        assert person.place == "board"
        assert list(board.sections) == ["Overdue (1)", "Today (1)", "Later (1)", "Ended (1)"]
        for numbers, lines in zip((FIRST, SECOND, THIRD, ENDED), board.sections.values(), strict=True):
            assert len(lines) == 1 and numbers in lines[0]
        assert "1 overdue, 1 due today, 1 later, 1 ended" in board.banner
        assert FIRST in board.here, "what is due first is under the bar"
        await person.press("enter")
        assert card(person).case == cases[FIRST]
        await person.press("escape")
        assert person.place == "board"


@pytest.mark.parametrize("size", SIZES)
async def test_how_it_looks(either: Wizard, clock: FrozenClock, size: Size) -> None:
    filled(either, clock)
    async with at_the_screen(either, size) as person:
        person.golden("board")
        await person.press("f6")
        person.golden("board_snooze")
        await person.press("escape", "f3")
        person.golden("board_filter")


async def test_a_small_terminal_shows_number_step_and_date(either: Wizard, clock: FrozenClock) -> None:
    filled(either, clock)
    async with at_the_screen(either, (60, 15)) as person:
        person.golden("board")


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (120, 40)])
async def test_of_a_long_number_the_end_is_seen(wizard: Wizard, size: Size) -> None:
    for number in ("+4915112345678", "+4915112345679"):
        wizard.start("max", number, kind="permanent_ban")
    async with at_the_screen(wizard, size) as person:
        assert [row.split()[1][-9:] for row in BoardPage(person).rows[1:]] == ["112345679"]


async def test_it_is_looked_at_anew_when_a_day_is_over(wizard: Wizard, clock: FrozenClock, cases: dict[str, str]) -> None:
    async with at_the_screen(wizard) as person:
        board = BoardPage(person)
        clock.move(timedelta(days=1))
        board.screen.look_again()
        await person.settle()
        assert "2 overdue, 1 due today, 1 ended" in board.banner
        assert list(board.sections) == ["Overdue (2)", "Today (1)", "Ended (1)"]


async def test_the_bar_stays_on_its_case_when_others_come(wizard: Wizard, boris: Wizard, cases: dict[str, str]) -> None:
    async with at_the_screen(wizard) as person:
        board = BoardPage(person)
        await person.press("down", "down")
        assert THIRD in board.here
        boris.start("max", "+79110000009", kind="permanent_ban")
        board.screen.look_again()
        await person.settle()
        assert THIRD in board.here and "2 due today" in board.banner


async def test_who_has_a_hostile_name_has_it_as_typed(wizard: Wizard, cases: dict[str, str]) -> None:
    wizard.assign(cases[FIRST], "[@click=app.quit]x[/]")
    wizard.assign(cases[SECOND], "[/b]")
    async with at_the_screen(wizard, (160, 24)) as person:
        assert "[@click=app.…" in person.sees and "[/b]" in person.sees


# ------------------------------------------------------------------------------------------- many


async def test_rows_are_read_as_they_come_into_view(wizard: Wizard, monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(350):
        wizard.start("max", f"+7911{n:07}", kind="permanent_ban")
    read: list[int] = []
    load = type(wizard).board

    def counted(self: Wizard, **asked: Any) -> Any:
        page = load(self, **asked)
        read.append(len(page.rows))
        return page

    async with at_the_screen(wizard) as person:
        board = BoardPage(person)
        monkeypatch.setattr(type(wizard), "board", counted)
        await person.press("pagedown")
        assert read == [], "the first page is at hand"
        await person.press("end")
        assert sum(read) <= 2 * PAGE, "a jump reads what is in view and no more"
        last = board.here
        await person.press("home", "up")
        assert "+79110000000" in board.here and last != board.here
        seen = set()
        for _ in range(25):
            seen.update(line[3:15] for line in board.rows if line[3] == "+")
            await person.press("pagedown")
        assert len(seen) == 350, "none is left out or shown twice"
        assert len(board.screen.cases.pages) <= KEPT_PAGES


# ------------------------------------------------------------------------------------------- finding


async def test_a_search_follows_what_is_typed_and_esc_shows_all_again(wizard: Wizard, cases: dict[str, str]) -> None:
    async with at_the_screen(wizard) as person:
        board = BoardPage(person)
        await person.press("f2")
        await person.type("0002")
        assert board.rows == [board.here] and SECOND in board.here
        await person.press("enter")
        assert "“0002”" in board.banner
        await person.press("enter")
        assert card(person).case == cases[SECOND]
        await person.press("escape")
        assert "“0002”" in board.banner, "the search stays while a case is looked at"
        await person.press("escape")
        assert len(board.sections) == 4 and "“" not in board.banner


async def test_a_search_that_finds_nothing_says_so(wizard: Wizard, cases: dict[str, str]) -> None:
    async with at_the_screen(wizard) as person:
        await person.press("f2")
        await person.type("zzz")
        assert "No case fits. Esc shows all again." in person.sees
        await person.press("escape")
        assert len(BoardPage(person).sections) == 4


async def test_russian_letters_are_searched_for_and_not_taken_for_commands(wizard: Wizard, cases: dict[str, str]) -> None:
    wizard.assign(cases[FIRST], "Ольга")
    async with at_the_screen(wizard) as person:
        await person.press("а")  # f in the same place
        await person.type("ольг")
        assert FIRST in BoardPage(person).here and person.panel.line.value == "ольг"


async def test_filters_go_together_and_say_what_they_show(wizard: Wizard, cases: dict[str, str]) -> None:
    async with at_the_screen(wizard) as person:
        board = BoardPage(person)
        await person.press("f3")
        await person.choose("[ ] MAX")
        await person.choose("[ ] What is due")
        await person.press("escape")
        assert "only: What is due, MAX" in board.banner
        assert board.rows == [board.here] and FIRST in board.here
        await person.press("f3")
        await person.choose("Show all cases")
        assert len(board.sections) == 4 and "only" not in board.banner
        await person.press("f3")
        await person.choose("[ ] boris")
        await person.press("escape", "escape")
        assert len(board.sections) == 4, "Esc takes the filter away"


# ------------------------------------------------------------------------------------------- putting into order


async def test_a_case_is_noted_assigned_put_off_and_closed_without_being_opened(wizard: Wizard, cases: dict[str, str]) -> None:
    async with at_the_screen(wizard) as person:
        board = BoardPage(person)
        await person.press("f4")
        await person.write("The client calls back.")
        assert person.notice.startswith("+7 911 000-00-01: the note is kept")
        await person.press("f5", "1")
        assert wizard.show(cases[FIRST]).view.agent == "anna"
        await person.press("f6", "1")
        assert "Overdue (1)" not in board.sections and FIRST in board.here, "the bar went with the case"
        await person.press("f7", "enter")
        assert "A few words are needed" in person.notice
        await person.write("It works again.")
        assert list(board.sections)[-1] == "Ended (2)" and person.place == "board"
    kinds = [event.kind for event in wizard.log(cases[FIRST])]
    assert kinds[-4:] == ["noted", "assigned", "noted", "closed"]


async def test_what_is_typed_on_the_board_is_not_lost_by_esc(wizard: Wizard, cases: dict[str, str]) -> None:
    before = wizard.log(cases[FIRST])
    async with at_the_screen(wizard) as person:
        await person.press("f4")
        await person.type("half a note")
        await person.press("escape")
        assert person.place == "board" and wizard.log(cases[FIRST]) == before
        await person.press("f4")
        assert person.panel.line.value == "half a note"


async def test_esc_on_the_board_does_not_end_the_program(wizard: Wizard, cases: dict[str, str]) -> None:
    async with at_the_screen(wizard) as person:
        await person.press("escape")
        assert person.app.is_running and "F10" in person.notice
        await person.press("down")
        assert SECOND in BoardPage(person).here


async def test_a_mouse_opens_a_case(wizard: Wizard, cases: dict[str, str]) -> None:
    async with at_the_screen(wizard) as person:
        await person.pilot.click("BoardList", offset=(5, 3))
        await person.settle()
        assert card(person).case == cases[SECOND]


async def test_what_falls_due_while_only_what_is_due_is_shown_appears(wizard: Wizard, clock: FrozenClock, cases: dict[str, str]) -> None:
    async with at_the_screen(wizard) as person:
        board = BoardPage(person)
        await person.press("f3")
        await person.choose("[ ] What is due")
        await person.press("escape")
        assert len(board.rows) == 2
        clock.move(timedelta(days=1))
        board.screen.look_again()
        await person.settle()
        assert len(board.rows) == 3 and any(THIRD in row for row in board.rows)


async def test_whoever_has_cases_already_is_offered_by_name(wizard: Wizard, cases: dict[str, str]) -> None:
    async with at_the_screen(wizard) as person:
        await person.press("f5")
        await person.choose("boris")
        assert wizard.show(cases[FIRST]).view.agent == "boris"


async def test_a_step_takes_the_room_of_an_agent_that_is_not_there(wizard: Wizard, cases: dict[str, str]) -> None:
    async with at_the_screen(wizard, (120, 40)) as person:
        rows = {number: next(row for row in BoardPage(person).rows if number in row) for number in (FIRST, SECOND)}
        assert "Wait for the answer of MAX sup…" in rows[FIRST] and "Stop all mailings fro… boris" in rows[SECOND]
        assert rows[FIRST].index("no date told") == rows[SECOND].index("your turn"), "columns stand below one another all the same"
