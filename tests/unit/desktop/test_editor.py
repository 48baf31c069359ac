"""The person's own editor: which one, what it is given, and what becomes of a text that it spoils."""

import os
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from ban_wizard.case.errors import BadInput
from ban_wizard.desktop import editor

TEXT = "Здравствуйте!\n\nПрошу пересмотреть."


def found(setting: str | None = None, there: Sequence[str] = (), platform: str = "linux", **environ: str) -> tuple[str, ...]:
    return editor.command(setting, environ=environ, platform=platform, which=lambda name: name if name in there else None)


def test_the_setting_wins_then_visual_then_editor_then_what_is_there() -> None:
    there = ("mine", "code", "ed", "nano", "vi")
    assert found("mine", there, VISUAL="code", EDITOR="ed") == ("mine",)
    assert found(None, there, VISUAL="code -w", EDITOR="ed") == ("code", "-w")
    assert found("", there, VISUAL=" ", EDITOR="ed -p '> '") == ("ed", "-p", "> ")
    assert found(None, there) == ("nano",)
    assert found(None, ["vi"]) == ("vi",)
    assert found(None, ["notepad", "vi"], platform="win32") == ("notepad",)


@pytest.mark.parametrize("named", ["gone -w", "'never closed", "''"])
def test_one_that_was_named_and_is_not_there_is_told_and_not_replaced(named: str) -> None:
    with pytest.raises(BadInput, match="editor_not_there") as told:
        found(None, ["nano", "vi"], EDITOR=named)
    assert told.value.params["editor"] == named


def test_none_at_all() -> None:
    with pytest.raises(BadInput, match="no_editor"):
        found()


class Typist:
    """An editor that writes what it is told to, and remembers the file."""

    def __init__(self, left: str | bytes | None, code: int = 0) -> None:
        self.left, self.code = left, code

    def __call__(self, command: Sequence[str]) -> int:
        *self.command, name = command
        self.file = Path(name)
        self.given = self.file.read_text(encoding="utf-8")
        self.modes = self.file.stat().st_mode & 0o777, self.file.parent.stat().st_mode & 0o777
        if self.left is None:
            self.file.unlink()
        else:
            self.file.write_bytes(self.left if isinstance(self.left, bytes) else self.left.encode())
        return self.code


def test_it_gets_the_text_in_a_file_of_the_persons_own_that_is_gone_afterwards() -> None:
    typist = Typist("\ufeffHello,\r\n\r\nplease \x1b[31mreview\x1b[0m.\r\n\r\n")
    assert editor.edit(TEXT, ("code", "-w"), run=typist) == "Hello,\n\nplease review."
    assert (typist.command, typist.given, typist.modes) == (["code", "-w"], TEXT + "\n", (0o600, 0o700))
    assert not typist.file.exists() and not typist.file.parent.exists()


def raises(_: Sequence[str]) -> int:
    raise PermissionError(13, "Permission denied")


@pytest.mark.parametrize(
    ("run", "key"),
    [
        (Typist("changed", code=1), "editor_failed"),
        (raises, "editor_failed"),
        (Typist(" \n\n"), "editor_empty"),
        (Typist(None), "no_file"),
        (Typist(b"a\0b"), "not_a_text"),
        (Typist("x" * 500_000), "text_too_large"),
    ],
)
def test_what_an_editor_spoils_is_told_in_a_sentence(run: editor.Run, key: str) -> None:
    with pytest.raises(BadInput, match=key):
        editor.edit(TEXT, ("ed",), run=run)


@pytest.mark.skipif(os.name == "nt", reason="signals of Unix")
def test_ctrl_c_in_the_editor_does_not_end_the_program() -> None:
    def answer(program: str) -> int:
        return editor.run([sys.executable, "-c", program])

    before = signal.getsignal(signal.SIGINT)
    ours: Callable[[], int] = lambda: answer("import os, signal; os.kill(os.getppid(), signal.SIGINT); raise SystemExit(3)")  # noqa: E731
    assert ours() == 3, "the program goes on"
    default = "import signal; raise SystemExit(signal.getsignal(signal.SIGINT) is not signal.default_int_handler)"
    assert answer(default) == 0, "the editor does not inherit a deaf ear"
    assert signal.getsignal(signal.SIGINT) is before
