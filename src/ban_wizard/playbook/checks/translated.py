"""What was left in the other language: a text that says the same, word for word, in both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ban_wizard.playbook.checks.checked import Checked
from ban_wizard.playbook.findings import Finding
from ban_wizard.playbook.strict_yaml import Document, Steps

SHOWN: Final = 12
"""Texts that are named one by one; if there are more, nobody has begun to translate."""

_QUOTED: Final = re.compile(r"«[^»]*»|\"[^\"]*\"|“[^”]*”|\{[^}]*\}|https?://\S+")
_WORD: Final = re.compile(r"(?<![\w.@/-])[A-Za-zА-Яа-яЁё]+(?:['’-][A-Za-zА-Яа-яЁё]+)*(?![\w@/]|\.\w)")
_CYRILLIC: Final = re.compile("[А-Яа-яЁё]")


def is_untranslated(one: str, other: str) -> bool:
    """Whether two texts that should be in two languages are one text, of two words or more that are no names, quotes or codes."""
    if one != other:
        return False
    words = _WORD.findall(_QUOTED.sub(" ", one))
    return len(words) > 1 and any(word.islower() for word in words)


def language_of(text: str) -> str:
    """The language that a text is written in, by its letters."""
    return "ru" if _CYRILLIC.search(_QUOTED.sub(" ", text)) else "en"


def translations(checked: Checked) -> Iterator[Finding]:
    """Texts of text.LANG.yaml that stand in two files and were written in the language of one."""
    said = checked.phrases
    first, *others = said
    for other in others:
        same: dict[str, list[Steps]] = {}
        for steps, phrase in said[other].items():
            if phrase == said[first].get(steps) and isinstance(phrase, str) and is_untranslated(phrase, phrase):
                same.setdefault(other if language_of(phrase) == first else first, []).append(steps)
        for lang, places in same.items():
            yield from _told(checked.text_files[lang], places, f"text.{first if lang == other else other}.yaml")


def _told(document: Document, places: list[Steps], file: str) -> Iterator[Finding]:
    if len(places) > SHOWN:
        message = f"{len(places)} texts from here on say what {file} says, word for word; translate them"
        yield document.error(places[0], "untranslated", message)
        return
    for steps in places:
        yield document.error(steps, "untranslated", f"this says what {file} says, word for word; translate it")
