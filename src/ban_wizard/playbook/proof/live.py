"""What is still read on the ways from a place on, so that the rest can be forgotten there."""

from __future__ import annotations

from collections.abc import Mapping

from ban_wizard.playbook.proof.cubes import Cube
from ban_wizard.playbook.proof.moves import Moves, Place

Dead = tuple[Cube, tuple[Cube, ...]]
"""Bits that nothing tells apart from then on: in any case, and the values of facts of which it is only asked whether they are known."""


class Live:
    """What is still read on some way from a place on, given the milestones that are reached for sure and never go back.

    `also` are bits that somebody reads in a state besides its own arcs.
    """

    def __init__(self, moves: Moves, also: Mapping[str, Cube] | None = None) -> None:
        self._space = space = moves.space
        states = moves.playbook.states
        seasons = {milestone for state in states.values() for arc in state.next for milestone in arc.until}
        self._missing = 0
        for milestone in seasons:
            self._missing |= space.subjects[f"milestone.{milestone}"].bit("missing")
        self._found: dict[Cube, dict[Place, Dead]] = {}
        self._reads: dict[Place, Cube] = {place: also.get(place, 0) if also else 0 for place in (*states, *moves.anywhere)}
        self._in_season: list[tuple[Cube, Place, Cube]] = []
        """What is read until a milestone is reached: its bit of `missing`, where, and what."""
        self._before: dict[Place, dict[tuple[Place, Cube, Cube], None]] = {place: {} for place in self._reads}
        """The ways to a place: from where, what is not set on the way, and the bit of `missing` of its season."""
        promised: dict[str | None, Cube] = {}
        for rule in moves.playbook.safety:
            given, before = space.cautious(rule.given), space.field(f"milestone.{rule.before}")
            promised[rule.milestone] = promised.get(rule.milestone, 0) | space.reads(given) | before
        for place, own in (*moves.own.items(), *moves.anywhere.items()):
            for move in own:
                season = sum(bits for field in move.when.fields if not (bits := move.when.bits & field) & ~self._missing)
                reads = move.reads | promised.get(move.arc.milestone, 0)
                if season:
                    self._in_season.append((season, place, reads))
                else:
                    self._reads[place] |= reads
                for end in move.ends:
                    self._before[end.state][place, space.full & ~end.cleared, season] = None
        for name, state in states.items():
            if state.kind == "ask" and state.fact not in space.anew:
                self._reads[name] |= space.unknown(state.fact or "")
            if moves.resting[name] is not None and (leading := moves.leading[name]) is not None:
                self._before[leading][name, space.full, 0] = None

    def forgotten(self, place: Place, cube: Cube) -> Cube:
        """The bits that nothing tells apart from those that a cube has there."""
        missing = cube & self._missing
        if (found := self._found.get(missing)) is None:
            found = self._found[missing] = self._dead(self._missing & ~missing)
        forgotten, values = found[place]
        for known in values:
            if cube & known:
                forgotten |= known
        return forgotten

    def _dead(self, over: Cube) -> dict[Place, Dead]:
        """`over` are the bits of `missing` that no situation has any more."""
        live = dict(self._reads)
        for season, place, reads in self._in_season:
            if not season & over:
                live[place] |= reads
        waiting = dict.fromkeys(live)
        while waiting:
            place, _ = waiting.popitem()
            for former, kept, season in self._before[place]:
                if not season & over and (more := live[place] & kept & ~live[former]):
                    live[former] |= more
                    waiting[former] = None
        return {place: self._forgotten(reads, over) for place, reads in live.items()}

    def _forgotten(self, live: Cube, over: Cube) -> Dead:
        dead, values = self._space.full & ~live & ~over, []
        for field, unknown in self._space.unknown_by_field.items():
            known = field & ~unknown
            if live & unknown and not live & known:
                dead &= ~known
                values.append(known)
        return dead, tuple(values)
