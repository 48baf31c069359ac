"""What guards and rules can tell apart, as bits: the ground on which a playbook is proven.

Only subjects that some guard, rule or season reads are kept, and of their values only those that are read differently: if
no guard tells two gateways apart, neither do we. A *cube* is a set of situations in one number: a field of bits for each
subject, a bit for each value it may have, any value of one with any value of another.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Final, NamedTuple

from ban_wizard.playbook.model import REVIEW_STATUSES, Arc, Guard, Playbook, Safety

Cube = int

UNTOLD: Final = "untold"
"""A fact that nobody has been asked, or has told."""
NOTHING: Final = "nothing"
"""A fact that was asked for, and the person does not know."""
SOMETHING: Final = "something"
"""A text, time, count or telephone number that was told."""


class Condition(NamedTuple):
    """A conjunction over some subjects: the bits it leaves, and the fields it looks at."""

    bits: Cube
    fields: tuple[Cube, ...] = ()

    def meet(self, cube: Cube) -> Cube:
        """The part of a cube in which it holds; 0 for none."""
        left = cube & self.bits
        for field in self.fields:
            if not left & field:
                return 0
        return left

    def outside(self, cube: Cube) -> Iterator[Cube]:
        """The part of a cube in which it does not hold, in cubes that do not overlap."""
        for field in self.fields:
            if away := cube & field & ~self.bits:
                yield cube & ~field | away
            cube &= self.bits | ~field
            if not cube & field:
                return


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
        self.anew = frozenset(_read_by_own_ask(playbook)) - {_read_by(name) for name, _ in others}
        """Facts that nothing reads but the one ask that asks for them: they are answered anew whenever it comes up."""
        for name, allowed in chain(chain.from_iterable(_guards(playbook)), others):
            subject = _read_by(name)
            if "." not in subject and subject not in playbook.facts:
                continue
            read.setdefault(subject, set())
            if not name.startswith("known."):
                read[subject].add(allowed)
        self.subjects: dict[str, Subject] = {}
        offset = 0
        for name in sorted(read):
            classes = _classes(playbook, name, sorted(read[name]))
            width = max(classes.values()) + 1
            bits = {value: 1 << offset + place for value, place in classes.items()}
            self.subjects[name] = Subject(name, bits, (1 << width) - 1 << offset)
            offset += width
        self.full: Cube = (1 << offset) - 1
        self.fields: tuple[Cube, ...] = tuple(subject.field for subject in self.subjects.values())
        self.outside_by_length = [self.full, *(self.full & ~field for field in self.fields for _ in range(field.bit_count()))]
        """All but the field of a bit, by the length of the number that has it as its highest."""

    def values(self, name: str) -> Mapping[str, Cube]:
        """A subject's values with their bits; none for what is not read."""
        return self.subjects[name].values if name in self.subjects else {}

    def field(self, name: str) -> Cube:
        """A subject's field; 0 for what is not read."""
        return self.subjects[name].field if name in self.subjects else 0

    def nothing(self, fact: str) -> Cube:
        """The bit of "I do not know", where that leaves a fact unknown; 0 where it stands for a value."""
        return 0 if self.playbook.facts[fact].values else self.values(fact).get(NOTHING, 0)

    def opened_by(self, fact: str) -> list[str]:
        """The channels whose `open_when` reads a fact, and whose review is read."""
        channels = self.playbook.channels.values()
        reading = [c.id for c in channels if any(_read_by(name) == fact for name, _ in c.open_when)]
        return [name for name in reading if f"review.{name}" in self.subjects]

    # ------------------------------------------------------------------ conditions

    def condition(self, guard: Guard, arc: Arc | None = None) -> Condition:
        """Where a guard holds, and the season of an arc with it. What is not in the space restricts nothing."""
        literals = list(guard)
        if arc is not None and arc.until is not None:
            literals.append((f"milestone.{arc.until}", ("missing",)))
        if arc is not None and arc.after is not None:
            literals.append((f"milestone.{arc.after}", ("reached",)))
        return self._conjunction((name, self._bits(name, allowed)) for name, allowed in literals)

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

    def is_value(self, name: str, value: str) -> Condition:
        """Where a subject has that value."""
        return self._conjunction([(name, self._bits(name, (value,)))])

    def _bits(self, name: str, allowed: tuple[str, ...]) -> Cube:
        subject = self.subjects.get(_read_by(name))
        if subject is None:
            return 0
        if name.startswith("without."):
            return subject.field & ~subject.bits((UNTOLD, *allowed))
        if not name.startswith("known."):
            return subject.bits(allowed)
        unknown = subject.bits((UNTOLD,)) | self.nothing(subject.name)
        return (unknown if "unknown" in allowed else 0) | (subject.field & ~unknown if "known" in allowed else 0)

    def _conjunction(self, literals: Iterable[tuple[str, Cube]]) -> Condition:
        bits, fields = self.full, []
        for name, allowed in literals:
            if (subject := self.subjects.get(_read_by(name))) is not None:
                bits &= allowed | ~subject.field
                fields.append(subject.field)
        return Condition(bits, tuple(dict.fromkeys(fields)))

    # ------------------------------------------------------------------ cubes

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


class Cubes:
    """A growing set of situations in as few cubes as come about by themselves, in the order in which they came."""

    def __init__(self, space: Space) -> None:
        self._cubes: dict[Cube, None] = {}
        self._outside = space.outside_by_length

    def __iter__(self) -> Iterator[Cube]:
        return iter(self._cubes)

    def __contains__(self, cube: Cube) -> bool:
        return cube in self._cubes

    def add(self, cube: Cube) -> Cube | None:
        """Put a cube in, together with those that lie within it or differ from it in one subject only, whose place it takes.

        Returns the cube that now stands there; None if it lay within another.
        """
        cubes, outside = self._cubes, self._outside
        grown = True
        while grown:
            grown = False
            for other in cubes:
                differing = cube ^ other
                if not differing & outside[differing.bit_length()] or not differing & other:
                    if not differing & cube:
                        return None
                    del cubes[other]
                    cube, grown = cube | other, True
                    break
                if not differing & cube:
                    return None
        cubes[cube] = None
        return cube


# ------------------------------------------------------------------------------------------- what is read


def _read_by(name: str) -> str:
    """The subject that a literal of a guard reads."""
    return name.removeprefix("known.").removeprefix("without.")


def _guards(playbook: Playbook) -> Iterator[Guard]:
    """Every guard that steers the way or that a promise depends on, seasons as guards of milestones."""
    for state in playbook.states.values():
        for arc in state.next:
            yield arc.when
            yield from _season(arc)
    if any(arc.by == "channel" for state in playbook.states.values() for arc in state.next):
        yield from all_reviews(playbook)  # somebody answers only where a review is open
    for rule in playbook.safety:
        yield rule.given
        yield from _before(rule)
    for channel in playbook.channels.values():
        yield channel.open_when


def _read_by_own_ask(playbook: Playbook) -> Iterator[str]:
    """Facts that nothing reads but the one ask that asks for them."""
    readers: dict[str, set[str | None]] = {}
    for state in playbook.states.values():
        for name, _ in (literal for arc in state.next for literal in arc.when):
            readers.setdefault(_read_by(name), set()).add(state.id if state.fact == name else None)
    for guard in (*(rule.given for rule in playbook.safety), *(channel.open_when for channel in playbook.channels.values())):
        for name, _ in guard:
            readers.setdefault(_read_by(name), set()).add(None)
    yield from (name for name, states in readers.items() if None not in states and len(states) == 1)


def asked(playbook: Playbook) -> list[Guard]:
    """For who wants every question to be passed over once it is answered, as the engine does."""
    return [((f"known.{state.fact}", ("known",)),) for state in playbook.states.values() if state.fact is not None]


def reviewed(playbook: Playbook) -> list[str]:
    """The channels in which a review may come to be open: they are written to, or a case is opened with one."""
    written = {ref.channel for state in playbook.states.values() for ref in state.letters}
    channels = playbook.channels.values()
    return [channel.id for channel in channels if channel.review is not None and (channel.id in written or channel.open_when)]


def all_reviews(playbook: Playbook) -> list[Guard]:
    """For who wants to know whether a letter is refused because its channel has not answered yet."""
    return [((f"review.{channel}", ("open",)),) for channel in reviewed(playbook)]


CLOSES: Final = {"unblocked": "granted", "reversed": "granted", "refused": "refused", "unchanged": "refused", "give_up": "silent"}
"""What becomes of an open review by an act that answers it; `answered` by any other act that is `by` its channel."""


def answer(arc: Arc) -> str:
    """What becomes of the review that an arc answers."""
    return CLOSES.get(arc.on or "", "answered")


def _season(arc: Arc) -> Iterator[Guard]:
    if arc.until is not None:
        yield ((f"milestone.{arc.until}", ("missing",)),)
    if arc.after is not None:
        yield ((f"milestone.{arc.after}", ("reached",)),)


def _before(rule: Safety) -> Iterator[Guard]:
    if rule.before is not None:
        yield ((f"milestone.{rule.before}", ("missing",)),)


def _classes(playbook: Playbook, name: str, read: Sequence[tuple[str, ...]]) -> dict[str, int]:
    """The values of a subject, each with the number of its class: those of one class are read alike everywhere."""
    family, dot, rest = name.partition(".")
    if family == "milestone" and dot:
        return {"missing": 0, "reached": 1}
    if family == "review" and dot:
        opens = bool(playbook.channels[rest].open_when)
        told = {s: (s == "open", opens and s == "none", *(s in allowed for allowed in read)) for s in REVIEW_STATUSES}
        answers = {answer(arc) for state in playbook.states.values() for arc in state.next if arc.by == rest}
        if any(told[status] != told["silent"] for status in answers):  # it may come late: see `effects.Close`
            told["silent"] = (*told["silent"], True)
        return _numbered(told)
    if name == "kind":
        return _numbered({kind: (entry, *(kind in allowed for allowed in read)) for kind, entry in playbook.entries.items()})
    fact = playbook.facts[name]
    values = {word: tuple(word in allowed for allowed in read) for word in fact.values}
    if fact.derived is not None:
        return _numbered(values)
    if fact.type == "many":
        values = {NOTHING: tuple(False for _ in read)} | _added_up(values)
    elif not fact.values:
        return {UNTOLD: 0, NOTHING: 1, SOMETHING: 2}
    return {UNTOLD: 0} | {value: place + 1 for value, place in _numbered(values).items()}


def _numbered(signs: Mapping[str, tuple[object, ...]]) -> dict[str, int]:
    seen: dict[tuple[object, ...], int] = {}
    return {value: seen.setdefault(sign, len(seen)) for value, sign in signs.items()}


def _added_up(words: Mapping[str, tuple[bool, ...]]) -> dict[str, tuple[bool, ...]]:
    """What several words of one fact are read as: a guard holds if any of them is allowed."""
    found = dict(words)
    signs = set(words.values())
    for word, sign in words.items():
        for other, others in list(found.items()):
            both = tuple(a or b for a, b in zip(sign, others, strict=True))
            if both not in signs:
                signs.add(both)
                found[f"{other}+{word}"] = both
    return found
