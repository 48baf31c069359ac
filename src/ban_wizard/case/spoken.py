"""Times as people say them, in English and Russian: «вчера в 14:30», "2 days ago", «20 ноября», `14:30`, «3 дня».

What a day or a clock without the rest means depends on what is asked: of something that has begun the last such time, of
something that will end the next one.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final

from ban_wizard.case.times import at_wall_time

# Patterns are texts: `re` compiles each when it is first used and keeps it, and most starts use none.
_SPAN: Final = (
    r"(?:(\d{1,3})\s*(?:d|days?|д|дн|день|дня|дней|сут\w*)\.?)?\s*"
    r"(?:(\d{1,4})\s*(?:h|hours?|ч|час|часа|часов)\.?)?\s*(?:(\d{1,5})\s*(?:m|min|minutes?|м|мин|минут\w*)\.?)?"
)
_AGO: Final = r"(.+?)\s+(?:ago|назад)"
_IN: Final = r"(?:in|через)\s+(.+)"
_HOUR: Final = timedelta(hours=1)
_UNITS: Final = {
    "day": 24 * _HOUR,
    "день": 24 * _HOUR,
    "сутки": 24 * _HOUR,
    "hour": _HOUR,
    "час": _HOUR,
    "minute": _HOUR / 60,
    "минуту": _HOUR / 60,
}
_ONE: Final = rf"(?:an?\s+)?({'|'.join(_UNITS)})"
_CLOCK: Final = r"(?:(?:at|в|,)\s*)?([01]?\d|2[0-3])[:.]([0-5]\d)"
_DAY: Final = r"(\d{1,2})[./](\d{1,2})(?:[./](\d{4}))?"
_NAMED_DAY: Final = r"(?:(\d{1,2})\s+([a-zа-я]{3,8})\.?|([a-z]{3,9})\.?\s+(\d{1,2}))(?:,?\s+(\d{4}))?(?:\s*г\.?)?"

_NEAR: Final = {
    "позавчера": -2,
    "yesterday": -1,
    "вчера": -1,
    "today": 0,
    "сегодня": 0,
    "tomorrow": 1,
    "завтра": 1,
    "послезавтра": 2,
}
_MONTHS: Final = (
    "jan янв",
    "feb фев",
    "mar мар",
    "apr апр",
    "may мая май",
    "jun июн",
    "jul июл",
    "aug авг",
    "sep сен",
    "oct окт",
    "nov ноя",
    "dec дек",
)
"""By which letters a month begins, in both languages."""


def spoken(text: str, *, at: datetime, zone: tzinfo, past: bool) -> datetime | None:
    """The time that is meant, said at `at`, in `zone`; None for what is no such time.

    `past`: whether something is asked for that has begun; a bare span («3 дня») is then refused, for it may be what is left.
    """
    said = " ".join(text.casefold().replace("ё", "е").split())
    if (ago := re.fullmatch(_AGO, said)) and (span := _span(ago[1])):
        return _moved(at, -span, zone)
    if (ahead := re.fullmatch(_IN, said)) and (span := _span(ahead[1])):
        return _moved(at, span, zone)
    if span := _span(said):
        return None if past else _moved(at, span, zone)
    now = at.astimezone(zone)
    try:
        return _on_a_day(said, now, zone, past)
    except (ValueError, OverflowError):  # such as 31 November
        return None


def _on_a_day(said: str, now: datetime, zone: tzinfo, past: bool) -> datetime | None:
    if ":" in said and (clock := re.fullmatch(_CLOCK, said)):  # 10.11 alone is a day
        wall, today = time(int(clock[1]), int(clock[2])), now.date()
        found = at_wall_time(today, wall, zone)
        if past and found > now:
            return at_wall_time(today - timedelta(days=1), wall, zone)
        return found if past or found > now else at_wall_time(today + timedelta(days=1), wall, zone)
    day, rest = _day(said, now.date(), past)
    if day is None:
        return None
    if not rest:
        return at_wall_time(day, time(), zone)
    if clock := re.fullmatch(_CLOCK, rest):
        return at_wall_time(day, time(int(clock[1]), int(clock[2])), zone)
    return None


def _day(said: str, today: date, past: bool) -> tuple[date | None, str]:
    """The day that a text begins with, and what follows it."""
    word, _, rest = said.partition(" ")
    if word.rstrip(",") in _NEAR:
        return today + timedelta(days=_NEAR[word.rstrip(",")]), rest
    if found := re.match(_DAY + r"(?![\d./:])", said):
        return _of_year(int(found[1]), int(found[2]), found[3], today, past), said[found.end() :].strip()
    if (found := re.match(_NAMED_DAY, said)) and (month := _month(found[2] or found[3])):
        return _of_year(int(found[1] or found[4]), month, found[5], today, past), said[found.end() :].strip()
    return None, said


def _month(name: str) -> int | None:
    return next((number for number, stems in enumerate(_MONTHS, 1) if name.startswith(tuple(stems.split()))), None)


def _of_year(day: int, month: int, year: str | None, today: date, past: bool) -> date:
    """The day in the year that is named, else the last such day until today, or the next from today on. Raises ValueError."""
    if year is not None:
        return date(int(year), month, day)
    years = range(today.year, today.year - 9, -1) if past else range(today.year, today.year + 9)
    for each in years:
        with suppress(ValueError):  # 29 February is not in every year
            found = date(each, month, day)
            if found <= today if past else found >= today:
                return found
    raise ValueError(day, month)


def _span(said: str) -> timedelta | None:
    """How long: `2 d 5 h`, «3 дня», "an hour"."""
    if one := re.fullmatch(_ONE, said):
        return _UNITS[one[1]]
    found = re.fullmatch(_SPAN, said)
    if not found or not any(found.groups()):
        return None
    days, hours, minutes = (int(n or 0) for n in found.groups())
    return timedelta(days=days, hours=hours, minutes=minutes) or None


def _moved(at: datetime, span: timedelta, zone: tzinfo) -> datetime | None:
    try:
        return (at.astimezone(UTC) + span).astimezone(zone)
    except OverflowError:
        return None
