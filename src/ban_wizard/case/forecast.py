"""How long the rest of the way may take: never more certain than the waits on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from ban_wizard.case.guards import fitting
from ban_wizard.case.progress import LOST, Leg, answered, hoped_way
from ban_wizard.case.quotas import ScopeLog, quota_free_at
from ban_wizard.case.view import Clock, View, evolve
from ban_wizard.case.waits import BOUNDED, effective, timed
from ban_wizard.playbook.model import Arc, Playbook
from ban_wizard.values import frozen

Times = Sequence[datetime | None]
"""At best, as assumed, at worst."""

NEW_NUMBER: Final = ("new_number", "fresh_start")
"""The result of who goes on with another number, and the milestone from which on that is what is hoped for."""


@frozen
class Forecast:
    """The end of the way along the hoped-for arcs: at best, as assumed, at worst.

    The last two are None where a wait on the way has neither an assumption nor an end, or where another answer to a question
    that is still open leads to one. All are where the way cannot be told, or asks for an end that nobody knows. `because` names
    those states. Where there is nothing left to hope for, the loss of the number among it, nothing is told at all.
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
    return _forecast(playbook, view, [max(now, view.entered)] * 3, view.clock, scope_log)


def _forecast(playbook: Playbook, view: View, begin: Times, running: Clock | None, scope_log: ScopeLog) -> Forecast:
    """The same from `begin` on, `running` being the hands of the present wait."""
    because: list[str] = []
    way = list(_walk(playbook, view, begin, running, scope_log, because))
    last, (best, assumed, worst) = way[-1]
    end = playbook.states[last.view.state]
    if end.kind != "outcome":
        return Forecast(None, None, None, (*because, end.id))
    if end.result in LOST or (end.result == NEW_NUMBER[0] and NEW_NUMBER[1] not in view.milestones):
        return Forecast(None, None, None, ())
    if untold := [leg.view.state for leg, _ in way if _end_is_untold(playbook, leg.view)]:
        return Forecast(None, None, None, tuple(untold))
    for leg, times in way:
        for other in _other_answers(playbook, leg) if assumed or worst else ():
            told = _forecast(playbook, other, times, None, scope_log)
            if told.best is None:
                continue  # another kind of block, or nothing to hope for
            if (assumed and not told.assumed) or (worst and not told.worst):
                because.append(leg.view.state)
            assumed = max(assumed, told.assumed) if assumed and told.assumed else None
            worst = max(worst, told.worst) if worst and told.worst else None
    return Forecast(best, assumed, worst, tuple(dict.fromkeys(because)))


def _end_is_untold(playbook: Playbook, view: View) -> bool:
    """Whether this waits for an end that the way asks for, and that nobody knows."""
    wait = playbook.states[view.state].wait
    asked = wait is not None and wait.until is not None and not playbook.facts[wait.until].optional
    return wait is not None and asked and effective(wait, view).shape not in BOUNDED


def _other_answers(playbook: Playbook, leg: Leg) -> Iterator[View]:
    """The view after each answer to an open question that leads another way than the one hoped for."""
    view, state = leg.view, playbook.states[leg.view.state]
    fact = playbook.facts[state.fact] if state.fact else None
    if fact is None or fact.type != "choice" or view.facts.get(fact.id) is not None:
        return
    seen: list[Arc | None] = [leg.arc]
    for value in fact.values:
        arc = fitting(state.arcs["answer"], evolve(view, facts={**view.facts, fact.id: value}))
        if arc not in seen:
            seen.append(arc)
            yield answered(playbook, view, fact.id, value)


def coming(playbook: Playbook, view: View, now: datetime, scope_log: ScopeLog = ()) -> list[Coming]:
    """The hoped-for way from the present state on: waits at their minimum, and every outside answer at once."""
    begin = [max(now, view.entered)] * 3
    return [Coming(leg.view.state, times[0] or now) for leg, times in _walk(playbook, view, begin, view.clock, scope_log, [])]


def _walk(
    playbook: Playbook, view: View, times: Times, running: Clock | None, scope_log: ScopeLog, because: list[str]
) -> Iterator[tuple[Leg, Times]]:
    """Each step of the hoped-for way with the three times of coming to it; waits that stand for nothing are added to `because`."""
    for leg in hoped_way(playbook, view):
        yield leg, times
        if playbook.states[leg.view.state].wait is not None:
            times = _through(playbook, leg.view, running, times, because)
        running = None
        for quota in playbook.quotas.values():
            if leg.arc is not None and quota.gates == leg.arc.on:
                times = [at and (quota_free_at(quota, leg.view, scope_log, at) or at) for at in times]


def _through(playbook: Playbook, view: View, running: Clock | None, times: Times, because: list[str]) -> Times:
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
