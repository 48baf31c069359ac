"""What a case shows beside its step as text, at two sizes and in both languages, as somebody has looked at it and found it good.

`UPDATE_GOLDENS=1 pytest tests/tui/test_case_frames.py` keeps what is drawn now; look at the difference before you commit it.
"""

from datetime import timedelta
from pathlib import Path

import pytest

from ban_wizard.desktop.clock import FrozenClock
from ban_wizard.wizard import Wizard
from tests.support.cases import TO_THE_COOL_DOWN
from tests.support.desk import NUMBER, OLCHAT
from tests.tui.pages import Size, at_the_screen

SIZES = [(80, 24), (120, 40)]


def resting(wizard: Wizard, clock: FrozenClock, file: Path) -> str:
    """A repeat block that rests on the phone for two days already, with a piece of evidence and another case on its line."""
    case = wizard.start("whatsapp_app", NUMBER, kind="permanent_ban", offence=2, facts=OLCHAT).case
    wizard.start("whatsapp_app", "+79111234568", kind="temporary_ban", facts=OLCHAT)
    file.write_bytes(b"what the screen showed")
    wizard.evidence(case, str(file))
    for action in TO_THE_COOL_DOWN:
        clock.move(timedelta(hours=1))
        wizard.do(case, action)
    clock.move(timedelta(days=2))
    return case


@pytest.mark.parametrize("size", SIZES)
async def test_overview_history_and_correction(either: Wizard, clock: FrozenClock, tmp_path: Path, size: Size) -> None:
    case = resting(either, clock, tmp_path / "screen.png")

    async with at_the_screen(either, size) as person:
        person.app.open_case(either.show(case))
        await person.settle()
        person.golden("rest")
        await person.press("g")
        person.golden("overview")
        await person.press("pagedown")
        person.golden("overview_below")
        await person.press("escape", "f6")
        person.golden("history")
        await person.press("a")
        person.golden("amend")
        await person.press("4", "4")
        person.golden("amended")


@pytest.mark.parametrize("size", SIZES)
async def test_naming_the_kind(either: Wizard, size: Size) -> None:
    either.start("whatsapp_app", NUMBER, kind="unclear")
    async with at_the_screen(either, size) as person:
        person.golden("name_the_kind")


async def test_the_overview_on_the_smallest_terminal(either: Wizard, clock: FrozenClock, tmp_path: Path) -> None:
    case = resting(either, clock, tmp_path / "screen.png")
    async with at_the_screen(either, (60, 15)) as person:
        person.app.open_case(either.show(case))
        await person.settle()
        person.golden("rest")
        await person.press("g")
        person.golden("overview")
