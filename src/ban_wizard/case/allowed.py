"""What can be done now, and what not yet, with why and when; what is due."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from ban_wizard.case.arcs import arc_for
from ban_wizard.case.engine import step
from ban_wizard.case.events import Event
from ban_wizard.case.judge import Refused, can_look, forbidden, gated_actions, is_open, missing_needs
from ban_wizard.case.quotas import ScopeLog
from ban_wizard.case.view import View
from ban_wizard.case.waits import BOUNDED, open_reviews, timing
from ban_wizard.playbook.model import SEND_ACTIONS, Arc, Fact, LetterRef, Playbook
from ban_wizard.values import frozen, replace


@frozen
class Need:
    """Something an act must be given: a fact of the playbook, or `reason`, `channel`, `letter`."""

    fact: str
    type: str
    values: tuple[str, ...] = ()


@frozen
class Action:
    """An act, with what it needs; `refused` says why it is not allowed yet, or is None."""

    action: str
    needs: tuple[Need, ...] = ()
    refused: Refused | None = None


@frozen
class Due:
    """What is due when: `act` (something to do), `look`, `over` (the wait ends) or `decide` (waited long enough)."""

    at: datetime
    kind: str


def allowed(playbook: Playbook, view: View, scope_log: ScopeLog, now: datetime) -> list[Action]:
    """Every act of the present state, the recommended one first, and every gated act wherever the case is.

    Acts that are allowed come before those that are refused.
    """
    state = playbook.states[view.state]
    if state.kind == "outcome":
        return []
    at = max(now, view.entered)
    names = list(dict.fromkeys(arc.on for arc in state.next if arc.on and not arc.anywhere))
    if state.kind == "wait" and state.letters:
        names.append("sent")
    if can_look(playbook, view):
        names.append("looked")
    names += [arc.on for arc in state.next if arc.on and arc.anywhere]
    names += gated_actions(playbook)
    actions = [action for name in dict.fromkeys(names) if (action := _action(playbook, view, scope_log, name, at))]
    return sorted(actions, key=lambda action: action.refused is not None)


def offered(playbook: Playbook, view: View, actions: Iterable[Action]) -> list[LetterRef | Action]:
    """The letters and allowed acts of the present step in the order in which a person is offered them.

    Whoever presses Enter without reading takes the first, so in a wait nothing stands there that only the world outside can tell:
    the end of the wait, once the clock has come to it; a letter that still has to ask for something; else that nothing is new.
    """
    can = [action for action in actions if action.refused is None]
    letters = playbook.states[view.state].letters
    present = timing(playbook, view)
    if present is None:
        return _with_letters(letters, can)
    clocked = [action for action in can if action.action == "over" and present.shape in BOUNDED]
    looked = [action for action in can if action.action == "looked"]
    asking = [ref for ref in letters if playbook.channels[ref.channel].review and ref.channel not in view.reviews]
    others = [action for action in can if action not in (*clocked, *looked)]
    return [*clocked, *asking, *looked, *_with_letters([ref for ref in letters if ref not in asking], others)]


def _with_letters(letters: Sequence[LetterRef], acts: Sequence[Action]) -> list[LetterRef | Action]:
    """Letters before the act of sending one, or behind the acts if there is none."""
    at = next((n for n, action in enumerate(acts) if action.action in SEND_ACTIONS), len(acts))
    return [*acts[:at], *letters, *acts[at:]]


def outcome_of(playbook: Playbook, view: View, kind: str, name: str, value: Any) -> str | None:
    """The outcome in which an event of that kind, name and value would end the case; None if the case would go on."""
    after = step(playbook, view, Event(view.seq + 1, view.entered, view.entered, "", kind, name, value)).state
    return after if playbook.states[after].kind == "outcome" else None


def _action(playbook: Playbook, view: View, scope_log: ScopeLog, name: str, at: datetime) -> Action | None:
    state = playbook.states[view.state]
    if name == "answer":
        return Action(name, (need(playbook.facts[state.fact or ""]),))
    if name == "looked":
        return Action(name)
    arc = arc_for(playbook, view, name)
    refused = forbidden(playbook, view, scope_log, name, arc, at)
    if refused and refused.rules == ("not_here",):
        return None
    return Action(name, tuple(_needs(playbook, view, name, arc)) if arc else (), refused)


def need(fact: Fact) -> Need:
    return Need(fact.id, fact.type, fact.values)


def with_times(playbook: Playbook, view: View, action: Action) -> Action:
    """The act as it is asked for: one that tells a time asks for it even if one is known, for whoever chooses it has a new one."""
    named = dict.fromkeys(name for arc in playbook.states[view.state].next if arc.on == action.action for name in arc.needs)
    times = [need(playbook.facts[name]) for name in named if name in playbook.facts and playbook.facts[name].type == "time"]
    return replace(action, needs=(*(wanted for wanted in action.needs if wanted not in times), *times))


def _needs(playbook: Playbook, view: View, name: str, arc: Arc) -> Iterator[Need]:
    state = playbook.states[view.state]
    for wanted in missing_needs(playbook, view, arc):
        if wanted == "reason":
            yield Need("reason", "text")
        elif wanted == "channel":
            yield Need("channel", "choice", tuple(c for c, r in view.reviews.items() if r.status == "open"))
        elif wanted == arc.sets:
            yield Need(wanted, "kind", tuple(kind for kind in playbook.entries if kind != view.kind))
        else:
            yield need(playbook.facts[wanted])
    if name == "sent" and len(state.letters) > 1:
        closed = tuple(ref.letter for ref in state.letters if not is_open(view, ref.channel))
        yield Need("letter", "choice", closed or tuple(ref.letter for ref in state.letters))


def due(playbook: Playbook, view: View, now: datetime, scope_log: ScopeLog = ()) -> Due | None:
    """What is due next, in the case's zone; None when the case has ended.

    A question, an act or a letter is due when its state is entered, or, if everything is refused, when the first act
    becomes possible. A wait is due at the smallest of its end, its next look, its give-up and the open reviews' looks.
    A case that was snoozed is not due before that time.
    """
    found = _due(playbook, view, now, scope_log)
    return Due(view.snoozed, found.kind) if found and view.snoozed and view.snoozed > found.at else found


def _due(playbook: Playbook, view: View, now: datetime, scope_log: ScopeLog) -> Due | None:
    state = playbook.states[view.state]
    if state.kind == "outcome":
        return None
    now_waiting = timing(playbook, view)
    if now_waiting is None:
        return Due(_first_possible(playbook, view, scope_log, now) or view.entered, "act")
    times = [
        (now_waiting.earliest, "over"),
        (now_waiting.next_look, "look"),
        (now_waiting.give_up_at, "decide"),
        *((review.next_look, "look") for _, review in open_reviews(playbook, view)),
    ]
    known = [(at, kind) for at, kind in times if at is not None]
    return Due(*min(known, key=lambda due: due[0])) if known else Due(view.entered, "act")


def _first_possible(playbook: Playbook, view: View, scope_log: ScopeLog, now: datetime) -> datetime | None:
    """When the first own act of the state becomes possible, if all of them are refused for now."""
    own = dict.fromkeys(arc.on for arc in playbook.states[view.state].next if arc.on and not arc.anywhere)
    at = max(now, view.entered)
    actions = [action for name in own if (action := _action(playbook, view, scope_log, name, at))]
    if not actions or any(action.refused is None for action in actions):
        return None
    return min((a.refused.earliest for a in actions if a.refused and a.refused.earliest), default=None)


def current_letters(playbook: Playbook, view: View) -> list[str]:
    """The letters of the present step."""
    return [ref.letter for ref in playbook.states[view.state].letters]


def repeats_itself(playbook: Playbook, view: View, channel: str) -> bool:
    """Whether a letter to `channel` would tell it nothing new since the last one there."""
    last = view.reviews.get(channel)
    return bool(last and playbook.channels[channel].again == "new_facts" and view.fresh <= last.seq)
