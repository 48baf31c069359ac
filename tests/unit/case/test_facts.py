from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ban_wizard.case.errors import BadInput
from ban_wizard.case.facts import known_value, merged, parse, parse_time
from ban_wizard.playbook.model import MESSENGERS, Fact
from ban_wizard.text import clean
from tests.support.walk import shipped

ZONE = ZoneInfo("Europe/Moscow")
AT = datetime(2027, 1, 1, 12, tzinfo=ZONE)
GATEWAY = Fact("gateway", "choice", ("olchat", "phone_only"), unsure="olchat")
BEGAN = Fact("began", "time", past=True)
MEASURES = Fact("measures", "many", ("stopped", "list_cleaned"), dated=True)
SYMPTOMS = Fact("marks", "many", ("a", "b"))


@pytest.mark.parametrize(
    ("typed", "end"),
    [
        ("2027-01-03T15:00", "2027-01-03T15:00:00+03:00"),
        ("2027-01-03 15:00", "2027-01-03T15:00:00+03:00"),
        ("2027-01-03T15:00Z", "2027-01-03T18:00:00+03:00"),
        ("2027-01-03", "2027-01-03T00:00:00+03:00"),
        ("PT5H", "2027-01-01T17:00:00+03:00"),
        ("pt5h", "2027-01-01T17:00:00+03:00"),
        ("23:59:10", "2027-01-02T11:59:10+03:00"),
        ("3 days", "2027-01-04T12:00:00+03:00"),
        ("2 d 5 h", "2027-01-03T17:00:00+03:00"),
        ("3 дня", "2027-01-04T12:00:00+03:00"),
        ("1 ч 30 мин", "2027-01-01T13:30:00+03:00"),
        ("1798794000", "2027-01-01T12:00:00+03:00"),
    ],
)
def test_a_time_is_an_end_or_the_time_left(typed: str, end: str) -> None:
    assert parse_time(typed, at=AT, zone=ZONE).isoformat() == end


@pytest.mark.parametrize("typed", ["", "soon", "2027-13-01", "P", "PT", "99999-01-01", "P99999999999D"])
def test_what_is_no_time_is_answered_with_what_to_write(typed: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_time(typed, at=AT, zone=ZONE)
    assert refused.value.key == "not_a_time"


@pytest.mark.parametrize("typed", ["2026-12-28", "28.12.2026 15:00", "2027-01-01", "2027-01-01 12:00", "1798790000"])
def test_what_has_happened_is_told_by_its_time(typed: str) -> None:
    assert parse(BEGAN, typed, at=AT, zone=ZONE) == parse_time(typed, at=AT, zone=ZONE).isoformat()


@pytest.mark.parametrize("typed", ["2027-01-01 12:01", "2027-01-02", "23:59:10", "PT5H", "3 дня", "1998794000", "soon", "1969-12-31"])
def test_what_has_happened_does_not_lie_ahead_nor_is_there_time_left_until_it(typed: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse(BEGAN, typed, at=AT, zone=ZONE)
    assert refused.value.key == "not_a_past_time"


def test_when_a_block_began_cannot_lie_ahead_in_any_playbook() -> None:
    for messenger in MESSENGERS:
        facts = shipped(messenger).facts
        assert facts["blocked_at"].past and facts["blocked_at"].asked_as == "past_time", messenger
        assert not facts["timer_end"].past and facts["timer_end"].asked_as == "time", messenger


@pytest.mark.parametrize(
    ("fact", "typed", "value"),
    [
        (GATEWAY, "olchat", "olchat"),
        (GATEWAY, " OLChat ", "olchat"),
        (GATEWAY, "?", {"unsure": "olchat"}),
        (GATEWAY, "unsure", {"unsure": "olchat"}),
        (MEASURES, "stopped", {"stopped": {"on": "2027-01-01", "planned": False}}),
        (
            MEASURES,
            "stopped@2026-12-30,list_cleaned@2027-01-09",
            {"stopped": {"on": "2026-12-30", "planned": False}, "list_cleaned": {"on": "2027-01-09", "planned": True}},
        ),
        (MEASURES, "?", {"unsure": {}}),
        (SYMPTOMS, "b,a,b", ["b", "a"]),
        (Fact("n", "count"), "12", 12),
        (Fact("line", "text"), "  Shop\x1b[31m on\x07 Main ", "Shop on Main"),
        (Fact("line", "text"), "?", {"unsure": None}),
        (Fact("new", "phone"), "+7 (911) 123-45-67", "+79111234567"),
    ],
)
def test_what_is_typed_becomes_a_value(fact: Fact, typed: str, value: object) -> None:
    assert parse(fact, typed, at=AT, zone=ZONE) == value


@pytest.mark.parametrize(
    ("fact", "typed", "key"),
    [
        (GATEWAY, "wazzup", "not_a_value"),
        (GATEWAY, "", "not_a_value"),
        (MEASURES, "stopped@tomorrow", "not_a_date"),
        (MEASURES, "", "not_a_dated_value"),
        (MEASURES, "list_cleaned:2026-11-02", "not_a_dated_value"),
        (SYMPTOMS, "", "not_a_value"),
        (Fact("n", "count"), "-1", "not_a_count"),
        (Fact("n", "count"), "1e3", "not_a_count"),
        (Fact("line", "text"), " \x1b[2J ", "empty_text"),
        (Fact("line", "text"), "x" * 5000, "text_too_long"),
        (Fact("new", "phone"), "12", "not_a_phone"),
    ],
)
def test_what_does_not_fit_is_refused_with_a_reason(fact: Fact, typed: str, key: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse(fact, typed, at=AT, zone=ZONE)
    assert refused.value.key == key


def test_measures_told_one_after_the_other_add_up() -> None:
    first, second = parse(MEASURES, "stopped", at=AT, zone=ZONE), parse(MEASURES, "list_cleaned", at=AT, zone=ZONE)
    assert set(merged(MEASURES, first, second)) == {"stopped", "list_cleaned"}
    assert merged(SYMPTOMS, ["a"], ["b", "a"]) == ["a", "b"]
    assert merged(GATEWAY, "olchat", "phone_only") == "phone_only"


def test_not_knowing_stands_for_the_cautious_value() -> None:
    assert known_value({"unsure": "olchat"}) == "olchat"
    assert known_value("olchat") == "olchat"


@given(st.text())
def test_cleaned_text_has_nothing_that_moves_a_terminal(text: str) -> None:
    cleaned = clean(text)
    assert not any((ord(c) < 32 and c != "\n") or 127 <= ord(c) < 160 or 0xD800 <= ord(c) < 0xE000 for c in cleaned)
    assert clean(cleaned) == cleaned
