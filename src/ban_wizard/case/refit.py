"""A log under another version of its playbook: replayed event by event, until one does not fit.

What other cases use and hold is left out: it had its say when the event was recorded.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from ban_wizard.case.arcs import NOT_FACTS, elsewhere
from ban_wizard.case.engine import step
from ban_wizard.case.errors import BadInput
from ban_wizard.case.events import Event
from ban_wizard.case.facts import is_unsure
from ban_wizard.case.judge import Refused, judge
from ban_wizard.case.view import View
from ban_wizard.playbook.model import Fact, Playbook
from ban_wizard.values import frozen


@frozen
class Misfit:
    """The first event that the other version would not have taken, and why: a refusal, or bad input."""

    event: Event
    view: View | None
    """The case before it, under the other version; None for the opening."""
    why: Refused | BadInput


def refit(playbook: Playbook, events: Sequence[Event], former: Collection[str]) -> View | Misfit:
    """The view of a log under `playbook`, or the first event that does not fit. `former`: the facts of the version it was written under."""
    view: View | None = None
    for event in events:
        why = _why_not(playbook, view, event, former)
        if why is not None:
            return Misfit(event, view, why)
        view = step(playbook, view, event)
    if view is None:
        raise ValueError("a log begins with an opened event")
    return view


def _why_not(playbook: Playbook, view: View | None, event: Event, former: Collection[str]) -> Refused | BadInput | None:
    if view is None:
        return None if event.value["kind"] in playbook.entries else _kind_not_here(playbook, event.value["kind"])
    for name, value in _told(event).items():
        if (wrong := _wrong_value(playbook, name, value, former)) is not None:
            return wrong
    if event.kind == "overridden":
        return None if elsewhere(playbook, view, event.name) else BadInput("unknown_action", action=event.name, hint="", values="")
    try:
        return judge(playbook, view, (), event)
    except BadInput as problem:
        return problem


def _told(event: Event) -> Mapping[str, Any]:
    """The facts that an event tells."""
    if event.kind in ("answered", "learned", "amended"):
        return {event.name: event.value}
    value = event.value if isinstance(event.value, Mapping) else {}
    return {name: told for name, told in (value.get("facts") or {}).items() if name not in NOT_FACTS}


def _wrong_value(playbook: Playbook, name: str, value: Any, former: Collection[str]) -> BadInput | None:
    fact = playbook.facts.get(name)
    if fact is None:  # a letter's own field is no fact of either version
        return BadInput("unknown_fact", fact=name, hint="") if name in former else None
    if fact.derived is not None or is_unsure(value):
        return None
    if fact.type == "kind":
        return None if value in playbook.entries else _kind_not_here(playbook, str(value))
    words = _words(fact, value)
    unknown = [word for word in words if word not in fact.values] if fact.values else []
    if unknown:
        return BadInput("not_a_value", fact=name, text=unknown[0], values=", ".join(fact.values))
    return None


def _words(fact: Fact, value: Any) -> list[str]:
    return [str(word) for word in value] if fact.type == "many" and isinstance(value, (Mapping, list)) else [str(value)]


def _kind_not_here(playbook: Playbook, kind: str) -> BadInput:
    return BadInput("kind_not_here", kind=kind, messenger=playbook.id, values=", ".join(playbook.entries))
