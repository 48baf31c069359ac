"""Page objects: the screens as a person uses them, with the keyboard alone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual import events
from textual.pilot import Pilot
from textual.widgets import Static, TextArea

from ban_wizard.application.cards import Card
from ban_wizard.tui.app import BanWizardApp
from ban_wizard.tui.screens.dialogue import Dialogue
from ban_wizard.tui.widgets.panel import Choices, Panel
from ban_wizard.wizard import Wizard

Size = tuple[int, int]

MOST_TURNS = 100_000
"""Of the event loop, for all that a key can set off."""

CHARACTERS = {"space": " ", "enter": "\r", "tab": "\t"}
"""What keys with a name give to a line of text."""


class Person:
    """Somebody at the keyboard, who reads what is on the screen."""

    def __init__(self, pilot: Pilot[None]) -> None:
        self.pilot = pilot
        self.app: BanWizardApp = pilot.app  # type: ignore[assignment]

    # ------------------------------------------------------------------ reading

    @property
    def frame(self) -> list[str]:
        """The whole screen as lines of text, without trailing spaces."""
        return frame(self.app)

    @property
    def sees(self) -> str:
        """The screen's text with all space folded, so that it can be searched for words that wrap."""
        return " ".join(" ".join(self.frame).split())

    @property
    def place(self) -> str:
        return getattr(self.app.screen, "PLACE", type(self.app.screen).__name__)

    @property
    def screen(self) -> Dialogue:
        assert isinstance(self.app.screen, Dialogue), self.app.screen
        return self.app.screen

    @property
    def panel(self) -> Panel:
        return self.app.screen.query_one(Panel)

    @property
    def choices(self) -> list[str]:
        """What can be chosen, in words, as it is listed."""
        return [text_of(option.prompt) for option in self.panel.choices.options if option.id is not None]

    @property
    def question(self) -> str:
        assert self.panel.shown is not None
        return self.panel.shown.question

    @property
    def notice(self) -> str:
        notice = self.panel.query_one("#notice", Static)
        return text_of(notice.visual) if notice.display else ""

    @property
    def letter(self) -> str:
        """The letter's preview."""
        return self.app.screen.query_one(TextArea).text

    @property
    def article(self) -> str:
        """All of the text above the panel, also what has to be scrolled to."""
        return "\n".join(text_of(static.visual) for static in self.app.screen.query("#reading Static").results(Static))

    def golden(self, page: str) -> None:
        """The screen is drawn as the frame that is kept for this page, language and size."""
        columns, rows = self.app.size
        golden(f"{page}.{self.app.wizard.lang}.{columns}x{rows}", self.frame)

    # ------------------------------------------------------------------ doing

    async def press(self, *keys: str) -> None:
        """One key after the other, each when the one before has had its effect."""
        for key in keys:
            await self.burst(key)

    async def burst(self, *keys: str) -> None:
        """Keys as quick fingers give them: all at once, in order."""
        for key in keys:
            self.app.post_message(events.Key(key, key if len(key) == 1 else CHARACTERS.get(key)))
        await self.settle()

    async def settle(self) -> None:
        """Wait until every widget has answered and all is drawn: until nothing is left to be done but to wait for a clock."""
        ready = asyncio.get_running_loop()._ready  # type: ignore[attr-defined]
        for _ in range(MOST_TURNS):
            await asyncio.sleep(0)
            if not self.app.is_running or not self.app.screen_stack:
                return
            if not ready:
                self.app.screen._on_timer_update()
                if not (ready or self.app.type_ahead.busy or getattr(self.app.screen, "more_to_come", False)):
                    return
        raise AssertionError("the program does not come to rest")

    async def type(self, text: str) -> None:
        """Type into the line that has the focus."""
        await self.burst(*("space" if letter == " " else letter for letter in text))

    async def paste(self, text: str) -> None:
        """What the terminal tells when something is pasted."""
        self.app.post_message(events.Paste(text))
        await self.settle()

    async def write(self, text: str) -> None:
        """Type a line over what stands there, and end it."""
        await self.burst("end", "ctrl+u")
        await self.type(text)
        await self.burst("enter")

    async def do(self, action: str) -> None:
        """Choose an act, by the words that the step has for it."""
        card: Card = self.screen.card  # type: ignore[attr-defined]
        await self.choose(card.action_title(action))

    async def choose(self, words: str) -> None:
        """Go to the first choice with these words and take it."""
        index = next((n for n, choice in enumerate(self.choices) if words in choice), None)
        assert index is not None, f"{words!r} is not among {self.choices}"
        if not isinstance(self.app.focused, Choices):
            await self.press("down")
        await self.burst("home", *["down"] * index, "enter")


@asynccontextmanager
async def at_the_screen(wizard: Wizard, size: Size = (80, 24), **options: Any) -> AsyncIterator[Person]:
    """The program on a terminal of that size, as it starts."""
    app = BanWizardApp(wizard, **options)
    async with app.run_test(size=size) as pilot:
        person = Person(pilot)
        await person.settle()
        yield person


def frame(app: BanWizardApp) -> list[str]:
    """What is drawn, as text."""
    strips = app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip).rstrip() for strip in strips]


def text_of(visual: Any) -> str:
    """The words of what a widget draws."""
    lines = getattr(visual, "lines", None)
    if lines is not None:
        return "\n".join(line.lead + line.text.plain for line in lines)
    return getattr(visual, "plain", str(visual))


async def open_case(person: Person, messenger: str, kind: str, number: str, *, time: str, symptom: str = "") -> None:
    """From the first page to the first step: what is seen is chosen from the list, what could be told at once is left for later."""
    await person.press("home", "enter", "2")
    await person.choose(messenger)
    if symptom:
        await person.choose(symptom)
    await person.press("f5")
    await person.choose(kind)
    await person.write(number)
    await person.choose(time)
    if person.panel.shown and person.panel.shown.id.startswith("fact:"):
        await person.press("f5")
    await person.press("f5")


def golden(name: str, lines: list[str]) -> None:
    """Compare a frame with the one kept; UPDATE_GOLDENS=1 keeps the new one instead."""
    import os

    file = Path(__file__).parent.parent / "golden" / "tui" / f"{name}.txt"
    drawn = "\n".join(lines) + "\n"
    if os.environ.get("UPDATE_GOLDENS"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(drawn, encoding="utf-8")
    assert file.is_file(), f"{file.name} is not there yet: run once with UPDATE_GOLDENS=1 and look at it"
    assert drawn == file.read_text(encoding="utf-8")
