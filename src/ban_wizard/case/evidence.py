"""Files that were named as evidence: what they are called, how large they are, and the hash by which they can be known again.

A file itself is never copied. Its name stands without its folder, for a folder's name may tell who somebody is.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from ban_wizard.case.view import View, live_events, zone_of
from ban_wizard.values import frozen

NAME: Final = "evidence"
"""The name of a `noted` event that holds a file and not a remark."""


@frozen
class Piece:
    """One file, as it was at `at` (in the case's zone)."""

    at: datetime
    actor: str
    file: str
    bytes: int
    sha256: str


def pieces(view: View) -> tuple[Piece, ...]:
    """The files named in a case and not taken back, the oldest first."""
    zone = zone_of(view)
    return tuple(
        Piece(event.at.astimezone(zone), event.actor, event.value["file"], event.value["bytes"], event.value["sha256"])
        for event in live_events(view)
        if event.kind == "noted" and event.name == NAME
    )
