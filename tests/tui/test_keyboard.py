"""Russian keyboards: one translator, except where text is taken; no letter is lost in a line."""

import pytest
from textual import events

from ban_wizard.tui.keyboard import LATIN, latin_key, translated
from ban_wizard.wizard import Wizard
from tests.support.desk import NUMBER
from tests.tui.pages import at_the_screen


@pytest.mark.parametrize(
    ("pressed", "meant"),
    [
        ("й", "q"),
        ("Й", "q"),
        ("П", "g"),
        ("G", "g"),
        ("ctrl+Q", "ctrl+q"),
        ("р", "h"),
        ("ctrl+ы", "ctrl+s"),
        ("ctrl+й", "ctrl+q"),
        ("ctrl+Й", "ctrl+q"),
        ("ctrl+shift+ы", "ctrl+shift+s"),
        ("q", None),
        ("f1", None),
        ("ctrl+q", None),
        ("1", None),
        ("х", None),  # the key of [: no command is punctuation
        ("é", None),
        ("F1", None),
    ],
)
def test_a_letter_is_the_small_latin_one_in_its_place(pressed: str, meant: str | None) -> None:
    assert latin_key(pressed, takes_text=False) == meant


@pytest.mark.parametrize(("pressed", "meant"), [("G", None), ("П", "G"), ("g", None), ("п", "g"), ("Й", "q")])
def test_a_capital_that_is_a_key_of_its_own_stays_one(pressed: str, meant: str | None) -> None:
    assert latin_key(pressed, takes_text=False, capitals={"G"}) == meant


@pytest.mark.parametrize(("pressed", "meant"), [("й", None), ("Ы", None), ("Q", None), ("ctrl+ы", "ctrl+s"), ("ctrl+с", "ctrl+c")])
def test_where_text_is_taken_letters_stay_and_only_ctrl_is_translated(pressed: str, meant: str | None) -> None:
    assert latin_key(pressed, takes_text=True) == meant


def test_the_whole_alphabet_has_its_keys() -> None:
    alphabet = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
    assert set(LATIN) == set(alphabet + alphabet.upper()) and len(set(LATIN.values())) == len(LATIN)


def test_an_event_that_is_not_translated_is_the_same_event() -> None:
    event = events.Key("f1", None)
    assert translated(event, takes_text=False) is event
    assert translated(events.Key("й", "й"), takes_text=False).character == "q"


async def test_letters_command_in_a_list_and_are_text_in_a_line(russian: Wizard) -> None:
    russian.start("max", NUMBER, kind="temporary_ban")
    async with at_the_screen(russian) as person:
        await person.burst("ь")  # m: note
        assert person.question == "Заметка к этому случаю"
        await person.type("йцукен ъэ ЁЖ 123 q")
        assert person.panel.line.value == "йцукен ъэ ЁЖ 123 q"
        await person.press("escape")
        await person.burst("й")
        assert person.app.is_running and "не записано" in " ".join(person.notice.split())
        await person.burst("й")
        assert not person.app.is_running


async def test_ctrl_with_a_cyrillic_letter_works_also_in_a_line(russian: Wizard) -> None:
    russian.start("max", NUMBER, kind="temporary_ban")
    async with at_the_screen(russian) as person:
        await person.press("f4", "ctrl+з")
        assert person.place == "PaletteScreen"
        await person.press("escape", "ctrl+й")
        assert not person.app.is_running
