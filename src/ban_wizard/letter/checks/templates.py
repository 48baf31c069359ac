"""The names in a letter's templates: each leads somewhere, and none is printed that may not be confirmed there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from ban_wizard.letter.checks.checked import NOWHERE, CheckedLetter, facts_of
from ban_wizard.letter.claims import is_fixed
from ban_wizard.letter.model import Claim, Letter
from ban_wizard.letter.passages import Use, uses
from ban_wizard.letter.template import PARTS, TemplateRefused
from ban_wizard.playbook.checks.checked import undefined
from ban_wizard.playbook.findings import Finding
from ban_wizard.playbook.model import Fact
from ban_wizard.playbook.validate import did_you_mean

_ASSERTING_NOTHING: Final = frozenset(PARTS) - {"greeting"}
"""Parts in which a claim says nothing, and only words what is asked; a greeting says whom the letter greets."""


def templates(checked: CheckedLetter) -> Iterator[Finding]:
    facts = {name: facts_of(field, checked.playbooks) for name, field in checked.letter.fields.items()}
    for lang, source in checked.letter.templates.items():
        file = checked.template_files[lang]
        try:
            found = uses(source)
        except TemplateRefused as refused:
            yield Finding(file, refused.line, "bad-template", "error", refused.message)
            continue
        for use in found:
            if use.what in ("text", "held"):
                continue  # which name nothing
            for code, message in faults(checked.letter, use, facts):
                yield Finding(file, use.line, code, "error", message)


def places(checked: CheckedLetter) -> Iterator[Finding]:
    """Each claim has a place in each language, and one that another claim cannot hide."""
    for file, found in readable(checked):
        held_by: dict[str, list[Use]] = {}
        for use in found:
            if use.what == "held":
                held_by.setdefault(use.id, []).append(use)
        for claim in checked.letter.claims.values():
            held = held_by.get(claim.id, [])
            if not held:
                message = f'nothing stands under `{{% if claim("{claim.id}") %}}`; write what it says'
                yield Finding(file, 0, "unused-claim", "error", message)
            elif all(use.within & _ASSERTING_NOTHING for use in held):
                message = f"`{claim.id}` stands only where something is asked; write what the claim says in a place of its own"
                yield Finding(file, held[-1].line, "unused-claim", "error", message)
            elif all(outer := _hidden_by(checked.letter, claim, use) for use in held):
                message = f"`{claim.id}` stands within `{outer}`, which may be left out without it; give it a place of its own"
                yield Finding(file, held[-1].line, "nested-claim", "error", message)


def readable(checked: CheckedLetter) -> Iterator[tuple[str, tuple[Use, ...]]]:
    """The templates that are in the small language: the file's name, and what it speaks of."""
    for lang, source in checked.letter.templates.items():
        try:
            yield checked.template_files[lang], uses(source)
        except TemplateRefused:
            continue


def _hidden_by(letter: Letter, claim: Claim, place: Use) -> str | None:
    """A claim around this place that may be left out while this one holds."""
    around = (letter.claims[name] for name in sorted(place.within) if name in letter.claims)
    return next((outer.id for outer in around if not (is_fixed(letter, outer) and set(outer.needs) <= set(claim.needs))), None)


def faults(letter: Letter, use: Use, facts: Mapping[str, list[Fact]]) -> Iterator[tuple[str, str]]:
    """What is wrong with one name in a template, as codes and messages."""
    match use.what:
        case "claim":
            for finding in undefined(NOWHERE, (), "claim", use.id, letter.claims):
                yield finding.code, finding.message
        case "done" | "planned":
            if not any(use.id in values and all(f.dated for f in facts.get(subject, ())) for subject, values in _confirmed(letter, use)):
                known = {value for claim in letter.claims.values() for _, values in claim.needs for value in values}
                near = did_you_mean(use.id, sorted(known)) if use.id not in known else ""
                message = f'{use.what}("{use.id}") must stand under a claim that needs `{use.id}` of a fact with dates{near}'
                yield "unguarded", message
        case "reached" if (f"milestone.{use.id}", ("reached",)) not in _confirmed(letter, use):
            yield "unguarded", f'reached("{use.id}") must stand under a claim that needs `milestone.{use.id}: [reached]`'
        case "name" if use.id not in ("number", "messenger"):
            for finding in undefined(NOWHERE, (), "field", use.id, (*letter.fields, "number", "messenger")):
                yield finding.code, finding.message
                return
            if not any(subject.removeprefix("known.") == use.id for subject, _ in _confirmed(letter, use)):
                yield "unguarded", f"`{use.id}` may not be confirmed here; put it under a claim that needs it"
            types = {fact.type for fact in facts.get(use.id, ())}
            if "many" in types or (use.printed and "choice" in types):
                remedy = "ask claim, done and planned instead" if "many" in types else f'write words: {{% if {use.id} == "..." %}}'
                yield "raw-value", f"`{use.id}` holds ids, not words for a reader; {remedy}"
        case "name" if use.id == "messenger" and use.printed:
            yield "raw-value", '`messenger` holds an id, not words for a reader; write words: {% if messenger == "max" %}'


def _confirmed(letter: Letter, use: Use) -> set[tuple[str, tuple[str, ...]]]:
    """What the claims around a place need, which is so wherever it is reached."""
    return {need for name in use.within if name in letter.claims for need in letter.claims[name].needs}
