"""The text above the panel, and the bar of keys below it."""

from __future__ import annotations

from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widget import Widget

from ban_wizard.i18n import say
from ban_wizard.tui import commands


class Reading(VerticalScroll, can_focus=False):
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

    def __init__(self, place: str, lang: str) -> None:
        super().__init__(id="keys")
        self.place, self.lang = place, lang

    def render(self) -> Content:
        bar, room = Content(""), self.size.width
        for command in commands.of(self.place):
            if not command.barred or not commands.available(self.screen, command):
                continue
            key = f" {commands.key_name(command.keys[0])} "
            entry = Content.assemble((key, "bold $bw-title"), (say(self.lang, command.words), "$foreground"))
            if bar.cell_length + entry.cell_length + 1 > room:
                break
            bar = bar + entry.stylize(Style.from_meta({"@click": commands.action(command)})) + " "
        return bar
