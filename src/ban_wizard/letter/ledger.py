"""claims.yaml, the ledger: claims that several letters make, each once, with what it needs, who says so, and its sentences."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

from ban_wizard.letter.author import LedgerFile, SharedMeasure
from ban_wizard.letter.cache import LEDGER
from ban_wizard.letter.model import Claim
from ban_wizard.playbook.findings import Finding
from ban_wizard.playbook.strict_yaml import Document, parse_file
from ban_wizard.playbook.validate import validate

MEASURES: Final = "measures"
"""The fact that holds them, and the word under which a template says all of them at once."""
DATE: Final = "{date}"
"""Stands in a measure's sentence for the day on which it was done, or is to be."""

EMPTY: Final = LedgerFile.model_validate({"grammar": 1, "heading": {"en": "-", "ru": "-"}})
"""Of a folder without claims.yaml."""

_SAYS: Final = re.compile(r'\{\{ *says\("([^"{}]*)"\) *\}\}')


def read_ledger(root: Path) -> tuple[Document, LedgerFile | None, list[Finding]]:
    """The ledger of a folder of letters as far as it is well formed. Never raises."""
    path = root / LEDGER
    if not path.exists():
        return Document(str(path)), EMPTY, []
    document = parse_file(path)
    written, findings = validate(LedgerFile, document)
    return document, written, findings + document.findings


def claim(ledger: LedgerFile, name: str) -> Claim | None:
    """A claim or a measure of the ledger; None if it has none of that name."""
    if (measure := ledger.measures.get(name)) is not None:
        return Claim(name, ((MEASURES, (name,)),), tuple(measure.cites), measure.only_if_chosen, measure.milestone)
    if (entry := ledger.claims.get(name)) is not None:
        needs = tuple((f"known.{fact}", ("known",)) if isinstance(need, str) else (fact, tuple(need)) for fact, need in entry.needs.items())
        return Claim(name, needs, tuple(entry.cites), entry.only_if_chosen)
    return None


def passage(ledger: LedgerFile, name: str, lang: str) -> str:
    """What a claim or a measure says, as a template: one line, under its claim."""
    if (entry := ledger.measures.get(name)) is not None:
        said = _measure(name, entry, lang)
    else:
        said = " ".join(getattr(ledger.claims[name], lang).says.split())
    return f'{{% if claim("{name}") %}}{said}{{{{ "\\n" }}}}{{% endif %}}'


def expanded(source: str, lang: str, ledger: LedgerFile, shared: Collection[str]) -> str:
    """A letter's template with the ledger's passages in place of `{{ says("…") }}`, line for line.

    `says("measures")` is the heading and every measure among `shared`. Names that the ledger has not are left as they are.
    """

    def said(call: re.Match[str]) -> str:
        name = call.group(1)
        if name == MEASURES:
            return _all_measures(ledger, lang, [measure for measure in ledger.measures if measure in shared]) or call.group()
        return passage(ledger, name, lang) if name in ledger.claims or name in ledger.measures else call.group()

    return _SAYS.sub(said, source)


def unsaid(source: str, ledger: LedgerFile) -> Iterator[tuple[int, str]]:
    """The names in a template that `says` cannot say, with their lines."""
    for call in _SAYS.finditer(source):
        name = call.group(1)
        if name not in (MEASURES, *ledger.claims, *ledger.measures):
            yield source.count("\n", 0, call.start()) + 1, name


def _all_measures(ledger: LedgerFile, lang: str, names: Collection[str]) -> str:
    heading = (
        f'{{% if {" or ".join(f"claim({_quoted(name)})" for name in names)} %}}{getattr(ledger.heading, lang)}{{{{ "\\n" }}}}{{% endif %}}'
    )
    return heading + "".join(passage(ledger, name, lang) for name in names) if names else ""


def _measure(name: str, entry: SharedMeasure, lang: str) -> str:
    words = getattr(entry, lang)
    done, planned = (getattr(words, tense).replace(DATE, f"{{{{ {tense}({_quoted(name)}) }}}}") for tense in ("done", "planned"))
    return f"- {{% if done({_quoted(name)}) %}}{done}{{% else %}}{planned}{{% endif %}}"


def _quoted(name: str) -> str:
    return f'"{name}"'
