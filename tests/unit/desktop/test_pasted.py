"""Reading what is pasted: encodings, sizes, and what is no text."""

import io
import sys
from pathlib import Path

import pytest

from ban_wizard.case.errors import BadInput
from ban_wizard.desktop.pasted import MOST_BYTES, MOST_LOOKED_AT, MOST_READ, read_ends, read_whole

NOTICE = "Этот номер не может использовать WhatsApp"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_the_encodings_that_people_have(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "notice.txt"
    file.write_bytes(NOTICE.encode(encoding))
    assert read_whole(str(file)) == NOTICE
    assert read_ends(str(file)) == (NOTICE, False)


@pytest.mark.parametrize("data", [b"\x00\x01\x02", b"\x89PNG\r\n\x1a\n" + bytes(range(128, 256)) * 10, bytes(range(128, 256)) * 20])
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "screen.png"
    file.write_bytes(data)
    with pytest.raises(BadInput) as refused:
        read_whole(str(file))
    assert refused.value.key == "not_a_text"


def test_a_large_text_is_looked_at_from_both_ends_and_never_kept(tmp_path: Path) -> None:
    file = tmp_path / "server.log"
    file.write_bytes(b"first line\n" + b"x" * (2 * MOST_LOOKED_AT) + b"\nlast line")
    looked, cut = read_ends(str(file))
    assert looked.startswith("first line\n") and looked.endswith("\nlast line") and cut
    assert len(looked) <= MOST_LOOKED_AT + 2
    with pytest.raises(BadInput) as refused:
        read_whole(str(file))
    assert (refused.value.key, refused.value.params["limit"]) == ("text_too_large", MOST_BYTES // 1000)


class Endless(io.RawIOBase):
    """Zeros without end, as `/dev/zero` gives them, which somebody counts."""

    given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, into: memoryview) -> int:  # type: ignore[override]
        self.given += len(into)
        into[:] = bytes(len(into))
        return len(into)


def test_what_has_no_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    zeros = Endless()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(zeros)))
    with pytest.raises(BadInput) as refused:
        read_ends("-")
    assert refused.value.key == "text_too_large"
    assert zeros.given < 2 * MOST_READ


def test_a_text_as_large_as_is_kept_is_kept_whole(tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("ab" * 150_000)
    assert read_whole(str(file)) == "ab" * 150_000


def test_a_character_cut_in_two_does_not_matter(tmp_path: Path) -> None:
    file = tmp_path / "server.log"
    file.write_bytes(b"x" + "ж".encode() * (2 * MOST_LOOKED_AT))
    assert set(read_ends(str(file))[0]) <= {"x", "ж", "\ufffd", "\n"}


def test_the_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(NOTICE.encode())))
    assert read_whole("-") == NOTICE


@pytest.mark.parametrize("file", ["", "nothing/here.txt", "\0"])
def test_a_file_that_is_not_there(file: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_whole(file)
    assert refused.value.key == "no_file"
