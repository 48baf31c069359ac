"""In every place, on a terminal that changes its size: nothing breaks, the focus stays, what matters is seen; in the light theme."""

import pytest

from ban_wizard.desktop.clock import FrozenClock
from ban_wizard.i18n import say
from ban_wizard.tui import theme
from ban_wizard.tui.widgets.panel import Choices
from ban_wizard.wizard import Wizard
from tests.tui.pages import Size, text_of
from tests.tui.places import WAYS, Visitor, a_visit
from tests.tui.test_theme import too_faint

SMALL, TINY, WIDE, USUAL = (60, 15), (20, 5), (120, 40), (80, 24)


async def resize(visitor: Visitor, size: Size) -> None:
    await visitor.pilot.resize_terminal(*size)
    await visitor.settle()


def faults(visitor: Visitor, size: Size) -> list[str]:
    """What is wrong with a frame of this size."""
    found = []
    columns, rows = size
    lines = visitor.frame
    if len(lines) != rows or any(len(line) > columns for line in lines):
        found.append("the frame does not fit")
    if rows < SMALL[1]:
        return found
    ask, focused = visitor.shown, visitor.app.focused
    if ask and ask.question:
        words = ask.question.split()[0]
        if words not in visitor.sees:
            found.append(f"the question {ask.question!r} is not seen")
    if isinstance(focused, Choices) and focused.highlighted_option is not None:
        chosen = text_of(focused.highlighted_option.prompt).split("\n")[0].split()
        if not any(line.lstrip("│ ").startswith("▌") and chosen[-1][:5] in visitor.sees for line in lines):
            found.append(f"the choice {' '.join(chosen)!r} is not seen")
    return found


async def test_every_place_at_every_size(wizard: Wizard, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong: list[str] = []
    do_not = say("en", "heading.do_not")
    stops = 0
    async with a_visit(wizard, clock, monkeypatch) as visitor:
        visitor.app.theme = theme.LIGHT
        for way in (way for n, way in enumerate(WAYS) if way.hub or n % 3 == 0):  # its parts are the same everywhere
            await visitor.go(way)
            if faint := too_faint(visitor):
                wrong.append(f"{way.place}, light: too faint: {faint}")
            focused = visitor.app.focused
            for size in (SMALL, *((TINY, WIDE) if way.hub else ()), USUAL):
                await resize(visitor, size)
                assert visitor.app.is_running, way
                wrong += [f"{way.place}, {size[0]}x{size[1]}: {fault}" for fault in faults(visitor, size)]
                if visitor.app.focused is not focused:
                    wrong.append(f"{way.place}, {size[0]}x{size[1]}: the focus went from {focused} to {visitor.app.focused}")
                if visitor.place == "case" and visitor.levels == 1 and visitor.screen.card.do_not and size != TINY:  # type: ignore[attr-defined]
                    stops += 1
                    if visitor.frame[1].strip() != do_not or not visitor.frame[2].lstrip().startswith("×"):
                        wrong.append(f"{way.place}, {size[0]}x{size[1]}: what not to do is not first")
    assert not wrong, "\n".join(wrong)
    assert stops > 1, "else nothing was tested"


LONG = "W" * 5000 + " щ" * 2500
"""Words without a place to break a line, and with more of them than lines there are."""


async def test_the_longest_texts_leave_every_place_in_order(wizard: Wizard, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong: list[str] = []
    async with a_visit(wizard, clock, monkeypatch, SMALL, words=LONG) as visitor:
        async for place in visitor.everywhere(every=3):
            assert visitor.app.is_running, place
            if not visitor.app.screen.has_class("-reading"):  # a letter alone on the page
                wrong += [f"{place}: {fault}" for fault in faults(visitor, SMALL)]
    assert not wrong, "\n".join(wrong)
