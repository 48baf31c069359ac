"""The flow as a whole: what is never reached, and where nothing leads on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ban_wizard.playbook.checks.checked import Checked
from ban_wizard.playbook.findings import Finding
from ban_wizard.playbook.model import Arc, Playbook


def walks(checked: Checked) -> Iterator[Finding]:
    """What `astray` tells of, without the ways there: those are a matter for the proof."""
    assert checked.playbook is not None
    for code, name, message in astray(checked.playbook):
        yield checked.flow_file.error(("states", name), code, message)


def astray(playbook: Playbook) -> Iterator[tuple[str, str, str]]:
    """States no entry leads to, states that lead nowhere, states from which no outcome can be reached; each a code, a state, a message.

    That the messenger may lift a block at any time, or that a case may be closed, is no way out: a state's own arcs must be.
    """
    states = playbook.states
    breached = [rule.breached for rule in playbook.safety if rule.breached is not None]
    reached = _closure([*playbook.entries.values(), *breached], {name: _targets(playbook, state.next) for name, state in states.items()})
    for name in states:
        if name not in reached:
            message = f"no entry leads to `{name}`; lead an arc there, or take the state out"
            yield "unreachable-state", name, message
    own = {name: _targets(playbook, [arc for arc in state.next if not arc.anywhere]) for name, state in states.items()}
    ends = [name for name, state in states.items() if state.kind == "outcome"]
    dead = [name for name in states if name not in ends and not own[name] - {name}]
    for name in dead:
        message = f"nothing leads on from `{name}`; add an arc with `to`, or make it an outcome"
        yield "dead-end", name, message
    ending = _closure([*ends, *dead], _backward(own))
    if trapped := [name for name in states if name not in ending]:
        names = ", ".join(f"`{name}`" for name in trapped)
        message = f"from {names} no arc of their own leads to an outcome in the end; lead a way out of this circle"
        yield "livelock", trapped[0], message


def _targets(playbook: Playbook, arcs: Iterable[Arc]) -> set[str]:
    """Where arcs lead on to."""
    found = {arc.to for arc in arcs if arc.to is not None}
    return (found - {"entry"}) | set(playbook.entries.values()) if "entry" in found else found


def _backward(edges: Mapping[str, set[str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name, targets in edges.items():
        for target in targets:
            found.setdefault(target, set()).add(name)
    return found


def _closure(start: Iterable[str], edges: Mapping[str, set[str]]) -> set[str]:
    """Everything that can be reached, the start included."""
    found = set(start)
    waiting = list(found)
    while waiting:
        for target in edges.get(waiting.pop(), ()):
            if target not in found:
                found.add(target)
                waiting.append(target)
    return found
