"""A page to paste a text into: any text, of many lines, up to a polite limit."""

from __future__ import annotations

from typing import ClassVar, Final

from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import TextArea

from ban_wizard.text import clean

MOST: Final = 100_000
"""Characters. A screen, an e-mail or an error is far shorter; what is longer is better read from a file."""

NOT_OURS: Final = frozenset({"f6", "f7"})
"""Keys that mean something else on our screens."""


class PastePage(TextArea, inherit_bindings=False):
    """Takes what is pasted without control characters. Enter makes a new line."""

    BINDINGS: ClassVar[list[BindingType]] = [each for each in TextArea.BINDINGS if getattr(each, "key", "") not in NOT_OURS]

    class TooMuch(Message):
        """More was pasted than the page takes; nothing of it was taken."""

    def __init__(self) -> None:
        super().__init__(id="page", soft_wrap=True, compact=True)

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        text = clean(event.text)
        if len(text) + len(self.text) - len(self.selected_text) > MOST:
            self.post_message(self.TooMuch())
        else:
            self.move_cursor(self.replace(text, *self.selection).end_location)
