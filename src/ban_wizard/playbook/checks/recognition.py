"""recognise.yaml by itself: its patterns, classes, tables, questions and citations."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from ban_wizard.playbook import author
from ban_wizard.playbook.checks.checked import undefined
from ban_wizard.playbook.checks.decision import table
from ban_wizard.playbook.checks.signs import of_patterns, of_signs
from ban_wizard.playbook.checks.symptoms import rows, verdicts
from ban_wizard.playbook.findings import Finding
from ban_wizard.playbook.model import MESSENGERS
from ban_wizard.playbook.patterns import BadPattern, is_plain, phrase, phrases
from ban_wizard.playbook.sources import Sources
from ban_wizard.playbook.strict_yaml import Document, Steps

NAMED: Final = (*MESSENGERS, "whatsapp", "phone", "elsewhere")
"""What a text may speak of: a messenger, WhatsApp without saying which, the app on a phone, or a service that is none of ours."""


def recognition(document: Document, written: author.Recognition | None, sources: Sources | None) -> Iterator[Finding]:
    """Everything that is wrong with recognise.yaml."""
    if written is None:
        return
    known = list(written.classes)
    yield from _classes(document, written)
    for name, patterns in written.names.items():
        yield from undefined(document, ("names", name), "messenger", name, NAMED)
        yield from of_patterns(document, ("names", name), patterns, known)
    for part in ("aside", "timer"):
        for name, patterns in getattr(written, part):
            if name != "keys":
                yield from of_patterns(document, (part, name), patterns, known)
    yield from _symptoms(document, (), written, known, written.asks, sources)
    for name, other in written.others.items():
        yield from undefined(document, ("others", name), "messenger", name, MESSENGERS)
        yield from _symptoms(document, ("others", name), other, known, written.asks, sources)


def _classes(document: Document, written: author.Recognition) -> Iterator[Finding]:
    """The phrases of a class are plain words: no gaps, brackets or further classes."""
    for name, listed in written.classes.items():
        if is_plain(" ".join(listed.replace(",", " ").split())):
            continue  # all its phrases at once, for nearly all are
        for number, line in enumerate(listed.split("\n")):
            for each in phrases(line):
                if is_plain(each):
                    continue
                try:
                    phrase(each)
                except BadPattern as problem:
                    found = document.error(("classes", name), "bad-pattern", f"the phrase `{each}` of a class {problem}")
                    yield found._replace(line=found.line + number + 1) if "\n" in listed else found  # a text under its key


def _symptoms(
    document: Document,
    steps: Steps,
    found: author.Recognition | author.Others,
    known: Collection[str],
    asks: Collection[str],
    sources: Sources | None,
) -> Iterator[Finding]:
    yield from rows(document, steps, found.symptoms, found.table, found.otherwise)
    yield from table(document, (*steps, "table"), found.table, found.symptoms)
    for here, verdict in verdicts(steps, found.table, found.otherwise):
        for number, ask in enumerate(verdict.ask):
            yield from undefined(document, (*here, "ask", number), "ask", ask, asks)
    for name, symptom in found.symptoms.items():
        here = (*steps, "symptoms", name)
        yield from of_signs(document, here, symptom, known)
        if not symptom.cites:
            message = f"the symptom `{name}` does not say who says so; add `cites: [..]` with fact ids of sources.yaml"
            yield document.error(here, "uncited", message)
        for number, cite in enumerate(symptom.cites if sources is not None else ()):
            yield from undefined(
                document, (*here, "cites", number), "fact", cite, sources.facts if sources else (), code="undefined-citation"
            )
