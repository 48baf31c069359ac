"""How long the rest of the way may take: never more certain than the waits on it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from ban_wizard.case.progress import LOST, hoped_way
from ban_wizard.case.quotas import ScopeLog, quota_free_at
from ban_wizard.case.view import Clock, View
from ban_wizard.case.waits import timed
from ban_wizard.playbook.model import Playbook
from ban_wizard.values import frozen


@frozen
class Forecast:
    """The end of the way along the hoped-for arcs: at best, as assumed, at worst.

    A time is None where a wait on the way has neither an assumption nor an end, and all are where the way itself cannot be
    told; `because` names those states. Where there is nothing left to hope for, nothing is told at all.
    """

    best: datetime | None
    assumed: datetime | None
    worst: datetime | None
    because: tuple[str, ...]


@frozen
class Coming:
    """A state of the hoped-for way, and when it can be come to at the soonest: a lower bound, in the case's zone."""

    state: str
    earliest: datetime


def forecast(playbook: Playbook, view: View, now: datetime, scope_log: ScopeLog = ()) -> Forecast:
    """Walk the hoped-for way from here to an outcome, adding up what each wait stands for. Times are in the case's zone."""
    because: list[str] = []
    *_, (last, times) = _walk(playbook, view, now, scope_log, because)
    if playbook.states[last].kind != "outcome":
        return Forecast(None, None, None, (*because, last))
    if playbook.states[last].result in LOST:
        return Forecast(None, None, None, ())
    return Forecast(times[0], times[1], times[2], tuple(because))


def coming(playbook: Playbook, view: View, now: datetime, scope_log: ScopeLog = ()) -> list[Coming]:
    """The hoped-for way from the present state on: waits at their minimum, and every outside answer at once."""
    return [Coming(state, times[0] or now) for state, times in _walk(playbook, view, now, scope_log, [])]


def _walk(
    playbook: Playbook, view: View, now: datetime, scope_log: ScopeLog, because: list[str]
) -> Iterator[tuple[str, list[datetime | None]]]:
    """Each state of the hoped-for way with the three times of coming to it; waits that stand for nothing are added to `because`."""
    times: list[datetime | None] = [max(now, view.entered)] * 3
    running = view.clock
    for leg in hoped_way(playbook, view):
        yield leg.view.state, times
        if playbook.states[leg.view.state].wait is not None:
            times = _through(playbook, leg.view, running, times, because)
        running = None
        for quota in playbook.quotas.values():
            if leg.arc is not None and quota.gates == leg.arc.on:
                times = [at and (quota_free_at(quota, leg.view, scope_log, at) or at) for at in times]


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
