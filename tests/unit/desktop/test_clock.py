import os
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from ban_wizard.desktop.clock import FrozenClock, SystemClock, machine_zone

NOON = datetime(2026, 3, 29, 12, tzinfo=UTC)

posix_only = pytest.mark.skipif(os.name == "nt", reason="Windows keeps its time zone in the registry")


def test_the_system_clock_tells_the_present_in_utc() -> None:
    before = datetime.now(UTC)
    now = SystemClock().now()
    assert before <= now <= datetime.now(UTC)
    assert now.tzinfo is UTC


def test_a_frozen_clock_stands_until_it_is_moved() -> None:
    clock = FrozenClock(NOON)
    assert (clock.now(), clock.now()) == (NOON, NOON)
    clock.move(timedelta(days=1, hours=2))
    assert clock.now() == datetime(2026, 3, 30, 14, tzinfo=UTC)


def test_a_frozen_clock_speaks_utc_whatever_it_was_given() -> None:
    now = FrozenClock(datetime(2026, 3, 29, 15, tzinfo=timezone(timedelta(hours=3)))).now()
    assert (now, now.tzinfo) == (NOON, UTC)


def test_a_frozen_clock_refuses_a_time_without_an_offset() -> None:
    with pytest.raises(ValueError, match="2026-03-29T12:00:00 has no UTC offset"):
        FrozenClock(datetime(2026, 3, 29, 12))


@pytest.mark.parametrize(
    ("named", "zone"),
    [
        ("Europe/Moscow", "Europe/Moscow"),
        (":Asia/Yekaterinburg", "Asia/Yekaterinburg"),
        ("/usr/share/zoneinfo/Europe/Moscow", "Europe/Moscow"),
        ("/usr/share/zoneinfo/right/Europe/Moscow", "Europe/Moscow"),
        ("", "UTC"),
        ("MSK-3", None),
        ("Mars/Olympus", None),
        ("../../etc/passwd", None),
        ("Europe", None),
    ],
)
@posix_only
def test_tz_names_the_zone(named: str, zone: str | None, etc: Path) -> None:
    assert machine_zone({"TZ": named}, etc) == zone


@pytest.fixture
def etc(tmp_path: Path) -> Path:
    """An /etc whose localtime links to Novosibirsk's."""
    zone = tmp_path / "usr" / "share" / "zoneinfo" / "Asia" / "Novosibirsk"
    zone.parent.mkdir(parents=True)
    zone.touch()
    folder = tmp_path / "etc"
    folder.mkdir()
    (folder / "localtime").symlink_to(zone)
    return folder


@posix_only
def test_without_tz_the_link_of_localtime_says_it(etc: Path) -> None:
    assert machine_zone({}, etc) == "Asia/Novosibirsk"
    assert machine_zone({"TZ": f":{etc}/localtime"}, Path("/nowhere")) == "Asia/Novosibirsk"


@posix_only
def test_where_localtime_is_a_copy_the_file_timezone_says_it(etc: Path) -> None:
    (etc / "localtime").unlink()
    (etc / "localtime").write_bytes(b"TZif")
    (etc / "timezone").write_text("Asia/Omsk\n", encoding="ascii")
    assert machine_zone({}, etc) == "Asia/Omsk"


@posix_only
def test_a_machine_that_says_nothing_has_no_zone(tmp_path: Path) -> None:
    assert machine_zone({}, tmp_path) is None
