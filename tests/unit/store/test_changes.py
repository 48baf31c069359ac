"""A change that does not fit together never reaches a store."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from ban_wizard.store.protocol import CaseChange
from ban_wizard.values import replace
from tests.unit.store.making import NOON, change, event, row, use

GOOD = change("a1", 2, 2, holds=(use("queue|shop", "a1", 4),))
NAIVE = datetime(2026, 3, 2, 12, 0)


@pytest.mark.parametrize(
    "wrong",
    [
        {"events": ()},
        {"events": (event(4), event(5))},
        {"events": (event(3), event(5))},
        {"events": (event(4), event(3))},
        {"expected_seq": 3},
        {"case": "b1"},
        {"row": row("b1")},
        {"holds": (use("queue|shop", "b1", 1),)},
        {"holds": (use("queue|shop", "a1", 5),)},
        {"holds": (use("queue|shop", "a1", 0),)},
        {"holds": (use("queue|shop", "a1", 1, NAIVE),)},
        {"events": (event(3, at=NAIVE), event(4))},
        {"events": (event(3), event(4, recorded=NAIVE))},
        {"row": row("a1", due_at=NAIVE)},
        {"row": row("a1", opened_at=NAIVE)},
        {"row": row("a1", updated_at=NAIVE)},
    ],
)
def test_a_change_that_does_not_fit_together(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"case [ab]1"):
        replace(GOOD, **wrong)


def test_one_that_does() -> None:
    assert replace(GOOD, row=row("a1", due_at=None), events=(event(3, at=NOON), event(4))).case == "a1"
    assert isinstance(GOOD, CaseChange)
