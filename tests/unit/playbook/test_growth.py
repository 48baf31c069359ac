"""A check takes as long as the playbook is: counted in calls, not in seconds."""

from __future__ import annotations

import sys
from pathlib import Path

from ban_wizard.application.checking import check_all
from ban_wizard.playbook.findings import Finding
from bench.checks import write


def calls(root: Path, letters: Path) -> tuple[list[Finding], int]:
    """What a check finds, and how many functions it has called for that, built-in ones included."""
    count = 0

    def called(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(called)
    try:
        found = check_all(root, letters)
    finally:
        sys.setprofile(None)
    return found, count


def test_a_check_grows_with_the_states_and_no_faster(tmp_path: Path) -> None:
    letters = tmp_path / "letters"
    letters.mkdir()
    check_all(write(tmp_path / "first", 2), letters)  # whatever is worked out once in a process
    (found, short), (found_too, long) = (calls(write(tmp_path / str(steps), steps), letters) for steps in (20, 80))
    assert found == found_too == []
    assert long <= 4 * short, f"{short} calls for 80 states, {long} for 320"


def test_a_way_of_a_thousand_steps_is_no_trouble(tmp_path: Path) -> None:
    """More than Python nests calls."""
    assert [finding.code for finding in check_all(write(tmp_path / "long", 550), tmp_path / "none")] == ["too-many-paths"]
