"""Manners that only a real terminal shows: signals, stopping and coming back, a crash, no colours, a dumb terminal, keyboards."""

import re
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ban_wizard.faces.crash import EXIT_CODE
from tests.support.desk import NUMBER, before

if sys.platform == "win32":
    pytest.skip("no pseudo-terminals on Windows", allow_module_level=True)

from tests.pty.terminal import DOWN, F1, F2, F4, F9, F10, SCREEN, Terminal, opened

LETTERS = "abcdefghijklmnopqrstuvwxyz абвгдеёжзийклмнопрстуфхцчшщъыьэюя 01234 Q 56789 Й"


def log(folder: Path) -> list[Any]:
    wizard = before(folder)
    events = [(event.kind, event.value) for event in wizard.log(NUMBER)]
    wizard.store.close()
    return events


# ------------------------------------------------------------------ signals


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=lambda number: number.name)
def test_ended_by_a_signal_the_terminal_is_given_back_and_nothing_is_half_recorded(data: Path, number: signal.Signals) -> None:
    with opened(data) as terminal:
        terminal.wait_for("Где вы увидели")
        terminal.send(F4)
        terminal.wait_for("Заметка к этому случаю")
        terminal.send("половина слова")
        terminal.wait_for("половина слова")
        terminal.program.send_signal(number)
        terminal.wait_for_the_end()
        assert terminal.restored, terminal.modes
        assert "Traceback" not in terminal.text
    assert [kind for kind, _ in log(data)] == ["opened"]


def test_ctrl_z_stops_and_fg_comes_back_to_the_same_place(data: Path) -> None:
    with opened(data, program=("bash", "--norc", "--noprofile", "-i"), env={"PS1": "SHELL> "}) as terminal:
        terminal.wait_for("SHELL>")
        terminal.send(f"{sys.executable} -m ban_wizard\r")
        terminal.wait_for("Где вы увидели")
        terminal.send(b"\x1b[B")
        terminal.wait_for("▌2")
        terminal.raw = b""
        terminal.send(b"\x1a")
        terminal.wait_for(lambda: SCREEN not in terminal.modes and b"SHELL>" in terminal.raw.partition(b"Stopped")[2])
        terminal.send("fg\r")
        terminal.wait_for(lambda: SCREEN in terminal.modes and "▌2" in terminal.text)
        terminal.raw = b""
        terminal.send(F10)
        terminal.wait_for(lambda: SCREEN not in terminal.modes and b"SHELL>" in terminal.raw)
        terminal.send("exit\r")
        terminal.wait_for_the_end()
        assert terminal.restored
    assert [kind for kind, _ in log(data)] == ["opened"]


BROKEN = """
from ban_wizard.desktop import editor
from ban_wizard.tui.screens.case import CaseScreen

def broken(self, *more):
    number, words = "+79111234567", "the owner's words"
    raise KeyError(number, words)

CaseScreen.action_note = editor.edit = broken
"""


@pytest.mark.parametrize("keys", [(F4,), (F2, "у")], ids=["a step", "while an editor has the terminal"])
def test_a_crash_gives_the_terminal_back_and_tells_nobodys_words(letter_data: Path, tmp_path: Path, keys: tuple[bytes | str, ...]) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(BROKEN, encoding="utf-8")
    with opened(letter_data, env={"PYTHONPATH": str(folder), "VISUAL": "true"}) as terminal:
        terminal.wait_for("F2 Письмо")
        terminal.raw = b""
        for key in keys:
            terminal.send(key)
            if key == F2:
                terminal.wait_for("Данные для письма")
                terminal.raw = b""
        assert terminal.wait_for_the_end() == EXIT_CODE
        assert terminal.restored
        said = terminal.raw.rpartition(b"?1049l")[2].decode()
        assert "Программа остановилась из-за своей ошибки" in said and "чтобы продолжить." in " ".join(said.split())
        assert "builtins.KeyError" in said and "broken" in said
        for personal in ("9111234567", "owner", "KeyError(", "Traceback"):
            assert personal not in said


# ------------------------------------------------------------------ colours, and terminals without them


def test_without_colours_no_colour_is_sent_and_everything_is_told(data: Path) -> None:
    with opened(data, env={"NO_COLOR": ""}) as terminal:  # an empty one counts for nothing: https://no-color.org
        terminal.wait_for("▌1")
        assert colours(terminal.raw), "else this test could not fail"
        terminal.send(F10)
        terminal.wait_for_the_end()
    with opened(data, env={"NO_COLOR": "1", "COLORTERM": "truecolor"}) as terminal:
        terminal.wait_for("▌1")
        terminal.send(DOWN)
        terminal.wait_for(lambda: "▌2" in terminal.text and bold(terminal, "▌2"))
        assert bold(terminal, "Где вы увидели этот текст?")
        terminal.send(b"\x1b[F")  # End
        terminal.wait_for(" × ")
        terminal.send(F4)
        terminal.wait_for("Заметка к этому случаю")
        terminal.send(b"abc\x1b[D")
        terminal.wait_for(lambda: any(cell.data == "c" and cell.reverse for cell in cells(terminal)))  # the cursor
        terminal.send(F1)
        terminal.wait_for("Как двигаться")
        terminal.send(b"\x1b" + F9)
        terminal.wait_for("Все команды")
        terminal.send(b"\x1b")
        terminal.send(F10)
        terminal.wait_for("ещё не записано")
        terminal.send(F10)
        terminal.wait_for_the_end()
        assert not colours(terminal.raw)


def colours(raw: bytes) -> set[bytes]:
    """What was sent to choose a colour, whichever, grey and the terminal's own included."""
    numbers = {number for sent in re.findall(rb"\x1b\[([0-9;:]*)m", raw) for number in re.split(rb"[;:]", sent)}
    return {number for number in numbers if re.fullmatch(rb"[349]\d|10[0-7]", number)}


def cells(terminal: Terminal) -> list[Any]:
    return [row[x] for row in (terminal.screen.buffer[y] for y in range(terminal.rows)) for x in range(terminal.columns)]


def bold(terminal: Terminal, words: str) -> bool:
    """Whether these words stand in bold on the screen."""
    found = cells(terminal)
    start = "".join(cell.data for cell in found).find(words)
    return start >= 0 and all(cell.bold for cell in found[start : start + len(words)] if cell.data != " ")


def test_a_dumb_terminal_gets_plain_questions(data: Path) -> None:
    with opened(data, env={"TERM": "dumb"}) as terminal:
        terminal.wait_for("Где вы увидели")
        assert SCREEN not in terminal.modes and b"\x1b" not in terminal.raw
        terminal.send(b"\x04")
        terminal.wait_for_the_end()
        assert terminal.restored


@pytest.mark.parametrize(("told", "dark"), [("15;0", True), ("0;15", False)])
def test_the_theme_fits_the_ground_that_the_terminal_tells(data: Path, told: str, dark: bool) -> None:
    with opened(data, env={"COLORFGBG": told, "COLORTERM": "truecolor"}) as terminal:
        terminal.wait_for("▌1")
        terminal.send(F10)
        terminal.wait_for_the_end()
        grounds = [sum(map(int, rgb)) for rgb in re.findall(rb"48;2;(\d+);(\d+);(\d+)", terminal.raw)]
        assert grounds and (max(grounds) < 384) is dark


# ------------------------------------------------------------------ keyboards


def test_keys_with_the_latin_letter_beside_the_russian_one(data: Path) -> None:
    """Kitty's alternate keys: the letter, and what the key gives in the Latin layout."""
    with opened(data) as terminal:
        terminal.wait_for("Где вы увидели")
        terminal.send(b"\x1b[1100:109;;1100u")  # ь on the key of m: a note
        terminal.wait_for("Заметка к этому случаю")
        terminal.send(b"\x1b[1092::97;;1092u\x1b[1092:1060:97;2;1060u")
        terminal.wait_for("фФ")
        terminal.send(b"\x1b[1079::112;5u")  # Ctrl+з is Ctrl+P
        terminal.wait_for("Все команды")
        terminal.send(b"\x1b[27u")
        terminal.wait_for("фФ")
        terminal.send(b"\x1b[1081:113;5u")  # Ctrl+й is Ctrl+Q
        terminal.wait_for("ещё не записано")
        terminal.send(b"\x1b[1081:113;5u")
        assert terminal.wait_for_the_end() == 0 and terminal.restored


@pytest.mark.parametrize("pressed", ["P", "З", "\x1b[1047:1047:112;2;1047u"], ids=["Shift", "Caps Lock, Russian", "kitty"])
def test_a_letter_commands_whatever_its_case(data: Path, pressed: str) -> None:
    with opened(data) as terminal:
        terminal.wait_for("Где вы увидели")
        terminal.send(pressed)
        terminal.wait_for("В какой файл")
        terminal.send("PЗ")  # here it is text
        terminal.wait_for("PЗ")
        terminal.send(F10)
        terminal.wait_for("ещё не записано")
        terminal.send(F10)
        assert terminal.wait_for_the_end() == 0


def test_a_name_typed_before_it_is_asked_for_runs_no_command(data: Path) -> None:
    wizard = before(data)
    wizard.start("max", "+79037654321", kind="permanent_ban")
    wizard.store.close()
    with opened(data) as terminal:
        terminal.wait_for("F8 Новый")
        terminal.send("шАня\r")  # i: whose case is it?
        terminal.wait_for("Теперь у: Аня")
        terminal.send("Й")
        assert terminal.wait_for_the_end() == 0
    wizard = before(data)
    assert [wizard.show(row.case).view.agent for row in wizard.board().rows].count("Аня") == 1
    assert not any(wizard.show(row.case).view.snoozed for row in wizard.board().rows)
    wizard.store.close()


@pytest.mark.parametrize(
    "form", [lambda letter: letter.encode(), lambda letter: f"\x1b[{ord(letter)};;{ord(letter)}u".encode()], ids=["bytes", "kitty"]
)
def test_no_letter_is_lost_in_a_burst(data: Path, form: Callable[[str], bytes]) -> None:
    with opened(data, columns=120) as terminal:
        terminal.wait_for("Где вы увидели")
        terminal.send(b"\x1bOS" + b"".join(map(form, LETTERS)) + b"\r")
        terminal.wait_for("Записано: ваша заметка")
        terminal.send(F10)
        assert terminal.wait_for_the_end() == 0
    assert log(data)[-1] == ("noted", LETTERS)
