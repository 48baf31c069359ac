"""Reading what a person pastes or points at: a file or the standard input, of any size, in the encodings that people have."""

from __future__ import annotations

from typing import Final

from ban_wizard.case.errors import BadInput
from ban_wizard.desktop.files import read_at_most

MOST_BYTES: Final = 400_000
"""Larger texts are no letter and no notice."""
MOST_LOOKED_AT: Final = 2_000_000
"""So much is looked at of a text that is not kept, such as the log of a server."""
MOST_READ: Final = 64_000_000
"""What is still larger may have no end at all."""


def read_whole(file: str) -> str:
    """The text of a file, or of the standard input for `-`. Raises BadInput, also for one that is too large to be kept."""
    return decoded(_read(file, MOST_BYTES), file)


def read_ends(file: str) -> tuple[str, bool]:
    """The same, for a text that is only looked at: of a larger one the beginning and the end; and whether it is such a one."""
    data, half = _read(file, MOST_READ), MOST_LOOKED_AT // 2
    cut = len(data) > MOST_LOOKED_AT
    return decoded(data[:half] + b"\n\n" + data[-half:] if cut else data, file), cut


def decoded(data: bytes, name: str) -> str:
    """Text in UTF-8, UTF-16 with its mark, or the Cyrillic code page of Windows. Raises BadInput for anything else."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if b"\0" in data:
        raise BadInput("not_a_text", file=name)
    text = data.decode("utf-8-sig", "replace")
    if text.count("\ufffd") * 50 <= len(text):  # a few are where a text was cut, or from somebody's odd program
        return text
    text = data.decode("cp1251", "replace")
    beyond = [letter for letter in text if not letter.isascii()]
    if sum("\u0410" <= letter <= "\u044f" for letter in beyond) > 0.8 * len(beyond):
        return text
    raise BadInput("not_a_text", file=name)


def _read(file: str, most: int) -> bytes:
    data = read_at_most(file, most)
    if len(data) > most:
        raise BadInput("text_too_large", file=file, limit=most // 1000)
    return data
