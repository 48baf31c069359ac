"""Placeholders and plural forms: known, well formed, and the same in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from ban_wizard.playbook import author_flow
from ban_wizard.playbook.checks.checked import Checked, undefined
from ban_wizard.playbook.checks.numbers import in_one_only
from ban_wizard.playbook.findings import Finding
from ban_wizard.playbook.strict_yaml import Document, Steps

ALWAYS: Final = ("number", "offence")
"""Placeholders that every playbook has; all others are its facts."""

PLURAL_FORMS: Final[Mapping[str, tuple[str, ...]]] = {"en": ("one", "other"), "ru": ("one", "few", "many", "other")}

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def phrases(checked: Checked) -> Iterator[Finding]:
    """Each phrase by itself, then against the same phrase in the other languages."""
    if checked.flow is None or not checked.names.whole("facts"):
        return
    names = [*ALWAYS, *checked.names.of("facts")]
    counts = {name for name, fact in checked.flow.facts.items() if isinstance(fact, author_flow.TypedFact) and fact.type == "count"}
    counts.add("offence")
    said = {lang: checked.phrases[lang] for lang, text in checked.texts.items() if text is not None}
    for lang, found in said.items():
        document = checked.text_files[lang]
        for steps, phrase in found.items():
            if isinstance(phrase, dict):
                yield from _plural(checked, document, steps, phrase, lang, counts)
            elif "{" not in phrase and "}" not in phrase:
                continue
            for text in _forms(phrase):
                yield from _one(document, steps, text, names)
    first = next(iter(said), "")
    for lang in said.keys() - {first}:
        document, file = checked.text_files[lang], f"text.{first}.yaml"
        plain: list[tuple[Steps, str, str]] = []
        for steps, phrase in said[lang].items():
            there = said[first].get(steps)
            if isinstance(there, str) and isinstance(phrase, str):
                plain.append((steps, there, phrase))
                if "{" not in there and "{" not in phrase:
                    continue
            if there is not None:
                yield from _pair(document, steps, there, phrase, file, names, counts)
        for place, only in in_one_only([there for _, there, _ in plain], [phrase for _, _, phrase in plain]):
            message = f"{only}: numbers in one language only; say the same ones here and in {file}"
            yield document.error(plain[place][0], "number-mismatch", message)


def named(phrase: Any) -> set[str]:
    """What a phrase is filled with: its placeholders, and the number it depends on."""
    names = {name for text in _forms(phrase) if "{" in text for name in _PLACEHOLDER.findall(text)}
    return names | {phrase["count"]} if isinstance(phrase, dict) else names


def _forms(phrase: Any) -> list[str]:
    return [phrase] if isinstance(phrase, str) else [text for form, text in phrase.items() if form != "count"]


def _one(document: Document, steps: Steps, text: str, names: list[str]) -> Iterator[Finding]:
    if "{" in (rest := _PLACEHOLDER.sub("", text)) or "}" in rest:
        message = "a brace stands alone; a placeholder is {fact}, and no other brace may stand in a text"
        yield document.error(steps, "bad-placeholder", message)
    for name in _PLACEHOLDER.findall(text):
        yield from undefined(document, steps, "placeholder", name, names, code="unknown-placeholder")


def _plural(checked: Checked, document: Document, steps: Steps, phrase: dict[str, str], lang: str, counts: set[str]) -> Iterator[Finding]:
    wanted = PLURAL_FORMS[lang]
    if missing := [form for form in wanted if form not in phrase]:
        yield document.error(steps, "plural-forms", f"the form {', '.join(missing)} is missing; this language needs {', '.join(wanted)}")
    if extra := [form for form in phrase if form not in wanted and form != "count"]:
        yield document.error(steps, "plural-forms", f"this language has no form {', '.join(extra)}; it needs {', '.join(wanted)}")
    count = phrase["count"]
    if checked.flow is not None and count in checked.flow.facts and count not in counts:
        yield document.error((*steps, "count"), "wrong-fact", f"`{count}` is no number; count a fact of `type: count`, or `offence`")
    elif count not in counts and count not in checked.names.of("facts"):
        yield from undefined(document, (*steps, "count"), "fact", count, sorted(counts))


def _pair(document: Document, steps: Steps, first: Any, second: Any, file: str, names: list[str], counts: set[str]) -> Iterator[Finding]:
    if isinstance(first, dict) != isinstance(second, dict):
        message = f"this depends on a number in one language only; write it the same way here and in {file}"
        yield document.error(steps, "plural-mismatch", message)
    elif isinstance(first, dict) and first["count"] != second["count"] and {first["count"], second["count"]} <= counts:
        message = f"this counts `{second['count']}`, in {file} it counts `{first['count']}`; count the same"
        yield document.error((*steps, "count"), "plural-mismatch", message)
    here, there = ({name for text in _forms(phrase) for name in _PLACEHOLDER.findall(text) if name in names} for phrase in (second, first))
    if here != there:
        only = ", ".join(f"{{{name}}}" for name in sorted(here ^ there))
        yield document.error(
            steps, "placeholder-mismatch", f"{only} stands in one language only; use the same placeholders here and in {file}"
        )
