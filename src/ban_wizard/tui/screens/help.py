"""F1: what this place is for, how to move, and every command it has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from ban_wizard.i18n import say
from ban_wizard.tui import commands
from ban_wizard.tui.screens.box import BoxScreen
from ban_wizard.tui.text import BLANK, TITLE, Line, paragraphs, words

if TYPE_CHECKING:
    from ban_wizard.tui.app import BanWizardApp


class HelpScreen(BoxScreen):
    """Help about the screen below."""

    app: BanWizardApp
    TITLE_WORDS = "screen.command.help"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f1,h", "dismiss", show=False)]

    def __init__(self, about: Screen[Any], lang: str) -> None:
        super().__init__(lang)
        self.about = about

    def lines(self) -> list[Line]:
        place = getattr(self.about, "PLACE", "")
        lines = [*paragraphs(say(self.lang, f"screen.help.{place}")), BLANK]
        lines += [Line(words(say(self.lang, "screen.help.moving"), TITLE)), *self.entries()]
        lines += [BLANK, Line(words(say(self.lang, "screen.help.commands"), TITLE))]
        for command in commands.of(place):
            if commands.available(self.about, command):
                lines.append(
                    self.entry(", ".join(map(commands.key_name, commands.keys_of(command, self.app.keys))), say(self.lang, command.help))
                )
        return lines

    def entries(self) -> list[Line]:
        """The keys of lists and lines, which are no commands."""
        keys = [f"screen.keys.{name}" for name in ("arrows", "digits", "enter")]
        return [self.entry(say(self.lang, key), say(self.lang, f"{key}.help")) for key in keys]

    def entry(self, keys: str, text: str) -> Line:
        return Line(words(text), keys.ljust(KEYS_WIDTH), "bold $bw-title")


KEYS_WIDTH = 18
