"""Waits, quotas and citations."""

from __future__ import annotations

from ban_wizard.playbook.strict_yaml import Steps
from tests.unit.playbook.mutations.seeded import Seeded, of
from tests.unit.playbook.shipped import EN, FLOW, Shipped, sources


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
def limit_that_a_shorter_one_never_lets_be_reached(copy: Shipped) -> Seeded:
    steps = _quota(copy, f"limits: [{{max: 1, per: P5D}}, {{max: {copy.choose.choice((7, 10, 30))}, per: P1M}}]")
    return Seeded("contradictory-quota", FLOW, copy.line(FLOW, (*steps, "limits")), "let no more than 7 through in that time")


@of("an unbounded")
def wait_of_twenty_five_years(copy: Shipped) -> Seeded:
    endless = [name for name in copy.states("wait") if "give_up_after" in copy.flow["states"][name]["wait"]]
    state = copy.choose.choice(endless)
    at: Steps = ("states", state, "wait", "give_up_after")
    copy.files[FLOW].replace(at, "P9000D")
    return Seeded("overlong-wait", FLOW, copy.line(FLOW, at), "`give_up_after` is P9000D, more than a year")


@of("a contradictory")
def quota_that_nobody_asks_for(copy: Shipped) -> Seeded:
    steps = _quota(copy, "limits: [{max: 1, per: P5D}]")
    copy.files[FLOW].remove((*steps, "cites"))
    return Seeded("uncited", FLOW, copy.line(FLOW, steps), "the quota `seeded_quota` does not say who says so")


@of("a fact read")
def scope_that_nobody_tells(copy: Shipped) -> Seeded:
    fact = next(name for name, fact in copy.flow["facts"].items() if fact.get("type") == "text" and fact.get("optional"))
    steps = _quota(copy, "limits: [{max: 1, per: P5D}]")
    copy.files[FLOW].insert((*steps, "scope"), fact)
    says = f"nobody has to tell `{fact}` before `stopped`"
    return Seeded("unasked-read", FLOW, copy.line(FLOW, (*steps, "scope", 0)), says)


@of("a contradictory")
def quota_for_nobody(copy: Shipped) -> Seeded:
    steps = _quota(copy, f"limits: [{{max: 1, per: P5D}}], given: {_NEVER}")
    says = "does not hold in any situation in which `stopped` is done"
    return Seeded("idle-rule", FLOW, copy.line(FLOW, (*steps, "given")), says, ways=True)


@of("a broken")
def lock_for_nobody(copy: Shipped) -> Seeded:
    rule = f"{{scope: [{next(iter(copy.asked()))}], held_until: [unblocked], gates: stopped, given: {_NEVER}, cites: [{copy.a_fact()}]}}"
    steps = copy.add_rule("locks", "seeded_lock", rule)
    return Seeded("idle-rule", FLOW, copy.line(FLOW, (*steps, "given")), "so it never holds anybody up", ways=True)


@of("a broken")
def promise_to_nobody(copy: Shipped) -> Seeded:
    never = f"given: {_NEVER}, never: {{milestone: sending_stopped, before: unblocked}}"
    steps = copy.add_rule("safety", "seeded_promise", f"{{id: seeded_promise, {never}, cites: [{copy.a_fact()}]}}")
    return Seeded("idle-rule", FLOW, copy.line(FLOW, (*steps, "given")), "so it never forbids anything", ways=True)


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


@of("an uncited")
def conflict_that_is_not_shown(copy: Shipped) -> Seeded:
    disputed = {fact for group in sources().contested.values() for fact in group.disputed}
    cited = [(name, steps) for name, state in copy.flow["states"].items() if "contested" in state for steps in _cites(copy, name)]
    state, first = copy.choose.choice([(name, steps) for name, steps in cited if copy.flow_value(steps) in disputed])
    copy.files[FLOW].remove(("states", state, "contested"))
    says = f"others dispute {copy.flow_value(first)}, and `{state}` does not show it"
    return Seeded("contested-unshown", FLOW, copy.line(FLOW, first), says)


@of("an uncited")
def conflict_about_something_else(copy: Shipped) -> Seeded:
    groups = sources().contested
    states = [name for name in copy.states("ask", "do", "wait", "letter", "outcome") if "contested" not in copy.flow["states"][name]]
    state, cited = copy.choose.choice(states), next(fact for fact in next(iter(groups.values())).not_followed)
    other = next(name for name, group in groups.items() if cited not in group.facts)
    copy.files[FLOW].insert(("states", state, "cites"), cited)
    copy.files[FLOW].insert(("states", state), f"contested: [{other}]")
    return Seeded("contested-unshown", FLOW, copy.line(FLOW, ("states", state, "cites", 0)), "to its `contested`, or cite another fact")


_NEVER = "{milestone.given_up: [reached]}"
"""Of no case in which something is done: who has given up does nothing more."""


def _fuzzy(copy: Shipped, has: str, says: str) -> Seeded:
    state = copy.choose.choice(copy.states("wait"))
    copy.files[FLOW].replace(("states", state, "wait"), f"{{shape: fuzzy, {has}}}")
    return Seeded("vague-wait", FLOW, copy.line(FLOW, ("states", state, "wait")), says)


def _cites(copy: Shipped, state: str) -> list[Steps]:
    """Where a state cites something, each fact once: first by itself, then in its items."""
    found: dict[str, Steps] = {}
    lists: list[Steps] = [("states", state, "cites")]
    lists += [
        ("states", state, "items", n, "cites") for n, item in enumerate(copy.flow["states"][state].get("items", ())) if "cites" in item
    ]
    for at in lists:
        for number, cite in enumerate(copy.flow_value(at) or ()):
            found.setdefault(cite, (*at, number))
    return list(found.values())


def _quota(copy: Shipped, limits: str) -> Steps:
    scope = next(iter(copy.asked()))
    rules = f"gates: stopped, counts: stopped, {limits}, cites: [{copy.a_fact()}]"
    return copy.add_rule("quotas", "seeded_quota", f"{{scope: [{scope}], {rules}}}")
