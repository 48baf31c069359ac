"""From what an author wrote to what the engine runs: `anywhere` is expanded, arcs and actions are indexed.

The author's models are taken as valid; what refers to nothing is the checks' business.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ban_wizard.playbook import author, author_flow
from ban_wizard.playbook.index import actions_of, arcs_of, flow_hash
from ban_wizard.playbook.model import (
    LANGUAGES,
    Arc,
    Channel,
    Fact,
    Guard,
    Item,
    LetterRef,
    Limit,
    Lock,
    Playbook,
    Quota,
    Safety,
    State,
    Wait,
)
from ban_wizard.playbook.patterns import phrases
from ban_wizard.playbook.sources import Contested, Source, SourceFact, Sources
from ban_wizard.playbook.symptoms import Recognition, Row, Signs, Symptom, Symptoms


def compile_flow(flow: author_flow.Flow, text: str) -> Playbook:
    """The playbook of a flow whose text is `text`."""
    anywhere = [_arc(arc, anywhere=True) for arc in flow.anywhere]
    states = {name: _state(name, state, anywhere) for name, state in flow.states.items()}
    return Playbook(
        grammar=flow.grammar,
        id=flow.id,
        version=flow.version,
        hash=flow_hash(text),
        facts={name: _fact(name, fact, flow) for name, fact in flow.facts.items()},
        channels={name: _channel(name, channel) for name, channel in flow.channels.items()},
        entries=dict(flow.entries),
        quotas={
            name: Quota(
                name,
                tuple(quota.scope),
                quota.gates,
                quota.counts,
                tuple(Limit(limit.max, limit.per) for limit in quota.limits),
                _guard(quota.given),
                tuple(quota.cites),
            )
            for name, quota in flow.quotas.items()
        },
        locks={
            name: Lock(name, tuple(lock.scope), tuple(lock.held_until), lock.gates, _guard(lock.given), tuple(lock.cites))
            for name, lock in flow.locks.items()
        },
        states=states,
        safety=tuple(
            Safety(rule.id, rule.never.milestone, rule.never.before, _guard(rule.given), rule.breached, tuple(rule.cites))
            for rule in flow.safety
        ),
        actions=actions_of(states),
    )


def compile_symptoms(symptoms: author.Symptoms | author.Others | author.Recognition) -> Symptoms:
    otherwise = symptoms.otherwise
    return Symptoms(
        {
            name: Symptom(name, s.where, tuple(s.cites), _signs(s), s.named, s.covers, tuple(s.unless))
            for name, s in symptoms.symptoms.items()
        },
        tuple(Row(row.kind, row.certainty, tuple(row.all), tuple(row.any), tuple(row.none), tuple(row.ask)) for row in symptoms.table),
        Row(otherwise.kind, otherwise.certainty, ask=tuple(otherwise.ask)),
        {fact: {value: _signs(signs) for value, signs in values.items()} for fact, values in getattr(symptoms, "facts", {}).items()},
    )


def compile_recognition(recognition: author.Recognition) -> Recognition:
    def lists(part: author.Author) -> dict[str, tuple[str, ...]]:
        return {name: tuple(patterns) for name, patterns in part if patterns}

    return Recognition(
        {name: tuple(phrases(listed)) for name, listed in recognition.classes.items()},
        {name: tuple(each) for name, each in recognition.names.items()},
        lists(recognition.aside),
        lists(recognition.timer),
        compile_symptoms(recognition),
        {name: compile_symptoms(symptoms) for name, symptoms in recognition.others.items()},
        {
            name: {lang: {"question": getattr(ask.question, lang), "why": getattr(ask.why, lang)} for lang in LANGUAGES}
            for name, ask in recognition.asks.items()
        },
    )


def _signs(signs: author.Signs) -> Signs:
    return Signs(
        tuple(signs.text),
        tuple(signs.told),
        tuple(tuple((path, tuple(shown)) for path, shown in sign.items()) for sign in signs.payload),
    )


def compile_sources(sources: author.Sources) -> Sources:
    """A fact without a strength of its own has its source's (`inference` where that source is not there)."""
    strengths = {name: source.strength for name, source in sources.sources.items()}
    return Sources(
        {name: Source(name, {"en": s.title.en, "ru": s.title.ru}, s.strength) for name, s in sources.sources.items()},
        {
            name: SourceFact(
                name, f.source, f.strength or strengths.get(f.source, "inference"), {"en": f.en, "ru": f.ru}, f.url, f.certainty
            )
            for name, f in sources.facts.items()
        },
        {
            name: Contested(
                name,
                tuple(group.facts),
                tuple(group.not_followed),
                {"en": group.en, "ru": group.ru},
                tuple(group.in_part),
                tuple(group.alone),
            )
            for name, group in sources.contested.items()
        },
    )


# ------------------------------------------------------------------------------------------- parts of a flow


def _guard(guard: Mapping[str, list[str]]) -> Guard:
    return tuple((subject, tuple(values)) for subject, values in guard.items())


def _fact(name: str, fact: author_flow.Fact, flow: author_flow.Flow) -> Fact:
    if isinstance(fact, author_flow.BuiltinFact):
        return Fact(name, "kind", tuple(flow.entries), cites=tuple(fact.cites))
    per_kind = fact.per_kind or name in _told_of_a_kind(flow)
    told: dict[str, Any] = {"optional": fact.optional, "cites": tuple(fact.cites), "per_kind": per_kind}
    match fact:
        case author_flow.ChoiceFact():
            return Fact(name, "choice", tuple(fact.values), fact.unsure, fact.derived, **told)
        case author_flow.ManyFact():
            return Fact(name, "many", tuple(fact.many), dated=fact.dated, **told)
        case author_flow.TypedFact():
            past, shown = fact.type == "past_time", fact.type == "shown_text"
            return Fact(name, "time" if past else "text" if shown else fact.type, past=past, shown=shown, **told)


def _told_of_a_kind(flow: author_flow.Flow) -> set[str]:
    """The facts that tell of a review which belongs to one kind of block: they lapse with it."""
    guards = (guard for channel in flow.channels.values() if channel.per_kind for guard in (channel.open_when, channel.refused_when))
    return {subject for guard in guards for subject in guard}


def _channel(name: str, channel: author_flow.Channel) -> Channel:
    review = _wait(channel.review) if channel.review is not None else None
    told = tuple((status, _guard(guard)) for status, guard in (("open", channel.open_when), ("refused", channel.refused_when)) if guard)
    return Channel(name, review, channel.again, tuple(channel.cites), told, channel.per_kind)


def _wait(wait: author_flow.Wait) -> Wait:
    given: dict[str, Any] = dict(wait)
    if isinstance(wait, author_flow.ExactWait) and wait.otherwise is not None:
        given["otherwise"] = _wait(wait.otherwise)
    return Wait(**given)


def _arc(arc: author_flow.Arc, *, anywhere: bool = False) -> Arc:
    season = (arc.over_at, arc.after) if isinstance(arc, author_flow.AnywhereArc) else ((), None)
    return Arc(arc.on, arc.to, _guard(arc.when), arc.milestone, tuple(arc.needs), arc.sets, arc.by, *season, anywhere)


def _state(name: str, state: author_flow.State, anywhere: list[Arc]) -> State:
    common: dict[str, Any] = {"cites": tuple(state.cites), "contested": tuple(state.contested)}
    if not isinstance(state, author_flow.OutcomeState):
        own = [_arc(arc) for arc in state.next]
        taken = {arc.on for arc in own}
        arcs = (*own, *(arc for arc in anywhere if arc.on not in taken))
        common |= {"next": arcs, "arcs": arcs_of(arcs)}
    if not isinstance(state, (author_flow.AskState, author_flow.RouteState)):
        common["items"] = tuple(Item(item) if isinstance(item, str) else Item(item.id, tuple(item.cites)) for item in state.items)
    match state:
        case author_flow.AskState():
            return State(name, "ask", fact=state.fact, **common)
        case author_flow.LetterState():
            return State(name, "letter", letters=(LetterRef(state.letter, state.channel),), **common)
        case author_flow.WaitState():
            letters = tuple(LetterRef(ref.letter, ref.channel) for ref in state.letters)
            return State(name, "wait", letters=letters, wait=_wait(state.wait), **common)
        case author_flow.OutcomeState():
            return State(name, "outcome", result=state.result, **common)
    return State(name, state.kind, **common)
