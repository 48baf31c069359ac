"""Where a case is on its way: the steps done, the present one, and those that are hoped for.

The way ahead is the engine's own, along the first-listed arcs, but for those behind which all is lost where another one leads
on; a question that is still open is supposed to be answered as the arc wants it. So it is a guess, and whoever shows it says "about".
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from itertools import islice, pairwise
from typing import Any, Final

from ban_wizard.case.engine import step, walked_again
from ban_wizard.case.events import Event
from ban_wizard.case.guards import holds, in_season
from ban_wizard.case.view import View, evolve
from ban_wizard.playbook.model import Arc, Fact, Playbook
from ban_wizard.values import frozen

LOST: Final = frozenset({"lost", "given_up", "banned_again"})
"""How a case may end that nobody hopes for."""


@frozen
class Leg:
    """A step of the hoped-for way: the view on coming to it (its times mean nothing), and the arc that is hoped to lead on.

    `arc` is None for an outcome, and where nobody can tell how it goes on: the kind of block has to be named first.
    """

    view: View
    arc: Arc | None


@frozen
class Passed:
    """A step that was done, and when that was, in the case's zone."""

    state: str
    at: datetime


@frozen
class Progress:
    """The way of a case: `done`, the step `now`, `later` the steps hoped for, and the outcome at their `end`.

    A step that the case has come back to is not done any more. `end` is None where the way cannot be told.
    """

    done: tuple[Passed, ...]
    now: str
    later: tuple[str, ...]
    end: str | None

    @property
    def step(self) -> int:
        """The number of the present step, from 1."""
        return len(self.done) + 1

    @property
    def of(self) -> int | None:
        """About how many steps there are, without the outcome; None where the way cannot be told."""
        done = {passed.state for passed in self.done}
        return self.step + sum(state not in done for state in self.later) if self.end else None


def progress(playbook: Playbook, view: View) -> Progress:
    """The way of a case as its live log and its playbook tell it. A pure function."""
    states = [leg.view.state for leg in hoped_way(playbook, view)]
    end = states[-1] if playbook.states[states[-1]].kind == "outcome" else None
    later = states[1:-1] if end else states[1:]
    return Progress(tuple(_done(playbook, view)), view.state, tuple(later), end)


def soon(playbook: Playbook, view: View, steps: int = 3) -> frozenset[str]:
    """The acts that belong to the present step and the next ones of the hoped-for way, `steps` in all."""
    near = islice(hoped_way(playbook, view), steps)
    return frozenset(arc.on for leg in near for arc in playbook.states[leg.view.state].next if arc.on and not arc.anywhere)


# ------------------------------------------------------------------------------------------- ahead


def hoped_way(playbook: Playbook, view: View) -> Iterator[Leg]:
    """From the present step along the hoped-for arcs to an outcome, or as far as that can be told; no step comes twice."""
    seen = set[str]()
    view, hopeful = evolve(view, opening=False), _hopeful(playbook)
    while view.state not in seen:
        seen.add(view.state)
        arc, following = _gone_on(playbook, view, hopeful)
        yield Leg(view, arc)
        view = following


def _gone_on(playbook: Playbook, view: View, hopeful: Collection[str]) -> tuple[Arc | None, View]:
    """The arc that is hoped to be taken, and the view after it; None and the same view at the end of the way."""
    state = playbook.states[view.state]
    own = [arc for arc in state.next if arc.to is not None and not arc.anywhere]
    lifted = [arc for arc in state.next if arc.on == "unblocked"]
    least: tuple[Arc | None, View] = None, view
    for arc in (*own, *lifted):
        if arc.on is None or not in_season(arc, view):
            continue
        if arc.sets:  # another kind of block, another way
            return None, view
        told = {name: _supposed(playbook.facts[name], arc) for name in _asked(playbook, view, arc)}
        if not holds(arc.when, evolve(view, facts={**view.facts, **told}) if told else view):
            continue
        if arc.on == "answer":
            event = _event(view, "answered", state.fact or "", told.get(state.fact or ""))
        else:
            event = _event(view, "acted", arc.on, {"facts": told} if told else None)
        gone = arc, step(playbook, view, event)
        if gone[1].state in hopeful:
            return gone
        least = gone if least[0] is None else least
    return least


def answered(playbook: Playbook, view: View, fact: str, value: Any) -> View:
    """The view on the hoped-for way if a question were answered so."""
    return step(playbook, view, _event(view, "answered", fact, value))


def _hopeful(playbook: Playbook) -> set[str]:
    """The states from which an outcome that somebody may hope for can be come to, whatever is known and answered on the way."""
    before: dict[str, list[str]] = {}
    for name, state in playbook.states.items():
        for arc in state.next:
            if arc.to and (not arc.anywhere or arc.on == "unblocked"):
                before.setdefault(arc.to, []).append(name)
    ahead = ["entry", *(name for name, state in playbook.states.items() if state.result and state.result not in LOST)]
    found = set[str]()
    while ahead:
        if (name := ahead.pop()) not in found:
            found.add(name)
            ahead += before.get(name, ())
    return found


def _event(view: View, kind: str, name: str, value: Any) -> Event:
    return Event(view.seq + 1, view.entered, view.entered, "", kind, name, value)


def _asked(playbook: Playbook, view: View, arc: Arc) -> Iterable[str]:
    """The facts that the person has to tell for this arc to be taken."""
    fact = playbook.states[view.state].fact
    wanted = (*((fact,) if fact and arc.on == "answer" else ()), *arc.needs)
    return [name for name in wanted if name in playbook.facts and view.facts.get(name) is None]


def _supposed(fact: Fact, arc: Arc) -> Any:
    """What is supposed to be answered: what the arc wants, else the first value; words and times are left unknown."""
    wanted = dict(arc.when)
    word = next(iter(wanted.get(fact.id, fact.values)), None)
    if fact.type == "many":
        return [] if word is None or f"without.{fact.id}" in wanted else [word]
    return word


# ------------------------------------------------------------------------------------------- behind


def _done(playbook: Playbook, view: View) -> list[Passed]:
    """The steps that were done and are still on the way, the oldest first."""
    lived = _lived(view)
    done = _without_rounds(playbook, lived)
    if any(at.event.kind == "amended" for at in lived):  # what the corrected answers have led round was not the way
        again = _without_rounds(playbook, _lived(walked_again(playbook, view)))
        on_way = {passed.state for passed in again}
        kept = [p for p in done if p.state in on_way or playbook.states[p.state].fact in view.asked]
        known = {passed.state for passed in kept}
        done = sorted([*kept, *(p for p in again if p.state not in known)], key=lambda passed: passed.at)
    return [passed for passed in done if passed.state != view.state]


def _lived(view: View) -> list[View]:
    """The views since the case was opened: what was told at the opening was true from the beginning and passed nothing."""
    views = [view]
    while not views[-1].opening and views[-1].before is not None:
        views.append(views[-1].before)
    return views[::-1]


def _without_rounds(playbook: Playbook, views: list[View]) -> list[Passed]:
    """The steps done, in order. Coming back to a step takes back all that was passed since."""
    done: list[Passed] = []
    for before, after in pairwise(views):
        if after.state == before.state:
            continue
        if _was_done(playbook, before.state, after.event):
            done.append(Passed(before.state, after.entered))
        back = next((n for n, passed in enumerate(done) if passed.state == after.state), None)
        if back is not None:
            del done[back:]
    return done


def _was_done(playbook: Playbook, state: str, event: Event) -> bool:
    """Whether the step was left by an act or an answer of its own, not because something befell the case from outside."""
    if event.kind in ("acted", "overridden", "closed"):
        return any(arc.on == event.name and not arc.anywhere for arc in playbook.states[state].next)
    return event.kind != "amended"
