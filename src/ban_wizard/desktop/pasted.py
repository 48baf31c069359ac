"""Reading what a person pastes or points at: a file or the standard input, of any size, in the encodings that people have."""

from __future__ import annotations

import sys
from collections import deque
from typing import BinaryIO, Final

from ban_wizard.case.errors import BadInput

MOST_BYTES: Final = 400_000
"""Larger texts are no letter and no notice."""
_HEAD, _TAIL, _CHUNK = 250_000, 150_000, 50_000


def read_whole(file: str) -> str:
    """The text of a file, or of the standard input for `-`. Raises BadInput, also for one that is too large to be kept."""
    data, cut = _read(file)
    if cut:
        raise BadInput("text_too_large", file=file, limit=MOST_BYTES // 1000)
    return decoded(data, file)


def read_ends(file: str) -> str:
    """The same, for a text that is only looked at: of a larger one the beginning and the end. Raises BadInput."""
    return decoded(_read(file)[0], file)


def decoded(data: bytes, name: str) -> str:
    """Text in UTF-8, UTF-16 with its mark, or the Cyrillic code page of Windows. Raises BadInput for anything else."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if b"\0" in data:
        raise BadInput("not_a_text", file=name)
    text = data.decode("utf-8-sig", "replace")
    if text.count("\ufffd") * 50 <= len(text):  # a few are where a text was cut, or typed by somebody's odd program
        return text
    text = data.decode("cp1251", "replace")
    beyond = [letter for letter in text if not letter.isascii()]
    if sum("\u0410" <= letter <= "\u044f" for letter in beyond) > 0.8 * len(beyond):
        return text
    raise BadInput("not_a_text", file=name)


def _read(file: str) -> tuple[bytes, bool]:
    """The bytes, and whether some from the middle were left out."""
    try:
        if file == "-":
            return _ends(sys.stdin.buffer)
        with open(file, "rb") as opened:
            return _ends(opened)
    except (OSError, ValueError) as error:
        raise BadInput("no_file", file=file, why=error) from None


def _ends(source: BinaryIO) -> tuple[bytes, bool]:
    head = source.read(_HEAD)
    tail: deque[bytes] = deque(maxlen=_TAIL // _CHUNK)
    cut = False
    while chunk := source.read(_CHUNK):
        cut = cut or len(tail) == tail.maxlen
        tail.append(chunk)
    return head + (b"\n\n" if cut else b"") + b"".join(tail), cut
