"""What moves do to facts and reviews, forwards and backwards, on cubes. Milestones and kinds are simply set: see `moves.End`.

`after` gives the cubes that a cube becomes; `before` the cubes that become part of a cube. `reads` are the bits
whose former value matters to either.
"""

from __future__ import annotations

from functools import reduce
from operator import or_

from ban_wizard.playbook.model import APPEALED, UNNAMED_KIND
from ban_wizard.playbook.proof.cubes import Cube
from ban_wizard.playbook.proof.reading import UNTOLD
from ban_wizard.playbook.proof.space import Space, Subject


class Known:
    """What is known of a channel's review before anything was sent there: `open_when` and `refused_when` say it, once."""

    def __init__(self, space: Space, channel: str) -> None:
        review = space.subjects[f"review.{channel}"]
        self._none, self._field = review.bit("none"), review.field
        self._told = [(review.bit(status), space.condition(guard)) for status, guard in space.playbook.channels[channel].told]
        self.reads = review.field
        for _, when in self._told:
            self.reads |= space.reads(when)

    def after(self, cube: Cube) -> list[Cube]:
        found = [cube & ~self._none] if cube & self._field & ~self._none else []
        left = [cube & ~self._field | self._none] if cube & self._none else []
        for status, when in self._told:
            found += [met & ~self._field | status for each in left if (met := when.meet(each))]
            left = [outside for each in left for outside in when.outside(each)]
        return found + left

    def before(self, cube: Cube) -> list[Cube]:
        found = [cube & ~self._none] if cube & self._field & ~self._none else []
        left = [cube & ~self._field | self._none]
        for status, when in self._told:
            if cube & status:
                found += [met for each in left if (met := when.meet(each))]
            left = [outside for each in left for outside in when.outside(each)]
        return found + left if cube & self._none else found


class Tell:
    """A fact is told, if it was not: any value, and it may tell of a review. With `again`, "I do not know" is not enough."""

    def __init__(self, space: Space, name: str, *, again: bool = False) -> None:
        fact = space.subjects[name]
        self._open_to = fact.bit(UNTOLD) | (space.nothing(name) if again else 0)
        self._values, self._field = fact.field & ~fact.bit(UNTOLD), fact.field
        self._reviews = [Known(space, channel) for channel in space.reviews_told_by(name)]
        self.reads, self.sets = space.unknown(name), 0
        for each in self._reviews:
            self.reads |= each.reads & ~fact.field

    def after(self, cube: Cube) -> list[Cube]:
        if not cube & self._open_to:
            return [cube]
        if not self._reviews:
            return [cube & ~self._open_to | self._values]
        told = [cube & ~self._field | self._values]
        for each in self._reviews:
            told = [changed for before in told for changed in each.after(before)]
        return [*told, known] if (known := cube & ~self._open_to) & self._field else told

    def before(self, cube: Cube) -> list[Cube]:
        if not cube & self._values:
            return []
        cubes = [cube & ~self._field | cube & self._values]
        for each in reversed(self._reviews):
            cubes = [before for after in cubes for before in each.before(after)]
        told = [before & ~self._field | self._open_to for before in cubes]
        return [*told, known] if (known := cube & ~self._open_to) & self._field else told


class TellAnew:
    """A fact is told, whatever it was before."""

    def __init__(self, space: Space, name: str) -> None:
        fact = space.subjects[name]
        self.reads, self.sets = 0, fact.field
        self._values = fact.field & ~fact.bit(UNTOLD)

    def after(self, cube: Cube) -> list[Cube]:
        return [cube & ~self.sets | self._values]

    def before(self, cube: Cube) -> list[Cube]:
        return [cube | self.sets] if cube & self._values else []


class Ask:
    """A letter goes to a channel: its review opens. Refused while one is open there."""

    def __init__(self, review: Subject) -> None:
        self._open, self._field = review.bit("open"), review.field
        self.reads = review.field

    def refused(self, cube: Cube) -> bool:
        """Whether it is, in some situation of a cube."""
        return bool(cube & self._open)

    def after(self, cube: Cube) -> list[Cube]:
        return [cube & ~self._field | self._open] if cube & self._field & ~self._open else []

    def before(self, cube: Cube) -> list[Cube]:
        return [cube & ~self._open | self._field & ~self._open] if cube & self._open else []


class Close:
    """A review that is open is answered, or given up. With `must` it has to be open: the person says whose answer it is.

    With `late` one that was given up is answered as well: it is the channel's own answer, and it has come in the end.
    """

    def __init__(self, review: Subject, status: str, *, must: bool = False, late: bool = False) -> None:
        self._field, self._status, self._must = review.field, review.bit(status), must
        self._waiting = review.bit("open") | (review.bit("silent") if late else 0)
        self.reads = review.field if must else 0

    def refused(self, cube: Cube) -> bool:
        """Whether it cannot be said, in some situation of a cube."""
        return self._must and bool(cube & self._field & ~self._waiting)

    def after(self, cube: Cube) -> list[Cube]:
        if not cube & self._waiting:
            return [] if self._must else [cube]
        return [cube & ~self._field | self._status] if self._must else [cube & ~self._waiting | self._status]

    def before(self, cube: Cube) -> list[Cube]:
        was = self._waiting if cube & self._status else 0
        if not self._must:
            was |= cube & self._field & ~self._waiting
        return [cube & ~self._field | was] if was else []


class Lapse:
    """What is told of one kind of block does not count of another: with the change it is told anew, or untold until somebody asks.

    What was asked about the former kind has not been asked about this one.
    """

    def __init__(self, space: Space) -> None:
        kind, names, asked = space.subjects["kind"], space.lapsing(), space.asked_per_kind()
        self._kinds, self._unnamed = kind.field, kind.bits((UNNAMED_KIND,))
        self._told = reduce(or_, map(space.field, names), 0)
        self._fresh, self._asked = reduce(or_, (review.bit("none") for review in asked), 0), [review.field for review in asked]
        appealed = space.subjects.get(f"milestone.{APPEALED}")
        if appealed is not None and any(channel.per_kind for channel in space.playbook.channels.values()):
            self._fresh |= appealed.bit("missing")
            self._asked.append(appealed.field)
        self._cleared = reduce(or_, self._asked, 0)
        self.fields = self._told | self._cleared
        """What it changes; 0 for nothing."""
        channels = dict.fromkeys(channel for name in names for channel in space.reviews_told_by(name))
        self._reviews = [Known(space, channel) for channel in channels]
        self.reads = reduce(or_, (each.reads for each in self._reviews), self._kinds) & ~self.fields | self._kinds

    def refused(self, cube: Cube) -> bool:
        """Never: it comes with a change of kind."""
        return False

    def after(self, cube: Cube) -> list[Cube]:
        named = cube & ~self._unnamed & ~self._cleared | self._fresh | self._told
        cubes = [named] if cube & self._kinds & ~self._unnamed else []
        for each in self._reviews:
            cubes = [changed for before in cubes for changed in each.after(before)]
        return [*cubes, cube & ~self._kinds | self._unnamed] if cube & self._unnamed else cubes

    def before(self, cube: Cube) -> list[Cube]:
        cubes = [cube & ~self._unnamed] if cube & self._kinds & ~self._unnamed else []
        for each in reversed(self._reviews):
            cubes = [before for after in cubes for before in each.before(after)]
        found = [before | self.fields for before in cubes if all(before & self._fresh & field for field in self._asked)]
        return [*found, cube & ~self._kinds | self._unnamed] if cube & self._unnamed else found


Effect = Ask | Close | Lapse
