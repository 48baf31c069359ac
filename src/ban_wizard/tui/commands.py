"""Every command once: its keys and words. Bindings, the bar of keys, the palette and the help are made from this list.

Main work is done with digits, F-keys, Enter, Esc and the arrows; a letter is only ever a second way. A command is the
action of the same name on the screen (or the app), and `screen.command.ID` and `screen.command.ID.help` are its words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from textual.binding import Binding, BindingType

if TYPE_CHECKING:
    from textual.screen import Screen


class Command(NamedTuple):
    """One thing that a person may ask for."""

    id: str
    keys: tuple[str, ...]
    places: frozenset[str]
    """The screens that have it."""
    rank: int = 2
    """How much it is needed in the bar of keys, 1 most; 3: for looking round, where there is room; 0: it does not stand there."""

    @property
    def words(self) -> str:
        return f"screen.command.{self.id}"

    @property
    def help(self) -> str:
        return f"screen.command.{self.id}.help"


PLACES: Final = ("start", "board", "new_case", "case", "letter")


def _command(id: str, *keys: str, at: str = " ".join(PLACES), rank: int = 2) -> Command:
    return Command(id, keys, frozenset(at.split()), rank)


COMMANDS: Final = (
    _command("help", "f1", "h", rank=1),
    _command("search", "f2", "f", at="board", rank=1),
    _command("filter", "f3", "v", at="board", rank=2),
    _command("letter", "f2", "l", at="case", rank=1),
    _command("copy", "f2", at="letter", rank=1),
    _command("sources", "f3", "s", at="case"),
    _command("save", "f3", at="letter", rank=1),
    _command("overview", "g", at="case", rank=3),
    _command("note", "f4", "m", at="case board", rank=3),
    _command("plain_text", "f4", at="letter", rank=3),
    _command("go_on", "f5", at="new_case case letter", rank=1),
    _command("history", "f6", at="case", rank=3),
    _command("preview", "f6", at="letter", rank=1),
    _command("cases", "f7", "c", at="case"),
    _command("cases", "f7", at="new_case"),  # where a text may be typed before it is asked for, no letter leads away
    _command("letter_language", "f7", at="letter", rank=3),
    _command("undo", "f8", "u", at="case"),
    _command("reply", "r", at="case", rank=3),
    _command("amend", "a", at="case", rank=3),
    _command("evidence", "e", at="case", rank=0),
    _command("assign", "i", at="case", rank=0),
    _command("snooze", "z", at="case", rank=0),
    _command("sent", "f8", at="letter"),
    _command("editor", "e", at="letter", rank=0),
    _command("compare", "v", at="letter", rank=0),
    _command("open_form", "o", at="letter", rank=0),
    _command("handout", "p", at="case", rank=0),
    _command("export", "w", at="case", rank=0),
    _command("forget", "delete", at="case", rank=0),
    _command("new_case", "f8", "n", at="start board", rank=1),
    _command("assign", "f5", "i", at="board", rank=3),
    _command("snooze", "f6", "z", at="board", rank=3),
    _command("close", "f7", "x", at="board", rank=3),
    _command("calendar", "k", at="board", rank=0),
    _command("import_case", "o", at="start board", rank=0),
    _command("palette", "f9", "ctrl+p", rank=1),
    _command("leave", "f10", "ctrl+q", "q", at="board case letter", rank=1),
    _command("leave", "f10", "ctrl+q", at="start new_case", rank=1),  # as with the cases
    _command("read_on", "pagedown", "space", rank=0),
    _command("read_back", "pageup", "b", rank=0),
    _command("theme", "d", rank=0),
    _command("language", "t", rank=0),
    _command("back", "escape", rank=0),
)

BY_ID: Final = {
    command.id: command._replace(places=frozenset().union(*(other.places for other in COMMANDS if other.id == command.id)))
    for command in reversed(COMMANDS)
}
"""Each command with all its screens; on some it may have other keys than on the first."""

APP_WIDE: Final = frozenset({"help", "palette", "leave", "theme", "language"})
"""Commands whose action is the app's."""


def of(place: str) -> Iterable[Command]:
    """The commands of one screen."""
    return (command for command in COMMANDS if place in command.places)


def action(command: Command) -> str:
    return f"app.{command.id}" if command.id in APP_WIDE else f"screen.{command.id}"


def bindings(place: str) -> list[BindingType]:
    """The bindings of a screen; what they say stands in the bar of keys, so they say nothing themselves."""
    return [Binding(",".join(command.keys), action(command), show=False, id=command.id) for command in of(place)]


def keys_of(command: Command, chosen: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The keys of a command: the person's own, else those of the registry."""
    return chosen.get(command.id, command.keys)


def key_name(key: str) -> str:
    """A key as it stands on the keyboard."""
    names = {"escape": "Esc", "delete": "Del", "insert": "Ins", "pagedown": "PgDn", "pageup": "PgUp", "space": "Space", "enter": "Enter"}
    held, _, last = f"shift+{key}".rpartition("+") if key.isupper() else key.rpartition("+")
    name = names.get(last) or last.upper()
    return f"{held.capitalize()}+{name}" if held else name


def available(screen: Screen[object], command: Command) -> bool:
    """Whether the command can be used on this screen as it is now."""
    return not why_not(screen, command)


def why_not(screen: Screen[object], command: Command) -> str:
    """Why the command cannot be used now, in the person's language; empty if it can."""
    told: Callable[[str], str] | None = getattr(screen, "why_not", None)
    return told(command.id) if told else ""
