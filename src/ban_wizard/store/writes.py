"""What an append and a forget write, statement by statement, within a transaction that `sqlite.py` has begun."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from operator import itemgetter
from typing import Final

from ban_wizard.store import schema
from ban_wizard.store.board import searched_text
from ban_wizard.store.protocol import FORGOTTEN, CaseChange, Conflict, UnknownCase
from ban_wizard.store.rows import Cells, entry_cells, event_cells, row_cells

_ALL: Final = (*schema.COLUMNS, "seq", "search")
_INSERT: Final = f"INSERT INTO cases ({', '.join(_ALL)}) VALUES ({', '.join('?' * len(_ALL))})"
_UPDATE: Final = f"UPDATE cases SET {', '.join(f'{column} = ?' for column in _ALL[1:])} WHERE case_id = ?"
_MOVES: Final = ("kind", "offence", "state", "state_kind", "due_at", "due_kind", "result", "updated_at")
_STAYS: Final = tuple(column for column in schema.COLUMNS if column not in ("case_id", *_MOVES))
_moving = itemgetter(*map(schema.COLUMNS.index, _MOVES))
_staying = itemgetter(*map(schema.COLUMNS.index, _STAYS))
_STEP: Final = (
    f"UPDATE cases SET seq = ?, {', '.join(f'{column} = ?' for column in _MOVES)}"
    f" WHERE case_id = ? AND seq = ? AND {' AND '.join(f'{column} IS ?' for column in _STAYS)}"
)
"""Nearly every append: a case moves on, and what it is found by stays, so that neither those indexes nor the search are written."""


def append(db: sqlite3.Connection, changes: Sequence[CaseChange], playbooks: Mapping[str, str]) -> None:
    """As `protocol.Store.append`."""
    _check_reads(db, changes)
    for hash, text in playbooks.items():
        db.execute("INSERT OR IGNORE INTO playbooks VALUES (?, ?)", (hash, text))
    for change in changes:
        _write(db, change)


def erase(db: sqlite3.Connection, case: str) -> None:
    """All rows of a case; raises UnknownCase."""
    scopes = db.execute("SELECT DISTINCT scope FROM scope_entries WHERE case_id = ?", (case,)).fetchall()
    db.execute("DELETE FROM scope_entries WHERE case_id = ?", (case,))
    db.executemany("REPLACE INTO scopes (scope) VALUES (?)", scopes)
    # A scope's name may tell the line's: without entries it goes.
    db.execute("DELETE FROM scopes WHERE NOT EXISTS (SELECT 1 FROM scope_entries WHERE scope_entries.scope = scopes.scope)")
    pinned = db.execute("SELECT hash FROM pins WHERE case_id = ?", (case,)).fetchall()
    db.execute("DELETE FROM pins WHERE case_id = ?", (case,))
    db.executemany("DELETE FROM playbooks WHERE hash = ?1 AND NOT EXISTS (SELECT 1 FROM pins WHERE hash = ?1)", pinned)
    if not db.execute("DELETE FROM cases WHERE case_id = ?", (case,)).rowcount:
        raise UnknownCase(case)
    db.execute("DELETE FROM events WHERE case_id = ?", (case,))
    if schema.has_search(db):
        db.execute("INSERT INTO cases_search (cases_search) VALUES ('optimize')")  # merges away what was deleted


def _check_reads(db: sqlite3.Connection, changes: Sequence[CaseChange]) -> None:
    for change in changes:
        if not change.reads:
            continue
        query = f"SELECT scope, version, who, recorded, what FROM scopes WHERE scope IN ({marks(change.reads)})"
        now = {scope: cells for scope, *cells in db.execute(query, tuple(change.reads))}
        for scope, read in change.reads.items():
            version, who, recorded, what = now.get(scope, (0, None, None, None))
            if version != read:
                for other in changes:  # a log that has gone on says more than a scope
                    _check_log(db, other)
                when = datetime.fromisoformat(recorded) if recorded else change.events[0].recorded
                raise Conflict(change.case, who or "", when, what or FORGOTTEN)


def _check_log(db: sqlite3.Connection, change: CaseChange) -> None:
    last = db.execute("SELECT seq FROM cases WHERE case_id = ?", (change.case,)).fetchone()
    if last is None and change.expected_seq:
        raise UnknownCase(change.case)
    if last and last[0] != change.expected_seq:
        unseen = min(change.expected_seq + 1, last[0])
        query = "SELECT actor, recorded, kind, name FROM events WHERE case_id = ? AND seq = ?"
        who, recorded, kind, name = db.execute(query, (change.case, unseen)).fetchone()
        raise Conflict(change.case, who, datetime.fromisoformat(recorded), _what(kind, name))


def _write(db: sqlite3.Connection, change: CaseChange) -> None:
    cells, last = row_cells(change.row), change.events[-1].seq
    if not db.execute(_STEP, (last, *_moving(cells), change.case, change.expected_seq, *_staying(cells))).rowcount:
        _check_log(db, change)
        _write_row(db, change, (*cells, last, searched_text(change.row)))
        _pin(db, change.case, change.row.playbook)
    for playbook in change.pinned:
        _pin(db, change.case, playbook)
    db.executemany("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?)", [event_cells(change.case, event) for event in change.events])
    _write_holds(db, change)


def _write_row(db: sqlite3.Connection, change: CaseChange, cells: Cells) -> None:
    """A new case, or one that changes in more than its steps."""
    if change.expected_seq:
        db.execute(_UPDATE, (*cells[1:], change.case))
    else:
        db.execute(_INSERT, cells)


def _pin(db: sqlite3.Connection, case: str, playbook: str) -> None:
    try:
        db.execute("INSERT OR IGNORE INTO pins VALUES (?, ?)", (case, playbook))
    except sqlite3.IntegrityError as trouble:
        raise ValueError(f"case {case}: no text of its playbook {playbook}") from trouble


def _write_holds(db: sqlite3.Connection, change: CaseChange) -> None:
    query = "SELECT scope, what, case_id, seq, at FROM scope_entries WHERE case_id = ?"
    old = set(db.execute(query, (change.case,)))
    new = set(map(entry_cells, change.holds))
    if old == new:
        return
    gone, added = old - new, new - old
    behind = {seq for _, _, _, seq, _ in added}
    cause = next((event for event in change.events if event.seq in behind), change.events[-1])
    stamp = (cause.actor, cause.recorded.isoformat(), _what(cause.kind, cause.name))
    scopes = sorted({scope for scope, *_ in gone | added})
    db.executemany("REPLACE INTO scopes (scope, who, recorded, what) VALUES (?, ?, ?, ?)", [(scope, *stamp) for scope in scopes])
    db.executemany("DELETE FROM scope_entries WHERE scope = ? AND what = ? AND case_id = ? AND seq = ? AND at = ?", gone)
    db.executemany("INSERT INTO scope_entries (scope, what, case_id, seq, at) VALUES (?, ?, ?, ?, ?)", added)


def _what(kind: str, name: str) -> str:
    return f"{kind} {name}".strip()


def marks(values: Collection[object]) -> str:
    """A question mark for each value."""
    return ", ".join("?" * len(values))
