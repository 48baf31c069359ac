"""`python -m bench [WORD]...`: every row beside its floor, or those whose name holds one of the words.

The exit code is 1 if a row is over its limit.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench import board, checks, core, screens, starts
from bench.board import FEW
from bench.measure import Result, measure, table


def main(words: Sequence[str], rounds: int | None = None) -> int:
    with tempfile.TemporaryDirectory(prefix="ban-wizard-bench-", dir=_disk()) as work:
        results = list(results_of(words, Path(work), rounds))
    print(table(results))
    return 1 if any(result.over for result in results) else 0


def results_of(words: Sequence[str], work: Path, rounds: int | None = None) -> Iterator[Result]:
    for part in (core, checks, starts, screens, board):
        folder = work / part.__name__
        folder.mkdir()
        for row in part.rows(folder, FEW) if part is board and rounds == 0 else part.rows(folder):
            if not words or any(word in row.name for word in words):
                print(f"{row.name} ...", file=sys.stderr)
                yield measure(row, rounds)


def _disk() -> str | None:
    """A folder that survives a restart, for /tmp may lie in memory, where making something durable costs nothing."""
    return "/var/tmp" if Path("/var/tmp").is_dir() else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
