"""What a forecast may say: nothing that hangs on an answer, an end or a number that nobody can vouch for."""

from datetime import timedelta
from typing import Any

import pytest

from ban_wizard.case.forecast import Forecast, forecast
from tests.support.walk import NEW_YEAR, Walk, shipped


def told(kind: str, **facts: Any) -> Forecast:
    walk = Walk(shipped("whatsapp_api"), kind, facts=facts)
    return forecast(walk.playbook, walk.seen, walk.now)


def test_an_open_question_that_may_lead_to_a_wait_without_a_term_is_named() -> None:
    """A template that was disabled needs a new one, whose review has no term."""
    ahead = told("template_paused_or_disabled")
    assert ahead.best == NEW_YEAR + timedelta(hours=3)
    assert (ahead.assumed, ahead.worst, ahead.because) == (None, None, ("which_template_state",))
    paused = told("template_paused_or_disabled", template_state="paused")
    assert paused == Forecast(NEW_YEAR + timedelta(hours=3), NEW_YEAR + timedelta(hours=6), NEW_YEAR + timedelta(hours=6), ())


def test_a_limit_that_is_not_known_yet_may_be_one_without_a_term() -> None:
    ahead = told("rate_limit")
    assert (ahead.assumed, ahead.worst) == (None, None) and "which_limit" in ahead.because
    assert told("rate_limit", limit_kind="daily").assumed == NEW_YEAR + timedelta(days=1)
    assert told("rate_limit", limit_kind="spam").assumed is None


@pytest.mark.parametrize("kind", ["restriction_timed", "restriction_30d"])
def test_an_end_that_the_way_asks_for_and_nobody_knows_leaves_nothing_to_tell(kind: str) -> None:
    assert told(kind, timer_end={"unsure": None}) == Forecast(None, None, None, ("restricted",))
    assert told(kind, timer_end="2027-01-20T12:00:00+03:00").best is not None


def test_the_loss_of_the_number_is_no_end_that_is_hoped_for() -> None:
    walk = Walk(shipped("whatsapp_app"), "permanent_ban", facts={"gateway": "phone_only", "review": "refused"})
    for action in ("stopped", "start_over", "cause_named"):
        assert walk.act(action) is None
    assert walk.state == "official_first"
    assert forecast(walk.playbook, walk.seen, walk.now) == Forecast(None, None, None, ())
    for action in ("risk_understood", "backed_up", "new_number_works"):
        assert walk.act(action) is None
    begun = forecast(walk.playbook, walk.seen, walk.now)
    assert begun.best == NEW_YEAR + timedelta(days=3), "whoever has the new number already is told when it may work as the old one did"
