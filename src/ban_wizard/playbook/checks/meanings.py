"""An action means one thing in the whole playbook, whoever reads its words, and whatever rules and logs speak of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from ban_wizard.playbook.checks.checked import Checked, arcs
from ban_wizard.playbook.findings import Finding
from ban_wizard.playbook.strict_yaml import Steps

Meaning = tuple[str | None, str | None]
"""The milestone that an arc reaches, and what it sets."""

OF_THE_STEP: Final = frozenset({"answer", "over", "give_up", "worked", "failed", "sent"})
"""Actions that speak of the step in hand, whatever it is: the wait is over, what was tried worked. What that reaches is the step's."""


def meanings(checked: Checked) -> Iterator[Finding]:
    """Arcs of one action that reach another milestone, or change the kind, where the others do not.

    Actions of the step in hand may reach what the step is about, but for what a safety property guards: that makes the
    engine refuse the action wherever it stands.
    """
    flow, document = checked.flow, checked.flow_file
    if flow is None:
        return
    guarded = {rule.never.milestone for rule in flow.safety}
    found: dict[str, list[tuple[Steps, Meaning]]] = {}
    for steps, arc, _ in arcs(flow):
        if arc.on is not None:
            reached = arc.milestone if arc.on not in OF_THE_STEP or arc.milestone in guarded else None
            found.setdefault(arc.on, []).append((steps, (reached, arc.sets)))
    for action, places in found.items():
        count = Counter(meaning for _, meaning in places)
        usual = max(count, key=lambda meaning: (count[meaning], any(meaning)))  # of as many, the one that reaches something
        first = next(steps for steps, meaning in places if meaning == usual)
        for steps, meaning in places:
            if meaning != usual:
                there = f"{_spoken(usual)} in line {document.line(first)}"
                message = (
                    f"`{action}` {_spoken(meaning)} here and {there}; an action means one thing in the whole playbook: "
                    "make the two agree, or give this one a name of its own"
                )
                yield document.error(steps, "two-meanings", message)


def _spoken(meaning: Meaning) -> str:
    milestone, sets = meaning
    parts = [f"reaches `{milestone}`"] if milestone is not None else []
    parts += [f"changes the {sets}"] if sets is not None else []
    return " and ".join(parts) or "reaches nothing"
