"""The store's file: when it is made, who may read it, what it is opened with, and how an older one is brought up to date."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from ban_wizard.store import schema
from ban_wizard.store.sqlite import SQLiteStore
from tests.unit.store.making import change, event, fails, opened, raw, row


def mode(path: Path | str) -> int:
    return stat.S_IMODE(os.stat(path).st_mode)


# ------------------------------------------------------------------------------------------- making it


def test_reading_makes_nothing(store: SQLiteStore, folder: Path) -> None:
    store.board()
    store.find("a")
    store.scopes(["queue|shop"])
    with pytest.raises(LookupError):
        store.playbook("none")
    assert not folder.parent.exists()


def test_a_handle_that_has_read_nothing_sees_what_another_writes(store: SQLiteStore, folder: Path) -> None:
    assert store.find("") == ()
    other = SQLiteStore(folder)
    opened(other, row("a1"))
    assert store.find("") == ("a1",)
    store.append(change("a1", 1))
    assert len(other.events("a1")) == 2
    other.close()


@pytest.mark.parametrize("umask", [0, 0o022, 0o777])
def test_only_the_owner_may_read(store: SQLiteStore, folder: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        opened(store, row("a1"))
    finally:
        os.umask(before)
    assert {name: mode(folder / name) for name in os.listdir(folder)} == dict.fromkeys(
        ("cases.sqlite3", "cases.sqlite3-wal", "cases.sqlite3-shm"), 0o600
    )
    assert mode(folder) == mode(folder.parent) == 0o700


@pytest.mark.parametrize(("holds", "expected"), [([], 0o700), (["cache", "config"], 0o700), (["letter.txt"], 0o755)])
def test_a_folder_of_others_keeps_its_permissions(store: SQLiteStore, folder: Path, holds: list[str], expected: int) -> None:
    for name in holds:
        (folder / name).mkdir(parents=True)
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)
    opened(store, row("a1"))
    assert mode(folder) == expected
    assert mode(store.path) == 0o600


def test_a_file_copied_here_readable_for_all_is_made_private(filled: SQLiteStore) -> None:
    filled.path.chmod(0o644)
    assert filled.find("") == ("a1",)
    assert mode(filled.path) == 0o600


def test_what_it_is_opened_with(filled: SQLiteStore) -> None:
    db = SQLiteStore(filled.path.parent, busy_timeout=1.5)._connection(create=False)
    asked = ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "busy_timeout", "application_id", "user_version")
    assert [db.execute(f"PRAGMA {name}").fetchone()[0] for name in asked] == ["wal", 2, 1, 1, 1500, schema.APPLICATION_ID, schema.version()]
    db.close()


def test_importing_it_loads_nothing_heavy() -> None:
    script = "import sys, ban_wizard.store.sqlite; print(*sys.modules)"
    loaded = set(subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split())
    assert not loaded & {"pydantic", "yaml", "jinja2", "phonenumbers", "textual", "rich", "asyncio", "hashlib", "tempfile", "dataclasses"}
    assert "sqlite3" in loaded


# ------------------------------------------------------------------------------------------- what cannot be undone


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET actor = 'somebody else'",
        "DELETE FROM events WHERE seq = 1",
        "DELETE FROM cases",
        "INSERT INTO events SELECT 'b1', 1, at, recorded, actor, kind, name, value FROM events",
        "INSERT INTO events SELECT case_id, seq, at, recorded, actor, kind, name, value FROM events",
    ],
)
def test_events_are_only_ever_added_to_their_case(filled: SQLiteStore, statement: str) -> None:
    before = filled.events("a1")
    db = raw(filled)
    db.execute("PRAGMA foreign_keys = ON")
    with pytest.raises(sqlite3.IntegrityError):
        db.execute(statement)
    db.close()
    assert filled.events("a1") == before
    assert filled.row("a1") == row("a1")


# ------------------------------------------------------------------------------------------- versions


def test_a_store_of_a_newer_version_is_left_alone(filled: SQLiteStore) -> None:
    db = raw(filled)
    db.execute("PRAGMA user_version = 99")
    db.close()
    before = filled.path.read_bytes()
    for act in (filled.board, lambda: filled.append(change("a1", 1))):
        assert "newer ban-wizard: update the program" in str(fails("newer", act, filled.path))
    assert filled.path.read_bytes() == before


def second(db: sqlite3.Connection) -> None:
    db.execute("CREATE TABLE more (word TEXT)")
    db.execute("INSERT INTO more SELECT actor FROM events")


@pytest.mark.parametrize("first_call", ["read", "write"])
def test_an_older_store_is_brought_up_to_date(filled: SQLiteStore, monkeypatch: pytest.MonkeyPatch, first_call: str) -> None:
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, second))
    if first_call == "write":
        filled.append(change("a1", 1))
    assert filled.events("a1")[0] == event(1)
    filled.close()
    db = raw(filled)
    assert db.execute("PRAGMA user_version").fetchone() == (len(schema.STEPS),)
    assert db.execute("SELECT word FROM more").fetchall() == [("anna",)]
    db.close()


def test_a_new_store_takes_all_steps(store: SQLiteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, second))
    opened(store, row("a1"))
    assert store._connection(create=False).execute("SELECT count(*) FROM more").fetchone() == (0,)


def test_a_step_that_breaks_off_leaves_the_older_store(filled: SQLiteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(db: sqlite3.Connection) -> None:
        second(db)
        raise RuntimeError("power cut")

    with monkeypatch.context() as patched:
        patched.setattr(schema, "STEPS", (*schema.STEPS, broken))
        with pytest.raises(RuntimeError):
            filled.board()
    assert filled.events("a1") == (event(1),)
    assert not filled._connection(create=False).execute("SELECT 1 FROM sqlite_master WHERE name = 'more'").fetchone()


def test_an_empty_file_is_a_store_yet_to_be_made(store: SQLiteStore, folder: Path) -> None:
    """As a crash between making the file and its tables leaves it."""
    folder.mkdir(parents=True)
    store.path.touch()
    assert store.board().rows == ()
    assert store.path.read_bytes() == b""
    opened(store, row("a1"))
    assert store.find("") == ("a1",)


def test_a_store_of_the_first_version_keeps_its_cases_and_gets_what_the_board_needs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(schema, "STEPS", schema.STEPS[:1])
        patched.setattr(schema, "COLUMNS", schema.COLUMNS[:-1])
        db = sqlite3.connect(tmp_path / schema.FILE_NAME, isolation_level=None)
        db.execute("PRAGMA journal_mode = WAL")
        schema.upgrade(db)
        cells = ("a1", 1, "+79111234567", "max", "permanent_ban", 1, "stop", "do", 0, "act", "anna", None, "h", 0, 0, None, "79111234567")
        names = ", ".join(("case_id", "seq", *schema.COLUMNS[1:], "search"))
        db.execute(f"INSERT INTO cases ({names}) VALUES ({', '.join('?' * len(cells))})", cells)
        db.close()
    store = SQLiteStore(tmp_path)
    (found,) = store.board(agent="anna").rows
    assert (found.case, found.wait) == ("a1", None)
    store.close()
