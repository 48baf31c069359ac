"""The store's file: who may read it, what it is opened with, and one clear sentence for each thing that can be wrong with it."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from ban_wizard.store import failures, schema
from ban_wizard.store.protocol import STORE_ERRORS, StoreError
from ban_wizard.store.sqlite import SQLiteStore
from tests.unit.store.making import TEXTS, change, event, opened, row


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "share" / "cases"


@pytest.fixture
def store(folder: Path) -> Iterator[SQLiteStore]:
    store = SQLiteStore(folder, busy_timeout=0)
    yield store
    store.close()


@pytest.fixture
def filled(store: SQLiteStore) -> SQLiteStore:
    """A store with a case, its file closed."""
    opened(store, row("a1"))
    store.close()
    return store


def raw(store: SQLiteStore) -> sqlite3.Connection:
    return sqlite3.connect(store.path, isolation_level=None, timeout=0)


def fails(code: str, act: Callable[[], object], path: Path) -> StoreError:
    with pytest.raises(StoreError) as caught:
        act()
    assert (caught.value.code, caught.value.params["path"]) == (code, str(path))
    sentence = str(caught.value)
    assert str(path) in sentence
    assert (sentence.count("\n"), sentence[-1]) == (0, ".")
    return caught.value


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
    assert [db.execute(f"PRAGMA {name}").fetchone()[0] for name in asked] == ["wal", 2, 1, 1, 1500, schema.APPLICATION_ID, 1]
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
    assert db.execute("PRAGMA user_version").fetchone() == (2,)
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


# ------------------------------------------------------------------------------------------- what can be wrong


def test_every_code_has_a_sentence_with_its_path_and_says_what_to_do() -> None:
    assert set(failures._SENTENCES) == set(STORE_ERRORS)
    for code in STORE_ERRORS:
        error = failures.failure(code, Path("/data/cases.sqlite3"), seconds="5", reason="input/output error", case="a1")
        assert error.params["path"] == "/data/cases.sqlite3"
        assert "/data/cases.sqlite3" in str(error)
        assert ": " in str(error)  # what is wrong: what to do


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EDQUOT, "disk_full"),
        (errno.EACCES, "no_access"),
        (errno.EROFS, "no_access"),
        (errno.ENOTDIR, "not_a_folder"),
        (errno.EIO, "failed"),
    ],
)
def test_errors_of_the_machine(store: SQLiteStore, monkeypatch: pytest.MonkeyPatch, number: int, code: str) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "open", refuse)
    error = fails(code, lambda: store.append(change("a1"), playbooks=TEXTS), store.path)
    assert error.params["reason"] == os.strerror(number)


def test_a_file_where_the_folder_should_be(store: SQLiteStore, folder: Path) -> None:
    folder.parent.write_text("mine")
    for act in (store.board, lambda: store.append(change("a1"), playbooks=TEXTS)):
        fails("not_a_folder", act, store.path)
    assert folder.parent.read_text() == "mine"


def test_a_folder_where_the_file_should_be(store: SQLiteStore) -> None:
    store.path.mkdir(parents=True)
    for act in (store.board, lambda: store.append(change("a1"), playbooks=TEXTS)):
        fails("is_a_folder", act, store.path)


def test_a_link_that_leads_nowhere(store: SQLiteStore, folder: Path) -> None:
    folder.mkdir(parents=True)
    store.path.symlink_to(folder / "gone" / "cases.sqlite3")
    assert store.board().rows == ()
    fails("failed", lambda: store.append(change("a1"), playbooks=TEXTS), store.path)


@pytest.mark.parametrize("content", [b"Dear customer, " * 400, bytes(8192), bytes(range(255, 0, -1)) * 20], ids=["text", "zeros", "bytes"])
def test_a_file_that_is_no_database(store: SQLiteStore, folder: Path, content: bytes) -> None:
    folder.mkdir(parents=True)
    store.path.write_bytes(content)
    for act in (store.board, lambda: store.append(change("a1"), playbooks=TEXTS)):
        fails("not_ours", act, store.path)
    assert store.path.read_bytes() == content


@pytest.mark.parametrize("statement", ["CREATE TABLE notes (word TEXT)", "PRAGMA user_version = 1", "PRAGMA application_id = 7"])
def test_somebody_else_s_database(store: SQLiteStore, folder: Path, statement: str) -> None:
    folder.mkdir(parents=True)
    db = raw(store)
    db.execute(statement)
    db.close()
    before = store.path.read_bytes()
    for act in (store.board, lambda: store.append(change("a1"), playbooks=TEXTS)):
        fails("not_ours", act, store.path)
    assert store.path.read_bytes() == before


def test_damaged_pages(filled: SQLiteStore) -> None:
    content = filled.path.read_bytes()
    filled.path.write_bytes(content[:4096] + b"\xa5" * (len(content) - 4096))
    for act in (lambda: filled.row("a1"), filled.board, lambda: filled.append(change("a1", 1))):
        fails("damaged", act, filled.path)


def test_a_file_cut_short(filled: SQLiteStore) -> None:
    os.truncate(filled.path, 4096)
    fails("damaged", lambda: filled.events("a1"), filled.path)


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE events SET value = '{half'",
        "UPDATE events SET at = 'yesterday'",
        "UPDATE events SET at = NULL",
        "UPDATE events SET actor = CAST(x'ff' AS TEXT)",
        "DROP TABLE events",
    ],
)
def test_damage_that_sqlite_does_not_see(filled: SQLiteStore, harm: str) -> None:
    db = raw(filled)
    db.execute("DROP TRIGGER events_never_change")
    db.execute("PRAGMA ignore_check_constraints = ON")
    db.execute("PRAGMA writable_schema = ON")
    db.execute("UPDATE sqlite_master SET sql = replace(sql, 'at TEXT NOT NULL', 'at TEXT') WHERE name = 'events'")
    db.close()
    db = raw(filled)
    db.execute(harm)
    db.close()
    fails("damaged", lambda: filled.events("a1"), filled.path)


def test_a_disk_that_is_full(filled: SQLiteStore) -> None:
    db = filled._connection(create=False)
    (pages,) = db.execute("PRAGMA page_count").fetchone()
    db.execute(f"PRAGMA max_page_count = {pages}")
    long = event(2, value="x" * 100_000)
    fails("disk_full", lambda: filled.append(change("a1", 1, (long,))), filled.path)
    assert len(filled.events("a1")) == 1
    filled.append(change("a1", 1))
    assert len(filled.events("a1")) == 2


def test_another_writer_that_does_not_let_go(filled: SQLiteStore) -> None:
    other = raw(filled)
    other.execute("BEGIN IMMEDIATE")
    other.execute("UPDATE cases SET state = 'half way'")
    error = fails("busy", lambda: filled.append(change("a1", 1)), filled.path)
    assert error.params["seconds"] == "0"
    assert filled.row("a1").state == "stop"  # a reader need not wait, and sees what was there before
    other.execute("ROLLBACK")
    other.close()
    filled.append(change("a1", 1))


def test_a_store_moved_while_it_is_open(filled: SQLiteStore, tmp_path: Path) -> None:
    filled.board()
    filled.path.rename(tmp_path / "elsewhere.sqlite3")
    fails("moved", lambda: filled.append(change("a1", 1)), filled.path)
    (tmp_path / "elsewhere.sqlite3").rename(filled.path)
    filled.append(change("a1", 1))


def test_a_search_index_this_sqlite_does_not_know(filled: SQLiteStore) -> None:
    db = raw(filled)
    db.execute("PRAGMA writable_schema = ON")
    db.execute("UPDATE sqlite_master SET sql = replace(sql, 'trigram', 'trigram_of_the_future') WHERE name = 'cases_search'")
    db.close()
    assert len(filled.board(search="9111").rows) == 1
    filled.append(change("a1", 1))
    fails("no_search", lambda: filled.append(change("b1"), playbooks=TEXTS), filled.path)
    assert filled.find("") == ("a1",)


@pytest.fixture
def ordinary(tmp_path: Path) -> Iterator[Path]:
    """A folder of an ordinary user's: permissions mean nothing to the superuser."""
    folder = Path(tempfile.mkdtemp())
    if os.geteuid() == 0:
        os.chown(folder, 65534, 65534)
        os.seteuid(65534)
    try:
        yield folder
    finally:
        if os.getuid() == 0:
            os.seteuid(0)
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o700)
        shutil.rmtree(folder)


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
class TestPermissions:
    def test_a_folder_that_cannot_be_written(self, ordinary: Path) -> None:
        ordinary.chmod(0o500)
        for folder in (ordinary, ordinary / "share" / "cases"):
            with closing(SQLiteStore(folder)) as store:
                assert store.board().rows == ()
                fails("no_access", partial(store.append, change("a1"), playbooks=TEXTS), store.path)

    def test_a_folder_that_cannot_be_read(self, ordinary: Path) -> None:
        store = SQLiteStore(ordinary)
        ordinary.chmod(0)
        fails("no_access", store.board, store.path)

    @pytest.mark.parametrize("permissions", [0, 0o400])
    def test_a_file_that_cannot_be_written(self, ordinary: Path, permissions: int) -> None:
        store = SQLiteStore(ordinary)
        opened(store, row("a1"))
        store.close()
        store.path.chmod(permissions)
        fails("no_access", lambda: store.append(change("a1", 1)), store.path)
        store.close()
        store.path.chmod(0o600)
        assert len(store.events("a1")) == 1
        store.close()
