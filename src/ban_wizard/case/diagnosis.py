"""From what is seen to a kind of block, and how sure that is. The first row of the decision table that fits decides."""

from __future__ import annotations

from collections.abc import Collection

from ban_wizard.playbook.model import Row, Symptoms
from ban_wizard.values import frozen


@frozen
class Diagnosis:
    """`evidence` are the symptoms that speak for the kind; `ask` are the questions that would settle it."""

    messenger: str | None
    kind: str
    certainty: str
    evidence: tuple[str, ...]
    ask: tuple[str, ...]


def diagnose(messenger: str, symptoms: Symptoms, seen: Collection[str]) -> Diagnosis:
    """The kind of block for the symptoms `seen`, all of which the messenger knows."""
    row = next((row for row in symptoms.table if fits(row, seen)), symptoms.otherwise)
    named = {*row.all, *row.any}
    evidence = tuple(name for name in symptoms.symptoms if name in seen and (name in named or not named))
    return Diagnosis(messenger, row.kind, row.certainty, evidence, row.ask)


def fits(row: Row, seen: Collection[str]) -> bool:
    return (
        all(name in seen for name in row.all)
        and (not row.any or any(name in seen for name in row.any))
        and not any(name in seen for name in row.none)
    )
