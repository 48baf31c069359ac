"""Which page follows which: the cases below, one page on top of them, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App

from ban_wizard.application.cards import Card
from ban_wizard.wizard import Wizard

if TYPE_CHECKING:
    from ban_wizard.tui.screens.dialogue import Dialogue
    from ban_wizard.tui.screens.new_case import Begun

HOME = ("start", "board")
"""The places that lie below all others."""


class Ways(App[None]):
    """An app that goes from page to page. A page's module is loaded when it is gone to."""

    wizard: Wizard
    begun: Begun | None = None
    """The new case that is not opened yet."""
    came_from: Card | None = None
    """The case whose page was left last, until the board has put its bar there."""

    def case_screen(self, card: Card) -> Dialogue:
        from ban_wizard.tui.screens.case import CaseScreen

        return CaseScreen(card)

    def cases_screen(self) -> Dialogue:
        """The board, or for whoever has no case the page that says what this is."""
        if self.wizard.board(limit=1).rows:
            from ban_wizard.tui.screens.board import BoardScreen

            return BoardScreen()
        from ban_wizard.tui.screens.start import StartScreen

        return StartScreen()

    def open_case(self, card: Card) -> None:
        """Go to a case, in the place of the screen that led to it unless that is the list of cases."""
        self.go_on(self.case_screen(card))

    def open_new_case(self, pasted: str = "") -> None:
        from ban_wizard.tui.screens.new_case import Begun, NewCaseScreen

        self.begun = self.begun or Begun()
        self.go_on(NewCaseScreen(self.begun, pasted))

    def go_on(self, screen: Dialogue) -> None:
        """Below a screen that is not the list lies the way back; only what stands on it is replaced."""
        if getattr(self.screen, "PLACE", "") in HOME or len(self.screen_stack) == 1:
            self.push_screen(screen)
        else:
            self.switch_screen(screen)

    def go_back(self) -> None:
        """To the screen below, or from the lowest one to the cases."""
        self.came_from = getattr(self.screen, "card", None)
        if len(self.screen_stack) > 1:
            self.pop_screen()
        elif getattr(self.screen, "PLACE", "") not in HOME:
            self.switch_mode("cases")

    def go_home(self) -> None:
        """The first case has come, or the last one has gone: the board or the welcome, as it fits now."""
        if len(self.screen_stack) > 1:
            self.pop_screen()
        else:  # Textual does not replace the lowest screen
            self.push_screen(self.cases_screen())
