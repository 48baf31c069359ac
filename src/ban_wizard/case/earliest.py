"""The earliest time at which a milestone could be reached: a lower bound, supposing that every outside answer comes now.

A shortest way through the playbook's states where waits cost their minimum, quotas their free day, and everything a
person or a vendor does costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from heapq import heappop, heappush

from ban_wizard.case.guards import in_season, may_hold
from ban_wizard.case.quotas import ScopeLog, quota_free_at
from ban_wizard.case.view import Clock, View
from ban_wizard.case.waits import BOUNDED, effective, timed, timing
from ban_wizard.playbook.model import Arc, Playbook, State

_NOT_A_WAY = frozenset({"kind_changed", "closed", "banned_again"})
"""Acts that change what the case is about: no way to wait for."""


def earliest_milestone(playbook: Playbook, view: View, scope_log: ScopeLog, now: datetime, milestone: str) -> datetime | None:
    """When `milestone` could be reached at the soonest; None where nothing bounds it (or no way leads there)."""
    best: dict[str, datetime] = {}
    queue: list[tuple[datetime, int, str | None]] = [(now, 0, view.state)]
    pushed = 0
    while queue:
        at, _, name = heappop(queue)
        if name is None:  # an arc with the milestone, and nothing else is sooner
            return at if at > now else None
        if name in best:
            continue
        best[name] = at
        state = playbook.states[name]
        for arc in state.next:
            if arc.on in _NOT_A_WAY or not in_season(arc, view) or not may_hold(arc.when, view):
                continue
            leaves = _free(playbook, view, scope_log, state, arc, at, here=name == view.state and at == now)
            target = None if arc.milestone == milestone else playbook.entries[view.kind] if arc.to == "entry" else arc.to
            if target is not None or arc.milestone == milestone:
                pushed += 1
                heappush(queue, (leaves, pushed, target))
    return None


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
