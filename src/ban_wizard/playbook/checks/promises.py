"""Safety properties: no way that the playbook offers may break one. What was done against a refusal is another matter."""

from __future__ import annotations

from collections.abc import Iterator

from ban_wizard.playbook.checks.faults import Fault, in_words
from ban_wizard.playbook.checks.places import Places
from ban_wizard.playbook.model import Safety
from ban_wizard.playbook.proof.cubes import Condition, Cube
from ban_wizard.playbook.proof.moves import Move
from ban_wizard.playbook.proof.situations import Situations


def promises(situations: Situations, places: Places) -> Iterator[Fault]:
    """Arcs that reach a milestone where a property forbids it; one finding for a property, with the shortest way of all."""
    reaching: dict[str | None, list[tuple[str, Move]]] = {}
    for name in situations.playbook.states:
        for move in situations.moves.of(name):
            reaching.setdefault(move.arc.milestone, []).append((name, move))
    for number, rule in enumerate(situations.playbook.safety):
        broken = situations.moves.broken(rule)
        found: dict[str, list[Cube]] = {}
        arcs: dict[str, Move] = {}
        for name, move in reaching.get(rule.milestone, ()):
            if cubes := list(_breaking(situations, name, move, broken)):
                found.setdefault(name, []).extend(cubes)
                arcs.setdefault(name, move)
        if found:
            yield Fault(("safety", number), "broken-safety", _message(situations, places, rule, found, arcs), (situations, found))


def _breaking(situations: Situations, state: str, move: Move, broken: Condition) -> Iterator[Cube]:
    """The situations of a state in which a move reaches its milestone against a property."""
    cubes = situations.cubes(state) if move.arc.on in (None, "answer") else situations.resting(state)
    for cube in cubes:
        wrong = [met for taken in move.taken(cube) if (met := broken.meet(taken))]
        for tell in reversed(move.tells):
            wrong = [before for each in wrong for before in tell.before(each)]
        yield from (part for each in wrong if (part := situations.space.common(each, cube)))


def _message(situations: Situations, places: Places, rule: Safety, found: dict[str, list[Cube]], arcs: dict[str, Move]) -> str:
    name, move = next(iter(arcs.items()))
    what = f"`{move.arc.on}`" if move.arc.on is not None else "the route"
    before = f" before `{rule.before}`" if rule.before is not None else ""
    where = in_words(situations.space, found[name][0], (rule.given,))
    line = places.line(places.arc(name, move.arc))
    return f"{what} in `{name}` (line {line}) reaches `{rule.milestone}`{before}{where}; lead that way past what must come first"
