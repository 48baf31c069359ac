"""What is used up of the quotas that cases of one scope share, such as the queue clearings of a gateway's line."""

from __future__ import annotations

from datetime import datetime

from ban_wizard.case.guards import holds
from ban_wizard.case.quotas import ScopeLog, quota_free_at, quota_uses, scope_key, still_counting
from ban_wizard.case.view import View, zone_of
from ban_wizard.playbook.model import Limit, Playbook, Quota
from ban_wizard.values import frozen


@frozen
class Entry:
    """One quota in this case's scope. Times are in the case's zone."""

    quota: Quota
    counts: tuple[tuple[Limit, int], ...]
    """Each limit, and how many uses count against it today."""
    uses: tuple[datetime, ...]
    """Every use there ever was, of this case and of others, the oldest first."""
    free_at: datetime | None
    """00:00 of the day from which one more is allowed; None if it is now."""


def ledger(playbook: Playbook, view: View, scope_log: ScopeLog, now: datetime) -> tuple[Entry, ...]:
    """The quotas that this case stands under; none while a fact of their scope is not known. A pure function."""
    zone = zone_of(view)
    today = now.astimezone(zone).date()
    entries = []
    for quota in playbook.quotas.values():
        if scope_key(quota.id, quota.scope, view) is None or not holds(quota.given, view):
            continue
        uses = tuple(use.astimezone(zone) for use in quota_uses(quota, view, scope_log))
        counts = tuple((limit, len(still_counting(limit, uses, today, zone))) for limit in quota.limits)
        entries.append(Entry(quota, counts, uses, quota_free_at(quota, view, scope_log, now)))
    return tuple(entries)
