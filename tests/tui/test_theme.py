"""Every text that is drawn stands at 4.5:1 or better on what it is drawn upon; nothing is told by colour alone."""

from collections.abc import Iterator

import pytest
from rich.color import Color
from rich.segment import Segment

from ban_wizard.tui import theme
from ban_wizard.wizard import Wizard
from tests.support.desk import NUMBER, OLCHAT
from tests.tui.pages import Person, at_the_screen

LEAST = 4.5
WITHOUT_WORDS = set(" ─│╭╮╰╯▌▏▎▁▂▃▄▅▆▇█▔▀")
"""Lines, bars and scrollbars: they are not read."""


def luminance(color: Color) -> float:
    """Of WCAG 2: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance"""
    parts = [part / 255 for part in color.get_truecolor()]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def drawn(person: Person) -> Iterator[Segment]:
    """Every piece of text on the screen, as it is drawn."""
    for strip in person.app.screen._compositor.render_strips():
        yield from (segment for segment in strip if set(segment.text) - WITHOUT_WORDS)


def too_faint(person: Person) -> list[str]:
    faint = []
    for segment in drawn(person):
        style = segment.style
        assert style is not None and style.color is not None and style.bgcolor is not None, segment
        colors = (style.bgcolor, style.color) if style.reverse else (style.color, style.bgcolor)
        if (ratio := contrast(*colors)) < LEAST:
            faint.append(f"{segment.text!r} {ratio:.1f}")
    return faint


@pytest.mark.parametrize("name", [theme.DARK, theme.LIGHT])
async def test_every_text_of_the_main_screens_can_be_read(wizard: Wizard, name: str) -> None:
    case = wizard.start("whatsapp_app", NUMBER, kind="permanent_ban", offence=2, facts=OLCHAT).case
    other = wizard.start("max", "+79110000001", kind="permanent_ban").case
    wizard.close(other, "silent")
    for action in ("stopped", "cause_named", "sent", "unblocked"):
        wizard.do(case, action)
    wizard.do(case, "paired", override=True, reason="it happened")
    wizard.undo(case, reason="no")
    async with at_the_screen(wizard, (110, 60)) as person:
        person.app.theme = name
        pages = 0
        ways = (
            (),  # the case, with what is refused
            ("f3",),
            ("end", "enter"),  # a refusal's page
            ("escape", "f4"),  # an empty line with its hint
            ("a", "enter", "f6"),  # a notice
            ("f2",),  # a letter beside its form
            ("1",),  # a field
            ("escape", "f6"),  # the letter read
            ("f6", "escape", "f1"),
            ("escape", "f9"),
            ("escape", "f7"),  # all cases
            ("f8",),
            ("2",),  # ticks
            ("1", "f5"),
        )
        for keys in ways:
            await person.press(*keys)
            assert too_faint(person) == [], (keys, person.frame)
            pages += 1
        assert person.question == "What is it?" and pages == len(ways)


def test_light_terminals_get_the_light_theme() -> None:
    assert [theme.fitting(told) for told in (None, "", "15;0", "0;15", "0;default;7", "12;8")] == [
        theme.DARK,
        theme.DARK,
        theme.DARK,
        theme.LIGHT,
        theme.LIGHT,
        theme.DARK,
    ]


async def test_the_theme_is_changed_by_a_key(wizard: Wizard) -> None:
    async with at_the_screen(wizard) as person:
        assert person.app.theme == theme.DARK
        await person.press("d")
        assert person.app.theme == theme.LIGHT


async def test_without_colours_everything_is_still_told(wizard: Wizard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    wizard.start("whatsapp_app", NUMBER, kind="permanent_ban")
    async with at_the_screen(wizard, (80, 40)) as person:
        text = "\n".join(person.frame)
        assert "▌1 " in text, "the chosen line has a bar"
        assert " × " in text and "not yet" in text.casefold() and "Do not:" in text, "what is refused has a cross and a heading"
        assert any(" × " in choice for choice in person.choices), "also where it is chosen"
        for segment in drawn(person):
            assert segment.style is None or (segment.style.color, segment.style.bgcolor) == (None, None), segment
