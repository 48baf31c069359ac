"""In every place with a line to type into: no letter is lost, and Esc loses nothing. In every place: Enter does no harm."""

import importlib
import pkgutil
import re
from typing import Any

import pytest
from textual.screen import Screen

from ban_wizard.desktop.clock import FrozenClock
from ban_wizard.i18n import say
from ban_wizard.store.protocol import CaseChange, StoreError
from ban_wizard.tui import commands, screens
from ban_wizard.tui.keyboard import LATIN
from ban_wizard.tui.widgets.panel import Choices
from ban_wizard.wizard import Wizard
from tests.tui.pages import at_the_screen
from tests.tui.places import WAYS, a_visit

RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
EVERYTHING = "abcdefghijklmnopqrstuvwxyz " + RUSSIAN + " 0123456789 QЙ"
"""Every letter that is a command somewhere, in both layouts, and every digit that chooses a line somewhere."""

SOMETHING = "q1 нф9"

NO_CHOICE_AT_FIRST = frozenset({"undo", "slip", "end", "override", "amend", "close", "forget", "act:closed", "act:banned_again"})
"""Choices that take something away. Nobody takes them by pressing Enter without having gone to them."""

HARM = frozenset({"undone", "overridden", "amended", "closed", "migrated"})


async def test_every_letter_typed_in_one_burst_is_there_and_stays_when_esc_is_pressed(
    wizard: Wizard, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong: list[str] = []
    fields: set[str] = set()
    sorts: set[tuple[str, type, bool]] = set()
    async with a_visit(wizard, clock, monkeypatch) as visitor:
        events = sum(len(wizard.log(case)) for case in visitor.cupboard)
        async for place in visitor.everywhere():
            field, ask = visitor.field, visitor.shown
            name = ask.id if ask else place
            if field is None or name in fields:
                continue
            fields.add(name)
            sort = (visitor.place, type(field), bool(ask and ask.filters))
            typed = EVERYTHING if sort not in sorts else SOMETHING  # what is a command depends on the page, not on the question
            sorts.add(sort)
            before, levels = visitor.typed, visitor.levels
            await visitor.type(typed)
            if visitor.app.focused is not field or visitor.typed != before + typed:
                wrong.append(f"{place}: {visitor.typed if visitor.field else visitor.app.focused!r}")
                continue
            if ask is None or ask.filters or ask.id.startswith("search:"):
                continue  # words searched for are not kept
            await visitor.burst("escape")
            if visitor.levels >= levels or not visitor.app.is_running:
                wrong.append(f"{place}: Esc does not go back")
            await visitor.step(visitor.last_step)
            if visitor.field is None or visitor.typed != before + typed:
                wrong.append(f"{place}: lost by Esc: {visitor.typed if visitor.field else visitor.shown}")
        assert sum(len(wizard.log(case)) for case in visitor.cupboard) == events, "nothing was recorded by that"
    assert not wrong, "\n".join(wrong)
    assert len(fields) > 18 and {place for place, _, _ in sorts} >= {"board", "case", "new_case", "letter", "PaletteScreen"}, fields
    assert visitor.screens == pages(), "a way to a page is missing among WAYS"


def pages() -> set[type[Screen[Any]]]:
    """Every sort of page that there is; those that others are made from are none."""
    for module in pkgutil.iter_modules(screens.__path__, f"{screens.__name__}."):
        importlib.import_module(module.name)
    found: set[type[Screen[Any]]] = set()
    left = list(Screen.__subclasses__())
    while left:
        page = left.pop()
        left += page.__subclasses__()
        if page.__module__.startswith("ban_wizard.") and not page.__subclasses__():
            found.add(page)
    return found


async def test_enter_takes_nothing_away_anywhere(wizard: Wizard, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch) -> None:
    """What would be recorded is looked at, not recorded, so that every place is as it was for the next."""
    tried: list[tuple[str, str, str]] = []
    place = ""

    def refuse(*changes: CaseChange, **playbooks: object) -> None:
        tried.extend((place, event.kind, event.name) for change in changes for event in change.events)
        raise StoreError("no_access", "", path="cases")

    def kept(case: str) -> None:
        tried.append((place, "forgotten", ""))
        raise StoreError("no_access", "", path="cases")

    wrong: list[str] = []
    async with a_visit(wizard, clock, monkeypatch) as visitor:
        monkeypatch.setattr(wizard.store, "append", refuse)
        monkeypatch.setattr(wizard.store, "forget", kept)
        async for where in visitor.everywhere(by_commands=False):
            place = where
            focused = visitor.app.focused
            if isinstance(focused, Choices) and (option := focused.highlighted_option) and option.id in NO_CHOICE_AT_FIRST:
                wrong.append(f"{place}: Enter would take {option.id}")
            await visitor.burst(*["enter"] * 4)
            assert visitor.app.is_running, f"{place}: Enter ended the program"
    wrong += [f"{where}: Enter would record {kind} {name}" for where, kind, name in tried if kind in HARM or kind == "forgotten"]
    assert not wrong, "\n".join(dict.fromkeys(wrong))
    assert {kind for _, kind, _ in tried} & {"acted", "answered"}, "else nothing was tested"


# ------------------------------------------------------------------ commands by their Russian keys


async def test_every_letter_command_works_by_its_russian_key(wizard: Wizard, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch) -> None:
    russian = {latin: cyrillic for cyrillic, latin in LATIN.items()}
    wrong: list[str] = []
    tested = 0
    async with a_visit(wizard, clock, monkeypatch) as visitor:
        done: set[tuple[str, str]] = set()
        for way in (way for way in WAYS if way.hub):
            await visitor.go(way)
            screen, place = visitor.app.screen, visitor.place
            if not screen.letters_command:  # they are text there
                continue
            left = [each for each in commands.of(place) if (place, each.id) not in done and commands.available(screen, each)]
            for command in left[::2]:
                done.add((place, command.id))
                key = next((key for key in command.keys if re.fullmatch("[a-z]", key)), None)
                if key is None or command.id in ("leave", "theme", "language"):
                    continue
                ends = []
                for pressed in (key, russian[key]):
                    await visitor.go(way)
                    await visitor.burst(pressed)
                    ends.append((visitor.place, visitor.shown and visitor.shown.id, visitor.frame))
                tested += 1
                if ends[0] != ends[1]:
                    wrong.append(f"{way.place}: {key} and {russian[key]} are not the same: {ends[0][:2]} {ends[1][:2]}")
    assert not wrong, "\n".join(wrong)
    assert tested > 12


@pytest.mark.parametrize(("key", "done"), [("в", "theme"), ("е", "language"), ("й", "leave")])
async def test_so_do_those_of_the_whole_program(
    wizard: Wizard, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch, key: str, done: str
) -> None:
    async with a_visit(wizard, clock, monkeypatch) as visitor:
        before = {"theme": visitor.app.theme, "language": wizard.lang, "leave": visitor.app.is_running}
        await visitor.burst(key)
        after = {"theme": visitor.app.theme, "language": wizard.lang, "leave": visitor.app.is_running}
        assert {name for name in before if before[name] != after[name]} == {done}


# ------------------------------------------------------------------ keys that come before the page that they are meant for


async def test_what_is_typed_right_after_a_key_goes_where_that_key_leads(
    wizard: Wizard, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with a_visit(wizard, clock, monkeypatch) as visitor:
        case = visitor.cupboard.asking
        await visitor.go(next(way for way in WAYS if way.start == "asking"))
        await visitor.burst("f4", *"1zu9ь", "enter")
        assert wizard.log(case)[-1].value == "1zu9ь", "not one of them was a command or an answer"
        await visitor.burst("f9", *"write", "space", *"note", "enter", "enter", *"2q", "enter")
        assert wizard.log(case)[-1].value == "2q"
        await visitor.burst("f1", "escape", "h", "q", "f9", "escape", "p", "escape", "g", "escape", "f4", *"3", "enter")
        assert wizard.log(case)[-1].value == "3" and visitor.place == "case"


async def test_a_second_press_of_a_digit_answers_the_next_question_or_nothing(
    wizard: Wizard, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with a_visit(wizard, clock, monkeypatch) as visitor:
        await visitor.go(next(way for way in WAYS if way.start == "asking"))
        await visitor.burst(*"1111")
        assert visitor.app.is_running
        seen = [event.name for event in wizard.log(visitor.cupboard.asking) if event.kind in ("answered", "acted")]
        assert seen[:2] == ["seen_where", "stopped"], seen


# ------------------------------------------------------------------ commands that cannot be used now


async def test_a_command_that_cannot_be_used_now_says_why_by_its_key_and_in_the_palette(either: Wizard) -> None:
    case = either.start("max", "+79110000001", kind="permanent_ban").case
    async with at_the_screen(either) as person:
        for key, command in (("f2", "letter"), ("l", "letter"), ("f8", "undo"), ("u", "undo"), ("f5", "go_on")):
            why = say(either.lang, f"screen.why_not.{command}")
            await person.press(key)
            assert " ".join(person.notice.split()) == why and len(person.screen.asks) == 1, key
            await person.press("f9")
            words = f"{say(either.lang, f'screen.command.{command}')}  ("
            (line,) = [choice for choice in person.choices if words in choice]
            assert "×" in line and why in " ".join(line.split())
            await person.choose(words)
            assert person.place == "case" and " ".join(person.notice.split()) == why and len(person.screen.asks) == 1
        assert len(either.log(case)) == 1
    either.close(case, "silent")
    async with at_the_screen(either) as person:
        await person.press("enter", "z")
        assert " ".join(person.notice.split()) == say(either.lang, "screen.why_not.snooze")
