"""What every face says of all cases alike: how many are due, which are shown, what they can be filtered by, a row's wait in words."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo

from ban_wizard.application.casebook import Tally
from ban_wizard.case.times import is_now, is_overdue, parse_duration
from ban_wizard.i18n import has, say
from ban_wizard.store.filters import Filters
from ban_wizard.store.protocol import BoardRow
from ban_wizard.wizard import Wizard

OVERDUE, TODAY, LATER, ENDED = SECTIONS = ("overdue", "today", "later", "ended")
"""The headings that cases stand under."""


def counts(tally: Tally, lang: str) -> tuple[str, str]:
    """How many cases are due, or that none is; and how many are not. Empty where there are no others."""
    numbers = {"overdue": tally.overdue, "today": tally.today, "later": tally.later, "ended": tally.ended}
    told = {name: say(lang, f"board.counts.{name}", n=n) for name, n in numbers.items() if n}
    due, rest = (", ".join(told[name] for name in names if name in told) for names in (("overdue", "today"), ("later", "ended")))
    return due or say(lang, "board.nothing_due"), rest


# ------------------------------------------------------------------------------------------- which cases


def filter_groups(wizard: Wizard) -> dict[str, dict[str, str]]:
    """What the board can be filtered by beside what is due: the values of each filter with their words."""
    lang, messengers = wizard.lang, wizard.messengers()
    kinds = dict.fromkeys(kind for messenger in messengers for kind in wizard.playbook(messenger).entries)
    return {
        "messenger": {name: say(lang, f"messenger.{name}") for name in messengers},
        "agent": {agent: agent for agent in wizard.agents()} | {"": say(lang, "board.filter.nobody")},
        "kind": {kind: say(lang, f"kind.{kind}") for kind in kinds},
    }


def is_on(filters: Filters, name: str, value: str = "") -> bool:
    """Whether a filter is set; `due` is the one for what is due."""
    return bool(filters.get("due_before")) if name == "due" else filters.get(name) == value


def toggle(filters: Filters, name: str, value: str, now: datetime) -> None:
    """Set a filter, in the place of another value of it, or take it away."""
    on = is_on(filters, name, value)
    key = "due_before" if name == "due" else name
    filters.pop(key, None)  # type: ignore[misc]
    if not on:
        filters[key] = now if name == "due" else value  # type: ignore[literal-required]


def filter_words(filters: Filters, lang: str) -> list[str]:
    """Which cases are shown."""
    told = []
    if "search" in filters:
        told.append(say(lang, "board.searched", text=filters["search"]))
    if filters.get("due_before"):
        told.append(say(lang, "board.filter.due"))
    for name in ("messenger", "kind"):
        if value := filters.get(name):
            told.append(say(lang, f"{name}.{value}"))
    if (agent := filters.get("agent")) is not None:
        told.append(agent or say(lang, "board.filter.nobody"))
    return told


# ------------------------------------------------------------------------------------------- a row


def section(row: BoardRow, now: datetime, zone: tzinfo) -> str:
    """Under which heading a case stands; a day ends at midnight in `zone`."""
    if row.due_at is None:
        return LATER if row.open else ENDED
    if is_late(row, now, zone):
        return OVERDUE
    return TODAY if row.due_at.astimezone(zone).date() <= now.astimezone(zone).date() else LATER


def is_late(row: BoardRow, now: datetime, zone: tzinfo) -> bool:
    """Whether the day is over on which something was to be done, looked at or decided."""
    return row.due_at is not None and is_overdue(row.due_at, now, zone)


def is_turn(row: BoardRow, now: datetime) -> bool:
    """Whether an act can be done now: it is the person's turn, for no particular hour."""
    return row.due_at is not None and row.due_kind == "act" and is_now(row.due_at, now)


def due_words(row: BoardRow, at: str, lang: str, now: datetime) -> str:
    """What is due at a time, which is said already; or how the case ended."""
    if row.due_at is None:
        return say(lang, f"result.{row.result}") if row.result else ""
    if is_turn(row, now):
        return say(lang, "board.your_turn")
    kind = "not_before" if row.due_kind == "over" and row.wait in ("range", "fuzzy") else row.due_kind
    return say(lang, f"board.due.{kind}", at=at)


def wait_words(row: BoardRow, lang: str, *, short: bool = False) -> str:
    """How sure the wait is, in the honest words of its shape; empty where a date says it all."""
    shape, _, length = (row.wait or "").partition(" ")
    words = "board.wait.short" if short else "board.wait"
    if length:
        took = parse_duration(length)
        key, n = ("typical", took.days) if took.days else ("typical_hours", max(1, round(took.exact / timedelta(hours=1))))
        return say(lang, f"{words}.{key}", n=n)
    return say(lang, f"{words}.{shape}") if shape and has(lang, f"{words}.{shape}") else ""
