"""Where a text sends somebody: an address or a telephone number that no fact carries may be anybody's."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from ban_wizard.playbook.checks.checked import Checked
from ban_wizard.playbook.findings import Finding
from ban_wizard.playbook.sources import SourceFact
from ban_wizard.playbook.strict_yaml import Steps

_WHOLE: Final = re.compile(r"https?://[^\s<>\"'«»\0]+")
_MAIL: Final = re.compile(r"@\w[\w-]*(?:\.\w[\w-]*)+")
"""The end of an address of mail."""
_HOST: Final = re.compile(
    r"\.(?:com|ru|org|net|me|io|app|info|biz|dev|ai|co|su|рф|link|chat|page|site|online|support|gg|ly|cc|uk|de|eu)"
    r"(?![\w@-]|\.\w)(?:/[^\s\0<>\"'«»]*)?"
)
"""The end of an address, with the way behind it."""
_BEFORE_HOST: Final = re.compile(r"[\w.-]+\Z")
_BEFORE_AT: Final = re.compile(r"[\w.+-]+\Z")
_LONGEST: Final = 80
"""Of what stands before such an end."""
_TELEPHONES: Final = (re.compile(r"\+\d[\d ()\u00a0-]{6,}\d"), re.compile(r"8(?<!\w8)[ (\u00a0-]{1,2}\d{3}[\d ()\u00a0-]{5,}\d"))
"""With a country's code, and as they are written within Russia; each begins with a character that is quickly looked for."""
_ENDS: Final = ".,;:!?)"
"""What ends a sentence behind an address."""
_WRITE: Final = "write it into the fact that has it, or take it out"


def addresses(checked: Checked) -> Iterator[Finding]:
    """Addresses of pages and of mail, and telephone numbers, in words of text.LANG.yaml, that no fact of sources.yaml has."""
    if checked.sources is None:
        return
    facts = checked.sources.facts.values()
    for lang, said in checked.phrases.items():
        if checked.texts[lang] is None:
            continue
        places = list(said)
        together = "\0".join([phrase if isinstance(phrase, str) else "\n".join(phrase.values()) for phrase in said.values()])
        for at, missing in _uncarried(together, facts):
            steps: Steps = places[together.count("\0", 0, at)]
            yield checked.text_files[lang].error(steps, "unsourced-address", f"no fact of sources.yaml {missing}")


def _uncarried(text: str, facts: Collection[SourceFact]) -> Iterator[tuple[int, str]]:
    """Where something stands that no fact has, what that is, and what to do about it."""
    urls = {fact.url for fact in facts if fact.url is not None}
    bare = {url.removeprefix("https://").removeprefix("www.").rstrip("/") for url in urls}
    words = [each for fact in facts for each in fact.says.values()]
    for each in _WHOLE.finditer(text):
        if each[0].rstrip(_ENDS) not in urls:
            yield each.start(), f"carries the address {each[0]}; give one this `url`, or take the address out"
    mail = {address for fact in facts for _, address in _ended(fact.says["en"], _MAIL, _BEFORE_AT)}
    for at, address in _ended(text, _MAIL, _BEFORE_AT):
        if address not in mail:
            yield at, f"names the address {address}; name it in the fact that has it, or take the address out"
    for at, host in _hosts(text):
        if host.removeprefix("www.").rstrip("/") not in bare and not any(host in each for each in words):
            yield at, f"carries the address {host}; {_WRITE}"
    for each in (each for form in _TELEPHONES for each in form.finditer(text)):
        if not any(_digits(each[0]) in _digits(said) for said in words):
            yield each.start(), f"carries the telephone {each[0]}; {_WRITE}"


def _hosts(text: str) -> Iterator[tuple[int, str]]:
    """Addresses that do not say how they are opened; those of mail and those with https:// are not among them."""
    for at, host in _ended(text, _HOST, _BEFORE_HOST):
        if text[at - 1 : at] not in ("@", "/"):
            yield at, host.rstrip(_ENDS)


def _ended(text: str, ends: re.Pattern[str], before: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """What ends so and has something before its end; ends are quickly looked for, and few."""
    for end in ends.finditer(text):
        if (name := before.search(text, max(0, end.start() - _LONGEST), end.start())) is not None:
            yield name.start(), name[0] + end[0]


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit())
