"""What a letter may state: each claim against the facts that are confirmed. Pure, and light to import."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Final

from ban_wizard.i18n import say
from ban_wizard.letter.model import BadLetterInput, Claim, Confirmed, Known, Letter, Measure
from ban_wizard.playbook.model import Guard
from ban_wizard.values import frozen


@frozen
class Standing:
    """A claim as a form offers it."""

    claim: str
    lacks: Guard
    """The needs that nobody has confirmed; the claim is supported when there are none."""
    fixed: bool
    """Part of what the reader asks for, so it cannot be hidden once it is supported."""
    by_default: bool
    """Said unless the person chooses otherwise."""


def standings(letter: Letter, confirmed: Confirmed, known: Known, today: date) -> tuple[Standing, ...]:
    """Every claim of the letter in its order. `today` is a date in the case's zone."""
    found = []
    for claim in letter.claims.values():
        lacks = tuple(need for need in claim.needs if not _holds(*need, confirmed, known, today))
        found.append(Standing(claim.id, lacks, is_fixed(letter, claim), not lacks and not claim.only_if_chosen))
    return tuple(found)


def choose(letter: Letter, found: Collection[Standing], chosen: Collection[str] | None, ui: str) -> frozenset[str]:
    """The claims to make: those chosen and the fixed ones, or by default all supported ones.

    Raises BadLetterInput where one was chosen that the letter does not have or that no confirmed fact supports.
    """
    if chosen is None:
        return frozenset(standing.claim for standing in found if standing.by_default)
    lacking = {standing.claim: standing.lacks for standing in found}
    sentences = []
    for claim in dict.fromkeys(chosen):
        if claim not in lacking:
            sentences.append(say(ui, "error.unknown_claim", claim=claim, values=", ".join(lacking)))
        elif lacking[claim]:
            sentences.append(say(ui, "letter.unsupported_claim", claim=claim, needs=", ".join(map(_need_text, lacking[claim]))))
    if sentences:
        raise BadLetterInput(sentences)
    return frozenset(s.claim for s in found if not s.lacks and (s.fixed or s.claim in chosen))


def lapsed(letter: Letter, known: Known, today: date) -> tuple[str, ...]:
    """Claims about a measure that was planned for a day which has passed without word of it."""

    def has_lapsed(fact: str, values: tuple[str, ...]) -> bool:
        told = known.get(fact)
        return isinstance(told, Mapping) and any(told[v].planned and told[v].on < today for v in values if v in told)

    return tuple(claim.id for claim in letter.claims.values() if any(has_lapsed(*need) for need in claim.needs))


NEAR: Final = 365
"""Days from today within which a measure against a block lies; one farther off is most likely a slip in the year."""


def far_off(letter: Letter, known: Known, today: date) -> tuple[tuple[str, date], ...]:
    """Claims about a measure that was done, or is planned, more than a year away, with its day."""
    found = []
    for claim in letter.claims.values():
        told = [(known.get(fact), value) for fact, values in claim.needs for value in values]
        days = [measures[value].on for measures, value in told if isinstance(measures, Mapping) and value in measures]
        found += [(claim.id, day) for day in days if abs((day - today).days) > NEAR]
    return tuple(found)


def is_fixed(letter: Letter, claim: Claim) -> bool:
    """Whether a claim rests on the case alone or on what the reader asks for."""
    fields = [letter.fields[name] for subject, _ in claim.needs if (name := subject.removeprefix("known.")) in letter.fields]
    return not fields or any(field.required for field in fields)


def _holds(subject: str, allowed: tuple[str, ...], confirmed: Confirmed, known: Known, today: date) -> bool:
    family, dot, rest = subject.partition(".")
    if dot:
        if family == "milestone":
            return ("reached" if rest in confirmed.milestones else "missing") in allowed
        return rest in known
    if subject in ("kind", "messenger", "offence"):
        if subject in confirmed.unsure:
            return False
        offence = "first" if confirmed.offence == 1 else "repeat"
        return {"kind": confirmed.kind, "messenger": confirmed.messenger, "offence": offence}[subject] in allowed
    value = known.get(subject)
    if isinstance(value, Mapping):
        return any(_stands(value[word], today) for word in allowed if word in value)
    if isinstance(value, tuple):
        return any(word in value for word in allowed)
    return value in allowed


def _stands(measure: Measure, today: date) -> bool:
    return measure.is_done(today) or measure.is_planned(today)


def _need_text(need: tuple[str, tuple[str, ...]]) -> str:
    subject, values = need
    return subject.removeprefix("known.") if subject.startswith("known.") else f"{subject}={'|'.join(values)}"
