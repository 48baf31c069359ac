"""What the program finds when it is started in a terminal."""

from pathlib import Path

import pytest

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
    case = wizard.start("max", NUMBER, kind="permanent_ban", facts={"seen_where": "at_login"}).case
    for action in ("stopped", "cause_found"):
        wizard.do(case, action)
    wizard.store.close()
    return folder
