"""`board` and `due` as a program reads them: the same values as `show`, page after page, and what they refuse."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from ban_wizard.application.card_json import card_json
from ban_wizard.desktop.clock import FrozenClock
from ban_wizard.wizard import Wizard
from tests.support.commands import Run
from tests.support.desk import desk

Ask = Callable[..., dict[str, Any]]
DUE, LATER, ENDED = "+79110000001", "+79110000002", "+79110000003"


@pytest.fixture
def ask(run: Run) -> Ask:
    """One call of the program, and the object it prints."""

    def ask(*args: str, exit: int = 0) -> dict[str, Any]:
        code, out, _ = run(*args, "--json")
        assert code == exit
        answer: dict[str, Any] = json.loads(out)
        return answer

    return ask


@pytest.fixture
def cases(tmp_path: Any, clock: FrozenClock) -> Any:
    """In the data folder of the program: a case to be acted on, one that waits, of another zone, and one that has ended."""
    wizard = desk(tmp_path / "data", clock=clock)
    wizard.start("max", DUE, kind="permanent_ban")
    clock.move(timedelta(minutes=1))
    case = wizard.start("whatsapp_api", LATER, kind="rate_limit", zone="Asia/Vladivostok").case
    wizard.do(case, "stopped")
    wizard.do(case, "answer", facts={"limit_kind": "daily"})
    wizard.assign(case, "boris")
    wizard.close(wizard.start("max", ENDED, kind="permanent_ban").case, "silent")
    yield wizard
    wizard.store.close()


def test_a_row_says_what_show_says(ask: Ask, cases: Wizard) -> None:
    page = ask("board")
    assert [row["number"] for row in page["cases"]] == [DUE, LATER, ENDED] and page["next"] is None
    for row in page["cases"]:
        whole = json.loads(json.dumps(card_json(cases.show(row["case"]))))
        assert row == {key: whole[key] for key in row}
    assert page["cases"][1]["due"] == {"at": "2027-01-02T10:00:00+10:00", "kind": "look"}
    assert page["cases"][2]["outcome"] == {"id": "given_up", "result": "given_up"}


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_next_leads_through_all_pages_to_null(ask: Ask, cases: Wizard, limit: int) -> None:
    whole, found, after = ask("board")["cases"], [], list[str]()
    while True:
        page = ask("board", "--limit", str(limit), *after)
        found += page["cases"]
        if page["next"] is None:
            break
        assert len(page["cases"]) == limit
        after = ["--after", page["next"]]
    assert found == whole


def test_a_cursor_goes_on_under_the_same_filters(ask: Ask, cases: Wizard) -> None:
    now = ("--now", "2027-06-01T00:00Z")
    first = ask("board", "--due", *now, "--limit", "1")
    assert [row["number"] for row in first["cases"]] == [DUE]
    rest = ask("board", "--due", *now, "--limit", "1", "--after", first["next"])
    assert [row["number"] for row in rest["cases"]] == [LATER] and rest["next"] is None
    assert ask("due", *now, "--limit", "1", "--after", first["next"]) == rest


def test_what_is_due_is_told_for_any_time(ask: Ask, cases: Wizard) -> None:
    def numbers(*args: str) -> list[str]:
        return [row["number"] for row in ask("board", *args)["cases"]]

    assert numbers("--due", "--now", "2026-12-31T00:00Z") == []
    assert numbers("--due", "--now", "2027-01-01T12:00+03:00") == [DUE]
    assert numbers("--due", "--now", "2027-01-01T23:59:59Z") == [DUE], "ten in the morning at Vladivostok is midnight in UTC"
    assert numbers("--due", "--now", "2027-01-02T00:00Z") == [DUE, LATER]
    assert numbers("--now", "2027-01-02T00:00Z") == [DUE, LATER, ENDED], "a time alone leaves none out"


def test_a_search_finds_any_part_and_goes_with_filters(ask: Ask, cases: Wizard) -> None:
    def numbers(*args: str) -> list[str]:
        return [row["number"] for row in ask("board", *args)["cases"]]

    assert numbers("--search", "(911) 000-00-02") == numbers("--search", "BORI") == numbers("--agent", "boris") == [LATER]
    assert numbers("--search", "0000", "--messenger", "max") == [DUE, ENDED]
    assert numbers("--search", "0000", "--due", "--now", "2027-01-01T12:00+03:00") == [DUE]
    assert numbers("--search", "nobody") == []


@pytest.mark.parametrize("wrong", [("--after", "nonsense"), ("--now", "soon"), ("--limit", "0")])
def test_a_slip_is_bad_input(ask: Ask, cases: Wizard, wrong: tuple[str, str]) -> None:
    assert ask("board", *wrong, exit=2)["error"]["code"] == "bad_input"
