"""Every word a person reads is there, in every language, under the same keys."""

from __future__ import annotations

from collections.abc import Iterator, Set

from ban_wizard.playbook import author_flow
from ban_wizard.playbook.checks.checked import Checked, actions, asked_facts, misspelt_actions, misspelt_questions
from ban_wizard.playbook.checks.references import values_of
from ban_wizard.playbook.findings import Finding
from ban_wizard.playbook.strict_yaml import Document, Steps
from ban_wizard.playbook.validate import did_you_mean

_SECTIONS = {"entries": "kinds", "safety": "rules", "quotas": "rules", "locks": "rules"}
"""Where the words stand for what a section of flow.yaml defines, if not under the section's own name."""


def texts(checked: Checked) -> Iterator[Finding]:
    """Words that are missing, belong to nothing, or stand in one language only."""
    if checked.flow is None:
        return
    needed, possible = _expected(checked)
    spoilt = checked.names.left_out | checked.symptoms_file.words_left_out()
    gone = [steps for document in (checked.flow_file, checked.symptoms_file) for steps in document.dropped if len(steps) == 2]
    renamed = {_SECTIONS.get(str(steps[0]), str(steps[0])) for steps in gone}
    if checked.symptoms is None:
        renamed |= {"symptoms", "asks"}
    written = {lang: checked.words[lang].keys() for lang, text in checked.texts.items() if text is not None}
    known, anywhere = needed | possible, set[Steps]().union(*written.values())
    for lang, found in written.items():
        document = checked.text_files[lang]
        yield from _missing(document, needed, found)
        for steps in _tops(found - known, known):
            if not spoilt.intersection(map(str, steps)) and steps[0] not in renamed:
                yield _unknown(document, steps, known)
        for steps in sorted(((anywhere - found) & possible) - needed, key=str):
            others = ", ".join(f"text.{other}.yaml" for other in written if steps in written[other])
            if not _left_out(document, steps):
                message = f"`{_name(steps)}` stands in {others} but not here; write it here too, or take it out there"
                yield document.error(steps, "text-in-one-language", message)
    yield from _lists(checked)


def _lists(checked: Checked) -> Iterator[Finding]:
    """`do_not` lists of different length."""
    first, *others = checked.text_files.values()
    for name in checked.flow.states if checked.flow is not None else ():
        steps = ("states", name, "do_not")
        there = first.get(steps)
        for document in others:
            here = document.get(steps)
            if here is not None and there is not None and len(here) != len(there):
                message = f"`do_not` has {len(here)} lines here and {len(there)} in the other language; write as many in both"
                yield document.error(steps, "text-in-one-language", message)


def _expected(checked: Checked) -> tuple[set[Steps], set[Steps]]:
    """The places of words that must be there, and of those that may be."""
    flow, symptoms = checked.flow, checked.symptoms
    assert flow is not None
    misspelt = {*misspelt_actions(checked), *misspelt_questions(checked)}  # which are reported where they are used
    acts = [action for action in actions(flow) if action not in misspelt]
    asked = [name for name in asked_facts(flow) if not isinstance(flow.facts.get(name), author_flow.BuiltinFact)]
    asked = [name for name in asked if getattr(flow.facts.get(name), "derived", None) is None]
    needed: set[Steps] = {("title",), *(("kinds", kind) for kind in flow.entries), *(("actions", action) for action in acts)}
    possible: set[Steps] = {("actions", "answer"), ("actions", "looked"), ("actions", "sent")}
    for name, state in flow.states.items():
        if state.kind == "route":
            continue
        needed |= {("states", name, "title"), ("states", name, "text")}
        possible |= {("states", name, "why"), ("states", name, "do_not")}
        needed |= {("states", name, "items", item if isinstance(item, str) else item.id) for item in getattr(state, "items", ())}
        possible |= {("states", name, "actions", action) for action in _acts_in(checked, name)}
    for name, fact in flow.facts.items():
        label = {("facts", name, "label")}
        words = {("facts", name, "values", value) for value in values_of(flow, name) or ()}
        if isinstance(fact, author_flow.BuiltinFact):
            possible |= label | words
        else:
            needed |= label | words
        (needed if name in asked else possible).add(("facts", name, "question"))
        possible.add(("facts", name, "help"))
    needed |= {("channels", name) for name in flow.channels}
    needed |= {("rules", name) for name in (*flow.quotas, *flow.locks, *(rule.id for rule in flow.safety))}
    if symptoms is not None:
        needed |= {("symptoms", name) for name in symptoms.symptoms}
        asks = {ask for row in (*symptoms.table, symptoms.otherwise) for ask in row.ask if ask not in misspelt}
        needed |= {("asks", ask, part) for ask in asks for part in ("question", "why")}
    return needed, possible


def _acts_in(checked: Checked, state: str) -> set[str]:
    found = checked.playbook.states.get(state) if checked.playbook is not None else None
    own = found.arcs.keys() if found is not None else ()
    return {action for action in own if action is not None} | {"answer", "looked", "sent"}


def _missing(document: Document, needed: set[Steps], found: Set[Steps]) -> Iterator[Finding]:
    """One finding where a whole entry is missing, not one for each word in it."""
    if needed <= found:
        return
    entries = {steps[:depth] for steps in found for depth in range(1, len(steps) + 1)}
    missing: dict[Steps, list[Steps]] = {}
    for steps in sorted(needed - found, key=str):
        if not _left_out(document, steps):
            depth = next(depth for depth in range(1, len(steps) + 1) if steps[:depth] not in entries)
            missing.setdefault(steps[: max(depth, 2)], []).append(steps)
    for top, places in missing.items():
        within = f" ({', '.join(_name(steps[len(top) :]) for steps in places)})" if places != [top] else ""
        yield document.error(top, "missing-text", f"`{_name(top)}` has no words here{within}; write them")


def _tops(places: set[Steps], known: set[Steps]) -> list[Steps]:
    """Where the ways to words that belong to nothing leave what is known, each once."""
    if not places:
        return []
    prefixes = {steps[:depth] for steps in known for depth in range(1, len(steps) + 1)}
    tops = {steps[: next((d for d in range(1, len(steps)) if steps[:d] not in prefixes), len(steps))] for steps in places}
    return sorted(tops, key=str)


def _unknown(document: Document, steps: Steps, known: set[Steps]) -> Finding:
    depth = len(steps)
    siblings = {str(each[depth - 1]) for each in known if len(each) >= depth and each[: depth - 1] == steps[:-1]}
    near = did_you_mean(steps[-1], siblings, 0.7)
    return document.error(steps, "unknown-text", f"`{_name(steps)}` belongs to nothing{near or '; take it out'}")


def _left_out(document: Document, steps: Steps) -> bool:
    """Whether these words, or what holds them, were left out for a mistake of their own."""
    return any(steps[: len(gone)] == gone for gone in document.dropped)


def _name(steps: Steps) -> str:
    return ".".join(map(str, steps))
