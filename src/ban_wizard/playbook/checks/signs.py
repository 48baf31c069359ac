"""By what things are recognised in a text: patterns that can be read, classes and facts that exist."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from ban_wizard.playbook import author
from ban_wizard.playbook.checks.checked import Checked, undefined
from ban_wizard.playbook.checks.references import values_of
from ban_wizard.playbook.findings import Finding
from ban_wizard.playbook.patterns import BadPattern, classes, classes_at_a_glance, parse
from ban_wizard.playbook.strict_yaml import Document, Steps


def patterns(checked: Checked) -> Iterator[Finding]:
    """Patterns in symptoms.yaml that cannot be read, say nothing, or name a class that is not there."""
    if checked.symptoms is not None:
        for steps, signs in _signs(checked.symptoms.symptoms, checked.symptoms.facts):
            yield from of_signs(checked.symptoms_file, steps, signs, checked.classes)


def told_facts(checked: Checked) -> Iterator[Finding]:
    """Facts and values that a text is said to tell and that the flow does not have."""
    if checked.symptoms is None or checked.flow is None:
        return
    for fact, values in checked.symptoms.facts.items():
        steps: Steps = ("facts", fact)
        yield from undefined(checked.symptoms_file, steps, "fact", fact, checked.names.of("facts"))
        known = values_of(checked.flow, fact) if fact in checked.flow.facts else None
        for value in values if known is not None else ():
            yield from undefined(checked.symptoms_file, (*steps, value), "value", value, known or ())


def of_signs(document: Document, steps: Steps, signs: author.Signs, known: Collection[str] | None) -> Iterator[Finding]:
    """The patterns of one symptom or value."""
    for form in ("text", "told", "unless"):
        yield from of_patterns(document, (*steps, form), getattr(signs, form, []), known)
    for number, sign in enumerate(signs.payload):
        for path, shown in sign.items():
            here = (*steps, "payload", number, path)
            yield from of_patterns(document, here, [pattern for pattern in shown if pattern != "*"], known)


def of_patterns(document: Document, steps: Steps, written: list[str], known: Collection[str] | None) -> Iterator[Finding]:
    """A list of patterns; `known` are the classes that they may name, None where that is not looked up."""
    for number, pattern in enumerate(written):
        try:
            named = classes_at_a_glance(pattern)
            named = classes(parse(pattern)) if named is None else named
        except BadPattern as problem:
            yield document.error((*steps, number), "bad-pattern", f"this pattern {problem}")
            continue
        for name in named if known is not None else ():
            yield from undefined(document, (*steps, number), "class", name, known or (), remedy="add it to `classes` in recognise.yaml")


def _signs(symptoms: Mapping[str, author.Symptom], facts: Mapping[str, Mapping[str, author.Signs]]) -> Iterator[tuple[Steps, author.Signs]]:
    for name, symptom in symptoms.items():
        yield ("symptoms", name), symptom
    for fact, values in facts.items():
        for value, signs in values.items():
            yield ("facts", fact, value), signs
