"""Durations and calendar arithmetic in a case's zone.

`PTnH` is exact time. `PnD` ends at the same wall time n dates later; where the clocks skip that time it is the next
valid one, where they repeat it the first. Looks counted in days fall at 10:00.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from typing import Final

from ban_wizard.values import frozen

LOOK_AT: Final = time(10, 0)
"""When in the day a look counted in days falls due."""

_DURATION = r"P(?:(?P<months>\d+)M)?(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?(?:T(?:(?P<h>\d+)H)?(?:(?P<m>\d+)M)?(?:(?P<s>\d+)S)?)?"


@frozen
class Duration:
    """A length of time: calendar months (in quotas only), calendar days and exact time."""

    months: int
    days: int
    exact: timedelta


@lru_cache(maxsize=256)
def parse_duration(text: str) -> Duration:
    """Read an ISO 8601 duration such as `P3D`, `PT24H`, `P1DT12H` or `P1M`; raises ValueError."""
    found = re.fullmatch(_DURATION, text)
    if not found or text in ("P", "PT") or text.endswith("T"):
        raise ValueError(text)
    n = {name: int(value) for name, value in found.groupdict(default="0").items()}
    return Duration(n["months"], n["days"] + 7 * n["weeks"], timedelta(hours=n["h"], minutes=n["m"], seconds=n["s"]))


def at_wall_time(day: date, wall: time, zone: tzinfo) -> datetime:
    """The instant when the clocks of `zone` show `wall` on `day`: the next valid one in a gap, the first in an overlap."""
    naive = datetime.combine(day, wall.replace(tzinfo=None, fold=0))
    aware = naive.replace(tzinfo=zone)
    if aware.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == naive:
        return aware
    early, late = naive.replace(tzinfo=zone, fold=1).astimezone(UTC), aware.astimezone(UTC)
    while late - early > timedelta(seconds=1):  # the change of clocks lies between the two readings of the gap
        middle = early + (late - early) / 2
        early, late = (early, middle) if middle.astimezone(zone).replace(tzinfo=None) >= naive else (middle, late)
    return late.replace(microsecond=0).astimezone(zone)


def add(at: datetime, duration: str, zone: tzinfo) -> datetime:
    """`at` and a duration later, in `zone`. Days are dates, hours are exact."""
    parsed = parse_duration(duration)
    local = at.astimezone(zone)
    if parsed.days:
        local = at_wall_time(local.date() + timedelta(days=parsed.days), local.timetz().replace(tzinfo=None), zone)
    return (local.astimezone(UTC) + parsed.exact).astimezone(zone) if parsed.exact else local


def next_look(last: datetime, every: str, zone: tzinfo) -> datetime:
    """When to look again after `last`: at 10:00 n dates later for `PnD`, exactly later for `PTnH`."""
    parsed = parse_duration(every)
    if not parsed.days:
        return add(last, every, zone)
    return at_wall_time(last.astimezone(zone).date() + timedelta(days=parsed.days), LOOK_AT, zone)


def quota_frees(used: date, per: str) -> date:
    """The date from which a use on `used` no longer counts: n dates later; `P1M` is the later of 30 days and the next month's 1st."""
    parsed = parse_duration(per)
    if parsed.months:
        next_month = date(used.year + (used.month == 12), used.month % 12 + 1, 1)
        return max(used + timedelta(days=30 * parsed.months), next_month)
    return used + timedelta(days=parsed.days)


def is_overdue(due: datetime, now: datetime, zone: tzinfo) -> bool:
    """Whether the day on which something was due is over in the case's zone."""
    return due.astimezone(zone).date() < now.astimezone(zone).date()


def is_now(due: datetime, now: datetime) -> bool:
    """Whether something may be done by now: nobody waits for what is less than a minute away."""
    return due - now < timedelta(minutes=1)
