"""Compiled values to and from JSON, for the cache.

Written by hand, as lists without names: a start pays for reading this, so nothing here looks at types. Arcs that many
states share (those of `anywhere`) stand once and are pointed at. Each `read` takes what its `write` made, after
`json.loads`; anything else raises some exception, and the cache compiles anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from ban_wizard.playbook.index import actions_of, arcs_of
from ban_wizard.playbook.model import Arc, Channel, Fact, Guard, Item, LetterRef, Limit, Lock, Playbook, Quota, Safety, State, Wait
from ban_wizard.playbook.sources import Contested, Source, SourceFact, Sources

COMPILER: Final = 8
"""Raised whenever the same text compiles to other values, or these are written otherwise: old caches are then left alone."""


def write_playbook(playbook: Playbook) -> list[Any]:
    table: dict[Arc, int] = {}
    states = [
        [
            s.id,
            s.kind,
            s.cites,
            s.contested,
            [table.setdefault(arc, len(table)) for arc in s.next],
            s.fact,
            [[item.id, item.cites] for item in s.items],
            [[ref.letter, ref.channel] for ref in s.letters],
            _write_wait(s.wait),
            s.result,
        ]
        for s in playbook.states.values()
    ]
    return [
        playbook.grammar,
        playbook.id,
        playbook.version,
        playbook.hash,
        [
            [f.id, f.type, f.values, f.unsure, f.derived, f.dated, f.optional, f.cites, f.per_kind, f.past, f.shown]
            for f in playbook.facts.values()
        ],
        [[c.id, _write_wait(c.review), c.again, c.cites, c.told, c.per_kind] for c in playbook.channels.values()],
        dict(playbook.entries),
        [
            [q.id, q.scope, q.gates, q.counts, [[limit.max, limit.per] for limit in q.limits], q.given, q.cites]
            for q in playbook.quotas.values()
        ],
        [[k.id, k.scope, k.held_until, k.gates, k.given, k.cites] for k in playbook.locks.values()],
        [[a.on, a.to, a.when, a.milestone, a.needs, a.sets, a.by, a.until, a.after, a.anywhere] for a in table],
        states,
        [[s.id, s.milestone, s.before, s.given, s.breached, s.cites] for s in playbook.safety],
    ]


def read_playbook(data: list[Any]) -> Playbook:
    grammar, name, version, hash_, facts, channels, entries, quotas, locks, arcs, states, safety = data
    table = [
        Arc(on, to, _read_guard(when), milestone, tuple(needs), sets, by, tuple(until), after, anywhere)
        for on, to, when, milestone, needs, sets, by, until, after, anywhere in arcs
    ]
    built: dict[str, State] = {}
    for id_, kind, cites, contested, numbers, fact, items, letters, wait, result in states:
        following = tuple([table[number] for number in numbers])
        built[id_] = State(
            id_,
            kind,
            tuple(cites),
            tuple(contested),
            following,
            fact,
            tuple([Item(item, tuple(by)) for item, by in items]),
            tuple([LetterRef(letter, channel) for letter, channel in letters]),
            _read_wait(wait),
            result,
            arcs_of(following),
        )
    return Playbook(
        grammar,
        name,
        version,
        hash_,
        {f[0]: Fact(f[0], f[1], tuple(f[2]), f[3], f[4], f[5], f[6], tuple(f[7]), *f[8:]) for f in facts},
        {
            c[0]: Channel(c[0], _read_wait(c[1]), c[2], tuple(c[3]), tuple((status, _read_guard(guard)) for status, guard in c[4]), c[5])
            for c in channels
        },
        entries,
        {
            q[0]: Quota(q[0], tuple(q[1]), q[2], q[3], tuple(Limit(*limit) for limit in q[4]), _read_guard(q[5]), tuple(q[6]))
            for q in quotas
        },
        {k[0]: Lock(k[0], tuple(k[1]), tuple(k[2]), k[3], _read_guard(k[4]), tuple(k[5])) for k in locks},
        built,
        tuple(Safety(s[0], s[1], s[2], _read_guard(s[3]), s[4], tuple(s[5])) for s in safety),
        actions_of(built),
    )


def write_sources(sources: Sources) -> list[Any]:
    return [
        [[s.id, s.title, s.strength] for s in sources.sources.values()],
        [[f.id, f.source, f.strength, f.says, f.url, f.certainty] for f in sources.facts.values()],
        [[c.id, c.facts, c.not_followed, c.ruling, c.in_part, c.alone] for c in sources.contested.values()],
    ]


def read_sources(data: list[Any]) -> Sources:
    sources, facts, contested = data
    return Sources(
        {s[0]: Source(*s) for s in sources},
        _Facts(facts),
        {c[0]: Contested(c[0], tuple(c[1]), tuple(c[2]), c[3], tuple(c[4]), tuple(c[5])) for c in contested},
    )


class _Facts(Mapping[str, SourceFact]):
    """The facts of sources, each made when it is asked for: a page shows a dozen of several hundred."""

    def __init__(self, rows: list[list[Any]]) -> None:
        self._rows = {id_: (id_, source, strength, says, url, certainty) for id_, source, strength, says, url, certainty in rows}

    def __getitem__(self, id_: str) -> SourceFact:
        return SourceFact(*self._rows[id_])

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


def _read_guard(guard: list[Any]) -> Guard:
    return tuple([(subject, tuple(values)) for subject, values in guard]) if guard else ()


def _write_wait(wait: Wait | None) -> list[Any] | None:
    if wait is None:
        return None
    w = wait
    plain = [w.shape, w.until, w.length, w.min, w.max, w.typical, w.assumed, w.assumed_by, w.words, w.review_every, w.give_up_after]
    return [*plain, _write_wait(w.otherwise)]


def _read_wait(data: list[Any] | None) -> Wait | None:
    return None if data is None else Wait(*data[:-1], *[_read_wait(data[-1])])
