"""The board as a person reads it: what stands under which heading, and where the bar is."""

from __future__ import annotations

from ban_wizard.tui.screens.board import BoardScreen
from tests.tui.pages import Person


class BoardPage:
    """The board that a person looks at."""

    def __init__(self, person: Person) -> None:
        self.person = person

    @property
    def screen(self) -> BoardScreen:
        assert isinstance(self.person.app.screen, BoardScreen), self.person.app.screen
        return self.person.app.screen

    @property
    def sections(self) -> dict[str, list[str]]:
        """Headings, each with its lines that are in view; those whose heading is above the view stand under an empty one."""
        found: dict[str, list[str]] = {}
        last = above = list[str]()
        region = self.screen.cases.region
        for line in self.person.frame[region.y : region.bottom]:
            if line.startswith((" ! ", " • ", "   ", "▌")):
                last.append(line)
            elif line.strip():
                found[line.strip()] = last = []
        return {"": above, **found} if above else found

    @property
    def rows(self) -> list[str]:
        """Every row in view."""
        return [line for lines in self.sections.values() for line in lines]

    @property
    def here(self) -> str:
        """The line with the bar."""
        return next(line for line in self.person.frame if line.startswith("▌"))

    @property
    def banner(self) -> str:
        return self.person.frame[0]

    @property
    def detail(self) -> list[str]:
        """What is told of the case under the bar."""
        region = self.screen.detail.content_region
        return [line.strip() for line in self.person.frame[region.y : region.bottom] if line.strip()] if self.screen.detail.display else []
