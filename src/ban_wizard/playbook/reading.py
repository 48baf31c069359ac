"""Reading what an author wrote: files, and no more of them than makes sense."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path


def read_at_most(path: Path, most: int) -> bytes:
    """A file's bytes, or `most` + 1 of them if it is larger. Raises OSError, also for a pipe or a device, which may have no end."""
    mode = os.stat(path).st_mode
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise OSError(errno.EINVAL, "it is no ordinary file")
    with path.open("rb") as file:
        return file.read(most + 1)
