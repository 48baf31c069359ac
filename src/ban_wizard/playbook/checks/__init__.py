"""Checks before use: one module per family of mistakes. A new check is a function that is added to `CHECKS` or to `WHOLE`.

What only shows in the product of states and facts is proven apart, by `proof.py`: it costs more, and is remembered.
"""

from __future__ import annotations

from itertools import islice
from typing import Final

from ban_wizard.playbook.checks import (
    addresses,
    citations,
    decision,
    graph,
    letters,
    meanings,
    placeholders,
    references,
    repeats,
    rules,
    signs,
    states,
    symptoms,
    translated,
    waits,
    words,
)
from ban_wizard.playbook.checks.checked import Check, Checked
from ban_wizard.playbook.findings import Finding
from ban_wizard.playbook.validate import MOST_FINDINGS

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
    citations.unshown,
    states.fact_forms,
    states.fact_types,
    states.arcs_fit,
    states.arcs_present,
    rules.scopes,
    waits.wait_forms,
    waits.limits,
    waits.safety,
    symptoms.table,
    decision.decision,
    signs.patterns,
    signs.told_facts,
    words.texts,
    placeholders.phrases,
    addresses.addresses,
    translated.translations,
    translated.paragraphs,
    repeats.repeats,
)
"""Checks that look at one place at a time; each holds its own where other places are wrong."""

WHOLE: tuple[Check, ...] = (graph.walks, meanings.meanings, letters.answers)
"""Checks of the flow as a whole; they are run once everything in flow.yaml is right by itself."""


OF_THE_WHOLE: Final = frozenset({"unreachable-state", "dead-end", "livelock", "two-meanings", "unasked-channel"})
"""Codes of what these say: a playbook that has such mistakes can still be proven."""


def run(checked: Checked) -> list[Finding]:
    """Everything the checks have to say; each names so many mistakes as somebody may want to read."""
    findings = [finding for check in CHECKS for finding in islice(check(checked), MOST_FINDINGS)]
    sound = not checked.flow_file.dropped and not any(
        finding.file == checked.flow_file.file and finding.severity == "error" for finding in findings
    )
    if checked.playbook is not None and sound:
        findings += [finding for check in WHOLE for finding in check(checked)]
    return findings


__all__ = ["CHECKS", "OF_THE_WHOLE", "WHOLE", "Check", "Checked", "run"]
