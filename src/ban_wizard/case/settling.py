"""Where a case comes to rest: past routes, and past questions whose answer is known; and how a wait begins there."""

from __future__ import annotations

from datetime import datetime

from ban_wizard.case.guards import fitting
from ban_wizard.case.view import Clock, View, evolve
from ban_wizard.playbook.model import Playbook

PASSED_AT_MOST = 200
"""Asks and routes passed over in one go; a playbook that needs more goes round in circles, which its checks refuse."""


def settle(playbook: Playbook, view: View, at: datetime, target: str | None = None) -> View:
    """The case in state `target` (by default where it is), or where routes, and asks whose fact is known, lead on to from there."""
    name, asked, moved = target or view.state, view.asked, target is not None
    for _ in range(PASSED_AT_MOST):
        state, arc = playbook.states[name], None
        if state.kind == "route":
            arc = fitting(state.arcs.get(None, ()), view)
        elif state.fact is not None:
            asked = asked if state.fact in asked else asked | {state.fact}
            view = _unparked(view, state.fact) if state.fact in view.parked else view
            arc = fitting(state.arcs.get("answer", ()), view) if state.fact in view.facts else None
        if arc is None or arc.to is None:
            break
        if arc.milestone:
            view = evolve(view, milestones={**view.milestones, arc.milestone: at})
        name, moved = playbook.entries[view.kind] if arc.to == "entry" else arc.to, True
    if not moved:
        return view if asked is view.asked else evolve(view, asked=asked)
    clock, left = None, view.left
    if playbook.states[name].wait is not None:
        clock = Clock(at, at)
        if left is not None and left[0] == name:  # given up, and thought better of: only the patience begins anew
            clock = Clock(left[1].begun, at, left[1].looked, left[1].look_again)
        left = None
    return evolve(view, state=name, entered=at, asked=asked, clock=clock, left=left)


def _unparked(view: View, fact: str) -> View:
    """An answer given on an abandoned branch comes back, as its question lies on the way again."""
    parked = dict(view.parked)
    return evolve(view, facts={**view.facts, fact: parked.pop(fact)}, parked=parked)
