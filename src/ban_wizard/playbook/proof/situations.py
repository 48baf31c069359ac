"""Every situation a case can come into: states times what guards and rules read of facts, milestones and reviews.

Found as cubes, not one by one: in each state, cubes that lie within another are dropped, two that differ in one subject
become one, and what nobody reads from there on is forgotten. That changes no answer, and keeps thousands of cubes where there are
millions of situations.
"""

from __future__ import annotations

from collections.abc import Iterable
from heapq import heappop, heappush

from ban_wizard.playbook.proof.cubes import Cube
from ban_wizard.playbook.proof.live import Live
from ban_wizard.playbook.proof.moves import Move, Moves, Place


class Situations:
    """What is reached in each state, by all that can happen. A breach is none of it: see `after_breaches`.

    `live` is what is not forgotten: as a rule what its own arcs read.
    """

    def __init__(self, moves: Moves, breaches: Iterable[tuple[str, Cube]] | None = None, *, live: Live | None = None) -> None:
        self.moves, self.space, self.playbook = moves, moves.space, moves.playbook
        self.breached = breaches is not None
        """Whether everything here follows from a breach, rather than from the opening of a case."""
        self.starts = tuple(moves.starts() if breaches is None else breaches)
        self._from = {place: _Steps(each, self.space.full) for place, each in (*moves.own.items(), *moves.anywhere.items())}
        self._reach = {place: self.space.cubes() for place in self._from}
        self._live = live or Live(moves)
        self._rank = _ranks(moves)
        self._waiting: list[tuple[int, Place]] = []
        self._new: dict[Place, list[Cube]] = {}
        self._offered: dict[Place, set[Cube]] = {place: set() for place in self._from}
        for state, cube in self.starts:
            self._offer(state, cube)
        self._run()

    def cubes(self, state: str) -> tuple[Cube, ...]:
        """The situations in which a case comes to a state."""
        return tuple(self._reach[state])

    def resting(self, state: str) -> list[Cube]:
        """The situations in which it stays there until somebody acts."""
        rest = self.moves.resting[state]
        return [met for cube in self._reach[state] if (met := rest.meet(cube))] if rest is not None else []

    def forgotten(self, state: str, cube: Cube) -> Cube:
        """The bits that nothing tells from there on from those that a cube has."""
        return self._live.forgotten(state, cube)

    # ------------------------------------------------------------------ the fixed point

    def _run(self) -> None:
        offer = self._offer
        while self._waiting:
            _, place = heappop(self._waiting)
            reach, steps = self._reach[place], self._from[place]
            leading, rest = self.moves.leading.get(place), self.moves.resting.get(place)
            for cube in self._new.pop(place):
                if cube not in reach:
                    continue  # part of a larger one by now
                for bits, fields, state, kept, put in steps.plain:  # as `Condition.meet` has it: most of a proof is spent here
                    met = cube & bits
                    for field in fields:
                        if not met & field:
                            break
                    else:
                        offer(state, met & kept | put)
                for move in steps.others:
                    for state, after in move.after(cube):
                        offer(state, after)
                if leading is not None and rest is not None and (here := rest.meet(cube)):
                    offer(leading, here)

    def _offer(self, place: Place, cube: Cube) -> None:
        """What may be the case there; taken on from there if it was not known."""
        seen = self._offered[place]
        if cube in seen:
            return
        seen.add(cube)
        if (grown := self._reach[place].add(cube | self._live.forgotten(place, cube))) is None:
            return
        if place not in self._new:
            self._new[place] = []
            heappush(self._waiting, (self._rank.get(place, len(self._rank)), place))
        self._new[place].append(grown)


def after_breaches(moves: Moves, live: Live | None = None) -> Situations | None:
    """What may be the case once something forbidden was done all the same; None where the playbook does not say where that leads.

    It may have been done in any situation in which it is forbidden, whatever the way there: more than can happen, so what is
    proven of it holds.
    """
    breached = tuple(moves.breaches())
    return Situations(moves, breached, live=live) if breached else None


class _Steps:
    """The moves of a place; those that only look, set and lead to one state are taken apart."""

    def __init__(self, moves: Iterable[Move], full: Cube) -> None:
        moves = list(moves)
        self.plain = [(m.when.bits, m.when.fields, m.ends[0].state, full & ~m.ends[0].cleared, m.ends[0].put) for m in moves if m.plain]
        self.others = [move for move in moves if not move.plain]


def _ranks(moves: Moves) -> dict[Place, int]:
    """States in an order in which most arcs lead forward, so that cubes meet before they move on."""
    left: list[str] = []
    seen: set[str] = set()
    for entry in moves.playbook.entries.values():
        ahead = [(entry, False)]
        while ahead:
            name, done = ahead.pop()
            if done:
                left.append(name)
            elif name not in seen:
                seen.add(name)
                ahead.append((name, True))
                ahead += [(end.state, False) for move in reversed(moves.own[name]) if not move.arc.anywhere for end in move.ends]
    return {name: len(left) - place for place, name in enumerate(left)}
