"""The ladder of clipboards: only what a program answers for counts as copied."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from ban_wizard.desktop import clipboard
from ban_wizard.desktop.clipboard import ask_terminal, copy, native, run

TEXT = "Здравствуйте!\nНомер заблокирован."


def tried(
    environ: Mapping[str, str], works: Sequence[str] = (), installed: Sequence[str] | None = None, hangs: Sequence[str] = ()
) -> tuple[str | None, list[str]]:
    """Where the text went, and the programs that were started."""
    started: list[str] = []

    def fake(command: Sequence[str], text: str) -> bool | None:
        assert text == TEXT
        started.append(" ".join(command))
        return None if command[0] in hangs else command[0] in works

    def which(name: str) -> str | None:
        return name if installed is None or name in installed else None

    return copy(TEXT, environ=environ, platform="linux", which=which, run=fake), started


def test_a_local_desktop_is_reached_by_its_program() -> None:
    assert tried({"WAYLAND_DISPLAY": "wayland-0"}, ["wl-copy"]) == ("clipboard", ["wl-copy"])
    assert tried({"DISPLAY": ":0"}, ["xclip"]) == ("clipboard", ["xclip -selection clipboard"])


def test_the_next_program_is_tried_where_one_fails_or_is_not_there() -> None:
    assert tried({"DISPLAY": ":0"}, ["xsel"])[0] == "clipboard"
    assert tried({"DISPLAY": ":0"}, ["xsel"], installed=["xsel"]) == ("clipboard", ["xsel --clipboard --input"])


def test_over_a_network_the_other_machines_clipboard_is_left_alone() -> None:
    for name in ("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT", "MOSH_SERVER_PID", "MOSH_KEY"):
        assert tried({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0", name: "x"}, ["xclip", "wl-copy"]) == (None, [])
    assert native({"SSH_TTY": "/dev/pts/0"}, "darwin") == ()


def test_tmux_takes_it_into_its_buffer_also_over_a_network() -> None:
    environ = {"TMUX": "/tmp/tmux-0/default,1,0", "SSH_CONNECTION": "x"}
    assert tried(environ, ["tmux"]) == ("tmux", ["tmux load-buffer -w -"])
    assert tried(environ, []) == (None, ["tmux load-buffer -w -"])
    both = {"TMUX": "x", "WAYLAND_DISPLAY": "wayland-0"}
    assert tried(both, ["tmux", "wl-copy"]) == ("clipboard", ["wl-copy", "tmux load-buffer -w -"])


def test_after_a_program_that_hangs_no_other_is_tried_and_nothing_is_certain() -> None:
    both = {"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}
    assert tried(both, ["xclip"], hangs=["wl-copy"]) == (None, ["wl-copy"])
    assert tried({**both, "TMUX": "x"}, ["tmux"], hangs=["wl-copy"]) == ("tmux", ["wl-copy", "tmux load-buffer -w -"])
    assert tried({"TMUX": "x"}, hangs=["tmux"]) == (None, ["tmux load-buffer -w -"])


def test_nothing_is_certain_where_there_is_no_program() -> None:
    assert tried({}) == (None, [])


@pytest.mark.parametrize(("platform", "program"), [("darwin", "pbcopy"), ("win32", "clip")])
def test_each_system_has_its_own(platform: str, program: str) -> None:
    assert native({}, platform) == ((program,),)


def test_a_program_gets_the_text_on_its_input(tmp_path: Path) -> None:
    copied = tmp_path / "copied"
    script = f"import sys; open({str(copied)!r}, 'wb').write(sys.stdin.buffer.read())"
    assert run([sys.executable, "-c", script], TEXT)
    assert copied.read_text(encoding="utf-8") == TEXT


def test_a_program_that_fails_or_is_not_there_took_nothing() -> None:
    assert run([sys.executable, "-c", "raise SystemExit(1)"], TEXT) is False
    assert run(["/nowhere/no-such-program"], TEXT) is False


def test_a_program_that_does_not_answer_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clipboard, "TIMEOUT", 0.05)
    assert run([sys.executable, "-c", "while True: pass"], TEXT * 100_000) is None, "nor one that does not even read"


def test_the_terminal_of_a_command_is_asked_and_never_answers(tmp_path: Path) -> None:
    terminal = tmp_path / "tty"
    terminal.touch()
    assert ask_terminal("Привет", str(terminal))
    assert terminal.read_bytes() == b"\x1b]52;c;0J/RgNC40LLQtdGC\x07"
    assert not ask_terminal("Привет", str(tmp_path / "no" / "tty"))
