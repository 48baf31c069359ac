"""Placeholders: what a step's words are filled with must have been told on every way there."""

from __future__ import annotations

from collections.abc import Iterator

from ban_wizard.playbook.checks.checked import Checked
from ban_wizard.playbook.checks.faults import Fault
from ban_wizard.playbook.checks.placeholders import every_phrase, named
from ban_wizard.playbook.model import Guard
from ban_wizard.playbook.proof.situations import Situations
from ban_wizard.playbook.proof.space import UNTOLD
from ban_wizard.playbook.strict_yaml import Steps


def wanted(checked: Checked) -> list[Guard]:
    """What the situations must tell for `supplied`: whether the facts in the words of states are known."""
    facts = dict.fromkeys(fact for _, _, _, fact in _placeholders(checked))
    return [((f"known.{fact}", ("known",)),) for fact in facts]


def supplied(checked: Checked, situations: Situations) -> Iterator[Fault]:
    """Words of a state with a fact that nobody was asked for on some way: it would read as a dash."""
    told: set[tuple[str, str]] = set()
    for lang, steps, state, fact in _placeholders(checked):
        untold = situations.space.is_value(fact, UNTOLD)
        missing = [met for cube in situations.cubes(state) if (met := untold.meet(cube))] if untold.fields else []
        if missing and (state, fact) not in told:
            told.add((state, fact))
            message = f"`{{{fact}}}` is not told on every way to `{state}`; ask for it before, or say it without"
            yield Fault(steps, "unsupplied", message, (situations, {state: missing}), lang)


def _placeholders(checked: Checked) -> Iterator[tuple[str, Steps, str, str]]:
    """Language, place, state and fact of every placeholder in the words of a state; those of a question stand in its ask."""
    playbook = checked.playbook
    assert playbook is not None
    asks = {state.fact: name for name, state in playbook.states.items() if state.kind == "ask"}
    for lang, document in checked.text_files.items():
        for steps, phrase in every_phrase(document):
            state = steps[1] if steps[0] == "states" else asks.get(str(steps[1])) if steps[0] == "facts" else None
            if not isinstance(state, str) or state not in playbook.states or (steps[0] == "facts" and steps[2] == "values"):
                continue
            for name in sorted(named(phrase)):
                if name in playbook.facts and name != playbook.states[state].fact:
                    yield lang, steps, state, name
