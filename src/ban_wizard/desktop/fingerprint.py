"""What a file is called, how large it is, and its SHA-256: enough to know it again without keeping it."""

from __future__ import annotations

import stat
from typing import Final

from ban_wizard.case.errors import BadInput
from ban_wizard.desktop.files import named
from ban_wizard.text import one_line
from ban_wizard.values import frozen

MOST_BYTES: Final = 1_000_000_000
"""Larger files are no screenshot, no screen recording and no e-mail."""
_CHUNK: Final = 1 << 20


@frozen
class Fingerprint:
    """`name` is without its folder; `sha256` in hex."""

    name: str
    bytes: int
    sha256: str


def fingerprint(path: str, *, most: int = MOST_BYTES) -> Fingerprint:
    """Read the file at `path` (`~` stands for the home folder) piece by piece.

    Raises BadInput for what is no file, cannot be read, is empty or has more than `most` bytes.
    """
    from hashlib import sha256

    try:
        file = named(path)
        if not stat.S_ISREG(file.stat().st_mode):  # before it is opened: a pipe would be waited for
            raise BadInput("evidence_no_file", file=path)
        digest, size = sha256(), 0
        with file.open("rb") as source:
            while chunk := source.read(_CHUNK):
                digest.update(chunk)
                if (size := size + len(chunk)) > most:
                    raise BadInput("evidence_too_large", file=path, limit=most // 1_000_000)
    except (OSError, ValueError) as error:  # also a name with a zero byte
        raise BadInput("evidence_unreadable", file=path, why=error) from None
    if not size:
        raise BadInput("evidence_empty", file=path)
    return Fingerprint(one_line(file.name), size, digest.hexdigest())
