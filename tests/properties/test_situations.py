"""The situations that the checks compute are those that the engine comes into, no more and no fewer."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import count, islice, product
from math import prod
from typing import Any
from zoneinfo import ZoneInfo

from ban_wizard.case.arcs import CLOSES, arc_for
from ban_wizard.case.engine import step
from ban_wizard.case.errors import BadInput
from ban_wizard.case.events import Event
from ban_wizard.case.judge import judge
from ban_wizard.case.view import View
from ban_wizard.playbook.checks.ways import trapped
from ban_wizard.playbook.load import load_flow
from ban_wizard.playbook.model import SEND_ACTIONS, UNNAMED_KIND, Guard, Playbook
from ban_wizard.playbook.proof.cubes import Cube
from ban_wizard.playbook.proof.moves import Moves, by_own_arcs
from ban_wizard.playbook.proof.reading import CLOSES as CLOSES_HERE
from ban_wizard.playbook.proof.reading import NOTHING, SOMETHING, UNTOLD, reviewed
from ban_wizard.playbook.proof.situations import Situations, after_breaches
from ban_wizard.playbook.proof.space import Space
from ban_wizard.values import replace
from tests.support.random_flow import random_flow

MOSCOW = ZoneInfo("Europe/Moscow")
LATER = timedelta(days=40)
"""Between two events: longer than any wait."""

Key = tuple[Any, ...]


class Explorer:
    """Every view that the engine comes to, from every opening, act by act; one for each situation."""

    def __init__(self, space: Space, *, breaches: bool = False) -> None:
        self.playbook, self.space, self.breaches = space.playbook, space, breaches
        self.lenient = replace(space.playbook, safety=())
        """What a safety property forbids is reported by the checks and walked on from."""

    def views(self) -> list[View]:
        found: dict[Key, View] = {}
        ahead = deque(self.openings())
        while ahead:
            view = ahead.popleft()
            if self.key(view) not in found:
                found[self.key(view)] = view
                if self.playbook.states[view.state].kind != "outcome":
                    ahead.extend(self.following(view))
        return list(found.values())

    def openings(self) -> Iterator[View]:
        at = datetime(2027, 1, 1, 12, tzinfo=MOSCOW)
        told = [name for name, fact in self.playbook.facts.items() if name in self.space.subjects and name != "kind" and not fact.derived]
        for kind, offence in product(self.playbook.entries, (1, 2)):
            opened = {"kind": kind, "number": "+79111234567", "number_shown": "+7", "offence": offence, "offence_counted": 1}
            opened |= {"zone": "Europe/Moscow", "playbook": "x", "symptoms": [], "text": None}
            for values in product(*([None, *self.values(name)] for name in told)):
                view = step(self.playbook, None, Event(1, at, at, "t", "opened", "random", opened))
                for name, value in zip(told, values, strict=True):
                    if value is not None:
                        view = step(self.playbook, view, Event(view.seq + 1, at, at, "t", "answered", name, value))
                yield view

    def values(self, name: str) -> list[Any]:
        fact = self.playbook.facts[name]
        if fact.type == "many":
            return [{"unsure": []}, *([word] for word in fact.values), [*fact.values]]
        return list(fact.values) or ["a text", {"unsure": None}]

    def following(self, view: View) -> Iterator[View]:
        state = self.playbook.states[view.state]
        if stuck(self.playbook, view):
            return
        if state.kind == "ask":
            for value in self.values(state.fact or ""):
                yield self.taken(view, "answered", state.fact or "", value)
        for action in dict.fromkeys([arc.on for arc in state.next if arc.on and arc.on != "answer"] + ["sent"] * bool(state.letters)):
            for value in self.acts(view, action):
                event = self.event(view, "acted", action, value)
                try:
                    refused = judge(self.lenient, view, (), event)
                except BadInput:
                    continue
                if refused is None:
                    yield step(self.playbook, view, event)
        if self.breaches:
            yield from self.breached(view)

    def acts(self, view: View, action: str) -> Iterator[dict[str, Any]]:
        """What may be told with an act."""
        arc = arc_for(self.playbook, view, action)
        needs = [name for name in arc.needs if name in self.playbook.facts and view.facts.get(name) is None] if arc else []
        letters = [{"letter": ref.letter} for ref in self.playbook.states[view.state].letters] if action in SEND_ACTIONS else []
        channels = [{"channel": name} for name in self.playbook.channels] if arc and arc.by == "channel" else []
        kinds = [{"kind": kind} for kind in self.playbook.entries] if arc and arc.sets else []
        lapsing = self.space.lapsing() if arc and arc.sets and view.kind != UNNAMED_KIND else []
        for told in product(*(self.values(name) for name in needs), *([None, *self.values(name)] for name in lapsing)):
            facts = {name: value for name, value in zip([*needs, *lapsing], told, strict=True) if value is not None}
            for letter, channel, kind in product(letters or [{}], channels or [{}], kinds or [{}]):
                yield {"facts": {**facts, **letter, **channel, **kind}, "reason": "so it is"}

    def breached(self, view: View) -> Iterator[View]:
        for rule in self.playbook.safety:
            for action in self.playbook.actions if rule.breached else ():
                event = self.event(view, "acted", action, {})
                try:
                    refused = judge(self.playbook, view, (), event)
                except BadInput:
                    continue
                if refused is not None and rule.id in refused.rules and refused.overridable:
                    yield self.taken(view, "overridden", action, {"reason": "it happened", "rules": [rule.id]})

    def taken(self, view: View, kind: str, name: str, value: Any) -> View:
        return step(self.playbook, view, self.event(view, kind, name, value))

    def event(self, view: View, kind: str, name: str, value: Any) -> Event:
        at = view.event.at + LATER
        return Event(view.seq + 1, at, at, "t", kind, name, value)

    def key(self, view: View) -> Key:
        """Views of one key are the same to the checks: nothing else steers the way."""
        return view.state, situation(self.space, view), self.playbook.states[view.state].fact in view.facts, bool(view.breaches)


def stuck(playbook: Playbook, view: View) -> bool:
    """Whether a case stays where it should not: a gap, or a circle of questions, which other checks report."""
    state = playbook.states[view.state]
    return state.kind == "route" or (state.kind == "ask" and state.fact in view.facts)


def untracked(playbook: Playbook) -> list[Guard]:
    """What guards do not read and the engine knows all the same: whether a question was answered, and whether a letter is refused.

    The checks take it as open: such a question may be asked or passed over, such a letter may be sent.
    """
    asked = [f"known.{state.fact}" for state in playbook.states.values() if state.fact]
    return [((name, ("known",)),) for name in asked] + [((f"review.{name}", ("open",)),) for name in reviewed(playbook)]


def situation(space: Space, view: View) -> Cube:
    """What guards can tell of a view."""
    found = 0
    for name, subject in space.subjects.items():
        family, _, rest = name.partition(".")
        if family == "milestone":
            value = "reached" if rest in view.milestones else "missing"
        elif family == "review":
            value = view.reviews[rest].status if rest in view.reviews else "none"
        elif name == "kind":
            value = view.kind
        else:
            value = fact_value(space.playbook, view, name, subject.values)
        found |= subject.bit(value)
    return found


def fact_value(playbook: Playbook, view: View, name: str, values: Iterable[str]) -> str:
    told = view.facts.get(name, UNTOLD)
    if isinstance(told, list):
        read = [
            set(allowed)
            for s in playbook.states.values()
            for arc in s.next
            for subject, allowed in arc.when
            if subject.removeprefix("without.") == name
        ]
        signs = {v: [bool(allowed & set(v.split("+"))) for allowed in read] for v in values if v != UNTOLD}
        return next(v for v, sign in signs.items() if sign == [bool(allowed & set(told)) for allowed in read])
    if playbook.facts[name].values or told == UNTOLD:
        return str(told)
    return NOTHING if told is None else SOMETHING


def within(space: Space, cubes: Iterable[Cube], situation: Cube) -> bool:
    return any(not situation & ~cube for cube in cubes)


def by_milestone(space: Space, cube: Cube) -> list[Cube]:
    """A cube's parts, each with one answer to what has been reached: what is read from there on depends on that."""
    parts = [cube]
    for name, subject in space.subjects.items():
        if name.startswith("milestone."):
            parts = [part & ~subject.field | bit for part in parts for bit in subject.values.values() if part & bit]
    return parts


def alike(space: Space, situation: Cube, forgotten: Cube) -> Cube:
    """A situation with all that nobody tells from it."""
    return situation | sum(field & forgotten for field in space.fields if situation & field & forgotten)


def concrete(space: Space, cube: Cube, forgotten: Cube) -> Iterator[Cube]:
    """Every situation of a cube, each with all that nobody tells from it."""
    parts = []
    for field in space.fields:
        bits = [1 << n for n in range(field.bit_length()) if (field & cube) >> n & 1]
        parts.append(dict.fromkeys(alike(space, bit, forgotten) for bit in bits))
    for chosen in product(*parts):
        yield sum(chosen)


def playbooks(how_many: int, having: str = "") -> Iterator[tuple[int, Playbook]]:
    """Playbooks, each with its seed, that the engine goes through in no time, for a few subjects too many make many minutes.

    With the profile `explore` any.
    """
    seeds, most = (iter(range(4 * how_many)), None) if os.environ.get("HYPOTHESIS_PROFILE") == "explore" else (count(), 1000)
    made = ((seed, load_flow(flow, {})[0]) for seed in seeds if having in (flow := random_flow(seed)))
    few = ((seed, playbook) for seed, playbook in made if most is None or situations_at_most(playbook) <= most)
    return islice(few, None if most is None else how_many)


def situations_at_most(playbook: Playbook) -> int:
    """How many situations a state of a playbook may have."""
    return prod(field.bit_count() for field in Space(playbook, untracked(playbook)).fields)


def test_the_engine_and_the_checks_come_to_the_same_situations() -> None:
    for seed, playbook in playbooks(60):
        same_situations(seed, playbook)


def same_situations(seed: int, playbook: Playbook) -> None:
    space = Space(playbook, untracked(playbook))
    situations = Situations(Moves(space))
    found: dict[str, set[Cube]] = {}
    for view in Explorer(space).views():
        here = situation(space, view)
        if not stuck(playbook, view):
            found.setdefault(view.state, set()).add(here)
            assert within(space, situations.cubes(view.state), here), (seed, view.state, space.told(here))
    for state in playbook.states:
        for cube in (part for whole in situations.resting(state) for part in by_milestone(space, whole)):
            forgotten = situations.forgotten(state, cube)
            for name, subject in space.subjects.items():
                if name.startswith("milestone.") and subject.field & forgotten:
                    forgotten |= subject.field
            reached = {alike(space, here, forgotten) for here in found.get(state, ())}
            for one in concrete(space, cube, forgotten):
                assert one in reached, (seed, state, space.told(one))


def test_nothing_happens_after_a_breach_that_the_checks_do_not_know_of() -> None:
    for seed, playbook in playbooks(20, having='"breached"'):
        moves = Moves(Space(playbook))
        kept, breached = Situations(moves), after_breaches(moves)
        assert breached is not None
        for view in Explorer(moves.space, breaches=True).views():
            situations = breached if view.breaches else kept
            here = situation(moves.space, view)
            known = stuck(playbook, view) or within(moves.space, situations.cubes(view.state), here)
            assert known, (seed, view.state, moves.space.told(here))


def test_whoever_is_trapped_by_own_arcs_is_found_without_looking_at_every_answer() -> None:
    trapping = 0
    for seed in range(100):
        playbook = load_flow(random_flow(seed), {})[0]
        kept = Situations(moves := Moves(Space(playbook)))
        alone = list(trapped(Situations(by_own_arcs(playbook)), None))
        trapping += bool(alone)
        assert not alone or list(trapped(kept, after_breaches(moves))), seed
    assert 0 < trapping < 100


def test_both_mean_the_same_by_an_answer() -> None:
    assert CLOSES_HERE == CLOSES
