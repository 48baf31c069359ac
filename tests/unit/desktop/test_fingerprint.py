"""A file named as evidence: known by its hash, and told in one sentence where it cannot be read."""

import hashlib
import os
from pathlib import Path

import pytest

from ban_wizard.case.errors import BadInput
from ban_wizard.desktop.fingerprint import fingerprint


def test_name_size_and_hash_of_a_file_read_piece_by_piece(tmp_path: Path) -> None:
    data = os.urandom(3_000_000)
    (tmp_path / "screen.png").write_bytes(data)
    known = fingerprint(f"  {tmp_path / 'screen.png'} ")
    assert (known.name, known.bytes, known.sha256) == ("screen.png", 3_000_000, hashlib.sha256(data).hexdigest())


def test_a_home_folder_and_a_name_with_escapes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "a\x1b[31mb\nc.txt").write_text("x")
    assert fingerprint("~/a\x1b[31mb\nc.txt").name == "ab c.txt"


def refused(path: Path | str, **more: int) -> str:
    with pytest.raises(BadInput) as told:
        fingerprint(str(path), **more)
    return told.value.key


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path) == "evidence_no_file"
    os.mkfifo(tmp_path / "pipe")
    assert refused(tmp_path / "pipe") == "evidence_no_file", "nobody would ever write into it"
    assert refused(tmp_path / "missing") == "evidence_unreadable"
    assert refused("zero\0byte") == "evidence_unreadable"
    assert refused("") == "evidence_no_file"
    (tmp_path / "empty").touch()
    assert refused(tmp_path / "empty") == "evidence_empty"


def test_a_huge_file_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "film").write_bytes(b"x" * 2_000_001)
    assert refused(tmp_path / "film", most=2_000_000) == "evidence_too_large"
    assert fingerprint(str(tmp_path / "film"), most=2_000_001).bytes == 2_000_001


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    (tmp_path / "shut").write_bytes(b"x")
    (tmp_path / "shut").chmod(0)
    assert refused(tmp_path / "shut") == "evidence_unreadable"
