"""The store's file: made private, opened, and brought up to the version of this program."""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import suppress
from pathlib import Path
from typing import Final

from ban_wizard.store import schema
from ban_wizard.store.failures import failure

_OWN: Final = frozenset({"cache", "config"})
"""What the program itself may have put into a data folder before the first case."""


def open_file(path: Path, busy_timeout: float, *, create: bool) -> sqlite3.Connection | None:
    """A connection to the cases in `path`; None where nothing has been written yet and `create` is not asked for.

    Raises StoreError, OSError and sqlite3.Error; `failures.explain` words the latter two.
    """
    if create:
        _make(path)
    try:
        found = os.stat(path)
    except FileNotFoundError:
        if create:  # a link that leads nowhere
            raise
        return None
    if not stat.S_ISREG(found.st_mode):
        raise failure("is_a_folder" if stat.S_ISDIR(found.st_mode) else "not_ours", path)
    if found.st_mode & 0o077:
        _make_private(path)
    db = sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True, timeout=busy_timeout, isolation_level=None)
    try:
        for pragma in schema.PRAGMAS:
            db.execute(pragma)
        found_version = _version(db, path)
        if found_version or create:
            if found_version < schema.version():
                schema.upgrade(db)
            with suppress(sqlite3.OperationalError):  # others are opening it too: one of them succeeds, and none needs it to be right
                db.execute("PRAGMA journal_mode = WAL")
            return db
    except BaseException:
        db.close()
        raise
    db.close()
    return None


def identity(path: Path) -> tuple[int, int] | None:
    """Which file stands at `path`, if any: its device and inode."""
    try:
        found = os.stat(path)
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def _version(db: sqlite3.Connection, path: Path) -> int:
    """The version of the file, 0 for an empty one; raises StoreError for one that is not ours or newer."""
    db.execute("BEGIN")  # one look: somebody else may be making it
    (application,) = db.execute("PRAGMA application_id").fetchone()
    (version,) = db.execute("PRAGMA user_version").fetchone()
    ours = application == schema.APPLICATION_ID or not (application or version or db.execute("SELECT 1 FROM sqlite_master").fetchone())
    db.execute("COMMIT")
    if not ours:
        raise failure("not_ours", path)
    if version > schema.version():
        raise failure("newer", path)
    return int(version)


def _make(path: Path) -> None:
    """An empty file for its owner alone, in a folder for its owner alone, whatever the umask.

    A folder that was there and holds anything of somebody else's keeps its permissions.
    """
    if path.exists():
        return
    _make_folder(path.parent)
    if _OWN.issuperset(os.listdir(path.parent)):
        with suppress(PermissionError):  # not ours, but we may write there
            path.parent.chmod(path.parent.stat().st_mode & 0o700)
    with suppress(FileExistsError):  # somebody else was faster
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        path.chmod(0o600)


def _make_folder(folder: Path) -> None:
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    try:
        folder.mkdir(0o700)
    except FileExistsError:
        if folder.is_dir():
            return
        raise
    folder.chmod(0o700)


def _make_private(path: Path) -> None:
    """A file that was copied here readable for all; SQLite gives the two files beside it the permissions of the first."""
    for file in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
        with suppress(OSError):  # not ours to change; if it cannot be used either, opening it will say so
            file.chmod(0o600)
