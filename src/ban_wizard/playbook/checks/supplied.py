"""Placeholders: what a step's words are filled with must have been told on every way there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ban_wizard.playbook.checks.checked import Checked
from ban_wizard.playbook.checks.faults import Fault
from ban_wizard.playbook.checks.placeholders import named
from ban_wizard.playbook.model import Guard
from ban_wizard.playbook.proof.cubes import Cube
from ban_wizard.playbook.proof.reading import UNTOLD
from ban_wizard.playbook.proof.situations import Situations
from ban_wizard.playbook.proof.space import Space
from ban_wizard.playbook.strict_yaml import Steps


class Wanted:
    """The facts that the words of a playbook's states are filled with, whether asked for or told with an act."""

    def __init__(self, checked: Checked) -> None:
        self.places = list(_placeholders(checked))
        self.guards: list[Guard] = [((f"known.{fact}", ("known",)),) for fact in dict.fromkeys(place.fact for place in self.places)]
        """What the situations must tell of."""

    def read_in(self, space: Space) -> dict[str, Cube]:
        """By state, the bits that its words read."""
        found: dict[str, Cube] = {}
        for place in self.places:
            found[place.state] = found.get(place.state, 0) | space.unknown(place.fact)
        return found


def supplied(wanted: Wanted, situations: Situations) -> Iterator[Fault]:
    """Words of a state with a fact that nobody was asked for on some way: it would read as a dash."""
    told: set[tuple[str, str]] = set()
    for lang, steps, state, fact in wanted.places:
        untold = situations.space.is_value(fact, UNTOLD)
        missing = [met for cube in situations.cubes(state) if (met := untold.meet(cube))] if untold.fields else []
        if missing and (state, fact) not in told:
            told.add((state, fact))
            message = f"`{{{fact}}}` is not told on every way to `{state}`; ask for it before, let an act need it, or say it without"
            yield Fault(steps, "unsupplied", message, (situations, {state: missing}), lang)


class _Place(NamedTuple):
    """Where a fact stands in the words of a state; those of a question belong to its ask."""

    lang: str
    steps: Steps
    state: str
    fact: str


def _placeholders(checked: Checked) -> Iterator[_Place]:
    playbook = checked.playbook
    assert playbook is not None
    asks = {state.fact: name for name, state in playbook.states.items() if state.kind == "ask"}
    for lang, phrases in checked.phrases.items():
        for steps, phrase in phrases.items():
            if isinstance(phrase, str) and "{" not in phrase:
                continue
            state = steps[1] if steps[0] == "states" else asks.get(str(steps[1])) if steps[0] == "facts" else None
            if not isinstance(state, str) or state not in playbook.states or (steps[0] == "facts" and steps[2] == "values"):
                continue
            for name in sorted(named(phrase)):
                fact = playbook.facts.get(name)
                if fact is not None and name != playbook.states[state].fact:
                    yield _Place(lang, steps, state, name)
