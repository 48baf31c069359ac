"""What somebody else has recorded while a person was about to: who, when, and what, in words."""

from __future__ import annotations

from collections.abc import Sequence

from ban_wizard.application.cards import Card
from ban_wizard.case.errors import BadInput
from ban_wizard.case.events import Event
from ban_wizard.case.view import zone_of
from ban_wizard.faces.history import event_words, live
from ban_wizard.i18n import moment, say
from ban_wizard.store.protocol import FORGOTTEN, Conflict
from ban_wizard.wizard import Wizard


def conflict_sentence(error: Conflict, wizard: Wizard) -> str:
    """Who wrote first, when and what, and what to do; the time in the zone of the case that the loser wrote to."""
    try:
        card = wizard.show(error.case)
        if error.what == FORGOTTEN:
            return say(wizard.lang, "error.conflict_forgotten")
        for case in (error.case, *(case for _, case in card.links)):
            events = wizard.log(case)
            for event in reversed(events):
                if (event.actor, event.recorded, f"{event.kind} {event.name}".strip()) == (error.who, error.when, error.what):
                    return gone_on_sentence(card if case == error.case else wizard.show(case), events, event, own=case == error.case)
    except BadInput:  # one of them is gone
        return say(wizard.lang, "error.forgotten")
    at = moment(wizard.lang, error.when.astimezone(zone_of(card.view)), card.now)
    return say(wizard.lang, "error.conflict_elsewhere", who=error.who, when=at)


def gone_on_sentence(card: Card, events: Sequence[Event], event: Event, *, own: bool = True) -> str:
    """That a case (the person's `own`, or one that shares its limits) has gone on with an event of its log."""
    at = moment(card.lang, event.recorded.astimezone(zone_of(card.view)), card.now)
    what = _words(card, events, event) or say(card.lang, "error.conflict_entry")
    return say(card.lang, "error.conflict" if own else "error.conflict_case", who=event.actor, when=at, what=what, case=card.case)


def _words(card: Card, events: Sequence[Event], event: Event) -> str:
    if event.kind == "undone":
        taken = next(each for each in events if each.seq == event.value["seq"])
        return say(card.lang, "case.event.taken_back", what=event_words(card, taken, None), reason="")
    return event_words(card, event, live(card.view).get(event.seq))
