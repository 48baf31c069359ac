"""A store in memory: what the protocol means, in the plainest way. The model that real stores are compared with."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeVar, Unpack

from ban_wizard.case.events import Event
from ban_wizard.case.quotas import ScopeEntry
from ban_wizard.store.board import Place, fits
from ban_wizard.store.filters import Filters
from ban_wizard.store.protocol import FORGOTTEN, BoardRow, CaseChange, Conflict, Page, UnknownCase
from ban_wizard.store.rows import due_cell
from ban_wizard.values import replace

T = TypeVar("T")


@dataclass
class Kept:
    """What several MemoryStores may share, as processes share a file."""

    logs: dict[str, list[Event]] = field(default_factory=dict)
    rows: dict[str, BoardRow] = field(default_factory=dict)
    holds: dict[str, set[ScopeEntry]] = field(default_factory=dict)
    changed: dict[str, tuple[int, Event | None]] = field(default_factory=dict)
    """By scope: its version and the event that changed it last, None where a case was erased."""
    versions: int = 0
    texts: dict[str, str] = field(default_factory=dict)
    pins: dict[str, set[str]] = field(default_factory=dict)


class MemoryStore:
    def __init__(self, kept: Kept | None = None) -> None:
        self.kept = Kept() if kept is None else kept

    def append(self, *changes: CaseChange, playbooks: Mapping[str, str] = {}) -> None:
        kept = self.kept
        if len({change.case for change in changes}) < len(changes):
            raise ValueError("two changes of one case")
        for change in changes:
            log = kept.logs.get(change.case, [])
            if not log and change.expected_seq:
                raise UnknownCase(change.case)
            if len(log) != change.expected_seq:
                raise _conflict(change.case, log[min(change.expected_seq, len(log) - 1)])
        for change in changes:
            for scope, read in change.reads.items():
                version, cause = kept.changed.get(scope, (0, None))
                if version != read:
                    raise _conflict(change.case, cause) if cause else Conflict(change.case, "", change.events[0].recorded, FORGOTTEN)
        texts = {**playbooks, **kept.texts}
        if any(playbook not in texts for change in changes for playbook in (change.row.playbook, *change.pinned)):
            raise ValueError("a playbook without a text")
        written = [[_event(event) for event in change.events] for change in changes]  # all or nothing: may raise ValueError
        kept.texts = texts
        for change, events in zip(changes, written, strict=True):
            kept.logs.setdefault(change.case, []).extend(events)
            kept.rows[change.case] = _row(change.row)
            kept.pins.setdefault(change.case, set()).update((change.row.playbook, *change.pinned))
            old, new = kept.holds.get(change.case, set()), {replace(entry, at=_kept(entry.at)) for entry in change.holds}
            behind = {entry.seq for entry in new - old}
            cause = next((event for event in events if event.seq in behind), events[-1])
            self._bump({entry.scope for entry in old ^ new}, cause)
            kept.holds[change.case] = new

    def events(self, case: str) -> tuple[Event, ...]:
        return tuple(self._known(case, self.kept.logs))

    def opening(self, case: str) -> Event:
        return self.events(case)[0]

    def row(self, case: str) -> BoardRow:
        return self._known(case, self.kept.rows)

    def find(self, prefix: str, limit: int = 10) -> tuple[str, ...]:
        found = sorted(case for case in self.kept.rows if case.startswith(prefix))
        return (prefix,) if prefix in found else tuple(found[:limit])

    def by_number(self, number: str, messenger: str | None = None) -> tuple[BoardRow, ...]:
        return _oldest_first(row for row in self.kept.rows.values() if row.number == number and messenger in (None, row.messenger))

    def by_line(self, line: str) -> tuple[BoardRow, ...]:
        return _oldest_first(row for row in self.kept.rows.values() if row.line == line)

    def board(self, *, after: str | None = None, limit: int = 100, **filters: Unpack[Filters]) -> Page:
        if limit < 1:
            raise ValueError
        rows = self._filtered(filters)
        if after is not None:
            place = Place.read(after)
            rows = [row for row in rows if _rank(Place.of(row)) > _rank(place)]
        return Page(tuple(rows[:limit]), Place.of(rows[limit - 1]).cursor() if len(rows) > limit else None)

    def place(self, index: int, **filters: Unpack[Filters]) -> str | None:
        rows = self._filtered(filters)
        return Place.of(rows[index - 1]).cursor() if 0 < index <= len(rows) else None

    def index(self, row: BoardRow, **filters: Unpack[Filters]) -> int:
        return sum(_rank(Place.of(each)) < _rank(Place.of(row)) for each in self._filtered(filters))

    def tally(self, moments: Sequence[datetime], **filters: Unpack[Filters]) -> tuple[int, ...]:
        rows = self._filtered(filters)
        found = [0] * (len(moments) + 2)
        for row in rows:
            found[sum(row.due_at is None or row.due_at >= moment for moment in moments) if row.open else -1] += 1
        return tuple(found)

    def agents(self) -> tuple[str, ...]:
        return tuple(sorted({row.agent for row in self.kept.rows.values() if row.agent is not None}))

    def _filtered(self, filters: Filters) -> list[BoardRow]:
        due_before = filters.get("due_before")
        if due_before and due_before.utcoffset() is None:
            raise ValueError
        return sorted((row for row in self.kept.rows.values() if fits(row, filters)), key=lambda row: _rank(Place.of(row)))

    def scopes(self, keys: Sequence[str]) -> tuple[tuple[ScopeEntry, ...], Mapping[str, int]]:
        found = [entry for entries in self.kept.holds.values() for entry in entries if entry.scope in keys]
        found.sort(key=lambda entry: (entry.at, entry.scope, entry.case, entry.seq, entry.what))
        return tuple(found), {key: self.kept.changed.get(key, (0, None))[0] for key in keys}

    def playbook(self, hash: str) -> str:
        return self.kept.texts[hash]

    def forget(self, case: str) -> None:
        kept = self.kept
        self._known(case, kept.rows)
        self._bump({entry.scope for entry in kept.holds.pop(case)}, None)
        used = {entry.scope for entries in kept.holds.values() for entry in entries}
        kept.changed = {scope: cause for scope, cause in kept.changed.items() if scope in used}
        pinned = kept.pins.pop(case)
        for hash in pinned - set().union(*kept.pins.values()):
            del kept.texts[hash]
        del kept.logs[case], kept.rows[case]

    def close(self) -> None:
        pass

    def _bump(self, scopes: Iterable[str], cause: Event | None) -> None:
        for scope in sorted(scopes):
            self.kept.versions += 1
            self.kept.changed[scope] = (self.kept.versions, cause)

    @staticmethod
    def _known(case: str, found: Mapping[str, T]) -> T:
        if case not in found:
            raise UnknownCase(case)
        return found[case]


def _conflict(case: str, event: Event) -> Conflict:
    return Conflict(case, event.actor, event.recorded, f"{event.kind} {event.name}".strip())


def _rank(place: Place) -> tuple[object, ...]:
    """The order of the board, smallest first."""
    at = due_cell(place.at)
    return (0, at, tuple(map(ord, place.case))) if place.open else (1, -at, (*(-ord(char) for char in place.case), 1))


def _oldest_first(rows: Iterable[BoardRow]) -> tuple[BoardRow, ...]:
    return tuple(sorted(rows, key=lambda row: (row.opened_at, row.case)))


def _kept(moment: datetime) -> datetime:
    return datetime.fromisoformat(moment.isoformat())


def _event(event: Event) -> Event:
    try:
        value = json.loads(json.dumps(event.value, allow_nan=False))
    except TypeError as trouble:
        raise ValueError(str(trouble)) from trouble
    return replace(event, at=_kept(event.at), recorded=_kept(event.recorded), value=value)


def _row(row: BoardRow) -> BoardRow:
    due_at = row.due_at and row.due_at.astimezone(UTC)
    return replace(row, due_at=due_at, opened_at=row.opened_at.astimezone(UTC), updated_at=row.updated_at.astimezone(UTC))
