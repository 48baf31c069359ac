"""Times as people say them: the same words in both languages, and of what has begun never a time to come."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ban_wizard.case.spoken import spoken

MOSCOW = ZoneInfo("Europe/Moscow")
NOW = datetime(2026, 11, 21, 15, 0, tzinfo=MOSCOW)


@pytest.mark.parametrize(
    ("text", "began"),
    [
        ("вчера", "2026-11-20 00:00"),
        ("Вчера в 14:30", "2026-11-20 14:30"),
        ("вчера, 14.30", "2026-11-20 14:30"),
        ("yesterday at 9:05", "2026-11-20 09:05"),
        ("позавчера", "2026-11-19 00:00"),
        ("сегодня", "2026-11-21 00:00"),
        ("today 8:00", "2026-11-21 08:00"),
        ("2 дня назад", "2026-11-19 15:00"),
        ("3 hours ago", "2026-11-21 12:00"),
        ("час назад", "2026-11-21 14:00"),
        ("an hour ago", "2026-11-21 14:00"),
        ("1 д 5 ч назад", "2026-11-20 10:00"),
        ("20.11", "2026-11-20 00:00"),
        ("20.11 14:30", "2026-11-20 14:30"),
        ("20.11.2026 14.30", "2026-11-20 14:30"),
        ("22.11", "2025-11-22 00:00"),
        ("20 ноября", "2026-11-20 00:00"),
        ("20 нояб. в 14:30", "2026-11-20 14:30"),
        ("20 ноября 2025 г.", "2025-11-20 00:00"),
        ("November 20", "2026-11-20 00:00"),
        ("20 Nov 2025", "2025-11-20 00:00"),
        ("1 мая", "2026-05-01 00:00"),
        ("29 февраля", "2024-02-29 00:00"),
        ("14:30", "2026-11-21 14:30"),
        ("в 16:00", "2026-11-20 16:00"),
    ],
)
def test_when_something_began(text: str, began: str) -> None:
    assert spoken(text, at=NOW, zone=MOSCOW, past=True) == datetime.fromisoformat(began).replace(tzinfo=MOSCOW)


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("завтра", "2026-11-22 00:00"),
        ("tomorrow at 10:00", "2026-11-22 10:00"),
        ("3 дня", "2026-11-24 15:00"),
        ("через 2 часа", "2026-11-21 17:00"),
        ("in 5 h", "2026-11-21 20:00"),
        ("20 ноября", "2027-11-20 00:00"),
        ("25.12", "2026-12-25 00:00"),
        ("14:30", "2026-11-22 14:30"),
        ("16:00", "2026-11-21 16:00"),
    ],
)
def test_when_something_will_end(text: str, ends: str) -> None:
    assert spoken(text, at=NOW, zone=MOSCOW, past=False) == datetime.fromisoformat(ends).replace(tzinfo=MOSCOW)


@pytest.mark.parametrize(
    "text", ["", "soon", "31 ноября", "32.11", "10.13.2026", "25:00", "вчера вечером", "ago", "0 дней", "20 шоколада", "5", "3 дня"]
)
def test_what_is_no_time(text: str) -> None:
    assert spoken(text, at=NOW, zone=MOSCOW, past=True) is None


@given(st.dates(NOW.date() - timedelta(days=3000), NOW.date() + timedelta(days=3000)), st.booleans())
def test_a_day_without_a_year_lies_where_it_must(day: date, past: bool) -> None:
    found = spoken(f"{day.day}.{day.month}", at=NOW, zone=MOSCOW, past=past)
    assert found is not None and (found.day, found.month) == (day.day, day.month)
    assert found <= NOW if past else found.date() >= NOW.date()


@given(st.text(max_size=30))
def test_any_text_is_answered(text: str) -> None:
    spoken(text, at=NOW, zone=MOSCOW, past=True)
