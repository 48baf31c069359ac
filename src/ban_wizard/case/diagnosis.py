"""From what is seen to a kind of block, and how sure that is.

A messenger's decision table turns its symptoms into a kind: the first row that fits decides. Where a text was pasted, the
symptoms of every messenger are looked for in it, and the messenger for which most speaks is taken. What only somebody
tells is never sure, and what fits nobody is unclear and comes with the question that would settle it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from ban_wizard.playbook.model import BLOCK_KINDS, MESSENGERS
from ban_wizard.playbook.symptoms import Row, Symptoms
from ban_wizard.values import frozen, replace

if TYPE_CHECKING:
    from ban_wizard.case.recognise.seen import Owner, Seen, Sighting

HARMLESS: Final = frozenset(("not_a_ban", "rate_limit", "warning"))
RANK: Final = {"unclear": 0, "likely": 1, "sure": 2}


@frozen
class Evidence:
    """A symptom that speaks for the kind."""

    symptom: str
    matched: str | None
    """The words of the text that show it; None where the symptom itself was named."""
    cites: tuple[str, ...] = ()


@frozen
class Diagnosis:
    """`ask` are the questions that would settle it, those of the messenger, or of recognise.yaml where there is no playbook."""

    messenger: str | None
    kind: str
    certainty: str
    """`sure`, `likely` or `unclear`."""
    evidence: tuple[Evidence, ...]
    ask: tuple[str, ...]
    facts: Mapping[str, str] = {}
    """What the text tells besides: facts of the messenger's playbook and their values, `timer_end` among them."""
    cut: bool = False
    """Whether the text was too long to be read whole. Such a one is never harmless, and nothing in it is sure."""


def diagnose(messenger: str | None, symptoms: Symptoms, seen: Collection[str]) -> Diagnosis:
    """The kind of block for the symptoms `seen`, all of which the messenger knows."""
    return _judged(messenger, symptoms, dict.fromkeys(seen))


def fits(row: Row, seen: Collection[str]) -> bool:
    return (
        all(name in seen for name in row.all)
        and (not row.any or any(name in seen for name in row.any))
        and not any(name in seen for name in row.none)
    )


def diagnose_text(seen: Seen, tables: Mapping[Owner, Symptoms], also: Mapping[Owner, Collection[str]] | None = None) -> Diagnosis:
    """The kind of block for what a text shows; `also` are symptoms that were named besides, by messenger.

    Two messengers for which equally much speaks, and which say different things, leave it unclear. So does a text that
    speaks of another service only; what shows one messenger in a text that names only another is not sure, nor is what
    shows in a text of which only a part was read.
    """
    found = _doubted(_of_text(seen, tables, also), seen, tables)
    return _of_a_part(found, tables) if seen.cut else found


def _only_adds(found: Diagnosis, table: Symptoms) -> bool:
    """Whether no row of a table would speak for a verdict, even if nothing spoke against it."""
    seen = {each.symptom for each in found.evidence}
    return not any(fits(replace(row, none=()), seen) for row in table.table)


def _doubted(found: Diagnosis, seen: Seen, tables: Mapping[Owner, Symptoms]) -> Diagnosis:
    """The verdict with what the text says besides: words that are only cited are no block, one that may be over or another's is not
    sure, and nothing is harmless beside a block that stands."""
    ask = found.ask or tables[found.messenger].otherwise.ask
    known = {each.symptom for each in found.evidence} | {each.symptom for each in seen.sightings.get(None, ())}
    beside = found.kind in HARMLESS and any(not told & known for told in seen.blocked)
    if beside or (found.kind in BLOCK_KINDS and seen.cited):
        return replace(found, kind="unclear", certainty="unclear", ask=ask)
    if found.kind in BLOCK_KINDS and found.certainty == "sure" and seen.doubted:
        return replace(found, certainty="likely", ask=ask)
    return found


def _of_a_part(found: Diagnosis, tables: Mapping[Owner, Symptoms]) -> Diagnosis:
    """The verdict on a text of which only a part was read: a block may stand in the rest, or its lifting."""
    ask = found.ask or tables[found.messenger].otherwise.ask
    if found.kind in BLOCK_KINDS:
        return replace(found, certainty="unclear" if found.certainty == "unclear" else "likely", ask=ask, cut=True)
    return replace(found, kind="unclear", certainty="unclear", ask=ask, cut=True)


def _of_text(seen: Seen, tables: Mapping[Owner, Symptoms], also: Mapping[Owner, Collection[str]] | None) -> Diagnosis:
    named, shown_or_named = seen.named, seen.named | seen.by_fields
    judged = []
    for owner, table in tables.items():
        shown: dict[str, Sighting | None] = {each.symptom: each for each in seen.sightings.get(owner, ())}
        shown |= dict.fromkeys(name for name in (also or {}).get(owner, ()) if name not in shown)
        if shown and (shown_or_named != {"elsewhere"} or owner in (also or {})):
            verdict = _judged(owner, table, shown)
            spoken = seen.spoken_of if verdict.kind in BLOCK_KINDS else frozenset()
            judged.append((_speaks_for(owner, shown, verdict, named | spoken, seen.by_fields), verdict))
    if not judged:
        messenger = _named(shown_or_named, tables)
        return diagnose(messenger, tables[messenger], ())
    judged.sort(key=lambda each: each[0], reverse=True)
    (weight, best), *others = judged
    if best.kind == "not_a_ban" and not weight[1]:
        # that one thing works is only told: what a screen shows of another stands, and what is told as surely
        blocks = [other for other in others if other[1].kind in BLOCK_KINDS and (other[0][1] or other[0][0] >= weight[0])]
        if blocks:
            (weight, best), others = blocks[0], []
    if best.kind in HARMLESS and (block := _block_beside(best, weight, others)) is not None:
        ask = block.ask or tables[block.messenger].otherwise.ask
        best = replace(block, kind="unclear", certainty="unclear", evidence=(*block.evidence, *best.evidence), ask=ask)
    if best.kind == "unclear" and _only_adds(best, tables[best.messenger]):
        # what would only add to other symptoms does not stand against what is said of a part of the service
        parts = [other for other in others if any(tables[other[1].messenger].symptoms[each.symptom].covers for each in other[1].evidence)]
        (weight, best), others = (parts[0], []) if parts else ((weight, best), others)
    if any(other[0] == weight and other[1].kind != best.kind for other in others):
        return Diagnosis(None, "unclear", "unclear", (*best.evidence, *others[0][1].evidence), tables[None].otherwise.ask)
    if (best.kind == "unclear" or not seen.about_accounts) and not weight[1] and not shown_or_named:
        return Diagnosis(None, "unclear", "unclear", best.evidence, tables[None].otherwise.ask)
    if best.messenger is None:
        best = replace(best, messenger=_named(shown_or_named, tables))
    elif best.certainty == "sure" and _about(best.messenger, named) < 0:
        best = replace(best, certainty="likely", ask=tables[None].otherwise.ask[:1])
    elif best.certainty != "sure" and not shown_or_named:
        best = replace(best, ask=(*best.ask, *(ask for ask in tables[None].otherwise.ask[:1] if ask not in best.ask)))
    facts = {fact: ",".join(said) for fact, said in seen.facts.get(best.messenger, {}).items()}
    return replace(best, facts=facts | ({"timer_end": seen.timer_end} if seen.timer_end else {}))


def _judged(owner: Owner, table: Symptoms, seen: Mapping[str, Sighting | None]) -> Diagnosis:
    """The verdict on what is known, or else on all that is seen or thought; where that leaves a
    contradiction, the verdict on what a screen or a notice itself shows."""
    firm = {name: found for name, found in seen.items() if found is None or not found.opinion}
    if len(firm) < len(seen) and (known := _decided(owner, table, firm)).kind != "unclear":
        return known
    verdict = _decided(owner, table, seen)
    if verdict.kind != "unclear":
        return verdict
    shown = {
        name: found
        for name, found in seen.items()
        if (found is None or not found.told) and table.symptoms[name].where in ("phone", "message")
    }
    screen = _decided(owner, table, shown)
    if screen.kind not in BLOCK_KINDS:
        return verdict
    return replace(screen, certainty="likely", ask=screen.ask or table.otherwise.ask)


def _decided(owner: Owner, table: Symptoms, seen: Mapping[str, Sighting | None]) -> Diagnosis:
    row = next((row for row in table.table if fits(row, seen)), table.otherwise)
    named = {*row.all, *row.any}
    evidence = [name for name in table.symptoms if name in seen and (name in named or not named)]
    told = {name for name in evidence if (found := seen[name]) is not None and found.told}
    only_told = told & set(row.all) or (row.any and told >= set(evidence) - set(row.all))
    certainty = "likely" if row.certainty == "sure" and only_told else row.certainty
    ask = row.ask if row.ask or certainty == "sure" else table.otherwise.ask
    return Diagnosis(
        owner,
        row.kind,
        certainty,
        tuple(Evidence(name, found.matched if (found := seen[name]) else None, table.symptoms[name].cites) for name in evidence),
        ask,
    )


def _speaks_for(
    owner: Owner, shown: Mapping[str, Sighting | None], verdict: Diagnosis, named: frozenset[str], by_fields: frozenset[str]
) -> tuple[int, bool, int]:
    """How much speaks for a messenger: how sure its verdict is and whether the text names it; whether anything is shown rather
    than told; how many words show it."""
    found = [each for each in shown.values() if each is not None]
    about = 1 if owner in by_fields else _about(owner, named)
    return RANK[verdict.certainty] + about, any(not each.told for each in found), sum(each.weight for each in found)


def _block_beside(
    best: Diagnosis, weight: tuple[int, bool, int], others: Sequence[tuple[tuple[int, bool, int], Diagnosis]]
) -> Diagnosis | None:
    """The block of another messenger that a harmless verdict does not outweigh: one that is sure, or, beside one that is not, for
    which as much speaks."""
    least = weight[0] if best.certainty != "sure" else None
    blocks = ((other[0], each) for other, each in others if each.kind in BLOCK_KINDS)
    return next((each for speaks, each in blocks if each.certainty == "sure" or (least is not None and speaks >= least)), None)


def _about(owner: Owner, named: frozenset[str]) -> int:
    """1 if a text speaks of this messenger, -1 if it speaks of another; WhatsApp by itself is the app, and may be the API."""
    ours = named & set(MESSENGERS) | ({"whatsapp_app"} if "whatsapp" in named and "whatsapp_api" not in named else set())
    if owner in ours:
        return 1
    maybe = owner is None or (owner == "whatsapp_api" and "whatsapp" in named)
    return 0 if maybe or not ours else -1


def _named(named: frozenset[str], tables: Mapping[Owner, Symptoms]) -> Owner:
    """The one messenger that a text speaks of without showing anything; WhatsApp by itself is taken for the app."""
    ours = [name for name in MESSENGERS if name in named and name in tables]
    if not ours and "whatsapp" in named and "whatsapp_app" in tables:
        return "whatsapp_app"
    return ours[0] if len(ours) == 1 else None
