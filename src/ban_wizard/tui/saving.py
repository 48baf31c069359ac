"""Taking a text out of the program: copied with an honest word about it, or saved to a new file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ban_wizard.desktop.files import named, write_new
from ban_wizard.tui.asks import Ask

if TYPE_CHECKING:
    from ban_wizard.tui.screens.dialogue import Dialogue


def copy(screen: Dialogue, text: str) -> str:
    """Copy `text` by every way there is; where it certainly is now (`clipboard`, `tmux`), else `unsure`."""
    screen.app.copy_to_clipboard(text)
    return screen.app.copier(text) or "unsure"


def save_ask(screen: Dialogue, text: str, proposed: Path, saved: Callable[[Path], None]) -> Ask:
    """Into which file? `saved` gets the file once it is written; what cannot be written is told and asked again."""
    ask = Ask("save", screen.say("save_question"), value=str(proposed), help=screen.say("save_help"))
    return written_ask(screen, ask, lambda _: text.rstrip("\n") + "\n", saved)


def written_ask(screen: Dialogue, ask: Ask, content: Callable[[Path], str | bytes], saved: Callable[[Path], None]) -> Ask:
    """The same for what is made for the file that was named."""

    def typed(name: str) -> None:
        file = named(name).absolute()

        def save() -> Path:
            write_new(file, content(file))
            return file

        if name.strip() and screen.attempt(save) is not None:
            screen.used(ask.id)
            saved(file)

    return ask._replace(typed=typed)
