"""Waits and limits that contradict themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ban_wizard.playbook import author_flow
from ban_wizard.playbook.checks.checked import Checked, waits
from ban_wizard.playbook.findings import Finding

_MONTH: Final = 31 * 24 * 60
"""The longest that a use may count: to the later of 30 days and the first of the next month."""
_YEAR: Final = 366 * 24 * 60
_LENGTHS: Final = {"length": "for", **{name: name for name in ("min", "max", "assumed", "typical", "review_every", "give_up_after")}}
"""The durations of a wait, as the model and as an author calls them."""


def minutes(duration: str) -> int:
    """A duration in minutes, days taken as 24 hours: good enough to tell which of two is longer."""
    if duration == "P1M":
        return _MONTH
    count = int(duration.strip("PTHMD"))
    return count * {"M": 1, "H": 60, "D": 24 * 60}[duration[-1]]


def wait_forms(checked: Checked) -> Iterator[Finding]:
    """An exact wait needs one end; shorter must be shorter than longer; a channel's review is never exact."""
    flow, document = checked.flow, checked.flow_file
    if flow is None:
        return
    for steps, wait in waits(flow):
        if isinstance(wait, author_flow.ExactWait) and not document.damaged(steps):
            if (wait.until is None) == (wait.length is None):
                message = "an exact wait has one end: `until: a fact of type time`, or `for: a duration`"
                yield document.error(steps, "missing-key" if wait.until is None else "contradictory-wait", message)
            elif wait.until is not None and wait.otherwise is None:
                message = f"say in `otherwise` what to wait for where `{wait.until}` is not known"
                yield document.error(steps, "missing-key", message)
            elif wait.until is None and wait.otherwise is not None:
                message = "`otherwise` is for an `until` that is not known; a wait `for` a duration has no such case; take it out"
                yield document.error((*steps, "otherwise"), "contradictory-wait", message)
        given = dict(wait)
        for short, long in (("min", "max"), ("min", "assumed"), ("typical", "give_up_after"), ("review_every", "give_up_after")):
            first, second = given.get(short), given.get(long)
            if first is not None and second is not None and minutes(first) > minutes(second):
                message = f"`{short}` ({first}) is longer than `{long}` ({second}); change one of them"
                yield document.error((*steps, short), "contradictory-wait", message)
        for name, key in _LENGTHS.items():
            if (length := given.get(name)) is not None and minutes(length) > _YEAR:
                message = f"`{key}` is {length}, more than a year: nobody waits for so long; write a time after which somebody decides"
                yield document.warning((*steps, key), "overlong-wait", message)
        if steps[0] == "channels" and wait.shape not in ("typical", "unknown"):
            message = f"nobody knows how long a review takes: its shape is typical or unknown, not {wait.shape}"
            yield document.error((*steps, "shape"), "contradictory-wait", message)


def limits(checked: Checked) -> Iterator[Finding]:
    """Limits that allow nothing, or that another limit makes useless."""
    flow, document = checked.flow, checked.flow_file
    if flow is None:
        return
    for name, quota in flow.quotas.items():
        for number, limit in enumerate(quota.limits):
            steps = ("quotas", name, "limits", number)
            if limit.max < 1:
                message = f"a limit of {limit.max} forbids the act for ever; allow at least 1, or write a safety property"
                yield document.error((*steps, "max"), "contradictory-quota", message)
                continue
            for other in quota.limits[:number]:
                short, long = sorted((limit, other), key=lambda each: minutes(each.per))
                if minutes(short.per) == minutes(long.per):
                    yield document.error(steps, "contradictory-quota", f"two limits per {limit.per}; keep one")
                elif long.max >= (most := short.max * -(-minutes(long.per) // minutes(short.per))) > 0:
                    message = (
                        f"{long.max} per {long.per} never counts, since {short.max} per {short.per} let no more than {most} through "
                        "in that time; change one"
                    )
                    yield document.error(steps, "contradictory-quota", message)
                elif short.max >= long.max:
                    message = f"{short.max} per {short.per} never counts, since only {long.max} per {long.per} are allowed; change one"
                    yield document.error(steps, "contradictory-quota", message)


def safety(checked: Checked) -> Iterator[Finding]:
    """A property that compares a milestone with itself."""
    if checked.flow is None:
        return
    for number, rule in enumerate(checked.flow.safety):
        if rule.never.milestone == rule.never.before:
            message = f"`{rule.never.milestone}` cannot come before itself; name another milestone in `before`, or leave it out"
            yield checked.flow_file.error(("safety", number, "never"), "contradictory-safety", message)
