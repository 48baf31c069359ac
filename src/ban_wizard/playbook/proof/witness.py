"""The shortest way to a situation: what was told when the case was opened, then states and acts in turn."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from ban_wizard.playbook.model import UNNAMED_KIND
from ban_wizard.playbook.proof.cubes import Cube
from ban_wizard.playbook.proof.moves import Move
from ban_wizard.playbook.proof.reading import UNTOLD
from ban_wizard.playbook.proof.situations import Situations
from ban_wizard.playbook.proof.space import Space

Layer = Mapping[str, Sequence[Cube]]
"""Situations by state."""


class Step(NamedTuple):
    """One move of a way."""

    state: str
    """Where it begins."""
    move: Move
    told: dict[str, str]
    """Facts that were told with it, and the kind it changed to."""

    @property
    def words(self) -> str:
        action = self.move.arc.on or "at once"
        if action == "answer" and self.move.tells and not self.told:
            action = "known already"
        named = f" {self.move.named}" if self.move.named is not None and action != "gateway_asked" else ""
        return f"{action}{named}{_pairs(self.told)}"


class Way(NamedTuple):
    """From the opening of a case, or from a breach, to a situation."""

    breached: bool
    opened: Mapping[str, str]
    """The kind, and the facts that were told."""
    steps: tuple[Step, ...]
    state: str
    situation: Cube

    def words(self) -> tuple[str, ...]:
        """For a finding: `start kind=...` (or `breach ...`), then states and acts in turn, the last one a state."""
        turns = [turn for step in self.steps for turn in (step.state, step.words)]
        return (f"{'breach' if self.breached else 'start'}{_pairs(self.opened)}", *turns, self.state)


def shortest(situations: Situations, goal: Layer) -> Way | None:
    """A way to one of some situations, with as few moves as any; None where no way leads there.

    Looks back from the goal, layer by layer, until a case may be opened in one: the goal is narrow, the openings are not.
    Only situations that a case comes to are looked at, or the layers would widen with each.
    """
    seen = {name: situations.space.cubes() for name in situations.playbook.states}
    layers = [{state: [cube for cube in cubes if seen[state].add(cube) is not None] for state, cubes in goal.items()}]
    entering, common = _entering(situations), situations.space.common
    reached = {name: situations.cubes(name) for name in situations.playbook.states}
    while any(layers[-1].values()):
        if (opened := _opened(situations, layers[-1])) is not None:
            return _walked(situations, opened, layers[-2::-1])
        before: dict[str, list[Cube]] = {}
        for target, cubes in layers[-1].items():
            for state, move in entering.get(target, ()):
                formers = (former for after in cubes for former in _before(situations, state, move, target, after))
                for cube in (met for former in formers for here in reached[state] if (met := common(former, here))):
                    if seen[state].add(cube) is not None:
                        before.setdefault(state, []).append(cube)
        layers.append(before)
    return None


def _entering(situations: Situations) -> dict[str, list[tuple[str, Move]]]:
    """By target, the moves that lead there and the states that have them."""
    found: dict[str, list[tuple[str, Move]]] = {}
    for state in situations.playbook.states:
        for move in situations.moves.of(state):
            for target in dict.fromkeys(end.state for end in move.ends):
                found.setdefault(target, []).append((state, move))
    return found


def _before(situations: Situations, state: str, move: Move, target: str, cube: Cube) -> Iterator[Cube]:
    """The situations of a state from which a move leads into a cube of another; an arc of `anywhere` needs a case at rest."""
    rest = situations.moves.resting[state] if not move.state else None
    for former in move.before(target, cube):
        if met := rest.meet(former) if rest is not None else former:
            yield met


def _after(situations: Situations, state: str, situation: Cube) -> Iterator[tuple[Move, str, Cube]]:
    rest = situations.moves.resting[state]
    for move in situations.moves.of(state):
        if move.state or (rest is not None and rest.meet(situation)):
            yield from ((move, target, after) for target, after in move.after(situation))


def _opened(situations: Situations, layer: Layer) -> tuple[str, Cube] | None:
    common = situations.space.common
    found = ((state, both) for state, cube in situations.starts for other in layer.get(state, ()) if (both := common(cube, other)))
    return next(found, None)


def _walked(situations: Situations, opened: tuple[str, Cube], layers: Sequence[Layer]) -> Way:
    """The way from an opening through the layers to the goal, its facts chosen as it goes."""
    space, state = situations.space, opened[0]
    situation = space.one(opened[1])
    told, steps = _told(space, None, situation), list[Step]()
    kind = told.get("kind", "")
    for layer in layers:
        move, target, after = next(
            (move, target, space.one(part))
            for move, target, moved in _after(situations, state, situation)
            for cube in layer.get(target, ())
            if (part := space.common(moved, cube))
        )
        lapsed = space.lapsing() if move.arc.sets is not None and not situation & space.subjects["kind"].bits((UNNAMED_KIND,)) else ()
        steps.append(Step(state, move, _told(space, situation, after, lapsed)))
        if move.arc.sets is not None:
            kind = steps[-1].told["kind"] = _another(space, after, kind)
        state, situation = target, after
    return Way(situations.breached, told, tuple(steps), state, situation)


def _told(space: Space, before: Cube | None, after: Cube, anew: Collection[str] = ()) -> dict[str, str]:
    """The facts that are known in one situation and were not in the one before, or had to be told `anew`; the kind where it changed."""
    found = {}
    for name, subject in space.subjects.items():
        if "." in name or (before is not None and name not in anew and (before ^ after) & subject.field == 0):
            continue
        value = next(value for value, bit in subject.values.items() if bit & after)
        if value != UNTOLD:
            found[name] = value
    return found


def _another(space: Space, situation: Cube, former: str) -> str:
    """The kind that a case has changed to: kinds that nobody tells apart are still two."""
    found = [kind for kind, bit in space.subjects["kind"].values.items() if bit & situation]
    return next((kind for kind in found if kind != former), former)


def _pairs(told: Mapping[str, str]) -> str:
    return "".join(f" {name}={value}" for name, value in told.items())
