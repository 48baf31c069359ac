"""Which arc an act takes, which letter it sends and whose answer it is; what becomes of the reviews."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ban_wizard.case.events import Event
from ban_wizard.case.guards import fitting, holds, in_season
from ban_wizard.case.view import Review, View
from ban_wizard.playbook.model import SEND_ACTIONS, Arc, Playbook

CLOSES: Final = {"unblocked": "granted", "reversed": "granted", "refused": "refused", "unchanged": "refused", "give_up": "silent"}
"""Actions that answer a review, and what its status becomes; any other action `by` a channel makes it `answered`."""

NOT_FACTS: Final = frozenset({"reason", "channel", "letter"})
"""What an act may carry beside facts: why, whose answer, which letter."""


def arc_for(playbook: Playbook, view: View, action: str) -> Arc | None:
    """The arc that `action` takes in the present state, if it has one; a letter beside a wait stays where it is."""
    state = playbook.states[view.state]
    arc = fitting(state.arcs.get(action, ()), view)
    if arc is None and action == "sent" and state.kind == "wait" and state.letters:
        return Arc("sent")
    return arc


def elsewhere(playbook: Playbook, view: View, action: str) -> Arc | None:
    """The one arc that `action` has in the playbook, for an act done all the same where the way does not have it."""
    for _, arc in playbook.actions.get(action, ()):
        if in_season(arc, view) and holds(arc.when, view):
            return arc
    arcs = playbook.actions.get(action, ())
    return arcs[0][1] if arcs else None


def reviews_after(playbook: Playbook, view: View, arc: Arc, event: Event) -> Mapping[str, Review]:
    """The ledger of reviews after an act: a letter opens one, an answer closes one or all."""
    action, at = event.name, event.at
    if action in SEND_ACTIONS:
        sending = sent_letter(playbook, view, event)
        if sending is None:
            return view.reviews
        letter, channel = sending
        if playbook.channels[channel].review is None:
            return view.reviews
        return {**view.reviews, channel: Review("open", at, letter, event.seq)}
    by = answered_channel(arc, event)
    if by is None and action not in CLOSES:
        return view.reviews
    status = CLOSES.get(action, "answered")

    def answers(name: str, review: Review) -> bool:
        """An open review; or one that was given up, if its channel has answered in the end."""
        late = review.status == "silent" and status != "silent" and arc.by == name
        return late or (review.status == "open" and by in (None, name))

    return {
        name: Review(status, r.opened, r.letter, r.seq, at, r.looked, r.look_again) if answers(name, r) else r
        for name, r in view.reviews.items()
    }


def sent_letter(playbook: Playbook, view: View, event: Event) -> tuple[str, str] | None:
    """Which letter an act of sending sends, and to which channel: the one named with it, or the state's only one."""
    letters = playbook.states[view.state].letters
    named = ((event.value or {}).get("facts") or {}).get("letter")
    for ref in letters:
        if named in (None, ref.letter):
            return ref.letter, ref.channel
    return None


def answered_channel(arc: Arc, event: Event) -> str | None:
    """Whose answer an act is: the arc's channel, or the one that the person names; None for all that are open."""
    if arc.by == "channel":
        named = ((event.value or {}).get("facts") or {}).get("channel")
        return str(named) if named else None
    return arc.by
