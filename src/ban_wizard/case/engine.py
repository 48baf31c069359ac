"""The engine: a case's view is a pure fold of its events.

`step` takes one accepted event and never refuses (refusing is `judge`'s); `replay` folds a whole log. Undo pops the last
live view; an amended answer walks the live events again with that answer in place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from ban_wizard.case.arcs import NOT_FACTS, arc_for, elsewhere, reviews_after
from ban_wizard.case.events import Event
from ban_wizard.case.facts import is_unsure, known_value, merged
from ban_wizard.case.guards import fitting, holds
from ban_wizard.case.quotas import scope_key
from ban_wizard.case.settling import settle
from ban_wizard.case.view import Breach, Clock, Header, Review, Use, View, evolve, live_events
from ban_wizard.playbook.model import APPEALED, SEND_ACTIONS, UNNAMED_KIND, Arc, Playbook
from ban_wizard.values import replace

REMARKS = frozenset({"noted", "assigned", "learned"})
"""Kinds of event that do not take a case further."""

SNOOZED = "snoozed"
"""The name of a `noted` event that says when to look at the case again."""


def replay(playbook: Playbook, events: Iterable[Event]) -> View:
    """The view of a whole log; raises ValueError for an empty one."""
    view: View | None = None
    for event in events:
        view = step(playbook, view, event)
    if view is None:
        raise ValueError("a log begins with an opened event")
    return view


def step(playbook: Playbook, view: View | None, event: Event) -> View:
    """The view after one more accepted event. A pure function; `view` is None for the first event, `opened`."""
    if view is None:
        return _opened(playbook, event)
    match event.kind:
        case "undone":
            assert view.before is not None, "the opening of a case cannot be taken back"
            return evolve(view.before, seq=event.seq, links=view.links, header=view.header)
        case "linked":
            return evolve(view, seq=event.seq, links=(*view.links, (event.name, event.value)))
        case "migrated":
            return evolve(view, seq=event.seq, header=replace(view.header, playbook=event.name))
        case "amended":
            return _amended(playbook, view, event)
    return _lived(playbook, view, event)


def _lived(playbook: Playbook, view: View, event: Event) -> View:
    """An event that moves the case on and that undo can take back."""
    opening = view.opening and event.kind == "answered" and event.recorded == view.event.recorded
    snoozed = view.snoozed if event.kind in REMARKS else None  # whoever goes on with a case is awake
    after = evolve(view, seq=event.seq, event=event, before=view, opening=opening, snoozed=snoozed)
    match event.kind:
        case "answered" if opening:  # said when the case was opened: true from the entry on, so that it may begin in the middle
            return _entered(playbook, _told(playbook, after, {event.name: event.value}, event), event.at)
        case "answered" | "learned":
            return settle(playbook, _told(playbook, after, {event.name: event.value}, event), event.at)
        case "acted" | "overridden" | "closed":
            return _acted(playbook, after, event)
        case "looked":
            return _looked(playbook, after, event)
        case "assigned":
            return evolve(after, agent=event.value)
        case "noted" if event.name == SNOOZED:
            return evolve(after, snoozed=datetime.fromisoformat(event.value))
    return after  # a note changes nothing but the history


# ------------------------------------------------------------------------------------------- opening


def _opened(playbook: Playbook, event: Event, fixed: Mapping[str, Any] | None = None) -> View:
    value = {**event.value, **{name: v for name, v in (fixed or {}).items() if name in ("kind", "offence")}}
    kind, offence = known_value(value["kind"]), known_value(value["offence"])
    derived = [fact.id for fact in playbook.facts.values() if fact.derived] if is_unsure(value["offence"]) else ()
    header = Header(
        messenger=event.name,
        number=value["number"],
        number_shown=value["number_shown"],
        zone=value["zone"],
        offence_counted=value["offence_counted"],
        playbook=value["playbook"],
        opened=event.at,
        symptoms=tuple(value["symptoms"]),
        text=value["text"],
    )
    view = View(
        header=header,
        kind=kind,
        offence=offence,
        state="",
        entered=event.at,
        facts=_built_in(playbook, kind, offence),
        unsure=frozenset(("offence", *derived) if is_unsure(value["offence"]) else ()),
        parked={},
        asked=frozenset(),
        milestones={},
        reviews={},
        uses=(),
        breaches=(),
        strays=(),
        clock=None,
        left=None,
        fresh=event.seq,
        agent=None,
        snoozed=None,
        links=(),
        seq=event.seq,
        event=event,
        before=None,
        opening=True,
    )
    return _entered(playbook, view, event.at)


def _entered(playbook: Playbook, view: View, at: datetime) -> View:
    """The view at the entry of its kind, with nothing of the way walked yet."""
    return settle(playbook, evolve(view, milestones={}, asked=frozenset(), left=None), at, playbook.entries[view.kind])


def _built_in(playbook: Playbook, kind: str, offence: int) -> dict[str, Any]:
    """The facts that nobody is asked: the kind of block, and whether it is the first."""
    facts: dict[str, Any] = {}
    for fact in playbook.facts.values():
        if fact.type == "kind":
            facts[fact.id] = kind
        elif fact.derived:
            facts[fact.id] = fact.values[0] if offence <= 1 else fact.values[-1]
    return facts


# ------------------------------------------------------------------------------------------- what is told


def _told(playbook: Playbook, view: View, told: Mapping[str, Any], event: Event) -> View:
    """Facts told: they count from now on, and may tell of a review that was asked for before the case was opened."""
    facts, unsure, parked = dict(view.facts), set(view.unsure), dict(view.parked)
    for name, value in told.items():
        facts[name] = merged(playbook.facts.get(name), facts.get(name), known_value(value))
        (unsure.add if is_unsure(value) else unsure.discard)(name)
        parked.pop(name, None)
    after = evolve(view, facts=facts, unsure=frozenset(unsure), parked=parked, fresh=event.seq)
    reviews = {}
    for channel in playbook.channels.values():
        if channel.id not in after.reviews and (status := next((s for s, guard in channel.told if holds(guard, after)), None)):
            reviews[channel.id] = Review(status, event.at, None, event.seq, event.at if status != "open" else None)
    return evolve(after, reviews={**after.reviews, **reviews}) if reviews else after


def _looked(playbook: Playbook, view: View, event: Event) -> View:
    value = event.value or {}
    again = datetime.fromisoformat(value["next"]) if value.get("next") else None
    clock = Clock(view.clock.begun, view.clock.patience, event.at, again) if view.clock else None
    reviews = {
        name: Review(r.status, r.opened, r.letter, r.seq, r.closed, event.at, again) if r.status == "open" else r
        for name, r in view.reviews.items()
    }
    after = evolve(view, clock=clock, reviews=reviews)
    if value.get("facts"):
        after = settle(playbook, _told(playbook, after, value["facts"], event), event.at)
        if (arc := _led_on(playbook, after, value["facts"])) is not None:
            after = settle(playbook, after, event.at, arc.to)
    return after


def _led_on(playbook: Playbook, view: View, told: Mapping[str, Any]) -> Arc | None:
    """The arc of a wait that needs nothing but what a look has told, such as the new end of a block: the look takes it."""
    state = playbook.states[view.state]
    own = [arc for arc in state.next if arc.needs and arc.to and not arc.anywhere and not arc.milestone] if state.kind == "wait" else []
    return fitting((arc for arc in own if told.keys() >= set(arc.needs)), view)


# ------------------------------------------------------------------------------------------- acts


def _acted(playbook: Playbook, view: View, event: Event) -> View:
    value = event.value or {}
    told = {name: v for name, v in (value.get("facts") or {}).items() if name not in NOT_FACTS}
    builtin = {name: told.pop(name) for name in list(told) if name in playbook.facts and playbook.facts[name].type == "kind"}
    before = view
    if told:
        view = _told(playbook, before, told, event)
    arc = arc_for(playbook, view, event.name)
    if arc is not None and arc.sets and before.kind not in (UNNAMED_KIND, known_value(builtin[arc.sets])):
        view = _told(playbook, _lapsed(playbook, before), told, event) if told else _lapsed(playbook, before)
    breached: str | None = None
    if event.kind == "overridden":
        rules = tuple(value.get("rules", ()))
        view = evolve(view, breaches=(*view.breaches, Breach(event.name, rules, value.get("reason", ""), event.at, event.seq)))
        breached = next((s.breached for s in playbook.safety if s.id in rules and s.breached), None)
        arc = arc or elsewhere(playbook, view, event.name)
    elif arc is None:  # only after an answer was amended: it happened, so it counts, but it leads nowhere
        arc = elsewhere(playbook, view, event.name)
        view = evolve(view, strays=(*view.strays, event.seq))
        return _effects(playbook, view, arc, event) if arc else view
    if arc is None:
        return view
    view = _effects(playbook, view, arc, event)
    if arc.sets:
        view = _kind_changed(playbook, view, known_value(builtin[arc.sets]))
    target = breached or arc.to
    if target is None:
        return settle(playbook, view, event.at)
    if event.name == "give_up" and view.clock:
        view = evolve(view, left=(view.state, view.clock))
    elif event.name in SEND_ACTIONS and view.left:
        view = evolve(view, left=None)  # asked anew: the wait begins anew
    return settle(playbook, view, event.at, playbook.entries[view.kind] if target == "entry" else target)


def _lapsing(playbook: Playbook) -> set[str]:
    """The facts that are told of one kind of block only."""
    return {fact.id for fact in playbook.facts.values() if fact.per_kind}


def _lapsed(playbook: Playbook, view: View) -> View:
    """Without what was told of a block of one kind, its notice above all, and what was asked about it: of another kind nobody has yet."""
    if asked := {channel.id for channel in playbook.channels.values() if channel.per_kind}:
        reviews = {name: review for name, review in view.reviews.items() if name not in asked}
        milestones = {name: at for name, at in view.milestones.items() if name != APPEALED}
        view = evolve(view, reviews=reviews, milestones=milestones, left=None)
    if not (lapsing := _lapsing(playbook)):
        return view
    facts = {name: value for name, value in view.facts.items() if name not in lapsing}
    parked = {name: value for name, value in view.parked.items() if name not in lapsing}
    return evolve(view, facts=facts, unsure=view.unsure - lapsing, parked=parked)


def _kind_changed(playbook: Playbook, view: View, kind: str) -> View:
    return evolve(view, kind=kind, facts={**view.facts, **_built_in(playbook, kind, view.offence)})


def _effects(playbook: Playbook, view: View, arc: Arc, event: Event) -> View:
    """What an act does besides moving the case: milestone, quota, review."""
    if arc.milestone:
        view = evolve(view, milestones={**view.milestones, arc.milestone: event.at})
    uses = tuple(
        Use(quota.id, key, event.at, event.seq)
        for quota in playbook.quotas.values()
        if quota.counts == event.name and holds(quota.given, view) and (key := scope_key(quota.id, quota.scope, view))
    )
    if uses:
        view = evolve(view, uses=view.uses + uses)
    reviews = reviews_after(playbook, view, arc, event)
    return evolve(view, reviews=reviews) if reviews is not view.reviews else view


# ------------------------------------------------------------------------------------------- amended answers


def _amended(playbook: Playbook, view: View, event: Event) -> View:
    """Walk the live events again as if the amended answer had been given at once."""
    walked = _walk_again(playbook, [*live_events(view), event])
    ever = view.asked | view.parked.keys()
    parked = {name: walked.facts[name] for name in ever - walked.asked if name in walked.facts}
    facts = {name: value for name, value in walked.facts.items() if name not in parked}
    counted = {use.seq for use in walked.uses}
    uses = (*(use for use in view.uses if use.seq in walked.strays and use.seq not in counted), *walked.uses)
    reviews = {**{channel: r for channel, r in view.reviews.items() if r.seq in walked.strays}, **walked.reviews}
    kept = {"snoozed": None, "seq": event.seq, "links": view.links, "header": view.header, "event": event, "before": view}
    return evolve(walked, facts=facts, parked=parked, uses=uses, reviews=reviews, **kept)


def walked_again(playbook: Playbook, view: View) -> View:
    """The view as if every answer had been given right at once: its `before` follows the way that the answers now tell."""
    return _walk_again(playbook, live_events(view))


def _walk_again(playbook: Playbook, events: list[Event]) -> View:
    asks = {state.fact for state in playbook.states.values() if state.kind == "ask"}
    lapsing = _lapsing(playbook)
    view: View | None = None
    for spell in _spells(playbook, events):
        said = [*(e for e in events if e.name not in lapsing), *(e for e in spell if e.name in lapsing)]
        fixes: dict[str, tuple[int, Any]] = {e.name: (e.seq, e.value) for e in said if e.kind == "amended"}
        answers = {e.name: (e.seq, e.value) for e in said if e.kind == "answered" and e.name in asks}
        fixed = {name: value for name, (_, value) in fixes.items()}
        early = {name: value for name, (seq, value) in answers.items() if name not in fixes or seq > fixes[name][0]}
        told = {**early, **{name: value for name, value in fixed.items() if name not in ("kind", "offence") and name not in early}}
        first = spell[0]
        if view is None:
            view = _told(playbook, _opened(playbook, first, fixed), told, first)
            view = evolve(_entered(playbook, view, first.at), opening=False)
        else:
            view = _lived(playbook, _lapsed(playbook, view), _without_fixed(first, fixes))
            if anew := {name: value for name, value in told.items() if name in lapsing}:
                view = settle(playbook, _told(playbook, view, anew, first), first.at)
        for event in spell[1:]:
            if event.kind != "amended" and (event.kind != "answered" or event.name not in told):
                view = _lived(playbook, view, _without_fixed(event, fixes))
    assert view is not None
    return view


def _spells(playbook: Playbook, events: list[Event]) -> list[list[Event]]:
    """The events of a case in parts: what is told `per_kind` counts within one. Each but the first begins with a change of kind."""
    kinds = {fact.id for fact in playbook.facts.values() if fact.type == "kind"}
    spells: list[list[Event]] = [[]]
    kind = known_value(events[0].value["kind"])
    for event in events:
        if event.kind == "amended" and event.name in kinds:
            kind = known_value(event.value)
        elif event.kind == "acted" and event.value and (changed := kinds & (event.value.get("facts") or {}).keys()):
            if kind != UNNAMED_KIND:
                spells.append([])
            kind = known_value(event.value["facts"][min(changed)])
        spells[-1].append(event)
    return spells


def _without_fixed(event: Event, fixes: Mapping[str, tuple[int, Any]]) -> Event:
    """An event without the answers that were amended after it."""
    wrong = {name for name, (seq, _) in fixes.items() if seq > event.seq}
    if event.kind == "learned" and event.name in wrong:
        return replace(event, value=fixes[event.name][1])
    told = (event.value or {}).get("facts") if isinstance(event.value, dict) else None
    if not told or not wrong & told.keys():
        return event
    return replace(event, value={**event.value, "facts": {name: fixes[name][1] if name in wrong else v for name, v in told.items()}})
