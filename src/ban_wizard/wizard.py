"""The application object: everything a face may ask for. Faces word and show; this decides, records and refuses.

Raises BadInput (one sentence says what to do), NotAllowed (a refusal that teaches), Conflict and StoreError (the store).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from ban_wizard.application.cards import Card
from ban_wizard.application.corrections import Corrections
from ban_wizard.application.filing import Filing
from ban_wizard.application.notes import ahead_note, masked_note, to_keep
from ban_wizard.application.opening import Opening
from ban_wizard.application.recording import Opened
from ban_wizard.case import facts as fact_values
from ban_wizard.case.allowed import outcome_of, repeats_itself
from ban_wizard.case.arcs import NOT_FACTS, sent_letter
from ban_wizard.case.engine import SNOOZED
from ban_wizard.case.errors import BadInput
from ban_wizard.case.events import LONGEST_NAME, Event
from ban_wizard.case.view import View, evolve, zone_of
from ban_wizard.case.waits import timing
from ban_wizard.i18n import moment, say
from ban_wizard.playbook.model import SEND_ACTIONS
from ban_wizard.text import clean, one_line
from ban_wizard.values import replace

if TYPE_CHECKING:
    from ban_wizard.application.lettering import LetterCard
    from ban_wizard.letter.lint import Warning


class Wizard(Opening, Filing, Corrections):
    """Everything a face may ask for, as one person at one terminal."""

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
        if action not in (known := (*opened.playbook.actions, "answer", "looked")):
            raise BadInput("unknown_action", action=action, hint=self.hint(action, known), values=", ".join(known))
        view, now = opened.view, self.clock.now()
        when = self._when(view, at)
        typed = dict(facts or {})
        extra = {name: clean(typed.pop(name)).strip() for name in NOT_FACTS & typed.keys()}
        reason = clean(reason or extra.pop("reason", "")).strip() or None
        values = {**self._values(opened.playbook, typed, at=when, zone=zone_of(view)), **extra}
        if override and not reason:
            raise BadInput("override_reason")
        notes = ahead_note(self.lang, when, now)
        if action == "answer":
            events = self._answers(opened, values, when, now)
        elif action == "looked":
            again = fact_values.parse_time(next, at=when, zone=zone_of(view), name="--next").isoformat() if next else None
            value = {key: v for key, v in (("next", again), ("facts", values)) if v}
            events = [self._event(view, view.seq + 1, when, now, "looked", "", value or None)]
        else:
            told = [fact for fact in view.facts.values() if isinstance(fact, str)]  # the log has them as they are
            kept = to_keep(text, view.header.number, told) if text else None
            value = {key: v for key, v in (("facts", values), ("reason", reason), ("text", kept and kept.text)) if v}
            kind = "closed" if action == "closed" else "acted"
            events = [self._event(view, view.seq + 1, when, now, kind, action, value or None)]
            notes += masked_note(self.lang, kept.counts if kept else {}) + self._advice(opened, events[0], text)
        return self._record(opened, events, now, override=override, notes=notes)

    def would_end(self, card: Card, action: str, facts: Mapping[str, str] | None = None) -> str | None:
        """The title of the outcome in which `do` would end the case; None if it would go on. Raises BadInput for facts that do not fit."""
        told = {name: typed for name, typed in (facts or {}).items() if name not in NOT_FACTS}
        values = self._values(card.playbook, told, at=card.now, zone=zone_of(card.view))
        if action == "answer":
            ((fact, value),) = values.items()
            end = outcome_of(card.playbook, card.view, "answered", fact, value)
        else:
            end = outcome_of(card.playbook, card.view, "acted", action, {"facts": values} if values else None)
        return card.state_title(end) if end else None

    def _answers(self, opened: Opened, values: Mapping[str, Any], when: datetime, now: datetime) -> list[Event]:
        view, state = opened.view, opened.playbook.states[opened.view.state]
        if not values:
            if state.kind != "ask":
                raise BadInput("no_answer")
            fact = opened.playbook.facts[state.fact or ""]
            raise BadInput("answer_needs_fact", fact=fact.id, values=", ".join(fact.values) or fact.type)
        names = self._in_order(opened.playbook, values)
        return [self._event(view, view.seq + n, when, now, "answered", name, values[name]) for n, name in enumerate(names, 1)]

    def note(self, case: str, text: str, *, at: str | None = None) -> Card:
        """A remark; secrets in it are masked."""
        opened = self._open(case)
        kept = to_keep(text.strip(), opened.view.header.number)
        if not kept.text:
            raise BadInput("empty_note")
        return self._remark(opened, "noted", kept.text, at, masked_note(self.lang, kept.counts))

    def evidence(self, case: str, file: str, *, at: str | None = None) -> Card:
        """Name a file as evidence: its name without the folder, its size and its SHA-256 are kept, the file itself is not copied."""
        from ban_wizard.case.evidence import NAME
        from ban_wizard.desktop.fingerprint import fingerprint

        opened = self._open(case)
        known = fingerprint(file)
        value = {"file": known.name, "bytes": known.bytes, "sha256": known.sha256}
        return self._remark(opened, "noted", value, at, name=NAME)

    def assign(self, case: str, agent: str, *, at: str | None = None) -> Card:
        """Say whose case it is; an empty name takes it from everybody."""
        name = one_line(agent)
        if len(name) > LONGEST_NAME:
            raise BadInput("agent_too_long", limit=LONGEST_NAME)
        return self._remark(self._open(case), "assigned", name or None, at)

    def snooze(self, case: str, until: str, *, at: str | None = None) -> Card:
        """Do not look at the case before `until`, a time to come, unless something happens before."""
        opened = self._open(case)
        now = self.clock.now()
        when = fact_values.parse_time(until, at=now, zone=zone_of(opened.view), name="--until")
        if when <= now:
            raise BadInput("snooze_past", at=moment(self.lang, when))
        if opened.playbook.states[opened.view.state].kind == "outcome":
            raise BadInput("snooze_ended")
        return self._remark(opened, "noted", when.isoformat(), at, name=SNOOZED)

    def close(self, case: str, reason: str | None, *, at: str | None = None) -> Card:
        """A customer who fell silent: the case ends here."""
        if not (reason and reason.strip()):
            raise BadInput("needs_reason")
        return self.do(case, "closed", reason=reason, at=at)

    def _remark(self, opened: Opened, kind: str, value: Any, at: str | None, notes: tuple[str, ...] = (), *, name: str = "") -> Card:
        view, now = opened.view, self.clock.now()
        event = self._event(view, view.seq + 1, self._when(view, at), now, kind, name, value)
        return self._record(opened, [event], now, notes=notes)

    def letter(
        self,
        case: str,
        letter: str | None = None,
        *,
        lang: str | None = None,
        facts: Mapping[str, str] | None = None,
        claims: Collection[str] | None = None,
        ticks: Mapping[str, bool] | None = None,
        record: bool = True,
    ) -> LetterCard:
        """Render a letter of the present step. Facts given with it are confirmed and recorded first.

        `claims` are the claims to make; `ticks` only change what the letter would choose itself. Without `record` the facts
        are only tried: the letter shows what it would say, and nothing is kept. Raises BadLetterInput beside BadInput.
        """
        from ban_wizard.application import lettering

        opened = self._open(case)
        chosen = self.letters(lettering.letter_of(opened.playbook, opened.view, letter))
        today = self._now(opened.view, None).date()
        confirmed = lettering.confirmed(opened.playbook, self._told(opened, facts or {}))
        langs = {"lang": lang or chosen.language, "ui": self.lang}
        card = lettering.written(chosen, opened.playbook, opened.view, confirmed, today, claims=claims, ticks=ticks or {}, **langs)
        if facts and record:  # only now: what the letter cannot take is not kept either
            view = self.learn(opened.case, facts).view
            card = replace(card, repeats=repeats_itself(opened.playbook, view, card.channel))
        return card

    def checked(self, case: str, text: str, letter: str | None = None, *, lang: str | None = None) -> list[Warning]:
        """What there is to say about a text that is to be sent, or was sent, as a letter of the present step; nothing is refused.

        `lang` is the language of the warnings, by default the interface's. Raises BadInput where the step has no such letter.
        """
        from ban_wizard.application import lettering

        opened = self._open(case)
        meant = self.letters(lettering.letter_of(opened.playbook, opened.view, letter))
        return lettering.warnings(text, meant, opened.playbook, opened.view, lang or self.lang)

    def address(self, letter: str) -> tuple[str, str] | None:
        """The address of the form that a letter goes to, and the fact that carries it; None where no fact does."""
        fact = self.letters(letter).address
        url = self.library.sources().facts[fact].url if fact else None
        return (url, fact) if url and fact else None

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

    def _advice(self, opened: Opened, event: Event, text: str | None) -> tuple[str, ...]:
        """What to say beside an act that is allowed: an end only assumed, a letter that repeats itself or could offend."""
        notes = []
        wait = timing(opened.playbook, opened.view)
        if event.name == "over" and wait and wait.assumed and event.at < wait.assumed:
            notes.append(say(self.lang, "note.before_assumed", at=moment(self.lang, wait.assumed)))
        if event.name == "sent" and any(
            repeats_itself(opened.playbook, opened.view, ref.channel) for ref in opened.playbook.states[opened.view.state].letters
        ):
            notes.append(say(self.lang, "note.repeats"))
        if text and event.name in SEND_ACTIONS and (sent := sent_letter(opened.playbook, opened.view, event)):
            from ban_wizard.application import lettering

            found = lettering.warnings(text, self.letters(sent[0]), opened.playbook, opened.view, self.lang)
            notes += [warning.message for warning in found]
        return tuple(notes)
