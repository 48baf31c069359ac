"""From what a person types to a fact's value as the log keeps it.

choice: its word. many: {word: {"on": date, "planned": bool}} if dated, else [words]. time: ISO 8601 with offset.
count: a whole number. text and phone: text. "I do not know": {"unsure": the cautious value, or null}.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any, Final

from ban_wizard.case.errors import BadInput
from ban_wizard.case.times import add, at_wall_time, parse_duration
from ban_wizard.playbook.model import Fact
from ban_wizard.text import clean

UNSURE: Final = frozenset({"?", "unsure"})
"""How "I do not know" is typed on the command line."""

TEXT_LIMIT: Final = 4000

# Patterns are texts: `re` compiles each when it is first used and keeps it, and most starts use none.
_DAY_FIRST = r"(\d{1,2})\.(\d{1,2})\.(\d{4})"
_CLOCK_LEFT = r"(\d{1,4}):([0-5]\d):([0-5]\d)"


def is_unsure(value: object) -> bool:
    return isinstance(value, dict) and set(value) == {"unsure"}


def known_value(value: Any) -> Any:
    """The value a fact takes: the answer, or what "I do not know" stands for."""
    return value["unsure"] if is_unsure(value) else value


def parse(fact: Fact, typed: str, *, at: datetime, zone: tzinfo) -> Any:
    """The value of `fact` for what was typed at `at`; raises BadInput, which says what could be typed instead."""
    text = clean(typed).strip()
    if text.casefold() in UNSURE:
        return {"unsure": [] if fact.type == "many" and not fact.dated else {} if fact.type == "many" else fact.unsure}
    match fact.type:
        case "choice" | "kind":
            return _word(fact, text)
        case "many":
            return _many(fact, text, at.astimezone(zone).date())
        case "time":
            return (_past_time if fact.past else parse_time)(text, at=at, zone=zone, name=fact.id).isoformat()
        case "count":
            if not text.isdecimal() or len(text) > 9:
                raise BadInput("not_a_count", fact=fact.id, text=text)
            return int(text)
        case "phone":
            return _phone(fact, text)
        case _:
            if not text:
                raise BadInput("empty_text", fact=fact.id)
            if len(text) > TEXT_LIMIT:
                raise BadInput("text_too_long", fact=fact.id, limit=TEXT_LIMIT)
            return text


def parse_offence(text: str, counted: int) -> Any:
    """Which block of its number it is, as the log keeps it: a number from 1 on, or `first` or `repeat`; raises BadInput.

    "I do not know" is taken for a repeat (OUR-05), at least the one that `counted` says: 1 + the earlier blocks that are known of.
    """
    word = text.strip().casefold()
    if word in UNSURE:
        return {"unsure": max(counted, 2)}
    number = {"first": "1", "repeat": str(max(counted, 2))}.get(word, word)
    if not re.fullmatch("[1-9][0-9]{0,2}", number):
        raise BadInput("bad_offence")
    return int(number)


def parse_day(text: str) -> date:
    """A day written 21.11.2026 or as ISO 8601 has it. Raises ValueError."""
    if found := re.fullmatch(_DAY_FIRST, text.strip()):
        day, month, year = map(int, found.groups())
        return date(year, month, day)
    return date.fromisoformat(text.strip())


YEARS: Final = range(1970, 2200)
"""What is typed for a time lies in one of them: no case has others, and sums of times stay within what a calendar has."""


def parse_time(text: str, *, at: datetime, zone: tzinfo, name: str = "time") -> datetime:
    """An end (ISO 8601, 21.11.2026 15:00, a date, unix seconds, «завтра в 10:00») or what is left (`PT5H`, `23:59:10`, «3 дня»), in `zone`.

    A time without an offset is in `zone`. Raises BadInput, also for one out of all reason.
    """
    from ban_wizard.case.spoken import spoken

    end = _end(text.strip(), at, zone) or spoken(text, at=at, zone=zone, past=False)
    if end is None or end.year not in YEARS:
        raise BadInput("not_a_time", fact=name, text=text)
    return end


def _past_time(text: str, *, at: datetime, zone: tzinfo, name: str) -> datetime:
    """A time not after `at`, also as people say it («вчера», "2 days ago"). What is left until something would lie ahead: it is refused."""
    from ban_wizard.case.spoken import spoken

    when = spoken(text, at=at, zone=zone, past=True) or _end(text.strip(), at, zone)
    if when is None or when > at or when.year not in YEARS:
        raise BadInput("not_a_past_time", fact=name, text=text)
    return when


def _end(text: str, at: datetime, zone: tzinfo) -> datetime | None:
    try:
        if re.fullmatch(r"\d{10}", text):
            return datetime.fromtimestamp(int(text), UTC).astimezone(zone)
        if text.upper().startswith("P"):
            parse_duration(text.upper())
            return add(at, text.upper(), zone)
        if left := re.fullmatch(_CLOCK_LEFT, text):
            hours, minutes, seconds = map(int, left.groups())
            return (at.astimezone(UTC) + timedelta(hours=hours, minutes=minutes, seconds=seconds)).astimezone(zone)
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            return at_wall_time(date.fromisoformat(text), time(), zone)
        end = datetime.fromisoformat(text)
        if end.tzinfo is None:
            return at_wall_time(end.date(), end.time(), zone)
        return end.astimezone(zone)
    except (ValueError, OverflowError):
        return None


def merged(fact: Fact | None, old: Any, new: Any) -> Any:
    """What a fact is after being told anew: the parts of a `many` add up, anything else is replaced."""
    if fact is not None and fact.type == "many" and old and new is not None:
        return {**old, **new} if isinstance(new, Mapping) else [*old, *(word for word in new if word not in old)]
    return new


def _word(fact: Fact, text: str) -> str:
    for value in fact.values:
        if text.casefold() == value:
            return value
    key, example = ("not_a_dated_value", f"{fact.values[0]}@2026-11-21") if fact.dated else ("not_a_value", "")
    raise BadInput(key, fact=fact.id, text=text, values=", ".join(fact.values), example=example)


def _many(fact: Fact, text: str, today: date) -> Any:
    words = [part.strip() for part in text.split(",") if part.strip()]
    if not fact.dated or not words:
        return list(dict.fromkeys(_word(fact, word) for word in words or [""]))
    done = {}
    for part in words:
        word, _, on = part.partition("@")
        try:
            day = parse_day(on) if on else today
        except ValueError:
            raise BadInput("not_a_date", fact=fact.id, text=on) from None
        done[_word(fact, word)] = {"on": day.isoformat(), "planned": day > today}
    return done


def _phone(fact: Fact, text: str) -> str:
    digits = re.sub(r"[\s().\u00a0-]", "", text)
    if not re.fullmatch(r"\+\d{7,15}", digits):
        raise BadInput("not_a_phone", text=text)
    return digits
