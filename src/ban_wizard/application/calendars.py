"""Due dates as a calendar file (iCalendar, RFC 5545) that any calendar program takes in. Numbers are masked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid5

from ban_wizard.application.cards import Card, wait_sentences
from ban_wizard.application.discreet import discreet
from ban_wizard.case.allowed import Due
from ban_wizard.i18n import say
from ban_wizard.text import one_line

LENGTH: Final = timedelta(minutes=30)
"""How long an entry is drawn; it takes nobody's time (TRANSP)."""

_OURS: Final = UUID("8def7417-4c2c-45f3-93bc-386c25021c65")
"""The namespace of our entries' ids: made once, never changed."""


def calendar(cards: Iterable[Card], made: datetime) -> bytes:
    """The calendar of what is due in these cases, one entry each; `made` is its time. Empty where nothing is due."""
    from icalendar import Calendar

    found: Any = Calendar()
    found.add("prodid", "-//ban-wizard//due dates//EN")
    found.add("version", "2.0")
    for card in map(discreet, cards):
        if card.due is not None:
            found.add_component(_entry(card, card.due, made))
    return bytes(found.to_ical()) if found.subcomponents else b""


def _entry(card: Card, due: Due, made: datetime) -> Any:
    """What is due in a case. Its moment stands in UTC, which every program shows in its own zone; it does not repeat."""
    from icalendar import Alarm, Event

    lang, header = card.lang, card.view.header
    messenger = say(lang, f"messenger.{header.messenger}")
    summary = say(lang, f"calendar.{due.kind}", number=header.number_shown, messenger=messenger)
    told = [card.title, *wait_sentences(card, dated=True), say(lang, "calendar.case", case=card.case)]
    entry: Any = Event()
    entry.add("uid", str(uuid5(_OURS, f"{card.case} {header.opened.astimezone(UTC).isoformat()} {due.kind}")))
    entry.add("dtstamp", made.astimezone(UTC))
    entry.add("sequence", card.view.seq)  # a program that has the entry already takes the one of the longer log
    entry.add("dtstart", due.at.astimezone(UTC))
    entry.add("duration", LENGTH)
    entry.add("transp", "TRANSPARENT")
    entry.add("class", "PRIVATE")
    entry.add("summary", one_line(summary))
    entry.add("description", "\n".join(map(one_line, told)))
    alarm: Any = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", one_line(summary))
    alarm.add("trigger", timedelta())
    entry.add_component(alarm)
    return entry
