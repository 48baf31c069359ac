"""F1: what this place is for, how to move, and every command it has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Input, OptionList, TextArea

from ban_wizard.i18n import say
from ban_wizard.tui import commands
from ban_wizard.tui.asks import REFUSED, TICKED, UNTICKED, Ask, Choice
from ban_wizard.tui.screens.box import BoxScreen
from ban_wizard.tui.text import BLANK, TITLE, Line, paragraphs, words
from ban_wizard.tui.widgets.panel import Choices, Panel

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
        lines = [*self.here(), BLANK]
        lines += [Line(words(say(self.lang, f"screen.place.{place}"), TITLE)), *paragraphs(say(self.lang, f"screen.help.{place}")), BLANK]
        lines += [Line(words(say(self.lang, "screen.help.moving"), TITLE)), *self.entries()]
        lines += [BLANK, Line(words(say(self.lang, "screen.help.commands"), TITLE))]
        for command in commands.of(place):
            if commands.available(self.about, command):
                keys = ", ".join(map(commands.key_name, commands.keys_of(command, self.app.keys)))
                lines.append(self.entry(keys, say(self.lang, command.help)))
        return lines

    def here(self) -> list[Line]:
        """What has the focus, and what can be done with it."""
        ask: Ask | None = getattr(self.about.query(Panel).first(), "shown", None) if self.about.query(Panel) else None
        lines = [Line(words(say(self.lang, "screen.help.here"), TITLE))]
        if ask:
            lines += [Line(words(part)) for part in (ask.question, *ask.help.split("\n")) if part]
        lines.append(Line(words(say(self.lang, f"screen.focus.{self.focus_kind(ask)}"))))
        if isinstance(focused := self.about.focused, Choices) and not focused.numbered:
            lines.append(Line(words(say(self.lang, "screen.focus.below"))))
        return lines

    def focus_kind(self, ask: Ask | None) -> str:
        focused = self.about.focused
        if isinstance(focused, Input):
            return "search" if ask and ask.filters else "line"
        if isinstance(focused, TextArea):
            return "reading" if focused.read_only else "text"
        if isinstance(focused, OptionList) and ask and (option := focused.highlighted_option):
            chosen = next((c for c in ask.choices if isinstance(c, Choice) and c.id == option.id), None)
            if chosen and chosen.mark in FOCUS_BY_MARK:
                return FOCUS_BY_MARK[chosen.mark]
        return "list"

    def entries(self) -> list[Line]:
        """The keys of lists and lines, which are no commands."""
        numbered = all(choices.numbered for choices in self.about.query(Choices))
        keys = [f"screen.keys.{name}" for name in ("arrows", "digits", "enter") if name != "digits" or numbered]
        return [self.entry(say(self.lang, key), say(self.lang, f"{key}.help")) for key in keys]

    def entry(self, keys: str, text: str) -> Line:
        return Line(words(text), keys.ljust(KEYS_WIDTH), "bold $bw-title")


KEYS_WIDTH = 18

FOCUS_BY_MARK: Final = {REFUSED: "refused", TICKED: "tick", UNTICKED: "tick"}
