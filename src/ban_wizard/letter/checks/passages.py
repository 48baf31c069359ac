"""A letter states nothing outside its claims: every word stands under one, or in a part that asserts nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from ban_wizard.letter.checks.additions import additions, heads
from ban_wizard.letter.checks.checked import NOWHERE, CheckedLetter
from ban_wizard.letter.checks.claims import place
from ban_wizard.letter.checks.forms import asserts_nothing
from ban_wizard.letter.checks.sentences import sentences
from ban_wizard.letter.checks.templates import readable
from ban_wizard.letter.checks.tense import has_tense
from ban_wizard.letter.model import Letter
from ban_wizard.letter.passages import Chain, Stated, Use, chains, parts, stated, tensed
from ban_wizard.letter.template import PARTS, TemplateRefused
from ban_wizard.letter.wordings import SOME_CLAIM
from ban_wizard.playbook.checks.checked import undefined
from ban_wizard.playbook.findings import Finding
from ban_wizard.playbook.model import MESSENGERS

_DOES: Final[Mapping[str, str]] = {"greeting": "greets", "request": "asks", "thanks": "thanks", "apology": "says sorry"}
"""What each sentence of a part does, and all that it may do."""
_REMEDY: Final = "put the rest under a claim of its own, or reword it plainly"


def every_word_in_a_claim(checked: CheckedLetter) -> Iterator[Finding]:
    for file, found in readable(checked):
        for use in found:
            if use.what == "text" and not use.within:
                shown = use.id if len(use.id) <= 40 else f"{use.id[:37]}..."
                remedy = f"put it under a claim, or, if it asserts nothing, under {', '.join(PARTS[:-1])} or {PARTS[-1]}"
                yield Finding(
                    file, use.line, "outside-claims", "error", f"“{shown}” stands under no claim, so nothing confirms it; {remedy}"
                )


def parts_assert_nothing(checked: CheckedLetter) -> Iterator[Finding]:
    """A sentence of a greeting greets, one of a request asks: an assertion cannot hide there."""
    for lang, source in _sources(checked):
        for part in parts(source):
            for said in _said(part.wordings):
                if not asserts_nothing(part.id, said):
                    message = (
                        f"“{said}” stands under `{part.id}` and does not look as if it only {_DOES[part.id]}; "
                        "put what it asserts under a claim, or reword it plainly"
                    )
                    yield Finding(checked.template_files[lang], part.line, "assertion-in-part", "error", message)


def words_for_every_value(checked: CheckedLetter) -> Iterator[Finding]:
    """Words for the values of a fact: for each that the claim allows, and an `else` for one at most, or it would lie for the others."""
    for lang, source in _sources(checked):
        for chain in chains(source):
            for code, message in chain_faults(checked.letter, chain):
                yield Finding(checked.template_files[lang], chain.line, code, "error", message)


def claims_say_no_more(checked: CheckedLetter) -> Iterator[Finding]:
    """What stands under a claim says what the claim's facts say. One that needs nothing has a check of its own."""
    for lang, source in _sources(checked):
        for passage in stated(source):
            for message in said_beyond(checked.letter, passage):
                yield Finding(checked.template_files[lang], passage.line, "beyond-claim", "error", message)


def said_beyond(letter: Letter, passage: Stated) -> Iterator[str]:
    """Each sentence of a passage that its claims do not bear out, as a message."""
    if passage.claims == {SOME_CLAIM}:
        for said in _said(passage.wordings):
            if not heads(said):
                yield f"“{said}” stands under one claim or another, where only a heading may; {_REMEDY}"
    elif claims := tuple([letter.claims[name] for name in sorted(passage.claims) if name in letter.claims and letter.claims[name].needs]):
        for said in additions(tuple([claim.needs for claim in claims]), passage.wordings):
            names = " and ".join(f"`{claim.id}`" for claim in claims)
            yield f"“{said}” says more than what confirms {names}; {_REMEDY}"


def tenses(checked: CheckedLetter) -> Iterator[Finding]:
    """What is planned reads as planned, and what was done as done."""
    for lang, source in _sources(checked):
        for part in tensed(source):
            for said in _said(part.wordings):
                if not has_tense(part.id, said):
                    yield Finding(checked.template_files[lang], part.line, "wrong-tense", "error", tense_fault(part.id, said))


def tense_fault(tense: str, said: str) -> str:
    if tense == "planned":
        return f"“{said}” stands for what is planned and does not read so; say first what will be (“will be”, «будет»)"
    return f"“{said}” stands for what was done and does not read so; say that it was (“was”, «сделано»), and nothing of what will be"


def same_words(fact: str, words: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Values of a fact that a reader could not tell apart, as codes and messages."""
    first: dict[str, str] = {}
    for value, said in words.items():
        folded = " ".join(said.split()).casefold()
        if first.setdefault(folded, value) != value and folded:
            yield "same-words", f"`{fact}` has the same words for {first[folded]} and {value}; word them apart"


def chain_faults(letter: Letter, chain: Chain) -> Iterator[tuple[str, str]]:
    yield from same_words(chain.fact, dict(zip((*chain.values, "else"), chain.words, strict=False)))
    if chain.fact == "messenger":
        allowed: Collection[str] = MESSENGERS
    else:
        around = [need for name in chain.within if name in letter.claims for need in letter.claims[name].needs]
        needs = [values for subject, values in around if subject == chain.fact]
        if not needs:
            if (f"known.{chain.fact}", ("known",)) in around:
                remedy = f"name in the claim those that there are words for, needs: {{{chain.fact}: [..]}}"
                yield "value-without-words", f"`{chain.fact}` may have any value here; {remedy}"
            return
        allowed = [value for value in needs[0] if all(value in values for values in needs)]
    strange = [finding for value in chain.values for finding in undefined(NOWHERE, (), "value", value, allowed)]
    if strange:
        yield from ((finding.code, finding.message) for finding in strange)
        return
    left = [value for value in allowed if value not in chain.values]
    if chain.has_else and not left:
        yield "value-without-words", f"every value of `{chain.fact}` has its words before `else`; take the `else` out"
    elif len(left) > chain.has_else and chain.fact != "messenger":
        said = "would get the same words" if chain.has_else else "would say nothing"
        yield "value-without-words", f"`{chain.fact}` may be {' or '.join(left)} here, which {said}; write words for each"


def claims_without_needs(checked: CheckedLetter) -> Iterator[Finding]:
    """What is always known of a case is its number, so one claim may need nothing: `number`, which gives it."""
    for claim in (claim for claim in checked.letter.claims.values() if not claim.needs):
        without = [file for file, found in readable(checked) if claim.id != "number" or not _gives_number(found, claim.id)]
        if without:
            remedy = "only the number is always known: name in `needs` the fact that confirms it"
            message = f"the claim `{claim.id}` needs nothing and says more than the number ({Path(without[0]).name}); {remedy}"
            yield checked.document.error(place(checked, claim), "claim-without-need", message)
            continue
        for lang, source in _sources(checked):
            for passage in (passage for passage in stated(source) if passage.claims == {claim.id}):
                for said in _said(passage.wordings):
                    if not asserts_nothing("number", said):
                        message = f"“{said}” stands under `{claim.id}`, which nothing confirms, and says more than the number; {_REMEDY}"
                        yield Finding(checked.template_files[lang], passage.line, "claim-without-need", "error", message)


def _gives_number(found: Iterable[Use], claim: str) -> bool:
    return any((use.what, use.id) == ("name", "number") and claim in use.within for use in found)


def _sources(checked: CheckedLetter) -> Iterator[tuple[str, str]]:
    for lang, source in checked.letter.templates.items():
        try:
            parts(source)
        except TemplateRefused:
            continue
        yield lang, source


def _said(wordings: Iterable[str]) -> Iterable[str]:
    """The sentences of all wordings, each once."""
    return dict.fromkeys(said for wording in wordings for said in sentences(wording))
