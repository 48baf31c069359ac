"""The calendar of due dates: valid, private, and the same entry again when it is written again."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from ban_wizard.case.errors import BadInput
from ban_wizard.desktop.clock import FrozenClock
from ban_wizard.wizard import Wizard
from tests.support.cases import cooling_down
from tests.support.desk import NOON, desk


def entries(data: bytes) -> list[Any]:
    """The events of a calendar, after having read it back strictly."""
    found = Calendar.from_ical(data)
    assert isinstance(found, Calendar)
    assert str(found["version"]) == "2.0" and found["prodid"]
    assert [part.errors for part in found.walk()] == [[] for _ in found.walk()]
    assert b"\r\n" in data and b"\n" not in data.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    return list(found.walk("VEVENT"))


def test_an_entry_tells_the_step_the_moment_and_the_wait_as_sure_as_it_is(wizard: Wizard) -> None:
    case = cooling_down(wizard)
    (entry,) = entries(wizard.calendar())
    assert entry["dtstart"].dt == datetime(2027, 1, 4, 9, tzinfo=UTC), "noon in Moscow"
    assert entry["dtstamp"].dt == NOON
    assert str(entry["summary"]) == "The wait may be over: +7 911 ***-**-67 (WhatsApp on a phone)"
    told = str(entry["description"]).split("\n")
    assert told[0] == wizard.show(case).title and told[-1] == f"Case {case}"
    assert "We assume Wed 6 Jan 2027, 12:00; nobody promises it." in told
    (alarm,) = entry.walk("VALARM")
    assert alarm["trigger"].dt == timedelta() and str(alarm["action"]) == "DISPLAY" and alarm["description"] == entry["summary"]
    assert str(entry["transp"]) == "TRANSPARENT"


def test_every_open_case_is_there_whether_its_date_has_come_or_not(wizard: Wizard, clock: FrozenClock) -> None:
    cooling_down(wizard)
    wizard.start("max", "+79110000002", kind="permanent_ban")
    wizard.close(wizard.start("max", "+79110000003", kind="permanent_ban").case, "silent")
    clock.move(timedelta(days=1))
    found = entries(wizard.calendar())
    assert sorted(entry["dtstart"].dt > clock.now() for entry in found) == [False, True]
    assert b"9110000003" not in wizard.calendar()


def test_the_number_is_masked_and_nothing_else_tells_it(wizard: Wizard) -> None:
    cooling_down(wizard)
    data = wizard.calendar().replace(b"\r\n ", b"")
    assert b"123-45" not in data and b"1234567" not in data and b"+7 911 ***-**-67" in data


def test_an_entry_keeps_its_id_until_something_else_is_due(wizard: Wizard, clock: FrozenClock) -> None:
    case = cooling_down(wizard)
    (first,) = entries(wizard.calendar())
    wizard.note(case, "called")
    clock.move(timedelta(hours=5))
    (again,) = entries(wizard.calendar())
    assert again["uid"] == first["uid"] and again["sequence"] > first["sequence"]
    clock.move(timedelta(days=3))
    wizard.do(case, "over")
    (other,) = entries(wizard.calendar())
    assert other["uid"] != first["uid"] and str(other["summary"]).startswith("Your turn")


def test_a_case_that_was_put_off_moves_its_entry(wizard: Wizard) -> None:
    case = cooling_down(wizard)
    (first,) = entries(wizard.calendar())
    wizard.snooze(case, "2027-01-10T10:00")
    (moved,) = entries(wizard.calendar())
    assert moved["uid"] == first["uid"] and moved["dtstart"].dt == datetime(2027, 1, 10, 7, tzinfo=UTC)


def test_the_time_given_is_the_time_it_was_made(wizard: Wizard) -> None:
    cooling_down(wizard)
    (entry,) = entries(wizard.calendar("2027-02-03T10:00"))
    assert entry["dtstamp"].dt == datetime(2027, 2, 3, 7, tzinfo=UTC)


def test_russian(tmp_path: Path) -> None:
    wizard = desk(tmp_path / "cases", lang="ru")
    cooling_down(wizard)
    (entry,) = entries(wizard.calendar())
    assert str(entry["summary"]) == "Ожидание может быть окончено: +7 911 ***-**-67 (WhatsApp на телефоне)"
    wizard.store.close()


def test_with_nothing_due_there_is_no_calendar(wizard: Wizard) -> None:
    with pytest.raises(BadInput, match="nothing_due"):
        wizard.calendar()
