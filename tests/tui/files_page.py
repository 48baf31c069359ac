"""A person who saves, takes in and erases."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from ban_wizard.tui.app import BanWizardApp
from ban_wizard.wizard import Wizard
from tests.tui.pages import Person, Size


class FilesPage(Person):
    @property
    def proposed(self) -> Path:
        """The file whose name stands in the line."""
        return Path(self.panel.line.value)

    @property
    def help(self) -> str:
        assert self.panel.shown is not None
        return self.panel.shown.help

    @property
    def asks(self) -> int:
        """How many questions stand one on the other."""
        return len(self.screen.asks)

    @property
    def at_the_cases(self) -> bool:
        """Whether this is the screen that lists them."""
        return self.place not in ("case", "new_case", "letter")

    async def open(self, case: str) -> None:
        """Go to a case from the list."""
        self.app.open_case(self.app.wizard.show(case))
        await self.settle()


@asynccontextmanager
async def at_the_files(wizard: Wizard, size: Size = (80, 24)) -> AsyncIterator[FilesPage]:
    """The program on a terminal of that size, as it starts."""
    async with BanWizardApp(wizard).run_test(size=size) as pilot:
        person = FilesPage(pilot)
        await person.settle()
        yield person
