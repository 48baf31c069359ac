"""What tests of the screens do not wait for."""

import pytest
from textual import screen

from ban_wizard.tui import board_detail


@pytest.fixture(autouse=True)
def nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the board tells once its bar has come to rest, it tells at once; and nothing is drawn by the clock, but once all is at rest."""
    monkeypatch.setattr(board_detail, "REST", 0.001)
    monkeypatch.setattr(screen, "UPDATE_PERIOD", 3600.0)
