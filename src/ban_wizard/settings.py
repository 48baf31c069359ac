"""The person's settings: a TOML file of a dozen lines. What is wrong in it is reported by line, and its default stands.

language = "ru"            # of the interface: en or ru; without it the locale decides
theme = "light"            # dark or light; without it the terminal's colours decide
mouse = false              # leave the mouse to the terminal, for its own selection
editor = "code -w"         # for letters; without it VISUAL and EDITOR
export_folder = "~/cases"  # where files are proposed to be saved
agent = "Anna"             # whose name stands beside what is recorded
time_zone = "Europe/Moscow"

[keys]                     # other keys for commands; docs/keys.md names them
copy = ["f2", "y"]
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from ban_wizard.i18n import LANGUAGES, say
from ban_wizard.values import frozen

THEMES: Final = ("dark", "light")


@frozen
class Settings:
    """What the person has chosen; None where nothing is chosen and the machine is asked."""

    language: str | None = None
    theme: str | None = None
    mouse: bool = True
    editor: str | None = None
    export_folder: Path | None = None
    agent: str | None = None
    time_zone: str | None = None
    keys: Mapping[str, tuple[str, ...]] = {}
    """Keys by the command's id, in the place of its own. Only the screens know which commands there are (tui/keymap.py)."""
    key_lines: Mapping[str, int] = {}
    """The line of each of them in the file."""


@frozen
class Mistake:
    """Something in the file that could not be used: `key` of i18n `settings.KEY` with its parameters."""

    line: int
    key: str
    params: Mapping[str, object]

    def sentence(self, file: Path, lang: str) -> str:
        """The mistake with its place, and what to do."""
        return say(lang, "settings.mistake", file=file, line=self.line, what=say(lang, f"settings.{self.key}", **self.params))


def read(file: Path) -> tuple[Settings, list[Mistake]]:
    """The settings in a file, and what is wrong there. Without a file the defaults; never raises."""
    try:
        text = file.read_bytes()
    except FileNotFoundError:
        return Settings(), []
    except OSError as error:
        return Settings(), [Mistake(1, "unreadable", {"why": error})]
    return parse(text)


def parse(data: bytes) -> tuple[Settings, list[Mistake]]:
    """The settings in the bytes of a file, and what is wrong there, in the order of lines."""
    import tomllib  # one in ten has such a file, and reading TOML costs every command a tenth of its time

    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Settings(), [Mistake(data[: error.start].count(b"\n") + 1, "not_utf8", {})]
    try:
        told = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return Settings(), [Mistake(_line_of_error(error, text), "broken", {})]
    mistakes = list(_unknown(told, text))
    values: dict[str, Any] = {}
    for name, check in CHECKS.items():
        if name in told:
            try:
                values[name] = check(told[name])
            except ValueError as error:
                mistakes.append(Mistake(_line_of(text, name), str(error), {"name": name, "value": _shown(told[name])}))
    keys, wrong = _keys(told.get("keys", {}), text)
    lines = {command: _line_of(text, command) for command in keys}
    return Settings(**values, keys=keys, key_lines=lines), sorted([*mistakes, *wrong], key=lambda mistake: mistake.line)


def remember(file: Path, name: str, value: str) -> None:
    """Write one setting into the file, every other line and comment as it was. Raises ValueError or OSError where that cannot be."""
    import tomlkit

    from ban_wizard.desktop.files import write_over

    document = tomlkit.parse(file.read_text("utf-8-sig")) if file.exists() else tomlkit.document()
    document[name] = value
    write_over(file, tomlkit.dumps(document))


# ------------------------------------------------------------------ values; each raises ValueError with the mistake's key


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise ValueError("not_text")
    return value.strip()


def _one_of(values: tuple[str, ...], mistake: str) -> Callable[[object], str]:
    def check(value: object) -> str:
        if value not in values:
            raise ValueError(mistake)
        return str(value)

    return check


def _yes_or_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("not_yes_or_no")
    return value


def _folder(value: object) -> Path:
    try:
        return Path(_text(value)).expanduser().absolute()
    except RuntimeError:  # a home that cannot be told
        raise ValueError("no_home") from None


def _zone(value: object) -> str:
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(_text(value)).key
    except (KeyError, OSError, ValueError):
        raise ValueError("not_a_zone") from None


CHECKS: Final[Mapping[str, Callable[[object], object]]] = {
    "language": _one_of(LANGUAGES, "not_a_language"),
    "theme": _one_of(THEMES, "not_a_theme"),
    "mouse": _yes_or_no,
    "editor": _text,
    "export_folder": _folder,
    "agent": _text,
    "time_zone": _zone,
}


def _keys(told: object, text: str) -> tuple[dict[str, tuple[str, ...]], list[Mistake]]:
    """The table of keys, and what is no key."""
    if not isinstance(told, dict):
        return {}, [Mistake(_line_of(text, "keys"), "keys_no_table", {})]
    found, mistakes = dict[str, tuple[str, ...]](), []
    for command, value in told.items():
        named = value if isinstance(value, list) and value else [value]
        keys = [_key(each) for each in named]
        if all(keys):
            found[command] = tuple(key for key in keys if key)
        else:
            params = {"name": _shown(command), "value": _shown(named[keys.index(None)])}
            mistakes.append(Mistake(_line_of(text, command), "not_a_key", params))
    return found, mistakes


KEY: Final = r"f([1-9]|1\d|2[0-4])|[a-z]|shift\+[a-z]|ctrl\+[abd-gkln-y]|delete|insert|escape|pagedown|pageup|space"
"""A key that a command can have. Not those that lists and lines need, nor Ctrl with a letter that a terminal takes for
another key (H, I, J, M) or that means something everywhere (C, Z)."""

KEY_NAMES: Final = {"del": "delete", "ins": "insert", "esc": "escape", "pgdn": "pagedown", "pgup": "pageup"}
"""Keys as docs/keys.md writes them, where the screens name them in another way."""


def _key(named: object) -> str | None:
    """A key as the screens name it (a capital letter for one with Shift), or None for what no command can have."""
    if not isinstance(named, str):
        return None
    key = KEY_NAMES.get(named.lower(), named.lower())
    if not re.fullmatch(KEY, key):
        return None
    return key[-1].upper() if key.startswith("shift+") else key


# ------------------------------------------------------------------ lines


def _unknown(told: Mapping[str, object], text: str) -> Iterator[Mistake]:
    for name in told:
        if name not in CHECKS and name != "keys":
            yield Mistake(_line_of(text, name), "unknown", {"name": _shown(name), "names": ", ".join((*CHECKS, "keys"))})


def _line_of(text: str, name: str) -> int:
    """The line on which a name stands first; tomllib keeps none."""
    mention = re.compile(rf"""\s*(?:\[\s*)?["']?{re.escape(name)}["']?\s*[=.\]]""")
    return next((number for number, line in enumerate(text.splitlines(), 1) if mention.match(line)), 1)


def _line_of_error(error: Exception, text: str) -> int:
    found = re.search(r"at line (\d+)", str(error))
    return int(found[1]) if found else max(1, len(text.splitlines()))


def _shown(value: object) -> str:
    return str(value)[:40]
