"""What SQLite does for each call: which index it takes, and how many statements it is asked. Nobody adds a scan, a sort or N+1 unseen."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path

import pytest

from ban_wizard.store.sqlite import SQLiteStore
from tests.unit.store.making import DAY, HOUR, NOON, TEXTS, change, ended, opened, row, use

CASE_ID = "SEARCH cases USING INDEX sqlite_autoindex_cases_1 (case_id=?)"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SQLiteStore]:
    store = SQLiteStore(tmp_path)
    opened(store, *(row(f"o{n:03}", due_at=NOON + n * HOUR, line="shop", agent="anna") for n in range(40)))
    opened(store, *(ended(f"e{n:03}", updated_at=NOON + n * HOUR, agent="olga") for n in range(40)))
    store.append(change("o001", 1, holds=(use("queue|shop", "o001"),), line="shop", agent="anna"))
    yield store
    store.close()


def asked(store: SQLiteStore, act: Callable[[], object]) -> list[str]:
    """The statements of a call, values filled in, without what the search index asks for itself."""
    statements: list[str] = []
    db = store._connection(create=False)
    db.set_trace_callback(statements.append)
    try:
        act()
    finally:
        db.set_trace_callback(None)
    own = [each for each in statements if not each.startswith("--") and "'cases_search_" not in each]
    return [each for each, _ in groupby(own)]  # a statement is told again each time one of its triggers is done


def plans(store: SQLiteStore, act: Callable[[], object]) -> list[str]:
    """How SQLite finds the rows of each statement of a call, in words that all its versions use."""
    statements = [each for each in asked(store, act) if each.split()[0] in ("SELECT", "UPDATE", "DELETE", "INSERT", "REPLACE")]
    db = store._connection(create=False)
    found = [" / ".join(step[3] for step in db.execute(f"EXPLAIN QUERY PLAN {each}")) for each in statements]
    return [re.sub(r"(?<=SEARCH) TABLE|(?<=SCAN) TABLE| COVERING| LEFT-JOIN$", "", plan) for plan in found]


def test_append(store: SQLiteStore) -> None:
    entries_by_case = "SEARCH scope_entries USING INDEX scope_entries_by_case (case_id=?)"
    step = change("o002", 1, agent="anna", line="shop")
    assert plans(store, lambda: store.append(step)) == [CASE_ID, "", entries_by_case]
    judged = change("o002", 2, agent="anna", line="shop", reads={"queue|shop": store.scopes(["queue|shop"])[1]["queue|shop"], "none": 0})
    assert plans(store, lambda: store.append(judged)) == [
        "SEARCH scopes USING INDEX sqlite_autoindex_scopes_1 (scope=?)",
        CASE_ID,
        "",
        entries_by_case,
    ]
    assigned = change("o002", 3, agent="olga", line="shop")
    assert plans(store, lambda: store.append(assigned)) == [CASE_ID, CASE_ID, CASE_ID, "", "", entries_by_case]


def test_what_an_append_takes_away(store: SQLiteStore) -> None:
    found = plans(store, lambda: store.append(change("o001", 2, agent="anna", line="shop")))
    assert found[-1] == "SEARCH scope_entries USING PRIMARY KEY (scope=? AND case_id=? AND seq=? AND what=?)"


@pytest.mark.parametrize(
    ("call", "plan"),
    [
        ("events", "SEARCH events USING PRIMARY KEY (case_id=?)"),
        ("row", CASE_ID),
        ("find", "SEARCH cases USING INDEX sqlite_autoindex_cases_1 (case_id>? AND case_id<?)"),
        ("by_number", "SEARCH cases USING INDEX cases_by_number (number=?)"),
        ("by_line", "SEARCH cases USING INDEX cases_by_line (line=?)"),
        ("playbook", "SEARCH playbooks USING PRIMARY KEY (hash=?)"),
    ],
)
def test_one_index_and_no_sort(store: SQLiteStore, call: str, plan: str) -> None:
    argument = {"by_number": "+79111234567", "by_line": "shop", "playbook": next(iter(TEXTS))}.get(call, "o001")
    assert plans(store, lambda: getattr(store, call)(argument)) == [plan]
    assert len(asked(store, lambda: getattr(store, call)(argument))) == 3  # with BEGIN and COMMIT


def test_by_number_and_messenger(store: SQLiteStore) -> None:
    assert plans(store, lambda: store.by_number("+79111234567", "max")) == ["SEARCH cases USING INDEX cases_by_number (number=?)"]


def test_scopes(store: SQLiteStore) -> None:
    many = ["queue|shop", *(f"queue|{n}" for n in range(20))]
    by_scope = "SEARCH scopes USING INDEX sqlite_autoindex_scopes_1 (scope=?)"
    assert plans(store, lambda: store.scopes(many)) == [f"{by_scope} / SEARCH scope_entries USING PRIMARY KEY (scope=?)"]
    assert len(asked(store, lambda: store.scopes(many))) == 3


def test_board(store: SQLiteStore) -> None:
    first, ends = "SCAN cases USING INDEX cases_open", "SCAN cases USING INDEX cases_ended"
    assert plans(store, lambda: store.board(limit=10)) == [first]
    assert plans(store, lambda: store.board(limit=50)) == [first, ends]
    next_page = store.board(limit=10).next
    assert plans(store, lambda: store.board(limit=10, after=next_page)) == ["SEARCH cases USING INDEX cases_open ((due_at,case_id)>(?,?))"]
    among_ended = store.board(limit=50).next
    assert plans(store, lambda: store.board(limit=10, after=among_ended)) == [
        "SEARCH cases USING INDEX cases_ended ((updated_at,case_id)<(?,?))"
    ]


def test_an_index_counts_only_what_stands_before(store: SQLiteStore) -> None:
    before, ends = "SEARCH cases USING INDEX cases_open ((due_at,case_id)<(?,?))", "((updated_at,case_id)>(?,?))"
    o020, e020 = store.row("o020"), store.row("e020")
    assert plans(store, lambda: store.index(o020, agent="anna")) == [before]
    assert plans(store, lambda: store.index(e020)) == ["SCAN cases USING INDEX cases_open", f"SEARCH cases USING INDEX cases_ended {ends}"]
    assert len(asked(store, lambda: store.index(o020))) == 3  # with BEGIN and COMMIT


def test_due(store: SQLiteStore) -> None:
    assert plans(store, lambda: store.board(due_before=NOON + DAY, limit=10)) == ["SEARCH cases USING INDEX cases_open (due_at<?)"]
    after = store.board(due_before=NOON + DAY, limit=10).next
    assert plans(store, lambda: store.board(due_before=NOON + DAY, limit=10, after=after)) == [
        "SEARCH cases USING INDEX cases_open ((due_at,case_id)>(?,?) AND due_at<?)"
    ]


@pytest.mark.parametrize("filters", [{}, {"agent": "anna"}, {"messenger": "max", "kind": "permanent_ban"}, {"agent": ""}, {"search": "91"}])
def test_counts_and_places_read_no_case(store: SQLiteStore, filters: dict[str, str]) -> None:
    """Everything they ask for stands in an index, so that 100,000 cases are counted while nobody notices."""
    o020, e020 = store.row("o020"), store.row("e020")
    acts: tuple[Callable[[], object], ...] = (
        lambda: store.tally([NOON, NOON + DAY], **filters),  # type: ignore[arg-type]
        lambda: store.place(70, **filters),  # type: ignore[arg-type]
        lambda: store.index(o020, **filters),  # type: ignore[arg-type]
        lambda: store.index(e020, **filters),  # type: ignore[arg-type]
    )
    for act in acts:
        statements = [each for each in asked(store, act) if each.startswith("SELECT")]
        db = store._connection(create=False)
        steps = [step[3] for each in statements for step in db.execute(f"EXPLAIN QUERY PLAN {each}")]
        assert steps
        assert all(re.search(r"USING COVERING INDEX cases_(open|ended)", step) for step in steps), steps


def test_agents(store: SQLiteStore) -> None:
    assert plans(store, store.agents) == ["SEARCH cases USING INDEX cases_by_agent (agent>?)"]


def test_a_search_that_finds_few_is_answered_by_the_index(store: SQLiteStore) -> None:
    looked_up = "SEARCH cases USING INTEGER PRIMARY KEY (rowid=?) / USE TEMP B-TREE FOR ORDER BY"
    _, probe, *found = plans(store, lambda: store.board(search="o001"))
    assert "cases_search VIRTUAL TABLE INDEX" in probe
    assert [plan.partition(" / ")[2] for plan in found] == [looked_up, looked_up]
    assert all(plan.startswith("SCAN cases_search VIRTUAL TABLE INDEX") for plan in found)


def test_a_search_that_finds_many_stops_at_a_full_page(store: SQLiteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ban_wizard.store.board_rows._FEW", 20)
    *_, found = plans(store, lambda: store.board(search="9111", limit=10))
    assert found == "SCAN cases USING INDEX cases_open"
    assert plans(store, lambda: store.board(search="91", limit=10)) == ["SCAN cases USING INDEX cases_open"]  # too short for trigrams


def test_no_page_uses_offset(store: SQLiteStore) -> None:
    cursor = store.board(limit=10).next
    assert "OFFSET" not in " ".join(asked(store, lambda: store.board(limit=10, after=cursor, search="shop")))


def test_statements_of_an_append(store: SQLiteStore) -> None:
    def words(act: Callable[[], object]) -> list[str]:
        return [" ".join(each.split()[:3]) for each in asked(store, act)]

    append = ["BEGIN IMMEDIATE", "UPDATE cases SET", "INSERT INTO events", "SELECT scope, what,", "COMMIT"]
    assert words(lambda: store.append(change("o003", 1, agent="anna", line="shop"))) == append
    reads = {f"queue|{n}": 0 for n in range(30)}
    judged = [append[0], "SELECT scope, version,", append[1], *[append[2]] * 3, *append[3:]]
    assert words(lambda: store.append(change("o003", 2, 3, agent="anna", line="shop", reads=reads))) == judged


def test_a_step_leaves_the_other_indexes_alone(store: SQLiteStore) -> None:
    """Only what changes is set: else each append would rewrite the number's, the line's and the search index."""
    (update,) = (each for each in asked(store, lambda: store.append(change("o004", 1, agent="anna", line="shop"))) if "UPDATE" in each)
    written = update.partition("WHERE")[0]
    assert not [column for column in ("number", "line", "opened_at", "agent", "search", "case_id") if f"{column} =" in written]


def test_opening_a_case(store: SQLiteStore) -> None:
    assert len(asked(store, lambda: store.append(change("n1"), playbooks=TEXTS))) == 9


def test_opening_the_file_does_no_schema_work(store: SQLiteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    store.close()
    statements: list[str] = []

    class Traced(sqlite3.Connection):
        def __init__(self, *args: object, **kwargs: object) -> None:
            super().__init__(*args, **kwargs)  # type: ignore[arg-type]
            self.set_trace_callback(statements.append)

    monkeypatch.setattr(sqlite3, "connect", Traced)
    store.row("o001")
    words = {each.split()[0] for each in statements}
    assert words == {"PRAGMA", "BEGIN", "SELECT", "COMMIT"}
    assert len(statements) <= 11
