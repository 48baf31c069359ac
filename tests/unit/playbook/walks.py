"""Walking a playbook by brute force, without the engine: every situation a case can come into, each with its shortest way.

A second, deliberately plain reading of docs/playbook-format.md, so that the tests of a playbook share no mistake with the
engine or the checks. Only facts that some guard reads are tracked, and a wait ends whenever it likes.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product

from ban_wizard.playbook.model import REVIEW_STATUSES, SEND_ACTIONS, Arc, Guard, Playbook, State

UNKNOWN = None
ENTRY = "entry"
_CLOSING = {"unblocked": "granted", "reversed": "granted", "refused": "refused", "unchanged": "answered", "give_up": "silent"}


@dataclass(frozen=True)
class Place:
    """Where a case stands, as far as guards can tell."""

    state: str
    kind: str
    facts: frozenset[tuple[str, str]] = frozenset()
    milestones: frozenset[str] = frozenset()
    reviews: frozenset[tuple[str, str]] = frozenset()

    def holds(self, guard: Guard) -> bool:
        return all(self._value(subject) in allowed for subject, allowed in guard)

    def _value(self, subject: str) -> str | None:
        facts, (family, _, name) = dict(self.facts), subject.partition(".")
        if family == "milestone":
            return "reached" if name in self.milestones else "missing"
        if family == "review" and name:
            return dict(self.reviews).get(name, "none")
        if family == "known":
            return "known" if name == "kind" or name in facts else "unknown"
        return self.kind if subject == "kind" else facts.get(subject)


@dataclass(frozen=True)
class Walks:
    """All places found, each with the one before it and the action between them (None at a start)."""

    came_from: Mapping[Place, tuple[Place, str | None] | None]

    @property
    def places(self) -> Iterable[Place]:
        return self.came_from

    @property
    def states(self) -> set[str]:
        return {place.state for place in self.came_from}

    def way(self, place: Place) -> str:
        """The shortest way to a place, to be printed when a test fails."""
        steps = [place.state]
        at = self.came_from[place]
        while at is not None:
            before, action = at
            steps += [action or "route", before.state]
            at = self.came_from[before]
        return f"{' > '.join(reversed(steps))}  {dict(place.facts)}"


def guards_of(playbook: Playbook) -> Iterator[Guard]:
    for state in playbook.states.values():
        yield from (arc.when for arc in state.next)
    for rule in (*playbook.safety, *playbook.quotas.values(), *playbook.locks.values()):
        yield rule.given


def tracked_facts(playbook: Playbook) -> tuple[str, ...]:
    """Facts that a guard reads, by value or by being known; `kind` is kept apart."""
    read = {subject.removeprefix("known.") for guard in guards_of(playbook) for subject, _ in guard}
    return tuple(sorted(name for name in read if name in playbook.facts and name != "kind"))


def domain(playbook: Playbook, subject: str) -> tuple[str, ...]:
    """Every value a guard's subject can have, but for a fact that is not known."""
    family, _, name = subject.partition(".")
    if family == "milestone":
        return ("missing", "reached")
    if family == "known":
        return ("known", "unknown")
    if family == "review" and name:
        return REVIEW_STATUSES
    if subject == "kind":
        return tuple(playbook.entries)
    return playbook.facts[subject].values or ("something",)


def arcs_by_action(state: State) -> dict[str | None, list[Arc]]:
    grouped: dict[str | None, list[Arc]] = {}
    for arc in state.next:
        grouped.setdefault(arc.on, []).append(arc)
    return grouped


def guard_faults(playbook: Playbook) -> list[str]:
    """Combinations of guarded values, state by state and action by action, that fit no arc or more than one.

    A fact may be unknown only where a guard of the same group says `known.`: elsewhere the way there must have asked it,
    which `explore` holds.
    """
    faults = []
    for state in playbook.states.values():
        for action, arcs in arcs_by_action(state).items():
            subjects = {subject for arc in arcs for subject, _ in arc.when}
            maybe_unknown = {subject.removeprefix("known.") for subject in subjects if subject.startswith("known.")}
            subjects = {subject for subject in subjects if not subject.startswith("known.")} | maybe_unknown
            choices = [domain(playbook, subject) + ((UNKNOWN,) if subject in maybe_unknown else ()) for subject in sorted(subjects)]
            for values in product(*choices):
                place = _situation(state.id, dict(zip(sorted(subjects), values, strict=True)))
                fitting = sum(place.holds(arc.when) for arc in arcs)
                if fitting != 1:
                    faults.append(f"{state.id}: {action or 'route'} fits {fitting} arcs where {dict(zip(sorted(subjects), values, strict=True))}")
    return faults


def explore(playbook: Playbook, **given: str) -> Walks:
    """Every place a case can come to from every entry, with `given` facts fixed and every other tracked fact free.

    Raises AssertionError at a place where an action or a route fits no arc or more than one.
    """
    came_from: dict[Place, tuple[Place, str | None] | None] = {}
    open_places: deque[Place] = deque()

    def found(place: Place, before: tuple[Place, str | None] | None) -> None:
        if place not in came_from:
            came_from[place] = before
            open_places.append(place)

    for place in _starts(playbook, given):
        found(place, None)
    while open_places:
        place = open_places.popleft()
        for action, after in moves(playbook, place):
            found(after, (place, action))
    return Walks(came_from)


def moves(playbook: Playbook, place: Place) -> Iterator[tuple[str | None, Place]]:
    """What can happen at a place: the action and the place after it."""
    state = playbook.states[place.state]
    if state.kind == "ask" and state.fact not in dict(place.facts):
        assert state.fact is not None
        for value in domain(playbook, state.fact) if state.fact in tracked_facts(playbook) else ("something",):
            yield from _follow(playbook, replace(place, facts=place.facts | {(state.fact, value)}), "answer")
        if playbook.facts[state.fact].unsure is None:  # "I do not know" leaves such a fact empty
            yield from _follow(playbook, place, "answer")
        actions = [action for action in arcs_by_action(state) if action != "answer"]
    elif state.kind == "ask":  # known, so passed over
        yield from _follow(playbook, place, "answer")
        return
    else:
        actions = list(arcs_by_action(state))
    for action in actions:
        yield from _follow(playbook, place, action)


def cannot_end(playbook: Playbook, walks: Walks) -> list[str]:
    """Ways to places from which no outcome can be reached without giving up on the case (`closed`)."""
    before: dict[Place, set[Place]] = {}
    ended = deque(place for place in walks.places if playbook.states[place.state].kind == "outcome")
    for place in walks.places:
        for action, after in moves(playbook, place):
            if action != "closed":
                before.setdefault(after, set()).add(place)
    fine = set(ended)
    while ended:
        for place in before.get(ended.popleft(), ()):
            if place not in fine:
                fine.add(place)
                ended.append(place)
    return [walks.way(place) for place in walks.places if place not in fine]


def _starts(playbook: Playbook, given: Mapping[str, str]) -> Iterator[Place]:
    names = [name for name in tracked_facts(playbook) if name not in given]
    choices = []
    for name in names:
        known = domain(playbook, name)
        choices.append(known if playbook.facts[name].derived else (UNKNOWN, *known))
    for kind, state in playbook.entries.items():
        for values in product(*choices):
            facts = {name: value for name, value in zip(names, values, strict=True) if value is not UNKNOWN}
            yield Place(state, kind, frozenset((facts | dict(given)).items()))


def _follow(playbook: Playbook, place: Place, action: str | None) -> Iterator[tuple[str | None, Place]]:
    state = playbook.states[place.state]
    arcs = [arc for arc in arcs_by_action(state)[action] if _in_season(arc, place)]
    if not arcs:
        return
    fitting = [arc for arc in arcs if place.holds(arc.when)]
    assert len(fitting) == 1, f"{place.state}: {action or 'route'} fits {len(fitting)} arcs at {place}"
    (arc,) = fitting
    after = replace(
        place,
        state=arc.to or place.state,
        milestones=place.milestones | ({arc.milestone} if arc.milestone else set()),
        reviews=_reviews_after(playbook, state, arc, place.reviews),
    )
    for kind in playbook.entries if arc.sets == "kind" else (place.kind,):
        target = playbook.entries[kind] if arc.to == ENTRY else after.state
        for facts in _told(playbook, place, arc):
            yield action, replace(after, kind=kind, state=target, facts=facts)


def _in_season(arc: Arc, place: Place) -> bool:
    return (arc.until is None or arc.until not in place.milestones) and (arc.after is None or arc.after in place.milestones)


def _told(playbook: Playbook, place: Place, arc: Arc) -> Iterator[frozenset[tuple[str, str]]]:
    """The facts after an act that must bring facts with it."""
    missing = [name for name in arc.needs if name in tracked_facts(playbook) and name not in dict(place.facts)]
    for values in product(*(domain(playbook, name) for name in missing)):
        yield place.facts | set(zip(missing, values, strict=True))


def _reviews_after(playbook: Playbook, state: State, arc: Arc, reviews: frozenset[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    """The ledger of reviews; kept only where a guard reads it, since it would multiply the places for nothing."""
    read = {subject.removeprefix("review.") for guard in guards_of(playbook) for subject, _ in guard if subject.startswith("review.")}
    now = dict(reviews)
    if arc.on in SEND_ACTIONS:
        now |= {letter.channel: "open" for letter in state.letters if letter.channel in read}
    elif arc.on in _CLOSING or arc.by:
        closed = [arc.by] if arc.by and arc.by != "channel" else [name for name, status in now.items() if status == "open"]
        now |= {name: _CLOSING.get(arc.on or "", "answered") for name in closed if name in read}
    return frozenset(now.items())


def _situation(state: str, values: Mapping[str, str | None]) -> Place:
    facts, milestones, reviews, kind = {}, set(), {}, ""
    for subject, value in values.items():
        family, _, name = subject.partition(".")
        if value is UNKNOWN:
            continue
        if family == "milestone":
            milestones |= {name} if value == "reached" else set()
        elif family == "review" and name:
            reviews[name] = value
        elif subject == "kind":
            kind = value
        else:
            facts[subject] = value
    return Place(state, kind, frozenset(facts.items()), frozenset(milestones), frozenset(reviews.items()))
