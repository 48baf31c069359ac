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
        self._lives: dict[Cube, dict[Place, Cube]] = {}
        self._found: dict[tuple[Place, Cube], Dead] = {}
        self._known = [(field & ~unknown, unknown) for field, unknown in space.unknown_by_field.items()]
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
        if (found := self._found.get((place, missing))) is None:
            found = self._found[place, missing] = self._dead(place, self._missing & ~missing)
        forgotten, values = found
        for known in values:
            if cube & known:
                forgotten |= known
        return forgotten

    def _dead(self, place: Place, over: Cube) -> Dead:
        """`over` are the bits of `missing` that no situation has any more."""
        if over not in self._lives:
            self._lives[over] = self._live(over)
        live = self._lives[over][place]
        values = tuple(known for known, unknown in self._known if live & unknown and not live & known)
        return self._space.full & ~live & ~over & ~sum(values), values

    def _live(self, over: Cube) -> dict[Place, Cube]:
        """By place, what is read from there on."""
        live = dict(self._reads)
        for season, place, reads in self._in_season:
            if not season & over:
                live[place] |= reads
        waiting = dict.fromkeys(reversed(live))  # most arcs lead forward, and this goes back
        while waiting:
            places, waiting = waiting, {}
            for place in places:
                waiting.pop(place, None)
                for former, kept, season in self._before[place]:
                    if not season & over and (more := live[place] & kept & ~live[former]):
                        live[former] |= more
                        waiting[former] = None
        return live
