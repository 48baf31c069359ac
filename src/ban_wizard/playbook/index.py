"""What the compiler and the cache both derive from a flow: its hash, its arcs by action, its actions by state."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from ban_wizard.playbook.model import Arc, State


def flow_hash(text: str) -> str:
    """SHA-256 of flow.yaml in hex, which names this version for ever. Line ends count as LF, so that no checkout changes it."""
    return hashlib.sha256(text.removeprefix("\ufeff").replace("\r\n", "\n").encode()).hexdigest()


def arcs_of(arcs: Iterable[Arc]) -> Mapping[str | None, tuple[Arc, ...]]:
    """A state's arcs by action; those of a route stand under None."""
    found: dict[str | None, tuple[Arc, ...]] = {}
    for arc in arcs:
        action = arc.on
        found[action] = (*found[action], arc) if action in found else (arc,)
    return found


def actions_of(states: Mapping[str, State]) -> Mapping[str, tuple[tuple[str, Arc], ...]]:
    """Every action but `answer`, with the states and arcs that carry it."""
    found: dict[str, list[tuple[str, Arc]]] = {}
    for name, state in states.items():
        for arc in state.next:
            action = arc.on
            if action is not None and action != "answer":
                found.setdefault(action, []).append((name, arc))
    return {action: tuple(places) for action, places in found.items()}
