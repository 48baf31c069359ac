"""sources.yaml by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ban_wizard.playbook import author
from ban_wizard.playbook.checks.checked import undefined
from ban_wizard.playbook.checks.numbers import in_one_only
from ban_wizard.playbook.checks.translated import is_untranslated, language_of, wrong_in
from ban_wizard.playbook.findings import Finding
from ban_wizard.playbook.strict_yaml import Document

_SAID: Final = {"followed": "followed", "not_followed": "not followed", "in_part": "followed in part"}


def sources(document: Document, written: author.Sources | None) -> Iterator[Finding]:
    """Facts of unknown sources, contested groups of unknown facts, addresses that nobody could open."""
    if written is None:
        return
    left_out = [str(steps[1]) for steps in document.dropped if len(steps) == 2]
    known, cited = dict.fromkeys([*written.sources, *left_out]), dict.fromkeys([*written.facts, *left_out])
    for name, fact in written.facts.items():
        yield from undefined(document, ("facts", name, "source"), "source", fact.source, known)
        if is_untranslated(fact.en, fact.ru):
            lang = "ru" if language_of(fact.en) == "en" else "en"
            message = "this fact says the same in both languages, word for word; translate it"
            yield document.error(("facts", name, lang), "untranslated", message)
        if fact.url is not None and not re.fullmatch(r"https://[^\s<>\"]+", fact.url):
            yield document.error(
                ("facts", name, "url"), "bad-url", f"`{fact.url}` is not an address; write it whole, beginning with https://"
            )
    facts = written.facts
    for lang in ("en", "ru"):
        texts = [(("facts", name, lang), getattr(fact, lang)) for name, fact in facts.items() if not is_untranslated(fact.en, fact.ru)]
        yield from wrong_in(document, lang, texts)
    for place, only in in_one_only([fact.en for fact in facts.values()], [fact.ru for fact in facts.values()]):
        message = f"{only}: numbers in one language only; say the same ones in both"
        yield document.error(("facts", list(facts)[place], "ru"), "number-mismatch", message)
    yield from _rulings(document, written)
    for name, group in written.contested.items():
        for key in ("facts", "not_followed", "in_part", "alone"):
            for number, cite in enumerate(getattr(group, key)):
                steps = ("contested", name, key, number)
                yield from undefined(document, steps, "fact", cite, cited, code="undefined-citation")


def _rulings(document: Document, written: author.Sources) -> Iterator[Finding]:
    """Rulings that contradict themselves, or one another: we follow a fact, a part of it, or not, whatever the conflict is about."""
    first: dict[str, tuple[str, str]] = {}
    for name, group in written.contested.items():
        stances = dict.fromkeys(group.facts, "followed")
        for key in ("not_followed", "in_part", "alone"):
            for number, cite in enumerate(getattr(group, key)):
                steps = ("contested", name, key, number)
                if cite not in stances and cite in written.facts:
                    message = f"{cite} is none of the `facts` of this group; add it to them, or take it out here"
                    yield document.error(steps, "contradictory-ruling", message)
                elif stances.get(cite, "followed") != "followed":
                    message = f"{cite} stands in `{stances[cite]}` as well as in `{key}`; keep one"
                    yield document.error(steps, "contradictory-ruling", message)
                elif key != "alone":
                    stances[cite] = key
        if not set(group.facts).difference(group.alone):
            message = "all of these facts may stand alone, so nothing is in conflict; take those out of `alone` that others dispute"
            yield document.error(("contested", name), "contradictory-ruling", message)
        for number, cite in enumerate(group.facts):
            other, stance = first.setdefault(cite, (name, stances[cite]))
            if stance != stances[cite]:
                message = (
                    f"{cite} is {_SAID[stances[cite]]} here and {_SAID[stance]} in `{other}`; say the same in both, such as `in_part`, "
                    "or leave it out of one"
                )
                yield document.error(("contested", name, "facts", number), "contradictory-ruling", message)
