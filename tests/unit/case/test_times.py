from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ban_wizard.case.times import add, at_wall_time, is_overdue, next_look, parse_duration, quota_frees

BERLIN = ZoneInfo("Europe/Berlin")  # 2027: forward on 28 March 02:00 -> 03:00, back on 31 October 03:00 -> 02:00


def berlin(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("start", "duration", "end"),
    [
        ("2027-03-27T12:00", "P1D", "2027-03-28T12:00+02:00"),  # a date later, although only 23 hours are
        ("2027-03-27T12:00", "PT24H", "2027-03-28T13:00+02:00"),  # hours are exact
        ("2027-03-27T02:30", "P1D", "2027-03-28T03:00+02:00"),  # 02:30 is missing: the next valid time
        ("2027-10-30T02:30", "P1D", "2027-10-31T02:30+02:00"),  # 02:30 comes twice: the first
        ("2027-10-30T12:00", "PT24H", "2027-10-31T11:00+01:00"),
        ("2027-01-31T12:00", "P3D", "2027-02-03T12:00+01:00"),
        ("2027-01-01T00:00", "P1DT12H", "2027-01-02T12:00+01:00"),
        ("2027-01-01T00:00", "P2W", "2027-01-15T00:00+01:00"),
    ],
)
def test_days_are_dates_and_hours_are_exact(start: str, duration: str, end: str) -> None:
    assert add(berlin(start), duration, BERLIN).isoformat(timespec="minutes") == end


@pytest.mark.parametrize("text", ["", "P", "PT", "3D", "P3", "P1DT", "P-1D", "P1.5D", "PT1D"])
def test_what_is_no_duration_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse_duration(text)


@pytest.mark.parametrize(
    ("last", "every", "look"),
    [
        ("2027-01-01T23:59", "P1D", "2027-01-02T10:00+01:00"),
        ("2027-01-01T09:00", "P1D", "2027-01-02T10:00+01:00"),
        ("2027-01-01T09:00", "P7D", "2027-01-08T10:00+01:00"),
        ("2027-01-01T09:00", "PT6H", "2027-01-01T15:00+01:00"),
    ],
)
def test_looks_counted_in_days_fall_at_ten(last: str, every: str, look: str) -> None:
    assert next_look(berlin(last), every, BERLIN).isoformat(timespec="minutes") == look


@pytest.mark.parametrize(
    ("used", "per", "free"),
    [
        ("2027-01-01", "P5D", "2027-01-06"),
        ("2027-01-01", "P1M", "2027-02-01"),  # 30 days end on January 31, the next month begins later
        ("2027-01-05", "P1M", "2027-02-04"),  # 30 days end later than the month
        ("2027-02-10", "P1M", "2027-03-12"),
        ("2027-12-02", "P1M", "2028-01-01"),
    ],
)
def test_when_a_use_stops_counting(used: str, per: str, free: str) -> None:
    assert quota_frees(date.fromisoformat(used), per) == date.fromisoformat(free)


def test_overdue_begins_on_the_next_day_of_the_case() -> None:
    due = berlin("2027-01-01T10:00")
    assert not is_overdue(due, berlin("2027-01-01T23:59"), BERLIN)
    assert is_overdue(due, berlin("2027-01-02T00:00"), BERLIN)


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)),
    st.integers(0, 400),
    st.sampled_from(["Europe/Berlin", "America/New_York", "Asia/Tehran", "Australia/Lord_Howe", "UTC"]),
)
def test_a_day_later_shows_the_same_clock_or_the_next_valid_one(naive: datetime, days: int, name: str) -> None:
    zone = ZoneInfo(name)
    naive = naive.replace(microsecond=0)
    start = at_wall_time(naive.date(), naive.time(), zone)
    end = add(start, f"P{days}D", zone)
    assert end.date() == start.date() + timedelta(days=days)
    wanted = start.replace(tzinfo=None) + timedelta(days=days)
    shown = end.replace(tzinfo=None)
    assert shown == wanted or wanted < shown <= wanted + timedelta(hours=2)
    assert end.astimezone(ZoneInfo("UTC")).astimezone(zone).replace(tzinfo=None) == shown
