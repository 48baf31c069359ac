"""What the board says of the case under the bar: where there is room the case itself, else all of its row in one line."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.widgets import Static

from ban_wizard.store.protocol import BoardRow
from ban_wizard.tui.board_text import Wording
from ban_wizard.tui.text import MUTED, STOP, words

if TYPE_CHECKING:
    from ban_wizard.application.cards import Card

REST: Final = 0.15
"""Seconds without a move after which somebody may be reading: a key held down repeats some thirty times a second."""


class BoardDetail(Static):
    """Tells of one case. A case is read only once the bar has come to rest on it."""

    def __init__(self, read: Callable[[BoardRow], Card | str]) -> None:
        """`read` gives the case of a row, or says why that cannot be read."""
        super().__init__(id="detail", markup=False)
        self.read = read
        self.row: BoardRow | None = None
        self.wording: Wording | None = None
        self.more_to_come = False
        """Whether the case is still to be read."""

    def on_mount(self) -> None:
        self.resting = self.set_interval(REST, self.rested, pause=True)

    def on_resize(self) -> None:
        if self.wording:
            self.tell_of(self.row, self.wording)

    @property
    def roomy(self) -> bool:
        """Whether there is room for more than a line."""
        return self.screen.has_class("-wide")

    def tell_of(self, row: BoardRow | None, wording: Wording) -> None:
        """The bar stands on this row now."""
        self.row, self.wording = row, wording
        if row and self.roomy:
            self.more_to_come = True
            self.resting.reset()
        else:
            self.update(words(f" {wording.story(row)}" if row else "", MUTED), layout=False)

    def rested(self) -> None:
        """Read the case that the bar stands on, and tell of it."""
        self.resting.pause()
        self.more_to_come = False
        if self.row and self.roomy:
            from ban_wizard.tui.board_card import card_lines  # after the first frame, for whoever has the room

            card = self.read(self.row)
            self.update(words(card, STOP) if isinstance(card, str) else Content("\n").join(card_lines(card)), layout=False)
