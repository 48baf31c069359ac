"""Checks before use: one module per family of mistakes. `CHECKS` is all of them; a new check is a function added there."""

from __future__ import annotations

from ban_wizard.playbook.checks import citations, graph, placeholders, references, states, symptoms, waits, words
from ban_wizard.playbook.checks.checked import Check, Checked
from ban_wizard.playbook.findings import Finding

CHECKS: tuple[Check, ...] = (
    references.ids,
    references.targets,
    references.facts,
    references.guard_subjects,
    references.channels_and_letters,
    references.rule_actions,
    references.reached_milestones,
    citations.citations,
    citations.uncited,
    states.fact_forms,
    states.fact_types,
    states.arcs_fit,
    states.arcs_present,
    waits.wait_forms,
    waits.limits,
    waits.safety,
    symptoms.table,
    words.texts,
    placeholders.phrases,
    graph.walks,
)


def run(checked: Checked) -> list[Finding]:
    """Everything all checks have to say."""
    return [finding for check in CHECKS for finding in check(checked)]


__all__ = ["CHECKS", "Check", "Checked", "run"]
