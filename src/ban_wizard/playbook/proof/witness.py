"""The shortest way on which a fault shows: what was told when the case was opened, then states and acts in turn."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from ban_wizard.playbook.proof.moves import Move
from ban_wizard.playbook.proof.situations import Situations
from ban_wizard.playbook.proof.space import UNTOLD, Cube, Space


class Step(NamedTuple):
    """One move of a way."""

    state: str
    """Where it begins."""
    move: Move
    told: Mapping[str, str]
    """Facts that were told with it, and the kind it changed to."""

    @property
    def words(self) -> str:
        action = self.move.arc.on or "at once"
        if action == "answer" and not self.told:
            action = "answer" if self.move.tells == () else "known"
        named = f" {self.move.letter.letter}" if self.move.letter is not None and action == "sent" else ""
        return f"{action}{named}{_pairs(self.told)}"


class Way(NamedTuple):
    """From the opening of a case to the situation in which the fault shows."""

    opened: Mapping[str, str]
    """The kind, and the facts that were told."""
    steps: tuple[Step, ...]
    state: str
    situation: Cube

    def words(self) -> tuple[str, ...]:
        """For a finding: `start kind=...`, then states and acts in turn, the last one a state."""
        turns = [turn for step in self.steps for turn in (step.state, step.words)]
        return (f"start{_pairs(self.opened)}", *turns, self.state)


class _Node(NamedTuple):
    state: str
    cube: Cube
    move: Move | None
    parent: int


def shortest(situations: Situations, goals: Sequence[Mapping[str, Sequence[Cube]]]) -> list[Way | None]:
    """For each goal, situations by state, a way to one of them with as few moves as any; None where no way leads there."""
    found: list[Way | None] = [None] * len(goals)
    open_goals = set(range(len(goals)))
    nodes: list[_Node] = []
    seen: dict[str, list[Cube]] = {}
    ahead: deque[int] = deque()

    def meet(state: str, cube: Cube, move: Move | None, parent: int) -> None:
        cube |= situations.forgotten(state, cube)
        if any(not cube & ~other for other in seen.setdefault(state, [])):
            return
        seen[state].append(cube)
        nodes.append(_Node(state, cube, move, parent))
        ahead.append(len(nodes) - 1)
        for number in list(open_goals):
            wanted = [part for goal in goals[number].get(state, ()) if (part := situations.space.common(cube, goal))]
            if wanted:
                open_goals.discard(number)
                found[number] = _way(situations.space, nodes, len(nodes) - 1, wanted)

    for state, cube in situations.starts:
        meet(state, cube, None, -1)
    while ahead and open_goals:
        at = ahead.popleft()
        state, cube = nodes[at].state, nodes[at].cube
        rest = situations.moves.resting[state]
        here = rest.meet(cube) if rest is not None else 0
        for move in situations.moves.own[state]:
            for target, after in move.after(cube):
                meet(target, after, move, at)
        for name in situations.moves.leading[state] if here else ():
            for move in situations.moves.anywhere[name]:
                for target, after in move.after(here):
                    meet(target, after, move, at)
    return found


def _way(space: Space, nodes: Sequence[_Node], last: int, wanted: Sequence[Cube]) -> Way:
    """One way through a chain of cubes, its facts chosen so that it ends in what is wanted."""
    chain: list[tuple[_Node, Sequence[Cube]]] = []
    at = last
    while True:
        node = nodes[at]
        chain.append((node, wanted))
        if node.move is None:
            break
        former = nodes[node.parent]
        leading = (before for cube in wanted for before in node.move.before(node.state, cube))
        wanted = [part for before in leading if (part := space.common(before, former.cube))]
        at = node.parent
    chain.reverse()
    situation = space.one(chain[0][1][0])
    opened, steps = _told(space, None, situation), []
    for (former, _), (node, cubes) in pairwise(chain):
        assert node.move is not None
        afters = (after for state, after in node.move.after(situation) if state == node.state)
        after = next(part for moved in afters for cube in cubes if (part := space.common(moved, cube)))
        after = space.one(after)
        steps.append(Step(former.state, node.move, _told(space, situation, after)))
        situation = after
    return Way(opened, tuple(steps), chain[-1][0].state, situation)


def _told(space: Space, before: Cube | None, after: Cube) -> dict[str, str]:
    """The facts that are known in one situation and were not in the one before; the kind where it changed."""
    found = {}
    for name, subject in space.subjects.items():
        if "." in name or (before is not None and (before ^ after) & subject.field == 0):
            continue
        value = next(value for value, bit in subject.values.items() if bit & after)
        if value != UNTOLD:
            found[name] = value
    return found


def _pairs(told: Mapping[str, str]) -> str:
    return "".join(f" {name}={value}" for name, value in told.items())
