"""Where ways lead: states that no situation comes to, ways that never end, circles in which nobody acts, waits without a bound.

That the messenger may lift a block at any time, or that a case may be closed, is no way out: a state's own arcs must be.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from ban_wizard.playbook.checks.faults import Fault, in_words
from ban_wizard.playbook.checks.places import Places
from ban_wizard.playbook.proof.digraph import components, in_order, is_circle
from ban_wizard.playbook.proof.moves import Move, Moves
from ban_wizard.playbook.proof.situations import Situations
from ban_wizard.playbook.proof.space import Cube, Cubes

PASSING = frozenset({"route", "ask"})
"""Kinds of state in which nothing is waited for, and nobody acts once the answer is known."""


def unreached(situations: Situations, breached: Situations | None) -> Iterator[Fault]:
    """States that arcs lead to, but whose guards never hold; what lies behind such a state is not reported as well."""
    states = situations.playbook.states
    reached = {name for name in states if situations.cubes(name) or (breached is not None and breached.cubes(name))}
    targets = {arc.to for name, state in states.items() if name in reached for arc in state.next}
    for name in states:
        if name in targets and name not in reached:
            message = f"no situation leads to `{name}`: wherever an arc to it stands its `when` fails; change one, or take the state out"
            yield Fault(("states", name), "unreachable-state", message)


def trapped(situations: Situations, ending: Mapping[str, Cubes]) -> Iterator[Fault]:
    """Situations from which no outcome can be reached (see `endings`), named where the way circles or stops."""
    states = situations.playbook.states
    left = {name: situations.space.minus(situations.cubes(name), ending[name]) for name in states}
    caught = {name: cubes for name, cubes in left.items() if cubes}
    leads = {name: _targets(_own(situations.moves, name), cubes) & caught.keys() for name, cubes in caught.items()}
    for circle in components(leads):
        if any(leads[name] - circle for name in circle):
            continue  # what it leads to is reported
        name = in_order(states, circle)[0]
        where = in_words(situations.space, caught[name][0], [arc.when for state in circle for arc in states[state].next])
        shown = situations, {name: caught[name]}
        if not is_circle(leads, circle):
            message = f"nothing can be done in `{name}`{where}; add an arc that can be taken"
            if states[name].letters:
                message = f"the letter of `{name}` is refused: its channel still owes an answer to the last one; add another way on"
            yield Fault(("states", name), "dead-end", message, shown)
        else:
            message = f"from {_listed(states, circle)} no outcome can be reached{where}; lead a way out of this circle"
            yield Fault(("states", name), "livelock", message, shown)


def circles(situations: Situations) -> Iterator[Fault]:
    """Routes and asks that lead round to themselves while nobody acts and nothing is waited for."""
    states, moves = situations.playbook.states, situations.moves
    passing = {name: [m for m in moves.own[name] if m.arc.on in (None, "answer")] for name, s in states.items() if s.kind in PASSING}
    leads = {name: {end.state for move in own for end in move.ends} & passing.keys() for name, own in passing.items()}
    for circle in components(leads):
        for name in in_order(states, circle) if is_circle(leads, circle) else ():
            if turning := [cube for cube in _known(situations, name, situations.cubes(name)) if _turns(situations, passing, name, cube)]:
                message = (
                    f"{_listed(states, circle)} lead round in a circle in which nobody acts and nothing is waited for; "
                    "lead a way out, or put a step in between"
                )
                yield Fault(("states", name), "empty-loop", message, (situations, {name: turning}))
                break


def _known(situations: Situations, name: str, cubes: Iterable[Cube]) -> list[Cube]:
    """The situations in which a state is passed over: an ask whose fact is known."""
    rest = situations.moves.resting[name]
    return [part for cube in cubes for part in rest.outside(cube)] if rest is not None and rest.fields else list(cubes)


def _turns(situations: Situations, passing: Mapping[str, Sequence[Move]], name: str, cube: Cube) -> bool:
    """Whether the way from there, nothing being told and nobody acting, comes back to where it has been."""
    on_the_way: set[tuple[str, Cube]] = set()
    done: set[tuple[str, Cube]] = set()
    ahead: list[tuple[str, Cube, bool]] = [(name, cube, False)]
    while ahead:
        state, here, left = ahead.pop()
        if left:
            on_the_way.discard((state, here))
            done.add((state, here))
        elif (state, here) in on_the_way:
            return True
        elif (state, here) not in done:
            on_the_way.add((state, here))
            ahead.append((state, here, True))
            for move in passing[state]:
                for target, after in move.after(here):
                    if target in passing:
                        ahead += [(target, known, False) for known in _known(situations, target, [after])]
    return False


def unbounded(situations: Situations, places: Places) -> Iterator[Fault]:
    """Waits that end in waiting: giving up must lead to a person's decision, and the end of a wait out of it."""
    states = situations.playbook.states
    for name, state in states.items():
        for move in situations.moves.own[name] if state.kind == "wait" else ():
            if move.arc.on not in ("over", "give_up"):
                continue
            waiting = [cube for cube in situations.resting(name) if _waits_on(situations, move, cube)]
            if waiting:
                word = "over" if move.arc.on == "over" else "given up"
                message = f"when the wait of `{name}` is {word} the case waits on; lead `{move.arc.on}` to a step at which a person decides"
                yield Fault(places.arc(name, move.arc), "unbounded-wait", message, (situations, {name: waiting}))


def _waits_on(situations: Situations, move: Move, cube: Cube) -> bool:
    """Whether a move may lead back into its own wait, or giving up into another, with nobody asked in between."""
    states, seen = situations.playbook.states, set()
    ahead = list(move.after(cube))
    while ahead:
        state, here = ahead.pop()
        if states[state].kind == "wait" and (state == move.state or move.arc.on == "give_up"):
            return True
        if states[state].kind in PASSING and (state, here) not in seen:
            seen.add((state, here))
            passing = [each for each in situations.moves.own[state] if each.arc.on in (None, "answer")]
            ahead += [after for known in _known(situations, state, [here]) for each in passing for after in each.after(known)]
    return False


# ------------------------------------------------------------------------------------------- parts


def endings(moves: Moves) -> dict[str, Cubes]:
    """For each state, all situations from which an outcome can be reached by the states' own arcs."""
    before: dict[str, list[Move]] = {}
    for name in moves.own:
        for move in _own(moves, name):
            for end in move.ends:
                before.setdefault(end.state, []).append(move)
    ending = {name: Cubes(moves.space) for name in moves.own}
    ahead = [(name, moves.space.full) for name, state in moves.playbook.states.items() if state.kind == "outcome"]
    for name, cube in ahead:
        ending[name].add(cube)
    while ahead:
        name, cube = ahead.pop()
        if cube in ending[name]:
            for move in before.get(name, ()):
                for former in move.before(name, cube):
                    if (grown := ending[move.state].add(former)) is not None:
                        ahead.append((move.state, grown))
    return ending


def _own(moves: Moves, state: str) -> list[Move]:
    """What can happen by a state's own arcs."""
    return [move for move in moves.own[state] if not move.arc.anywhere]


def _targets(moves: Sequence[Move], cubes: Iterable[Cube]) -> set[str]:
    return {state for move in moves for cube in cubes for state, _ in move.after(cube)}


def _listed(states: Iterable[str], circle: Collection[str]) -> str:
    return ", ".join(f"`{name}`" for name in in_order(states, circle))
