"""Every way through a playbook that visits no state twice: from an entry, by the states' own arcs, to an outcome.

Arcs of `anywhere` are left out, and an arc to `entry` ends a path, as another one begins there. Whether an ask is answered
on the way or its fact was told before is one path, and so are arcs of one action that lead to one state.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from ban_wizard.playbook.model import Playbook
from ban_wizard.playbook.proof.cubes import Cube
from ban_wizard.playbook.proof.digraph import components
from ban_wizard.playbook.proof.live import Live
from ban_wizard.playbook.proof.moves import Move, Moves, by_own_arcs
from ban_wizard.playbook.proof.reading import UNTOLD

ENTRY: Final = "entry"
"""How a path ends that changes the kind, or begins anew."""

LONGEST_SEARCH: Final = 200_000
"""Steps tried in search of paths; a playbook that needs more has more paths than anybody can read."""


class PathStep(NamedTuple):
    state: str
    action: str | None
    """None for a route, which branches by itself."""
    milestone: str | None

    def __str__(self) -> str:
        action = f": {self.action}" if self.action is not None else ""
        return f"{self.state}{action}{f' ({self.milestone})' if self.milestone is not None else ''}"


class Path(NamedTuple):
    """One way, and the cases that take it: for each fact that decides it what it may be, as in a guard."""

    facts: Mapping[str, tuple[str, ...]]
    steps: tuple[PathStep, ...]
    outcome: str
    """A state, or `entry`."""

    def __str__(self) -> str:
        facts = " ".join(f"{name}={'|'.join(values)}" for name, values in self.facts.items())
        return f"{facts}: {' > '.join(map(str, self.steps))} > {self.outcome}"

    def as_json(self) -> dict[str, object]:
        return {
            "facts": {name: list(values) for name, values in self.facts.items()},
            "steps": [step._asdict() for step in self.steps],
            "outcome": self.outcome,
        }


class TooManyPaths(Exception):
    """The search was given up: see LONGEST_SEARCH."""


def paths(playbook: Playbook) -> Iterator[Path]:
    """All paths, entry by entry in the file's order. Raises TooManyPaths when it has searched for too long."""
    search = _Search(by_own_arcs(playbook))
    for steps, outcome, cubes in search.all():
        yield Path(search.facts(cubes), tuple(steps), outcome)


def more_than(most: int, own: Moves, live: Live) -> bool:
    """Whether there are more paths than that, by the moves of `by_own_arcs`. How a beginning can go on is counted once."""
    search = _Search(own)
    found, counted = 0, {_Beginning(end): 1 for end in search.ends}
    ahead: list[tuple[_Beginning | None, int, Iterator[_Beginning]]] = [(None, 0, search.beginnings(live))]
    """By step of the way: where it has come to, how many paths had been found by then, and what is still to be tried there."""
    while ahead and found <= most and len(counted) <= LONGEST_SEARCH:
        here, before, onward = ahead[-1]
        if (beginning := next(onward, None)) is None:
            ahead.pop()
            if here is not None:
                counted[here] = found - before
        elif beginning in counted:
            found += counted[beginning]
        else:
            ahead.append((beginning, found, search.longer(beginning, live)))
    return bool(ahead)


class _Beginning(NamedTuple):
    """All that it depends on how a path may go on: where it has come to, in which situations, and past which states of the circle there.

    A state of another circle cannot be come to again; what nobody reads from there on is forgotten.
    """

    state: str
    cubes: frozenset[Cube] = frozenset()
    passed: frozenset[str] = frozenset()


class _Search:
    def __init__(self, own: Moves) -> None:
        self.moves, self.space, self.playbook = own, own.space, own.playbook
        self.ends = {ENTRY, *(name for name, state in self.playbook.states.items() if state.kind == "outcome")}
        self._onward = {state: [_onward(move) for move in own if move.arc.to is not None] for state, own in self.moves.own.items()}
        self.tried = 0
        self._known: dict[tuple[str, Cube], list[tuple[PathStep, str, Cube]]] = {}

    def all(self) -> Iterator[tuple[Sequence[PathStep], str, Iterable[Cube]]]:
        """Every path: its steps, where it ends, and the situations in which it ends there."""
        for entry, cubes in self._entries():
            yield from self._from(entry, cubes)

    def beginnings(self, live: Live) -> Iterator[_Beginning]:
        """Where paths begin."""
        for entry, cubes in self._entries():
            yield self._beginning(live, entry, cubes, frozenset())

    def longer(self, beginning: _Beginning, live: Live) -> Iterator[_Beginning]:
        """What becomes of a beginning by one more step."""
        for (_, target), cubes in self._ahead(*beginning).items():
            yield _Beginning(target) if target in self.ends else self._beginning(live, target, cubes, beginning.passed)

    def _beginning(self, live: Live, state: str, cubes: Iterable[Cube], passed: frozenset[str]) -> _Beginning:
        widened = self.space.cubes()
        for cube in cubes:
            widened.add(cube | live.forgotten(state, cube))
        return _Beginning(state, frozenset(widened), passed & self._circles[state] | {state})

    @cached_property
    def _circles(self) -> dict[str, frozenset[str]]:
        """By state, the states that it leads to and that lead back to it."""
        leads = {
            state: {end.state for _, leads_to, move in onward for end in move.ends if leads_to is None}
            for state, onward in self._onward.items()
        }
        return {state: circle for circle in components(leads) for state in circle}

    def _entries(self) -> Iterator[tuple[str, list[Cube]]]:
        starts = list(self.moves.starts())
        for entry in dict.fromkeys(self.playbook.entries.values()):
            yield entry, [cube for state, cube in starts if state == entry]

    def _from(self, entry: str, cubes: Iterable[Cube]) -> Iterator[tuple[Sequence[PathStep], str, Iterable[Cube]]]:
        steps: list[PathStep] = []
        visited: dict[str, None] = {}
        ahead: list[Iterator[tuple[tuple[PathStep | None, str], Iterable[Cube]]]] = [iter([((None, entry), cubes)])]
        """By step of the way, what is still to be tried there."""
        while ahead:
            if (found := next(ahead[-1], None)) is None:
                ahead.pop()
                if visited:
                    visited.popitem()
                if steps:
                    steps.pop()
                continue
            self.tried += 1
            if self.tried > LONGEST_SEARCH:
                raise TooManyPaths
            (step, state), cubes = found
            way = [step] if step is not None else []
            if state in self.ends:
                yield [*steps, *way], state, cubes
            else:
                steps += way
                visited[state] = None
                ahead.append(iter(self._ahead(state, cubes, visited).items()))

    def _ahead(self, state: str, cubes: Iterable[Cube], visited: Collection[str]) -> dict[tuple[PathStep, str], dict[Cube, None]]:
        """The steps that go on from a state to where the path has not been, each with the situations after it."""
        branches: dict[tuple[PathStep, str], dict[Cube, None]] = {}
        for cube in cubes:
            for step, target, after in self._branches(state, cube):
                if target not in visited:
                    branches.setdefault((step, target), {})[after] = None
        return branches

    def _branches(self, state: str, cube: Cube) -> list[tuple[PathStep, str, Cube]]:
        """What a state's own arcs lead to."""
        if (state, cube) not in self._known:
            onward = self._onward[state]
            self._known[state, cube] = [(step, end or target, after) for step, end, move in onward for target, after in move.after(cube)]
        return self._known[state, cube]

    def facts(self, cubes: Iterable[Cube]) -> dict[str, tuple[str, ...]]:
        """What decides: the kind, and facts that may not have every value."""
        hull = 0
        for cube in cubes:
            hull |= cube
        told = {name: values for name, values in self.space.told(hull).items() if "." not in name and name != "kind"}
        kinds = self.space.told(hull, ["kind"]).get("kind", tuple(self.playbook.entries))
        every = {name: tuple(value for value in self.space.values(name) if value != UNTOLD) for name in told}
        return {"kind": kinds} | {name: values for name, values in told.items() if values != every[name]}


def _onward(move: Move) -> tuple[PathStep, str | None, Move]:
    """A move with its step, and how a path ends by it, if not in a state."""
    arc = move.arc
    return PathStep(move.state, arc.on, arc.milestone), ENTRY if arc.to == ENTRY or arc.sets else None, move
