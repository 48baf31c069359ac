from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

for part in ("", "_board", "_scopes"):
    pytest.register_assert_rewrite(f"tests.unit.store.conformance{part}")
pytest.register_assert_rewrite("tests.unit.store.making")

from ban_wizard.store.sqlite import SQLiteStore  # noqa: E402
from tests.unit.store.making import opened, row  # noqa: E402


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "share" / "cases"


@pytest.fixture
def store(folder: Path) -> Iterator[SQLiteStore]:
    store = SQLiteStore(folder, busy_timeout=0)
    yield store
    store.close()


@pytest.fixture
def filled(store: SQLiteStore) -> SQLiteStore:
    """A store with a case, its file closed."""
    opened(store, row("a1"))
    store.close()
    return store
