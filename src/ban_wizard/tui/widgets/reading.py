"""The text above the panel, and the bar of keys below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widget import Widget

from ban_wizard.i18n import say
from ban_wizard.tui import commands
from ban_wizard.tui.text import words
from ban_wizard.tui.widgets.ground import Ground

if TYPE_CHECKING:
    from ban_wizard.tui.app import BanWizardApp


class Reading(VerticalScroll, Ground, can_focus=False):
    """Text to read. It never takes the focus: the page keys move it wherever the focus is."""

    class Moved(Message):
        """More or less of the text is below what is seen."""

        def __init__(self, below: bool) -> None:
            super().__init__()
            self.below = below

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self.tell()

    def on_resize(self) -> None:
        self.call_after_refresh(self.tell)

    def tell(self) -> None:
        """Say whether there is more below."""
        self.post_message(self.Moved(self.scroll_offset.y < self.max_scroll_y))


class KeyBar(Widget):
    """The commands of a screen and their keys, as many as there is room for, the most needed first."""

    app: BanWizardApp

    def __init__(self, place: str, lang: str) -> None:
        super().__init__(id="keys")
        self.auto_links = False  # a mouse may click a key, but links are not underlined
        self.place, self.lang = place, lang
        self.offered: list[commands.Command] = []

    def offer(self) -> None:
        """Show the commands that can be used now, if they are others than before."""
        offered = [c for c in commands.of(self.place) if c.rank and commands.available(self.screen, c)]
        if offered != self.offered:
            self.offered = offered
            self.refresh()

    def on_mount(self) -> None:
        self.offer()

    def render(self) -> Content:
        entries = {c.id: self.entry(c) for c in self.offered}
        room = self.size.width - 1
        fitting = set()
        for command in sorted(self.offered, key=lambda c: c.rank):
            if (room := room - entries[command.id].cell_length) >= 0:
                fitting.add(command.id)
        return words(" ") + Content("").join(entries[c.id] for c in self.offered if c.id in fitting)

    def entry(self, command: commands.Command) -> Content:
        """A key and what it does; a mouse may click it."""
        key = commands.key_name(commands.keys_of(command, self.app.keys)[0])
        entry = Content.assemble((key, "bold $bw-title"), f" {say(self.lang, command.words)}  ")
        return entry.stylize(Style.from_meta({"@click": commands.action(command)}))
