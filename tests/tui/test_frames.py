"""The main screens as text, at two sizes and in both languages, as somebody has looked at them and found them good.

`UPDATE_GOLDENS=1 pytest tests/tui/test_frames.py` keeps what is drawn now; look at the difference before you commit it.
"""

import pytest

from ban_wizard.wizard import Wizard
from tests.support.cases import at_the_letter, cooling_down
from tests.support.desk import NUMBER
from tests.tui.pages import Size, at_the_screen

SIZES = [(80, 24), (120, 40)]


@pytest.mark.parametrize("size", SIZES)
async def test_welcome_and_a_new_case(either: Wizard, size: Size) -> None:
    async with at_the_screen(either, size) as person:
        person.golden("welcome")
        await person.press("enter", "2", "3", "down", "enter")
        person.golden("symptoms")
        await person.press("f5")
        person.golden("diagnosis")
        await person.press("enter")
        await person.write("12")
        person.golden("number")
        await person.write(NUMBER)
        person.golden("offence")


@pytest.mark.parametrize("size", SIZES)
async def test_a_step_its_sources_and_its_letter(either: Wizard, size: Size) -> None:
    case = either.start("max", NUMBER, kind="permanent_ban", facts={"seen_where": "at_login"}).case
    either.do(case, "stopped")
    async with at_the_screen(either, size) as person:
        person.golden("step")
        await person.press("1", "f3")
        person.golden("sources")
        await person.press("f2")
        person.golden("letter")
        await person.press("4")
        await person.type("Ромашка")
        person.golden("field")


@pytest.mark.parametrize("size", SIZES)
async def test_a_wait_with_what_is_not_allowed_yet(either: Wizard, size: Size) -> None:
    cooling_down(either)
    async with at_the_screen(either, size) as person:
        person.golden("wait")
        await person.do("paired")
        person.golden("refused")
        await person.press("escape", "f1")
        person.golden("help")


async def test_the_smallest_terminal(either: Wizard) -> None:
    at_the_letter(either)
    size = (60, 15)
    async with at_the_screen(either, size) as person:
        person.golden("step")
        await person.press("f2")
        person.golden("letter")


async def test_resizing_keeps_the_place(either: Wizard) -> None:
    either.start("max", NUMBER, kind="permanent_ban")
    async with at_the_screen(either, (120, 40)) as person:
        await person.press("down", "down")
        for width, height in ((60, 15), (80, 24), (120, 40)):
            await person.pilot.resize_terminal(width, height)
            await person.settle()
            assert len(person.frame) == height and max(map(len, person.frame)) <= width
            assert any(line.startswith("▌3") for line in person.frame), "the chosen line stays chosen and in sight"
