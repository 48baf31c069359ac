"""Files of the person: written never over another one and readable by nobody else; read whole, if they are not too large."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from ban_wizard.case.errors import BadInput


def named(typed: str) -> Path:
    """The file that a person has named. `~` stands for the home folder, where there is such a one."""
    return Path(os.path.expanduser(typed.strip()))


def named_to_read(typed: str) -> str:
    """The file that a person has named to be read while there is a talk; raises BadInput for what is there and is none.

    A pipe might never end, and the standard input is the talk itself.
    """
    file = named(typed).absolute()
    if os.path.exists(file) and not os.path.isfile(file):
        raise BadInput("not_a_file", file=file)
    return str(file)


def write_over(file: Path, text: str) -> None:
    """Put `text` into a file of the program's own, with mode 0600, whole or not at all; its folder is made. Raises OSError."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = _part_of(file)
    try:
        _write_whole(part, text.encode(), os.O_TRUNC)
        part.replace(file.resolve())  # a settings file that is a link elsewhere stays one
    finally:
        part.unlink(missing_ok=True)


def write_new(file: Path, content: str | bytes) -> None:
    """Write text (as UTF-8) or bytes to a new file with mode 0600, whole or not at all; raises BadInput."""
    data = content.encode() if isinstance(content, str) else content
    try:
        part = _part_of(file)
        _write_whole(part, data, os.O_EXCL)
        try:
            os.link(part, file)  # unlike a rename, this fails where a file stands already
        finally:
            part.unlink()
    except FileExistsError:
        raise BadInput("file_exists", file=file) from None
    except (OSError, ValueError) as error:  # also what can be no name of a file, such as `/`
        raise BadInput("cannot_write", file=file, why=error) from None


def _part_of(file: Path) -> Path:
    """The file beside it that is written first and then put into its place."""
    return file.with_name(f".{file.name}.{os.getpid()}.part")


def _write_whole(part: Path, data: bytes, flag: int) -> None:
    """Durably, with mode 0600; `flag` says what becomes of one that is there."""
    with open(os.open(part, os.O_WRONLY | os.O_CREAT | flag, 0o600), "wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())


def new_name(folder: Path, stem: str, suffix: str) -> Path:
    """A name in `folder` that no file has yet: the stem, then the stem with a number."""
    n = 1
    while (path := folder / (f"{stem}{suffix}" if n == 1 else f"{stem}-{n}{suffix}")).exists():
        n += 1
    return path


def read_at_most(file: str, limit: int) -> bytes:
    """The bytes of a file, or of the standard input for `-`, one more than `limit` if there are more; raises BadInput."""
    try:
        if file == "-":
            return sys.stdin.buffer.read(limit + 1)
        with open(file, "rb") as opened:
            return opened.read(limit + 1)
    except (OSError, ValueError) as error:
        raise BadInput("no_file", file=file, why=error) from None
