"""Every mistake in the table is found: one finding, its code, its file, its line, and what to do about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.playbook.example import Example
from tests.unit.playbook.mistakes import ALL, Mistake


@pytest.mark.parametrize("mistake", ALL, ids=lambda mistake: f"{mistake.code}: {mistake.at[:40].strip()}")
def test_a_mistake_is_found_where_it_stands(mistake: Mistake, tmp_path: Path) -> None:
    example = Example(tmp_path)
    example.edit(mistake.file, mistake.old, mistake.new)
    file = mistake.at_file or mistake.file
    assert example.places() == [(mistake.code, file, example.line(file, mistake.at))]
    assert mistake.says in example.findings()[0].message
