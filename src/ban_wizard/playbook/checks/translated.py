"""What was left in the other language, or to be written later: whole texts, and paragraphs of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from ban_wizard.playbook.checks.checked import Checked
from ban_wizard.playbook.findings import Finding
from ban_wizard.playbook.strict_yaml import Document, Steps

SHOWN: Final = 12
"""Texts that are named one by one; if there are more, nobody has begun to translate."""

_QUOTED: Final = re.compile(r"«[^»]*»|\"[^\"]*\"|“[^”]*”|\{[^}]*\}|https?://\S+")
_WORD: Final = re.compile(r"(?<![\w.@/-])[A-Za-zА-Яа-яЁё]+(?:['’-][A-Za-zА-Яа-яЁё]+)*(?![\w@/]|\.\w)")
_CYRILLIC: Final = re.compile("[А-Яа-яЁё]")
_MARKS: Final = ("TODO", "FIXME", "XXX", "TBD", "[")
_LATER: Final = (*_MARKS[:-1], "[translate", "[Translate", "[перев", "[Перев")
"""What authors write where they mean to come back; without one of `_MARKS` there is none."""
_ALONE: Final = frozenset({"todo", "fixme", "translate", "перевести", "дописать"})
"""The same, where a paragraph says nothing else."""


def is_untranslated(one: str, other: str) -> bool:
    """Whether two texts that should be in two languages are one text, of two words or more that are no names, quotes or codes."""
    if one != other:
        return False
    words = _WORD.findall(_QUOTED.sub(" ", one))
    return len(words) > 1 and any(word.islower() for word in words)


def language_of(text: str) -> str:
    """The language that a text is written in, by its letters."""
    return "ru" if _CYRILLIC.search(_QUOTED.sub(" ", text)) else "en"


def paragraphs(checked: Checked) -> Iterator[Finding]:
    """Paragraphs of text.LANG.yaml that are in another language, or that somebody meant to write later."""
    for lang, said in checked.phrases.items():
        if checked.texts[lang] is not None:
            texts = [(steps, phrase) for steps, phrase in said.items() if isinstance(phrase, str)]
            plurals = [(steps, phrase) for steps, phrase in said.items() if isinstance(phrase, dict)]
            texts += [(steps, form) for steps, phrase in plurals for key, form in phrase.items() if key != "count"]
            others = [other for each, other in checked.phrases.items() if each != lang]
            yield from wrong_in(checked.text_files[lang], lang, texts, others)


def wrong_in(
    document: Document, lang: str, texts: Sequence[tuple[Steps, str]], others: Sequence[Mapping[Steps, object]] = ()
) -> Iterator[Finding]:
    """What is wrong with the paragraphs of texts, each with its place, but for what says the same in `others`."""
    together = "\n\n".join([text for _, text in texts])  # all at once, for nearly all are right
    each = together.split("\n\n")
    later = any(mark in together for mark in _MARKS) or any(_later(one) for one in each if len(one) < 16)
    if later or any(_is_foreign(lang, one) for one in _doubtful(lang, each)):
        for steps, text in texts:
            if any(text == other.get(steps) for other in others):
                continue
            for code, message in _wrong(lang, text):
                yield document.error(steps, code, message)


def _wrong(lang: str, text: str) -> Iterator[tuple[str, str]]:
    for paragraph in text.split("\n\n"):
        if later := _later(paragraph):
            yield "unfinished-text", f"`{later}` stands where words for a reader belong; write them"
        elif _is_foreign(lang, paragraph):
            begins = paragraph if len(paragraph) < 50 else f"{paragraph[:40].rstrip()}..."
            yield "untranslated", f"the paragraph that begins `{begins}` is in another language; translate it"


def _later(paragraph: str) -> str:
    """What says that a paragraph is still to be written; nothing where it is written."""
    alone = paragraph.strip(" .:!\n")
    return alone if alone.casefold() in _ALONE else next((mark for mark in _LATER if mark in paragraph), "")


def _doubtful(lang: str, paragraphs: Sequence[str]) -> list[str]:
    """Those that can be in another language, by the part of their letters that take two bytes."""
    if lang == "en":
        return [each for each in paragraphs if not each.isascii() and len(each.encode("utf-8", "replace")) * 4 > len(each) * 5]
    return [each for each in paragraphs if len(each.encode("utf-8", "replace")) * 3 < len(each) * 4]


def _is_foreign(lang: str, paragraph: str) -> bool:
    """Whether most words that are no names, quotes or codes are of the other alphabet."""
    if not _doubtful(lang, [paragraph]):
        return False
    words = _WORD.findall(_QUOTED.sub(" ", paragraph))
    cyrillic = sum(_CYRILLIC.match(word) is not None for word in words)
    latin = sum(word.islower() for word in words) - sum(word.islower() for word in words if _CYRILLIC.match(word))
    return latin > max(1, cyrillic) if lang == "ru" else cyrillic > 1 and cyrillic * 2 > len(words)


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
