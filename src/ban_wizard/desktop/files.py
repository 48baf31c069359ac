"""Writing files for the person: never over another file, readable by nobody else."""

from __future__ import annotations

import os
from pathlib import Path

from ban_wizard.case.errors import BadInput


def write_over(file: Path, text: str) -> None:
    """Put `text` into a file of the program's own, with mode 0600, whole or not at all; its folder is made. Raises OSError."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8", newline="\n") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        part.replace(file.resolve())  # a settings file that is a link elsewhere stays one
    finally:
        part.unlink(missing_ok=True)


def write_new(file: Path, text: str) -> None:
    """Write `text` to a new file with mode 0600, whole or not at all; raises BadInput."""
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8", newline="\n") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        try:
            os.link(part, file)  # unlike a rename, this fails where a file stands already
        finally:
            part.unlink()
    except FileExistsError:
        raise BadInput("file_exists", file=file) from None
    except OSError as error:
        raise BadInput("cannot_write", file=file, why=error.strerror or error) from None
