"""What a mutation is, and the classes of mistakes that there are."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from tests.unit.playbook.shipped import Shipped


class Seeded(NamedTuple):
    """What must be found."""

    code: str
    file: str
    line: int
    says: str = ""
    """A part of the message."""
    also: frozenset[str] = frozenset()
    """Codes of what follows from the mistake and may be told besides."""
    at: str = ""
    """The state in which the way ends that is shown; nothing for a mistake that no way leads to."""
    ways: bool = False
    """Whether only the proof of the ways can tell."""


class Mutation(NamedTuple):
    of: str
    """The class of mistakes, one of CLASSES."""
    make: Callable[[Shipped], Seeded]

    @property
    def name(self) -> str:
        return self.make.__name__


CLASSES = (
    "an undefined or misspelt target, fact, value, quota, channel, citation, letter",
    "an action that means two things",
    "a duplicate or unknown key",
    "a dead end",
    "an outcome that goes on",
    "an unreachable state",
    "a livelock",
    "a loop with neither a wait nor an act of a person in it",
    "an unbounded wait",
    "a fuzzy wait without words or assumption",
    "a contradictory or uncited quota",
    "an uncited step",
    "a guard gap",
    "a guard overlap",
    "a fact read on a path where it was not asked",
    "a template variable not supplied on some path",
    "a broken safety property",
    "text missing in a language, placeholder or plural mismatch",
    "a decision table with a gap, an overlap or a shadowed row",
    "more than 500 acyclic paths",
)
"""Design section 5, but for mistakes in letters (test_seeded_letters.py) and in what was published (test_seeded.py)."""

MUTATIONS: list[Mutation] = []


def of(name: str) -> Callable[[Callable[[Shipped], Seeded]], Callable[[Shipped], Seeded]]:
    def take(make: Callable[[Shipped], Seeded]) -> Callable[[Shipped], Seeded]:
        MUTATIONS.append(Mutation(next(each for each in CLASSES if each.startswith(name)), make))
        return make

    return take


def misspelt(name: str) -> str:
    """With two letters in the middle in the wrong order, or one too many where they are the same."""
    middle = len(name) // 2
    one, other = name[middle - 1], name[middle]
    return name[: middle - 1] + (other + one if one != other else one * 3) + name[middle + 1 :]
