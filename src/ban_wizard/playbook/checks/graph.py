"""The flow as a whole: what is never reached, and where nothing leads on."""

from __future__ import annotations

from collections.abc import Iterator

from ban_wizard.playbook.checks.checked import Checked
from ban_wizard.playbook.findings import Finding
from ban_wizard.playbook.model import Playbook

ALWAYS_POSSIBLE = frozenset({"closed", "kind_changed", "banned_again"})
"""Actions that end or restart any case; a state that has no other way out is a dead end all the same."""


def walks(checked: Checked) -> Iterator[Finding]:
    """States no entry leads to, states that lead nowhere, states from which no outcome can be reached."""
    playbook, document = checked.playbook, checked.flow_file
    if playbook is None or document.dropped:
        return
    onward = {name: _targets(playbook, name) for name in playbook.states}
    if any(target not in playbook.states for targets in (*onward.values(), playbook.entries.values()) for target in targets):
        return  # reported already, and every walk would be wrong
    roots = {*playbook.entries.values(), *(rule.breached for rule in playbook.safety if rule.breached in playbook.states)}
    every = {name: targets | _targets(playbook, name, every=True) for name, targets in onward.items()}
    reached = _closure(roots, every)
    for name in playbook.states:
        if name not in reached:
            message = f"no entry leads to `{name}`; lead an arc there, or take the state out"
            yield document.error(("states", name), "unreachable-state", message)
    backward: dict[str | None, set[str]] = {}
    for name, targets in onward.items():
        for target in targets:
            backward.setdefault(target, set()).add(name)
    ending = _closure({name for name, state in playbook.states.items() if state.kind == "outcome"}, backward)
    for name, state in playbook.states.items():
        if name in ending:
            continue
        if state.kind != "outcome" and not onward[name] - {name}:
            message = f"nothing leads on from `{name}`; add an arc with `to`, or make it an outcome"
            yield document.error(("states", name), "dead-end", message)
        elif name in reached:
            message = f"from `{name}` no outcome can be reached, only `closed`; lead one of its ways to an outcome"
            yield document.error(("states", name), "livelock", message)


def _targets(playbook: Playbook, name: str, *, every: bool = False) -> set[str]:
    """Where a state's arcs lead; those that are always possible only if `every`."""
    found: set[str] = set()
    for arc in playbook.states[name].next:
        if every or arc.on not in ALWAYS_POSSIBLE:
            found |= set(playbook.entries.values()) if arc.to == "entry" else {arc.to or name}
    return found


def _closure(start: set[str | None] | set[str], edges: dict[str, set[str]] | dict[str | None, set[str]]) -> set[str | None]:
    found: set[str | None] = set(start)
    open_ends = list(found)
    while open_ends:
        for target in edges.get(open_ends.pop(), ()):  # type: ignore[arg-type]
            if target not in found:
                found.add(target)
                open_ends.append(target)
    return found
