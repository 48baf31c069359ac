"""F1: what this place is for, how to move, and every command it has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Static

from ban_wizard.i18n import say
from ban_wizard.tui import commands
from ban_wizard.tui.text import BLANK, TITLE, Line, Lines, paragraphs, words
from ban_wizard.tui.widgets.reading import Reading

if TYPE_CHECKING:
    from ban_wizard.tui.app import BanWizardApp


class HelpScreen(Screen[None]):
    """Help about the screen below."""

    app: BanWizardApp

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1,enter,q,h", "dismiss", show=False),
        Binding("down", "scroll(1)", show=False),
        Binding("up", "scroll(-1)", show=False),
        Binding("pagedown,space", "page(1)", show=False),
        Binding("pageup,b", "page(-1)", show=False),
    ]

    def __init__(self, about: Screen[Any], lang: str) -> None:
        super().__init__()
        self.about, self.lang = about, lang

    def compose(self) -> ComposeResult:
        with Reading(id="box"):
            yield Static(Lines(self.lines()), markup=False)

    def on_mount(self) -> None:
        box = self.query_one("#box")
        box.border_title = say(self.lang, "screen.command.help")
        box.border_subtitle = say(self.lang, "screen.close")

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

    def action_scroll(self, lines: int) -> None:
        self.query_one(Reading).scroll_relative(y=lines, animate=False)

    def action_page(self, pages: int) -> None:
        reading = self.query_one(Reading)
        reading.scroll_relative(y=pages * reading.size.height, animate=False)


KEYS_WIDTH = 18
