"""The application object: everything a face may ask for. Faces word and show; this decides, records and refuses.

Raises BadInput (one sentence says what to do), NotAllowed (a refusal that teaches), Conflict and StoreError (the store).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ban_wizard.cards import Card, make_card
from ban_wizard.case import facts as fact_values
from ban_wizard.case.allowed import repeats_itself
from ban_wizard.case.arcs import NOT_FACTS
from ban_wizard.case.errors import BadInput
from ban_wizard.case.events import Event
from ban_wizard.case.judge import Refused
from ban_wizard.case.secrets import mask
from ban_wizard.case.view import View, evolve, zone_of
from ban_wizard.case.waits import timing
from ban_wizard.desktop.clock import Clock
from ban_wizard.i18n import moment, say
from ban_wizard.playbook.model import BLOCK_KINDS, MESSENGERS, Fact, Playbook
from ban_wizard.recording import Opened, Recorder, line_of
from ban_wizard.store.protocol import BoardRow, CaseChange, Page, Store, UnknownCase
from ban_wizard.text import clean
from ban_wizard.values import frozen, replace

if TYPE_CHECKING:
    from ban_wizard.case.diagnosis import Diagnosis
    from ban_wizard.diagnosing import Told
    from ban_wizard.letter.model import Letter, Rendered
    from ban_wizard.playbook.cache import Library

WORLD: Final = frozenset({"acted", "overridden", "closed"})
"""Kinds of event that happened in the world: taking them back needs a reason."""


class NotAllowed(Exception):
    """An act is refused; `message` is the whole refusal in words."""

    def __init__(self, refused: Refused, message: str) -> None:
        super().__init__(message)
        self.refused, self.message = refused, message


@frozen
class LetterCard:
    """A letter of the present step, rendered, and the channel it goes to."""

    rendered: Rendered
    letter: Letter
    channel: str
    repeats: bool
    """Whether nothing new has been told since the last letter there."""


class Wizard:
    """Cases, as one person at one terminal works with them."""

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
        self.store, self.library, self.letters, self.clock = store, library, letters, clock
        self.new_id, self.actor, self.zone, self.lang = new_id, actor, zone, lang
        self._recorder = Recorder(store, library)

    # ------------------------------------------------------------------ knowledge

    def messengers(self) -> list[str]:
        """The messengers that have a playbook here."""
        return [messenger for messenger in MESSENGERS if messenger in self.library.ids()]

    def playbook(self, messenger: str) -> Playbook:
        """The shipped playbook of a messenger; raises BadInput."""
        if messenger not in MESSENGERS:
            raise BadInput("unknown_messenger", messenger=messenger, values=", ".join(MESSENGERS))
        if messenger not in self.library.ids():
            raise BadInput("messenger_later", messenger=messenger, values=", ".join(self.messengers()))
        return self.library.playbook(messenger)

    def diagnose(self, messenger: str | None, seen: Collection[str] = (), text: str | None = None) -> Diagnosis:
        """The kind of block for what is seen and for a text: a screen, an e-mail, an error, a webhook, somebody's own account of it.

        The messenger may be left out where the symptoms or the text tell it. Raises BadInput where there is nothing to judge.
        """
        from ban_wizard.diagnosing import judge

        return judge(self.library, messenger, seen, text, self.hint)

    def told(self, found: Diagnosis) -> Told:
        """A diagnosis in words."""
        from ban_wizard.diagnosing import told

        return told(self.library, found, self.lang)

    def hint(self, typed: str, known: Iterable[str]) -> str:
        """ " Did you mean ...?" for a word that is nearly one of the known ones, else nothing."""
        import difflib

        near = difflib.get_close_matches(typed, list(known), n=1)
        return say(self.lang, "error.hint", near=near[0]) if near else ""

    def kind_words(self, messenger: str, kind: str) -> str:
        """A kind of block as the messenger's playbook calls it."""
        kinds: Any = self.library.words(messenger, self.lang)["kinds"]
        return str(kinds.get(kind, kind))

    def used_facts(self) -> dict[str, list[str]]:
        """Where the product uses each fact of the sources: states, items, rules, symptoms, rulings, letters' claims."""
        from ban_wizard.playbook.usage import uses

        used: dict[str, dict[str, None]] = {}
        for messenger in self.messengers():
            playbook = self.library.playbook(messenger)
            for fact, place in uses(playbook, self.library.symptoms(messenger), self.library.sources()):
                used.setdefault(fact, {})[place] = None
            for name in {ref.letter: None for state in playbook.states.values() for ref in state.letters}:
                for claim in self.letters(name).claims.values():
                    for fact in claim.cites:
                        used.setdefault(fact, {})[f"{name}.{claim.id}"] = None
        return {fact: list(places) for fact, places in used.items()}

    # ------------------------------------------------------------------ opening

    def offence_of(self, messenger: str, number: str) -> int:
        """1 + the earlier cases of this number (E.164) and messenger whose kind was a block."""
        return 1 + sum(row.kind in BLOCK_KINDS for row in self.store.by_number(number, messenger))

    def open_case_of(self, messenger: str, number: str) -> str | None:
        """The case of this number (E.164) and messenger that has not ended, if there is one."""
        return next((row.case for row in self.store.by_number(number, messenger) if row.open), None)

    def start(
        self,
        messenger: str,
        number: str,
        *,
        kind: str | None = None,
        symptoms: Collection[str] = (),
        text: str | None = None,
        offence: int | None = None,
        facts: Mapping[str, str] | None = None,
        zone: str | None = None,
        at: str | None = None,
        override: bool = False,
    ) -> Card:
        """Open a case, also one that is in the middle of its way; answers with the open case of the same number if there is one."""
        from ban_wizard.case.phone import normalise

        playbook = self.playbook(messenger)
        phone = normalise(number)
        text = None if text is None or not text.strip() else text
        found = self.diagnose(messenger, symptoms, text) if symptoms or text else None
        judged = (self._judged(found),) if kind is None and text and found and found.kind != "unclear" else ()
        if kind is None:
            kind = found.kind if found and found.kind in playbook.entries else "unclear"
        if kind not in playbook.entries:
            raise BadInput("kind_not_here", kind=kind, messenger=messenger, values=", ".join(playbook.entries))
        if offence is not None and offence < 1:
            raise BadInput("bad_offence")
        case_zone = self._zone(zone)
        now = self.clock.now().astimezone(case_zone)
        when = fact_values.parse_time(at, at=now, zone=case_zone, name="--at") if at else now
        typed = dict(facts or {})
        if "offence" in typed and offence is None:
            offence = 1 if typed.pop("offence") == "first" else 2
        read = self._read_from(found, playbook, typed, when, case_zone) if found and found.kind == kind else {}
        values = {**read, **self._values(playbook, typed, at=when, zone=case_zone)}
        running = self.open_case_of(messenger, phone.e164)
        if running and not override:
            return self.show(running, notes=(say(self.lang, "note.open_case", number=phone.shown, case=running),))
        counted = self.offence_of(messenger, phone.e164)
        kept = mask(clean(text), phone.e164) if text else None
        shown = {each.symptom for each in found.evidence} if found else set()
        opened = {
            "kind": kind,
            "number": phone.e164,
            "number_shown": phone.shown,
            "offence": offence or counted,
            "offence_counted": counted,
            "zone": case_zone.key,
            "playbook": playbook.hash,
            "symptoms": [each for each in self.library.symptoms(messenger).symptoms if each in {*symptoms, *shown}],
            "text": kept.text if kept else None,
        }
        events = [self._event(None, 1, when, now, "opened", messenger, opened)]
        for name in self._in_order(playbook, values):
            events.append(self._event(None, len(events) + 1, when, now, "answered", name, values[name]))
        case, change = self._recorder.opening(self._new_case(), events, now)
        self.store.append(change, playbooks={playbook.hash: self.library.bundle(messenger)})
        return self._card(case, now, notes=(*self._ahead(when, now), *self._masked(kept.counts if kept else {}), *judged))

    def _read_from(self, found: Diagnosis, playbook: Playbook, typed: Collection[str], when: datetime, zone: ZoneInfo) -> dict[str, Any]:
        """The facts that a text tells and the person has not typed. What does not fit the fact is left to be asked."""
        from ban_wizard.diagnosing import facts_of

        values = {}
        for name, said in facts_of(found, playbook.facts.keys() - set(typed)).items():
            with suppress(BadInput):
                values[name] = fact_values.parse(playbook.facts[name], said, at=when, zone=zone)
        return values

    def _judged(self, found: Diagnosis) -> str:
        """What a text was taken for, so that the person can object."""
        told = self.told(found)
        return say(self.lang, "note.judged", kind=told.kind, certainty=told.certainty)

    def local_zone(self) -> ZoneInfo:
        """The zone of the person at this terminal; a case keeps its own."""
        return self._zone(None)

    def _zone(self, zone: str | None) -> ZoneInfo:
        try:
            return ZoneInfo(zone or self.zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise BadInput("bad_zone", zone=zone or self.zone) from None

    def _new_case(self) -> str:
        while self.store.find(case := self.new_id()):
            pass
        return case

    # ------------------------------------------------------------------ reading

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
        self, *, due_only: bool = False, search: str = "", now: str | None = None, after: str | None = None, limit: int = 100
    ) -> Page:
        """Cases by due date; with `due_only` the open ones whose date has come."""
        zone = self._zone(None)
        present = fact_values.parse_time(now, at=self.clock.now(), zone=zone, name="--now") if now else self.clock.now()
        try:
            return self.store.board(open_only=due_only, due_before=present if due_only else None, search=search, after=after, limit=limit)
        except ValueError:
            raise BadInput("bad_cursor") from None

    def all_rows(self) -> Iterator[BoardRow]:
        """Every case of the store, page by page."""
        after: str | None = None
        while True:
            page = self.board(after=after)
            yield from page.rows
            if page.next is None:
                return
            after = page.next

    def _open(self, case: str) -> Opened:
        try:
            return self._recorder.open(self.resolve(case))
        except UnknownCase:
            raise BadInput("unknown_case", case=case) from None

    def _now(self, view: View, now: str | None) -> datetime:
        zone = zone_of(view)
        present = self.clock.now().astimezone(zone)
        return fact_values.parse_time(now, at=present, zone=zone, name="--now") if now else present

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
            notes=notes,
        )

    def _links(self, opened: Opened) -> Iterable[tuple[str, str]]:
        """Cases that share the number or the line."""
        stored = {case for _, case in opened.view.links}
        for row in self.store.by_number(opened.view.header.number):
            if row.case not in (opened.case, *stored):
                yield "number", row.case
        if line := line_of(opened.view):
            for row in self.store.by_line(line):
                if row.case not in (opened.case, *stored):
                    yield "line", row.case

    # ------------------------------------------------------------------ recording

    def do(
        self,
        case: str,
        action: str,
        *,
        facts: Mapping[str, str] | None = None,
        at: str | None = None,
        reason: str | None = None,
        override: bool = False,
        text: str | None = None,
        next: str | None = None,
    ) -> Card:
        """Record what happened; refuses what is not allowed. `answer` and `looked` are asked for in the same way."""
        opened = self._open(case)
        view, now = opened.view, self.clock.now()
        when = self._when(view, at)
        typed = dict(facts or {})
        extra = {name: clean(typed.pop(name)).strip() for name in NOT_FACTS & typed.keys()}
        reason = clean(reason or extra.pop("reason", "")).strip() or None
        values = {**self._values(opened.playbook, typed, at=when, zone=zone_of(view)), **extra}
        if override and not reason:
            raise BadInput("override_reason")
        notes = self._ahead(when, now)
        if action == "answer":
            events = self._answers(opened, values, when, now)
        elif action == "looked":
            again = fact_values.parse_time(next, at=when, zone=zone_of(view), name="--next").isoformat() if next else None
            value = {key: v for key, v in (("next", again), ("facts", values)) if v}
            events = [self._event(view, view.seq + 1, when, now, "looked", "", value or None)]
        else:
            kept = mask(clean(text), view.header.number) if text else None
            value = {key: v for key, v in (("facts", values), ("reason", reason), ("text", kept and kept.text)) if v}
            kind = "closed" if action == "closed" else "acted"
            events = [self._event(view, view.seq + 1, when, now, kind, action, value or None)]
            notes += self._masked(kept.counts if kept else {}) + self._advice(opened, events[0])
        return self._record(opened, events, now, override=override, notes=notes)

    def _answers(self, opened: Opened, values: Mapping[str, Any], when: datetime, now: datetime) -> list[Event]:
        view, state = opened.view, opened.playbook.states[opened.view.state]
        if not values:
            if state.kind != "ask":
                raise BadInput("no_answer")
            fact = opened.playbook.facts[state.fact or ""]
            raise BadInput("answer_needs_fact", fact=fact.id, values=", ".join(fact.values) or fact.type)
        names = self._in_order(opened.playbook, values)
        return [self._event(view, view.seq + n, when, now, "answered", name, values[name]) for n, name in enumerate(names, 1)]

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
        self.store.append(change)
        return self._card(after, now.astimezone(zone_of(after.view)), notes)

    def _banned_again(self, closed: Opened, change: CaseChange, when: datetime, now: datetime) -> Card:
        """The number was blocked again: this case is closed, the next one opened with the offence raised, both linked, at once."""
        view, header = closed.view, closed.view.header
        playbook = self.library.playbook(header.messenger)
        next_case = self._new_case()
        opened = {
            "kind": view.kind,
            "number": header.number,
            "number_shown": header.number_shown,
            "offence": view.offence + 1,
            "offence_counted": self.offence_of(header.messenger, header.number),
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
        self.store.append(both, opening, playbooks={playbook.hash: self.library.bundle(header.messenger)})
        return self._card(going_on, now.astimezone(zone_of(going_on.view)), (say(self.lang, "note.next_case", case=next_case),))

    def undo(self, case: str, *, reason: str | None = None, at: str | None = None) -> Card:
        """Take back the last live event; one of the world needs a reason. Other cases' events stay valid."""
        opened = self._open(case)
        view, now, last = opened.view, self.clock.now(), opened.view.event
        if view.before is None:
            raise BadInput("nothing_to_undo")
        if last.kind in WORLD and not (reason and reason.strip()):
            raise BadInput("undo_needs_reason", what=self._card(opened, now).action_title(last.name))
        when = self._when(view, at)
        value = {"seq": last.seq, **({"reason": clean(reason).strip()} if reason else {})}
        event = self._event(view, view.seq + 1, when, now, "undone", "", value)
        after, change = self._recorder.change(opened, [event], {}, now)
        changes, notes = [change], []
        if last.name == "banned_again":
            changes.append(self._close_next(opened, when, now))
            notes.append(say(self.lang, "note.next_closed", case=changes[-1].case))
        self.store.append(*changes)
        return self._card(after, now.astimezone(zone_of(view)), tuple(notes))

    def _close_next(self, opened: Opened, when: datetime, now: datetime) -> CaseChange:
        """Close the case that `banned_again` opened, unless somebody has gone on with it."""
        following = self._recorder.open(next(case for relation, case in reversed(opened.view.links) if relation == "next"))
        if any(event.kind not in ("opened", "linked", "answered") for event in following.events):
            raise BadInput("next_case_went_on", case=following.case)
        view = following.view
        event = self._event(view, view.seq + 1, max(when, view.entered), now, "closed", "closed", {"reason": f"{opened.case}: undone"})
        return self._recorder.change(following, [event], {}, now)[1]

    def amend(self, case: str, fact: str, typed: str, *, reason: str | None = None, at: str | None = None) -> Card:
        """Say that an answer was always wrong; the answers are walked again with the right one."""
        opened = self._open(case)
        view, now = opened.view, self.clock.now()
        when = self._when(view, at)
        value = self._amended_value(opened.playbook, fact, typed, when, zone_of(view))
        event = self._event(view, view.seq + 1, when, now, "amended", fact, value)
        after, change = self._recorder.change(opened, [event], {}, now)
        strays = [e.name for e in opened.events if e.seq in set(after.view.strays) - set(view.strays)]
        if strays and not (reason and reason.strip()):
            raise BadInput("amend_needs_reason", acts=", ".join(strays))
        events = [event]
        if reason and reason.strip():
            events.append(self._event(view, view.seq + 2, when, now, "noted", "", clean(reason).strip()))
        after, change = self._recorder.change(opened, events, {}, now)
        self.store.append(change)
        return self._card(after, now.astimezone(zone_of(view)))

    def _amended_value(self, playbook: Playbook, fact: str, typed: str, when: datetime, zone: ZoneInfo) -> Any:
        known = playbook.facts.get(fact)
        if fact == "offence" or (known and known.derived):
            count = {"first": "1", "repeat": "2"}.get(typed, typed)
            if not count.isdecimal() or int(count) < 1:
                raise BadInput("bad_offence")
            return int(count)
        if fact in ("number", "messenger"):
            raise BadInput("amend_fixed", fact=fact)
        if known and known.type == "kind" and typed not in playbook.entries:
            raise BadInput("kind_not_here", kind=typed, messenger=playbook.id, values=", ".join(playbook.entries))
        if known and known.type == "kind":
            return typed
        return self._values(playbook, {fact: typed}, at=when, zone=zone)[fact]

    def note(self, case: str, text: str, *, at: str | None = None) -> Card:
        """A remark; secrets in it are masked."""
        opened = self._open(case)
        kept = mask(clean(text).strip(), opened.view.header.number)
        if not kept.text:
            raise BadInput("empty_note")
        return self._remark(opened, "noted", kept.text, at, self._masked(kept.counts))

    def assign(self, case: str, agent: str, *, at: str | None = None) -> Card:
        """Say whose case it is; an empty name takes it from everybody."""
        return self._remark(self._open(case), "assigned", clean(agent).strip() or None, at)

    def close(self, case: str, reason: str | None, *, at: str | None = None) -> Card:
        """A customer who fell silent: the case ends here."""
        if not (reason and reason.strip()):
            raise BadInput("needs_reason")
        return self.do(case, "closed", reason=reason, at=at)

    def _remark(self, opened: Opened, kind: str, value: str | None, at: str | None, notes: tuple[str, ...] = ()) -> Card:
        view, now = opened.view, self.clock.now()
        event = self._event(view, view.seq + 1, self._when(view, at), now, kind, "", value)
        return self._record(opened, [event], now, notes=notes)

    # ------------------------------------------------------------------ letters

    def letter(
        self,
        case: str,
        letter: str | None = None,
        *,
        lang: str | None = None,
        facts: Mapping[str, str] | None = None,
        claims: Collection[str] | None = None,
        record: bool = True,
    ) -> LetterCard:
        """Render a letter of the present step. Facts given with it are confirmed and recorded first.

        Without `record` they are only tried: the letter shows what it would say, and nothing is kept.
        """
        from ban_wizard.letter.render import render

        opened = self._open(case)
        letters = {ref.letter: ref.channel for ref in opened.playbook.states[opened.view.state].letters}
        if not letters:
            raise BadInput("no_letter")
        name = letter or next(iter(letters))
        if name not in letters:
            raise BadInput("unknown_letter", letter=name, values=", ".join(letters))
        chosen, today = self.letters(name), self._now(opened.view, None).date()
        confirmed = self._confirmed(opened.playbook, self._told(opened, facts or {}))
        rendered = render(chosen, lang=lang or chosen.language, facts=confirmed, claims=claims, today=today, ui=self.lang)
        if facts and record:  # only now: what the letter cannot take is not kept either
            self.learn(opened.case, facts)
            opened = self._open(opened.case)
        return LetterCard(rendered, chosen, letters[name], repeats_itself(opened.playbook, opened.view, letters[name]))

    def learn(self, case: str, facts: Mapping[str, str], *, at: str | None = None) -> Card:
        """Facts that have become known, without an answer being asked or an act done."""
        opened = self._open(case)
        view, now = opened.view, self.clock.now()
        when = max(self._when(view, at), view.entered)
        values = self._values(opened.playbook, facts, at=when, zone=zone_of(view))
        events = [
            self._event(view, view.seq + n, when, now, "learned", name, values[name])
            for n, name in enumerate(self._in_order(opened.playbook, values), 1)
        ]
        return self._record(opened, events, now)

    def _told(self, opened: Opened, typed: Mapping[str, str]) -> View:
        """The view as it would be with these facts, each in the place of what was known; nothing is recorded."""
        view = opened.view
        values = self._values(opened.playbook, typed, at=self.clock.now(), zone=zone_of(view))
        facts = {**view.facts, **{name: fact_values.known_value(value) for name, value in values.items()}}
        unsure = {name for name, value in values.items() if fact_values.is_unsure(value)}
        return evolve(view, facts=facts, unsure=frozenset((view.unsure - values.keys()) | unsure))

    def _confirmed(self, playbook: Playbook, view: View) -> Any:
        from ban_wizard.letter.model import Confirmed

        return Confirmed(
            number=view.header.number,
            number_shown=view.header.number_shown,
            messenger=view.header.messenger,
            kind=view.kind,
            offence=view.offence,
            zone=view.header.zone,
            facts=view.facts,
            unsure=view.unsure,
            milestones=view.milestones,
            declared=playbook.facts,
        )

    # ------------------------------------------------------------------ small parts

    def fact(self, playbook: Playbook, name: str) -> Fact:
        """A fact of the playbook, or a field that one of its letters declares; raises BadInput with the nearest name."""
        if name in playbook.facts:
            return playbook.facts[name]
        fields = self._letter_fields(playbook)
        if name in fields:
            return fields[name]
        raise BadInput("unknown_fact", fact=name, hint=self.hint(name, [*playbook.facts, *fields]))

    def _letter_fields(self, playbook: Playbook) -> dict[str, Fact]:
        letters = dict.fromkeys(ref.letter for state in playbook.states.values() for ref in state.letters)
        return {f.id: f.fact for letter in letters for f in self.letters(letter).fields.values() if f.fact}

    def _values(self, playbook: Playbook, typed: Mapping[str, str], *, at: datetime, zone: ZoneInfo) -> dict[str, Any]:
        values = {}
        for name, text in typed.items():
            fact = self.fact(playbook, name)
            if fact.type == "phone" and text.strip().casefold() not in fact_values.UNSURE:
                from ban_wizard.case.phone import normalise

                values[name] = normalise(text).e164
            else:
                values[name] = fact_values.parse(fact, text, at=at, zone=zone)
        return values

    def _in_order(self, playbook: Playbook, values: Mapping[str, Any]) -> list[str]:
        """Facts in the playbook's order, those of letters last."""
        order = list(playbook.facts)
        return sorted(values, key=lambda name: (order.index(name) if name in order else len(order), name))

    def _when(self, view: View, at: str | None) -> datetime:
        now = self.clock.now().astimezone(zone_of(view))
        return fact_values.parse_time(at, at=now, zone=zone_of(view), name="--at") if at else now

    def _event(self, view: View | None, seq: int, when: datetime, now: datetime, kind: str, name: str, value: Any = None) -> Event:
        zone = zone_of(view) if view else when.tzinfo
        return Event(seq, when.astimezone(zone), now.astimezone(zone), self.actor, kind, name, value)

    def _ahead(self, when: datetime, now: datetime) -> tuple[str, ...]:
        return (say(self.lang, "note.far_ahead", at=moment(self.lang, when)),) if when - now > timedelta(days=1) else ()

    def _advice(self, opened: Opened, event: Event) -> tuple[str, ...]:
        """What to say beside an act that is allowed: an end only assumed, a letter that repeats itself."""
        notes = []
        wait = timing(opened.playbook, opened.view)
        if event.name == "over" and wait and wait.assumed and event.at < wait.assumed:
            notes.append(say(self.lang, "note.before_assumed", at=moment(self.lang, wait.assumed)))
        if event.name == "sent" and any(
            repeats_itself(opened.playbook, opened.view, ref.channel) for ref in opened.playbook.states[opened.view.state].letters
        ):
            notes.append(say(self.lang, "note.repeats"))
        return tuple(notes)

    def _masked(self, counts: Mapping[str, int]) -> tuple[str, ...]:
        if not counts:
            return ()
        what = ", ".join(say(self.lang, f"note.masked.{sort}", n=n) for sort, n in counts.items())
        return (say(self.lang, "note.masked", what=what),)

    def _refusal(self, opened: Opened, refused: Refused, now: datetime) -> str:
        return self._card(opened, now.astimezone(zone_of(opened.view))).refusal(refused)


def rows_json(rows: Iterable[BoardRow]) -> list[dict[str, Any]]:
    """Board rows as `board --json` prints them: a subset of show's keys."""
    return [
        {
            "case": row.case,
            "messenger": row.messenger,
            "kind": row.kind,
            "offence": row.offence,
            "number": row.number,
            "state": row.state,
            "state_kind": row.state_kind,
            "due": {"at": row.due_at.isoformat(timespec="seconds"), "kind": row.due_kind} if row.due_at else None,
            "outcome": {"id": row.state, "result": row.result} if row.result else None,
            "agent": row.agent,
        }
        for row in rows
    ]
