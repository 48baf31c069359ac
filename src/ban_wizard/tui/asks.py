"""What the panel at the foot of a screen asks: a question with choices, with a line to type into, or with both."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

TICKED: Final = "[x]"
UNTICKED: Final = "[ ]"
REFUSED: Final = "×"


class Choice(NamedTuple):
    """One line to choose. `note` is a second, quieter line; `mark` says its state (ticked, not allowed yet)."""

    id: str
    text: str
    note: str = ""
    mark: str = ""
    always: bool = False
    """Whether it stays when the list is searched."""


class Heading(NamedTuple):
    """A line between choices that cannot be chosen."""

    text: str


class Ask(NamedTuple):
    """One question. `picked` is called with the id of a choice, `typed` with a line when Enter ends it."""

    id: str
    """Under this name what is typed is kept until it has been used."""
    question: str
    picked: Callable[[str], None] | None = None
    choices: tuple[Choice | Heading, ...] = ()
    typed: Callable[[str], None] | None = None
    value: str = ""
    """What stands in the line at first."""
    hint: str = ""
    help: str = ""
    filters: bool = False
    """Whether the line searches the choices instead of being an answer."""
    nothing_found: str = ""
    """What to say when no choice has the words searched for."""
    edited: Callable[[str], None] | None = None
    """Called with the line whenever it changes."""
    go_on: Callable[[], None] | None = None
    """What F5 does: end a list of ticks."""
    start: str | None = None
    """The choice that is highlighted first."""
    looked: Callable[[str], None] | None = None
    """Called with the id of the choice that the bar has come to."""
    to_read: bool = False
    """Whether it only leads on from a page to be read: letters are commands there as elsewhere."""
    lettered: Callable[[str], None] | None = None
    """Called with a letter typed in a list without a line: begin to ask for what it may be the beginning of."""
