"""One registry: every command has words, keys that every keyboard has, an action, and two ways to it."""

import re
from typing import Any

import pytest

from ban_wizard.i18n import LANGUAGES, has, say
from ban_wizard.tui import commands
from ban_wizard.tui.app import BanWizardApp
from ban_wizard.tui.screens.board import BoardScreen
from ban_wizard.tui.screens.case import CaseScreen
from ban_wizard.tui.screens.letter import LetterScreen
from ban_wizard.tui.screens.new_case import NewCaseScreen
from ban_wizard.tui.screens.start import StartScreen
from ban_wizard.wizard import Wizard
from tests.support.cases import at_the_letter
from tests.support.desk import NUMBER
from tests.tui.pages import at_the_screen

SCREENS: dict[str, Any] = {screen.PLACE: screen for screen in (StartScreen, BoardScreen, NewCaseScreen, CaseScreen, LetterScreen)}


@pytest.mark.parametrize("command", commands.COMMANDS, ids=lambda command: command.id)
def test_every_command_has_words_keys_and_an_action_wherever_it_stands(command: commands.Command) -> None:
    for lang in LANGUAGES:
        assert has(lang, command.words) and has(lang, command.help)
        assert say(lang, command.help) != say(lang, command.words)
    assert command.places and command.places <= set(commands.PLACES)
    for place in command.places:
        target = BanWizardApp if command.id in commands.APP_WIDE else SCREENS[place]
        assert callable(getattr(target, f"action_{command.id}"))


ANY_KEYBOARD = re.compile(r"f([1-9]|10)|[a-z]|escape|delete|space|pageup|pagedown|ctrl\+[pq]")


@pytest.mark.parametrize("command", commands.COMMANDS, ids=lambda command: command.id)
def test_keys_are_on_every_keyboard_and_mean_one_thing_in_a_place(command: commands.Command) -> None:
    assert all(ANY_KEYBOARD.fullmatch(key) for key in command.keys), "no punctuation, no Alt, no Ctrl+H, I, J, M"
    for other in commands.COMMANDS:
        if other is not command and other.places & command.places:
            assert not set(other.keys) & set(command.keys)


def test_main_work_needs_no_letters() -> None:
    for command in commands.COMMANDS:
        if command.rank in (1, 2):
            assert re.fullmatch(r"f\d+", command.keys[0])


@pytest.mark.parametrize("place", commands.PLACES)
def test_bindings_come_from_the_registry(place: str) -> None:
    bound = {(key, binding.action) for binding in SCREENS[place].BINDINGS for key in binding.key.split(",")}
    assert bound == {(key, commands.action(command)) for command in commands.of(place) for key in command.keys}


async def test_every_command_of_a_case_is_in_the_palette_and_runs_from_there(wizard: Wizard) -> None:
    wizard.start("max", NUMBER, kind="permanent_ban")
    async with at_the_screen(wizard) as person:
        await person.press("1", "1", "1", "f9")
        offered = "\n".join(person.choices)
        for command in commands.of("case"):
            if command.id not in ("palette", "go_on"):  # it is open; nothing is being ticked
                assert f"{say('en', command.words)}  ({commands.key_name(command.keys[0])})" in offered
        await person.type("write note")
        await person.press("enter", "enter")
        assert person.place == "case" and person.question == "A note for this case"
        await person.press("escape", "f9")
        await person.type("letter")
        await person.press("enter", "enter")
        assert person.place == "letter"


async def test_commands_that_cannot_be_used_are_not_offered(wizard: Wizard) -> None:
    wizard.start("max", NUMBER, kind="permanent_ban")
    async with at_the_screen(wizard) as person:
        bar = person.frame[-1]
        assert "F2" not in bar and "F8" not in bar, "no letter in this step, nothing to take back"
        await person.press("f8", "f2")
        assert person.place == "case" and person.panel.shown and person.panel.shown.id == "where_seen:answer"
        await person.press("1")
        assert "F8 Take back" in person.frame[-1]


@pytest.mark.parametrize(("width", "height"), [(60, 15), (80, 24), (120, 40)])
async def test_help_and_the_way_out_are_always_in_the_bar(wizard: Wizard, width: int, height: int) -> None:
    wizard.start("max", NUMBER, kind="permanent_ban")
    async with at_the_screen(wizard, (width, height)) as person:
        for keys in (("1",), ("1",), ("1",), ("f2",)):
            await person.press(*keys)
            bar = person.frame[-1]
            assert "F1 Help" in bar and "F10 Leave" in bar and "F9 More" in bar and len(bar) <= width


@pytest.mark.parametrize("place", commands.PLACES)
async def test_help_tells_the_place_and_its_keys(wizard: Wizard, place: str) -> None:
    if place != "start":
        at_the_letter(wizard)
    ways = {"start": (), "board": ("f7",), "new_case": ("f7", "f8"), "case": (), "letter": ("f2",)}
    async with at_the_screen(wizard, (100, 60)) as person:
        await person.press(*ways[place])
        assert person.place == place
        offered = [command for command in commands.of(place) if commands.available(person.screen, command)]
        await person.press("f1")
        assert " ".join(say("en", f"screen.help.{place}").split()[:8]) in re.sub(r"[│╭╮╰╯─]", " ", person.sees).replace("  ", " ")
        for command in offered:
            assert commands.key_name(command.keys[0]) in person.sees
            assert say("en", command.help).split(".")[0].split(",")[0][:40] in person.sees
        await person.press("escape")
        assert person.place == place


async def test_the_bar_can_be_clicked(wizard: Wizard) -> None:
    wizard.start("max", NUMBER, kind="permanent_ban")
    async with at_the_screen(wizard) as person:
        await person.pilot.click("#keys", offset=(2, 0))
        await person.settle()
        assert person.place == "HelpScreen"
