"""A fault of the flow as a whole: where it is written, what it is, and in which situations it shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ban_wizard.playbook.checks.checked import Checked
from ban_wizard.playbook.findings import Finding
from ban_wizard.playbook.model import Guard
from ban_wizard.playbook.proof.cubes import Cube
from ban_wizard.playbook.proof.reading import NOTHING, SOMETHING, UNTOLD
from ban_wizard.playbook.proof.situations import Situations
from ban_wizard.playbook.proof.space import Space
from ban_wizard.playbook.proof.witness import shortest
from ban_wizard.playbook.strict_yaml import Steps
from ban_wizard.values import frozen

Shown = tuple[Situations, Mapping[str, Sequence[Cube]]]
"""Situations by state, and what they were found among."""


@frozen
class Fault:
    """`steps` is its place in flow.yaml, or in a text.LANG.yaml."""

    steps: Steps
    code: str
    message: str
    shown: Shown | None = None
    """Where it shows; None for what no way leads to."""
    words: str | None = None
    """The language in whose words it stands; None for flow.yaml."""


def findings(checked: Checked, faults: Iterable[Fault]) -> list[Finding]:
    """Faults as findings, each with the shortest way to a situation in which it shows."""
    found = []
    for fault in faults:
        document = checked.flow_file if fault.words is None else checked.text_files[fault.words]
        way = shortest(*fault.shown) if fault.shown is not None else None
        found.append(document.error(fault.steps, fault.code, fault.message)._replace(witness=way.words() if way is not None else ()))
    return found


def in_words(space: Space, cube: Cube, guards: Iterable[Guard]) -> str:
    """What of a situation some guards read: "where gateway is olchat or self_hosted, and fresh_start is missing"."""
    subjects = dict.fromkeys(name.removeprefix("known.").removeprefix("without.") for guard in guards for name, _ in guard)
    told = space.told(cube, subjects)
    parts = [f"{name.removeprefix('milestone.')} is {' or '.join(map(_spoken, values))}" for name, values in told.items()]
    return f" where {', and '.join(parts)}" if parts else ""


def _spoken(value: str) -> str:
    return {UNTOLD: "not told", NOTHING: "not known", SOMETHING: "known"}.get(value, value.replace("+", " and "))
