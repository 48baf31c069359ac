"""Paths: no more than somebody can read. Their list is kept beside the playbook and read whenever it changes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ban_wizard.playbook.checks.faults import Fault
from ban_wizard.playbook.proof.live import Live
from ban_wizard.playbook.proof.moves import Moves
from ban_wizard.playbook.proof.paths import more_than

MOST_PATHS: Final = 500


def readable(own: Moves, live: Live) -> Iterator[Fault]:
    """More acyclic paths than anybody reads."""
    if more_than(MOST_PATHS, own, live):
        message = (
            f"there are more than {MOST_PATHS} paths from the entries to the outcomes, more than anybody reads; "
            "take branches together, or ask what decides only where it matters"
        )
        yield Fault(("states",), "too-many-paths", message)
