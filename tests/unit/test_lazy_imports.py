"""What a command must not load: start-up is imports, and these cost more than all the rest together."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.commands import loaded
from tests.support.desk import NUMBER

SCREEN = ("textual", "rich")
PHONES = ("phonenumbers",)
YAML = ("yaml",)
TEMPLATES = ("jinja2",)
MODELS = ("pydantic", "pydantic_core")
CALENDARS = ("icalendar",)
STANDARD = ("importlib.metadata", "inspect", "dataclasses", "asyncio", "difflib", "secrets", "email", "http", "unittest")
"""Of the standard library; none of it is cheap, and a command needs none of it."""

MUST_NOT_LOAD = {
    "show": (*SCREEN, *PHONES, *YAML, *TEMPLATES, *MODELS, *CALENDARS, *STANDARD),
    "log": (*SCREEN, *PHONES, *YAML, *TEMPLATES, *MODELS, *STANDARD),
    "board": (*SCREEN, *PHONES, *YAML, *TEMPLATES, *MODELS, *CALENDARS, *STANDARD),
    "handout": (*SCREEN, *YAML, *TEMPLATES, *MODELS, *CALENDARS),
    "letter": (*SCREEN, *PHONES, *YAML, *MODELS),
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a case whose step has a letter."""
    folder = tmp_path_factory.mktemp("data")
    facts = ("gateway=phone_only", "review=none", "sim_in_hand=yes")
    start = ("--messenger", "whatsapp_app", "--kind", "permanent_ban", "--number", NUMBER)
    loaded(folder, "start", *start, *(word for fact in facts for word in ("--fact", fact)))
    loaded(folder, "do", NUMBER, "stopped")
    loaded(folder, "do", NUMBER, "cause_named")
    loaded(folder, "letter", NUMBER)
    return folder


@pytest.mark.parametrize("command", MUST_NOT_LOAD)
def test_a_command_loads_nothing_that_it_does_not_need(command: str, data: Path) -> None:
    modules = loaded(data, command, *(() if command == "board" else (NUMBER,)))
    assert [name for name in MUST_NOT_LOAD[command] if name in modules] == []


def test_the_probe_sees_what_a_letter_does_need(data: Path) -> None:
    assert "jinja2.sandbox" in loaded(data, "letter", NUMBER)


def test_opening_a_case_needs_to_read_numbers_and_nothing_else_that_is_heavy(data: Path) -> None:
    start = ("start", "--messenger", "whatsapp_app", "--kind", "warning", "--number", "+79111234568")
    modules = loaded(data, *start)
    assert "phonenumbers" in modules
    assert [name for name in (*SCREEN, *YAML, *TEMPLATES, *MODELS) if name in modules] == []
