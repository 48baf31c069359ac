"""A row of the board in words: what fits into the width, the most needed columns first. Knows nothing but the row itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, tzinfo
from typing import Final, NamedTuple

from rich.cells import cell_len, set_cell_size

from ban_wizard.faces.board import ENDED, LATER, OVERDUE, TODAY, due_words, is_turn, section, wait_words
from ban_wizard.i18n import brief, say
from ban_wizard.store.protocol import BoardRow
from ban_wizard.text import one_line

MARKS: Final = {OVERDUE: "!", TODAY: "•", LATER: " ", ENDED: " "}
"""Before each row, so that what is late is seen without colours."""


class Column(NamedTuple):
    name: str
    width: int
    """In cells; the last column takes what is left."""


NARROW: Final = (Column("number", 13), Column("short", 4), Column("step", 22), Column("at", 0))
NORMAL: Final = (Column("number", 14), Column("messenger", 9), Column("step", 27), Column("due", 0))
WIDE: Final = (
    Column("number", 14),
    Column("messenger", 9),
    Column("kind", 21),
    Column("step", 23),
    Column("agent", 9),
    Column("brief", 0),
)
WIDEST: Final = (
    Column("number", 16),
    Column("messenger", 9),
    Column("kind", 22),
    Column("step", 38),
    Column("agent", 14),
    Column("wait", 0),
)


def columns(width: int) -> tuple[Column, ...]:
    """The columns for a list of that many cells."""
    return NARROW if width < 70 else NORMAL if width < 110 else WIDE if width < 150 else WIDEST


class Wording(NamedTuple):
    """What it takes to say a row: the language, the present time, the zone of the person, and the titles of steps."""

    lang: str
    now: datetime
    zone: tzinfo
    title: Callable[[BoardRow], str]

    def section(self, row: BoardRow) -> str:
        return section(row, self.now, self.zone)

    def cell(self, row: BoardRow, column: str, room: int) -> str:
        """One column's words, whoever wrote them, on one line of at most so many cells."""
        text = self.words(row, column)
        if cell_len(text) <= room:
            return text
        if column == "number":  # its end tells it from others
            return "…" + text[len(text) - room + 1 :]
        return shortened(self.due(row) if column in ("wait", "brief") else text, room)

    def words(self, row: BoardRow, column: str) -> str:
        """All of a column's words."""
        match column:
            case "number":
                return one_line(row.number)
            case "messenger":
                return say(self.lang, f"board.messenger.{row.messenger}")
            case "short":
                return say(self.lang, f"board.short.{row.messenger}")
            case "kind":
                return say(self.lang, f"kind.{row.kind}")
            case "step":
                return one_line(self.title(row))
            case "agent":
                return one_line(row.agent or "")
            case "at":
                return self.at(row) or self.due(row)
            case "wait":
                return self.wait(row)
            case "brief":
                return self.wait(row, short=True)
        return self.due(row)

    def at(self, row: BoardRow) -> str:
        """When something is due; nothing for an act that can be done now."""
        if is_turn(row, self.now):
            return ""
        return brief(self.lang, row.due_at.astimezone(self.zone), self.now) if row.due_at else ""

    def due(self, row: BoardRow) -> str:
        """What is due and when, or how the case ended."""
        return due_words(row, self.at(row), self.lang, self.now)

    def wait(self, row: BoardRow, *, short: bool = False) -> str:
        """What is due and when, the honest words of the wait before it."""
        return ", ".join(part for part in (wait_words(row, self.lang, short=short), self.due(row)) if part)

    def story(self, row: BoardRow) -> str:
        """What has no room in a list of 80 cells: the whole wait in words, the kind, whose it is."""
        agent = one_line(row.agent or "") or (say(self.lang, "board.detail.nobody") if row.open else "")
        told = (self.words(row, "wait"), self.words(row, "kind"), agent)
        return " · ".join(part for part in told if part)

    def line(self, row: BoardRow, width: int) -> str:
        """The row on one line of exactly `width` cells. Where nobody has the case, its step takes that room as well."""
        parts, left = [f"{MARKS[self.section(row)]} "], width - 2
        shown = columns(width)
        free = sum(column.width for column in shown if column.name == "agent" and not row.agent)
        for column in shown:
            if column.name == "agent" and free:
                continue
            room = min(column.width + (free if column.name == "step" else 0), left) if column.width else left
            parts.append(set_cell_size(self.cell(row, column.name, room - 1 if column.width else room), room))
            left -= room
        return set_cell_size("".join(parts), width)


def shortened(text: str, room: int) -> str:
    """A text that fits into so many cells; what is cut off is shown by three dots."""
    if cell_len(text) <= room:
        return text
    return set_cell_size(text, max(0, room - 1)).rstrip() + "…" if room > 0 else ""
