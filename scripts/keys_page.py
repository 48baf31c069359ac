"""Prints docs/keys.md out of the registry of commands: `make docs` writes it, a test holds it against the registry."""

from __future__ import annotations

from collections.abc import Iterator

from ban_wizard.i18n import say
from ban_wizard.tui import commands
from ban_wizard.tui.commands import Command

INTRO = """\
# Keys

Made by `make docs` from the registry in `src/ban_wizard/tui/commands.py`; do not edit it by hand.

Arrows move, Enter takes, a digit takes the line that bears it, Esc goes one level back and loses nothing. Letters work
whatever their case and in the Russian layout too (`й` is `q`); in a line of text they are text, and while a question waits
for its answer they command nothing. F9 lists every command of the page you are on.

Other keys can be chosen in `settings.toml`, by the name in the last column, written as here (`Shift+Y` is the capital alone):

```toml
[keys]
copy = ["f2", "y"]
```
"""


def page() -> str:
    return "\n".join([INTRO, *(line for place in commands.PLACES for line in section(place))])


def section(place: str) -> Iterator[str]:
    yield f"## {say('en', f'screen.place.{place}')}"
    yield ""
    yield "| key | does | name |"
    yield "|---|---|---|"
    for command in commands.of(place):
        yield row(command)
    yield ""


def row(command: Command) -> str:
    keys = ", ".join(map(commands.key_name, command.keys))
    return f"| {keys} | {say('en', command.help)} | `{command.id}` |"


if __name__ == "__main__":
    print(page(), end="")
