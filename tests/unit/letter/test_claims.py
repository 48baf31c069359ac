"""Which claims the confirmed facts support."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from ban_wizard.letter.claims import Standing, choose, lapsed, standings
from ban_wizard.letter.fields import read
from ban_wizard.letter.model import BadLetterInput, Confirmed
from tests.unit.letter.small import LETTER, knowing

TODAY = date(2026, 11, 21)
LONG_AGO = datetime(2026, 11, 1, 12, tzinfo=UTC)


def standing(case: Confirmed, claim: str) -> Standing:
    return next(s for s in standings(LETTER, case, read(LETTER, case), TODAY) if s.claim == claim)


def supported(case: Confirmed) -> set[str]:
    return {s.claim for s in standings(LETTER, case, read(LETTER, case), TODAY) if not s.lacks}


def test_without_facts_only_what_the_case_itself_knows_is_supported() -> None:
    assert supported(knowing({})) == {"number", "blocked"}


@pytest.mark.parametrize(
    ("changes", "holds"),
    [
        ({}, True),
        ({"kind": "temporary_ban"}, True),
        ({"kind": "unclear"}, False),
        ({"milestones": {"appealed": LONG_AGO, "unblocked": LONG_AGO}}, False),
        ({"milestones": {"appealed": LONG_AGO}}, True),
        ({"unsure": frozenset({"kind"})}, False),
    ],
)
def test_a_claim_about_the_case_needs_all_it_names(changes: dict[str, Any], holds: bool) -> None:
    assert ("blocked" in supported(knowing({}, **changes))) is holds


@pytest.mark.parametrize(
    ("offence", "unsure", "holds"), [(1, (), False), (2, (), True), (5, (), True), (2, ("offence",), False), (1, ("offence",), False)]
)
def test_an_offence_that_is_not_sure_supports_nothing(offence: int, unsure: tuple[str, ...], holds: bool) -> None:
    case = knowing({"second": "+79110000000"}, offence=offence, unsure=unsure)
    assert ("second" in supported(case)) is holds


@pytest.mark.parametrize(
    ("on", "planned", "holds"),
    [
        ("2026-11-20", False, True),
        ("2026-11-21", False, True),
        ("2026-11-22", False, False),
        ("2026-11-22", True, True),
        ("2026-11-21", True, True),
        ("2026-11-20", True, False),
    ],
)
def test_a_measure_is_done_by_today_or_planned_from_today_on(on: str, planned: bool, holds: bool) -> None:
    case = knowing({"measures": {"stopped": {"on": on, "planned": planned}}})
    assert ("stopped" in supported(case)) is holds


def test_a_plan_whose_day_has_passed_is_named() -> None:
    case = knowing({"measures": {"stopped": {"on": "2026-11-20", "planned": True}, "cleaned": {"on": "2026-11-01", "planned": True}}})
    assert lapsed(LETTER, read(LETTER, case), TODAY) == ("stopped",)
    assert lapsed(LETTER, read(LETTER, case), date(2026, 11, 20)) == ()


def test_another_value_supports_nothing() -> None:
    assert "told" not in supported(knowing({"told_whom": ["bank"]}))
    assert "told" in supported(knowing({"told_whom": ["bank", "clients"]}))


def test_what_is_lacking_is_named() -> None:
    assert standing(knowing({}, kind="unclear"), "blocked").lacks == (("kind", ("permanent_ban", "temporary_ban")),)
    assert standing(knowing({}), "purpose").lacks == (("known.purpose", ("known",)),)
    assert standing(knowing({"second": "+79110000000"}), "second").lacks == (("offence", ("repeat",)),)


def test_fixed_is_what_rests_on_the_case_or_on_a_required_field() -> None:
    fixed = {s.claim for s in standings(LETTER, knowing({}), {}, TODAY) if s.fixed}
    assert fixed == {"number", "blocked", "line"}


EVERYTHING: dict[str, Any] = {"line": "Shop", "purpose": "orders", "staff": 3, "how": "hand"}


def chosen(claims: list[str] | None) -> frozenset[str]:
    case = knowing(EVERYTHING)
    return choose(LETTER, standings(LETTER, case, read(LETTER, case), TODAY), claims, "en")


def test_by_default_all_that_is_supported_is_said_but_what_nobody_asks_for() -> None:
    assert chosen(None) == {"number", "blocked", "line", "purpose", "staff"}


def test_a_choice_keeps_the_fixed_ones() -> None:
    assert chosen(["how"]) == {"number", "blocked", "line", "how"}
    assert chosen([]) == {"number", "blocked", "line"}
    assert chosen(["purpose", "number"]) == {"number", "blocked", "line", "purpose"}


def test_an_unsupported_choice_is_refused_with_what_it_needs() -> None:
    with pytest.raises(BadLetterInput) as bad:
        chosen(["purpose", "second", "stopped", "stopped", "magic"])
    assert bad.value.sentences == (
        "The letter cannot say “second” yet: first confirm second, offence=repeat.",
        "The letter cannot say “stopped” yet: first confirm measures=stopped.",
        "The letter has no claim “magic”. Its claims: number, blocked, purpose, line, stopped, told, since, staff, second, how.",
    )
