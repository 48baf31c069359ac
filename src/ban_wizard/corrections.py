"""Taking back and putting right: the last event undone, an answer that was always wrong."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from ban_wizard.cards import Card
from ban_wizard.case.errors import BadInput
from ban_wizard.case.view import zone_of
from ban_wizard.casebook import Casebook
from ban_wizard.i18n import say
from ban_wizard.playbook.model import Playbook
from ban_wizard.recording import Opened
from ban_wizard.store.protocol import CaseChange
from ban_wizard.text import clean

if TYPE_CHECKING:
    pass

WORLD: Final = frozenset({"acted", "overridden", "closed"})
"""Kinds of event that happened in the world: taking them back needs a reason."""


class Corrections(Casebook):
    """Undo and amend. Both are events: nothing that was once written is lost."""

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
