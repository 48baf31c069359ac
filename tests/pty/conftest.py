"""What the program finds when it is started in a terminal."""

from pathlib import Path

import pytest

from tests.support.cases import at_the_letter
from tests.support.desk import NUMBER, before


@pytest.fixture
def data(started_before: None, tmp_path: Path) -> Path:
    """A data folder with one open case: a permanent ban in MAX at its first question."""
    folder = tmp_path / "data"
    wizard = before(folder)
    wizard.start("max", NUMBER, kind="permanent_ban")
    wizard.store.close()
    return folder


@pytest.fixture
def letter_data(started_before: None, tmp_path: Path) -> Path:
    """A data folder with one open case: a permanent ban in MAX, at the letter to support."""
    folder = tmp_path / "data"
    wizard = before(folder)
    at_the_letter(wizard)
    wizard.store.close()
    return folder
