"""Several processes at one store, and processes that die."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ban_wizard.store.protocol import Conflict
from ban_wizard.store.sqlite import SQLiteStore
from tests.unit.store.making import NOON, TEXTS, change, opened, row, use

ROOT = Path(__file__).parents[3]
PREPARED = """
import os, sys
from pathlib import Path
from ban_wizard.store.protocol import Conflict, StoreError
from ban_wizard.store.sqlite import SQLiteStore
from tests.unit.store.making import TEXTS, change, event, use

store, me = SQLiteStore(Path(sys.argv[1]), busy_timeout=60), sys.argv[2]
mine = event(2, actor=me)
print("ready", flush=True)
sys.stdin.readline()
try:
    ACT
    print("written")
except Conflict as lost:
    print("lost to", lost.who)
"""


def at_once(folder: Path, act: str, processes: int = 4) -> list[str]:
    """What each of several processes says that do the same at the same moment."""
    script = PREPARED.replace("ACT", act)
    running = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(folder), f"agent-{n}"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
        )
        for n in range(processes)
    ]
    for process in running:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
    for process in running:
        assert process.stdin
        process.stdin.write("\n")
        process.stdin.flush()
    return [process.communicate()[0].strip() for process in running]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SQLiteStore]:
    store = SQLiteStore(tmp_path / "data", busy_timeout=60)
    yield store
    store.close()


def test_one_writer_of_a_case_wins_and_the_others_learn_who(store: SQLiteStore) -> None:
    opened(store, row("a1"))
    said = at_once(store.path.parent, 'store.append(change("a1", 1, (mine,)))')
    (winner,) = (n for n, line in enumerate(said) if line == "written")
    assert store.events("a1")[1].actor == f"agent-{winner}"
    assert [line for line in said if line != "written"] == [f"lost to agent-{winner}"] * 3


def test_one_case_gets_the_last_place_in_a_scope(store: SQLiteStore) -> None:
    opened(store, *(row(f"agent-{n}") for n in range(4)))
    said = at_once(store.path.parent, 'store.append(change(me, 1, (mine,), holds=(use("queue|shop", me, 2),), reads={"queue|shop": 0}))')
    assert sorted(said)[-1] == "written"
    assert len([line for line in said if line == "written"]) == 1
    assert len(store.scopes(["queue|shop"])[0]) == 1


def test_writers_of_different_cases_all_get_through(store: SQLiteStore) -> None:
    opened(store, *(row(f"agent-{n}") for n in range(4)))
    assert at_once(store.path.parent, "for seen in range(1, 26): store.append(change(me, seen))") == ["written"] * 4
    assert [len(store.events(f"agent-{n}")) for n in range(4)] == [26] * 4


def test_a_store_may_be_made_by_several_at_once(store: SQLiteStore) -> None:
    assert at_once(store.path.parent, "store.append(change(me), playbooks=TEXTS)", 6) == ["written"] * 6
    assert len(store.find("agent-")) == 6


def test_what_an_append_returned_from_is_there_after_a_crash(store: SQLiteStore) -> None:
    at_once(store.path.parent, "store.append(change(me), playbooks=TEXTS); print('appended', flush=True); os._exit(1)", 1)
    assert len(store.events("agent-0")) == 1


def test_half_an_append_is_nothing_after_a_crash(store: SQLiteStore) -> None:
    opened(store, row("agent-0"))
    half = (
        "store._busy_timeout; from ban_wizard.store import writes; db = store._connection(create=True); db.execute('BEGIN IMMEDIATE'); "
        "writes.append(db, [change(me, 1, 200, state='half way')], {}); os._exit(1)"
    )
    at_once(store.path.parent, half, 1)
    assert (len(store.events("agent-0")), store.row("agent-0").state) == (1, "stop")
    store.append(change("agent-0", 1))


def test_a_page_is_of_one_moment(store: SQLiteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """A case that ends while the page is read is neither on it twice nor missing."""
    from ban_wizard.store import board_rows

    opened(store, row("a1"), row("b1"))
    other, real = SQLiteStore(store.path.parent), board_rows._rows

    def page_then_write(*args: object) -> object:
        found = real(*args)  # type: ignore[arg-type]
        if len(other.events("a1")) == 1:
            other.append(change("a1", 1, result="recovered", due_at=None))
        return found

    monkeypatch.setattr(board_rows, "_rows", page_then_write)
    assert [each.case for each in store.board().rows] == ["a1", "b1"]
    assert [each.case for each in store.board().rows] == ["b1", "a1"]
    other.close()


def test_a_writer_that_judged_by_an_old_page_loses(store: SQLiteStore) -> None:
    other = SQLiteStore(store.path.parent)
    opened(store, row("a1"), row("b1"))
    versions = other.scopes(["lock|shop"])[1]
    store.append(change("a1", 1, holds=(use("lock|shop", "a1", 1, NOON),)))
    with pytest.raises(Conflict):
        other.append(change("b1", 1, reads=versions), playbooks=TEXTS)
    other.close()
