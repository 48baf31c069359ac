"""What went wrong with the store's file, in one sentence that says what to do."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path
from typing import Final

from ban_wizard.i18n import say
from ban_wizard.store.protocol import StoreError
from ban_wizard.store.schema import lacks_search

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


def failure(code: str, path: Path, **params: object) -> StoreError:
    """The error of this code (one of STORE_ERRORS) about this file."""
    params["path"] = str(path)
    return StoreError(code, say("en", f"store.{code}", **params), **params)


def explain(trouble: sqlite3.DatabaseError | OSError, path: Path, busy_timeout: float) -> StoreError:
    """What an error of SQLite or of the machine means for the store; `busy_timeout` in seconds."""
    if isinstance(trouble, OSError):
        code = _MACHINE.get(trouble.errno or 0, "failed")
        return failure(code, path, reason=trouble)
    primary = getattr(trouble, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF  # the byte above it only says more
    code = "no_search" if lacks_search(trouble) else _SQLITE.get(primary, "damaged")
    return failure(code, path, reason=str(trouble), seconds=f"{busy_timeout:g}")
