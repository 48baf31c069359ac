"""The command words of the plain wizard, once: in both languages, each with what it does. `?` prints this list."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from ban_wizard.faces.lines import wrapped
from ban_wizard.i18n import LANGUAGES, say
from ban_wizard.values import frozen


@frozen
class Command:
    """`plain.word.ID` are its words (the first is shown), `plain.help.ID` says what it does."""

    id: str
    at: frozenset[str] = frozenset()
    """Where it is understood: `home`, `new`, `case`; everywhere if empty."""


def _command(id: str, at: str = "") -> Command:
    return Command(id, frozenset(at.split()))


COMMANDS: Final = (
    _command("write", "case"),
    _command("again", "case"),
    _command("overview", "case"),
    _command("sources", "case"),
    _command("history", "case"),
    _command("reply", "case"),
    _command("note", "case home"),
    _command("evidence", "case"),
    _command("undo", "case"),
    _command("amend", "case"),
    _command("override", "case"),
    _command("assign", "case home"),
    _command("snooze", "case home"),
    _command("close", "case home"),
    _command("handout", "case"),
    _command("export", "case"),
    _command("forget", "case"),
    _command("cases", "case"),
    _command("new", "home"),
    _command("search", "home"),
    _command("filter", "home"),
    _command("all", "home"),
    _command("more", "home"),
    _command("import", "home"),
    _command("calendar", "home"),
    _command("rest", "new"),
    _command("help"),
    _command("back"),
    _command("quit"),
)


@cache
def _by_word() -> dict[str, Command]:
    return {word: command for command in COMMANDS for lang in LANGUAGES for word in words(command, lang)}


def words(command: Command, lang: str) -> list[str]:
    """The words of a command in a language."""
    return say(lang, f"plain.word.{command.id}").split(", ")


def command_of(typed: str) -> tuple[Command | None, str]:
    """The command that a line names, and what stands behind its word."""
    head, _, rest = typed.partition(" ")
    if found := _by_word().get(typed.casefold()):
        return found, ""
    found = _by_word().get(head.casefold())
    return (found, rest.strip()) if found and found.id in TAKES_MORE else (None, "")


TAKES_MORE: Final = frozenset({"note", "search", "assign", "snooze", "close", "filter", "evidence", "import", "export", "calendar"})
"""Commands that may be followed by what they need on the same line."""


def help_lines(place: str, lang: str) -> Iterator[str]:
    """How to answer, and the words that are understood here."""
    yield say(lang, "plain.help")
    for command in COMMANDS:
        if not command.at or place in command.at:
            yield from wrapped(say(lang, f"plain.help.{command.id}"), f"  {', '.join(words(command, lang))}: ", "    ")
