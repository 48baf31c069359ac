"""What went wrong with the store's file, in one sentence that says what to do."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path
from typing import Final

from ban_wizard.store.protocol import StoreError
from ban_wizard.store.schema import lacks_search

_SENTENCES: Final = {
    "no_access": "The cases in {path} cannot be read or written: allow it for your user, or choose another folder with --data-dir.",
    "not_a_folder": "The cases cannot be kept in {path}, because a file stands in the way: choose another folder with --data-dir.",
    "is_a_folder": "A folder stands where the cases should be, at {path}: move it away, or choose another folder with --data-dir.",
    "disk_full": "The disk is full and nothing was saved to {path}: free some space, then do it again.",
    "busy": "Another program keeps the cases in {path} locked for more than {seconds} seconds: close it, or try again in a moment.",
    "damaged": "The cases in {path} are damaged: keep a copy of the file and put back a backup, or choose another folder with --data-dir.",
    "not_ours": "The file {path} is not a store of cases: move it away, or choose another folder with --data-dir.",
    "newer": "The cases in {path} were made by a newer ban-wizard: update the program.",
    "moved": "The cases in {path} were moved or deleted while they were open: put them back if you miss them, and start the program again.",
    "no_search": "The cases in {path} have a search index that this Python's SQLite does not know: use a Python with SQLite 3.34 or newer.",
    "traces_left": "The case {case} is erased, but its traces stay in {path} for now: close what else uses the file, see that the disk "
    "has space, and erase any other case to clear them.",
    "failed": "The cases in {path} cannot be read or written ({reason}): check the disk, or choose another folder with --data-dir.",
}

_SQLITE: Final = {
    sqlite3.SQLITE_BUSY: "busy",
    sqlite3.SQLITE_LOCKED: "busy",
    sqlite3.SQLITE_PROTOCOL: "busy",
    sqlite3.SQLITE_FULL: "disk_full",
    sqlite3.SQLITE_PERM: "no_access",
    sqlite3.SQLITE_READONLY: "no_access",
    sqlite3.SQLITE_CANTOPEN: "no_access",
    sqlite3.SQLITE_AUTH: "no_access",
    sqlite3.SQLITE_NOTADB: "not_ours",
    sqlite3.SQLITE_IOERR: "failed",
}

_MACHINE: Final = {
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EACCES: "no_access",
    errno.EPERM: "no_access",
    errno.EROFS: "no_access",
    errno.ENOTDIR: "not_a_folder",
    errno.EEXIST: "not_a_folder",
    errno.EISDIR: "is_a_folder",
}


def failure(code: str, path: Path, **params: str) -> StoreError:
    """The error of this code (one of STORE_ERRORS) about this file."""
    params["path"] = str(path)
    return StoreError(code, _SENTENCES[code].format_map(params), **params)


def explain(trouble: sqlite3.DatabaseError | OSError, path: Path, busy_timeout: float) -> StoreError:
    """What an error of SQLite or of the machine means for the store; `busy_timeout` in seconds."""
    if isinstance(trouble, OSError):
        code = _MACHINE.get(trouble.errno or 0, "failed")
        return failure(code, path, reason=trouble.strerror or str(trouble))
    primary = getattr(trouble, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF  # the byte above it only says more
    code = "no_search" if lacks_search(trouble) else _SQLITE.get(primary, "damaged")
    return failure(code, path, reason=str(trouble), seconds=f"{busy_timeout:g}")
