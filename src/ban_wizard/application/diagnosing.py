"""The wizard's part that judges symptoms and pasted texts, and says in words what it found. Loaded when somebody asks for it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, Final

from ban_wizard.case.diagnosis import Diagnosis, diagnose, diagnose_text
from ban_wizard.case.errors import BadInput
from ban_wizard.case.recognise.sightings import look
from ban_wizard.i18n import say
from ban_wizard.playbook.cache import Library
from ban_wizard.playbook.model import MESSENGERS
from ban_wizard.playbook.symptoms import Symptoms
from ban_wizard.values import frozen, replace

TIMED: Final = frozenset(
    {
        "temporary_ban",
        "new_chat_restriction",
        "linked_device_restriction",
        "restriction_timed",
        "restriction_30d",
        "template_paused_or_disabled",
    }
)
"""Kinds that end by themselves: the end that a text names is theirs."""


@frozen
class Told:
    """A diagnosis in words."""

    messenger: str
    kind: str
    certainty: str
    evidence: tuple[tuple[str, tuple[str, ...]], ...]
    """The words that show it (of the text, or of the symptom that was named), and who says what they mean."""
    ask: tuple[tuple[str, str], ...]
    """Questions that would settle it, and why."""
    notes: tuple[str, ...] = ()
    """What is to be known of the verdict besides, such as that only a part of the text was read."""


def judge(
    library: Library,
    messenger: str | None,
    seen: Collection[str],
    text: str | None,
    hint: Callable[[str, Iterable[str]], str],
    *,
    part: bool = False,
) -> Diagnosis:
    """The kind of block for symptoms that were named and a text that was pasted (or a `part` of it), of any messenger or of the one given.

    Raises BadInput where there is nothing to judge, or a symptom is of no messenger, or the symptoms are of several.
    """
    known = tables(library)
    if messenger is not None and messenger not in known:
        raise BadInput("unknown_messenger", messenger=messenger, values=", ".join(MESSENGERS))
    ours = [messenger] if messenger is not None else [name for name in MESSENGERS if name in known]
    everything = list(dict.fromkeys(name for each in ours for name in known[each].symptoms))
    for name in seen:
        if name not in everything:
            raise BadInput("unknown_symptom", symptom=name, hint=hint(name, everything))
    if not seen and text is None:
        raise BadInput("nothing_to_judge")
    candidates = [each for each in ours if all(name in known[each].symptoms for name in seen)]
    if seen and len(candidates) != 1:
        raise BadInput("mixed_symptoms")
    if text is None:
        return diagnose(candidates[0], known[candidates[0]], seen)
    if not text.strip() and not seen:
        raise BadInput("empty_paste")
    looked_at: dict[str | None, Symptoms] = {name: known[name] for name in (candidates if seen else ours)}
    looked_at[None] = library.recognition().nobody
    shown = look(text, looked_at, library.recognition(), candidates[0] if seen else messenger)
    shown = replace(shown, cut=shown.cut or part)
    return diagnose_text(shown, looked_at, {candidates[0]: seen} if seen else None)


def settling(library: Library, messenger: str, seen: Collection[str], text: str | None) -> tuple[str, ...]:
    """The symptoms of the messenger that would make a verdict on these symptoms and this text another or a surer one, if seen too."""
    table = library.symptoms(messenger)
    if text:
        looked_at: dict[str | None, Symptoms] = {messenger: table, None: library.recognition().nobody}
        shown = look(text, looked_at, library.recognition(), messenger)

    def verdict(names: Collection[str]) -> tuple[str, str]:
        found = diagnose_text(shown, looked_at, {messenger: names} if names else None) if text else diagnose(messenger, table, names)
        return found.kind, found.certainty

    now = verdict(seen)
    return tuple(name for name in table.symptoms if name not in seen and verdict([*seen, name]) != now)


def tables(library: Library) -> dict[str, Symptoms]:
    """How the blocks of each messenger are recognised, by its playbook where it has one."""
    return {**library.recognition().others, **{name: library.symptoms(name) for name in library.ids() if name in MESSENGERS}}


def facts_of(found: Diagnosis, known: Collection[str]) -> dict[str, str]:
    """What a text tells of the facts that a playbook knows; an end only where the kind has one."""
    return {name: value for name, value in found.facts.items() if name in known and (name != "timer_end" or found.kind in TIMED)}


def told(library: Library, found: Diagnosis, lang: str) -> Told:
    """A diagnosis in words of the messenger's playbook, or of recognise.yaml where it has none."""
    words: Mapping[str, Any] = library.words(found.messenger, lang) if found.messenger in library.ids() else {}
    kinds, symptoms, asks = (words.get(part, {}) for part in ("kinds", "symptoms", "asks"))
    shared = library.recognition().asks

    def question(name: str) -> tuple[str, str]:
        ask = asks.get(name) or shared[name][lang]
        return str(ask["question"]), str(ask["why"])

    return Told(
        say(lang, f"messenger.{found.messenger or 'unknown'}"),
        str(kinds.get(found.kind) or say(lang, f"kind.{found.kind}")),
        say(lang, f"certainty.{found.certainty}"),
        tuple((each.matched or str(symptoms.get(each.symptom, each.symptom)), each.cites) for each in found.evidence),
        tuple(question(name) for name in found.ask),
        (say(lang, "diagnosis.cut"),) if found.cut else (),
    )


def as_json(found: Diagnosis, words: Told) -> dict[str, Any]:
    """A diagnosis as `diagnose --json` prints it."""
    return {
        "messenger": found.messenger,
        "kind": found.kind,
        "certainty": found.certainty,
        "evidence": [
            {"symptom": each.symptom, "matched": matched, "cites": list(cites)}
            for each, (matched, cites) in zip(found.evidence, words.evidence, strict=True)
        ],
        "ask": [{"question": question, "why": why} for question, why in words.ask],
        "cut": found.cut,
    }
