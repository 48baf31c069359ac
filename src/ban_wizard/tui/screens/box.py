"""A page of text over the screen below, to be read and closed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Static

from ban_wizard.i18n import say
from ban_wizard.tui.text import Line, Lines
from ban_wizard.tui.widgets.reading import Reading


class BoxScreen(Screen[None]):
    """Paragraphs in a box; the arrows and the page keys move them, Esc closes."""

    AUTO_FOCUS = ""
    TITLE_WORDS: ClassVar[str] = ""
    """The key of the words at the top of the box."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q", "dismiss", show=False),
        Binding("down", "scroll(1)", show=False),
        Binding("up", "scroll(-1)", show=False),
        Binding("pagedown,space", "page(1)", show=False),
        Binding("pageup,b", "page(-1)", show=False),
    ]

    def __init__(self, lang: str) -> None:
        super().__init__()
        self.lang = lang

    def lines(self) -> Iterable[Line]:
        """What it says."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        with Reading(id="box"):
            yield Static(Lines(self.lines()), markup=False)

    def on_mount(self) -> None:
        box = self.query_one("#box")
        box.border_title = say(self.lang, self.TITLE_WORDS)
        box.border_subtitle = say(self.lang, "screen.close")

    def action_scroll(self, lines: int) -> None:
        self.query_one(Reading).scroll_relative(y=lines, animate=False)

    def action_page(self, pages: int) -> None:
        reading = self.query_one(Reading)
        reading.scroll_relative(y=pages * reading.size.height, animate=False)
