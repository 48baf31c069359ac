"""Where a playbook uses the facts of sources.yaml: by what it cites, and by the rulings it shows."""

from __future__ import annotations

from collections.abc import Iterator

from ban_wizard.playbook.model import Playbook
from ban_wizard.playbook.sources import Sources
from ban_wizard.playbook.symptoms import Symptoms


def uses(playbook: Playbook, symptoms: Symptoms, sources: Sources) -> Iterator[tuple[str, str]]:
    """(fact id, place) for every use. A fact that a shown ruling says is not followed is used too."""
    here = playbook.id
    cited = [
        *((f"{here}/{state.id}", cite) for state in playbook.states.values() for cite in state.cites),
        *((f"{here}/{state.id}.{item.id}", cite) for state in playbook.states.values() for item in state.items for cite in item.cites),
        *((f"{here}/{state.id}", state.wait.words) for state in playbook.states.values() if state.wait and state.wait.words),
        *((f"{here}/{part.id}", cite) for part in playbook.facts.values() for cite in part.cites),
        *((f"{here}/{part.id}", cite) for part in playbook.channels.values() for cite in part.cites),
        *((f"{here}/{part.id}", cite) for part in playbook.quotas.values() for cite in part.cites),
        *((f"{here}/{part.id}", cite) for part in playbook.locks.values() for cite in part.cites),
        *((f"{here}/{part.id}", cite) for part in playbook.safety for cite in part.cites),
        *((f"{here}/symptoms.{part.id}", cite) for part in symptoms.symptoms.values() for cite in part.cites),
    ]
    for place, fact in cited:
        yield fact, place
    for state in playbook.states.values():
        for group in state.contested:
            for fact in sources.contested[group].facts:
                yield fact, f"{here}/{state.id} ({group})"
