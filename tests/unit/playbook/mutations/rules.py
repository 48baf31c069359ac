"""Waits, quotas and citations."""

from __future__ import annotations

from ban_wizard.playbook.strict_yaml import Steps
from tests.unit.playbook.mutations.seeded import Seeded, of
from tests.unit.playbook.shipped import EN, FLOW, Shipped


@of("a fuzzy")
def fuzzy_without_words(copy: Shipped) -> Seeded:
    return _fuzzy(copy, "min: P3D, assumed: P5D, assumed_by: ours", "the key `words` is missing")


@of("a fuzzy")
def fuzzy_without_assumption(copy: Shipped) -> Seeded:
    return _fuzzy(copy, f"words: {copy.a_fact()}, min: P3D", "assumed")


@of("a contradictory")
def quota_that_allows_nothing(copy: Shipped) -> Seeded:
    steps = _quota(copy, "limits: [{max: 0, per: P5D}]")
    return Seeded("contradictory-quota", FLOW, copy.line(FLOW, (*steps, "limits")), "allow at least 1")


@of("a contradictory")
def limit_that_never_counts(copy: Shipped) -> Seeded:
    steps = _quota(copy, "limits: [{max: 3, per: P5D}, {max: 2, per: P1M}]")
    return Seeded("contradictory-quota", FLOW, copy.line(FLOW, (*steps, "limits")), "never counts")


@of("a contradictory")
def quota_that_nobody_asks_for(copy: Shipped) -> Seeded:
    steps = _quota(copy, "limits: [{max: 1, per: P5D}]")
    copy.files[FLOW].remove((*steps, "cites"))
    return Seeded("uncited", FLOW, copy.line(FLOW, steps), "the quota `seeded_quota` does not say who says so")


@of("an undefined")
def words_of_no_quota(copy: Shipped) -> Seeded:
    _quota(copy, "limits: [{max: 1, per: P5D}]")
    copy.files[EN].rename(("rules", "seeded_quota"), "seeded_qutoa")
    line = copy.line(EN, ("rules", "seeded_qutoa"))
    return Seeded("unknown-text", EN, line, "did you mean `seeded_quota`?", frozenset({"missing-text"}))


@of("an undefined")
def quota_of_no_action(copy: Shipped) -> Seeded:
    steps = _quota(copy, "limits: [{max: 1, per: P5D}]")
    copy.files[FLOW].replace((*steps, "gates"), "stoped")
    return Seeded("undefined-action", FLOW, copy.line(FLOW, (*steps, "gates")), "did you mean `stopped`?")


@of("an uncited")
def step_without_cites(copy: Shipped) -> Seeded:
    state = copy.choose.choice(copy.states("ask", "do", "wait", "letter", "outcome"))
    copy.files[FLOW].remove(("states", state, "cites"))
    return Seeded("uncited", FLOW, copy.line(FLOW, ("states", state)), f"the state `{state}` does not say who says so")


def _fuzzy(copy: Shipped, has: str, says: str) -> Seeded:
    state = copy.choose.choice(copy.states("wait"))
    copy.files[FLOW].replace(("states", state, "wait"), f"{{shape: fuzzy, {has}}}")
    return Seeded("vague-wait", FLOW, copy.line(FLOW, ("states", state, "wait")), says)


def _quota(copy: Shipped, limits: str) -> Steps:
    scope = next(iter(copy.asked()))
    rules = f"gates: stopped, counts: stopped, {limits}, cites: [{copy.a_fact()}]"
    return copy.add_rule("quotas", "seeded_quota", f"{{scope: [{scope}], {rules}}}")
