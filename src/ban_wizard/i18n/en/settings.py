"""English words: what is said about the settings file."""

from typing import Final

WORDS: Final = {
    "settings.mistake": "{file}, line {line}: {what}",
    "settings.unreadable": "The settings cannot be read ({why}). The defaults stand.",
    "settings.not_utf8": "This is not UTF-8 text. The defaults stand; save the file as UTF-8.",
    "settings.broken": 'This is not TOML. The defaults stand; a line looks like: language = "en"',
    "settings.unknown": "There is no setting “{name}”. Known: {names}.",
    "settings.not_text": "{name}: write some text in quotes.",
    "settings.not_yes_or_no": "{name}: write true or false, without quotes.",
    "settings.not_a_language": '{name}: “{value}” is not known here; write "en" or "ru".',
    "settings.not_a_theme": '{name}: “{value}” is not known here; write "dark" or "light".',
    "settings.no_home": "{name}: “{value}” cannot be found; write the whole path of the folder.",
    "settings.not_a_zone": '{name}: “{value}” is not a time zone; write one such as "Europe/Moscow".',
    "settings.keys_no_table": 'keys: write [keys] on a line of its own, and below it lines such as: copy = "f2"',
    "settings.not_a_key": '{name}: “{value}” cannot be the key of a command; write one such as "f2", "y" or "ctrl+s".',
    "settings.no_command": "There is no command “{name}”; docs/keys.md names them all.",
    "settings.key_taken": "{name}: the key {key} belongs to “{other}” already; the former keys stay.",
    "settings.not_saved": "This stays for now, but cannot be written into {file}: {why}",
}
