"""A store of the test's own and a clock that stands still until it is moved."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ban_wizard.desktop.clock import FrozenClock
from ban_wizard.wizard import Wizard
from tests.support.desk import NOON, desk


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock(NOON)


@pytest.fixture
def wizard(tmp_path: Path, clock: FrozenClock) -> Iterator[Wizard]:
    """In English."""
    wizard = desk(tmp_path / "cases", clock=clock)
    yield wizard
    wizard.store.close()


@pytest.fixture
def russian(tmp_path: Path, clock: FrozenClock) -> Iterator[Wizard]:
    """In Russian."""
    wizard = desk(tmp_path / "cases-ru", lang="ru", clock=clock)
    yield wizard
    wizard.store.close()


@pytest.fixture(params=["en", "ru"])
def either(request: pytest.FixtureRequest, tmp_path: Path, clock: FrozenClock) -> Iterator[Wizard]:
    """In either language."""
    wizard = desk(tmp_path / "cases", lang=request.param, clock=clock)
    yield wizard
    wizard.store.close()
