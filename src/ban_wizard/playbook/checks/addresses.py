"""Where a text sends somebody: an address or a telephone number that no fact carries may be anybody's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ban_wizard.playbook.checks.checked import Checked
from ban_wizard.playbook.findings import Finding
from ban_wizard.playbook.strict_yaml import Steps

_HOST: Final = re.compile(
    r"\.(?:com|ru|org|net|me|io|app|info|biz|dev|ai|co|su|рф|link|chat|page|site|online|support|gg|ly|cc|uk|de|eu)"
    r"(?![\w@-]|\.\w)(?:/[^\s\0<>\"'«»]*)?"
)
"""The end of an address, with the way behind it."""
_BEFORE: Final = re.compile(r"[\w.-]+\Z")
_TELEPHONES: Final = (re.compile(r"\+\d[\d ()\u00a0-]{6,}\d"), re.compile(r"8(?<!\w8)[ (\u00a0-]{1,2}\d{3}[\d ()\u00a0-]{5,}\d"))
"""With a country's code, and as they are written within Russia; each begins with a character that is quickly looked for."""


def addresses(checked: Checked) -> Iterator[Finding]:
    """Addresses written without https:// and telephone numbers, in words of text.LANG.yaml, that no fact of sources.yaml has."""
    if checked.sources is None:
        return
    for lang, said in checked.phrases.items():
        if checked.texts[lang] is None:
            continue
        places = list(said)
        together = "\0".join([phrase if isinstance(phrase, str) else "\n".join(phrase.values()) for phrase in said.values()])
        found = [(at, "address", each) for at, each in _hosts(together)]
        found += [(each.start(), "telephone", each[0]) for form in _TELEPHONES for each in form.finditer(together)]
        for at, noun, each in found:
            if not _is_carried(checked, noun, each):
                steps: Steps = places[together.count("\0", 0, at)]
                message = f"no fact of sources.yaml carries the {noun} {each}; write it into the fact that has it, or take it out"
                yield checked.text_files[lang].error(steps, "unsourced-address", message)


def _hosts(text: str) -> Iterator[tuple[int, str]]:
    """Addresses that do not say how they are opened; mail and those with https:// are looked at elsewhere."""
    for end in _HOST.finditer(text):
        before = _BEFORE.search(text, max(0, end.start() - 80), end.start())
        if before is not None and text[before.start() - 1 : before.start()] not in ("@", "/"):
            yield before.start(), (before[0] + end[0]).rstrip(".,;:!?)")


def _is_carried(checked: Checked, noun: str, each: str) -> bool:
    facts = checked.sources.facts.values() if checked.sources is not None else ()
    if noun == "address":
        carried = {fact.url.removeprefix("https://").removeprefix("www.").rstrip("/") for fact in facts if fact.url is not None}
        return each.removeprefix("www.").rstrip("/") in carried or any(each in words for fact in facts for words in fact.says.values())
    digits = _digits(each)
    return any(digits in _digits(words) for fact in facts for words in fact.says.values())


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit())
