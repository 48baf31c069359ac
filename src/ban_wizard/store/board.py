"""What every store's board has in common: the place a page ends at, and what a search looks for."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Final

from ban_wizard.store.protocol import BoardRow
from ban_wizard.values import frozen

if TYPE_CHECKING:
    from ban_wizard.store.filters import Filters

_PHONE_MARKS: Final = frozenset("0123456789+-(). ")


@frozen
class Place:
    """Where a row stands on the board: open ones by (due date, case) rising, then ended ones by (last change, case) falling."""

    open: bool
    at: datetime | None
    """Due date of an open case (None stands after every date), last change of an ended one."""
    case: str

    @classmethod
    def of(cls, row: BoardRow) -> Place:
        return cls(row.open, row.due_at if row.open else row.updated_at, row.case)

    def cursor(self) -> str:
        """The opaque text that a page hands out as `next`."""
        return json.dumps([self.open, self.at and self.at.isoformat(), self.case]).encode().hex()

    @classmethod
    def read(cls, cursor: str) -> Place:
        """Raises ValueError for a text that `cursor` has not made."""
        try:
            is_open, at, case = json.loads(bytes.fromhex(cursor))
            place = cls(is_open, at if at is None else datetime.fromisoformat(at), case)
            if isinstance(is_open, bool) and isinstance(case, str) and place._fits():
                return place
        except (ValueError, TypeError, RecursionError):
            pass
        raise ValueError("This is not the `next` of a page of the board: begin again without it.")

    def _fits(self) -> bool:
        return self.open if self.at is None else self.at.utcoffset() is not None


def fold(text: str) -> str:
    """Text as it is searched: case folded, unprintable characters and runs of space as one space."""
    return " ".join("".join(char if char.isprintable() else " " for char in text.casefold()).split())


def searched_text(row: BoardRow) -> str:
    """All that a search may find a case by, one a line: the digits of its number, its id, agent and line."""
    digits = "".join(filter(str.isdecimal, row.number))
    return "\n".join((digits, fold(row.case), fold(row.agent or ""), fold(row.line or "")))


def fits(row: BoardRow, filters: Filters) -> bool:
    """Whether a case is one of those asked for."""
    due_before, terms = filters.get("due_before"), search_terms(filters.get("search", ""))
    if not row.open and (filters.get("open_only") or due_before):
        return False
    if due_before and (row.due_at is None or row.due_at > due_before):
        return False
    if any(name in filters and (getattr(row, name) or "") != filters[name] for name in ("messenger", "kind", "agent")):
        return False
    return not terms or any(term in searched_text(row) for term in terms)


def search_terms(search: str) -> tuple[str, ...]:
    """What to look for in `searched_text`, any of them; nothing for an empty search. No character is a wildcard.

    A search that is written like a telephone number is also tried as its digits: "+7 (911)" finds 7911.
    """
    term = fold(search)
    if not term:
        return ()
    digits = "".join(filter(str.isdecimal, term))
    return tuple(dict.fromkeys((term, digits))) if digits and _PHONE_MARKS.issuperset(term) else (term,)
