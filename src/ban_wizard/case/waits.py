"""Honest time: when a wait ends, how sure that is, when to look, and when the person is asked to decide."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from ban_wizard.case.times import add, next_look
from ban_wizard.case.view import Clock, Review, View, zone_of
from ban_wizard.playbook.model import Playbook, Wait
from ban_wizard.values import frozen

BOUNDED = frozenset({"exact", "range", "fuzzy"})
"""Shapes that have an end, and whose `over` is refused before it."""


@frozen
class Timing:
    """A wait on the calendar. Times are in the case's zone; None where the source promises nothing."""

    shape: str
    wait: Wait
    earliest: datetime | None
    """Before this `over` is refused."""
    assumed: datetime | None
    """When we, or the source's "usually", expect the end; never a promise."""
    latest: datetime | None
    """The longest end that somebody stands for: the exact end or a range's upper one."""
    next_look: datetime | None
    give_up_at: datetime | None


def effective(wait: Wait, view: View) -> Wait:
    """The wait that counts: an exact one whose end nobody knows gives way to its `otherwise`."""
    if wait.shape == "exact" and wait.until is not None and view.facts.get(wait.until) is None:
        return wait.otherwise or wait
    return wait


def timed(wait: Wait, clock: Clock, view: View) -> Timing:
    """`wait` on the calendar, its hands being `clock`."""
    wait = effective(wait, view)
    zone = zone_of(view)

    def after_begin(duration: str | None) -> datetime | None:
        return add(clock.begun, duration, zone) if duration else None

    earliest = assumed = latest = None
    if wait.shape == "exact":
        if wait.until is None:
            earliest = after_begin(wait.length)
        elif end := view.facts.get(wait.until):
            earliest = datetime.fromisoformat(end).astimezone(zone)
        assumed = latest = earliest
    elif wait.shape == "range":
        earliest, latest = after_begin(wait.min), after_begin(wait.max)
        assumed = after_begin(wait.assumed) or latest
    elif wait.shape == "fuzzy":
        earliest, assumed = after_begin(wait.min), after_begin(wait.assumed)
    elif wait.shape == "typical":
        assumed = after_begin(wait.typical)
    return Timing(
        wait.shape,
        wait,
        earliest,
        assumed,
        latest,
        _look(wait, clock, zone),
        add(clock.patience, wait.give_up_after, zone) if wait.give_up_after else None,
    )


def _look(wait: Wait, clock: Clock, zone: ZoneInfo) -> datetime | None:
    if clock.look_again:
        return clock.look_again.astimezone(zone)
    return next_look(clock.looked or clock.begun, wait.review_every, zone) if wait.review_every else None


def timing(playbook: Playbook, view: View) -> Timing | None:
    """The present wait on the calendar; None if the case is not in one."""
    wait = playbook.states[view.state].wait
    return timed(wait, view.clock, view) if wait is not None and view.clock is not None else None


@frozen
class Span:
    """How far a wait has come on its way to an end that is known or assumed."""

    end: str
    """`exact`, `earliest` or `assumed`."""
    share: float
    """What is over of it, from 0 to 1."""
    unit: str
    """`days`, `hours` or `minutes`, in which people would count it."""
    over: int
    """Whole units that are over."""
    whole: int
    """How many there are in all."""


UNITS: Final = (("days", timedelta(days=1)), ("hours", timedelta(hours=1)), ("minutes", timedelta(minutes=1)))


def spans(playbook: Playbook, view: View, now: datetime) -> tuple[Span, ...]:
    """How far the present wait has come: to its end where that is exact, else to its earliest end and to the assumed one.

    Nothing where nobody names an end: a bar would be a promise.
    """
    present, clock = timing(playbook, view), view.clock
    if present is None or clock is None:
        return ()
    if present.shape == "exact":
        ends = [("exact", present.earliest)]
    else:
        ends = [("earliest", present.earliest), ("assumed", present.assumed)] if present.shape in BOUNDED else []
    return tuple(_span(name, clock.begun, end, now) for name, end in ends if end and end > clock.begun)


def _span(name: str, begun: datetime, end: datetime, now: datetime) -> Span:
    length = end - begun
    unit, size = next((each for each in UNITS if length >= 2 * each[1]), UNITS[-1])
    over = min(max(now - begun, timedelta()), length)
    return Span(name, over / length, unit, over // size, max(1, round(length / size)))


def open_reviews(playbook: Playbook, view: View) -> Iterator[tuple[str, Timing]]:
    """The channels that have been asked and have not answered, with their waits."""
    for name, review in view.reviews.items():
        wait = playbook.channels[name].review if name in playbook.channels else None
        if review.status == "open" and wait is not None:
            yield name, timed(wait, review_clock(review), view)


def review_clock(review: Review) -> Clock:
    return Clock(review.opened, review.opened, review.looked, review.look_again)
