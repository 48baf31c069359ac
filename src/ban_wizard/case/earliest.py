"""The earliest time at which milestones could be reached: a lower bound, supposing that every outside answer comes now.

A shortest way through the playbook's states where waits cost their minimum, quotas their free day, and everything a
person or a vendor does costs nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from heapq import heappop, heappush

from ban_wizard.case.guards import in_season, may_hold
from ban_wizard.case.quotas import ScopeLog, quota_free_at
from ban_wizard.case.view import Clock, View
from ban_wizard.case.waits import BOUNDED, effective, timed, timing
from ban_wizard.playbook.model import Arc, Playbook, State

_NOT_A_WAY = frozenset({"kind_changed", "closed", "banned_again"})
"""Acts that change what the case is about: no way to wait for."""


def earliest_milestones(
    playbook: Playbook, view: View, scope_log: ScopeLog, now: datetime, milestones: Collection[str]
) -> dict[str, datetime]:
    """When each of `milestones` could be reached at the soonest. Left out are those that nothing bounds, or that no way leads to."""
    best: dict[str, datetime] = {}
    reached: dict[str, datetime] = {}
    queue: list[tuple[datetime, int, str, bool]] = [(now, 0, view.state, False)]
    pushed = 0
    while queue and len(reached) < len(milestones):
        at, _, name, is_milestone = heappop(queue)
        known = reached if is_milestone else best
        if name in known:
            continue
        known[name] = at
        if is_milestone:
            continue
        state = playbook.states[name]
        for arc in state.next:
            if arc.on in _NOT_A_WAY or not in_season(arc, view) or not may_hold(arc.when, view):
                continue
            leaves = _free(playbook, view, scope_log, state, arc, at, here=name == view.state and at == now)
            target = playbook.entries[view.kind] if arc.to == "entry" else arc.to
            if arc.milestone is not None and arc.milestone in milestones:
                pushed += 1
                heappush(queue, (leaves, pushed, arc.milestone, True))
            if target is not None:
                pushed += 1
                heappush(queue, (leaves, pushed, target, False))
    return {milestone: at for milestone, at in reached.items() if at > now}


def _free(playbook: Playbook, view: View, scope_log: ScopeLog, state: State, arc: Arc, at: datetime, *, here: bool) -> datetime:
    """When `arc` may be taken by somebody who comes to `state` at `at` (who is in it already, if `here`)."""
    times = [at, *_wait_bounds(playbook, view, state, arc, at, here)]
    for quota in playbook.quotas.values():
        if quota.gates == arc.on and (free := quota_free_at(quota, view, scope_log, at)):
            times.append(free)
    return max(times)


def _wait_bounds(playbook: Playbook, view: View, state: State, arc: Arc, at: datetime, here: bool) -> Iterator[datetime]:
    if state.wait is None or arc.on not in ("over", "give_up"):
        return
    now = timing(playbook, view) if here else timed(state.wait, Clock(at, at), view)
    if now is None:
        return
    if arc.on == "give_up" and now.give_up_at:
        yield now.give_up_at
    elif arc.on == "over" and effective(state.wait, view).shape in BOUNDED and now.earliest:
        yield now.earliest
