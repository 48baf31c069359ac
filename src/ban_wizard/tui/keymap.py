"""The person's own keys for commands: laid over the registry where they fit, told where they do not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ban_wizard.settings import Mistake, Settings
from ban_wizard.tui import commands
from ban_wizard.tui.commands import BY_ID, Command

Keys = Mapping[str, tuple[str, ...]]

ALWAYS: Final = {"back": "escape", "leave": "ctrl+q"}
"""Ways out that nobody can lose."""


def fitting(settings: Settings) -> tuple[Keys, list[Mistake]]:
    """The keys that can be used, by command, and what is wrong with the others."""
    chosen: dict[str, tuple[str, ...]] = {}
    mistakes = []
    for name, keys in settings.keys.items():
        line = settings.key_lines.get(name, 1)
        if name not in BY_ID:
            mistakes.append(Mistake(line, "no_command", {"name": name}))
            continue
        wanted = tuple(dict.fromkeys((*keys, *((ALWAYS[name],) if name in ALWAYS else ()))))
        taken = _taken(BY_ID[name], wanted, {**settings.keys, **chosen})
        if taken is None:
            chosen[name] = wanted
        else:
            key, other = taken
            mistakes.append(Mistake(line, "key_taken", {"name": name, "key": commands.key_name(key), "other": other.id}))
    return chosen, mistakes


def _taken(command: Command, wanted: tuple[str, ...], chosen: Keys) -> tuple[str, Command] | None:
    """A wanted key that another command has on one of the same screens, and that command."""
    for other in commands.COMMANDS:
        if other.id != command.id and other.places & command.places:
            for key in wanted:
                if key in commands.keys_of(other, chosen):
                    return key, other
    return None


def for_textual(chosen: Keys) -> dict[str, str]:
    """As `App.set_keymap` takes it."""
    return {name: ",".join(keys) for name, keys in chosen.items()}


def capitals(chosen: Keys) -> frozenset[str]:
    """The capital letters that are keys of their own; any other means what the small one does."""
    return frozenset(key for keys in chosen.values() for key in keys if key.isupper())
