"""The page of a letter as text, at two sizes and in both languages, as somebody has looked at it and found it good.

`UPDATE_GOLDENS=1 pytest tests/tui/test_letter_frames.py` keeps what is drawn now.
"""

from datetime import timedelta

import pytest

from ban_wizard.desktop.clock import FrozenClock
from ban_wizard.wizard import Wizard
from tests.support.cases import at_the_letter
from tests.support.desk import NUMBER, walk_to_letter
from tests.tui.pages import Size, at_the_screen

SIZES = [(80, 24), (120, 40)]


@pytest.mark.parametrize("size", SIZES)
async def test_ticks_measures_and_what_is_left_out(either: Wizard, size: Size) -> None:
    case = at_the_letter(either)
    either.learn(case, {"business_name": "Ромашка", "measures": "list_cleaned@2026-12-30,texts_changed@2027-02-01"})
    async with at_the_screen(either, size) as person:
        await person.press("f2", "end", "f7")
        person.golden("letter_copy")
        await person.press("f7", "6")
        person.golden("letter_measures")
        await person.press("escape")
        left_out = next(n for n, choice in enumerate(person.choices) if "утвержд" in choice or "left out" in choice)
        await person.press("home", *["down"] * left_out, "enter")
        person.golden("letter_left_out")


@pytest.mark.parametrize("size", SIZES)
async def test_a_second_letter_against_the_first(either: Wizard, clock: FrozenClock, size: Size) -> None:
    case = walk_to_letter(either, either.start("whatsapp_api", NUMBER, kind="restriction_30d").case, "restriction_appeal")
    either.learn(case, {"portfolio_id": "102290129340398"})
    text = either.letter(case, "provider_note").rendered.text
    either.do(case, "sent", facts={"letter": "provider_note"}, text=text)
    clock.move(timedelta(days=3))
    either.learn(case, {"what_is_new": "The list was cleaned", "business_name": "Ромашка"})
    async with at_the_screen(either, size) as person:
        await person.choose(either.letters("provider_note").title[either.lang])
        await person.press("v")
        person.golden("letter_compare")
