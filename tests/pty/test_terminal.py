"""Through a real terminal: Russian layouts in both forms, resizing, leaving and coming back, the terminal given back."""

import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.desk import before

if sys.platform == "win32":
    pytest.skip("no pseudo-terminals on Windows", allow_module_level=True)

from tests.pty.terminal import DOWN, F1, F4, F5, F10, SCREEN, bracketed, go_to_paste, go_to_the_letter, opened


def events(folder: Path) -> list[Any]:
    wizard = before(folder)
    log = wizard.log(wizard.board().rows[0].case)
    wizard.store.close()
    return [(event.kind, event.name, event.value) for event in log]


def test_the_russian_layout_commands_in_lists_and_writes_in_lines(data: Path) -> None:
    with opened(data) as terminal:
        terminal.wait_for("Где вы увидели")
        terminal.send("ь")  # m: a note
        terminal.wait_for("Заметка к этому случаю")
        terminal.send("йцук q")
        terminal.wait_for("йцук q")
        terminal.send("\r")
        terminal.wait_for("Записано: ваша заметка")
        terminal.send("й")  # q: leave
        assert terminal.wait_for_the_end() == 0
        assert terminal.restored
    assert events(data)[-1] == ("noted", "", "йцук q")


def test_the_same_through_kittys_keyboard_protocol(data: Path) -> None:
    with opened(data) as terminal:
        terminal.wait_for("Где вы увидели")
        terminal.send(b"\x1b[1100;;1100u")  # ь: a note
        terminal.wait_for("Заметка к этому случаю")
        terminal.send(b"\x1b[1081;;1081u\x1b[1025;2;1025u")
        terminal.wait_for("йЁ")
        terminal.send(b"\x1b[1079;5u")  # Ctrl+з is Ctrl+P, also in a line
        terminal.wait_for("Все команды")
        terminal.send(b"\x1b[1081;5u")  # Ctrl+й is Ctrl+Q
        terminal.wait_for("ещё не записано")
        terminal.wait_for("йЁ")
        terminal.send(b"\x1b[1081;5u")
        assert terminal.wait_for_the_end() == 0
        assert terminal.restored


def test_leave_and_come_back_to_the_next_step(data: Path) -> None:
    with opened(data) as terminal:
        terminal.wait_for("Где вы увидели")
        terminal.send("1")
        terminal.wait_for("Не делайте:")
        terminal.send(F10)
        assert terminal.wait_for_the_end() == 0
    with opened(data, "--lang", "en") as terminal:
        terminal.wait_for("Do not:")
        terminal.send("q")
        assert terminal.wait_for_the_end() == 0


def test_nothing_is_lost_when_the_connection_is(data: Path) -> None:
    with opened(data) as terminal:
        terminal.wait_for("Где вы увидели")
        terminal.send("1")
        terminal.wait_for("Не делайте:")
        terminal.hang_up()
        terminal.wait_for_the_end()
    assert events(data)[-1] == ("answered", "seen_where", "at_login")


def test_resizing_draws_anew(data: Path) -> None:
    with opened(data, columns=120, rows=40) as terminal:
        terminal.wait_for("Где вы увидели")
        for columns, rows in ((60, 15), (80, 24)):
            terminal.resize(columns, rows)
            terminal.wait_for(lambda: "F10" in terminal.screen.display[-1] and "+7 911 123-45-67" in terminal.screen.display[0])
        terminal.send("\x11")
        assert terminal.wait_for_the_end() == 0 and terminal.restored


def test_esc_goes_back_and_a_torn_arrow_key_is_still_an_arrow(data: Path) -> None:
    with opened(data, env={"ESCDELAY": "5000"}) as terminal:
        terminal.wait_for("▌1")
        for byte in DOWN:
            terminal.send(bytes([byte]))
        terminal.wait_for("▌2")
        terminal.send(F10)
        terminal.wait_for_the_end()
    with opened(data, env={"ESCDELAY": "1"}) as terminal:
        terminal.wait_for("▌1")
        terminal.send(F1)
        terminal.wait_for("Как двигаться")
        terminal.send(b"\x1b")
        terminal.wait_for("▌1")
        terminal.send(F10)
        assert terminal.wait_for_the_end() == 0


@pytest.mark.parametrize("key", ["\r", "\x1b"], ids=["Enter", "Esc"])
def test_plain_text_stands_on_the_terminals_own_page(letter_data: Path, key: str) -> None:
    with opened(letter_data) as terminal:
        go_to_the_letter(terminal)
        terminal.send(F4)
        terminal.wait_for("[ Enter или Esc — назад ]")
        assert SCREEN not in terminal.modes and "Здравствуйте!" in terminal.text
        terminal.raw = b""
        terminal.send(b"q" + DOWN)
        terminal.send(key)
        terminal.wait_for(lambda: SCREEN in terminal.modes and "Данные для письма" in terminal.text)
        assert terminal.raw.startswith(b"\x1b"), "nothing that was typed showed"
        terminal.send(DOWN)
        terminal.wait_for("▌2")
        terminal.send(F10)
        assert terminal.wait_for_the_end() == 0 and terminal.restored


def test_a_pasted_screen_and_a_pasted_number_with_escapes_in_it(tmp_path: Path) -> None:
    with opened(tmp_path / "empty", "--lang", "en") as terminal:
        go_to_paste(terminal)
        terminal.send(bracketed(b"\x1b]0;gone\x07" + "При входе в MAX: «Пользователь заблокирован или удален»".encode()))
        terminal.wait_for("заблокирован или удален»")
        terminal.send(F5)
        terminal.wait_for("Yes: Permanent ban")
        terminal.send("1")
        terminal.wait_for("Which number is blocked?")
        terminal.send(bracketed(b"+7 (911)\n 123-45-67\x07"))
        terminal.wait_for("= +7 911 123-45-67, Russia")
        terminal.send("\r")
        terminal.wait_for("that +7 911 123-45-67 is blocked?")
        terminal.send("\r")
        terminal.wait_for("Everything here can be told later")
        terminal.send(F5)
        terminal.wait_for("Is everything right?")
        terminal.send(F5)
        terminal.wait_for("Your turn now.")
        terminal.send(F10)
        assert terminal.wait_for_the_end() == 0 and terminal.restored
    assert events(tmp_path / "empty")[0][0] == "opened"


def test_more_than_a_page_takes_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    with opened(tmp_path / "empty", "--lang", "en") as terminal:
        go_to_paste(terminal)
        terminal.send(bracketed(b"MAX has signed me out"))
        terminal.wait_for("MAX has signed me out")
        for part in (b"\x1b[200~", *[b"x" * 1000] * 101, b"\x1b[201~"):  # a terminal's own buffer is small
            terminal.send(part)
            terminal.take_in(0)
        terminal.wait_for("more than 100,000 characters")
        assert "MAX has signed me out" in terminal.text
        terminal.send("й")  # a letter is text here, not the command of its key
        terminal.wait_for("me outй")
        terminal.send(F10)
        terminal.wait_for("not opened yet")
        terminal.send(F10)
        assert terminal.wait_for_the_end() == 0 and terminal.restored
