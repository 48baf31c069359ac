"""A letter through a real terminal: the person's own editor has it meanwhile, and Ctrl+C there ends nothing of ours."""

import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.desk import before

if sys.platform == "win32":
    pytest.skip("no pseudo-terminals on Windows", allow_module_level=True)

from tests.pty.terminal import F4, F8, F10, MOUSE, SCREEN, go_to_the_letter, opened

EDITOR = """
import signal, sys
from pathlib import Path
file = Path(sys.argv[-1])
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # kept until it is waited for, however early it comes
print("AN EDITOR", sys.argv[1], flush=True)
signal.sigwait({signal.SIGINT})
print("INTERRUPTED", flush=True)
input()
file.write_text("Моё письмо.", "utf-8")
"""


def last_event(folder: Path) -> Any:
    wizard = before(folder)
    event = wizard.log(wizard.board().rows[0].case)[-1]
    wizard.store.close()
    return event


def test_the_editor_has_the_terminal_and_what_it_leaves_is_sent(letter_data: Path, tmp_path: Path) -> None:
    script = tmp_path / "my editor.py"
    script.write_text(EDITOR, encoding="utf-8")
    with opened(letter_data, env={"VISUAL": f"'{sys.executable}' '{script}' -w"}) as terminal:
        go_to_the_letter(terminal)
        terminal.send("у")  # e on a Russian keyboard
        terminal.wait_for("AN EDITOR -w")
        assert not terminal.modes & ({SCREEN} | MOUSE), "the editor finds a plain terminal"
        terminal.send(b"\x03")
        terminal.wait_for("INTERRUPTED")
        terminal.send("\r")
        terminal.wait_for("Теперь стоит ваш текст.")
        assert SCREEN in terminal.modes
        terminal.send(F8)
        terminal.wait_for("Записано:")
        terminal.send(F10)
        assert terminal.wait_for_the_end() == 0
        assert terminal.restored
    event = last_event(letter_data)
    assert (event.name, event.value["text"]) == ("sent", "Моё письмо.")


def test_ctrl_c_on_the_page_of_plain_text_may_be_meant_to_copy(letter_data: Path) -> None:
    with opened(letter_data) as terminal:
        go_to_the_letter(terminal)
        terminal.send(F4)
        terminal.wait_for("Enter")
        terminal.wait_for(lambda: SCREEN not in terminal.modes)
        terminal.send(b"\x03")
        terminal.send("\r")
        terminal.wait_for(lambda: SCREEN in terminal.modes)
        terminal.send(F10)
        assert terminal.wait_for_the_end() == 0
        assert terminal.restored
