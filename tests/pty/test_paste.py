"""What is pasted in a real terminal is text, whatever is in it: none of it is ever a key."""

import sys
from pathlib import Path

import pytest

from tests.support.desk import before

if sys.platform == "win32":
    pytest.skip("no pseudo-terminals on Windows", allow_module_level=True)

from tests.pty.terminal import F4, F10, Terminal, bracketed, go_to_paste, opened

OTHER = "+79037654321"


def recorded(folder: Path) -> list[str]:
    """What was recorded of all cases after they were opened, by kind of event."""
    wizard = before(folder)
    kinds = [event.kind for row in wizard.board().rows for event in wizard.log(row.case)]
    wizard.store.close()
    return [kind for kind in kinds if kind != "opened"]


def left(terminal: Terminal, asked: str = "") -> None:
    """Leave, past what is asked about something typed and not used."""
    terminal.send(F10)
    if asked:
        terminal.wait_for(asked)
        terminal.send(F10)
    assert terminal.wait_for_the_end() == 0 and terminal.restored


def test_pasted_on_the_board_with_the_keys_that_close_a_case_and_leave(data: Path) -> None:
    wizard = before(data)
    wizard.start("max", OTHER, kind="permanent_ban")
    wizard.store.close()
    with opened(data) as terminal:
        terminal.wait_for("F8 Новый")
        terminal.send(bracketed(b"a \x1b[0Jx spam\rq "))
        terminal.wait_for("a x spam")
        terminal.wait_for("Вставьте")
        left(terminal, "ещё не открыт")
    assert not recorded(data)


@pytest.mark.parametrize(
    "text", [b"hello \x1b[31mspam\r", b"log: \x1b[32mOK\x1b[0m \x1b[99;99;99Xm note\r1\r", b"\x1b[1;5", b"1\r\x1b", b"\x1bOS1\r"]
)
def test_pasted_on_a_step_nothing_is_recorded(data: Path, text: bytes) -> None:
    with opened(data) as terminal:
        terminal.wait_for("Где вы увидели")
        terminal.send(bracketed(text) + F4)
        terminal.wait_for("Заметка к этому случаю")
        left(terminal)
    assert not recorded(data)


def test_pasted_where_a_text_is_asked_for_it_comes_in_order_and_without_sequences(tmp_path: Path) -> None:
    with opened(tmp_path / "empty", "--lang", "en") as terminal:
        go_to_paste(terminal)
        terminal.send(bracketed(b"Your account \x1b[31mis restricted \x07 [/b] [@click=app.quit]x[/] right now"))
        terminal.wait_for("Your account is restricted [/b] [@click=app.quit]x[/] right now")
        left(terminal, "not opened yet")


def test_a_paste_and_its_marks_may_come_in_pieces(data: Path) -> None:
    with opened(data) as terminal:
        terminal.wait_for("Где вы увидели")
        terminal.send(F4)
        terminal.wait_for("Заметка к этому случаю")
        for piece in (b"\x1b[2", b"00~one\r", b"\x1b[", b"31mtwo \xd0", b"\xb6\x1b[20", b"1~ three"):
            terminal.send(piece)
            terminal.take_in(0.05)
        terminal.wait_for("one two ж three")
        for byte in "й".encode():
            terminal.send(bytes([byte]))
            terminal.take_in(0.05)
        terminal.wait_for("threeй")
        left(terminal, "ещё не записано")
    assert not recorded(data)
