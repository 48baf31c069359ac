"""What a letter may state: who says so, and what each claim needs."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from ban_wizard.letter.checks.checked import CheckedLetter, facts_of
from ban_wizard.letter.claims import is_fixed
from ban_wizard.letter.model import Claim, Field
from ban_wizard.playbook.checks.checked import undefined
from ban_wizard.playbook.findings import Finding
from ban_wizard.playbook.model import KINDS, MESSENGERS, MILESTONES
from ban_wizard.playbook.strict_yaml import Document, Steps

OF_THE_CASE: Final = {"kind": KINDS, "messenger": MESSENGERS, "offence": ("first", "repeat")}


def shared(checked: CheckedLetter) -> Iterator[Finding]:
    for number, name in enumerate(checked.written.shared):
        remedy = "write it in claims.yaml, or as a claim of this letter"
        yield from undefined(checked.document, ("shared", number), "claim", name, checked.sharable, remedy=remedy)


def claims(checked: CheckedLetter) -> Iterator[Finding]:
    document, letter = checked.document, checked.letter
    for claim in letter.claims.values():
        at = place(checked, claim)
        if claim.id in checked.written.claims:
            yield from cited(document, at, claim, checked.cited)
        if claim.only_if_chosen and is_fixed(letter, claim):
            message = "this claim rests on what the reader asks for, so it cannot be `only_if_chosen`; take that out"
            yield document.error((*at, "only_if_chosen"), "misplaced-key", message)
        for subject, values in claim.needs:
            yield from _need(checked, at, subject, values)


def address(checked: CheckedLetter) -> Iterator[Finding]:
    """The fact that carries the address of the form must be one that there is, and that carries one."""
    known, named = checked.cited, checked.letter.address
    if known is None or named is None:
        return
    remedy = "add it to sources.yaml, with its url"
    yield from undefined(checked.document, ("address",), "fact", named, known, code="undefined-citation", remedy=remedy)
    if named in known and known[named] is None:
        message = f"{named} carries no address; give it a `url`, or name the fact that has the one of this form"
        yield checked.document.error(("address",), "unsourced-address", message)


def reader(checked: CheckedLetter) -> Iterator[Finding]:
    """Who reads a letter must be who is at the other end of its channel: the messenger owes an answer, clients never do."""
    letter = checked.letter
    for playbook in checked.playbooks:
        for state in playbook.states.values():
            for ref in state.letters:
                channel = playbook.channels[ref.channel]
                if ref.letter != letter.id or (letter.reader, channel.review is None) not in (("messenger", True), ("clients", False)):
                    continue
                awaits = "no answer is awaited" if channel.review is None else "an answer is awaited"
                message = (
                    f"{playbook.id}/flow.yaml sends this letter in `{state.id}` to `{channel.id}`, from whom {awaits}; "
                    "name another channel there, or another reader here"
                )
                yield checked.document.error(("reader",), "wrong-reader", message)


def place(checked: CheckedLetter, claim: Claim) -> Steps:
    """Where letter.yaml speaks of a claim."""
    written = checked.written
    return ("claims", claim.id) if claim.id in written.claims else ("shared", written.shared.index(claim.id))


def cited(document: Document, at: Steps, claim: Claim, known: Collection[str] | None) -> Iterator[Finding]:
    """A claim that cites nothing, or what sources.yaml has not."""
    if not claim.cites and not document.damaged((*at, "cites")):
        message = f"the claim `{claim.id}` does not say who says so; add `cites: [..]` with fact ids of sources.yaml"
        yield document.error(at, "uncited", message)
    for number, cite in enumerate(claim.cites if known is not None else ()):
        yield from undefined(
            document, (*at, "cites", number), "fact", cite, known or (), code="undefined-citation", remedy="add it to sources.yaml"
        )


def of_the_case(document: Document, at: Steps, subject: str, values: tuple[str, ...]) -> Iterator[Finding]:
    """A need that rests on the case itself: its kind, messenger or offence, or a milestone."""
    if subject in OF_THE_CASE:
        allowed: Collection[str] = OF_THE_CASE[subject]
    else:
        yield from undefined(document, at, "milestone", subject.partition(".")[2], MILESTONES)
        allowed = ("missing", "reached")
    for number, value in enumerate(values):
        yield from undefined(document, (*at, number), "value", value, allowed)


def _need(checked: CheckedLetter, claim_at: Steps, subject: str, values: tuple[str, ...]) -> Iterator[Finding]:
    document, fields = checked.document, checked.letter.fields
    at: Steps = (*claim_at, "needs", subject.removeprefix("known."))
    family, _, name = subject.partition(".")
    remedy = "add it to `fields`"
    if subject in OF_THE_CASE or (family == "milestone" and name):
        if claim_at[0] == "claims":
            yield from of_the_case(document, at, subject, values)
    elif family == "known" and values == ("known",):
        yield from undefined(document, at, "field", name, fields, remedy=remedy)
    elif name:
        message = "a claim rests on a fact (`FACT: known` for any value) or on milestone.NAME; write it so"
        yield document.error((*claim_at, "needs", subject), "bad-id", message)
    else:
        yield from undefined(document, at, "field", subject, [*fields, *OF_THE_CASE], remedy=remedy)
        if subject in fields:
            yield from _values(checked, at, fields[subject], values)


def _values(checked: CheckedLetter, at: Steps, field: Field, values: tuple[str, ...]) -> Iterator[Finding]:
    """Values of a field that its fact does not have: the letter's declaration, else each playbook's."""
    for fact in [field.fact] if field.fact is not None else facts_of(field, checked.playbooks):
        if not fact.values:
            yield checked.document.error(at, "wrong-fact", f"`{field.id}` has no values to choose from; write `{field.id}: known`")
        for number, value in enumerate(values if fact.values else ()):
            yield from undefined(checked.document, (*at, number), "value", value, fact.values)
