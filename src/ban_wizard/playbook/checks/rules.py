"""Quotas, locks and safety properties that could never count, hold or forbid anything: nobody would notice that they are missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ban_wizard.playbook import author_flow
from ban_wizard.playbook.checks.checked import Checked, arcs, asked_facts
from ban_wizard.playbook.checks.faults import Fault
from ban_wizard.playbook.findings import Finding
from ban_wizard.playbook.model import Arc, Guard, Playbook
from ban_wizard.playbook.proof.cubes import Cube
from ban_wizard.playbook.proof.situations import Situations
from ban_wizard.playbook.proof.space import Space
from ban_wizard.playbook.strict_yaml import Steps


def scopes(checked: Checked) -> Iterator[Finding]:
    """A scope with a fact that nobody has to tell before the act: without it no case shares the scope with another."""
    flow, document = checked.flow, checked.flow_file
    if flow is None:
        return
    asked = asked_facts(flow)
    acts: list[tuple[str, str, list[str], tuple[str, ...]]] = []
    acts += [("quotas", name, quota.scope, (quota.counts, quota.gates)) for name, quota in flow.quotas.items()]
    acts += [("locks", name, lock.scope, (lock.gates,)) for name, lock in flow.locks.items()]
    for section, name, scope, actions in acts:
        for number, fact in enumerate(scope):
            told = flow.facts.get(fact)
            if fact in asked or not isinstance(told, (author_flow.ChoiceFact, author_flow.TypedFact)) or getattr(told, "derived", None):
                continue
            if not all(fact in arc.needs for _, arc, _ in arcs(flow) if arc.on in actions):
                message = f"nobody has to tell `{fact}` before `{actions[0]}`, so `{name}` never applies; ask for it, or take it out here"
                yield document.error((section, name, "scope", number), "unasked-read", message)


class Rule(NamedTuple):
    """A rule with a `given`, what it would do, and the act or the milestone at which it would do it."""

    steps: Steps
    given: Guard
    does: str
    action: str = "-"
    milestone: str = "-"

    def is_about(self, arc: Arc) -> bool:
        return arc.on == self.action or arc.milestone == self.milestone


class Rules:
    """The rules of a playbook that hold in some cases only.

    A property without `before` is none of them: it says that something never happens, and is silent for good where that is true.
    """

    def __init__(self, playbook: Playbook) -> None:
        self._playbook = playbook
        found = [Rule(("quotas", quota.id), quota.given, "counts", action=quota.counts) for quota in playbook.quotas.values()]
        found += [Rule(("locks", lock.id), lock.given, "holds anybody up", action=lock.gates) for lock in playbook.locks.values()]
        found += [
            Rule(("safety", number), rule.given, "forbids anything", milestone=rule.milestone)
            for number, rule in enumerate(playbook.safety)
            if rule.before is not None
        ]
        self._found = [rule for rule in found if rule.given]
        self._actions, self._milestones = {rule.action for rule in self._found}, {rule.milestone for rule in self._found}
        self.guards: list[Guard] = [rule.given for rule in self._found]
        """What the situations must tell of."""

    def read_in(self, space: Space) -> dict[str, Cube]:
        """By state, the bits that its rules read."""
        read: dict[str, Cube] = {}
        reads = {rule: space.reads(space.cautious(rule.given)) for rule in self._found}
        for name, state in self._playbook.states.items():
            for arc in state.next:
                for rule in self._about(arc):
                    read[name] = read.get(name, 0) | reads[rule]
        return read

    def idle(self, situations: Situations) -> Iterator[Fault]:
        """Those whose `given` never holds where their act can be done, or their milestone be reached."""
        left = {rule: situations.space.cautious(rule.given) for rule in self._found}
        for name in self._playbook.states if left else ():
            for move in situations.moves.of(name):
                for rule in self._about(move.arc):
                    if rule in left and any(left[rule].meet(taken) for cube in situations.cubes(name) for taken in move.taken(cube)):
                        del left[rule]
        for rule in left:
            what = f"`{rule.action}` is done" if rule.milestone == "-" else f"`{rule.milestone}` is reached"
            message = f"its `given` does not hold in any situation in which {what}, so it never {rule.does}; mend it, or take the rule out"
            yield Fault((*rule.steps, "given"), "idle-rule", message)

    def _about(self, arc: Arc) -> list[Rule]:
        """The rules that an arc is a matter for; most arcs are one for none."""
        watched = arc.on in self._actions or arc.milestone in self._milestones
        return [rule for rule in self._found if rule.is_about(arc)] if watched else []
