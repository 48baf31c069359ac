"""What the way of a case will ask before anything has to be waited for: worth telling when the case is opened."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from ban_wizard.case.arcs import NOT_FACTS
from ban_wizard.case.engine import step
from ban_wizard.case.events import Event
from ban_wizard.case.guards import fitting
from ban_wizard.case.view import View
from ban_wizard.playbook.model import Arc, LetterRef, Playbook, State
from ban_wizard.values import frozen


@frozen
class Ahead:
    """Facts that are asked on the way, in its order, and the letters of the place where it comes to a halt."""

    facts: tuple[str, ...]
    letters: tuple[LetterRef, ...] = ()


def ahead(playbook: Playbook, view: View, put_off: Collection[str] = ()) -> Ahead:
    """The hoped-for way from here to its first letter or wait, supposing that every act on it is done.

    It halts at a question that is still to be asked, for what follows depends on the answer. Behind one that was put off
    it goes every way that an answer may lead, and tells only what all of them ask.
    """
    return _ahead(playbook, view, put_off)


def _ahead(playbook: Playbook, view: View, put_off: Collection[str] | None) -> Ahead:
    """The same; with None it halts at no question."""
    told = list[str]()
    passed = set[str]()
    while (state := playbook.states[view.state]).id not in passed:
        passed.add(state.id)
        if state.fact is not None:
            told.append(state.fact)
            halts = put_off is not None and state.fact not in put_off
            return Ahead(tuple(told)) if halts else _behind(playbook, view, state.fact, told)
        arc = fitting((arc for arc in state.next if arc.on and not arc.anywhere), view) if state.kind == "do" else None
        if arc is None or arc.on is None or arc.sets or arc.to is None:
            return Ahead((*told, *_of_the_wait(state, view)), state.letters)
        told += _needed(arc, view, told)
        view = step(playbook, view, _event(view, "acted", arc.on))
    return Ahead(tuple(told))


def _behind(playbook: Playbook, view: View, fact: str, told: Sequence[str]) -> Ahead:
    values: Sequence[Any] = playbook.facts[fact].values or ({"unsure": None},)
    ways = [_ahead(playbook, step(playbook, view, _event(view, "answered", fact, value)), None) for value in values]
    first, others = ways[0], ways[1:]
    facts = [name for name in first.facts if name not in told and all(name in way.facts for way in others)]
    letters = tuple(letter for letter in first.letters if all(letter in way.letters for way in others))
    return Ahead((*told, *facts), letters)


def _needed(arc: Arc, view: View, told: Collection[str]) -> Iterator[str]:
    return (name for name in arc.needs if name not in NOT_FACTS and name not in view.facts and name not in told)


def _of_the_wait(state: State, view: View) -> Iterator[str]:
    """The fact that says until when, if nobody has told it yet."""
    if state.wait and state.wait.until and state.wait.until not in view.facts:
        yield state.wait.until


def _event(view: View, kind: str, name: str, value: Any = None) -> Event:
    return Event(view.seq + 1, view.entered, view.event.recorded, view.event.actor, kind, name, value)
