"""Whether an event may be recorded: once, against its own time. A refusal teaches: the rule, its source, the earliest date."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ban_wizard.case.arcs import NOT_FACTS, answered_channel, arc_for, elsewhere, sent_letter
from ban_wizard.case.earliest import earliest_milestones
from ban_wizard.case.errors import BadInput
from ban_wizard.case.events import Event
from ban_wizard.case.facts import known_value, merged
from ban_wizard.case.guards import holds_cautiously
from ban_wizard.case.quotas import ScopeLog, lock_holder, quota_free_at
from ban_wizard.case.view import View, evolve
from ban_wizard.case.waits import BOUNDED, timing
from ban_wizard.playbook.model import SEND_ACTIONS, Arc, Playbook, Safety
from ban_wizard.values import frozen, replace


@frozen
class Refused:
    """Why an act is not allowed (yet).

    `rules` are ids of the playbook (safety, quota, lock) or one of the engine's own: `ended`, `not_here`, `too_early`,
    `review_open`. `earliest` is a lower bound, in the case's zone; None where nothing bounds it.
    """

    action: str
    rules: tuple[str, ...]
    cites: tuple[str, ...]
    earliest: datetime | None = None
    overridable: bool = True
    """Whether it can be recorded all the same, as having happened: grammar and types cannot be overridden."""
    holder: str | None = None
    """The other case that holds a lock."""


def judge(playbook: Playbook, view: View, scope_log: ScopeLog, event: Event) -> Refused | None:
    """None if `event` may be recorded at `event.at`, else why not. Raises BadInput for what is no event of this case at all."""
    if event.kind in ("noted", "assigned", "linked", "undone", "migrated", "amended"):
        return None
    if playbook.states[view.state].kind == "outcome":
        return Refused(event.name or event.kind, ("ended",), (), overridable=False)
    if event.at < view.entered:
        raise BadInput("before_entry", at=event.at, entered=view.entered)
    if event.kind in ("answered", "learned"):
        return None
    if event.kind == "looked":
        return None if can_look(playbook, view) else Refused("looked", ("not_here",), (), overridable=False)
    return judge_act(playbook, view, scope_log, event)


def can_look(playbook: Playbook, view: View) -> bool:
    """Whether there is anything to look at: a wait, or an open review."""
    return view.clock is not None or any(r.status == "open" for r in view.reviews.values())


def judge_act(playbook: Playbook, view: View, scope_log: ScopeLog, event: Event) -> Refused | None:
    """`judge` for an act; `view` is before it and its facts are taken into account."""
    action, at = event.name, event.at
    if action not in playbook.actions and not (action == "sent" and playbook.states[view.state].letters):
        raise BadInput("unknown_action", action=action, hint="", values=", ".join(playbook.actions))
    facts = (event.value or {}).get("facts") or {}
    told = {
        name: merged(playbook.facts.get(name), view.facts.get(name), known_value(v)) for name, v in facts.items() if name not in NOT_FACTS
    }
    if told:
        view = evolve(view, facts={**view.facts, **told})
    arc = arc_for(playbook, view, action)
    refused = forbidden(playbook, view, scope_log, action, arc, at)
    if refused is None and arc is not None:
        _check_needs(playbook, view, arc, event)
        refused = _review_open(playbook, view, event)
    return refused


def forbidden(playbook: Playbook, view: View, scope_log: ScopeLog, action: str, arc: Arc | None, at: datetime) -> Refused | None:
    """Why `action`, whose arc here is `arc`, is not allowed at `at`, whatever facts come with it."""
    broken = gate(playbook, view, scope_log, action, at)
    if broken:
        known = arc or elsewhere(playbook, view, action)
        return broken if known else replace(broken, overridable=False)
    if arc is None:
        return Refused(action, ("not_here",), (), overridable=False)
    if arc.by == "channel" and not any(review.status == "open" for review in view.reviews.values()):
        return Refused(action, ("not_here",), (), overridable=False)  # nobody owes an answer
    early = _too_early(playbook, view, action)
    if early is not None and at < early:
        return Refused(action, ("too_early",), playbook.states[view.state].cites, early)
    if action in SEND_ACTIONS:
        channels = [ref.channel for ref in playbook.states[view.state].letters]
        if channels and all(is_open(view, channel) for channel in channels):
            return Refused(action, ("review_open",), playbook.channels[channels[0]].cites)
    return None


def is_open(view: View, channel: str) -> bool:
    """Whether a review is open in `channel`."""
    return channel in view.reviews and view.reviews[channel].status == "open"


def gate(playbook: Playbook, view: View, scope_log: ScopeLog, action: str, at: datetime) -> Refused | None:
    """The safety properties, quotas and locks that forbid `action` at `at`, all in one refusal, whatever state the case is in."""
    rules: list[str] = []
    cites: list[str] = []
    times: list[datetime] = []
    holder: str | None = None
    first: set[str] = set()
    """Milestones that have to be reached before."""
    for safety in gating(playbook, action):
        if holds_cautiously(safety.given, view, playbook.facts) and (safety.before is None or safety.before not in view.milestones):
            rules.append(safety.id)
            cites += safety.cites
            first |= {safety.before} if safety.before else set()
    if first:
        times += earliest_milestones(playbook, view, scope_log, at, first).values()
    for quota in playbook.quotas.values():
        if quota.gates == action and (free := quota_free_at(quota, view, scope_log, at)):
            rules.append(quota.id)
            cites += quota.cites
            times.append(free)
    for lock in playbook.locks.values():
        if lock.gates == action and (by := lock_holder(lock, view, scope_log)):
            rules.append(lock.id)
            cites += lock.cites
            holder = by
    if not rules:
        return None
    earliest = max(times, default=None)
    return Refused(action, tuple(rules), tuple(dict.fromkeys(cites)), earliest if earliest and earliest > at else None, holder=holder)


def gating(playbook: Playbook, action: str) -> list[Safety]:
    """The safety properties that `action` could break: those about a milestone that stands on one of its arcs."""
    reached = {arc.milestone for _, arc in playbook.actions.get(action, ())}
    return [safety for safety in playbook.safety if safety.milestone in reached]


def gated_actions(playbook: Playbook) -> list[str]:
    """Every action that a safety property, a quota or a lock gates, in the playbook's order."""
    gates = {quota.gates for quota in playbook.quotas.values()} | {lock.gates for lock in playbook.locks.values()}
    return [action for action in playbook.actions if action in gates or gating(playbook, action)]


def _too_early(playbook: Playbook, view: View, action: str) -> datetime | None:
    """Before when the present wait refuses `over` and `give_up`."""
    now = timing(playbook, view)
    if now is None:
        return None
    if action == "over" and now.shape in BOUNDED:
        return now.earliest
    return (now.give_up_at or now.earliest) if action == "give_up" else None


def missing_needs(playbook: Playbook, view: View, arc: Arc) -> list[str]:
    """What an act must still be given: facts, the reason, the kind it sets, the channel whose answer it is.

    The end of a wait that had passed before the present step began is no news, and is asked for again.
    """
    wanted = [name for name in arc.needs if name in NOT_FACTS or view.facts.get(name) is None or _has_passed(playbook, view, name)]
    if arc.sets and arc.sets not in wanted:
        wanted.append(arc.sets)
    if arc.by == "channel" and sum(r.status == "open" for r in view.reviews.values()) != 1:
        wanted.append("channel")
    return wanted


def _has_passed(playbook: Playbook, view: View, name: str) -> bool:
    if playbook.facts[name].type != "time" or not any(state.wait and state.wait.until == name for state in playbook.states.values()):
        return False
    return datetime.fromisoformat(view.facts[name]) <= view.entered


def _check_needs(playbook: Playbook, view: View, arc: Arc, event: Event) -> None:
    """Raise BadInput where something that the act needs is missing or does not fit."""
    value = event.value or {}
    given: dict[str, Any] = {**(value.get("facts") or {}), "reason": value.get("reason")}
    for name in missing_needs(playbook, view, arc):
        if not given.get(name):
            raise BadInput("needs_reason" if name == "reason" else "needs_fact", action=event.name, fact=name)
    if arc.sets:
        kind = known_value(given[arc.sets])
        if kind not in playbook.entries:
            raise BadInput("kind_not_here", kind=kind, messenger=playbook.id, values=", ".join(playbook.entries))
        if kind == view.kind:
            raise BadInput("same_kind", kind=kind)
    if arc.by == "channel" and (channel := answered_channel(arc, event)) and not is_open(view, channel):
        raise BadInput("no_such_review", channel=channel)


def _review_open(playbook: Playbook, view: View, event: Event) -> Refused | None:
    """A second letter to a channel that has not answered the first."""
    letters = playbook.states[view.state].letters
    if event.name not in SEND_ACTIONS or not letters:
        return None
    sending = sent_letter(playbook, view, event)
    if sending is None or (len(letters) > 1 and "letter" not in ((event.value or {}).get("facts") or {})):
        raise BadInput("which_letter", values=", ".join(ref.letter for ref in letters))
    return Refused(event.name, ("review_open",), playbook.channels[sending[1]].cites) if is_open(view, sending[1]) else None
