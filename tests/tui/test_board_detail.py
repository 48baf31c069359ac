"""What the board says of the case under the bar: the case itself on a wide screen, its row in words on others; and what that costs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest

from ban_wizard.desktop.clock import FrozenClock
from ban_wizard.tui import board_detail
from ban_wizard.tui.screens.board import BoardScreen
from ban_wizard.wizard import Wizard
from tests.support.desk import OLCHAT
from tests.tui.board_page import BoardPage
from tests.tui.pages import Size, at_the_screen

WIDE = (120, 40)
WAITING, ASKING = "+79110000001", "+79110000002"


def two_cases(wizard: Wizard, clock: FrozenClock) -> str:
    """One that waits for an answer, with a note, and one that asks; the id of the first."""
    case = wizard.start("whatsapp_app", WAITING, kind="permanent_ban", facts=OLCHAT).case
    for action in ("stopped", "cause_named", "sent"):
        wizard.do(case, action)
    wizard.assign(case, "boris")
    wizard.note(case, "The client [/b] calls back.")
    clock.move(timedelta(hours=3))
    wizard.start("max", ASKING, kind="permanent_ban")
    return case


@contextmanager
def statements(wizard: Wizard) -> Iterator[list[str]]:
    """What is asked of SQLite meanwhile."""
    told: list[str] = []
    db = wizard.store._connection(create=False)  # type: ignore[attr-defined]
    db.set_trace_callback(told.append)
    try:
        yield told
    finally:
        db.set_trace_callback(None)


async def test_a_wide_board_tells_of_the_case_under_the_bar(wizard: Wizard, clock: FrozenClock) -> None:
    card = wizard.show(two_cases(wizard, clock))
    async with at_the_screen(wizard, WIDE) as person:
        board = BoardPage(person)
        assert ASKING in board.here
        await person.press("down")
        number, *rest = board.detail
        assert number == "+7 911 000-00-01  WhatsApp on a phone · ban without an end · boris’s"
        assert rest[:3] == [*(f"× {text}" for text in card.do_not[:2]), f"× and {len(card.do_not) - 2} more: Enter shows the case"]
        assert card.title in rest[3] and "look again" in rest[3]
        assert rest[4] == "│ Nobody names a time."
        assert "Look again tomorrow, 10:00." in rest[5]
        assert rest[6] == "Note of anna, today, 12:00: The client [/b] calls back."
        await person.press("up")
        assert board.detail[0].startswith("+7 911 000-00-02")


@pytest.mark.parametrize("size", [(80, 24), (60, 15), (119, 40)])
async def test_elsewhere_its_row_is_told_in_words(wizard: Wizard, size: Size) -> None:
    case = wizard.start("whatsapp_api", WAITING, kind="rate_limit").case
    wizard.do(case, "stopped")
    wizard.do(case, "answer", facts={"limit_kind": "daily"})
    wizard.start("max", ASKING, kind="permanent_ban")
    async with at_the_screen(wizard, size) as person:
        await person.press("down")
        (line,) = BoardPage(person).detail
        assert line.startswith("usually within a day, look again tomorrow 10:00 · limit")
        assert size[0] <= 80 or line.endswith("· limit on sending or trying · nobody’s")


@pytest.mark.parametrize(
    ("width", "words"),
    [
        (120, "usually a day, look again tomorrow 10:00"),
        (160, "usually within a day, look again tomorrow 10:00"),
        (112, "look again tomorrow 10:00"),
    ],
)
async def test_a_row_tells_the_wait_in_as_many_words_as_fit(wizard: Wizard, width: int, words: str) -> None:
    case = wizard.start("whatsapp_api", WAITING, kind="rate_limit").case
    wizard.do(case, "stopped")
    wizard.do(case, "answer", facts={"limit_kind": "daily"})
    wizard.start("max", ASKING, kind="permanent_ban")
    async with at_the_screen(wizard, (width, 24)) as person:
        row = next(row for row in BoardPage(person).rows if WAITING in row)
        assert row.endswith(f" {words}") and ("usually" in row) == ("usually" in words)


async def test_nothing_is_told_where_nothing_is_found(wizard: Wizard, clock: FrozenClock) -> None:
    two_cases(wizard, clock)
    for size in (WIDE, (80, 24)):
        async with at_the_screen(wizard, size) as person:
            await person.press("f2")
            await person.type("zzz")
            await person.press("enter")
            assert BoardPage(person).detail == []


async def test_a_wider_or_narrower_window_tells_as_much_as_it_has_room_for(wizard: Wizard, clock: FrozenClock) -> None:
    two_cases(wizard, clock)
    async with at_the_screen(wizard, WIDE) as person:
        board = BoardPage(person)
        whole = board.detail
        await person.pilot.resize_terminal(80, 24)
        await person.settle()
        assert len(board.detail) == 1
        await person.pilot.resize_terminal(*WIDE)
        await person.settle()
        assert board.detail == whole


async def test_what_others_have_recorded_is_told(wizard: Wizard, boris: Wizard, clock: FrozenClock) -> None:
    two_cases(wizard, clock)
    async with at_the_screen(wizard, WIDE) as person:
        board = BoardPage(person)
        boris.note(ASKING, "It is solved.")
        board.screen.look_again()
        await person.settle()
        assert board.detail[-1] == "Note of boris, today, 15:00: It is solved."


async def test_a_note_that_was_taken_back_is_not_told(wizard: Wizard, clock: FrozenClock) -> None:
    case = two_cases(wizard, clock)
    wizard.undo(case)
    async with at_the_screen(wizard, WIDE) as person:
        await person.press("down")
        assert "calls back" not in person.sees


@pytest.mark.parametrize("count", [5, 80])
async def test_moving_fast_asks_the_store_nothing_and_a_rest_always_as_much(
    wizard: Wizard, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    for n in range(count):
        wizard.start("max", f"+7911{n:07}", kind="permanent_ban")
    monkeypatch.setattr(board_detail, "REST", 3600)
    monkeypatch.setattr(BoardScreen, "more_to_come", False)  # nobody waits that long
    async with at_the_screen(wizard, WIDE) as person:
        board = BoardPage(person)
        board.screen.detail.rested()
        before = board.detail
        with statements(wizard) as told:
            await person.burst(*["down"] * (count - 1), "up", "pageup", "pagedown")
            assert told == []
            board.screen.detail.rested()
            assert len([each for each in told if each.startswith("SELECT")]) == 3, told
        await person.settle()
        assert board.detail[0] != before[0] and board.detail[0].startswith("+7 911")


@pytest.mark.parametrize("size", [(80, 24), (60, 15)])
async def test_without_the_room_no_case_is_ever_read(wizard: Wizard, clock: FrozenClock, size: Size) -> None:
    two_cases(wizard, clock)
    async with at_the_screen(wizard, size) as person:
        with statements(wizard) as told:
            await person.press("down", "up", "end")
            assert told == []


async def test_how_it_looks(either: Wizard, clock: FrozenClock) -> None:
    two_cases(either, clock)
    for size in (WIDE, (80, 24), (60, 15)):
        async with at_the_screen(either, size) as person:
            await person.press("down")
            person.golden("board_waiting")


async def test_a_case_that_cannot_be_read_is_told_in_a_sentence_and_nothing_is_asked(
    wizard: Wizard, boris: Wizard, clock: FrozenClock
) -> None:
    case = two_cases(wizard, clock)
    async with at_the_screen(wizard, WIDE) as person:
        board = BoardPage(person)
        boris.forget(case)
        await person.press("down")
        assert len(board.detail) == 1 and case in board.detail[0]
        assert not person.notice and person.app.focused is board.screen.cases


async def test_the_whole_board_goes_by_ones_own_clock(wizard: Wizard) -> None:
    far = wizard.start("max", WAITING, kind="permanent_ban", facts={"review": "open"}, zone="Asia/Vladivostok").case
    wizard.do(far, "stopped")
    wizard.start("max", ASKING, kind="permanent_ban")
    async with at_the_screen(wizard, WIDE) as person:
        await person.press("end")
        board = BoardPage(person)
        assert WAITING in board.here and "tomorrow 03:00" in board.here
        assert "Look again tomorrow, 03:00." in " ".join(board.detail) and "10:00" not in " ".join(board.detail)
        await person.press("f6", "1")
        assert "tomorrow, 10:00" in person.notice and "tomorrow 10:00" in board.here
        await person.press("end", "enter")
        assert "Times are those of Asia/Vladivostok; yours is Europe/Moscow." in person.sees
