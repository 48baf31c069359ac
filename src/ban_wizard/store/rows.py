"""Values of the core as rows of SQLite, and back."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any, Final

from ban_wizard.case.events import Event, Value
from ban_wizard.case.quotas import ScopeEntry
from ban_wizard.store.protocol import BoardRow
from ban_wizard.store.schema import COLUMNS, NO_DATE

Cells = tuple[Any, ...]

ROW: Final = ", ".join(f"cases.{column}" for column in COLUMNS)
"""What a query selects for `row_from`."""

EVENT: Final = "seq, at, recorded, actor, kind, name, value"
"""What a query selects for `event_from`."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
_DUE, _OPENED, _UPDATED = map(COLUMNS.index, ("due_at", "opened_at", "updated_at"))

_compact = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode
_escaped = json.JSONEncoder(separators=(",", ":")).encode


def instant(at: datetime) -> int:
    """A moment as a number that sorts by time: microseconds since 1970, UTC. Raises ValueError for a time without a zone."""
    if at.utcoffset() is None:
        raise ValueError(f"a time without a zone: {at}")
    return (at - _EPOCH) // _MICROSECOND


def due_cell(at: datetime | None) -> int:
    return NO_DATE if at is None else instant(at)


def moment(cell: int) -> datetime:
    """The moment of such a number."""
    return _EPOCH + timedelta(microseconds=cell)


def event_cells(case: str, event: Event) -> Cells:
    """Raises ValueError for a value that is not JSON."""
    at, recorded = event.at.isoformat(), event.recorded.isoformat()
    return case, event.seq, at, recorded, event.actor, event.kind, event.name, _json(event.value)


@lru_cache(maxsize=1024)
def event_from(cells: Cells) -> Event:
    """Made once of the same cells: whoever works on a case reads its log again and again."""
    seq, at, recorded, actor, kind, name, value = cells
    return Event(seq, datetime.fromisoformat(at), datetime.fromisoformat(recorded), actor, kind, name, json.loads(value))


def row_cells(row: BoardRow) -> Cells:
    """In the order of schema.COLUMNS."""
    return (
        row.case,
        row.number,
        row.messenger,
        row.kind,
        row.offence,
        row.state,
        row.state_kind,
        due_cell(row.due_at),
        row.due_kind,
        row.agent,
        row.result,
        row.playbook,
        instant(row.opened_at),
        instant(row.updated_at),
        row.line,
        row.wait,
    )


def row_from(cells: Cells) -> BoardRow:
    values = list(cells)
    values[_DUE] = None if cells[_DUE] == NO_DATE else moment(cells[_DUE])
    values[_OPENED], values[_UPDATED] = moment(cells[_OPENED]), moment(cells[_UPDATED])
    return BoardRow(*values)


def entry_cells(entry: ScopeEntry) -> Cells:
    return entry.scope, entry.what, entry.case, entry.seq, entry.at.isoformat()


def entry_from(cells: Cells) -> ScopeEntry:
    scope, what, case, seq, at = cells
    return ScopeEntry(scope, what, case, seq, datetime.fromisoformat(at))


def _json(value: Value) -> str:
    try:
        text = _compact(value)
    except TypeError as trouble:
        raise ValueError(f"not a JSON value: {trouble}") from trouble
    try:
        text.encode()
    except UnicodeEncodeError:  # half a character from a broken paste: escaped it survives
        return _escaped(value)
    return text
