"""Dates as a letter writes them. Two small tables: loading a library of locales costs more than the letter."""

from __future__ import annotations

from datetime import date
from typing import Final

_MONTHS: Final = {
    "en": "January February March April May June July August September October November December".split(),
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split(),
}


def typed_date(day: str, lang: str) -> str:
    """A day (ISO 8601) as it is typed in that language: 2026-11-20, «20.11.2026»."""
    return f"{date.fromisoformat(day):%d.%m.%Y}" if lang == "ru" else day


def date_text(day: date, lang: str) -> str:
    """`20 November 2026`, «20 ноября 2026 г.»: the month in words, so that nobody takes it for the day."""
    return f"{day.day} {_MONTHS[lang][day.month - 1]} {day.year}" + (" г." if lang == "ru" else "")
