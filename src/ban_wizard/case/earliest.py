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
from ban_wizard.case.view import Clock, View, evolve
from ban_wizard.case.waits import BOUNDED, effective, timed, timing
from ban_wizard.playbook.model import Arc, Playbook, State

_NOT_A_WAY = frozenset({"kind_changed", "closed", "banned_again"})
"""Acts of `anywhere` that change what the case is about: no way to wait for, unless a step asks for them itself."""


def earliest_milestones(
    playbook: Playbook, view: View, scope_log: ScopeLog, now: datetime, milestones: Collection[str]
) -> dict[str, datetime]:
    """When each of `milestones` could be reached at the soonest. Left out are those that nothing bounds, or that no way leads to.

    Where a step asks for the kind of block, any may be named: the way goes on from every entry, and guards of the kind stop nobody.
    """
    kinds = {fact.id for fact in playbook.facts.values() if fact.type == "kind"}
    renamed = evolve(view, facts={name: value for name, value in view.facts.items() if name not in kinds})
    been: set[tuple[str, bool]] = set()
    reached: dict[str, datetime] = {}
    queue: list[tuple[datetime, int, str, View | None]] = [(now, 0, view.state, view)]
    """When, a number that no two share, and a state with the view its guards are asked of, or a milestone."""
    pushed = 0
    while queue and len(reached) < len(milestones):
        at, _, name, seen = heappop(queue)
        if seen is None:
            reached.setdefault(name, at)
            continue
        if (name, seen is renamed) in been or (name, True) in been:
            continue
        been.add((name, seen is renamed))
        state = playbook.states[name]
        for arc in state.next:
            if (arc.anywhere and arc.on in _NOT_A_WAY) or not in_season(arc, seen) or not may_hold(arc.when, seen):
                continue
            leaves = _free(playbook, seen, scope_log, state, arc, at, here=name == view.state and at == now)
            if arc.milestone is not None and arc.milestone in milestones:
                pushed += 1
                heappush(queue, (leaves, pushed, arc.milestone, None))
            after = renamed if arc.sets else seen
            for target in _targets(playbook, view, arc):
                pushed += 1
                heappush(queue, (leaves, pushed, target, after))
    return {milestone: at for milestone, at in reached.items() if at > now}


def _targets(playbook: Playbook, view: View, arc: Arc) -> Collection[str]:
    """The states that `arc` may lead to: one, none if it stays where it is, or the entries of all kinds where it asks for the kind."""
    if arc.to == "entry":
        return playbook.entries.values() if arc.sets else (playbook.entries[view.kind],)
    return () if arc.to is None else (arc.to,)


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
