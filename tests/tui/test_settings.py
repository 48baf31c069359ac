"""Settings on the screen: language and theme change while it runs and are remembered; own keys; what is wrong is told."""

from pathlib import Path

import pytest

from ban_wizard.settings import Settings, parse, read
from ban_wizard.tui import commands, keymap
from ban_wizard.tui.app import BanWizardApp
from ban_wizard.wizard import Wizard
from tests.support.desk import NUMBER
from tests.tui.pages import Person

SIZE = (80, 24)


def app(wizard: Wizard, file: Path, text: str = "") -> BanWizardApp:
    if text:
        file.write_text(text, encoding="utf-8")
    settings, mistakes = read(file)
    return BanWizardApp(wizard, settings, file, [mistake.sentence(file, wizard.lang) for mistake in mistakes])


async def test_the_language_changes_on_every_open_page_and_is_remembered(wizard: Wizard, tmp_path: Path) -> None:
    wizard.start("max", NUMBER, kind="permanent_ban")
    file = tmp_path / "settings.toml"
    screen = app(wizard, file)
    async with screen.run_test(size=SIZE) as pilot:
        person = Person(pilot)
        await person.settle()
        assert "Help" in person.sees
        await person.press("t")
        assert "Помощь" in person.sees
        assert "Help" not in person.sees
        assert read(file)[0].language == "ru"
        await person.press("t")
        assert "Help" in person.sees
        assert read(file)[0].language == "en"


async def test_the_theme_is_followed_and_remembered(wizard: Wizard, tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    screen = app(wizard, file, 'theme = "light"\n')
    async with screen.run_test(size=SIZE) as pilot:
        person = Person(pilot)
        assert screen.theme == "ban-wizard-light"
        await person.press("d")
        assert (screen.theme, read(file)[0].theme) == ("ban-wizard-dark", "dark")


async def test_a_broken_file_is_told_on_the_first_page_and_left_alone(wizard: Wizard, tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    screen = app(wizard, file, "# mine\ntheme = dark\n")
    async with screen.run_test(size=(120, 40)) as pilot:
        person = Person(pilot)
        await person.settle()
        assert "settings.toml, line 2: This is not TOML." in person.notice
        await person.press("d")
        assert "cannot be written" in person.notice
        assert file.read_text("utf-8") == "# mine\ntheme = dark\n"


async def test_own_keys_work_and_stand_in_the_bar_and_the_old_ones_are_free(wizard: Wizard, tmp_path: Path) -> None:
    screen = app(wizard, tmp_path / "settings.toml", '[keys]\nhelp = ["f12"]\n')
    async with screen.run_test(size=SIZE) as pilot:
        person = Person(pilot)
        await person.settle()
        assert "F12 Help" in person.sees
        await person.press("f1")
        assert person.place != "HelpScreen"
        await person.press("f12")
        assert person.place == "HelpScreen"


async def test_keys_that_cannot_be_had_are_told_by_line_and_the_program_starts(wizard: Wizard, tmp_path: Path) -> None:
    wizard.start("max", NUMBER, kind="permanent_ban")
    screen = app(wizard, tmp_path / "settings.toml", '[keys]\ncopy = ["f8"]\nnote = "q"\ncpoy = "y"\n')
    async with screen.run_test(size=(120, 40)) as pilot:
        person = Person(pilot)
        await person.settle()
        said = " ".join(person.notice.split())
        assert "settings.toml, line 2: copy: the key F8 belongs to “sent” already" in said
        assert "line 3: note: the key Q belongs to “leave” already" in said
        assert "line 4: There is no command “cpoy”" in said
        await person.press("f4")
        assert person.question == "A note for this case", "the keys of before stay"


async def test_the_bar_shows_the_own_key_that_works_now(wizard: Wizard, tmp_path: Path) -> None:
    wizard.start("max", NUMBER, kind="permanent_ban")
    screen = app(wizard, tmp_path / "settings.toml", '[keys]\nsources = ["y", "f12"]\n')
    async with screen.run_test(size=SIZE) as pilot:
        person = Person(pilot)
        await person.settle()
        assert "Y Sources" in person.sees
        await person.press("f4")
        assert "F12 Sources" in person.sees


async def test_a_capital_can_have_a_command_of_its_own(wizard: Wizard, tmp_path: Path) -> None:
    wizard.start("max", NUMBER, kind="permanent_ban")
    screen = app(wizard, tmp_path / "settings.toml", '[keys]\nnote = "Shift+L"\n')
    async with screen.run_test(size=SIZE) as pilot:
        person = Person(pilot)
        await person.settle()
        assert "Shift+L Note" in person.sees
        await person.press("L")
        assert person.question == "A note for this case"
        await person.press("escape", "l")
        assert person.place == "case" and "no letter" in person.notice, "the small one is what it was"


@pytest.mark.parametrize(
    ("keys", "chosen", "wrong"),
    [
        ('copy = "y"', {"copy": ("y",)}, []),
        ('cpoy = "y"', {}, ["no_command"]),
        ('copy = "f1"', {}, ["key_taken"]),
        ('back = "j"\nleave = "y"', {"back": ("j", "escape"), "leave": ("y", "ctrl+q")}, []),
        ('help = "f10"\nleave = "f1"', {"help": ("f10",), "leave": ("f1", "ctrl+q")}, []),
    ],
)
def test_keys_that_fit_are_taken_and_the_others_told(keys: str, chosen: dict[str, tuple[str, ...]], wrong: list[str]) -> None:
    settings: Settings = parse(f"[keys]\n{keys}\n".encode())[0]
    found, mistakes = keymap.fitting(settings)
    assert (dict(found), [mistake.key for mistake in mistakes]) == (chosen, wrong)
    for name, key in keymap.ALWAYS.items():  # whatever is chosen, there is a way out
        assert key in commands.keys_of(commands.BY_ID[name], found)
