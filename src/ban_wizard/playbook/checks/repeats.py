"""What stands twice in a list: one of the two was probably meant to be something else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ban_wizard.playbook.checks.checked import Checked
from ban_wizard.playbook.findings import Finding
from ban_wizard.playbook.strict_yaml import Document, Steps


def repeats(checked: Checked) -> Iterator[Finding]:
    """Words, and items with an id, that a list of flow.yaml or symptoms.yaml holds a second time."""
    for document in (checked.flow_file, checked.symptoms_file):
        for steps, values in _lists(document.data, ()):
            yield from _twice(document, steps, values)


def _twice(document: Document, steps: Steps, values: list[Any]) -> Iterator[Finding]:
    seen: set[str] = set()
    for number, value in enumerate(values):
        name = value.get("id") if isinstance(value, dict) else value
        if not isinstance(name, str):
            continue
        if name in seen:
            message = f"`{name}` stands in this list a second time; take it out, or write what was meant"
            yield document.error((*steps, number), "repeated-value", message)
        seen.add(name)


def _lists(value: Any, steps: Steps) -> Iterator[tuple[Steps, list[Any]]]:
    """Every list of a document with its place, but for rules, whose ids are compared with those of all others."""
    if isinstance(value, list):
        if steps != ("safety",):
            yield steps, value
        entries: Any = enumerate(value)
    else:
        entries = value.items() if isinstance(value, dict) else ()
    for key, inner in entries:
        if isinstance(inner, (dict, list)):
            yield from _lists(inner, (*steps, key))
