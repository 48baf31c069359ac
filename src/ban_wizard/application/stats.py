"""Outcomes of one's own cases, each share with its denominator; under five ended cases only counts are told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, Final

from ban_wizard.store.protocol import BoardRow
from ban_wizard.values import frozen

ENOUGH: Final = 5
"""Ended cases from which on a share says anything."""


@frozen
class Group:
    """Cases of one messenger, kind and offence."""

    messenger: str
    kind: str
    offence: str
    """`first`, `repeat`, or `unknown`: the way taken was that of a repeat, but nobody knows whether it was one."""
    open: int
    outcomes: tuple[tuple[str, int], ...]
    """(result, cases), the most frequent first."""

    @property
    def ended(self) -> int:
        return sum(count for _, count in self.outcomes)

    def share(self, count: int) -> float | None:
        """Of the ended cases; None where there are too few to speak of a share."""
        return count / self.ended if self.ended >= ENOUGH else None

    def as_json(self) -> dict[str, Any]:
        return {
            "messenger": self.messenger,
            "kind": self.kind,
            "offence": self.offence,
            "open": self.open,
            "ended": self.ended,
            "outcomes": [
                {"result": result, "count": count, "of": self.ended, "share": self.share(count)} for result, count in self.outcomes
            ],
        }


def groups(rows: Iterable[BoardRow], unknown: Callable[[BoardRow], bool]) -> list[Group]:
    """Rows by messenger, kind and offence, in that order. `unknown` says of a row of a repeat whether it is only supposed to be one."""
    ended: dict[tuple[str, str, str], Counter[str]] = {}
    running: Counter[tuple[str, str, str]] = Counter()
    for row in rows:
        offence = "first" if row.offence <= 1 else "unknown" if unknown(row) else "repeat"
        key = (row.messenger, row.kind, offence)
        outcomes = ended.setdefault(key, Counter())
        if row.result is None:
            running[key] += 1
        else:
            outcomes[row.result] += 1
    return [
        Group(*key, open=running[key], outcomes=tuple(sorted(ended[key].items(), key=lambda found: (-found[1], found[0]))))
        for key in sorted(ended)
    ]
