"""Which cases of the board are asked for."""

from __future__ import annotations

from datetime import datetime
from typing import TypedDict


class Filters(TypedDict, total=False):
    """Which cases of the board; what is left out filters nothing.

    `due_before` leaves only cases due at that moment or earlier. `search` is any part of a number (its digits) or of a case's
    id, agent or line, as store/board.py folds them. `agent` is a name, or "" for cases that are nobody's.
    """

    open_only: bool
    due_before: datetime | None
    search: str
    messenger: str
    kind: str
    agent: str
