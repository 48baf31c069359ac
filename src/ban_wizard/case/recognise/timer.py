"""When a restriction ends, read from a text: a payload's field, a running clock, or the time that is left in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from ban_wizard.case.recognise.payload import Payload, path, values
from ban_wizard.case.recognise.reading import Search
from ban_wizard.playbook.patterns import parse

_CLOCK: Final = r"(?<![\d:T-])(\d{1,3}):([0-5]\d):([0-5]\d)(?![\d:])"
"""Hours, minutes and seconds left, as the screen counts them down."""
_DATED: Final = r"\d{4}[-/.]\d\d[-/.]\d\d|\d\d[-/.]\d\d[-/.]\d{4}"
"""Where dates are written, a clock is the time of a day and not what is left."""
_GO: Final = r"(?:(\d{1,4})h)?(?:(\d{1,2})m)?(?:\d{1,2}(?:\.\d+)?s)?"
_ISO: Final = r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)?\s*(Z|[+-]\d\d:?\d\d)?(?:\s.*)?"

UNITS: Final = ("days", "hours", "minutes")
"""Classes of words in recognise.yaml."""


def timer_end(text: str, search: Search, found: Sequence[Payload], where: Mapping[str, tuple[str, ...]]) -> str | None:
    """The end as ISO 8601: a time, with its offset if the text has one, or a duration from now on.

    Of several times the latest; of several lengths of time none, for nothing tells which one is meant.
    """
    ends = [end for payload in found for written in where.get("keys", ()) for end in _in_payload(payload, written)]
    moments = [end for end in ends if isinstance(end, datetime)]
    if aware := [end for end in moments if end.tzinfo is not None]:
        return max(aware).isoformat()
    if moments:
        return max(moments).isoformat()
    lefts = {_duration(end) for end in ends if isinstance(end, timedelta)} or {*_clocks(text), *_words(search, where)}
    return lefts.pop() if len(lefts) == 1 else None


def _in_payload(payload: Payload, written: str) -> Iterator[datetime | timedelta]:
    for _, value in (pair for each in payload.objects for pair in values(payload, each, path(written))):
        if (end := _moment(value)) is not None:
            yield end


def _moment(value: str) -> datetime | timedelta | None:
    """Unix seconds or milliseconds, an ISO time, nanoseconds or `2h0m0s` left."""
    value = value.strip()
    try:
        if value.isdecimal():
            number = int(value)
            if 10 <= len(value) <= 11:
                return datetime.fromtimestamp(number, UTC)
            if len(value) == 13 and value[0] in "12":
                return datetime.fromtimestamp(number // 1000, UTC)
            return timedelta(microseconds=number // 1000) if 11 < len(value) <= 17 else None
        if (iso := re.fullmatch(_ISO, value)) is not None:
            day, clock, offset = iso.groups()
            return datetime.fromisoformat(f"{day}T{clock}{(offset or '').replace('Z', '+00:00')}")
        if value and (left := re.fullmatch(_GO, value)) is not None:
            return timedelta(hours=int(left[1] or 0), minutes=int(left[2] or 0)) or None
    except (ValueError, OverflowError, OSError):
        pass
    return None


def _clocks(text: str) -> Iterator[str]:
    for found in re.finditer(_CLOCK, text) if not re.search(_DATED, text) else ():
        hours, minutes, seconds = map(int, found.groups())
        yield _duration(timedelta(hours=hours, minutes=minutes, seconds=seconds))


def _words(search: Search, where: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """What is left, with words before it or after it that say so: "again in 3 days", "2 h 15 min left"."""
    for pattern in where.get("before", ()):
        for match in search.find(parse(pattern)):
            if (left := _left(search, match.last + 1)) is not None:
                yield left[0]
    for pattern in where.get("after", ()):
        starts = {match.first for match in search.find(parse(pattern))}
        for place in range(len(search.reading.words) if starts else 0):
            begins = place < 2 or not search.reading.words[place - 2].isdecimal()
            if begins and (left := _left(search, place)) is not None and left[1] in starts:
                yield left[0]


def _left(search: Search, place: int) -> tuple[str, int] | None:
    """The time that begins at a word, such as `3 days`, `2 d 5 h` or `2h0m0s`, and the place after it."""
    words, total, units = search.reading.words, timedelta(), []
    if place < len(words) and (go := re.fullmatch(_GO, words[place])) is not None:
        return _duration(timedelta(hours=int(go[1] or 0), minutes=int(go[2] or 0))), place + 1
    while place + 1 < len(words) and words[place].isdecimal() and len(words[place]) <= 4:
        said = ((unit, match) for unit in UNITS for match in search.find(parse(f"<{unit}>")) if match.first == place + 1)
        unit, match = next(said, (None, None))
        if unit is None or match is None:
            break
        total += timedelta(**{unit: int(words[place])})
        units.append(unit)
        place = match.last + 1  # a unit is more than one word where no space parts them
    if not total:
        return None
    return (f"P{total.days}D" if units == ["days"] else _duration(total)), place


def _duration(left: timedelta) -> str:
    """Exact time, in hours where they are whole, else in minutes."""
    minutes = -(-left // timedelta(minutes=1))
    return f"PT{minutes // 60}H" if minutes % 60 == 0 else f"PT{minutes}M"
