"""Whatever the flow names must be there: states, facts, values, channels, letters, milestones, actions."""

from __future__ import annotations

from collections.abc import Iterator

from ban_wizard.playbook import author_flow
from ban_wizard.playbook.checks.checked import Checked, actions, arcs, guards, misspelt_actions, undefined, waits
from ban_wizard.playbook.findings import Finding
from ban_wizard.playbook.model import MILESTONES, REVIEW_STATUSES
from ban_wizard.playbook.strict_yaml import Document, Steps

RESERVED = {
    "states": {"entry": "as a target it means the entry of the kind"},
    "channels": {"channel": "`by: channel` means that the person says which"},
    "facts": {
        "reason": "in `needs` it means the reason typed",
        "channel": "in `needs` it means whose answer it is",
        "letter": "in `needs` it means which letter",
        "number": "{number} is the case's number",
    },
}


def ids(checked: Checked) -> Iterator[Finding]:
    """Ids that mean something already, the folder's name, and rules that share an id."""
    flow, document = checked.flow, checked.flow_file
    if flow is None:
        return
    if flow.id != checked.folder and ("id",) not in document.dropped:
        yield document.error(("id",), "wrong-folder", f"the id is `{flow.id}`, the folder `{checked.folder}`; make them the same")
    for section, words in RESERVED.items():
        for name in words.keys() & getattr(flow, section).keys():
            yield document.error((section, name), "reserved-id", f"`{name}` cannot be used here, {words[name]}; choose another name")
    taken: dict[str, int] = {}
    places: list[tuple[Steps, str]] = [(("quotas", name), name) for name in flow.quotas]
    places += [(("locks", name), name) for name in flow.locks]
    places += [(("safety", number, "id"), rule.id) for number, rule in enumerate(flow.safety)]
    for steps, name in places:
        if name in taken:
            message = f"the rule in line {taken[name]} is called `{name}` too; quotas, locks and safety properties share their words"
            yield document.error(steps, "duplicate-id", message)
        taken.setdefault(name, document.line(steps))


def targets(checked: Checked) -> Iterator[Finding]:
    """Where arcs, entries and breaches lead."""
    flow, document = checked.flow, checked.flow_file
    if flow is None or not checked.names.whole("states"):
        return
    states = checked.names.of("states")
    targets = {**states, "entry": None}
    for steps, arc, _ in arcs(flow):
        if arc.to is not None:
            yield from undefined(document, (*steps, "to"), "state", arc.to, targets)
    for kind, name in flow.entries.items():
        yield from undefined(document, ("entries", kind), "state", name, states)
    for number, rule in enumerate(flow.safety):
        if rule.breached is not None:
            yield from undefined(document, ("safety", number, "breached"), "state", rule.breached, states)


def facts(checked: Checked) -> Iterator[Finding]:
    """Facts that are asked, needed, set, waited for, or make a scope."""
    flow, document = checked.flow, checked.flow_file
    if flow is None or not checked.names.whole("facts"):
        return
    known = checked.names.of("facts")
    for name, state in flow.states.items():
        if isinstance(state, author_flow.AskState):
            yield from undefined(document, ("states", name, "fact"), "fact", state.fact, known)
    for steps, arc, _ in arcs(flow):
        for number, name in enumerate(arc.needs):
            yield from undefined(document, (*steps, "needs", number), "fact", name, [*known, *RESERVED["facts"]])
        if arc.sets is not None:
            yield from undefined(document, (*steps, "sets"), "fact", arc.sets, known, remedy="add `kind: {builtin: kind}` to the facts")
    for steps, wait in waits(flow):
        if isinstance(wait, author_flow.ExactWait) and wait.until is not None:
            yield from undefined(document, (*steps, "until"), "fact", wait.until, known)
    for section in ("quotas", "locks"):
        for rule, value in getattr(flow, section).items():
            for number, name in enumerate(value.scope):
                yield from undefined(document, (section, rule, "scope", number), "fact", name, known)


def guard_subjects(checked: Checked) -> Iterator[Finding]:
    """What guards compare, and with what."""
    flow, document = checked.flow, checked.flow_file
    if flow is None:
        return
    facts, channels = checked.names.of("facts"), checked.names.of("channels")
    for steps, guard in guards(flow):
        for subject, values in guard.items():
            at = (*steps, subject)
            family, dot, name = subject.partition(".")
            allowed: list[str] | None
            if family == "review" and dot:
                yield from undefined(document, at, "channel", name, channels)
                yield from _only_told(checked, at, name)
                allowed = list(REVIEW_STATUSES)
            elif family == "milestone" and dot:
                yield from undefined(document, at, "milestone", name, MILESTONES)
                allowed = ["missing", "reached"]
            elif family == "known" and dot:
                yield from undefined(document, at, "fact", name, facts)
                allowed = ["known", "unknown"]
            elif family == "without" and dot:
                yield from undefined(document, at, "fact", name, facts)
                if name in flow.facts and not isinstance(flow.facts[name], author_flow.ManyFact):
                    message = f"`{name}` has one value, not several; write `{name}: [..]` with the values it may have"
                    yield document.error(at, "wrong-fact", message)
                allowed = values_of(flow, name)
            else:
                yield from undefined(document, at, "fact", subject, facts)
                yield from _untold(document, at, subject, flow)
                kinds_left_out = isinstance(flow.facts.get(subject), author_flow.BuiltinFact) and document.damaged(("entries",))
                allowed = None if kinds_left_out else values_of(flow, subject)
            if allowed is not None:
                for number, value in enumerate(values):
                    yield from undefined(document, (*at, number), "value", value, allowed)


def _untold(document: Document, at: Steps, subject: str, flow: author_flow.Flow) -> Iterator[Finding]:
    if isinstance(flow.facts.get(subject), author_flow.TypedFact):
        message = f"`{subject}` has no values to compare with; write `known.{subject}: [known]` or `[unknown]`"
        yield document.error(at, "wrong-fact", message)


def values_of(flow: author_flow.Flow, fact: str) -> list[str] | None:
    """The words a fact can take; None where there are none, or the fact is not (rightly) defined."""
    match flow.facts.get(fact):
        case author_flow.BuiltinFact():
            return list(flow.entries)
        case author_flow.ChoiceFact(values=values):
            return values
        case author_flow.ManyFact(many=values):
            return values
    return None


def channels_and_letters(checked: Checked) -> Iterator[Finding]:
    """Who is written to, with what, and whose answers arcs are."""
    flow, document = checked.flow, checked.flow_file
    if flow is None:
        return
    channels = checked.names.of("channels")
    for name, state in flow.states.items():
        refs: list[tuple[Steps, str, str]] = []
        if isinstance(state, author_flow.LetterState):
            refs = [(("states", name), state.letter, state.channel)]
        elif isinstance(state, author_flow.WaitState):
            refs = [(("states", name, "letters", number), ref.letter, ref.channel) for number, ref in enumerate(state.letters)]
        for steps, letter, channel in refs:
            remedy = f"write appeal_templates/{letter}/letter.yaml"
            yield from undefined(document, (*steps, "letter"), "letter", letter, sorted(checked.letters), remedy=remedy)
            if checked.names.whole("channels"):
                yield from undefined(document, (*steps, "channel"), "channel", channel, channels)
    for steps, arc, _ in arcs(flow):
        if arc.by is not None and arc.by != "channel" and checked.names.whole("channels"):
            yield from undefined(document, (*steps, "by"), "channel", arc.by, [*channels, "channel"])
            yield from _only_told(checked, (*steps, "by"), arc.by)
    for name, told in flow.channels.items():
        for key in ("open_when", "refused_when") if told.review is None else ():
            if getattr(told, key):
                yield from _only_told(checked, ("channels", name, key), name)


def _only_told(checked: Checked, steps: Steps, channel: str) -> Iterator[Finding]:
    """A channel without a review has none that could be open, or answered."""
    found = checked.flow.channels.get(channel) if checked.flow is not None else None
    if found is not None and found.review is None and not checked.flow_file.damaged(("channels", channel)):
        message = f"the channel `{channel}` has no `review`: nothing is awaited from it; add one, or take this out"
        yield checked.flow_file.error(steps, "misplaced-key", message)


def rule_actions(checked: Checked) -> Iterator[Finding]:
    """What quotas and locks gate and count; and actions that look like a misspelt one."""
    flow, document = checked.flow, checked.flow_file
    if flow is None:
        return
    known = [*actions(flow), *checked.names.left_out]
    for name, quota in flow.quotas.items():
        for key, action in (("gates", quota.gates), ("counts", quota.counts)):
            yield from undefined(document, ("quotas", name, key), "action", action, known, remedy="no arc has it; give one this `on`")
    for name, lock in flow.locks.items():
        yield from undefined(document, ("locks", name, "gates"), "action", lock.gates, known, remedy="no arc has it; give one this `on`")
    meant = misspelt_actions(checked)
    for steps, arc, _ in arcs(flow):
        if arc.on in meant:
            near = f"did you mean `{meant[arc.on]}`? An action of your own needs words in text.LANG.yaml"
            yield document.error((*steps, "on"), "undefined-action", f"`{arc.on}` has no words in any language; {near}")


def reached_milestones(checked: Checked) -> Iterator[Finding]:
    """Milestones that rules and seasons speak of must stand on some arc."""
    flow, document = checked.flow, checked.flow_file
    if flow is None:
        return
    reached = {arc.milestone for _, arc, _ in arcs(flow)} | checked.names.left_out
    spoken: list[tuple[Steps, str | None]] = []
    for number, arc in enumerate(flow.anywhere):
        spoken += [*((("anywhere", number, "until"), milestone) for milestone in arc.over_at), (("anywhere", number, "after"), arc.after)]
    for name, lock in flow.locks.items():
        spoken += [(("locks", name, "held_until", number), milestone) for number, milestone in enumerate(lock.held_until)]
    for number, rule in enumerate(flow.safety):
        spoken += [
            (("safety", number, "never", "milestone"), rule.never.milestone),
            (("safety", number, "never", "before"), rule.never.before),
        ]
    for steps, guard in guards(flow):
        spoken += [((*steps, subject), subject.removeprefix("milestone.")) for subject in guard if subject.startswith("milestone.")]
    for steps, milestone in spoken:
        if milestone in MILESTONES and milestone not in reached:
            message = f"no arc reaches the milestone `{milestone}`; put it on one, or leave this out"
            yield document.error(steps, "unreached-milestone", message)
