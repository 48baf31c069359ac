"""Where ways lead: states that no situation comes to, ways that never end, circles in which nobody acts, waits without a bound.

That the messenger may lift a block at any time, or that a case may be closed, is no way out: a state's own arcs must be.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from ban_wizard.playbook.checks.faults import Fault, in_words
from ban_wizard.playbook.checks.places import Places
from ban_wizard.playbook.proof.cubes import Cube, Cubes
from ban_wizard.playbook.proof.digraph import components, in_order, is_circle
from ban_wizard.playbook.proof.moves import Move, Moves, by_own_arcs
from ban_wizard.playbook.proof.situations import Situations

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


def trapped(situations: Situations, breached: Situations | None) -> Iterator[Fault]:
    """Situations from which no outcome can be reached, named where the way circles or stops. To be asked where guards have no gap.

    Where it may depend on an answer that is not kept in them, they are looked for once more by own arcs, with every answer kept.
    """
    every = [situations] if breached is None else [situations, breached]
    unsure = _unsure(every)
    found = list(_among(every, unsure))
    if not found and _forgetful(situations.moves, unsure):
        alone = Situations(by_own_arcs(situations.playbook))
        found = list(_among([alone], _unsure([alone])))
    yield from found


def _forgetful(moves: Moves, unsure: Collection[str]) -> bool:
    """Whether in some of these states a question may have been answered before, or a letter sent, without anybody knowing."""
    states, space = moves.playbook.states, moves.space
    facts = [states[name].fact for name in unsure if states[name].kind == "ask" and len(_own(moves, name)) > 1]  # else all is one
    return not moves.all_reviews_read or any(fact in space.anew or fact not in space.subjects for fact in facts)


def _among(every: Sequence[Situations], unsure: Collection[str]) -> Iterator[Fault]:
    """What is trapped in situations that have the same moves."""
    ending = _endings(every[0].moves, unsure)
    for situations in every:
        yield from _trapped(situations, ending)


def _trapped(situations: Situations, ending: Mapping[str, Cubes]) -> Iterator[Fault]:
    states = situations.playbook.states
    left = {name: situations.space.minus(situations.cubes(name), cubes) for name, cubes in ending.items()}
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
        if not is_circle(leads, circle):
            continue
        entered = ((name, cube) for name in in_order(states, circle) for cube in _known(situations, name, situations.cubes(name)))
        if turns := [turn for name, cube in entered if (turn := _turn(situations, passing, name, cube)) is not None]:
            back = turns[0][0]
            message = (
                f"{_listed(states, circle)} lead round in a circle in which nobody acts and nothing is waited for; "
                "lead a way out, or put a step in between"
            )
            yield Fault(("states", back), "empty-loop", message, (situations, {back: [cube for name, cube in turns if name == back]}))


def _known(situations: Situations, name: str, cubes: Iterable[Cube]) -> list[Cube]:
    """The situations in which a state is passed over: an ask whose fact is known."""
    rest = situations.moves.resting[name]
    return [part for cube in cubes for part in rest.outside(cube)] if rest is not None and rest.fields else list(cubes)


def _turn(situations: Situations, passing: Mapping[str, Sequence[Move]], name: str, cube: Cube) -> tuple[str, Cube] | None:
    """Where the way from there, nothing being told and nobody acting, comes back to where it has been."""
    on_the_way: set[tuple[str, Cube]] = set()
    done: set[tuple[str, Cube]] = set()
    ahead: list[tuple[str, Cube, bool]] = [(name, cube, False)]
    while ahead:
        state, here, left = ahead.pop()
        if left:
            on_the_way.discard((state, here))
            done.add((state, here))
        elif (state, here) in on_the_way:
            return state, here
        elif (state, here) not in done:
            on_the_way.add((state, here))
            ahead.append((state, here, True))
            for move in passing[state]:
                for target, after in move.after(here):
                    if target in passing:
                        ahead += [(target, known, False) for known in _known(situations, target, [after])]
    return None


def unbounded(situations: Situations, places: Places) -> Iterator[Fault]:
    """Waits that end in waiting: giving up must lead to a person's decision which decides something, and the end of a wait out of it."""
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
            elif move.arc.on == "give_up":
                yield from _undecided(situations, move)


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


def _undecided(situations: Situations, given_up: Move) -> Iterator[Fault]:
    """Decisions after a wait was given up that decide nothing."""
    wait, back = given_up.state, dict[str, list[Cube]]()
    for cube in situations.resting(wait):
        for state, here in given_up.after(cube):
            if _only_back(situations, wait, state, here):
                back.setdefault(state, []).append(here)
    for state, cubes in back.items():
        message = f"whatever is done in `{state}` leads back to the wait of `{wait}`, which was given up; lead one way elsewhere"
        yield Fault(("states", state), "unbounded-wait", message, (situations, {state: cubes}))


def _only_back(situations: Situations, wait: str, state: str, cube: Cube) -> bool:
    """Whether every way on from a situation comes to this wait before any other, a letter or an outcome."""
    states, seen = situations.playbook.states, set()
    ahead, back = [(state, cube)], False
    while ahead:
        state, here = ahead.pop()
        if state == wait:
            back = True
        elif states[state].kind in ("wait", "letter", "outcome"):
            return False
        elif (state, here) not in seen:
            seen.add((state, here))
            for move in _own(situations.moves, state):
                ahead += move.after(here)
    return back


# ------------------------------------------------------------------------------------------- parts


def _unsure(every: Sequence[Situations]) -> list[str]:
    """The states, but for those from which an outcome can be reached whatever is the case, as seen without looking at guards.

    Since exactly one arc of an action matches, an action all of whose arcs lead to such states does so as well.
    """
    moves, states = every[0].moves, every[0].playbook.states
    ending = {name for name, state in states.items() if state.kind == "outcome"}
    groups: dict[str, list[set[str]]] = {}
    waiting: dict[str, set[str]] = {}
    for name in states:
        by_action: dict[str | None, set[str]] = {}
        own = _own(moves, name)
        for move in own:
            by_action.setdefault(move.arc.on, set()).update(end.state for end in move.ends)
        sending = [move for move in own if move.effects]
        cubes = [cube for situations in every for cube in situations.cubes(name)] if sending else []
        refused = {move.arc.on for move in sending if any(move.refused(cube) for cube in cubes)}
        groups[name] = [targets for action, targets in by_action.items() if action not in refused]
        for target in set().union(*groups[name]):
            waiting.setdefault(target, set()).add(name)
    ahead = list(ending)
    while ahead:
        for name in waiting.get(ahead.pop(), ()):
            if name not in ending and any(targets <= ending for targets in groups[name]):
                ending.add(name)
                ahead.append(name)
    return [name for name in states if name not in ending]


def _endings(moves: Moves, unsure: Collection[str]) -> dict[str, Cubes]:
    """For each state from which that is not sure, all situations from which an outcome can be reached."""
    ending = {name: moves.space.cubes() for name in unsure}
    before: dict[str, list[Move]] = {}
    for name in ending:
        for move in _own(moves, name):
            for target in dict.fromkeys(end.state for end in move.ends):
                before.setdefault(target, []).append(move)
    ahead = [(name, moves.space.full) for name in before if name not in ending]
    for name, cube in ahead:
        for move in before.get(name, ()) if name not in ending or cube in ending[name] else ():
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
