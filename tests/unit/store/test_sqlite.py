"""The SQLite store keeps the contract, with and without its search index, and agrees with the model whatever is done to it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from ban_wizard.store import schema
from ban_wizard.store.protocol import BoardRow, Conflict, Store, UnknownCase
from ban_wizard.store.sqlite import SQLiteStore
from tests.unit.store.conformance import BoardConformance, StoreConformance
from tests.unit.store.making import HOUR, NOON, TEXTS, OpenStore, change, ended, row, use
from tests.unit.store.memory import MemoryStore


def several(folder: Path) -> Iterator[OpenStore]:
    handles: list[Store] = []

    def open_one() -> Store:
        handles.append(SQLiteStore(folder, busy_timeout=0))
        return handles[-1]

    yield open_one
    for store in handles:
        store.close()


class TestSQLiteStore(StoreConformance):
    @pytest.fixture
    def open_store(self, tmp_path: Path) -> Iterator[OpenStore]:
        yield from several(tmp_path / "data")


class TestBoardWithoutSearchIndex(BoardConformance):
    @pytest.fixture
    def open_store(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenStore]:
        """As on an SQLite that knows FTS5 but is older than its trigrams."""
        older = (schema._SEARCH[0].replace("trigram", "trigrams of the future"), *schema._SEARCH[1:])
        monkeypatch.setattr(schema, "_SEARCH", older)
        yield from several(tmp_path / "data")

    def test_there_is_none(self, open_store: OpenStore) -> None:
        store = open_store()
        store.append(change("a1"), playbooks=TEXTS)
        assert isinstance(store, SQLiteStore)
        assert not schema.has_search(store._connection(create=False))


CASES = ("a1", "a2", "b1", "b2")
SCOPES = ("queue|shop", "lock|shop", "queue|other")
some_case = st.sampled_from(CASES)
some_scopes = st.lists(st.sampled_from(SCOPES), unique=True)


class AgainstModel(RuleBasedStateMachine):
    """Two handles on one file must do what the model does, errors included."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.stores = [SQLiteStore(self.folder, busy_timeout=0), SQLiteStore(self.folder, busy_timeout=0)]
        self.model = MemoryStore()
        self.versions = {scope: {(0, 0)} for scope in SCOPES}
        """By scope: which version of the store has stood for which of the model."""

    def teardown(self) -> None:
        for store in self.stores:
            store.close()
        shutil.rmtree(self.folder)

    @rule(
        case=some_case,
        back=st.sampled_from((0, 0, 0, 0, 1, -1)),
        events=st.integers(1, 3),
        hours=st.integers(-3, 3),
        over=st.booleans(),
        agent=st.sampled_from((None, "anna", "Олег")),
        line=st.sampled_from((None, "shop", "100%")),
        holds=some_scopes,
        reads=some_scopes,
        stale=st.sampled_from((False, False, False, True)),
        handle=st.integers(0, 1),
    )
    def append(
        self,
        case: str,
        back: int,
        events: int,
        hours: int,
        over: bool,
        agent: str | None,
        line: str | None,
        holds: list[str],
        reads: list[str],
        stale: bool,
        handle: int,
    ) -> None:
        seen = max(0, len(self.model.kept.logs.get(case, ())) - back)
        fields = {"agent": agent, "line": line, "updated_at": NOON + hours * HOUR}
        made: BoardRow = ended(case, **fields) if over else row(case, due_at=NOON + hours * HOUR, **fields)
        entries = tuple(use(scope, case, 1 + n % (seen + events), NOON + n * HOUR) for n, scope in enumerate(holds))
        outcomes = []
        for store in (self.stores[handle], self.model):
            read = {scope: version + 1000 * stale for scope, version in store.scopes(reads)[1].items()}
            plain = change(case, seen, events, holds=entries, reads=read)
            try:
                store.append(type(plain)(case, seen, plain.events, made, entries, read), playbooks=TEXTS)
                outcomes.append(("written",))
            except UnknownCase as gone:
                outcomes.append(("gone", gone.case))
            except Conflict as lost:
                outcomes.append(("lost", lost.who, lost.when, lost.what))
        assert outcomes[0] == outcomes[1]

    @precondition(lambda self: self.model.kept.rows)
    @rule(case=some_case, handle=st.integers(0, 1))
    def forget(self, case: str, handle: int) -> None:
        outcomes = []
        for store in (self.stores[handle], self.model):
            try:
                outcomes.append(store.forget(case))
            except UnknownCase:
                outcomes.append(UnknownCase)
        assert outcomes[0] == outcomes[1]

    @rule(handle=st.integers(0, 1))
    def close(self, handle: int) -> None:
        self.stores[handle].close()

    @rule(search=st.sampled_from(("", "9111", "1", "anna", "оЛЕГ", "%", "a1", "none")), hours=st.integers(-3, 3), limit=st.integers(1, 5))
    def look_at_the_board(self, search: str, hours: int, limit: int) -> None:
        for filters in ({}, {"open_only": True}, {"due_before": NOON + timedelta(hours=hours)}):
            after = None
            while True:
                pages = {store.board(search=search, after=after, limit=limit, **filters) for store in (*self.stores, self.model)}
                assert len(pages) == 1
                after = pages.pop().next
                if after is None:
                    break

    @invariant()
    def the_same_is_read(self) -> None:
        for store in self.stores:
            assert store.find("") == self.model.find("")
            for case in self.model.find(""):
                assert store.events(case) == self.model.events(case)
                assert store.row(case) == self.model.row(case)
            assert store.by_number("+79111234567") == self.model.by_number("+79111234567")
            assert store.by_line("shop") == self.model.by_line("shop")
            entries, versions = store.scopes(SCOPES)
            expected, marks = self.model.scopes(SCOPES)
            assert entries == expected
            for scope in SCOPES:  # a version need not be the model's, only change when the model's does
                known = self.versions[scope]
                known.add((versions[scope], marks[scope]))
                assert len({version for version, _ in known}) == len({mark for _, mark in known}) == len(known)


AgainstModel.TestCase.settings = settings(max_examples=25, stateful_step_count=20)
TestAgainstModel = AgainstModel.TestCase
