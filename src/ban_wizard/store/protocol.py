"""What a store of cases must do. The SQLite store is the first; a PostgreSQL store follows the same suite of tests.

A store knows nothing of playbooks: it keeps events, a row for the board, what a case uses or holds of each shared scope
(a line's queue clearings, a line's lock), and playbook texts by hash. All of one append is one transaction.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final, Protocol

from ban_wizard.case.events import Event
from ban_wizard.case.quotas import ScopeEntry
from ban_wizard.values import frozen

if TYPE_CHECKING:  # making its class takes two milliseconds, and most commands have no board
    from typing import Unpack

    from ban_wizard.store.filters import Filters


@frozen
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
    """Hash of the pinned flow; its text is in the store."""
    opened_at: datetime
    updated_at: datetime
    line: str | None = None
    """The gateway's line, folded as in a scope, or what else it shares with other cases (`recording.line_of`)."""
    wait: str | None = None
    """The shape of the present wait and, where it is a usual one, its length: `exact`, `typical P1D`; None outside a wait."""

    @property
    def open(self) -> bool:
        return self.result is None


@frozen
class CaseChange:
    """Everything one append writes about one case. Raises ValueError where its parts do not fit together."""

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
    pinned: tuple[str, ...] = ()
    """Playbooks that the case was pinned to before it came here, beside the row's."""

    def __post_init__(self) -> None:
        seqs = [event.seq for event in self.events]
        if not seqs or seqs != list(range(self.expected_seq + 1, self.expected_seq + len(seqs) + 1)):
            raise ValueError(f"case {self.case}: events {seqs} do not go on from {self.expected_seq}")
        if {self.row.case, *(entry.case for entry in self.holds)} != {self.case}:
            raise ValueError(f"case {self.case}: a row or a scope entry belongs to another case")
        if any(not 1 <= entry.seq <= seqs[-1] for entry in self.holds):
            raise ValueError(f"case {self.case}: a scope entry has no event behind it")
        row, times = self.row, [entry.at for entry in self.holds]
        times += [moment for event in self.events for moment in (event.at, event.recorded)]
        times += [moment for moment in (row.due_at, row.opened_at, row.updated_at) if moment]
        if any(moment.utcoffset() is None for moment in times):
            raise ValueError(f"case {self.case}: a time without a zone")


@frozen
class Page:
    rows: tuple[BoardRow, ...]
    next: str | None
    """Opaque cursor of the next page, None on the last."""


STORE_ERRORS: Final = (
    "no_access",  # path: it may not be read or written here
    "not_a_folder",  # path: a file stands where the data folder, or one above it, should be
    "is_a_folder",  # path: a folder stands where the store's file should be
    "disk_full",  # path: nothing was saved
    "busy",  # path, seconds: somebody else kept it locked for longer than that
    "damaged",  # path: it cannot be read, or only in part
    "not_ours",  # path: a file, but not a store of cases
    "newer",  # path: made by a newer version of the program
    "moved",  # path: moved or deleted while it was open
    "no_search",  # path: it has a search index that the SQLite of this Python does not know
    "traces_left",  # path, case: the case is erased, but its bytes are not yet gone from the disk
    "failed",  # path, reason: the machine could not read or write it
)
"""Every code of StoreError, with its parameters; the interface words each of them in its languages."""


class StoreError(Exception):
    """The store cannot be used. The message is one English sentence that says what to do; `code` (one of STORE_ERRORS)
    and `params` let the interface say it in another language."""

    def __init__(self, code: str, message: str, **params: object) -> None:
        super().__init__(message)
        self.code, self.params = code, params


class UnknownCase(Exception):
    """No case with this id."""

    def __init__(self, case: str) -> None:
        super().__init__(case)
        self.case = case


FORGOTTEN: Final = "forgotten"
"""`what` of a Conflict with a case that was erased; who did it is not kept, so `who` is empty then."""


class Conflict(Exception):
    """Somebody else wrote first. `who`, `when` and `what` (an event's kind and name, or FORGOTTEN) tell the loser, whose `case` it was.

    For its log: the first event that the writer has not seen. For a scope, which other cases write to as well: the latest change of it.
    """

    def __init__(self, case: str, who: str, when: datetime, what: str) -> None:
        super().__init__(f"{case}: {who} {when.isoformat()} {what}")
        self.case, self.who, self.when, self.what = case, who, when, what


class Store(Protocol):
    """Cases on disk. Every method raises StoreError where the store cannot be used.

    Before anything is written a store is empty, and reading it fails no more than reading a full one. A store is used
    from one thread; another thread opens its own.
    """

    def append(self, *changes: CaseChange, playbooks: Mapping[str, str] = {}) -> None:
        """Write all changes (two when a case closes and opens the next) and playbook texts by hash, or nothing.

        Every change is held against the store as it was before the first of them is written. Durable when it returns.
        Raises Conflict where `expected_seq` or a version in `reads` is no longer true, UnknownCase for a case that is
        gone, ValueError for two changes of one case, for a value that is not JSON, and for a change that pins a playbook
        whose text the store neither has nor is given.
        """

    def events(self, case: str) -> tuple[Event, ...]:
        """The log of a case in order, with times in the offset they were given in; raises UnknownCase."""

    def opening(self, case: str) -> Event:
        """The first event of a log, at the same cost whatever its length; raises UnknownCase."""

    def row(self, case: str) -> BoardRow:
        """The case as the board lists it; raises UnknownCase."""

    def find(self, prefix: str, limit: int = 10) -> tuple[str, ...]:
        """Ids of cases that begin with `prefix`, in alphabetical order (an exact id alone, if there is one)."""

    def by_number(self, number: str, messenger: str | None = None) -> tuple[BoardRow, ...]:
        """All cases of an E.164 number, oldest first."""

    def by_line(self, line: str) -> tuple[BoardRow, ...]:
        """All cases on a gateway's line (folded), oldest first."""

    def board(self, *, after: str | None = None, limit: int = 100, **filters: Unpack[Filters]) -> Page:
        """Cases by due date, open ones first (one without a date last among them), then ended ones by last change
        (newest first); by keyset, never by offset, so that a page costs the same wherever it is.

        `after` is the `next` of a former page, under the same or other filters, or comes from `place`; raises ValueError for
        any other text, for a `limit` below 1 and for a time without a zone.
        """

    def place(self, index: int, **filters: Unpack[Filters]) -> str | None:
        """The `after` of a page that begins with the case of that index, counted from 0: for a jump to any part of the board.

        None where that is the first case, or where there are not so many. It counts entries of an index, and reads no case.
        """

    def index(self, row: BoardRow, **filters: Unpack[Filters]) -> int:
        """How many of the cases asked for stand before this row, whether or not it is one of them: the inverse of `place`.

        It counts entries of an index, and reads no case; raises ValueError for a time without a zone.
        """

    def tally(self, moments: Sequence[datetime], **filters: Unpack[Filters]) -> tuple[int, ...]:
        """How many open cases are due before the first of the rising moments, before the second and not the first, and so on,
        how many later or without a date; last, how many have ended."""

    def agents(self) -> tuple[str, ...]:
        """Everybody who has a case, by name."""

    def scopes(self, keys: Sequence[str]) -> tuple[tuple[ScopeEntry, ...], Mapping[str, int]]:
        """All entries of these scopes across cases, oldest first, and each scope's version (0 if nobody ever wrote to it).

        A version is a mark of the entries it was read with: it changes when they change, and never comes back.
        """

    def playbook(self, hash: str) -> str:
        """A playbook's text, kept as long as there is a case that pins it or has pinned it; raises KeyError."""

    def forget(self, case: str) -> None:
        """Erase a case so that its bytes are gone from the disk's files; raises UnknownCase.

        Other cases stay, and so do what they say of this one (a link with its id) and playbooks that they pin.
        """

    def close(self) -> None:
        """Let go of the file. Closing twice is harmless."""
