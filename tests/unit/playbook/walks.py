"""Walking a playbook by brute force, without the engine: every situation a case can come into, each with its shortest way.

A second, deliberately plain reading of docs/playbook-format.md, so that the tests of a playbook share no mistake with the
engine or the checks. Only what some guard or rule reads is tracked (facts, reviews, milestones); a wait ends whenever it likes.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any, NamedTuple

from ban_wizard.playbook.model import REVIEW_STATUSES, SEND_ACTIONS, Arc, Guard, Playbook, State

ENTRY = "entry"
CLOSING = {"unblocked": "granted", "reversed": "granted", "refused": "refused", "unchanged": "refused", "give_up": "silent"}
"""Acts that answer a review, and what becomes of it."""

Facts = frozenset[tuple[str, str]]


class Place(NamedTuple):
    """Where a case stands, as far as guards can tell. A tuple, for a place is looked up again and again."""

    state: str
    kind: str
    facts: Facts = frozenset()
    milestones: frozenset[str] = frozenset()
    reviews: Facts = frozenset()

    def value(self, subject: str) -> str | None:
        """What a guard compares; None for a fact that is not known."""
        family, dot, name = subject.partition(".")
        if family == "milestone" and dot:
            return "reached" if name in self.milestones else "missing"
        if family == "review" and dot:
            return dict(self.reviews).get(name, "none")
        if family == "known" and dot:
            return "known" if self.value(name) is not None else "unknown"
        if subject == "kind":
            return self.kind
        return next((value for name, value in self.facts if name == subject), None)

    def holds(self, guard: Guard) -> bool:
        return all(self._fits(subject, allowed) for subject, allowed in guard)

    def _fits(self, subject: str, allowed: tuple[str, ...]) -> bool:
        """Several words told together stand with `+` between them."""
        value = self.value(subject.removeprefix("without."))
        if value is None:
            return False
        return bool(set(value.split("+")) & set(allowed)) is not subject.startswith("without.")


@dataclass(frozen=True)
class Walks:
    """All places found, each with the one before it and the action between them (None at a start)."""

    came_from: Mapping[Place, tuple[Place, str | None] | None]

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


class Walker:
    """Walks one playbook. `given` facts are fixed; every other one that a guard reads takes every value when it is asked.

    What no `ask` asks for, or what a guard asks to be `known.`, takes every value at the start as well. `watch` names
    milestones to be tracked beside those that the playbook's own guards and rules read.
    """

    def __init__(self, playbook: Playbook, *, watch: Iterable[str] = (), **given: str) -> None:
        self.playbook, self.given = playbook, given
        subjects = {subject for guard in _guards(playbook) for subject, _ in guard}
        read = {_read_by(subject) for subject in subjects}
        self.facts = tuple(sorted(name for name in read if name in playbook.facts and name != "kind"))
        self.channels = {subject.removeprefix("review.") for subject in subjects if subject.startswith("review.")}
        self.telling = [(name, channel.told) for name, channel in playbook.channels.items() if name in self.channels and channel.told]
        self.early = tuple(
            name for name in self.facts if name not in given and (f"known.{name}" in subjects or name not in _asked(playbook))
        )
        self.milestones = _milestones(playbook, subjects) | set(watch)
        self.arcs = {state.id: _by_action(state) for state in playbook.states.values()}
        self._moves: dict[Place, tuple[tuple[str | None, Place], ...]] = {}

    # ---------------------------------------------------------------- the whole

    def explore(self, starts: Iterable[Place] | None = None, *, without: Collection[str] = ()) -> Walks:
        """Every place from every entry, or from `starts`, without the acts named.

        AssertionError where an action or a route fits no arc, or more than one.
        """
        came_from: dict[Place, tuple[Place, str | None] | None] = dict.fromkeys(self.starts() if starts is None else starts)
        ahead = deque(came_from)
        while ahead:
            place = ahead.popleft()
            for action, after in self.moves(place):
                if action not in without and after not in came_from:
                    came_from[after] = (place, action)
                    ahead.append(after)
        return Walks(came_from)

    def endless(self, walks: Walks) -> list[str]:
        """Ways to places from which no outcome can be reached but by closing the case."""
        before: dict[Place, set[Place]] = {}
        for place in walks.came_from:
            for action, after in self.moves(place):
                if action != "closed":
                    before.setdefault(after, set()).add(place)
        ending = {place for place in walks.came_from if self.playbook.states[place.state].kind == "outcome"}
        ahead = deque(ending)
        while ahead:
            new = before.get(ahead.popleft(), set()) - ending
            ending |= new
            ahead.extend(new)
        return [walks.way(place) for place in walks.came_from if place not in ending]

    def guard_faults(self) -> list[str]:
        """Combinations of guarded values, state by state and action by action, that fit no arc or more than one.

        A fact may be unknown only where a guard of the same group says `known.`; elsewhere the way there must have asked
        it, which `explore` holds.
        """
        return [fault for state, groups in self.arcs.items() for on, arcs in groups.items() for fault in self._faults(state, on, arcs)]

    # ---------------------------------------------------------------- one step

    def starts(self) -> Iterator[Place]:
        """Every entry, with every combination of the facts that may be told at the start."""
        choices = [self.domain(name) if self.playbook.facts[name].derived else (None, *self.domain(name)) for name in self.early]
        for kind in self.playbook.entries:
            for values in product(*choices):
                told = {name: value for name, value in zip(self.early, values, strict=True) if value is not None}
                yield self.opened(kind, told | self.given)

    def opened(self, kind: str, facts: Mapping[str, str]) -> Place:
        """The entry of a kind, with these facts told."""
        return self._reviewed(Place(self.playbook.entries[kind], kind, frozenset(facts.items())))

    def moves(self, place: Place) -> tuple[tuple[str | None, Place], ...]:
        """What can happen at a place: the action, and the place after it."""
        found = self._moves.get(place)
        if found is None:
            found = self._moves[place] = tuple(self._moves_from(place))
        return found

    def _moves_from(self, place: Place) -> Iterator[tuple[str | None, Place]]:
        state = self.playbook.states[place.state]
        if state.kind == "route":
            yield from self._follow(place, None)
            return
        if state.kind == "ask":
            assert state.fact is not None
            if place.value(state.fact) is not None:  # known, so passed over
                yield from self._follow(place, "answer")
                return
            for value in self.domain(state.fact):
                known = place.facts | {(state.fact, value)} if state.fact in self.facts else place.facts
                yield from self._follow(self._reviewed(place._replace(facts=known)), "answer")
            if not self.playbook.facts[state.fact].values:  # "I do not know" leaves such a fact empty
                yield from self._follow(place, "answer")
        for action in self.arcs[place.state]:
            if action != "answer":
                yield from self._follow(place, action)

    def settled(self, place: Place) -> Place:
        """Where a case comes to rest that stands at a place: past routes, and past asks whose fact is known."""
        state = self.playbook.states[place.state]
        if state.kind == "route" or (state.kind == "ask" and place.value(state.fact or "") is not None):
            ((_, after),) = self.moves(place)
            return self.settled(after)
        return place

    def walked(self, route: Mapping[str, Any], start: Mapping[str, str], otherwise: str = "") -> Place:
        """Where a route leads that names its steps; each must lead to one place, and begin where the route says.

        A step's `value` is that of the fact its state asks for, or of the fact `otherwise`.
        """
        facts = {**start, **route["start"]}
        kind = facts.pop("kind")
        place = self.settled(self.opened(kind, facts))
        for number, step in enumerate(route["steps"], 1):
            assert place.state == step["at"], f"before step {number}"
            subject = self.playbook.states[place.state].fact or otherwise
            (place,) = {
                self.settled(moved)
                for action, moved in self.moves(place)
                if action == step["do"]
                and moved.kind == step.get("kind", place.kind)
                and ("value" not in step or moved.value(subject) == step["value"])
            }
        return place

    def domain(self, subject: str) -> tuple[str, ...]:
        """Every value that a guard's subject can have, but for a fact that is not known."""
        family, dot, _ = subject.partition(".")
        if dot:
            return {"milestone": ("missing", "reached"), "known": ("known", "unknown"), "review": REVIEW_STATUSES}[family]
        if subject == "kind":
            return tuple(self.playbook.entries)
        fact = self.playbook.facts[subject]
        if fact.type == "many":  # none of the words, one of them, all of them
            return ("", *fact.values, "+".join(fact.values))
        return fact.values or ("something",)

    # ---------------------------------------------------------------- parts

    def _follow(self, place: Place, action: str | None) -> Iterator[tuple[str | None, Place]]:
        arcs = [arc for arc in self.arcs[place.state][action] if not (arc.until or arc.after) or _in_season(arc, place)]
        if not arcs:
            return
        fitting = [arc for arc in arcs if not arc.when or place.holds(arc.when)]
        assert len(fitting) == 1, f"{place.state}: {action or 'route'} fits {len(fitting)} arcs at {place}"
        (arc,) = fitting
        milestones = place.milestones | {arc.milestone} if arc.milestone in self.milestones else place.milestones
        for kind in self.playbook.entries if arc.sets else (place.kind,):
            target = self.playbook.entries[kind] if arc.to == ENTRY else arc.to or place.state
            for facts in self._told(place, arc) if arc.needs else (place.facts,):
                yield action, self._reviewed(Place(target, kind, facts, milestones, self._reviews_after(place, arc)))

    def _told(self, place: Place, arc: Arc) -> Iterator[Facts]:
        """The facts after an act that must bring facts with it."""
        missing = [name for name in arc.needs if name in self.facts and place.value(name) is None]
        if not missing:
            yield place.facts
            return
        for values in product(*map(self.domain, missing)):
            yield place.facts | set(zip(missing, values, strict=True))

    def _reviewed(self, place: Place) -> Place:
        """A channel's `open_when` and `refused_when` tell of its review once, as soon as one of them holds."""
        if not self.telling:
            return place
        known = {name for name, _ in place.reviews}
        told: dict[str, str] = {}
        for name, by_status in self.telling:
            if name not in known:
                told |= [(name, status) for status, guard in by_status if place.holds(guard)][:1]
        return place._replace(reviews=place.reviews | frozenset(told.items())) if told else place

    def _reviews_after(self, place: Place, arc: Arc) -> Facts:
        if not self.channels or (arc.on not in SEND_ACTIONS and arc.on not in CLOSING and not arc.by):
            return place.reviews
        now = dict(place.reviews)
        if arc.on in SEND_ACTIONS:
            letters = self.playbook.states[place.state].letters
            now |= {ref.channel: "open" for ref in letters if ref.channel in self.channels and self.playbook.channels[ref.channel].review}
        else:
            status = CLOSING.get(arc.on or "", "answered")
            now |= {name: status for name, was in now.items() if was == "open" and arc.by in (None, "channel", name)}
            if status != "silent":  # an answer that comes late, to a review that was given up
                now |= {name: status for name, was in place.reviews if was == "silent" and arc.by == name}
        return frozenset(now.items())

    def _faults(self, state: str, action: str | None, arcs: list[Arc]) -> Iterator[str]:
        guarded = {subject for arc in arcs for subject, _ in arc.when}
        doubtful = {subject.removeprefix("known.") for subject in guarded if subject.startswith("known.")}
        subjects = sorted({subject.removeprefix("without.") for subject in guarded if not subject.startswith("known.")} | doubtful)
        choices = [(*self.domain(subject), None) if subject in doubtful else self.domain(subject) for subject in subjects]
        for values in product(*choices):
            situation = dict(zip(subjects, values, strict=True))
            place = _situation(state, situation)
            fitting = sum(place.holds(arc.when) for arc in arcs)
            if fitting != 1:
                yield f"{state}: {action or 'route'} fits {fitting} arcs where {situation}"


def _read_by(subject: str) -> str:
    return subject.removeprefix("known.").removeprefix("without.")


def _guards(playbook: Playbook) -> Iterator[Guard]:
    for state in playbook.states.values():
        yield from (arc.when for arc in state.next)
    for rule in (*playbook.safety, *playbook.quotas.values(), *playbook.locks.values()):
        yield rule.given
    yield from (guard for channel in playbook.channels.values() for _, guard in channel.told)


def _asked(playbook: Playbook) -> set[str | None]:
    return {state.fact for state in playbook.states.values()}


def _milestones(playbook: Playbook, subjects: set[str]) -> set[str]:
    """The milestones that guards, arcs of `anywhere`, safety properties and locks read."""
    arcs = [arc for state in playbook.states.values() for arc in state.next]
    read = {subject.partition(".")[2] for subject in subjects if subject.startswith("milestone.")}
    read |= {milestone for arc in arcs for milestone in (*arc.until, arc.after) if milestone}
    read |= {milestone for rule in playbook.safety for milestone in (rule.milestone, rule.before) if milestone}
    return read | {milestone for lock in playbook.locks.values() for milestone in lock.held_until}


def _by_action(state: State) -> dict[str | None, list[Arc]]:
    grouped: dict[str | None, list[Arc]] = {}
    for arc in state.next:
        grouped.setdefault(arc.on, []).append(arc)
    return grouped


def _in_season(arc: Arc, place: Place) -> bool:
    return not any(milestone in place.milestones for milestone in arc.until) and (arc.after is None or arc.after in place.milestones)


def _situation(state: str, values: Mapping[str, str | None]) -> Place:
    """A place with these values of subjects, `known.` aside."""
    told = {subject: value for subject, value in values.items() if value is not None}
    return Place(
        state,
        told.get("kind", ""),
        frozenset((subject, value) for subject, value in told.items() if "." not in subject and subject != "kind"),
        frozenset(subject.partition(".")[2] for subject, value in told.items() if subject.startswith("milestone.") and value == "reached"),
        frozenset((subject.partition(".")[2], value) for subject, value in told.items() if subject.startswith("review.")),
    )
