"""Cases in one SQLite file in the data folder. The protocol says what a store does; this says how, with the standard library alone.

Events and everything that follows from them are written in one transaction (`BEGIN IMMEDIATE`, WAL, synchronous FULL).
Nothing is made on disk before the first write: until then an empty store in memory answers.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from ban_wizard.case.events import Event
from ban_wizard.case.quotas import ScopeEntry
from ban_wizard.store import schema, writes
from ban_wizard.store.board import Place
from ban_wizard.store.failures import explain, failure
from ban_wizard.store.file import identity, open_file
from ban_wizard.store.protocol import BoardRow, CaseChange, Page, UnknownCase
from ban_wizard.store.rows import EVENT, ROW, Cells, entry_from, event_from, row_from
from ban_wizard.store.writes import marks

if TYPE_CHECKING:
    from typing import Unpack

    from ban_wizard.store.filters import Filters

_LAST: Final = chr(0x10FFFF)
T = TypeVar("T")


class SQLiteStore:
    """The cases in `folder`. Implements `protocol.Store`; `busy_timeout` is how long to wait for another writer, in seconds."""

    def __init__(self, folder: Path, *, busy_timeout: float = 5.0) -> None:
        self.path = folder.absolute() / schema.FILE_NAME
        self._busy_timeout = busy_timeout
        self._db: sqlite3.Connection | None = None
        self._file: tuple[int, int] | None = None
        """Device and inode of the open file; None while the empty store in memory stands in for it."""

    # ------------------------------------------------------------------------------------------- writing

    def append(self, *changes: CaseChange, playbooks: Mapping[str, str] = {}) -> None:
        if len({change.case for change in changes}) < len(changes):
            raise ValueError("two changes of one case in one append")
        with self._writing() as db:
            writes.append(db, changes, playbooks)

    def forget(self, case: str) -> None:
        """Also packs the file (secure_delete alone leaves copies in pages that were once split): seconds for 100,000 cases.

        Where that fails, the case is erased all the same, StoreError `traces_left` says so, and the next `forget` makes up for it.
        """
        self.row(case)  # nothing is made on disk for a case that is not there
        with self._writing() as db:
            writes.erase(db, case)
        try:
            db.execute("VACUUM")
            (blocked, *_) = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except sqlite3.DatabaseError as trouble:
            raise failure("traces_left", self.path, case=case) from trouble
        if blocked:
            raise failure("traces_left", self.path, case=case)

    # ------------------------------------------------------------------------------------------- reading

    def events(self, case: str) -> tuple[Event, ...]:
        return self._events(f"SELECT {EVENT} FROM events WHERE case_id = ? ORDER BY seq", case)

    def opening(self, case: str) -> Event:
        return self._events(f"SELECT {EVENT} FROM events WHERE case_id = ? AND seq = 1", case)[0]

    def _events(self, query: str, case: str) -> tuple[Event, ...]:
        with self._reading() as db:
            found = db.execute(query, (case,)).fetchall()
        if not found:
            raise UnknownCase(case)
        return self._decoded(event_from, found)

    def row(self, case: str) -> BoardRow:
        with self._reading() as db:
            found = db.execute(f"SELECT {ROW} FROM cases WHERE case_id = ?", (case,)).fetchall()
        if not found:
            raise UnknownCase(case)
        return self._decoded(row_from, found)[0]

    def find(self, prefix: str, limit: int = 10) -> tuple[str, ...]:
        prefix = prefix.encode(errors="replace").decode()  # what is not Unicode (a slip on a command line) begins no id
        query = "SELECT case_id FROM cases WHERE case_id >= ? AND case_id < ? ORDER BY case_id LIMIT ?"
        with self._reading() as db:
            found = tuple(case for (case,) in db.execute(query, (prefix, prefix + _LAST, limit)))
        return found[:1] if found[:1] == (prefix,) else found

    def by_number(self, number: str, messenger: str | None = None) -> tuple[BoardRow, ...]:
        query = f"SELECT {ROW} FROM cases WHERE number = ?1 AND (?2 IS NULL OR messenger = ?2) ORDER BY opened_at, case_id"
        with self._reading() as db:
            return self._decoded(row_from, db.execute(query, (number, messenger)))

    def by_line(self, line: str) -> tuple[BoardRow, ...]:
        with self._reading() as db:
            return self._decoded(row_from, db.execute(f"SELECT {ROW} FROM cases WHERE line = ? ORDER BY opened_at, case_id", (line,)))

    def board(self, *, after: str | None = None, limit: int = 100, **filters: Unpack[Filters]) -> Page:
        if limit < 1:
            raise ValueError("a page of the board holds at least one case")
        from ban_wizard.store import board_rows

        place = None if after is None else Place.read(after)
        with self._reading() as db:
            rows = self._decoded(row_from, board_rows.page(db, filters, place, limit + 1))
        return Page(rows[:limit], Place.of(rows[limit - 1]).cursor() if len(rows) > limit else None)

    def place(self, index: int, **filters: Unpack[Filters]) -> str | None:
        from ban_wizard.store import board_rows

        if index <= 0:
            return None
        with self._reading() as db:
            found = board_rows.place(db, filters, index - 1)
        return found.cursor() if found else None

    def index(self, row: BoardRow, **filters: Unpack[Filters]) -> int:
        from ban_wizard.store import board_rows

        with self._reading() as db:
            return board_rows.index(db, filters, Place.of(row))

    def tally(self, moments: Sequence[datetime], **filters: Unpack[Filters]) -> tuple[int, ...]:
        from ban_wizard.store import board_rows

        with self._reading() as db:
            return board_rows.tally(db, filters, moments)

    def agents(self) -> tuple[str, ...]:
        with self._reading() as db:
            return tuple(agent for (agent,) in db.execute("SELECT DISTINCT agent FROM cases WHERE agent IS NOT NULL ORDER BY agent"))

    def scopes(self, keys: Sequence[str]) -> tuple[tuple[ScopeEntry, ...], Mapping[str, int]]:
        versions = dict.fromkeys(keys, 0)
        query = (
            "SELECT scope, version, scope_entries.what, case_id, seq, at FROM scopes LEFT JOIN scope_entries USING (scope)"
            f" WHERE scope IN ({marks(versions)})"
        )
        with self._reading() as db:
            found = db.execute(query, tuple(versions)).fetchall()
        versions.update((scope, version) for scope, version, *_ in found)
        entries = self._decoded(entry_from, ((scope, *cells) for scope, _, *cells in found if cells[0] is not None))
        return tuple(sorted(entries, key=lambda entry: (entry.at, entry.scope, entry.case, entry.seq, entry.what))), versions

    def playbook(self, hash: str) -> str:
        with self._reading() as db:
            found = db.execute("SELECT text FROM playbooks WHERE hash = ?", (hash,)).fetchone()
        if not found:
            raise KeyError(hash)
        text: str = found[0]
        return text

    # ------------------------------------------------------------------------------------------- the file

    def close(self) -> None:
        if self._db is not None:
            self._db.close()
        self._db = self._file = None

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """One moment of the store, whatever others write meanwhile."""
        with self._transaction("BEGIN", create=False) as db:
            yield db

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._transaction("BEGIN IMMEDIATE", create=True) as db:
            yield db

    @contextmanager
    def _transaction(self, begin: str, *, create: bool) -> Iterator[sqlite3.Connection]:
        try:
            db = self._connection(create=create)
            db.execute(begin)
            try:
                yield db
                db.execute("COMMIT")
            finally:
                if db.in_transaction:
                    db.execute("ROLLBACK")
        except (sqlite3.ProgrammingError, sqlite3.IntegrityError, sqlite3.DataError):
            raise  # ours to mend, not the user's
        except (sqlite3.DatabaseError, OSError) as trouble:
            raise explain(trouble, self.path, self._busy_timeout) from trouble

    def _connection(self, *, create: bool) -> sqlite3.Connection:
        if self._db is not None and self._file is not None:
            if create and identity(self.path) != self._file:
                raise failure("moved", self.path)
            return self._db
        opened = open_file(self.path, self._busy_timeout, create=create)
        if opened is not None:
            self.close()
            self._db, self._file = opened, identity(self.path)
        elif self._db is None:
            self._db = sqlite3.connect(":memory:", isolation_level=None)
            schema.upgrade(self._db)
        return self._db

    def _decoded(self, make: Callable[[Cells], T], found: Iterable[Cells]) -> tuple[T, ...]:
        try:
            return tuple(map(make, found))
        except (ValueError, TypeError) as trouble:
            raise failure("damaged", self.path) from trouble
