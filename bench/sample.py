"""What is measured on: a WhatsApp number blocked for the second time, walked from the first question to a working number."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice
from typing import Any, Final

from ban_wizard.case.events import Event

CASE: Final = "bench1"
MESSENGER: Final = "whatsapp_app"
NUMBER: Final = "+79111234567"
NUMBER_SHOWN: Final = "+7 911 123-45-67"
OPENED: Final = datetime(2026, 1, 12, 7, 0, tzinfo=UTC)

Happening = tuple[int, str, str, Any]
"""Days after the one before, and an event's kind, name and value."""

TO_THE_REVIEW: Final[tuple[Happening, ...]] = (
    (0, "answered", "gateway", "olchat"),
    (0, "answered", "line", "Shop on Main Street"),
    (0, "acted", "stopped", None),
    (0, "answered", "review", "none"),
    (0, "answered", "sim_in_hand", "yes"),
    (0, "acted", "cause_named", None),
    (0, "learned", "business_name", "Shop on Main Street"),
    (0, "acted", "sent", None),
)

NO_ANSWER: Final[tuple[Happening, ...]] = (
    *((1, "looked", "", None),) * 10,
    (1, "noted", "", "The owner called: nothing new on the phone."),
    (3, "acted", "give_up", None),
    (0, "acted", "keep_waiting", None),
    (0, "undone", "", None),
    (0, "acted", "keep_waiting", None),
)
"""Two weeks without an answer, and a decision taken back and taken again."""

TO_THE_END: Final[tuple[Happening, ...]] = (
    (1, "looked", "", None),
    (1, "acted", "unblocked", None),
    (0, "answered", "crm_mailing", "no"),
    (0, "acted", "gateway_asked", None),
    (1, "acted", "queue_cleared", None),
    (2, "looked", "", None),
    (3, "acted", "over", None),
    (0, "acted", "paired", None),
    (5, "acted", "over", None),
)


def events(playbook: str, happenings: Iterator[Happening]) -> tuple[Event, ...]:
    """The log of a case pinned to the playbook of that hash."""
    opened = {
        "kind": "permanent_ban",
        "number": NUMBER,
        "number_shown": NUMBER_SHOWN,
        "offence": 2,
        "offence_counted": 1,
        "zone": "Europe/Moscow",
        "playbook": playbook,
        "symptoms": [],
        "text": None,
    }
    at, log = OPENED, [Event(1, OPENED, OPENED, "bench", "opened", MESSENGER, opened)]
    for seq, (days, kind, name, value) in enumerate(happenings, 2):
        at += timedelta(days=days)
        log.append(Event(seq, at, at, "bench", kind, name, value))
    return tuple(log)


def whole_way(playbook: str) -> tuple[Event, ...]:
    """Every step of the longest route, each once."""
    return events(playbook, iter((*TO_THE_REVIEW, *TO_THE_END)))


def long_log(playbook: str, length: int) -> tuple[Event, ...]:
    """A case that has been waiting for years, and ends well."""
    waiting = length - 1 - len(TO_THE_REVIEW) - len(TO_THE_END)
    return events(playbook, iter((*TO_THE_REVIEW, *islice(cycle(NO_ANSWER), waiting), *TO_THE_END)))
