"""The model keeps the contract too: what real stores are compared with is right."""

from __future__ import annotations

from typing import cast

import pytest

from ban_wizard.store.protocol import Store
from tests.unit.store.conformance import StoreConformance
from tests.unit.store.making import OpenStore
from tests.unit.store.memory import Kept, MemoryStore


class TestMemoryStore(StoreConformance):
    @pytest.fixture
    def open_store(self) -> OpenStore:
        kept = Kept()
        return lambda: cast(Store, MemoryStore(kept))
