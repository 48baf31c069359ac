"""Paths: no more than somebody can read. Their list is kept beside the playbook and read whenever it changes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ban_wizard.playbook.checks.faults import Fault
from ban_wizard.playbook.proof.live import Live
from ban_wizard.playbook.proof.moves import Moves, by_own_arcs
from ban_wizard.playbook.proof.paths import more_than

MOST_PATHS: Final = 500


def readable(moves: Moves) -> Iterator[Fault]:
    """More acyclic paths than anybody reads.

    Where fewer answers are told apart there are as many paths, or more, and those are at hand: if they can be read, all can.
    """
    if _too_many(moves.alone()) and _too_many(by_own_arcs(moves.playbook)):
        message = (
            f"there are more than {MOST_PATHS} paths from the entries to the outcomes, more than anybody reads; "
            "take branches together, or ask what decides only where it matters"
        )
        yield Fault(("states",), "too-many-paths", message)


def _too_many(own: Moves) -> bool:
    return more_than(MOST_PATHS, own, Live(own))
