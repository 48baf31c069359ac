"""A letter to read. Its keys move the text; every other key is the screen's."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.widgets import TextArea
from textual.widgets.text_area import Selection


class Preview(TextArea, inherit_bindings=False):
    """Read-only text. A plain TextArea has a meaning of its own for F6, F7 and a dozen Ctrl keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll_up", show=False),
        Binding("down", "scroll_down", show=False),
        Binding("pageup", "page_up", show=False),
        Binding("pagedown", "page_down", show=False),
        Binding("home", "scroll_home", show=False),
        Binding("end", "scroll_end", show=False),
        Binding("ctrl+c,super+c", "copy", show=False),
    ]

    def __init__(self) -> None:
        super().__init__(id="letter", read_only=True, soft_wrap=True, show_cursor=False)

    def mark(self, words: str) -> None:
        """Show where in the text these words stand; none, or words that are not there, take the mark away."""
        start = self.text.find(words) if words else -1
        if start < 0:
            self.selection = Selection.cursor(self.selection.start)
            return
        first, last = self.location(start), self.location(start + len(words))
        self.selection = Selection(first, last)
        top, bottom = (self.wrapped_document.location_to_offset(place).y for place in (first, last))
        self.scroll_to_region(Region(0, top, 1, bottom - top + 1), animate=False, force=True)

    def location(self, place: int) -> tuple[int, int]:
        """The line and the column of a character of the text."""
        before = self.text[:place]
        return before.count("\n"), place - (before.rfind("\n") + 1)
