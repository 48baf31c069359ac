"""Events, rows and changes for the tests of the store, and what its conformance tests stand on."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from ban_wizard.case.events import Event
from ban_wizard.case.quotas import ScopeEntry
from ban_wizard.store.protocol import BoardRow, CaseChange, Store, StoreError
from ban_wizard.store.sqlite import SQLiteStore
from ban_wizard.values import replace

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=ZoneInfo("Europe/Moscow"))
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FLOW = "f" * 64
TEXTS = {FLOW: "id: whatsapp_app"}


def event(seq: int, **fields: Any) -> Event:
    plain = Event(seq, NOON + seq * HOUR, NOON + seq * HOUR, "anna", "acted", "stopped", {"facts": {"gateway": "olchat"}})
    return replace(plain, **fields)


def row(case: str, **fields: Any) -> BoardRow:
    plain = BoardRow(
        case=case,
        number="+79111234567",
        messenger="whatsapp_app",
        kind="permanent_ban",
        offence=1,
        state="stop",
        state_kind="do",
        due_at=NOON,
        due_kind="act",
        agent=None,
        result=None,
        playbook=FLOW,
        opened_at=NOON,
        updated_at=NOON,
    )
    return replace(plain, **fields)


def ended(case: str, **fields: Any) -> BoardRow:
    return row(case, **{"state": "well", "state_kind": "outcome", "due_at": None, "due_kind": None, "result": "recovered", **fields})


def use(scope: str, case: str, seq: int = 1, at: datetime = NOON) -> ScopeEntry:
    return ScopeEntry(scope, "use", case, seq, at)


def change(
    case: str, seen: int = 0, events: int | tuple[Event, ...] = 1, *, holds: tuple[ScopeEntry, ...] = (), reads: Any = None, **fields: Any
) -> CaseChange:
    """The next events of a case, with the row they lead to."""
    made = events if isinstance(events, tuple) else tuple(event(seen + n) for n in range(1, events + 1))
    return CaseChange(case, seen, made, row(case, **fields), holds, reads or {})


def opened(store: Store, *rows: BoardRow) -> None:
    """Open a case of one event for each row."""
    store.append(*(CaseChange(each.case, 0, (event(1),), each, (), {}) for each in rows), playbooks=TEXTS)


def cases(rows: tuple[BoardRow, ...]) -> list[str]:
    return [each.case for each in rows]


OpenStore = Callable[[], Store]


class Conformance:
    @pytest.fixture
    def store(self, open_store: OpenStore) -> Store:
        return open_store()


# ------------------------------------------------------------------------------------------- of the SQLite store


def raw(store: SQLiteStore) -> sqlite3.Connection:
    return sqlite3.connect(store.path, isolation_level=None, timeout=0)


def fails(code: str, act: Callable[[], object], path: Path) -> StoreError:
    with pytest.raises(StoreError) as caught:
        act()
    assert (caught.value.code, caught.value.params["path"]) == (code, str(path))
    sentence = str(caught.value)
    assert str(path) in sentence
    assert (sentence.count("\n"), sentence[-1]) == (0, ".")
    return caught.value
