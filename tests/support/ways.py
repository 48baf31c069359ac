"""A way that a finding shows, walked in the engine: what is claimed to happen must happen there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ban_wizard.playbook.model import Playbook
from ban_wizard.playbook.proof.reading import NOTHING, SOMETHING
from ban_wizard.values import replace
from tests.support.walk import Walk

PASSED = ("at once", "known already")
"""What the engine does by itself."""


class LetterRefused(Exception):
    """A letter is refused because its channel still owes an answer. Where no guard reads that review the proof does not know of it."""


def walk_in_engine(playbook: Playbook, witness: tuple[str, ...]) -> Walk:
    """The case at the end of a witness; AssertionError where the engine does not go along.

    What a safety property forbids is walked on from, as the proof does.
    """
    playbook = replace(playbook, safety=())
    opening, *turns = witness
    told = _pairs(opening)
    kind, offence = told.pop("kind"), told.pop("offence", "first")
    derived = {name for name, fact in playbook.facts.items() if fact.derived}
    facts = {name: _value(playbook, name, value) for name, value in told.items() if name not in derived}
    walk = Walk(playbook, kind, offence=1 if offence == "first" else 2, facts=facts)
    for state, words in zip(turns[:-1:2], turns[1::2], strict=True):
        if not words.startswith(PASSED):
            assert walk.state == state, f"the engine is in {walk.state} where the witness is in {state}: {witness}"
            _act(walk, words)
    return walk


def _act(walk: Walk, words: str) -> None:
    action, *more = words.split(" ")
    told = {name: _value(walk.playbook, name, value) for name, value in _pairs(words).items()}
    walk.later(days=60)
    state = walk.playbook.states[walk.state]
    if action == "answer":
        name, value = next(iter(told.items()), (state.fact or "", _any(walk.playbook, state.fact or "")))
        refused = walk.answer(name, value)
    else:
        whose = "letter" if action == "sent" else "channel"
        named = [{whose: word} for word in more if "=" not in word]
        needs = {name: _any(walk.playbook, name) for arc in state.next if arc.on == action for name in arc.needs}
        reason = "so it is" if needs.pop("reason", None) else None
        missing = {name: value for name, value in needs.items() if walk.seen.facts.get(name) is None}
        facts: dict[str, Any] = {**missing, **told, **(named[0] if named else {})}
        refused = walk.act(action, reason, **facts)
    if refused is not None and refused.rules == ("review_open",):
        raise LetterRefused
    assert refused is None, (walk.state, words, refused)


def _pairs(words: str) -> dict[str, str]:
    return dict(word.split("=", 1) for word in words.split(" ") if "=" in word)


def _value(playbook: Playbook, name: str, value: str) -> Any:
    fact = playbook.facts[name]
    if fact.type == "many":
        words: list[str] = [] if value == NOTHING else value.split("+")
        return {word: {"on": "2027-01-01", "planned": False} for word in words} if fact.dated else words
    if value == NOTHING:
        return {"unsure": None}
    return _any(playbook, name) if value == SOMETHING else value


def _any(playbook: Playbook, name: str) -> Any:
    """Some value of a fact that no guard reads."""
    fact = playbook.facts.get(name)
    if fact is None:
        return "something"
    given: Mapping[str, Any] = {"time": "2027-01-01T12:00:00+03:00", "count": 3, "text": "some text", "phone": "+79111234567"}
    if fact.type == "many":
        return _value(playbook, name, fact.values[0])
    return fact.values[0] if fact.values else given[fact.type]
