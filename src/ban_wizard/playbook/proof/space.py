"""What guards and rules can tell apart, as bits: the ground on which a playbook is proven.

Only subjects that some guard, rule or season reads are kept, and of their values only those that are read differently: if
no guard tells two gateways apart, neither do we.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import chain
from typing import NamedTuple

from ban_wizard.playbook.model import Arc, Guard, Playbook
from ban_wizard.playbook.proof.cubes import Condition, Cube, Cubes
from ban_wizard.playbook.proof.reading import NOTHING, UNTOLD, classes, guards, read_by, read_by_own_ask, season


class Subject(NamedTuple):
    """Something that guards read, and where its values stand in a cube."""

    name: str
    """A fact, `kind`, `milestone.NAME` or `review.CHANNEL`."""
    values: Mapping[str, Cube]
    """Each value's bit; values that nobody tells apart share one."""
    field: Cube

    def bit(self, value: str) -> Cube:
        return self.values[value]

    def bits(self, allowed: Collection[str]) -> Cube:
        """The bits of those values; of several words told together if any of them is among them."""
        found = 0
        for value, bit in self.values.items():
            if value in allowed or ("+" in value and any(word in allowed for word in value.split("+"))):
                found |= bit
        return found


class Space:
    """The subjects of a playbook. `more` are guards of others that want to know as well: letters' claims, placeholders."""

    def __init__(self, playbook: Playbook, more: Iterable[Guard] = ()) -> None:
        self.playbook = playbook
        read: dict[str, set[tuple[str, ...]]] = {"kind": set()}
        others = list(chain.from_iterable(more))
        self.anew = frozenset(read_by_own_ask(playbook)) - {read_by(name) for name, _ in others}
        """Facts that nothing reads but the one ask that asks for them: they are answered anew whenever it comes up."""
        for name, allowed in dict.fromkeys(chain(chain.from_iterable(guards(playbook)), others)):
            subject = read_by(name)
            if "." not in subject and subject not in playbook.facts:
                continue
            read.setdefault(subject, set())
            if not name.startswith("known."):
                read[subject].add(allowed)
        self.subjects: dict[str, Subject] = {}
        offset = 0
        for name in sorted(read):
            found = classes(playbook, name, sorted(read[name]))
            width = max(found.values()) + 1
            bits = {value: 1 << offset + place for value, place in found.items()}
            self.subjects[name] = Subject(name, bits, (1 << width) - 1 << offset)
            offset += width
        self.unknown_by_field = {subject.field: unknown for name, subject in self.subjects.items() if (unknown := self.unknown(name))}
        """For facts that may be unknown."""
        self.full: Cube = (1 << offset) - 1
        self.fields: tuple[Cube, ...] = tuple(subject.field for subject in self.subjects.values())
        self._outside_by_length = [self.full, *(self.full & ~field for field in self.fields for _ in range(field.bit_count()))]
        """All but the field of a bit, by the length of the number that has it as its highest."""
        self._conditions: dict[Guard, Condition] = {}

    def values(self, name: str) -> Mapping[str, Cube]:
        """A subject's values with their bits; none for what is not read."""
        return self.subjects[name].values if name in self.subjects else {}

    def field(self, name: str) -> Cube:
        """A subject's field; 0 for what is not read."""
        return self.subjects[name].field if name in self.subjects else 0

    def nothing(self, fact: str) -> Cube:
        """The bit of "I do not know", where that leaves a fact unknown; 0 where it stands for a value."""
        return 0 if self.playbook.facts[fact].values else self.values(fact).get(NOTHING, 0)

    def unknown(self, fact: str) -> Cube:
        """The bits of a fact that is not known: not told, or nothing but "I do not know"; 0 for what is always known, or not read."""
        return self.subjects[fact].bits((UNTOLD,)) | self.nothing(fact) if UNTOLD in self.values(fact) else 0

    def lapsing(self) -> list[str]:
        """The facts that count only as long as the kind of block lasts; those that are told anew in any case are left out."""
        facts = self.playbook.facts.values()
        return [fact.id for fact in facts if fact.per_kind and not fact.derived and fact.id in self.subjects and fact.id not in self.anew]

    def asked_per_kind(self) -> list[Subject]:
        """The reviews that count only as long as the kind of block lasts."""
        channels = self.playbook.channels.values()
        return [review for channel in channels if channel.per_kind and (review := self.subjects.get(f"review.{channel.id}"))]

    def reviews_told_by(self, fact: str) -> list[str]:
        """The channels of whose reviews a fact may tell, and whose review is read."""
        channels = self.playbook.channels.values()
        reading = [c.id for c in channels if any(read_by(name) == fact for _, guard in c.told for name, _ in guard)]
        return [name for name in reading if f"review.{name}" in self.subjects]

    # ------------------------------------------------------------------ conditions

    def condition(self, guard: Guard, arc: Arc | None = None) -> Condition:
        """Where a guard holds, and the season of an arc with it. What is not in the space restricts nothing."""
        literals = guard if arc is None else (*guard, *chain.from_iterable(season(arc)))
        if (found := self._conditions.get(literals)) is None:
            found = self._conditions[literals] = self._conjunction([(name, self._bits(name, allowed)) for name, allowed in literals])
        return found

    def cautious(self, guard: Guard) -> Condition:
        """Where a rule's `given` holds: a fact that nobody has told yet has its cautious value, as for the engine."""

        def bits(name: str, allowed: tuple[str, ...]) -> Cube:
            subject = name.removeprefix("without.")
            fact = self.playbook.facts.get(subject)
            found = self._bits(name, allowed)
            if fact is not None and subject in self.subjects and (fact.unsure is None or fact.unsure in allowed):
                found |= self.subjects[subject].bits((UNTOLD,))
            return found

        return self._conjunction((name, bits(name, allowed)) for name, allowed in guard)

    def reads(self, condition: Condition) -> Cube:
        """The bits that a condition tells from others of their field: if it only asks whether a fact is known, those of the unknown."""
        found = 0
        for field in condition.fields:
            unknown = self.unknown_by_field.get(field, 0)
            found |= unknown if condition.bits & field & ~unknown in (0, field & ~unknown) else field
        return found

    def is_value(self, name: str, value: str) -> Condition:
        """Where a subject has that value."""
        return self._conjunction([(name, self._bits(name, (value,)))])

    def _bits(self, name: str, allowed: tuple[str, ...]) -> Cube:
        subject = self.subjects.get(read_by(name))
        if subject is None:
            return 0
        if name.startswith("without."):
            return subject.field & ~subject.bits((UNTOLD, *allowed))
        if not name.startswith("known."):
            return subject.bits(allowed)
        unknown = self.unknown(subject.name)
        return (unknown if "unknown" in allowed else 0) | (subject.field & ~unknown if "known" in allowed else 0)

    def _conjunction(self, literals: Iterable[tuple[str, Cube]]) -> Condition:
        bits, fields = self.full, []
        for name, allowed in literals:
            if (subject := self.subjects.get(read_by(name))) is not None:
                bits &= allowed | ~subject.field
                fields.append(subject.field)
        return Condition(bits, tuple(dict.fromkeys(fields)))

    # ------------------------------------------------------------------ cubes

    def cubes(self) -> Cubes:
        """A set of situations, empty as yet."""
        return Cubes(self._outside_by_length)

    def common(self, one: Cube, other: Cube) -> Cube:
        """What is in both cubes; 0 for nothing."""
        both = one & other
        return both if all(both & field for field in self.fields) else 0

    def minus(self, cubes: Iterable[Cube], taken: Iterable[Cube]) -> list[Cube]:
        """What is in some of `cubes` and in none of `taken`, in cubes that do not overlap where `cubes` do not."""
        left = list(cubes)
        for cube in taken:
            away = self.as_condition(cube)
            left = [rest for each in left for rest in away.outside(each)]
        return left

    def as_condition(self, cube: Cube) -> Condition:
        return Condition(cube, tuple(field for field in self.fields if field & ~cube))

    def one(self, cube: Cube) -> Cube:
        """One situation of a cube: what is not told, else the first value."""
        return sum(part & -part for field in self.fields if (part := cube & field))

    def told(self, cube: Cube, among: Iterable[str] | None = None) -> dict[str, tuple[str, ...]]:
        """A cube in words: the values of each subject that may not have all of them."""
        names = self.subjects if among is None else [name for name in among if name in self.subjects]
        found = {name: self.subjects[name] for name in names}
        return {
            name: tuple(value for value, bit in subject.values.items() if bit & cube)
            for name, subject in found.items()
            if subject.field & ~cube
        }
