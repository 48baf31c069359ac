"""F9: every command by its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from ban_wizard.i18n import say
from ban_wizard.tui import commands
from ban_wizard.tui.asks import REFUSED, Ask, Choice
from ban_wizard.tui.widgets.panel import Panel

if TYPE_CHECKING:
    from ban_wizard.tui.app import BanWizardApp


class PaletteScreen(Screen[str | None]):
    """Commands of the screen below; closes with the action of the one chosen."""

    app: BanWizardApp

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f9", "dismiss(None)", show=False)]

    def __init__(self, about: Screen[Any], lang: str) -> None:
        super().__init__()
        self.about, self.lang = about, lang

    def compose(self) -> ComposeResult:
        yield Panel()

    def on_mount(self) -> None:
        here = [command for command in commands.of(getattr(self.about, "PLACE", "")) if command.id != "palette"]
        choices = sorted(map(self.choice, here), key=lambda choice: choice.mark == REFUSED)
        hint = say(self.lang, "screen.hint.search")
        nothing = say(self.lang, "screen.nothing_found")
        title = say(self.lang, "screen.palette_title")
        self.query_one(Panel).show(Ask("search:palette", title, None, tuple(choices), filters=True, hint=hint, nothing_found=nothing), "")

    def choice(self, command: commands.Command) -> Choice:
        """A command by its words and its key; one that cannot be used now has a cross and says why."""
        key = commands.key_name(commands.keys_of(command, self.app.keys)[0])
        why = commands.why_not(self.about, command)
        text = f"{say(self.lang, command.words)}  ({key})"
        return Choice(commands.action(command), text, why or say(self.lang, command.help), REFUSED if why else "")

    def on_panel_picked(self, event: Panel.Picked) -> None:
        self.dismiss(event.choice)
