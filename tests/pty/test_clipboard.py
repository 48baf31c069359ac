"""Copying in a real terminal: the program of the desktop only at the desktop, tmux's buffer inside tmux, the terminal always."""

import shutil
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("no pseudo-terminals on Windows", allow_module_level=True)

from tests.pty.terminal import F2, F3, F4, F10, SCREEN, Terminal, go_to_the_letter, opened

DESKTOP = ("wl-copy", "xclip", "xsel", "pbcopy")
UNSURE = "не говорит, удалось ли"

FAKE = """#!/bin/sh
[ -e "{folder}/broken" ] && exit 1
cat > "{folder}/$(basename "$0").took"
"""


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """A folder of programs that take a text and keep it beside themselves, unless there is a file `broken`."""
    folder = tmp_path / "programs"
    folder.mkdir()
    for name in (*DESKTOP, "tmux"):
        (folder / name).write_text(FAKE.format(folder=folder), encoding="utf-8")
        (folder / name).chmod(0o755)
    return folder


@pytest.fixture
def copying(letter_data: Path) -> Callable[..., Terminal]:
    """The program in Russian, started on a case whose step has a letter; `programs` come first on its PATH."""

    def start(programs: Path | None = None, **env: str) -> Terminal:
        first = {"PATH": f"{programs}:/usr/bin:/bin"} if programs else {}
        return opened(letter_data, env={**first, **env})

    return start


def copied(terminal: Terminal, said: str) -> None:
    """Copy once more, until this is said of it."""
    terminal.raw = b""
    terminal.send(F2)
    terminal.wait_for(said)


def asked(terminal: Terminal, text: str) -> bool:
    """Whether the terminal was asked to copy the text."""
    return b"\x1b]52;c;" + b64encode(text.encode()) + b"\x07" in terminal.raw


def took(programs: Path) -> dict[str, str]:
    return {file.stem: file.read_text(encoding="utf-8") for file in programs.glob("*.took")}


def test_at_the_desktop_its_program_takes_the_text_and_only_then_it_is_copied(copying: Callable[..., Terminal], programs: Path) -> None:
    with copying(programs, WAYLAND_DISPLAY="wayland-0", DISPLAY=":0") as terminal:
        go_to_the_letter(terminal)
        copied(terminal, "Скопировано.")
        ((program, text),) = took(programs).items()
        assert program == "wl-copy" and text.startswith("Здравствуйте!") and asked(terminal, text)
        (programs / "broken").touch()
        copied(terminal, UNSURE)
        assert "Скопировано." not in terminal.text and asked(terminal, text)
        terminal.send(F10)
        assert terminal.wait_for_the_end() == 0


def test_over_ssh_no_program_is_asked_and_saving_and_plain_text_are_one_key_away(
    copying: Callable[..., Terminal], programs: Path, tmp_path: Path
) -> None:
    with copying(programs, DISPLAY=":0", SSH_CONNECTION="10.0.0.1 5 10.0.0.2 22", TMUX="/nowhere,1,0") as terminal:
        go_to_the_letter(terminal)
        copied(terminal, "Скопировано в буфер tmux")
        assert list(took(programs)) == ["tmux"] and asked(terminal, took(programs)["tmux"])
        (programs / "broken").touch()
        copied(terminal, UNSURE)
        text = took(programs)["tmux"]
        terminal.send(F3)
        terminal.wait_for("В какой файл")
        terminal.send(b"\x15" + str(tmp_path / "saved.txt").encode() + b"\r")
        terminal.wait_for("Записано в")
        assert (tmp_path / "saved.txt").read_text(encoding="utf-8") == text + "\n"
        terminal.send(F4)
        terminal.wait_for(lambda: SCREEN not in terminal.modes and text.splitlines()[0] in terminal.text)
        terminal.send("\r")
        terminal.wait_for(lambda: SCREEN in terminal.modes)
        terminal.send(F10)
        assert terminal.wait_for_the_end() == 0


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[Callable[..., str]]:
    """A tmux server of the test's own."""
    program, socket = shutil.which("tmux"), tmp_path / "tmux"
    if program is None:
        pytest.skip("tmux is not installed here")

    def ask(*args: str) -> str:
        command = [program, "-S", str(socket), "-f", "/dev/null", *args]
        return subprocess.run(command, capture_output=True, check=True, encoding="utf-8", env={"PATH": "/usr/bin:/bin"}).stdout

    ask("new-session", "-d", "cat")
    yield ask
    ask("kill-server")


def test_a_real_tmux_has_the_letter_in_its_buffer(copying: Callable[..., Terminal], tmux: Callable[..., str], tmp_path: Path) -> None:
    with copying(TMUX=f"{tmp_path / 'tmux'},1,0", LC_ALL="C.UTF-8", LANGUAGE="ru") as terminal:
        terminal.wait_for(lambda: "F2 " in terminal.text)
        terminal.send(F2)
        terminal.wait_for(lambda: "MAX" in terminal.text and "F8 " in terminal.text)
        copied(terminal, "tmux")
        text = tmux("show-buffer")
        assert text.startswith("Здравствуйте!") and asked(terminal, text)
        terminal.send(F10)
        assert terminal.wait_for_the_end() == 0
