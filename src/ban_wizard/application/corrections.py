"""Taking back and putting right: the last event undone, an answer that was always wrong, a newer version of the playbook."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from ban_wizard.application.cards import Card
from ban_wizard.application.casebook import Casebook, NotAllowed
from ban_wizard.application.notes import assumed_note
from ban_wizard.application.recording import Opened
from ban_wizard.case.engine import step
from ban_wizard.case.errors import BadInput
from ban_wizard.case.events import Event
from ban_wizard.case.facts import parse_offence
from ban_wizard.case.judge import Refused
from ban_wizard.case.view import View, zone_of
from ban_wizard.i18n import moment, say
from ban_wizard.playbook.model import Playbook, Words
from ban_wizard.store.protocol import CaseChange
from ban_wizard.text import clean
from ban_wizard.values import frozen, replace

if TYPE_CHECKING:
    from ban_wizard.case.refit import Misfit

WORLD: Final = frozenset({"acted", "overridden", "closed"})
"""Kinds of event that happened in the world: taking them back needs a reason."""


WHY: Final = "reason"
"""The name of a `noted` event that says why the answer after it was amended."""


@frozen
class Migration:
    """A case under the present version of its playbook. `card` is how it stands there; `former` the version it comes from."""

    card: Card
    former: Playbook
    applied: bool

    def as_json(self) -> dict[str, Any]:
        """The object that `migrate --json` prints."""
        from ban_wizard.application.card_json import card_json

        former = {"version": self.former.version, "hash": self.former.hash}
        return {"applied": self.applied, "from": former, **card_json(self.card)}


@frozen
class Amendment:
    """A case with one answer corrected: `card` is how it would stand, `strays` the recorded acts that its way would lack."""

    card: Card
    strays: tuple[str, ...]


class Corrections(Casebook):
    """Undo, amend and migrate. All are events: nothing that was once written is lost."""

    def undo(self, case: str, *, reason: str | None = None, at: str | None = None) -> Card:
        """Take back the last live event, an amendment with its reason; one of the world needs a reason. Other cases' events stay valid."""
        opened = self._open(case)
        view, now, last = opened.view, self.clock.now(), opened.view.event
        if view.before is None:
            raise BadInput("nothing_to_undo")
        if last.kind in WORLD and not (reason and reason.strip()):
            raise BadInput("undo_needs_reason", what=self._card(opened, now).action_title(last.name))
        when = self._when(view, at)
        why = {"reason": clean(reason).strip()} if reason else {}
        taken = [{"seq": event.seq, **why} for event in _said_together(view)]
        events = [self._event(view, view.seq + number, when, now, "undone", "", value) for number, value in enumerate(taken, 1)]
        after, change = self._recorder.change(opened, events, {}, now)
        changes, notes = [change], []
        if last.name == "banned_again":
            changes.append(self._close_next(opened, when, now))
            notes.append(say(self.lang, "note.next_closed", case=changes[-1].case))
        self._append(*changes)
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
        event, strays = self._corrected(opened, fact, typed, when, now)
        if strays and not (reason and reason.strip()):
            raise BadInput("amend_needs_reason", acts=", ".join(strays))
        events = [event]
        if reason and reason.strip():
            why = self._event(view, event.seq, when, now, "noted", WHY, clean(reason).strip())
            events = [why, replace(event, seq=event.seq + 1)]
        after, change = self._recorder.change(opened, events, {}, now)
        self._append(change)
        return self._card(after, now.astimezone(zone_of(view)), assumed_note(self.lang, event.value) if fact == "offence" else ())

    def would_amend(self, case: str, fact: str, typed: str) -> Amendment:
        """What would come of correcting an answer. Nothing is recorded."""
        opened = self._open(case)
        now = self.clock.now()
        event, strays = self._corrected(opened, fact, typed, self._when(opened.view, None), now)
        after, _ = self._recorder.change(opened, [event], {}, now)
        return Amendment(self._card(after, now.astimezone(zone_of(opened.view))), tuple(strays))

    def _corrected(self, opened: Opened, fact: str, typed: str, when: datetime, now: datetime) -> tuple[Event, list[str]]:
        """The event of a corrected answer, and the recorded acts that would fall outside the way."""
        value = self._amended_value(opened, fact, typed, when)
        event = self._event(opened.view, opened.view.seq + 1, when, now, "amended", fact, value)
        new = set(step(opened.playbook, opened.view, event).strays) - set(opened.view.strays)
        return event, [e.name for e in opened.events if e.seq in new]

    def _amended_value(self, opened: Opened, fact: str, typed: str, when: datetime) -> Any:
        playbook, zone, counted = opened.playbook, zone_of(opened.view), opened.view.header.offence_counted
        known = playbook.facts.get(fact)
        if fact == "offence" or (known and known.derived):
            return parse_offence(typed, counted)
        if fact in ("number", "messenger"):
            raise BadInput("amend_fixed", fact=fact)
        if known and known.type == "kind" and typed not in playbook.entries:
            raise BadInput("kind_not_here", kind=typed, messenger=playbook.id, values=", ".join(playbook.entries))
        if known and known.type == "kind":
            return typed
        return self._values(playbook, {fact: typed}, at=when, zone=zone)[fact]

    def migrate(self, case: str, *, apply: bool = False) -> Migration:
        """The case as it would stand under the present version of its playbook; with `apply`, from now on it does.

        Raises NotAllowed with the first event that does not fit, BadInput where its playbook is gone; nothing is changed then.
        """
        from ban_wizard.case.refit import Misfit, refit

        opened = self._open(case)
        messenger, former, now = opened.view.header.messenger, opened.playbook, self.clock.now()
        if messenger not in self.library.ids():
            raise BadInput("unknown_playbook", name=messenger, values=", ".join(self.library.ids()))
        playbook = self.library.playbook(messenger)

        def words(lang: str) -> Words:
            return self.library.words(messenger, lang)

        if playbook.hash == former.hash:
            return Migration(self._card(opened, now.astimezone(zone_of(opened.view))), former, False)
        found = refit(playbook, opened.events, former.facts)
        if isinstance(found, Misfit):
            raise self._misfit(opened, playbook, words, found)
        event = self._event(found, found.seq + 1, now, now, "migrated", playbook.hash, {"from": former.hash})
        after, change = self._recorder.migrated(opened, playbook, words, event)
        if apply:
            self._append(change, playbooks={playbook.hash: self.library.bundle(messenger)})
        return Migration(self._card(after, now.astimezone(zone_of(after.view))), former, apply)

    def _misfit(self, opened: Opened, playbook: Playbook, words: Callable[[str], Words], found: Misfit) -> NotAllowed:
        """Which event does not fit, and why, in words."""
        event, why = found.event, found.why
        if isinstance(why, BadInput):
            refused, reason = Refused(event.name, ("misfit",), (), overridable=False), say(self.lang, f"error.{why.key}", **why.params)
        else:
            view = found.view or opened.view
            there = self._card(replace(opened, view=view, playbook=playbook, words=words), event.at)
            refused, reason = replace(why, overridable=False), there.refusal(why)
        card = self._card(opened, event.at)
        what = card.action_title(event.name) if event.kind in WORLD else card.fact_words(event.name).get("label") or event.kind
        at = moment(self.lang, event.at)
        return NotAllowed(refused, say(self.lang, "refused.misfit", version=playbook.version, n=event.seq, at=at, what=what, why=reason))


def _said_together(view: View) -> Iterator[Event]:
    """The last live event, and before an amendment the reason that was given with it; the last first."""
    last, before = view.event, view.before
    yield last
    if last.kind == "amended" and before is not None and (before.event.kind, before.event.name) == ("noted", WHY):
        yield before.event
