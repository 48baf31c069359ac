"""What was left in the other language: words of a letter that are the same in both."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ban_wizard.letter.checks.checked import CheckedLetter
from ban_wizard.letter.checks.templates import readable
from ban_wizard.playbook.checks.translated import is_untranslated, language_of
from ban_wizard.playbook.findings import Finding
from ban_wizard.playbook.strict_yaml import Document, Steps

_WORDS = "is the same in both languages, word for word; translate it"


def letters_words(checked: CheckedLetter) -> Iterator[Finding]:
    """Words of letter.yaml, and sentences of the two templates."""
    yield from words_of(checked.document)
    said = {file: {use.id: use.line for use in found if use.what == "text"} for file, found in readable(checked)}
    if len(said) == len(checked.letter.templates) == 2:
        (one, first), (_, second) = said.items()
        files = {lang: file for lang, file in checked.template_files.items() if file in said}
        for text in first.keys() & second.keys():
            if is_untranslated(text, text):
                lang = "ru" if language_of(text) == "en" else "en"
                line = (first if files[lang] == one else second)[text]
                shown = text if len(text) <= 40 else f"{text[:37]}..."
                yield Finding(files[lang], line, "untranslated", "error", f"“{shown}” {_WORDS}")


def words_of(document: Document) -> Iterator[Finding]:
    """Texts under `en` that stand under `ru` as well, wherever a file has the two side by side."""
    yield from _walk(document, document.data, ())


def _walk(document: Document, value: Any, steps: Steps) -> Iterator[Finding]:
    if not isinstance(value, dict):
        return
    if value.keys() >= {"en", "ru"}:
        for inner, text in _texts(value["en"], ()):
            there: Any = document.get((*steps, "ru", *inner))
            if isinstance(there, str) and is_untranslated(text, there):
                lang = "ru" if language_of(text) == "en" else "en"
                yield document.error((*steps, lang, *inner), "untranslated", f"this {_WORDS}")
    else:
        for key, inner_value in value.items():
            yield from _walk(document, inner_value, (*steps, key))


def _texts(value: Any, steps: Steps) -> Iterator[tuple[Steps, str]]:
    if isinstance(value, str):
        yield steps, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, (*steps, key))
