"""What stands twice in a list: one of the two was probably meant to be something else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ban_wizard.playbook.checks.checked import Checked
from ban_wizard.playbook.findings import Finding
from ban_wizard.playbook.strict_yaml import Document


def repeats(checked: Checked) -> Iterator[Finding]:
    """Words, and items with an id, that a list of flow.yaml or symptoms.yaml holds a second time."""
    for document in (checked.flow_file, checked.symptoms_file):
        rules = document.get(("safety",))  # whose ids are compared with those of all others
        ahead: list[Any] = [document.data]
        for value in ahead:
            if type(value) is dict:
                ahead += [each for each in value.values() if type(each) is not str]
            elif type(value) is list:
                ahead += (inner := [each for each in value if type(each) is not str])
                names = [each.get("id") if type(each) is dict else each for each in value] if inner else value
                named = [name for name in names if type(name) is str] if inner else value
                if len(named) > len(set(named)) and value is not rules:
                    yield from _twice(document, value, names)


def _twice(document: Document, value: list[Any], names: list[Any]) -> Iterator[Finding]:
    for number, name in enumerate(names):
        if type(name) is str and name in names[:number]:
            message = f"`{name}` stands in this list a second time; take it out, or write what was meant"
            yield Finding(document.file, document.line_in(value, number), "repeated-value", "error", message)
