"""What can be wrong with claims.yaml: each of its sentences is checked once, here, and not again in every letter."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import product

from ban_wizard.letter import ledger
from ban_wizard.letter.author import LedgerFile
from ban_wizard.letter.checks.additions import adds
from ban_wizard.letter.checks.claims import OF_THE_CASE, cited, of_the_case
from ban_wizard.letter.checks.forms import asserts_nothing
from ban_wizard.letter.checks.passages import chain_faults, said_beyond, same_words, tense_fault
from ban_wizard.letter.checks.sentences import sentences
from ban_wizard.letter.checks.templates import faults
from ban_wizard.letter.checks.tense import has_tense
from ban_wizard.letter.checks.translated import words_of
from ban_wizard.letter.ledger import DATE, MEASURES
from ban_wizard.letter.model import BUILTIN, Claim, Field, Letter
from ban_wizard.letter.passages import TENSES, chains, stated, uses
from ban_wizard.letter.template import RESERVED, TemplateRefused
from ban_wizard.nearest import nearest
from ban_wizard.playbook.checks.checked import undefined
from ban_wizard.playbook.findings import Finding
from ban_wizard.playbook.model import LANGUAGES, MILESTONES, Playbook
from ban_wizard.playbook.strict_yaml import Document, Steps


def run(document: Document, written: LedgerFile, cited_facts: Collection[str] | None, playbooks: Iterable[Playbook] = ()) -> list[Finding]:
    """Everything that is wrong with the ledger by itself. Its claims may rest on facts of the playbooks."""
    misspelt = dict(_misspelt(document, written, playbooks))
    checks = (
        _names(document, written),
        _heading(document, written),
        _values(document, written),
        misspelt.values(),
        _claims(document, written, cited_facts),
        _measures(document, written),
        _sentences(document, written, leaving_out=misspelt),
        words_of(document),
    )
    return list(dict.fromkeys(finding for check in checks for finding in check))


def unused(document: Document, written: LedgerFile, shared: Collection[str], fields: Collection[str]) -> Iterator[Finding]:
    """Entries that no letter shares. `fields` are those of all letters."""
    for section, names, used in (
        ("claims", written.claims, shared),
        ("measures", written.measures, shared),
        ("fields", written.fields, fields),
    ):
        for name in names:
            if name not in used:
                yield document.error((section, name), f"unused-{section[:-1]}", f"no letter takes `{name}`; take it out")


def _names(document: Document, written: LedgerFile) -> Iterator[Finding]:
    for section, names in (("claims", written.claims), ("measures", written.measures)):
        for name in names:
            if name in RESERVED or name == MEASURES:
                message = f"`{name}` cannot be a claim, it means something else in a template; rename it"
                yield document.error((section, name), "reserved-id", message)
    for name in written.measures:
        if name in written.claims:
            yield document.error(("measures", name), "duplicate-id", f"`{name}` is a claim as well; rename one of the two")


def _heading(document: Document, written: LedgerFile) -> Iterator[Finding]:
    """It stands under no claim of its own, so it only names what is below it."""
    for lang in LANGUAGES:
        said = getattr(written.heading, lang)
        if not asserts_nothing("heading", said):
            message = (
                f"“{said}” says more than that measures follow; name them (“Measures taken or planned:”, «Меры, принятые или намеченные:»)"
            )
            yield document.error(("heading", lang), "assertion-in-part", message)


def _values(document: Document, written: LedgerFile) -> Iterator[Finding]:
    """Values of a field that are called the same."""
    for name, lang in product(written.fields, LANGUAGES):
        for code, message in same_words(name, getattr(written.fields[name], lang).values):
            yield document.error(("fields", name, lang, "values"), code, message)


def _claims(document: Document, written: LedgerFile, cited_facts: Collection[str] | None) -> Iterator[Finding]:
    for section, names in (("claims", written.claims), ("measures", written.measures)):
        for name in names:
            claim = ledger.claim(written, name)
            assert claim is not None
            yield from cited(document, (section, name), claim, cited_facts)
            for subject, values in claim.needs:
                family, _, rest = subject.partition(".")
                at: Steps = (section, name, "needs", subject.removeprefix("known."))
                if subject in OF_THE_CASE or (family == "milestone" and rest):
                    yield from of_the_case(document, at, subject, values)
                elif family == "review" and rest:
                    message = "a claim rests on a fact (`FACT: known` for any value) or on milestone.NAME; write it so"
                    yield document.error((section, name, "needs", subject), "bad-id", message)


def _misspelt(document: Document, written: LedgerFile, playbooks: Iterable[Playbook]) -> Iterator[tuple[str, Finding]]:
    """Claims with a need that looks misspelt; what else a need rests on is for each letter that takes the claim."""
    values = {name: [*field.en.values] for name, field in written.fields.items()}
    for playbook in playbooks:
        for name, fact in playbook.facts.items():
            values.setdefault(name, []).extend(fact.values)
    said = " ".join(claim.en.says + claim.ru.says for claim in written.claims.values())  # "value" has words there
    for name, claim in written.claims.items():
        for subject, need in claim.needs.items():
            at: Steps = ("claims", name, "needs", subject)
            if subject not in values and "." not in subject and subject not in OF_THE_CASE:
                known = [*values, *OF_THE_CASE]
                if nearest(subject, known, 0.8) is not None:
                    yield from ((name, finding) for finding in undefined(document, at, "field", subject, known))
            allowed = values.get(subject, [])
            for number, value in enumerate(need if isinstance(need, list) and allowed else ()):
                if value not in allowed and f'"{value}"' not in said and nearest(value, allowed, 0.8) is not None:
                    yield from ((name, finding) for finding in undefined(document, (*at, number), "value", value, allowed))


def _measures(document: Document, written: LedgerFile) -> Iterator[Finding]:
    for name, measure in written.measures.items():
        at: Steps = ("measures", name)
        if measure.milestone is not None:
            yield from undefined(document, (*at, "milestone"), "milestone", measure.milestone, MILESTONES)
        for lang in LANGUAGES:
            words = getattr(measure, lang)
            if words.done == words.planned:
                message = "what was done and what is planned have the same words; word them apart"
                yield document.error((*at, lang), "same-words", message)
                continue
            for tense in TENSES:
                said = getattr(words, tense)
                if said.count(DATE) != 1 or "{" in said.replace(DATE, "") or "}" in said.replace(DATE, ""):
                    message = f"a measure has a day: write {DATE} once where it stands, and no other brace"
                    yield document.error((*at, lang, tense), "bad-placeholder", message)
                elif not has_tense(tense, shown := said.replace(DATE, "…")):
                    yield document.error((*at, lang, tense), "wrong-tense", tense_fault(tense, shown))
                elif adds(shown) or len(sentences(shown)) > 1:
                    message = f"“{shown}” says more than the measure; leave the rest out, or write a measure of its own"
                    yield document.error((*at, lang, tense), "beyond-claim", message)


def _sentences(document: Document, written: LedgerFile, *, leaving_out: Collection[str]) -> Iterator[Finding]:
    """The sentences of claims as templates: they speak only of what their claim needs."""
    claims = {name: claim for name in written.claims if (claim := ledger.claim(written, name)) is not None}
    subjects = {subject.removeprefix("known.") for claim in claims.values() for subject, _ in claim.needs}
    fields = {name: Field(name) for name in subjects if name not in BUILTIN and "." not in name}
    letter = _letter_of(claims, fields)
    for name, lang in product(claims.keys() - leaving_out, LANGUAGES):
        at: Steps = ("claims", name, lang, "says")
        source = ledger.passage(written, name, lang)
        try:
            found, worded = uses(source), chains(source)
        except TemplateRefused as refused:
            yield document.error(at, "bad-template", refused.message)
            continue
        problems = [problem for use in found for problem in faults(letter, use, {})]
        problems += [problem for chain in worded for problem in chain_faults(letter, chain)]
        if not problems:  # else the same words would be told of twice
            problems = [("beyond-claim", message) for passage in stated(source) for message in said_beyond(letter, passage)]
        for code, message in problems:
            yield document.error(at, code, message)


def _letter_of(claims: dict[str, Claim], fields: dict[str, Field]) -> Letter:
    """A letter that makes every claim of the ledger, for checks that look at a letter."""
    return Letter(id="", language="", reader="", limit=0, fields=fields, claims=claims, title={}, words={}, templates={})
