"""What a check looks at: the author's files as read, with their lines, and the playbook compiled from them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ban_wizard.nearest import nearest
from ban_wizard.playbook import author, author_flow
from ban_wizard.playbook.findings import Finding
from ban_wizard.playbook.model import CORE_ACTIONS, Playbook
from ban_wizard.playbook.sources import Sources
from ban_wizard.playbook.strict_yaml import Document, Steps
from ban_wizard.playbook.validate import did_you_mean


@dataclass(frozen=True, slots=True)
class Checked:
    """One messenger's folder. A model is None where its file could not be used at all."""

    folder: str
    """The folder's name, which is the messenger's id."""
    flow_file: Document
    flow: author_flow.Flow | None
    playbook: Playbook | None
    symptoms_file: Document
    symptoms: author.Symptoms | None
    text_files: Mapping[str, Document]
    """By language, as are `texts`."""
    texts: Mapping[str, author.Text | None]
    sources: Sources | None
    """None where sources.yaml could not be used: citations are then not looked up."""
    letters: Collection[str]
    classes: Collection[str] | None = None
    """The classes of words of recognise.yaml; None where they are not looked up."""
    names: Names = field(init=False)
    words: Mapping[str, Mapping[Steps, Any]] = field(init=False)
    """By language, everything that is said, by its place: a phrase, or a list of phrases."""
    phrases: Mapping[str, Mapping[Steps, Any]] = field(init=False)
    """By language, every phrase by its place: a text, or the mapping of a plural."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", Names(self.flow_file))
        object.__setattr__(self, "words", {lang: _words(document) for lang, document in self.text_files.items()})
        object.__setattr__(self, "phrases", {lang: _phrases(words) for lang, words in self.words.items()})


Check = Callable[[Checked], Iterable[Finding]]
"""A check never raises and reports each mistake once."""


def _words(document: Document) -> dict[Steps, Any]:
    """Everything that a file says, by its place."""
    found: dict[Steps, Any] = {}

    def walk(steps: Steps, within: dict[str, Any]) -> None:
        for key, value in within.items():
            here = (*steps, key)
            if isinstance(value, dict) and not (steps and "count" in value):
                walk(here, value)
            else:
                found[here] = value

    if isinstance(document.data, dict):
        walk((), document.data)
        found.pop(("grammar",), None)
    return found


def _phrases(words: Mapping[Steps, Any]) -> dict[Steps, Any]:
    """The same, each phrase of a list by a place of its own."""
    found: dict[Steps, Any] = {}
    for steps, value in words.items():
        if isinstance(value, list):
            found |= {(*steps, number): phrase for number, phrase in enumerate(value)}
        else:
            found[steps] = value
    return found


class Names:
    """What a flow defines, including what is written wrongly: that is reported where it stands, not where it is used."""

    def __init__(self, flow: Document) -> None:
        self._flow = flow
        self.left_out = flow.words_left_out()
        """Every word on the way to, and in, what was left out: whatever it names may have been meant to be there."""

    def of(self, section: str) -> Mapping[str, None]:
        """The ids under `facts`, `channels`, `entries`, `quotas`, `locks` or `states`, in the file's order."""
        found = self._flow.get((section,))
        names = [str(steps[1]) for steps in sorted(self._flow.dropped, key=str) if len(steps) == 2 and steps[0] == section]
        return dict.fromkeys([*found, *names] if isinstance(found, dict) else names)

    def whole(self, section: str) -> bool:
        """Whether the section itself was readable, so that a name which is not in it is truly undefined."""
        return (section,) not in self._flow.dropped


def undefined(
    document: Document, steps: Steps, noun: str, name: str, known: Collection[str], *, code: str = "", remedy: str = ""
) -> Iterable[Finding]:
    """A finding if `name` is not among `known`; says which one may have been meant."""
    if name in known:
        return ()
    remedy = did_you_mean(name, known) or f"; {remedy or f'define it, or name one of: {_some(list(known))}'}"
    return (document.error(steps, code or f"undefined-{noun.replace(' ', '-')}", f"there is no {noun} `{name}`{remedy}"),)


def _some(known: list[str], at_most: int = 12) -> str:
    shown = ", ".join(known[:at_most]) or "(none is defined)"
    return f"{shown}, ..." if len(known) > at_most else shown


def arcs(flow: author_flow.Flow) -> Iterator[tuple[Steps, author_flow.Arc, author_flow.State | None]]:
    """Every arc as written, with its place and its state (None for those of `anywhere`)."""
    for number, everywhere in enumerate(flow.anywhere):
        yield ("anywhere", number), everywhere, None
    for name, state in flow.states.items():
        if state.kind != "outcome":
            for number, arc in enumerate(state.next):
                yield ("states", name, "next", number), arc, state


def waits(flow: author_flow.Flow) -> Iterator[tuple[Steps, author_flow.Wait]]:
    """Every wait, its `otherwise` included."""
    found: list[tuple[Steps, author_flow.Wait]] = [
        (("states", name, "wait"), state.wait) for name, state in flow.states.items() if isinstance(state, author_flow.WaitState)
    ]
    found += [(("channels", name, "review"), channel.review) for name, channel in flow.channels.items() if channel.review]
    for steps, wait in found:
        yield from _with_otherwise(steps, wait)


def _with_otherwise(steps: Steps, wait: author_flow.Wait) -> Iterator[tuple[Steps, author_flow.Wait]]:
    yield steps, wait
    if isinstance(wait, author_flow.ExactWait) and wait.otherwise is not None:
        yield from _with_otherwise((*steps, "otherwise"), wait.otherwise)


def guards(flow: author_flow.Flow) -> Iterator[tuple[Steps, author_flow.Guard]]:
    """Every guard with its place."""
    for steps, arc, _ in arcs(flow):
        yield (*steps, "when"), arc.when
    for name, quota in flow.quotas.items():
        yield ("quotas", name, "given"), quota.given
    for name, lock in flow.locks.items():
        yield ("locks", name, "given"), lock.given
    for number, rule in enumerate(flow.safety):
        yield ("safety", number, "given"), rule.given
    for name, channel in flow.channels.items():
        yield ("channels", name, "open_when"), channel.open_when
        yield ("channels", name, "refused_when"), channel.refused_when


def asked_facts(flow: author_flow.Flow) -> dict[str, str]:
    """The facts that an `ask` asks for, with the first state that does."""
    asked: dict[str, str] = {}
    for name, state in flow.states.items():
        if isinstance(state, author_flow.AskState):
            asked.setdefault(state.fact, name)
    return asked


def misspelt_actions(checked: Checked) -> dict[str, str]:
    """Actions that have no words in any language and are near to one that has: what each was probably meant to be."""
    worded = {action for text in checked.texts.values() if text is not None for action in text.actions}
    if checked.flow is None or not worded:
        return {}
    known = worded.union(CORE_ACTIONS)
    strange = dict.fromkeys(arc.on for _, arc, _ in arcs(checked.flow) if arc.on is not None and arc.on not in known)
    near = {action: nearest(action, [*CORE_ACTIONS, *sorted(worded)], 0.8) for action in strange}
    return {action: meant for action, meant in near.items() if meant is not None}


def misspelt_questions(checked: Checked) -> dict[str, str]:
    """Questions of the decision table that have no words in any language and are near to one that has."""
    worded = {ask for text in checked.texts.values() if text is not None for ask in text.asks}
    if checked.symptoms is None:
        return {}
    asked = dict.fromkeys(ask for row in (*checked.symptoms.table, checked.symptoms.otherwise) for ask in row.ask)
    near = {ask: nearest(ask, sorted(worded), 0.8) for ask in asked if ask not in worded}
    return {ask: meant for ask, meant in near.items() if meant is not None}


def actions(flow: author_flow.Flow) -> list[str]:
    """Every action of the flow but `answer` (and `looked`, which is never written down), in the file's order."""
    found = dict.fromkeys(arc.on for _, arc, _ in arcs(flow) if arc.on not in (None, "answer", "looked"))
    if any(isinstance(state, author_flow.WaitState) and state.letters for state in flow.states.values()):
        found.setdefault("sent")
    return [action for action in found if action is not None]
