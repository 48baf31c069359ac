"""What each kind of state, and each form of fact, needs and cannot have."""

from __future__ import annotations

from collections.abc import Iterator

from ban_wizard.playbook import author_flow
from ban_wizard.playbook.checks.checked import Checked, arcs, asked_facts, misspelt_actions, undefined, waits
from ban_wizard.playbook.findings import Finding
from ban_wizard.playbook.model import SEND_ACTIONS
from ban_wizard.playbook.strict_yaml import Steps

_ENDLESS = (author_flow.TypicalWait, author_flow.UnknownWait, author_flow.ExternalWait)


def fact_forms(checked: Checked) -> Iterator[Finding]:
    """Values, cautious values, and who tells a fact."""
    flow, document = checked.flow, checked.flow_file
    if flow is None:
        return
    asked = asked_facts(flow)
    for name, fact in flow.facts.items():
        steps = ("facts", name)
        if isinstance(fact, author_flow.BuiltinFact):
            if name != "kind":
                yield document.error(steps, "wrong-fact", f"the built-in fact is called `kind`, not `{name}`; rename it")
            continue
        if name == "kind":
            yield document.error(steps, "wrong-fact", "`kind` is the kind of block; write `kind: {builtin: kind}`, or rename this fact")
        if isinstance(fact, author_flow.ChoiceFact):
            remedy = f"`unsure` names the cautious one of {', '.join(fact.values)}"
            yield from undefined(document, (*steps, "unsure"), "value", fact.unsure, fact.values, remedy=remedy)
            if fact.derived is not None:
                if fact.values != ["first", "repeat"]:
                    yield document.error(steps, "wrong-fact", f"`{name}` is derived from offences; its values are [first, repeat]")
                if name in asked:
                    at = ("states", asked[name], "fact")
                    yield document.error(at, "wrong-fact", f"`{name}` is derived and never asked; take this ask out")
                continue
        if fact.optional and name in asked:
            at = ("states", asked[name], "fact")
            message = f"`{name}` is marked `optional: true`, which means that nobody asks for it; take one of the two out"
            yield document.error(at, "asked-optional", message)
        if not fact.optional and name not in asked and name not in checked.names.left_out:
            message = f"no state asks for `{name}`; add an ask, or mark it `optional: true` if it is told with an act, a look or a letter"
            yield document.error(steps, "unasked-fact", message)
    if "kind" in asked and isinstance(flow.facts.get("kind"), author_flow.BuiltinFact):
        yield document.error(("states", asked["kind"], "fact"), "wrong-fact", "`kind` is known from the start; take this ask out")


def fact_types(checked: Checked) -> Iterator[Finding]:
    """Facts in places that need another form: an end that is no time, a scope that is a list."""
    flow, document = checked.flow, checked.flow_file
    if flow is None:
        return
    for steps, wait in waits(flow):
        until = wait.until if isinstance(wait, author_flow.ExactWait) else None
        fact = flow.facts.get(until) if until is not None else None
        if fact is not None and not (isinstance(fact, author_flow.TypedFact) and fact.type == "time"):
            message = f"`{until}` is no time; wait `until` a fact of `type: time`"
            yield document.error((*steps, "until"), "wrong-fact", message)
    for section in ("quotas", "locks"):
        for name, rule in getattr(flow, section).items():
            for number, scope in enumerate(rule.scope):
                found = flow.facts.get(scope)
                told = isinstance(found, author_flow.ChoiceFact) or (
                    isinstance(found, author_flow.TypedFact) and found.type not in ("time", "past_time")
                )
                if found is not None and not told:
                    message = f"`{scope}` cannot tell cases apart; a scope is made of choices, texts, counts and phone numbers"
                    yield document.error((section, name, "scope", number), "wrong-fact", message)


def arcs_fit(checked: Checked) -> Iterator[Finding]:
    """An `on` in a kind of state that cannot have it, and keys that mean nothing there."""
    flow, document = checked.flow, checked.flow_file
    if flow is None:
        return
    misspelt = misspelt_actions(checked)
    for steps, arc, state in arcs(flow):
        if arc.on not in misspelt and (wrong := _misplaced(arc, state)) is not None:
            yield document.error((*steps, "on"), "misplaced-action", wrong)
        if state is not None and state.kind == "route":
            for key in ("needs", "sets", "by"):
                if getattr(arc, key):
                    message = f"a route branches at once and nobody acts in it; take `{key}` out"
                    yield document.error((*steps, key), "misplaced-key", message)
        if state is not None and state.kind in ("ask", "route") and arc.to is None and not document.damaged(steps):
            what = "an answer" if state.kind == "ask" else "a branch of a route"
            yield document.error(steps, "missing-key", f"{what} must lead somewhere; add `to`")


def _misplaced(arc: author_flow.Arc, state: author_flow.State | None) -> str | None:
    """Why this arc's action cannot stand there."""
    kind = "anywhere" if state is None else state.kind
    where = "`anywhere`" if state is None else f"a state of kind `{kind}`"
    if kind == "route":
        return None if arc.on is None else f"a route waits for nobody; take `on: {arc.on}` out"
    if kind == "ask":
        return None if arc.on == "answer" else f"an ask has only arcs `on: answer`, not `{arc.on or 'nothing'}`; put this into `anywhere`"
    if arc.on is None:
        return f"an arc of {where} happens when somebody acts; add `on`"
    if arc.on == "answer":
        return "`answer` belongs to an ask; name what the person did"
    if arc.on == "looked":
        return "`looked` belongs to every wait and is never written down; take this arc out"
    if arc.on == "over" and kind != "wait":
        return f"`over` is the end of a wait; {where} has none"
    if arc.on in SEND_ACTIONS and kind != "letter" and not (isinstance(state, author_flow.WaitState) and state.letters):
        return f"`{arc.on}` is about a letter; {where} has none here"
    if arc.on == "give_up" and kind != "wait" and arc.by is None:
        return f"`give_up` ends a wait, or with `by` the wait for a channel's answer; {where} has neither"
    return None


def arcs_present(checked: Checked) -> Iterator[Finding]:
    """The arcs a state cannot do without: an ask its answers, a letter its sending, a wait its end."""
    flow, document, misspelt = checked.flow, checked.flow_file, misspelt_actions(checked)
    if flow is None:
        return
    for name, state in flow.states.items():
        steps: Steps = ("states", name)
        if isinstance(state, author_flow.OutcomeState) or document.damaged((*steps, "next")):
            continue
        has = {misspelt.get(arc.on or "", arc.on) for arc in state.next}
        if isinstance(state, author_flow.AskState) and "answer" not in has:
            yield document.error(steps, "missing-arc", f"the ask `{name}` leads nowhere; add an arc `on: answer`")
        elif isinstance(state, author_flow.RouteState) and not state.next:
            yield document.error(steps, "missing-arc", f"the route `{name}` leads nowhere; add its branches")
        elif isinstance(state, author_flow.LetterState) and not has & SEND_ACTIONS:
            message = f"nothing says that the letter of `{name}` was sent; add an arc `on: sent` (or `gateway_asked`)"
            yield document.error(steps, "missing-arc", message)
        elif isinstance(state, author_flow.WaitState):
            yield from _wait_arcs(checked, name, state, has)


def _wait_arcs(checked: Checked, name: str, state: author_flow.WaitState, has: set[str | None]) -> Iterator[Finding]:
    document = checked.flow_file
    shapes = [state.wait]
    while isinstance(shapes[-1], author_flow.ExactWait) and shapes[-1].otherwise is not None:
        shapes.append(shapes[-1].otherwise)
    ends = [wait.shape for wait in shapes if not isinstance(wait, _ENDLESS)]
    endless = [wait.shape for wait in shapes if isinstance(wait, _ENDLESS)]
    if ends and "over" not in has:
        message = f"a wait of shape {ends[0]} ends; add an arc `on: over` to `{name}`"
        yield document.error(("states", name), "missing-arc", message)
    if endless and "give_up" not in has:
        message = f"a wait of shape {endless[0]} has no end; add an arc `on: give_up` to a person's decision to `{name}`"
        yield document.error(("states", name), "unbounded-wait", message)
    if document.damaged(("states", name, "wait")):
        return  # what was left out may have had such an end
    for number, arc in enumerate(state.next):
        at = ("states", name, "next", number, "on")
        if arc.on == "over" and not ends:
            yield document.error(at, "misplaced-action", f"a wait of shape {endless[0]} is never `over`; name what ends it")
        if arc.on == "give_up" and not endless and arc.by is None:
            yield document.error(at, "misplaced-action", f"a wait of shape {ends[0]} ends by itself; `give_up` needs `by` a channel here")
