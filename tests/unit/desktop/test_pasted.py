"""Reading what is pasted: encodings, sizes, and what is no text."""

import io
import sys
from pathlib import Path

import pytest

from ban_wizard.case.errors import BadInput
from ban_wizard.desktop.pasted import MOST_BYTES, read_ends, read_whole

NOTICE = "Этот номер не может использовать WhatsApp"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_the_encodings_that_people_have(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "notice.txt"
    file.write_bytes(NOTICE.encode(encoding))
    assert read_whole(str(file)) == NOTICE
    assert read_ends(str(file)) == NOTICE


@pytest.mark.parametrize("data", [b"\x00\x01\x02", b"\x89PNG\r\n\x1a\n" + bytes(range(128, 256)) * 10, bytes(range(128, 256)) * 20])
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "screen.png"
    file.write_bytes(data)
    for read in (read_whole, read_ends):
        with pytest.raises(BadInput) as refused:
            read(str(file))
        assert refused.value.key == "not_a_text"


def test_a_large_text_is_looked_at_from_both_ends_and_never_kept(tmp_path: Path) -> None:
    file = tmp_path / "server.log"
    file.write_bytes(b"first line\n" + b"x" * (10 * MOST_BYTES) + b"\nlast line")
    looked = read_ends(str(file))
    assert looked.startswith("first line\n") and looked.endswith("\nlast line")
    assert len(looked) <= MOST_BYTES
    with pytest.raises(BadInput) as refused:
        read_whole(str(file))
    assert refused.value.key == "text_too_large"


def test_a_text_as_large_as_is_kept_is_kept_whole(tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("ab" * 150_000)
    assert read_whole(str(file)) == "ab" * 150_000


def test_a_character_cut_in_two_does_not_matter(tmp_path: Path) -> None:
    file = tmp_path / "server.log"
    file.write_text("ж" * (5 * MOST_BYTES))
    assert set(read_ends(str(file))) <= {"ж", "\ufffd", "\n"}


def test_the_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(NOTICE.encode())))
    assert read_whole("-") == NOTICE


@pytest.mark.parametrize("file", ["", "nothing/here.txt", "\0"])
def test_a_file_that_is_not_there(file: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_ends(file)
    assert refused.value.key == "no_file"
