"""A case walked by hand in a test: the engine's functions over one growing log, without a store."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from ban_wizard.case.allowed import Action, allowed, due
from ban_wizard.case.engine import replay, step
from ban_wizard.case.events import Event
from ban_wizard.case.judge import Refused, judge
from ban_wizard.case.quotas import ScopeEntry
from ban_wizard.case.view import View
from ban_wizard.playbook.load import load_flow
from ban_wizard.playbook.model import Playbook

ROOT = Path(__file__).parents[2]
MOSCOW = ZoneInfo("Europe/Moscow")
NEW_YEAR = datetime(2027, 1, 1, 12, tzinfo=MOSCOW)


@cache
def shipped(messenger: str) -> Playbook:
    return load_flow((ROOT / "playbooks" / messenger / "flow.yaml").read_text("utf-8"), {})[0]


@cache
def written(flow: str) -> Playbook:
    """A playbook from the YAML of a flow, for what no shipped one has."""
    return load_flow(flow, {})[0]


class Walk:
    """One case. Acts are judged first; a refusal is returned and leaves the case as it was."""

    def __init__(
        self,
        playbook: Playbook,
        kind: str,
        *,
        at: datetime = NEW_YEAR,
        offence: int = 1,
        zone: str = "Europe/Moscow",
        facts: Mapping[str, Any] | None = None,
        others: tuple[ScopeEntry, ...] = (),
    ) -> None:
        self.playbook, self.now, self.zone, self.others = playbook, at, ZoneInfo(zone), others
        self.events: list[Event] = []
        self.view: View | None = None
        opened = {
            "kind": kind,
            "number": "+79111234567",
            "number_shown": "+7 911 123-45-67",
            "offence": offence,
            "offence_counted": 1,
            "zone": zone,
            "playbook": playbook.hash,
            "symptoms": [],
            "text": None,
        }
        self._take("opened", playbook.id, opened)
        for name, value in (facts or {}).items():
            self._take("answered", name, value)

    @property
    def state(self) -> str:
        return self.seen.state

    @property
    def seen(self) -> View:
        assert self.view is not None
        return self.view

    def _take(self, kind: str, name: str, value: Any = None) -> None:
        event = Event(len(self.events) + 1, self.now, self.now, "tester", kind, name, value)
        self.view = step(self.playbook, self.view, event)
        self.events.append(event)

    def _judged(self, kind: str, name: str, value: Any) -> Refused | None:
        event = Event(len(self.events) + 1, self.now, self.now, "tester", kind, name, value)
        refused = judge(self.playbook, self.seen, self.others, event)
        if refused is None:
            self._take(kind, name, value)
        return refused

    def later(self, **time: float) -> Walk:
        self.now += timedelta(**time)
        return self

    def on(self, year: int, month: int, day: int, hour: int = 12, minute: int = 0) -> Walk:
        self.now = datetime(year, month, day, hour, minute, tzinfo=self.zone)
        return self

    def answer(self, fact: str, value: Any) -> Refused | None:
        return self._judged("answered", fact, value)

    def act(self, action: str, reason: str | None = None, **facts: Any) -> Refused | None:
        value = {key: v for key, v in (("facts", facts), ("reason", reason)) if v}
        return self._judged("closed" if action == "closed" else "acted", action, value or None)

    def look(self, next: datetime | None = None, **facts: Any) -> Refused | None:
        value = {key: v for key, v in (("next", next.isoformat() if next else None), ("facts", facts)) if v}
        return self._judged("looked", "", value or None)

    def all_the_same(self, action: str, reason: str = "it happened") -> Refused:
        """Record an act that is refused, as having happened."""
        event = Event(len(self.events) + 1, self.now, self.now, "tester", "acted", action, None)
        refused = judge(self.playbook, self.seen, self.others, event)
        assert refused is not None and refused.overridable
        self._take("overridden", action, {"reason": reason, "rules": list(refused.rules)})
        return refused

    def undo(self, reason: str = "a slip") -> None:
        self._take("undone", "", {"seq": self.seen.event.seq, "reason": reason})

    def amend(self, fact: str, value: Any) -> None:
        self._take("amended", fact, value)

    def take(self, kind: str, name: str = "", value: Any = None) -> None:
        """An event that nobody judges: a note, an assignment, a link."""
        self._take(kind, name, value)

    def can(self) -> list[str]:
        return [a.action for a in self.actions() if a.refused is None]

    def refused(self, action: str) -> Refused | None:
        return next((a.refused for a in self.actions() if a.action == action), None)

    def actions(self) -> list[Action]:
        return allowed(self.playbook, self.seen, self.others, self.now)

    def walk_to(self, state: str, **answers: Any) -> Walk:
        """The hoped-for way: the first allowed act of each step, waits sat out, until `state`."""
        for _ in range(60):
            if self.state == state:
                return self
            first = next(a for a in self.actions() if a.refused is None)
            if first.action == "looked" and self._wait_out():
                continue
            self.take_action(first, answers)
        raise AssertionError(f"{state} was not reached; the case is in {self.state}")

    def _wait_out(self) -> bool:
        refused = self.refused("over")
        if refused and refused.earliest:
            self.now = max(self.now, refused.earliest)
            return True
        return False

    def take_action(self, action: Action, answers: Mapping[str, Any]) -> None:
        facts = {n.fact: answers.get(n.fact, n.values[0] if n.values else "text") for n in action.needs}
        if action.action == "answer":
            refused = self.answer(*next(iter(facts.items())))
        elif action.action == "looked":
            refused = self.look()
        else:
            refused = self.act(action.action, facts.pop("reason", None), **facts)
        assert refused is None, (action, refused)

    def replayed(self) -> View:
        """The log read back from JSON and folded anew."""
        return replay(self.playbook, [Event.from_json(event.as_json()) for event in self.events])


def random_walk(playbook: Playbook, kind: str, seed: int, *, offence: int = 1, steps: int = 400) -> Walk:
    """Legal acts taken at random until an outcome; closing the case is left as the last resort."""
    choose = random.Random(seed)
    walk = Walk(playbook, kind, offence=offence)
    for number in range(steps):
        if playbook.states[walk.state].kind == "outcome":
            break
        random_step(walk, choose, patient=number < steps - 60)
    return walk


def random_step(walk: Walk, choose: random.Random, *, patient: bool = True) -> None:
    """A legal act taken at random; closing the case only if it is the last resort, or without patience."""
    can = [a for a in walk.actions() if a.refused is None]
    if patient:
        can = [a for a in can if a.action != "closed"] or can
    action = choose.choice(can)
    facts: dict[str, Any] = {n.fact: random_value(walk, n.type, n.values, choose) for n in action.needs}
    if action.action == "answer":
        fact, value = next(iter(facts.items()))
        known = walk.playbook.facts[fact]
        refused = walk.answer(fact, {"unsure": known.unsure} if choose.random() < 0.15 else value)
    elif action.action == "looked":
        refused = walk.look()
    else:
        refused = walk.act(action.action, facts.pop("reason", None), **facts)
    assert refused is None, (walk.state, action, refused)
    next_due = due(walk.playbook, walk.seen, walk.now)
    if next_due and choose.random() < 0.8:
        walk.now = max(walk.now, next_due.at)
    elif choose.random() < 0.5:
        walk.later(hours=choose.randint(1, 60))


def random_value(walk: Walk, type: str, values: tuple[str, ...], choose: random.Random) -> Any:
    if type == "many":
        return {choose.choice(values): {"on": walk.now.date().isoformat(), "planned": False}}
    if values:
        return choose.choice(values)
    if type == "time":
        return (walk.now + timedelta(hours=choose.randint(1, 72))).isoformat()
    return 3 if type == "count" else "some text"
