"""Where ways lead: what only shows in the product of states and facts, and what shows in the arcs alone."""

from __future__ import annotations

from ban_wizard.playbook.strict_yaml import Steps
from tests.unit.playbook.mutations.seeded import Seeded, of
from tests.unit.playbook.shipped import EN, FLOW, RU, Shipped


@of("a dead end")
def arc_that_stays(copy: Shipped) -> Seeded:
    one = [(steps, name) for steps, name, _ in copy.plain_arcs("do") if len(copy.flow["states"][name]["next"]) == 1 and name in copy.near()]
    steps, state = copy.choose.choice(one)
    copy.files[FLOW].remove((*steps, "to"))
    also = frozenset({"unreachable-state", "two-meanings"})
    return Seeded("dead-end", FLOW, copy.line(FLOW, ("states", state)), "nothing leads on", also, state, ways=True)


@of("an outcome")
def outcome_with_arcs(copy: Shipped) -> Seeded:
    state = copy.choose.choice(copy.states("outcome"))
    copy.files[FLOW].insert(("states", state), "next: [{on: worked, to: entry}]")
    return Seeded("outcome-goes-on", FLOW, copy.line(FLOW, ("states", state, "next")), "goes nowhere")


@of("an unreachable")
def arc_led_away(copy: Shipped) -> Seeded:
    entered = {*copy.flow["entries"].values(), *(arc.get("to") for arc in copy.flow["anywhere"])}
    entered |= {rule["breached"] for rule in copy.flow["safety"] if "breached" in rule}
    once = [name for name in copy.near() if name not in entered and len(copy.leading_to(name)) == 1]
    state = copy.choose.choice(once)
    copy.files[FLOW].replace((*copy.leading_to(state)[0], "to"), copy.states("outcome")[0])
    also = frozenset({"two-meanings"})
    return Seeded("unreachable-state", FLOW, copy.line(FLOW, ("states", state)), "no entry leads to", also)


@of("a livelock")
def round_and_round(copy: Shipped) -> Seeded:
    one = [(steps, name) for steps, name, _ in copy.plain_arcs("do") if len(copy.flow["states"][name]["next"]) == 1 and name in copy.near()]
    steps, state = copy.choose.choice(one)
    copy.files[FLOW].replace((*steps, "to"), "seeded")
    copy.add_state("seeded", f"{{kind: route, next: [{{to: {state}}}]}}")
    also = frozenset({"unreachable-state"})
    return Seeded("livelock", FLOW, copy.line(FLOW, ("states", "seeded")), "lead a way out", also, "seeded", ways=True)


@of("a loop")
def two_routes_in_a_circle(copy: Shipped) -> Seeded:
    steps, _, arc = copy.choose.choice([each for each in copy.plain_arcs("do") if each[1] in copy.near()])
    copy.files[FLOW].replace((*steps, "to"), "seeded")
    copy.add_state(
        "seeded", f"{{kind: route, next: [{{when: {{offence: [first]}}, to: {arc['to']}}}, {{when: {{offence: [repeat]}}, to: back}}]}}"
    )
    copy.add_state("back", "{kind: route, next: [{to: seeded}]}")
    line = copy.line(FLOW, ("states", "back"))
    return Seeded("empty-loop", FLOW, line, "in which nobody acts and nothing is waited for", at="back", ways=True)


@of("an unbounded")
def never_given_up(copy: Shipped) -> Seeded:
    steps, state = copy.choose.choice(_given_up(copy))
    copy.files[FLOW].replace((*steps, "on"), "worked")
    return Seeded("unbounded-wait", FLOW, copy.line(FLOW, ("states", state)), "add an arc `on: give_up`", frozenset({"unknown-text"}))


@of("an unbounded")
def given_up_and_waited_on(copy: Shipped) -> Seeded:
    steps, state = copy.choose.choice(_given_up(copy))
    copy.files[FLOW].remove((*steps, "to"))
    also = frozenset({"unreachable-state", "dead-end"})
    return Seeded("unbounded-wait", FLOW, copy.line(FLOW, steps), "to a step at which a person decides", also, state, ways=True)


@of("an unbounded")
def decision_that_decides_nothing(copy: Shipped) -> Seeded:
    steps, wait = copy.choose.choice(_given_up(copy))
    arcs = f"[{{on: keep_waiting, to: {wait}}}, {{on: failed, to: {wait}}}]"
    copy.files[FLOW].replace((*steps, "to"), "seeded")
    copy.add_state("seeded", f"{{kind: do, cites: [{copy.a_fact()}], next: {arcs}}}", words=True)
    line = copy.line(FLOW, ("states", "seeded"))
    message = f"whatever is done in `seeded` leads back to the wait of `{wait}`"
    also = frozenset({"unreachable-state"})
    return Seeded("unbounded-wait", FLOW, line, message, also, "seeded", ways=True)


@of("a guard gap")
def branch_forgotten(copy: Shipped) -> Seeded:
    steps, state, _ = copy.choose.choice([each for each in copy.plain_arcs("do") if each[1] in copy.near()[:12]])
    copy.files[FLOW].insert(steps, "when: {offence: [first]}")
    return Seeded("guard-gap", FLOW, copy.line(FLOW, steps), "where offence is repeat", at=state, ways=True)


@of("a guard overlap")
def two_ways_at_once(copy: Shipped) -> Seeded:
    steps, state, arc = copy.choose.choice([each for each in copy.plain_arcs("do", "wait") if each[1] in copy.near()[:12]])
    copy.files[FLOW].insert((*steps[:-1],), f"{{on: {arc['on']}, when: {{offence: [repeat]}}, to: {copy.states('outcome')[0]}}}")
    steps = (*steps[:-1], steps[-1] + 1)
    also = frozenset({"two-meanings"})
    return Seeded("guard-overlap", FLOW, copy.line(FLOW, steps), "where offence is repeat", also, state, ways=True)


@of("a fact read")
def read_before_it_is_asked(copy: Shipped) -> Seeded:
    steps, state, fact = _before_its_question(copy)
    copy.files[FLOW].insert(steps, f"when: {{{fact}: [{', '.join(copy.flow['facts'][fact]['values'])}]}}")
    return Seeded("unasked-read", FLOW, copy.line(FLOW, steps), f"reads `{fact}` where nobody has asked", at=state, ways=True)


@of("a template variable")
def placeholder_before_its_question(copy: Shipped) -> Seeded:
    _, state, fact = _before_its_question(copy)
    for file in (EN, RU):
        copy.files[file].replace(("states", state, "title"), f'"Seeded {{{fact}}}"')
    line = copy.line(EN, ("states", state, "title"))
    return Seeded("unsupplied", EN, line, f"`{{{fact}}}` is not told on every way to `{state}`", at=state, ways=True)


@of("a template variable")
def placeholder_that_nobody_has_to_tell(copy: Shipped) -> Seeded:
    optional = [name for name, fact in copy.flow["facts"].items() if fact.get("optional")]
    fact, state = copy.choose.choice(optional), copy.choose.choice([name for name in copy.near()[:12] if name in copy.states("do", "wait")])
    for file in (EN, RU):
        copy.files[file].replace(("states", state, "title"), f'"Seeded {{{fact}}}"')
    line = copy.line(EN, ("states", state, "title"))
    says = f"`{{{fact}}}` is not told on every way to `{state}`; ask for it before, let an act need it"
    return Seeded("unsupplied", EN, line, says, at=state, ways=True)


@of("a broken")
def promise_that_cannot_hold(copy: Shipped) -> Seeded:
    first = next(arc["milestone"] for name in copy.near() for arc in copy.flow["states"][name].get("next", ()) if "milestone" in arc)
    never = f"never: {{milestone: {first}, before: recovered}}"
    steps = copy.add_rule("safety", "seeded_promise", f"{{id: seeded_promise, {never}, cites: [{copy.a_fact()}]}}")
    reaching = [name for _, name, arc in copy.arcs() if arc.get("milestone") == first]
    message = f"reaches `{first}` before `recovered`"
    also = frozenset({"two-meanings"})  # an act that a promise guards must reach the same wherever it stands
    return Seeded("broken-safety", FLOW, copy.line(FLOW, steps), message, also, "|".join(reaching), ways=True)


@of("a broken")
def way_past_what_must_come_first(copy: Shipped) -> Seeded:
    number, rule = next((n, rule) for n, rule in enumerate(copy.flow["safety"]) if "before" in rule["never"])
    target = next(name for _, name, arc in copy.arcs() if arc.get("milestone") == rule["never"]["milestone"])
    kind = next(kind for kind in copy.flow["entries"] if kind in rule.get("given", {}).get("kind", [kind]))
    copy.files[FLOW].replace(("entries", kind), target)
    message = f"before `{rule['never']['before']}`"
    also = frozenset({"unreachable-state", "unasked-read", "unsupplied", "guard-gap", "guard-overlap", "livelock", "dead-end"})
    return Seeded("broken-safety", FLOW, copy.line(FLOW, ("safety", number)), message, also, "*", ways=True)


@of("more than")
def nine_choices_in_a_row(copy: Shipped) -> Seeded:
    kind, entry = copy.choose.choice(list(copy.flow["entries"].items()))
    copy.files[FLOW].replace(("entries", kind), "seeded_0")
    for n in range(9):
        to = f"seeded_{n + 1}" if n < 8 else entry
        arcs = f"[{{on: worked, to: {to}}}, {{on: failed, to: {to}}}]"
        copy.add_state(f"seeded_{n}", f"{{kind: do, cites: [{copy.a_fact()}], next: {arcs}}}", words=True)
    return Seeded("too-many-paths", FLOW, copy.line(FLOW, ("states",)), "more than anybody reads", ways=True)


def _given_up(copy: Shipped) -> list[tuple[Steps, str]]:
    """The one arc by which a wait is given up that has other ways out as well."""
    found = []
    for steps, name, arc in copy.plain_arcs("wait"):
        others = [other for other in copy.flow["states"][name]["next"] if other.get("to") not in (None, arc["to"])]
        if arc["on"] == "give_up" and others and name in copy.near() and len(copy.leading_to(arc["to"])) > 1:
            found.append((steps, name))
    return found


def _before_its_question(copy: Shipped) -> tuple[Steps, str, str]:
    """An arc of a step, and a fact, such that some way leads to the step and nobody has asked for the fact on it."""
    fact = copy.choose.choice([name for name in copy.asked() if name not in ("kind", "review")])
    near = copy.near(avoiding=copy.asked()[fact])
    steps, state, _ = next(each for each in copy.plain_arcs("do") if each[1] in near[:12])
    return steps, state, fact
