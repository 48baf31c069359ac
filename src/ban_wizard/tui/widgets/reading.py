"""The text above the panel, and the bar of keys below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.containers import VerticalScroll
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from ban_wizard.i18n import say
from ban_wizard.tui import commands
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

    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-bar--key"}
    app: BanWizardApp

    def __init__(self, place: str, lang: str) -> None:
        super().__init__(id="keys")
        self.auto_links = False  # a mouse may click a key, but links are not underlined
        self.place, self.lang = place, lang
        self.offered: dict[commands.Command, str] = {}
        """The commands that are shown if there is room, with the key by which each can be used now."""

    def offer(self) -> None:
        """Show the commands that can be used now, if they are others than before."""
        letters = getattr(self.screen, "letters_command", True)
        keys = {
            c: [key for key in commands.keys_of(c, self.app.keys) if letters or len(key) > 1] for c in commands.of(self.place) if c.rank
        }
        offered = {c: heard[0] for c, heard in keys.items() if heard and commands.available(self.screen, c)}
        if offered != self.offered:
            self.offered = offered
            self.refresh()

    def on_mount(self) -> None:
        self.offer()

    def render_line(self, y: int) -> Strip:
        """Each entry at once; a mouse may click it."""
        words, key = self.visual_style.rich_style, self.get_visual_style("key-bar--key").rich_style
        entries = {c: (commands.key_name(heard), f" {say(self.lang, c.words)}  ") for c, heard in self.offered.items()}
        room, fitting = self.size.width - 1, set()
        for command in sorted(self.offered, key=lambda c: c.rank):
            if (room := room - sum(map(cell_len, entries[command]))) >= 0:
                fitting.add(command)
        drawn = [Segment(" ", words)]
        for command in self.offered:
            if command in fitting:
                click = Style(meta={"@click": commands.action(command)})
                name, does = entries[command]
                drawn += [Segment(name, key + click), Segment(does, words + click)]
        return Strip(drawn)
