"""Taking an event into a case's log: load, judge, step, and append with everything that shares its transaction."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from ban_wizard.case.allowed import due
from ban_wizard.case.engine import replay, step
from ban_wizard.case.events import Event
from ban_wizard.case.facts import known_value, merged
from ban_wizard.case.judge import Refused, judge
from ban_wizard.case.quotas import ScopeEntry, ScopeLog, entries_of, fold_scope, scopes_of
from ban_wizard.case.view import View, evolve
from ban_wizard.playbook.model import Playbook, State, Words
from ban_wizard.store.protocol import BoardRow, CaseChange, Store
from ban_wizard.values import frozen

if TYPE_CHECKING:
    from ban_wizard.playbook.cache import Library


@frozen
class Opened:
    """A case read from the store and replayed under the playbook it is pinned to."""

    case: str
    events: tuple[Event, ...]
    view: View
    playbook: Playbook
    words: Callable[[str], Words]


class Recorder:
    """Reads cases and appends to their logs. Knows no face: what it refuses is returned or raised as values."""

    def __init__(self, store: Store, library: Library) -> None:
        self.store, self.library = store, library
        self._last: Opened | None = None
        """The case that was opened last. Most often it is asked for again with an event or two more."""

    def open(self, case: str) -> Opened:
        """Raises UnknownCase and StoreError."""
        events = self.store.events(case)
        playbook, words = self.pinned(events)
        last, view = self._last, None
        if last and last.playbook is playbook and last.events == events[: (known := len(last.events))]:
            view = last.view
            for event in events[known:]:
                view = step(playbook, view, event)
        self._last = Opened(case, events, view or replay(playbook, events), playbook, words)
        return self._last

    def pinned(self, events: Sequence[Event]) -> tuple[Playbook, Callable[[str], Words]]:
        """The playbook that a log names last, and its words."""
        messenger = events[0].name
        hash = next((e.name for e in reversed(events) if e.kind == "migrated"), events[0].value["playbook"])
        shipped: Playbook | None
        try:
            shipped = self.library.playbook(messenger)
        except Exception:
            shipped = None  # gone, or in disorder: no matter to a case that keeps to another version, and told below if it is this one
        if shipped is not None and shipped.hash == hash:
            return shipped, lambda lang: self.library.words(messenger, lang)
        pinned = self.library.pinned(hash, self.store.playbook(hash))
        return pinned.playbook, pinned.words

    def scope_log(self, playbook: Playbook, view: View, case: str) -> tuple[ScopeLog, Mapping[str, int]]:
        """What other cases use and hold in this case's scopes, and the versions read."""
        keys = sorted(set(scopes_of(playbook, view).values()))
        if not keys:
            return (), {}
        entries, versions = self.store.scopes(keys)
        return [entry for entry in entries if entry.case != case], versions

    def judged(self, opened: Opened, event: Event) -> tuple[Refused | None, Mapping[str, int]]:
        """What the engine says of an event, and the versions of the scopes it was judged by."""
        told = (
            {name: known_value(v) for name, v in ((event.value or {}).get("facts") or {}).items()} if isinstance(event.value, dict) else {}
        )
        view = opened.view
        if told:
            facts = {name: merged(opened.playbook.facts.get(name), view.facts.get(name), value) for name, value in told.items()}
            view = evolve(view, facts={**view.facts, **facts})
        scope_log, versions = self.scope_log(opened.playbook, view, opened.case)
        return judge(opened.playbook, opened.view, scope_log, event), versions

    def change(self, opened: Opened, events: Sequence[Event], reads: Mapping[str, int], now: datetime) -> tuple[Opened, CaseChange]:
        """The case after `events`, and what the store has to write for it."""
        view = opened.view
        for event in events:
            view = step(opened.playbook, view, event)
        after = Opened(opened.case, (*opened.events, *events), view, opened.playbook, opened.words)
        return after, self._written(after, tuple(events), opened.view.seq, reads, now)

    def opening(self, case: str, events: Sequence[Event], now: datetime) -> tuple[Opened, CaseChange]:
        """A new case, and what the store has to write for it."""
        playbook, words = self.pinned(events)
        after = Opened(case, tuple(events), replay(playbook, events), playbook, words)
        return after, self._written(after, tuple(events), 0, {}, now)

    def migrated(self, opened: Opened, playbook: Playbook, words: Callable[[str], Words], event: Event) -> tuple[Opened, CaseChange]:
        """A case that goes on under another version of its playbook, and what the store has to write for it."""
        events = (*opened.events, event)
        after = Opened(opened.case, events, replay(playbook, events), playbook, words)
        return after, self._written(after, (event,), opened.view.seq, {}, event.recorded)

    def taken_in(self, opened: Opened, seen: int, pinned: Sequence[str], now: datetime) -> CaseChange:
        """What the store has to write for a log from elsewhere, of which it has the first `seen` events. Scopes are counted anew."""
        return CaseChange(opened.case, seen, opened.events[seen:], self.row(opened, now), shared_by(opened), {}, tuple(pinned))

    def _written(self, after: Opened, events: tuple[Event, ...], expected_seq: int, reads: Mapping[str, int], now: datetime) -> CaseChange:
        return CaseChange(after.case, expected_seq, events, self.row(after, now), shared_by(after), dict(reads))

    def row(self, opened: Opened, now: datetime) -> BoardRow:
        """The case as the board lists it."""
        view, state = opened.view, opened.playbook.states[opened.view.state]
        scope_log, _ = self.scope_log(opened.playbook, view, opened.case)
        next_due = due(opened.playbook, view, now, scope_log)
        return BoardRow(
            case=opened.case,
            number=view.header.number,
            messenger=view.header.messenger,
            kind=view.kind,
            offence=view.offence,
            state=view.state,
            state_kind=state.kind,
            due_at=next_due.at.astimezone(UTC) if next_due else None,
            due_kind=next_due.kind if next_due else None,
            agent=view.agent,
            result=state.result,
            playbook=view.header.playbook,
            opened_at=view.header.opened.astimezone(UTC),
            updated_at=opened.events[-1].recorded.astimezone(UTC),
            line=line_of(view),
            wait=wait_of(state),
        )


NAMED: Final = "named"
"""`what` of a scope entry by which a case names another number."""

PORTFOLIO: Final = "portfolio|"
"""How the line of a case begins that shares a portfolio with others, and not a gateway's line."""


def wait_of(state: State) -> str | None:
    """The shape of a state's wait as the board keeps it, with the length of one that is only usual."""
    if state.wait is None:
        return None
    return f"typical {state.wait.typical}" if state.wait.shape == "typical" and state.wait.typical else state.wait.shape


def shared_by(opened: Opened) -> tuple[ScopeEntry, ...]:
    """What a case uses and holds of scopes that others share, and the other numbers it names, by which theirs find it."""
    opening, view = opened.view.header.opened, opened.view
    named = (ScopeEntry(named_scope(number), NAMED, opened.case, 1, opening) for number in other_numbers(view))
    return (*entries_of(opened.playbook, view, opened.case), *named)


def other_numbers(view: View) -> tuple[str, ...]:
    """The other numbers of the same account or portfolio that a case names, E.164, as far as they are written in full."""
    told = view.facts.get("other_numbers")
    if not isinstance(told, str):
        return ()
    found = (re.sub(r"\D", "", number) for number in re.findall(r"\+?\d(?:[\s().‑–-]{0,2}\d){9,14}", told))
    numbers = ("+" + (f"7{digits[1:]}" if len(digits) == 11 and digits[0] == "8" else digits) for digits in found)
    return tuple(number for number in dict.fromkeys(numbers) if number != view.header.number)


def named_scope(number: str) -> str:
    """The scope in which cases name a number. A digest, for a scope outlives the cases in it."""
    return f"number|{sha256(number.encode()).hexdigest()[:32]}"


def line_of(view: View) -> str | None:
    """The gateway's line that a case is on, folded as in a scope; on the Business API, its portfolio's id after PORTFOLIO."""
    line, portfolio = view.facts.get("line"), view.facts.get("portfolio_id")
    if isinstance(line, str):
        return fold_scope(line)
    return PORTFOLIO + fold_scope(portfolio) if isinstance(portfolio, str) else None
