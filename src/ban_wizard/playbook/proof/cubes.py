"""Sets of situations. A *cube* is one in one number: a field of bits for each subject, a bit for each value it may have.

Any value of one subject goes with any value of another. Which bits stand for what is for a `space.Space` to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

Cube = int


class Condition(NamedTuple):
    """A conjunction over some subjects: the bits it leaves, and the fields it looks at."""

    bits: Cube
    fields: tuple[Cube, ...] = ()

    def meet(self, cube: Cube) -> Cube:
        """The part of a cube in which it holds; 0 for none."""
        left = cube & self.bits
        for field in self.fields:
            if not left & field:
                return 0
        return left

    def together(self, other: Condition) -> Condition:
        """Where both hold."""
        return Condition(self.bits & other.bits, tuple(dict.fromkeys(self.fields + other.fields)))

    def outside(self, cube: Cube) -> Iterator[Cube]:
        """The part of a cube in which it does not hold, in cubes that do not overlap."""
        for field in self.fields:
            if away := cube & field & ~self.bits:
                yield cube & ~field | away
            cube &= self.bits | ~field
            if not cube & field:
                return


class Cubes:
    """A growing set of situations in as few cubes as come about by themselves, in the order in which they came."""

    def __init__(self, outside_by_length: Sequence[Cube]) -> None:
        """By the length of a number, all bits but those of the subject that has its highest bit."""
        self._cubes: dict[Cube, None] = {}
        self._outside = outside_by_length

    def __iter__(self) -> Iterator[Cube]:
        return iter(self._cubes)

    def __contains__(self, cube: Cube) -> bool:
        return cube in self._cubes

    def add(self, cube: Cube) -> Cube | None:
        """Put a cube in, together with those that lie within it or differ from it in one subject only, whose place it takes.

        Returns the cube that now stands there; None if it lay within another.
        """
        cubes, outside = self._cubes, self._outside
        while True:
            for other in reversed(cubes):  # the latest are the widest
                differing = cube ^ other
                if not (own := differing & cube):
                    return None
                if own == differing or not differing & outside[differing.bit_length()]:
                    break
            else:
                cubes[cube] = None
                return cube
            del cubes[other]
            cube |= other
