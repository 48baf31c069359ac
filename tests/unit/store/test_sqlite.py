from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ban_wizard.store.protocol import Store
from ban_wizard.store.sqlite import SQLiteStore
from tests.unit.store.conformance import StoreConformance
from tests.unit.store.making import OpenStore


class TestSQLiteStore(StoreConformance):
    @pytest.fixture
    def open_store(self, tmp_path: Path) -> Iterator[OpenStore]:
        opened: list[Store] = []

        def open_one() -> Store:
            opened.append(SQLiteStore(tmp_path / "data", busy_timeout=0))
            return opened[-1]

        yield open_one
        for store in opened:
            store.close()
