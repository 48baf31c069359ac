"""How long the rest of the way may take: never more certain than the waits on it."""

from __future__ import annotations

from datetime import datetime

from ban_wizard.case.guards import in_season, may_hold
from ban_wizard.case.quotas import ScopeLog, quota_free_at
from ban_wizard.case.view import Clock, View
from ban_wizard.case.waits import timed
from ban_wizard.playbook.model import Arc, Playbook
from ban_wizard.values import frozen


@frozen
class Forecast:
    """The end of the way along the hoped-for arcs: at best, as assumed, at worst.

    A time is None where a wait on the way has neither an assumption nor an end; `because` names those states.
    """

    best: datetime | None
    assumed: datetime | None
    worst: datetime | None
    because: tuple[str, ...]


def forecast(playbook: Playbook, view: View, now: datetime, scope_log: ScopeLog = ()) -> Forecast:
    """Walk the first-listed arcs from here to an outcome, adding up what each wait stands for. Times are in the case's zone."""
    times: list[datetime | None] = [max(now, view.entered)] * 3
    because: list[str] = []
    name, seen = view.state, set[str]()
    while (state := playbook.states[name]).kind != "outcome" and name not in seen:
        seen.add(name)
        if state.wait is not None:
            times = _through(playbook, view, name, times, because)
        arc = _hoped_for(playbook, view, name)
        if arc is None:
            break
        for quota in playbook.quotas.values():
            if quota.gates == arc.on:
                times = [at and (quota_free_at(quota, view, scope_log, at) or at) for at in times]
        name = playbook.entries[view.kind] if arc.to == "entry" else arc.to or name
    return Forecast(times[0], times[1], times[2], tuple(because))


def _through(playbook: Playbook, view: View, name: str, times: list[datetime | None], because: list[str]) -> list[datetime | None]:
    """The three times after the wait `name`; what it does not stand for becomes None and is named."""
    wait = playbook.states[name].wait
    assert wait is not None
    after: list[datetime | None] = []
    for at, which in zip(times, ("earliest", "assumed", "latest"), strict=True):
        begun = at or times[0] or view.entered
        timing = timed(wait, view.clock if name == view.state and view.clock else Clock(begun, begun), view)
        end = getattr(timing, which) or (begun if which == "earliest" else None)
        if end is None and name not in because:
            because.append(name)
        after.append(max(end, at) if end and at else None)
    return after


def _hoped_for(playbook: Playbook, view: View, name: str) -> Arc | None:
    """The first arc of a state that leads on and may hold."""
    for arc in playbook.states[name].next:
        if arc.to is not None and not arc.anywhere and in_season(arc, view) and may_hold(arc.when, view):
            return arc
    return next((a for a in playbook.states[name].next if a.on == "unblocked" and in_season(a, view)), None)
