"""A playbook read without the program: which row of a decision table fits, and what a folder cites."""

from __future__ import annotations

from ban_wizard.playbook.model import Playbook
from ban_wizard.playbook.sources import Sources
from ban_wizard.playbook.symptoms import Row, Symptoms


def first_row(symptoms: Symptoms, *seen: str) -> Row:
    """The first row that fits, by the words of docs/playbook-format.md."""
    for row in symptoms.table:
        if set(row.all) <= set(seen) and (not row.any or set(row.any) & set(seen)) and not set(row.none) & set(seen):
            return row
    return symptoms.otherwise


def cited(playbook: Playbook, symptoms: Symptoms, sources: Sources) -> set[str]:
    """All facts that the folder cites, also through the rulings its states show."""
    found: set[str] = set()
    for state in playbook.states.values():
        found.update(state.cites, *(item.cites for item in state.items), *(sources.contested[group].facts for group in state.contested))
        for wait in (state.wait, state.wait.otherwise if state.wait else None):
            found |= {wait.words} if wait and wait.words else set()
    counted = (*playbook.quotas.values(), *playbook.locks.values())
    rules = (*playbook.facts.values(), *playbook.channels.values(), *playbook.safety, *symptoms.symptoms.values(), *counted)
    return found.union(*(rule.cites for rule in rules))
