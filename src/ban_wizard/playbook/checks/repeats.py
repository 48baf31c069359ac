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
        ahead: list[tuple[Steps, Any]] = [((), document.data)]
        while ahead:
            steps, value = ahead.pop()
            if type(value) is list:
                names = [each if type(each) is str else each.get("id") if type(each) is dict else None for each in value]
                named = [name for name in names if type(name) is str]
                if len(named) > len(set(named)) and steps != ("safety",):  # ids of rules are compared with those of all others
                    yield from _twice(document, steps, names)
            entries: Any = value.items() if type(value) is dict else enumerate(value) if type(value) is list else ()
            ahead += [((*steps, key), inner) for key, inner in entries if type(inner) is dict or type(inner) is list]


def _twice(document: Document, steps: Steps, names: list[Any]) -> Iterator[Finding]:
    for number, name in enumerate(names):
        if type(name) is str and name in names[:number]:
            message = f"`{name}` stands in this list a second time; take it out, or write what was meant"
            yield document.error((*steps, number), "repeated-value", message)
