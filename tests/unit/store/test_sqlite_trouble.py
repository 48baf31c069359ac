"""Whatever is wrong with the store's file: one clear sentence that says what to do, and nothing lost."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from ban_wizard.store import failures
from ban_wizard.store.protocol import STORE_ERRORS
from ban_wizard.store.sqlite import SQLiteStore
from tests.unit.store.making import TEXTS, change, event, fails, opened, raw, row


def test_every_code_has_a_sentence_with_its_path_and_says_what_to_do() -> None:
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
    assert getattr(error.params["reason"], "errno", None) == number


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
