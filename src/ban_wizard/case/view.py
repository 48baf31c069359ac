"""Where a case stands: what its log amounts to. Views are made by the engine only."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from ban_wizard.case.events import Event
from ban_wizard.values import frozen, record


@frozen
class Header:
    """What was said when the case was opened and stays true."""

    messenger: str
    number: str
    """E.164."""
    number_shown: str
    """The number in international format, for letters."""
    zone: str
    """IANA name."""
    offence_counted: int
    """1 + the earlier blocks in the store; the user's own word is `View.offence`."""
    playbook: str
    """Hash of the pinned flow."""
    opened: datetime
    symptoms: tuple[str, ...]
    text: str | None
    """The pasted text, secrets masked."""


@frozen
class Clock:
    """A wait's hands: when it began, the last look, the look asked for by name, and since when give-up is counted."""

    begun: datetime
    patience: datetime
    looked: datetime | None = None
    look_again: datetime | None = None


@frozen
class Review:
    """What a channel was asked and what became of it; `status` is one of REVIEW_STATUSES."""

    status: str
    opened: datetime
    letter: str | None
    seq: int
    closed: datetime | None = None
    looked: datetime | None = None
    look_again: datetime | None = None


@frozen
class Use:
    """A quota used up once by an act."""

    quota: str
    scope: str
    at: datetime
    seq: int


@frozen
class Breach:
    """A forbidden act that was done all the same."""

    action: str
    rules: tuple[str, ...]
    reason: str
    at: datetime
    seq: int


@record
class View:
    """A named tuple, since a step makes several: one with a few fields changed costs a quarter of a frozen dataclass."""

    header: Header
    kind: str
    offence: int
    state: str
    entered: datetime
    """When the present state was entered: no later event may be dated before it."""
    facts: Mapping[str, Any]
    """Facts that count, by id; None where the person does not know."""
    unsure: frozenset[str]
    """Facts answered with "I do not know": they steer the way and confirm nothing."""
    parked: Mapping[str, Any]
    """Answers of an abandoned branch: they come back when their question does."""
    asked: frozenset[str]
    """Facts whose question lies on the way walked."""
    milestones: Mapping[str, datetime]
    reviews: Mapping[str, Review]
    uses: tuple[Use, ...]
    breaches: tuple[Breach, ...]
    strays: tuple[int, ...]
    """Acts, by seq, that the way does not have: happened out of order."""
    clock: Clock | None
    """Of the wait the case is in."""
    left: tuple[str, Clock] | None
    """The wait that was given up last, whose looks run on if the person decides to go back to it."""
    fresh: int
    """seq of the last event that told a fact."""
    agent: str | None
    snoozed: datetime | None
    """Not to be looked at before this time, unless something happens; None where nobody has said so."""
    links: tuple[tuple[str, str], ...]
    seq: int
    event: Event
    """The last live event: the one that undo takes back."""
    before: View | None
    """The view before it; following it walks the live log backwards."""
    opening: bool
    """Whether nothing has been recorded since the case was opened: what is answered now was true from the beginning."""


_PLACES: Final = {name: place for place, name in enumerate(View.__match_args__)}


def evolve(view: View, **changes: Any) -> View:
    """A view with some fields changed. The cost of a step is the cost of this, and the quickest way is through the tuple."""
    values: list[Any] = list(view)  # type: ignore[call-overload]
    for name, value in changes.items():
        values[_PLACES[name]] = value
    return tuple.__new__(View, values)  # type: ignore[type-var]


def zone_of(view: View) -> ZoneInfo:
    return ZoneInfo(view.header.zone)


def live_events(view: View) -> list[Event]:
    """The events that have not been taken back, oldest first."""
    events = []
    at: View | None = view
    while at is not None:
        events.append(at.event)
        at = at.before
    return events[::-1]
