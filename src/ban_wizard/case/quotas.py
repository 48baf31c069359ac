"""Quotas and locks: what cases of one scope share, and when an act is allowed again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from ban_wizard.case.guards import holds
from ban_wizard.case.times import at_wall_time, quota_frees
from ban_wizard.case.view import View, zone_of
from ban_wizard.playbook.model import Limit, Lock, Playbook, Quota
from ban_wizard.values import frozen


@frozen
class ScopeEntry:
    """A case uses up a quota, or holds a lock, in a scope that other cases share.

    `scope` is the rule's id and the folded values of its scope facts, such as `queue_clearing|olchat|shop on main street`.
    `what` is `use` (with the act's time), `hold` (since `at`) or `named` (no rule's: see `application.recording.shared_by`); `seq` is
    the event behind it.
    """

    scope: str
    what: str
    case: str
    seq: int
    at: datetime


ScopeLog = Sequence[ScopeEntry]
"""What other cases use and hold in the scopes of this one."""


def fold_scope(value: str) -> str:
    """A scope value as it is compared: trimmed, inner spaces as one, case folded."""
    return re.sub(r"\s+", " ", value.strip()).casefold()


def scope_key(rule: str, scope: Sequence[str], view: View) -> str | None:
    """The name of a shared scope, such as `queue_clearing|olchat|shop`; None while one of its facts is not known."""
    values = [view.facts.get(name) for name in scope]
    if not all(isinstance(value, str) for value in values):
        return None
    return "|".join([rule, *(fold_scope(value).replace("|", "/") for value in values if value)])


def scopes_of(playbook: Playbook, view: View) -> dict[str, str]:
    """The shared scopes this case stands in, by rule id."""
    rules: Iterable[Quota | Lock] = (*playbook.quotas.values(), *playbook.locks.values())
    return {rule.id: key for rule in rules if holds(rule.given, view) and (key := scope_key(rule.id, rule.scope, view))}


def entries_of(playbook: Playbook, view: View, case: str) -> list[ScopeEntry]:
    """What this case uses and holds: its live uses of quotas, and the locks it has not come far enough to release."""
    entries = [ScopeEntry(use.scope, "use", case, use.seq, use.at) for use in view.uses]
    if playbook.states[view.state].kind != "outcome":
        scopes = scopes_of(playbook, view)
        entries += [
            ScopeEntry(scopes[lock.id], "hold", case, 1, view.header.opened)
            for lock in playbook.locks.values()
            if lock.id in scopes and not any(milestone in view.milestones for milestone in lock.held_until)
        ]
    return entries


def quota_free_at(quota: Quota, view: View, scope_log: ScopeLog, at: datetime) -> datetime | None:
    """00:00 of the day from which `quota` allows one more use, in the case's zone; None if it does at `at`.

    At most n on any k consecutive dates: a use on date d counts until d + k (see `times.quota_frees` for months).
    """
    key = scope_key(quota.id, quota.scope, view)
    if key is None or not holds(quota.given, view):
        return None
    zone = zone_of(view)
    uses = quota_uses(quota, view, scope_log)
    today = at.astimezone(zone).date()
    free = today
    for limit in quota.limits:
        counting = still_counting(limit, uses, today, zone)
        if len(counting) >= limit.max:
            free = max(free, counting[len(counting) - limit.max])
    return at_wall_time(free, time(), zone) if free > today else None


def still_counting(limit: Limit, uses: Iterable[datetime], today: date, zone: ZoneInfo) -> list[date]:
    """The days from which uses that count against `limit` on `today` no longer do, the soonest first."""
    until = sorted(quota_frees(use.astimezone(zone).date(), limit.per) for use in uses)
    return [day for day in until if day > today]


def quota_uses(quota: Quota, view: View, scope_log: ScopeLog) -> list[datetime]:
    """All uses that count against a quota in this case's scope, oldest first."""
    key = scope_key(quota.id, quota.scope, view)
    return sorted([use.at for use in view.uses if use.scope == key] + [e.at for e in scope_log if e.scope == key and e.what == "use"])


def lock_holder(lock: Lock, view: View, scope_log: ScopeLog) -> str | None:
    """Another open case that holds `lock` in this case's scope."""
    key = scope_key(lock.id, lock.scope, view)
    if key is None or not holds(lock.given, view):
        return None
    return next((e.case for e in scope_log if e.scope == key and e.what == "hold"), None)
