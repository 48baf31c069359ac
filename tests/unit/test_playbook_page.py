"""The worked example of docs/playbook-format.md: the page is carried out from top to bottom, and what it shows is what happens.

Files are written as they stand on the page, or taken from docs/example where the page links to them; a `diff` is made and
undone after the commands that follow it.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from ban_wizard.cli import main
from tests.support.walk import ROOT

PAGE = ROOT / "docs" / "playbook-format.md"
EXAMPLE = ROOT / "docs" / "example"

_BLOCK = re.compile(r"^```(\w+) ?(\S*)\n(.*?)^```$|\]\(example/(\S+?\.\w+)\)", re.MULTILINE | re.DOTALL)


class Block:
    """A part of the page that something is done with."""

    def __init__(self, found: re.Match[str]) -> None:
        self.sort, self.file, self.text = (found[1], found[2], found[3]) if found[4] is None else ("copy", found[4], "")


def blocks() -> list[Block]:
    _, example = PAGE.read_text("utf-8").split("## A worked example", 1)
    return [Block(found) for found in _BLOCK.finditer(example)]


def commands(console: str) -> Iterator[tuple[str, str]]:
    """Each command of a block with what it is shown to print."""
    for part in console.split("$ ")[1:]:
        command, _, said = part.partition("\n")
        yield command, said


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    folder = tmp_path / "desk"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def run(command: str, capsys: pytest.CaptureFixture[str]) -> str:
    program, *words = command.split()
    if program == "mkdir":
        for word in words[1:]:
            Path(word).mkdir(parents=True)
        return ""
    if program == "sha256sum":
        return f"{hashlib.sha256(Path(words[0]).read_bytes()).hexdigest()}  {words[0]}\n"
    assert program == "ban-wizard"
    main(words)
    return capsys.readouterr().out


def test_the_page_is_as_it_says(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    undone: tuple[Path, str] | None = None
    done = []
    for block in blocks():
        done.append(block.sort)
        if block.sort == "copy":
            (desk / block.file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(EXAMPLE / block.file, desk / block.file)
        elif block.sort in ("yaml", "text"):
            (desk / block.file).write_text(block.text, "utf-8")
        elif block.sort == "diff":
            old, new = (line[1:] for line in block.text.splitlines())
            path = desk / block.file
            undone = path, path.read_text("utf-8")
            assert undone[1].count(old) == 1, old
            path.write_text(undone[1].replace(old, new), "utf-8")
        elif block.sort == "console":
            for command, said in commands(block.text):
                assert run(command, capsys) == said, command
            if undone is not None:
                undone[0].write_text(undone[1], "utf-8")
                undone = None
    assert done.count("console") >= 7 and done.count("diff") == 4
    assert {path.relative_to(desk): path.read_bytes() for path in desk.rglob("*") if path.is_file()} == {
        path.relative_to(EXAMPLE): path.read_bytes() for path in EXAMPLE.rglob("*") if path.is_file()
    }, "docs/example holds what the page shows, no less and no more"
