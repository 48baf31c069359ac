"""Every step says who says so, and what it cites exists."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from ban_wizard.playbook import author_flow
from ban_wizard.playbook.checks.checked import Checked, undefined, waits
from ban_wizard.playbook.findings import Finding
from ban_wizard.playbook.strict_yaml import Document, Steps


def citations(checked: Checked) -> Iterator[Finding]:
    """Fact ids, contested groups and sources that sources.yaml does not have."""
    if checked.sources is None:
        return
    facts = checked.sources.facts
    for document, steps, cites in _cited(checked):
        for number, cite in enumerate(cites):
            yield from undefined(
                document, (*steps, number), "fact", cite, facts, code="undefined-citation", remedy="add it to sources.yaml"
            )
    if checked.flow is None:
        return
    document = checked.flow_file
    for name, state in checked.flow.states.items():
        for number, group in enumerate(state.contested):
            steps = ("states", name, "contested", number)
            yield from undefined(document, steps, "contested group", group, checked.sources.contested, code="undefined-contested")
    for steps, wait in waits(checked.flow):
        if wait.words is not None:
            yield from _unknown_fact(document, (*steps, "words"), wait.words, facts)
        if isinstance(wait, author_flow.FuzzyWait) and wait.assumed_by != "ours":
            yield from undefined(document, (*steps, "assumed_by"), "source", wait.assumed_by, ["ours", *checked.sources.sources])


def _unknown_fact(document: Document, steps: Steps, cite: str, known: Collection[str]) -> Iterable[Finding]:
    return undefined(document, steps, "fact", cite, known, code="undefined-citation", remedy="add it to sources.yaml")


def uncited(checked: Checked) -> Iterator[Finding]:
    """Steps, channels, rules and symptoms without `cites`, and a wait whose words come from a fact that its step does not cite."""
    if checked.flow is not None:
        flow, document = checked.flow, checked.flow_file
        for name, state in flow.states.items():
            if state.kind != "route" and not state.cites:
                yield from _uncited(document, ("states", name), f"the state `{name}`")
        for name, channel in flow.channels.items():
            if not channel.cites:
                yield from _uncited(document, ("channels", name), f"the channel `{name}`")
        for name, quota in flow.quotas.items():
            if not quota.cites:
                yield from _uncited(document, ("quotas", name), f"the quota `{name}`")
        for name, lock in flow.locks.items():
            if not lock.cites:
                yield from _uncited(document, ("locks", name), f"the lock `{name}`")
        for number, rule in enumerate(flow.safety):
            if not rule.cites:
                yield from _uncited(document, ("safety", number), f"the safety property `{rule.id}`")
        for steps, wait in waits(flow):
            cites = flow.states[str(steps[1])].cites if steps[0] == "states" else flow.channels[str(steps[1])].cites
            if wait.words is not None and wait.words not in cites:
                message = f"the wait takes its words from {wait.words}; add it to the `cites` beside it"
                yield document.error((*steps, "words"), "uncited", message)
    if checked.symptoms is not None:
        for name, symptom in checked.symptoms.symptoms.items():
            if not symptom.cites:
                yield from _uncited(checked.symptoms_file, ("symptoms", name), f"the symptom `{name}`")


def unshown(checked: Checked) -> Iterator[Finding]:
    """States that cite a fact which other sources dispute, and do not show what those say. One of its conflicts is enough:
    the one that the step is about."""
    if checked.flow is None or checked.sources is None:
        return
    known = checked.sources.contested.keys()
    disputed: dict[str, list[str]] = {}
    for name, group in checked.sources.contested.items():
        for fact in group.disputed:
            disputed.setdefault(fact, []).append(name)
    for name, state in checked.flow.states.items():
        lists = [state.cites, *(item.cites for item in getattr(state, "items", ()) if isinstance(item, author_flow.CitedItem))]
        if not (cited := disputed.keys() & {cite for cites in lists for cite in cites}):
            continue
        steps: Steps = ("states", name)
        if checked.flow_file.damaged((*steps, "contested")) or not known >= set(state.contested):
            continue  # what was left out, or misspelt, may have been what is missing
        for cite in sorted(fact for fact in cited if not set(disputed[fact]).intersection(state.contested)):
            which = " or ".join(f"`{group}`" for group in disputed[cite])
            message = f"others dispute {cite}, and `{name}` does not show it; add {which} to its `contested`, or cite another fact"
            yield checked.flow_file.error(_place(steps, state, cite), "contested-unshown", message)


def _place(steps: Steps, state: author_flow.State, cite: str) -> Steps:
    """Where a state, or else an item of it, cites a fact."""
    if cite in state.cites:
        return (*steps, "cites", state.cites.index(cite))
    items = enumerate(getattr(state, "items", ()))
    number, cites = next((n, item.cites) for n, item in items if isinstance(item, author_flow.CitedItem) and cite in item.cites)
    return (*steps, "items", number, "cites", cites.index(cite))


def _uncited(document: Document, steps: Steps, what: str) -> Iterator[Finding]:
    if not document.damaged((*steps, "cites")):
        yield document.error(steps, "uncited", f"{what} does not say who says so; add `cites: [..]` with fact ids of sources.yaml")


def _cited(checked: Checked) -> Iterator[tuple[Document, Steps, list[str]]]:
    """Every list of fact ids with its place."""
    if checked.flow is not None:
        flow, document = checked.flow, checked.flow_file
        for section in ("facts", "channels", "quotas", "locks", "states"):
            for name, value in getattr(flow, section).items():
                yield document, (section, name, "cites"), value.cites
        for number, rule in enumerate(flow.safety):
            yield document, ("safety", number, "cites"), rule.cites
        for name, state in flow.states.items():
            for number, item in enumerate(getattr(state, "items", ())):
                if isinstance(item, author_flow.CitedItem):
                    yield document, ("states", name, "items", number, "cites"), item.cites
    if checked.symptoms is not None:
        for name, symptom in checked.symptoms.symptoms.items():
            yield checked.symptoms_file, ("symptoms", name, "cites"), symptom.cites
