"""A case that was snoozed is not due before its time; whatever takes it further wakes it."""

from datetime import timedelta
from pathlib import Path

import pytest

from ban_wizard.case.errors import BadInput
from ban_wizard.desktop.clock import FrozenClock
from tests.support.desk import NOON, NUMBER, desk


def test_it_is_due_at_its_time_and_stands_there_on_the_board(tmp_path: Path, clock: FrozenClock) -> None:
    wizard = desk(tmp_path, clock=clock)
    case = wizard.start("max", NUMBER, kind="permanent_ban").case
    card = wizard.snooze(case, "2027-01-05T10:00")
    assert card.due and card.due.at.isoformat() == "2027-01-05T10:00:00+03:00"
    assert card.due.kind == "act"
    assert wizard.board().rows[0].due_at == card.due.at
    noted = wizard.note(case, "The client is on holiday.")
    assert noted.due == card.due, "a remark does not wake it"
    assert wizard.assign(case, "boris").due == card.due
    woken = wizard.do(case, "answer", facts={"seen_where": "at_login"})
    assert woken.due and woken.due.at == NOON


def test_undo_takes_it_back(tmp_path: Path, clock: FrozenClock) -> None:
    wizard = desk(tmp_path, clock=clock)
    case = wizard.start("max", NUMBER, kind="permanent_ban").case
    before = wizard.show(case).due
    wizard.snooze(case, "2027-01-05T10:00")
    assert wizard.undo(case).due == before


def test_it_never_hastens_a_case(tmp_path: Path, clock: FrozenClock) -> None:
    wizard = desk(tmp_path, clock=clock)
    case = wizard.start("max", NUMBER, kind="temporary_ban").case
    for action in ("stopped", "cause_found"):
        due = wizard.do(case, action).due
    assert due and due.at > NOON + timedelta(hours=2)
    assert wizard.snooze(case, (NOON + timedelta(hours=2)).isoformat()).due == due


def test_a_time_that_is_over_or_none_or_a_case_that_has_ended_is_refused(tmp_path: Path, clock: FrozenClock) -> None:
    wizard = desk(tmp_path, clock=clock)
    case = wizard.start("max", NUMBER, kind="permanent_ban").case
    for until, key in (("2026-12-31", "snooze_past"), (NOON.isoformat(), "snooze_past"), ("soon", "not_a_time")):
        with pytest.raises(BadInput) as caught:
            wizard.snooze(case, until)
        assert caught.value.key == key
    wizard.close(case, "It works again.")
    with pytest.raises(BadInput) as caught:
        wizard.snooze(case, "2027-01-05")
    assert caught.value.key == "snooze_ended"
    assert len(wizard.log(case)) == 2
