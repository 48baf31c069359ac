"""Cases as one person at one terminal reads and writes them: finding, showing, judging and recording."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ban_wizard.application.cards import Card, make_card
from ban_wizard.application.knowledge import Knowledge
from ban_wizard.application.notes import lapsed_note
from ban_wizard.application.recording import PORTFOLIO, Opened, Recorder, line_of, named_scope, other_numbers
from ban_wizard.case import facts as fact_values
from ban_wizard.case.errors import BadInput
from ban_wizard.case.events import LONGEST_NAME, Event
from ban_wizard.case.judge import Refused
from ban_wizard.case.times import at_wall_time
from ban_wizard.case.view import View, zone_of
from ban_wizard.desktop.clock import Clock
from ban_wizard.i18n import say
from ban_wizard.playbook.model import BLOCK_KINDS
from ban_wizard.store.protocol import BoardRow, CaseChange, Page, Store, UnknownCase
from ban_wizard.text import one_line
from ban_wizard.values import frozen, replace

if TYPE_CHECKING:
    from typing import Unpack

    from ban_wizard.letter.model import Letter
    from ban_wizard.playbook.cache import Library
    from ban_wizard.store.filters import Filters


@frozen
class Tally:
    """How many cases the board has: those whose day is over, those due today, those due later, and those that have ended."""

    overdue: int
    today: int
    later: int
    ended: int

    @property
    def total(self) -> int:
        return self.overdue + self.today + self.later + self.ended


class NotAllowed(Exception):
    """An act is refused; `message` is the whole refusal in words."""

    def __init__(self, refused: Refused, message: str) -> None:
        super().__init__(message)
        self.refused, self.message = refused, message


class Casebook(Knowledge):
    """The store's cases. Whatever is recorded is judged first, and shown as it came out."""

    def __init__(
        self,
        store: Store,
        library: Library,
        letters: Callable[[str], Letter],
        clock: Clock,
        new_id: Callable[[], str],
        *,
        actor: str,
        zone: str,
        lang: str,
    ) -> None:
        super().__init__(library, letters, lang)
        self.store, self.clock, self.new_id, self.zone = store, clock, new_id, zone
        self.actor = one_line(actor)[:LONGEST_NAME] or "me"
        self._recorder = Recorder(store, library)

    def local_zone(self) -> ZoneInfo:
        """The zone of the person at this terminal; a case keeps its own."""
        return self._zone(None)

    def _zone(self, zone: str | None) -> ZoneInfo:
        try:
            return ZoneInfo(zone or self.zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise BadInput("bad_zone", zone=zone or self.zone) from None

    def resolve(self, case: str) -> str:
        """A case's id from a unique prefix of it, or from a phone number with one open case."""
        word = case.strip()
        found = self.store.find(word.lower()) if word else ()
        if len(found) == 1:
            return found[0]
        digits = "".join(filter(str.isdigit, word))
        if len(digits) >= 7 and not any(c.isalpha() for c in word):
            rows = self.store.by_number("+" + digits) or (self.store.by_number("+7" + digits[1:]) if digits.startswith("8") else ())
            running = [row for row in rows if row.open]
            if len(running) == 1:
                return running[0].case
            if rows:
                raise BadInput("ambiguous_number", number=word, cases=", ".join(row.case for row in running or rows))
        if len(found) > 1:
            raise BadInput("ambiguous_case", case=word, cases=", ".join(found))
        raise BadInput("unknown_case", case=word)

    def show(self, case: str, *, now: str | None = None, notes: tuple[str, ...] = ()) -> Card:
        """Where a case stands, at `now` if that is given."""
        opened = self._open(case)
        return self._card(opened, self._now(opened.view, now), notes=notes)

    def log(self, case: str) -> tuple[Event, ...]:
        """The events of a case in order."""
        return self.store.events(self.resolve(case))

    def board(
        self,
        *,
        due_only: bool = False,
        now: str | None = None,
        after: str | None = None,
        start: int = 0,
        limit: int = 100,
        **filters: Unpack[Filters],
    ) -> Page:
        """Cases by due date, from `after` on or from the row of index `start`; with `due_only` the open ones whose date has come."""
        for name in ("search", "messenger", "kind", "agent"):
            if isinstance(words := filters.get(name), str):
                filters[name] = one_line(words)
        present = self._present(now)  # also where it is not looked at: what is no time is told
        if due_only:
            filters["due_before"] = present
        try:
            after = self.store.place(start, **filters) if start else after
            return self.store.board(after=after, limit=limit, **filters)
        except ValueError:
            raise BadInput("bad_cursor") from None

    def row(self, case: str) -> BoardRow | None:
        """The case of this id as the board lists it now; None where it was erased."""
        try:
            return self.store.row(case)
        except UnknownCase:
            return None

    def index(self, row: BoardRow, **filters: Unpack[Filters]) -> int:
        """Where a case stands that the board once showed as `row`; if it is not asked for, the index of what followed its former place."""
        from ban_wizard.store.board import fits

        now = self.row(row.case) or row
        return self.store.index(now if fits(now, filters) else row, **filters)

    def tally(self, **filters: Unpack[Filters]) -> Tally:
        """How many cases there are of each sort; a day ends at midnight in the zone of the person at this terminal."""
        zone = self.local_zone()
        today = self.clock.now().astimezone(zone).date()
        midnights = [at_wall_time(today + timedelta(days=n), time(), zone) for n in (0, 1)]
        return Tally(*self.store.tally(midnights, **filters))

    def agents(self) -> list[str]:
        """Everybody who may have a case: the person at this terminal first."""
        return list(dict.fromkeys((self.actor, *self.store.agents())))

    def rows_json(self, rows: Iterable[BoardRow]) -> Iterator[dict[str, Any]]:
        """Rows as `board --json` prints them: a subset of show's keys, with the same values."""
        for row in rows:
            try:
                opening = self.store.opening(row.case)
            except UnknownCase:  # erased since the rows were read
                continue
            zone = ZoneInfo(opening.value["zone"])
            yield {
                "case": row.case,
                "messenger": row.messenger,
                "kind": row.kind,
                "offence": row.offence,
                "number": row.number,
                "zone": zone.key,
                "state": row.state,
                "state_kind": row.state_kind,
                "due": {"at": row.due_at.astimezone(zone).isoformat(timespec="seconds"), "kind": row.due_kind} if row.due_at else None,
                "outcome": {"id": row.state, "result": row.result} if row.result else None,
                "agent": row.agent,
            }

    def _present(self, now: str | None) -> datetime:
        return fact_values.parse_time(now, at=self.clock.now(), zone=self._zone(None), name="--now") if now else self.clock.now()

    def all_rows(self) -> Iterator[BoardRow]:
        """Every case of the store, page by page."""
        after: str | None = None
        while True:
            page = self.board(after=after)
            yield from page.rows
            if page.next is None:
                return
            after = page.next

    def offence_unknown(self, row: BoardRow) -> bool:
        """Whether nobody knows which block of its number a case is, so that it is only treated as a repeat (OUR-05)."""
        told = (
            event.value["offence"] if event.kind == "opened" else event.value
            for event in self.store.events(row.case)
            if event.kind == "opened" or event.name == "offence"
        )
        if not any(fact_values.is_unsure(value) for value in told):
            return False
        return "offence" in self._open(row.case).view.unsure  # it may have been amended since, and that taken back

    def offence_of(self, messenger: str, number: str) -> int:
        """1 + the earlier cases of this number (E.164) and messenger whose kind was a block."""
        return 1 + sum(row.kind in BLOCK_KINDS for row in self.store.by_number(number, messenger))

    def open_case_of(self, messenger: str, number: str) -> str | None:
        """The case of this number (E.164) and messenger that has not ended, if there is one."""
        return next((row.case for row in self.store.by_number(number, messenger) if row.open), None)

    def _open(self, case: str) -> Opened:
        try:
            return self._recorder.open(self.resolve(case))
        except UnknownCase:
            raise BadInput("unknown_case", case=case) from None

    def _now(self, view: View, now: str | None) -> datetime:
        zone = zone_of(view)
        present = self.clock.now().astimezone(zone)
        return fact_values.parse_time(now, at=present, zone=zone, name="--now") if now else present

    def _when(self, view: View, at: str | None) -> datetime:
        now = self.clock.now().astimezone(zone_of(view))
        return fact_values.parse_time(at, at=now, zone=zone_of(view), name="--at") if at else now

    def _card(self, opened: Opened, now: datetime, notes: tuple[str, ...] = ()) -> Card:
        view = opened.view
        scope_log, _ = self._recorder.scope_log(opened.playbook, view, opened.case)
        return make_card(
            opened.case,
            view,
            opened.playbook,
            opened.words(self.lang),
            lang=self.lang,
            now=now,
            scope_log=scope_log,
            links=tuple(self._links(opened)),
            says=lambda fact: self.library.sources().facts[fact].says[self.lang],
            here=self.zone,
            field_words=lambda fact: self.field_words(opened.playbook, fact),
            notes=notes,
        )

    def _links(self, opened: Opened) -> Iterable[tuple[str, str]]:
        """Cases that share the number, the line or the portfolio."""
        stored = {case for _, case in opened.view.links}
        for row in self.store.by_number(opened.view.header.number):
            if row.case not in (opened.case, *stored):
                yield "number", row.case
        if line := line_of(opened.view):
            for row in self.store.by_line(line):
                if row.case not in (opened.case, *stored):
                    yield "portfolio" if line.startswith(PORTFOLIO) else "line", row.case
        if "other_numbers" in opened.playbook.facts:
            yield from (("portfolio", case) for case in self._of_one_portfolio(opened) if case not in (opened.case, *stored))

    def _of_one_portfolio(self, opened: Opened) -> Iterable[str]:
        """Cases of the numbers that this one names, and those that name its own."""
        header = opened.view.header
        for number in other_numbers(opened.view):
            yield from (row.case for row in self.store.by_number(number, header.messenger))
        entries, _ = self.store.scopes([named_scope(header.number)])
        yield from (entry.case for entry in entries)

    def _event(self, view: View | None, seq: int, when: datetime, now: datetime, kind: str, name: str, value: Any = None) -> Event:
        zone = zone_of(view) if view else when.tzinfo
        return Event(seq, when.astimezone(zone), now.astimezone(zone), self.actor, kind, name, value)

    def _new_case(self) -> str:
        while self.store.find(case := self.new_id()):
            pass
        return case

    def _record(self, opened: Opened, events: list[Event], now: datetime, *, override: bool = False, notes: tuple[str, ...] = ()) -> Card:
        """Judge the last event (the others only tell facts), append all, and show what came of it."""
        refused, reads = self._recorder.judged(opened, events[-1])
        if refused is not None and override and refused.overridable:
            event = events[-1]
            events[-1] = replace(event, kind="overridden", value={**(event.value or {}), "rules": list(refused.rules)})
        elif refused is not None:
            raise NotAllowed(refused, self._refusal(opened, refused, now))
        elif override:
            raise BadInput("nothing_to_override", action=events[-1].name)
        after, change = self._recorder.change(opened, events, reads, now)
        if events[-1].name == "banned_again":
            return self._banned_again(after, change, events[-1].at, now)
        self._append(change)
        notes += lapsed_note(self.lang, after.words(self.lang), opened.view, after.view)
        return self._card(after, now.astimezone(zone_of(after.view)), notes)

    def _append(self, *changes: CaseChange, playbooks: Mapping[str, str] = {}) -> None:
        """Into the store; raises Conflict, and BadInput for a case that was erased meanwhile."""
        try:
            self.store.append(*changes, playbooks=playbooks)
        except UnknownCase:
            raise BadInput("forgotten") from None

    def _refusal(self, opened: Opened, refused: Refused, now: datetime) -> str:
        return self._card(opened, now.astimezone(zone_of(opened.view))).refusal(refused)

    def _banned_again(self, closed: Opened, change: CaseChange, when: datetime, now: datetime) -> Card:
        """The number was blocked again: this case is closed, the next one opened with the offence raised, both linked, at once."""
        view, header = closed.view, closed.view.header
        playbook = self.library.playbook(header.messenger)
        next_case = self._new_case()
        counted = self.offence_of(header.messenger, header.number)
        opened = {
            "kind": view.kind,
            "number": header.number,
            "number_shown": header.number_shown,
            "offence": max(counted, 2) if "offence" in view.unsure else view.offence + 1,
            "offence_counted": counted,
            "zone": header.zone,
            "playbook": playbook.hash,
            "symptoms": [],
            "text": None,
        }
        events = [
            self._event(view, 1, when, now, "opened", header.messenger, opened),
            self._event(view, 2, when, now, "linked", "previous", closed.case),
        ]
        carried = [
            name for name in ("gateway", "line") if name in playbook.facts and view.facts.get(name) is not None and name not in view.unsure
        ]
        events += [self._event(view, n, when, now, "answered", name, view.facts[name]) for n, name in enumerate(carried, 3)]
        going_on, opening = self._recorder.opening(next_case, events, now)
        link = self._event(view, view.seq + 1, when, now, "linked", "next", next_case)
        closed, _ = self._recorder.change(closed, [link], {}, now)
        both = replace(change, events=(*change.events, link), row=self._recorder.row(closed, now))
        self._append(both, opening, playbooks={playbook.hash: self.library.bundle(header.messenger)})
        return self._card(going_on, now.astimezone(zone_of(going_on.view)), (say(self.lang, "note.next_case", case=next_case),))
