"""What a store of cases must do. The SQLite store is the first; a PostgreSQL store follows the same suite of tests.

A store knows nothing of playbooks: it keeps events, a row for the board, what a case uses or holds of each shared scope
(a line's queue clearings, a line's lock), and playbook texts by hash. All of one append is one transaction.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from ban_wizard.case.events import Event
from ban_wizard.case.quotas import ScopeEntry


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A case as the board lists it: what can be known without replaying its log. Times are aware, in UTC."""

    case: str
    number: str
    """E.164, such as +79111234567."""
    messenger: str
    kind: str
    offence: int
    state: str
    state_kind: str
    due_at: datetime | None
    """None for a case that has ended."""
    due_kind: str | None
    """`act`, `look`, `over` or `decide`."""
    agent: str | None
    result: str | None
    """The outcome's result; None while the case is open."""
    playbook: str
    """Hash of the pinned flow."""
    opened_at: datetime
    updated_at: datetime
    line: str | None = None
    """The gateway's line, folded as in a scope."""

    @property
    def open(self) -> bool:
        return self.result is None


@dataclass(frozen=True, slots=True)
class CaseChange:
    """Everything one append writes about one case."""

    case: str
    expected_seq: int
    """The last `seq` the writer has seen; 0 opens a new case."""
    events: tuple[Event, ...]
    """At least one, numbered on from `expected_seq`."""
    row: BoardRow
    holds: tuple[ScopeEntry, ...]
    """All scope entries of this case after the change; they replace the former ones."""
    reads: Mapping[str, int]
    """The scopes that were judged by, with the version read: the append fails if one has changed since."""


@dataclass(frozen=True, slots=True)
class Page:
    rows: tuple[BoardRow, ...]
    next: str | None
    """Opaque cursor of the next page, None on the last."""


class StoreError(Exception):
    """The store cannot be used: unreadable, unwritable, not ours, or made by a newer version. The message says what to do."""


class UnknownCase(Exception):
    """No case with this id."""


class Conflict(Exception):
    """Somebody else wrote first. `who`, `when` and `what` (an event's kind and name) tell the loser."""

    def __init__(self, who: str, when: datetime, what: str) -> None:
        super().__init__(f"{who} {when.isoformat()} {what}")
        self.who, self.when, self.what = who, when, what


class Store(Protocol):
    """Cases on disk. Every method raises StoreError where the store cannot be used."""

    def append(self, *changes: CaseChange, playbooks: Mapping[str, str] = {}) -> None:
        """Write all changes (two when a case closes and opens the next) and playbook texts by hash, or nothing.

        Raises Conflict where `expected_seq` or a version in `reads` is no longer true, UnknownCase for a case that is gone.
        Durable when it returns.
        """

    def events(self, case: str) -> tuple[Event, ...]:
        """The log of a case in order; raises UnknownCase."""

    def row(self, case: str) -> BoardRow:
        """Raises UnknownCase."""

    def find(self, prefix: str, limit: int = 10) -> tuple[str, ...]:
        """Ids of cases that begin with `prefix` (an exact id alone, if there is one)."""

    def by_number(self, number: str, messenger: str | None = None) -> tuple[BoardRow, ...]:
        """All cases of an E.164 number, oldest first."""

    def by_line(self, line: str) -> tuple[BoardRow, ...]:
        """All cases on a gateway's line (folded), oldest first."""

    def board(
        self, *, open_only: bool = False, due_before: datetime | None = None, search: str = "", after: str | None = None, limit: int = 100
    ) -> Page:
        """Cases by due date, open ones first, then ended ones by last change (newest first); by keyset, never by offset.

        `search` is any part of a number (its digits) or of a case's id, agent or line.
        """

    def scopes(self, keys: Sequence[str]) -> tuple[tuple[ScopeEntry, ...], Mapping[str, int]]:
        """All entries of these scopes across cases, and each scope's version (0 if nobody ever wrote to it)."""

    def playbook(self, hash: str) -> str:
        """A playbook's text kept for running cases; raises KeyError."""

    def forget(self, case: str) -> None:
        """Erase a case so that its bytes are gone from the file; raises UnknownCase."""

    def close(self) -> None: ...
