"""Guards: which arcs, rules and rows hold, given what is known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ban_wizard.case.view import View
from ban_wizard.playbook.model import Arc, Fact, Guard


def subject(view: View, name: str) -> Any:
    """What a guard compares: a fact's value, or the state of a review, a milestone or a fact's being known."""
    if "." not in name:
        return view.facts.get(name)
    family, _, rest = name.partition(".")
    if family == "review":
        review = view.reviews.get(rest)
        return review.status if review else "none"
    if family == "milestone":
        return "reached" if rest in view.milestones else "missing"
    if family == "without":
        return view.facts.get(rest)
    return "known" if view.facts.get(rest) is not None else "unknown"


def holds(guard: Guard, view: View) -> bool:
    """Whether all of a guard holds. A fact that is not known fails it.

    One of several words passes if any of them is among the words named; `without.` it passes if none of them is.
    """
    for name, allowed in guard:
        value = subject(view, name)
        if isinstance(value, str):
            if value not in allowed:
                return False
        elif name.startswith("without."):
            if value is None or any(word in allowed for word in value):
                return False
        elif not value or isinstance(value, int) or not any(word in allowed for word in value):
            return False
    return True


def holds_cautiously(guard: Guard, view: View, facts: Mapping[str, Fact]) -> bool:
    """`holds`, where a fact that nobody has told yet takes its cautious value: a rule is on until known to be off."""
    for name, allowed in guard:
        fact = name.removeprefix("without.")
        if "." in fact or view.facts.get(fact) is not None:
            if not holds(((name, allowed),), view):
                return False
        elif (unsure := facts[fact].unsure) is not None and unsure not in allowed:
            return False
    return True


def may_hold(guard: Guard, view: View) -> bool:
    """Whether a guard could come true later, supposing that everything not yet known turns out as it needs."""
    for name, allowed in guard:
        family, dot, rest = name.partition(".")
        if not dot or family == "without":
            if view.facts.get(rest or name) is not None and not holds(((name, allowed),), view):
                return False
        elif family == "milestone" and rest in view.milestones and "reached" not in allowed:
            return False
    return True


def in_season(arc: Arc, view: View) -> bool:
    """Whether an arc from `anywhere` is on: before its `until`, after its `after`."""
    for over in arc.until:
        if over in view.milestones:
            return False
    return arc.after is None or arc.after in view.milestones


def fitting(arcs: Iterable[Arc], view: View) -> Arc | None:
    """The arc whose guard holds; the checks prove that there is at most one."""
    for arc in arcs:
        if holds(arc.when, view) and in_season(arc, view):
            return arc
    return None
