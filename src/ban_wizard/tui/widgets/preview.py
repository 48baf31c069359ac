"""A letter to read. Its keys move the text; every other key is the screen's."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import TextArea


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
