"""Where it begins for whoever has no case: what this is, and one key to start."""

from __future__ import annotations

from typing import ClassVar

from textual.widgets import Static

from ban_wizard.tui import commands
from ban_wizard.tui.asks import Ask, Choice
from ban_wizard.tui.board_files import BoardFiles
from ban_wizard.tui.text import TITLE, Line, paragraphs, words


class StartScreen(BoardFiles):
    """The page that welcomes."""

    PLACE = "start"
    BINDINGS: ClassVar = commands.bindings("start")

    def on_mount(self) -> None:
        self.query_one("#top", Static).update(words(" ban-wizard", "bold"))
        self.welcome()

    def on_screen_resume(self) -> None:
        """A first case may have been opened meanwhile."""
        if self.asks and self.wizard.board(limit=1).rows:
            self.app.go_home()

    def welcome(self) -> None:
        self.read([Line(words(self.say("welcome_title"), TITLE)), Line(words("")), *paragraphs(self.say("welcome"))])
        choices = (Choice("new", self.say("start_new")), Choice("leave", self.say("start_leave")))
        self.ask_first(Ask("welcome", self.say("welcome_question"), self.picked, choices))

    def picked(self, choice: str) -> None:
        if choice == "new":
            self.action_new_case()
        else:
            self.app.action_leave()

    def action_new_case(self) -> None:
        self.app.open_new_case()

    def overtaken(self) -> None:
        self.welcome()

    def leave(self) -> None:
        """There is nothing above this page; Esc does not end the program."""
        self.tell(self.say("how_to_leave"), calm=True)
