"""A row of the table: ours and its floor, measured in turn in the same run, so that a slow minute of the machine slows both."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter
from typing import Final

Measurement = Callable[[], float]
"""Does the work once and says how many seconds that took."""

TRIES: Final = 2
"""A row that is over its limit is measured once more: machines are noisy, and noise is not what a limit is about."""


def time_shown(seconds: float) -> str:
    """In the unit that suits it."""
    for unit, size in (("s ", 1.0), ("ms", 1e-3), ("us", 1e-6)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds * 1e9:.0f} ns"


@dataclass(frozen=True, slots=True)
class Row:
    """Something we do, and the least that it can cost."""

    name: str
    ours: Measurement
    floor: Measurement
    floor_is: str
    """What the floor does, in words."""
    limit: float | None
    """How many times the floor ours may take; None for a row that is only looked at."""
    rounds: int = 15
    statistic: Callable[[Sequence[float]], float] = median
    """What is taken of all rounds."""
    show: Callable[[float], str] = time_shown
    """How a figure is written."""


@dataclass(frozen=True, slots=True)
class Result:
    """The row's statistic of each, in seconds unless the row says otherwise."""

    row: Row
    ours: float
    floor: float

    @property
    def ratio(self) -> float:
        return self.ours / self.floor

    @property
    def over(self) -> bool:
        return self.row.limit is not None and self.ratio > self.row.limit


def measure(row: Row, rounds: int | None = None) -> Result:
    """Ours and floor in turn, after one round that warms both up and is not counted; `rounds` instead of the row's own.

    With 0 rounds the first one has to do, whatever it shows: enough to see that a row can be measured.
    """
    rounds = row.rounds if rounds is None else rounds
    for _ in range(TRIES if rounds else 1):
        result = _measure_once(row, rounds)
        if not result.over:
            break
    return result


def _measure_once(row: Row, rounds: int) -> Result:
    ours, floors = [], []
    for _ in range(rounds + 1):
        gc.collect()
        ours.append(row.ours())
        gc.collect()
        floors.append(row.floor())
    return Result(row, row.statistic(ours[1:] or ours), row.statistic(floors[1:] or floors))


def repeated(work: Callable[[], object], times: int, parts: int = 1) -> Measurement:
    """Does `work` so many times and takes the mean: for work too short for a clock. `parts`: one work is that many of what is timed."""

    def mean() -> float:
        begun = perf_counter()
        for _ in range(times):
            work()
        return (perf_counter() - begun) / times / parts

    return mean


def table(results: Iterable[Result]) -> str:
    """One line for each row: name, ours, floor, ratio, limit, ok or over, and what the floor is."""
    lines = [("", "ours", "floor", "ratio", "limit", "", "the floor")]
    for result in results:
        limit = "" if result.row.limit is None else f"{result.row.limit:g}"
        verdict = "" if result.row.limit is None else "over" if result.over else "ok"
        show = result.row.show
        lines.append((result.row.name, show(result.ours), show(result.floor), f"{result.ratio:.2f}", limit, verdict, result.row.floor_is))
    return "\n".join(_aligned(lines))


def _aligned(lines: Sequence[tuple[str, ...]]) -> Iterable[str]:
    """Names and words to the left, figures to the right."""
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for name, *figures, verdict, words in lines:
        right = (figure.rjust(width) for figure, width in zip(figures, widths[1:], strict=False))
        yield "  ".join((name.ljust(widths[0]), *right, verdict.ljust(widths[-2]), words)).rstrip()


def ninety_fifth(values: Sequence[float]) -> float:
    """The value that one in twenty is above."""
    return quantiles(values, n=20, method="inclusive")[-1] if len(values) > 1 else values[0]


def megabytes(size: float) -> str:
    return f"{size / 1e6:.1f} MB"
