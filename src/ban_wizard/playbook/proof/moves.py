"""What can happen in a state, for whole sets of cases at once: the engine's way of moving a case, as functions on cubes.

`case/engine.py` is the truth that this must agree with; tests/properties walks both side by side. Facts are told when a
case is opened, by an ask, or with an act that needs them, and then stay; a wait ends whenever it likes; what only other
cases can forbid (quotas, locks) is allowed, and so is what a safety property forbids: it is reported instead.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from copy import copy
from functools import reduce
from operator import or_
from typing import NamedTuple

from ban_wizard.playbook.model import SEND_ACTIONS, Arc, Playbook, Safety, State
from ban_wizard.playbook.proof.cubes import Condition, Cube
from ban_wizard.playbook.proof.effects import Ask, Close, Effect, Known, Lapse, Tell, TellAnew
from ban_wizard.playbook.proof.reading import CLOSES, UNTOLD, all_reviews, answer, asked, reviewed
from ban_wizard.playbook.proof.space import Space
from ban_wizard.values import replace

Place = str
"""A state; or, between two, the arcs of `anywhere` that lead away from any of them."""


class End(NamedTuple):
    """Where a move leads, from which cubes, and what it sets."""

    state: str
    kept: Condition
    sets: tuple[tuple[Cube, Cube], ...]
    """Fields, each with the bits it has afterwards."""
    cleared: Cube
    put: Cube

    def before(self, cube: Cube) -> Cube:
        """What ends in `cube`; 0 for nothing."""
        for field, bits in self.sets:
            if not cube & bits:
                return 0
            cube |= field
        return self.kept.meet(cube)


class Move:
    """One way on from a state, or an act that stays in it. `arc` is as the state has it.

    `reads` are the bits that it tells from the others of their field, before anything is told or done. `named` is what the
    person says with the act: the letter that is sent, or the channel that has answered.
    """

    __slots__ = ("arc", "effects", "ends", "named", "plain", "reads", "state", "tells", "when", "where")

    def __init__(
        self,
        state: str,
        arc: Arc,
        where: Condition,
        tells: tuple[Tell | TellAnew, ...],
        when: Condition,
        effects: tuple[Effect, ...],
        ends: tuple[End, ...],
        reads: Cube,
        named: str | None = None,
    ) -> None:
        self.state, self.arc, self.named = state, arc, named
        self.where, self.tells, self.when, self.effects, self.ends = where, tells, when, effects, ends
        self.plain = not tells and not effects and len(ends) == 1 and not ends[0].kept.fields
        self.reads = reads

    def taken(self, cube: Cube) -> list[Cube]:
        """The part of a cube in which this is possible, with what is told on the way."""
        if not self.tells:
            return [met] if (met := self.when.meet(cube)) else []
        cubes = [here] if (here := self.where.meet(cube)) else []
        for tell in self.tells:
            cubes = [told for each in cubes for told in tell.after(each)]
        return [met for each in cubes if (met := self.when.meet(each))]

    def after(self, cube: Cube) -> Sequence[tuple[str, Cube]]:
        """Where a cube moves to: states, each with a cube."""
        if self.plain:
            met, end = self.when.meet(cube), self.ends[0]
            return ((end.state, met & ~end.cleared | end.put),) if met else ()
        cubes = self.taken(cube)
        if not cubes:
            return ()
        for effect in self.effects:
            cubes = [changed for each in cubes for changed in effect.after(each)]
        return [(end.state, kept & ~end.cleared | end.put) for each in cubes for end in self.ends if (kept := end.kept.meet(each))]

    def refused(self, cube: Cube) -> bool:
        """Whether the review that it opens or closes may forbid it."""
        return any(effect.refused(cube) for effect in self.effects)

    def before(self, state: str, cube: Cube) -> Iterator[Cube]:
        """The cubes from which this leads into that cube of `state`."""
        for end in self.ends:
            cubes = [ending] if end.state == state and (ending := end.before(cube)) else []
            for effect in reversed(self.effects):
                cubes = [before for each in cubes for before in effect.before(each)]
            cubes = [met for each in cubes if (met := self.when.meet(each))]
            for tell in reversed(self.tells):
                cubes = [before for each in cubes for before in tell.before(each)]
            yield from (met for each in cubes if (met := self.where.meet(each)))


class Moves:
    """Every move of a playbook."""

    def __init__(self, space: Space) -> None:
        self.space, self.playbook = space, space.playbook
        states = self.playbook.states
        self._free, channels = space.condition(()), reviewed(space.playbook)
        self._reviews = {channel: review for channel in channels if (review := space.subjects.get(f"review.{channel}")) is not None}
        self._lapse = Lapse(space)
        self.all_reviews_read = len(self._reviews) == len(channels)
        """Whether it is known in every situation which letters are refused because their channel has not answered yet."""
        self._kinds_by_entry: dict[str, list[str]] = {}
        for kind, entry in self.playbook.entries.items():
            self._kinds_by_entry.setdefault(entry, []).append(kind)
        self.resting = {name: self._resting(state) for name, state in states.items()}
        """Where a case stays in a state until somebody acts: an ask whose fact is told, and a route, are passed over."""
        self.own = {name: tuple(self._of(state)) for name, state in states.items()}
        """By state: its own arcs, letters beside a wait, and arcs of `anywhere` that do not lead away."""
        names: dict[tuple[Arc, ...], str] = {}
        shared = {name: tuple([arc for arc in state.next if _is_shared(state, arc)]) for name, state in states.items()}
        self.leading = {name: names.setdefault(arcs, f"anywhere {len(names)}") if arcs else None for name, arcs in shared.items()}
        """The arcs of `anywhere` that lead away from each state, by a name of those of one state together; None for none."""
        self.anywhere = {name: tuple(move for arc in arcs for move in self._variants(None, arc)) for arcs, name in names.items()}
        """Their moves: they do the same wherever they are taken."""

    def of(self, state: str) -> Iterator[Move]:
        """Everything that can happen in a state."""
        yield from self.own[state]
        if (name := self.leading[state]) is not None:
            yield from self.anywhere[name]

    def alone(self) -> Moves:
        """The same of who never takes an arc of `anywhere`."""
        alone = copy(self)
        alone.own = {name: tuple(move for move in own if not move.arc.anywhere) for name, own in self.own.items()}
        alone.leading, alone.anywhere = dict.fromkeys(self.own), {}
        return alone

    def starts(self) -> Iterator[tuple[str, Cube]]:
        """Where cases are opened: each entry, with anything told or not."""
        cube = self.space.full
        for name, subject in self.space.subjects.items():
            if name.startswith(("milestone.", "review.")):
                cube = cube & ~subject.field | subject.bit("missing" if name.startswith("milestone.") else "none")
        cubes = list(self._by_offence(cube))
        for channel in self.playbook.channels.values():
            if channel.told and f"review.{channel.id}" in self.space.subjects:
                cubes = [known for each in cubes for known in Known(self.space, channel.id).after(each)]
        kind = self.space.subjects["kind"]
        for entry, kinds in self._kinds_by_entry.items():
            yield from ((entry, each & ~kind.field | kind.bits(kinds)) for each in cubes)

    def breaches(self) -> Iterator[tuple[str, Cube]]:
        """Where a case goes that has broken a promise, in every situation in which that is possible."""
        for rule in self.playbook.safety:
            if rule.breached is None or not (cube := self.broken(rule).meet(self.space.full)):
                continue
            for places in self.playbook.actions.values():
                reached = {arc.milestone for _, arc in places}
                if rule.milestone in reached:  # the act is forbidden wherever it stands, whichever of its arcs it takes
                    for milestone in reached:
                        cube |= self.space.field(f"milestone.{milestone}")
            yield rule.breached, cube

    def broken(self, rule: Safety) -> Condition:
        """Where a safety property forbids its milestone."""
        given, late = self.space.cautious(rule.given), self.space.is_value(f"milestone.{rule.before}", "missing")
        return Condition(given.bits & late.bits, given.fields + late.fields)

    # ------------------------------------------------------------------ arcs

    def _resting(self, state: State) -> Condition | None:
        if state.kind in ("route", "outcome"):
            return None
        asked = state.fact if state.fact not in self.space.anew else None
        return self.space.is_value(asked or "", UNTOLD)

    def _of(self, state: State) -> Iterator[Move]:
        if state.kind == "outcome":
            return
        for arc in state.next:
            passing = arc.on is None if state.kind == "route" else arc.on == "answer"
            if not _is_shared(state, arc) and (passing or state.kind != "route"):
                yield from self._variants(state, arc)
        if state.kind == "wait" and state.letters:
            written = [self.space.condition(arc.when, arc).bits for arc in state.next if arc.on == "sent"]
            for cube in self.space.minus([self.space.full], written):
                yield from self._variants(state, Arc("sent"), self.space.as_condition(cube))

    def _variants(self, state: State | None, arc: Arc, where: Condition | None = None) -> Iterator[Move]:
        """An arc as moves: one for each letter that may be sent, for each channel that may have answered. `state` is None for any."""
        name = state.id if state is not None else ""
        asked = state is not None and arc.on == "answer"
        told = [state.fact or ""] if state is not None and asked else list(arc.needs)
        tells = tuple(self._tell(fact, again=not asked) for fact in told if UNTOLD in self.space.values(fact))
        if where is None:
            resting = self.resting[name] if state is not None and arc.on not in (None, "answer") else None
            where = resting or self._free
        when, ends = self.space.condition(arc.when, arc), tuple(self._ends(name, arc))
        if where.fields and not tells:
            where, when = self._free, where.together(when)
        lapse = (self._lapse,) if arc.sets and self._lapse.fields else ()
        reads = self.space.reads(when)
        for end in ends:
            reads |= self.space.reads(end.kept)
        for tell in tells:
            reads = reads & ~tell.sets | tell.reads
        reads |= self.space.reads(where)
        for effects, named in self._effects(state, arc):
            changes = (*lapse, *effects)
            yield Move(name, arc, where, tells, when, changes, ends, reduce(or_, (effect.reads for effect in changes), reads), named)

    def _tell(self, fact: str, *, again: bool) -> Tell | TellAnew:
        return TellAnew(self.space, fact) if fact in self.space.anew else Tell(self.space, fact, again=again)

    def _effects(self, state: State | None, arc: Arc) -> Iterator[tuple[tuple[Effect, ...], str | None]]:
        reviews = self._reviews
        if arc.on in SEND_ACTIONS:
            for ref in state.letters if state is not None else ():
                review = reviews.get(ref.channel)
                yield (Ask(review),) if review is not None else (), ref.letter
            if state is None or not state.letters:
                yield (), None
            return
        status = answer(arc)
        if arc.by == "channel":
            for name, review in reviews.items():
                yield (Close(review, status, must=True),), name
            if not self.all_reviews_read:
                yield (), None
        elif arc.by is not None or arc.on in CLOSES:
            late = arc.by is not None and status != "silent"
            yield tuple(Close(review, status, late=late) for name, review in reviews.items() if arc.by in (None, name)), None
        else:
            yield (), None

    def _ends(self, state: str, arc: Arc) -> Iterator[End]:
        sets = []
        if arc.milestone is not None and (milestone := self.space.subjects.get(f"milestone.{arc.milestone}")):
            sets.append((milestone.field, milestone.bit("reached")))
        kind, free = self.space.subjects["kind"], self._free
        if arc.to == "entry":
            for entry, kinds in self._kinds_by_entry.items():
                if arc.sets is None:
                    yield _end(entry, Condition(self.space.full & ~kind.field | kind.bits(kinds), (kind.field,)), sets)
                    continue
                for bit, number in Counter(map(kind.bit, kinds)).items():  # to another kind than the present one
                    other = Condition(self.space.full & ~bit, (kind.field,)) if number == 1 else free
                    yield _end(entry, other, [*sets, (kind.field, bit)])
        else:
            yield _end(arc.to or state, free, [*sets, (kind.field, kind.field)] if arc.sets else sets)

    # ------------------------------------------------------------------ parts

    def _by_offence(self, cube: Cube) -> Iterator[Cube]:
        """All facts derived from the number of offences are of the first, or all of a later one."""
        derived = [self.space.subjects[name] for name, fact in self.playbook.facts.items() if fact.derived and name in self.space.subjects]
        if len(derived) < 2:
            yield cube
            return
        for offence in ("first", "repeat"):
            one = cube
            for subject in derived:
                one = one & ~subject.field | subject.bit(offence)
            yield one


def by_own_arcs(playbook: Playbook) -> Moves:
    """As `Moves.alone`, of few situations: every answer and every review can be told apart."""
    states = {name: replace(state, next=tuple(arc for arc in state.next if not arc.anywhere)) for name, state in playbook.states.items()}
    alone = replace(playbook, states=states)
    return Moves(Space(alone, [*all_reviews(alone), *asked(alone)]))


def _is_shared(state: State, arc: Arc) -> bool:
    return arc.anywhere and arc.to is not None and arc.on not in SEND_ACTIONS and state.kind not in ("route", "outcome")


def _end(state: str, kept: Condition, sets: list[tuple[Cube, Cube]] | tuple[tuple[Cube, Cube], ...]) -> End:
    cleared = put = 0
    for field, bits in sets:
        cleared, put = cleared | field, put | bits
    return End(state, kept, tuple(sets), cleared, put)
