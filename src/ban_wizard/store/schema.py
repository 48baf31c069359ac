"""The tables of the SQLite store, and how a file made by an older version becomes a file of this one.

`cases` is the board's projection, written in the transaction of the events it follows from. What identifies people
stands in `events`, `cases`, `cases_search`, `scopes` and `scope_entries`; `forget` clears them all.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Final

FILE_NAME: Final = "cases.sqlite3"
APPLICATION_ID: Final = 0x42616E57
"""`BanW`, in the file's header: this file is a store of cases."""

NO_DATE: Final = 2**63 - 1
"""`cases.due_at` where there is none: sorts after every date, so that keyset pages need no case for null."""

COLUMNS: Final = (
    "case_id",
    "number",
    "messenger",
    "kind",
    "offence",
    "state",
    "state_kind",
    "due_at",
    "due_kind",
    "agent",
    "result",
    "playbook",
    "opened_at",
    "updated_at",
    "line",
    "wait",
)
"""The columns of `cases` that hold a BoardRow, in the order of its fields."""

PRAGMAS: Final = (
    "PRAGMA synchronous = FULL",  # a commit is on the disk when it returns
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # what is deleted is overwritten with zeros
)

_TABLES: Final = (
    """
    CREATE TABLE cases (
        id INTEGER PRIMARY KEY,  -- for the search index
        case_id TEXT NOT NULL UNIQUE,
        seq INTEGER NOT NULL,  -- of the last event
        number TEXT NOT NULL,
        messenger TEXT NOT NULL,
        kind TEXT NOT NULL,
        offence INTEGER NOT NULL,
        state TEXT NOT NULL,
        state_kind TEXT NOT NULL,
        due_at INTEGER NOT NULL,  -- microseconds since 1970, UTC, as opened_at and updated_at
        due_kind TEXT,
        agent TEXT,
        result TEXT,
        playbook TEXT NOT NULL,
        opened_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        line TEXT,
        search TEXT NOT NULL
    )
    """,
    # Each index ends in what its query sorts by: an index on the state alone would mislead the planner.
    "CREATE INDEX cases_open ON cases (due_at, case_id, search) WHERE result IS NULL",
    "CREATE INDEX cases_ended ON cases (updated_at, case_id, search) WHERE result IS NOT NULL",
    "CREATE INDEX cases_by_number ON cases (number, opened_at, case_id)",
    "CREATE INDEX cases_by_line ON cases (line, opened_at, case_id) WHERE line IS NOT NULL",
    # A log lies together and in order. Times keep the offset they were given in.
    """
    CREATE TABLE events (
        case_id TEXT NOT NULL REFERENCES cases (case_id) DEFERRABLE INITIALLY DEFERRED,
        seq INTEGER NOT NULL,
        at TEXT NOT NULL,
        recorded TEXT NOT NULL,
        actor TEXT NOT NULL,
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        value TEXT NOT NULL,  -- JSON
        PRIMARY KEY (case_id, seq)
    ) WITHOUT ROWID
    """,
    """
    CREATE TRIGGER events_never_change BEFORE UPDATE ON events
    BEGIN SELECT raise(ABORT, 'events are never changed'); END
    """,
    # Only `forget` deletes events, and it deletes the case first; either alone fails.
    """
    CREATE TRIGGER events_stay_with_their_case BEFORE DELETE ON events
    WHEN EXISTS (SELECT 1 FROM cases WHERE case_id = OLD.case_id)
    BEGIN SELECT raise(ABORT, 'events are never deleted while their case is there'); END
    """,
    # AUTOINCREMENT: a version is never given twice, not even after its scope was erased.
    """
    CREATE TABLE scopes (
        version INTEGER PRIMARY KEY AUTOINCREMENT,
        scope TEXT NOT NULL UNIQUE,
        who TEXT,  -- who changed it last, when and by what; null where a case was erased
        recorded TEXT,
        what TEXT
    )
    """,
    """
    CREATE TABLE scope_entries (
        scope TEXT NOT NULL REFERENCES scopes (scope),
        case_id TEXT NOT NULL,
        seq INTEGER NOT NULL,
        what TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (scope, case_id, seq, what),
        FOREIGN KEY (case_id, seq) REFERENCES events (case_id, seq)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX scope_entries_by_case ON scope_entries (case_id, seq)",
    "CREATE TABLE playbooks (hash TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID",
    # Every playbook a case has ever been pinned to: a migration can be undone.
    """
    CREATE TABLE pins (
        case_id TEXT NOT NULL REFERENCES cases (case_id) DEFERRABLE INITIALLY DEFERRED,
        hash TEXT NOT NULL REFERENCES playbooks (hash),
        PRIMARY KEY (case_id, hash)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX pins_by_hash ON pins (hash)",
)

_SEARCH: Final = (
    "CREATE VIRTUAL TABLE cases_search USING fts5"
    " (search, content = 'cases', content_rowid = 'id', columnsize = 0, tokenize = 'trigram case_sensitive 1')",
    """
    CREATE TRIGGER cases_search_insert AFTER INSERT ON cases
    BEGIN INSERT INTO cases_search (rowid, search) VALUES (NEW.id, NEW.search); END
    """,
    """
    CREATE TRIGGER cases_search_update AFTER UPDATE OF search ON cases
    BEGIN
        INSERT INTO cases_search (cases_search, rowid, search) VALUES ('delete', OLD.id, OLD.search);
        INSERT INTO cases_search (rowid, search) VALUES (NEW.id, NEW.search);
    END
    """,
    """
    CREATE TRIGGER cases_search_delete AFTER DELETE ON cases
    BEGIN INSERT INTO cases_search (cases_search, rowid, search) VALUES ('delete', OLD.id, OLD.search); END
    """,
)


def _first(db: sqlite3.Connection) -> None:
    for statement in _TABLES:
        db.execute(statement)
    try:
        for statement in _SEARCH:
            db.execute(statement)
    except sqlite3.OperationalError as trouble:  # an SQLite before 3.34, or built without FTS5: searches go row by row
        if not lacks_search(trouble):
            raise


def _second(db: sqlite3.Connection) -> None:
    """The wait stands on the board, and what the board is filtered by stands in its indexes, so that none of it reads a case."""
    db.execute("ALTER TABLE cases ADD COLUMN wait TEXT")
    db.execute("DROP INDEX cases_open")
    db.execute("DROP INDEX cases_ended")
    # `result` stands in them although it is the same all over: SQLite would look it up in the case otherwise.
    db.execute("CREATE INDEX cases_open ON cases (due_at, case_id, search, messenger, kind, agent, result) WHERE result IS NULL")
    db.execute("CREATE INDEX cases_ended ON cases (updated_at, case_id, search, messenger, kind, agent, result) WHERE result IS NOT NULL")
    db.execute("CREATE INDEX cases_by_agent ON cases (agent) WHERE agent IS NOT NULL")


STEPS: Final[tuple[Callable[[sqlite3.Connection], None], ...]] = (_first, _second)
"""The n-th makes a file of version n out of one of version n - 1; an empty file has version 0. Steps are never edited once released."""


def version() -> int:
    """The version of the files that this program makes and reads (`PRAGMA user_version`)."""
    return len(STEPS)


def upgrade(db: sqlite3.Connection) -> None:
    """Bring an empty or older file up to `version()`, all of it or nothing. Does nothing where somebody else was faster."""
    db.execute("BEGIN IMMEDIATE")
    try:
        (found,) = db.execute("PRAGMA user_version").fetchone()
        for step in STEPS[found:]:
            step(db)
        if found < version():
            db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            db.execute(f"PRAGMA user_version = {version()}")
        db.execute("COMMIT")
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")


def has_search(db: sqlite3.Connection) -> bool:
    """Whether the file has the search index."""
    return db.execute("SELECT 1 FROM sqlite_master WHERE name = 'cases_search'").fetchone() is not None


def lacks_search(trouble: sqlite3.Error) -> bool:
    """Whether this SQLite cannot keep the search index."""
    return str(trouble).startswith(("no such module: fts5", "no such tokenizer: trigram"))
