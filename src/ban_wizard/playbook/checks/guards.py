"""Guards: of the arcs of one action, or of a route, exactly one must match in every situation that a case can come into."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from ban_wizard.playbook.checks.faults import Fault, in_words
from ban_wizard.playbook.checks.places import Places
from ban_wizard.playbook.model import Arc
from ban_wizard.playbook.proof.cubes import Cube
from ban_wizard.playbook.proof.reading import UNTOLD
from ban_wizard.playbook.proof.situations import Situations


def guards(situations: Situations, places: Places) -> Iterator[Fault]:
    """Gaps, overlaps, and facts that are read where nobody has asked for them."""
    told: set[Arc] = set()
    for name, state in situations.playbook.states.items():
        for action, arcs in state.arcs.items():
            if (state.kind == "route") != (action is None) or (len(arcs) == 1 and not arcs[0].when):
                continue
            if arcs[0] in told:
                continue  # arcs of `anywhere` are reported once, where it is seen first
            cubes = _here(situations, name, action)
            found = list(_group(situations, places, name, action, arcs, cubes))
            told.update(arcs if found else ())
            yield from found


def _here(situations: Situations, state: str, action: str | None) -> list[Cube]:
    """The situations in which an action of a state is looked at: at rest, but for routes and answers."""
    if action is None:
        return list(situations.cubes(state))
    if action != "answer":
        return situations.resting(state)
    tells = next((move.tells for move in situations.moves.own[state] if move.arc.on == "answer"), ())
    cubes = list(situations.cubes(state))
    for tell in tells:
        cubes = [told for cube in cubes for told in tell.after(cube)]
    return cubes


def _group(
    situations: Situations, places: Places, state: str, action: str | None, arcs: Sequence[Arc], cubes: Sequence[Cube]
) -> Iterator[Fault]:
    space = situations.space
    conditions = [space.condition(arc.when, arc) for arc in arcs]
    what = f"`{action}`" if action is not None else "this route"
    first = places.arc(state, arcs[0])

    def shown(part: Iterable[Cube]) -> tuple[Situations, dict[str, list[Cube]]]:
        return situations, {state: _untold(situations, state, action, part)}

    for (one, a), (other, b) in combinations(zip(arcs, conditions, strict=True), 2):
        if (common := a.together(b)).meet(space.full) and (overlap := [met for cube in cubes if (met := common.meet(cube))]):
            where = in_words(space, overlap[0], (one.when, other.when))
            message = (
                f"two arcs of {what} in `{state}` match{where}, this and the one in line {places.line(places.arc(state, one))}; "
                "narrow one `when`"
            )
            yield Fault(places.arc(state, other), "guard-overlap", message, shown(overlap))
    seasons = dict.fromkeys(space.condition((), arc) for arc in arcs)
    on = [met for cube in cubes for season in seasons if (met := season.meet(cube))]
    left = space.minus(on, [condition.bits for condition in conditions])
    read = (name.removeprefix("without.") for arc in arcs for name, _ in arc.when)
    for name in dict.fromkeys(name for name in read if "." not in name):
        unasked = space.is_value(name, UNTOLD)
        answered = any(("known." + name, ("unknown",)) in arc.when for arc in arcs)  # then a situation is missing, not a question
        if not answered and unasked.fields and (unread := [met for cube in left if (met := unasked.meet(cube))]):
            message = (
                f"{what} in `{state}` reads `{name}` where nobody has asked for it; ask before, or add an arc with "
                f"`known.{name}: [unknown]`"
            )
            yield Fault(first, "unasked-read", message, shown(unread))
            left = [part for cube in left for part in unasked.outside(cube)]
    if left:
        where = in_words(space, left[0], [arc.when for arc in arcs])
        message = f"no arc of {what} in `{state}` matches{where}; add one, or widen a `when`"
        yield Fault(first, "guard-gap", message, shown(left))


def _untold(situations: Situations, state: str, action: str | None, cubes: Iterable[Cube]) -> list[Cube]:
    """The situations before an answer is given."""
    if action != "answer":
        return list(cubes)
    tells = next((move.tells for move in situations.moves.own[state] if move.arc.on == "answer"), ())
    found = list(cubes)
    for tell in tells:
        found = [before for cube in found for before in tell.before(cube)]
    return found
