"""Words of the interface, in English and Russian. Words about a messenger stand in its playbook, words of a letter beside it."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import datetime
from errno import errorcode
from functools import cache
from importlib import import_module
from typing import Final

LANGUAGES: Final = ("en", "ru")


PARTS: Final = {
    "board": "board",
    "calendar": "files",
    "case": "case",
    "country": "country",
    "error": "error",
    "files": "files",
    "handout": "files",
    "letter": "letter",
    "lint": "letter",
    "machine": "error",
    "new_case": "new_case",
    "plain": "plain",
    "screen": "screen",
    "settings": "settings",
    "store": "error",
    "usage": "usage",
}
"""Which file of `en/` and `ru/` holds the sentences whose keys begin with a word; all others stand in `core`."""


@cache
def _words(lang: str, part: str) -> Mapping[str, str]:
    """The sentences of one file, read once somebody says one of them: a command line never loads the words of the screens."""
    words: Mapping[str, str] = import_module(f"ban_wizard.i18n.{'ru' if lang == 'ru' else 'en'}.{part}").WORDS
    return words


def _of(lang: str, key: str) -> Mapping[str, str]:
    return _words(lang, PARTS.get(key.partition(".")[0], "core"))


def say(lang: str, key: str, /, **params: object) -> str:
    """The sentence of that key with its parameters, among them times and what the machine has refused, which are told in words.

    A sentence with forms (`one|few|many`) is chosen by its `n`. Raises KeyError.
    """
    text = _of(lang, key)[key]
    if "|" in text:
        text = plural(lang, int(str(params["n"])), text.split("|"))
    return text.format(**{name: _told(lang, value) for name, value in params.items()}) if params else text


def _told(lang: str, value: object) -> object:
    if isinstance(value, datetime):
        return moment(lang, value)
    if isinstance(value, OSError):
        key = f"machine.{errorcode.get(value.errno or 0)}"
        return say(lang, key) if has(lang, key) else value.strerror or value
    return value


def has(lang: str, key: str) -> bool:
    return key in _of(lang, key)


def plural(lang: str, n: int, forms: Sequence[str]) -> str:
    """The form that goes with `n`: English one, other; Russian one, few, many (1 день, 2 дня, 5 дней)."""
    return forms[min(plural_index(lang, n), len(forms) - 1)]


def plural_index(lang: str, n: int) -> int:
    n = abs(n)
    if lang != "ru":
        return 0 if n == 1 else 1
    if n % 10 == 1 and n % 100 != 11:
        return 0
    return 1 if 2 <= n % 10 <= 4 and not 12 <= n % 100 <= 14 else 2


def language(asked: str | None, environ: Mapping[str, str] = os.environ) -> str:
    """The language asked for, else the locale's if we speak it, else English."""
    if asked in LANGUAGES:
        return asked
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environ.get(name):
            return "ru" if value.lower().startswith("ru") else "en"
    return "en"


def day(lang: str, at: datetime, now: datetime | None = None) -> str:
    """A day as a person says it: "Sat 21 Nov 2026"; yesterday, today and tomorrow by name if `now` is given."""
    if now is not None:
        days = (at.date() - now.astimezone(at.tzinfo).date()).days
        if days in (-1, 0, 1):
            return say(lang, ("yesterday", "today", "tomorrow")[days + 1])
    weekday = say(lang, "weekdays").split()[at.weekday()]
    month = say(lang, "months").split()[at.month - 1]
    return f"{weekday} {at.day} {month} {at.year}"


def moment(lang: str, at: datetime, now: datetime | None = None) -> str:
    """A time as a person says it, in its own zone: "Sat 21 Nov 2026, 10:00"; today and tomorrow by name if `now` is given."""
    return f"{day(lang, at, now)}, {at:%H:%M}"


def brief(lang: str, at: datetime, now: datetime) -> str:
    """A time in a list, in its own zone: "today 10:00", "23 Jan 10:00", with the year where it is another one."""
    here = now.astimezone(at.tzinfo)
    days = (at.date() - here.date()).days
    if days in (-1, 0, 1):
        return f"{say(lang, ('yesterday', 'today', 'tomorrow')[days + 1])} {at:%H:%M}"
    date = f"{at.day} {say(lang, 'months').split()[at.month - 1]}"
    return f"{date} {at:%H:%M}" if at.year == here.year else f"{date} {at.year}"
