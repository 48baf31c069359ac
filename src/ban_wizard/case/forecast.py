"""How long the rest of the way may take: never more certain than the waits on it."""

from __future__ import annotations

from datetime import datetime

from ban_wizard.case.progress import hoped_way
from ban_wizard.case.quotas import ScopeLog, quota_free_at
from ban_wizard.case.view import Clock, View
from ban_wizard.case.waits import timed
from ban_wizard.playbook.model import Playbook
from ban_wizard.values import frozen


@frozen
class Forecast:
    """The end of the way along the hoped-for arcs: at best, as assumed, at worst.

    A time is None where a wait on the way has neither an assumption nor an end, and all are where the way itself cannot be
    told; `because` names those states.
    """

    best: datetime | None
    assumed: datetime | None
    worst: datetime | None
    because: tuple[str, ...]


def forecast(playbook: Playbook, view: View, now: datetime, scope_log: ScopeLog = ()) -> Forecast:
    """Walk the hoped-for way from here to an outcome, adding up what each wait stands for. Times are in the case's zone."""
    times: list[datetime | None] = [max(now, view.entered)] * 3
    because: list[str] = []
    legs = hoped_way(playbook, view)
    for leg in legs:
        if playbook.states[leg.view.state].wait is not None:
            times = _through(playbook, leg.view, view.clock if leg is legs[0] else None, times, because)
        for quota in playbook.quotas.values():
            if leg.arc is not None and quota.gates == leg.arc.on:
                times = [at and (quota_free_at(quota, leg.view, scope_log, at) or at) for at in times]
    if playbook.states[legs[-1].view.state].kind != "outcome":
        return Forecast(None, None, None, (*because, legs[-1].view.state))
    return Forecast(times[0], times[1], times[2], tuple(because))


def _through(
    playbook: Playbook, view: View, running: Clock | None, times: list[datetime | None], because: list[str]
) -> list[datetime | None]:
    """The three times after the wait that `view` is in, `running` already or not; what it does not stand for becomes None and is named."""
    wait = playbook.states[view.state].wait
    assert wait is not None
    after: list[datetime | None] = []
    for at, which in zip(times, ("earliest", "assumed", "latest"), strict=True):
        begun = at or times[0] or view.entered
        timing = timed(wait, running or Clock(begun, begun), view)
        end = getattr(timing, which) or (begun if which == "earliest" else None)
        if end is None and view.state not in because:
            because.append(view.state)
        after.append(max(end, at) if end and at else None)
    return after
