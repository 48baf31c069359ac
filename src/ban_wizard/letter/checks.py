"""What can be wrong with a letter beyond its form: names that lead nowhere, and words that nothing confirms.

The playbooks that use a letter are checked with it, since most of its facts are theirs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

from ban_wizard.letter.author import LetterFile
from ban_wizard.letter.claims import is_fixed
from ban_wizard.letter.model import BUILTIN, Claim, Letter
from ban_wizard.letter.passages import Use, uses
from ban_wizard.letter.template import RESERVED, TemplateRefused
from ban_wizard.playbook.checks.checked import undefined
from ban_wizard.playbook.findings import Finding
from ban_wizard.playbook.model import KINDS, LANGUAGES, MESSENGERS, MILESTONES, Fact, Playbook
from ban_wizard.playbook.strict_yaml import Document, Steps
from ban_wizard.values import frozen

_OF_THE_CASE: Final = {"kind": KINDS, "messenger": MESSENGERS, "offence": ("first", "repeat")}


@frozen
class CheckedLetter:
    """A letter's folder as written, and compiled."""

    folder: str
    document: Document
    written: LetterFile
    letter: Letter
    template_files: Mapping[str, str]
    """The names of the template files by language, for messages."""
    playbooks: Collection[Playbook]
    """Those that use this letter."""
    cited: Collection[str] | None
    """The fact ids of sources.yaml; None if they are not to be looked up."""


def run(checked: CheckedLetter) -> list[Finding]:
    """Everything all checks have to say."""
    checks = (_names, _fields, _facts_of_playbooks, _claims, _words, _templates)
    return list(dict.fromkeys(finding for check in checks for finding in check(checked)))


def facts_of(letter: Letter, playbooks: Iterable[Playbook]) -> dict[str, list[Fact]]:
    """Every declaration of a field's fact: the letter's own first, then those of the playbooks."""
    return {
        name: [fact for fact in (field.fact, *(playbook.facts.get(name) for playbook in playbooks)) if fact is not None]
        for name, field in letter.fields.items()
    }


def _names(checked: CheckedLetter) -> Iterator[Finding]:
    written, document = checked.written, checked.document
    if written.id != checked.folder:
        yield document.error(("id",), "wrong-folder", f"the id is `{written.id}`, the folder `{checked.folder}`; make them the same")
    for name in written.fields:
        if name in BUILTIN or name in RESERVED:
            what = "every case has it" if name in BUILTIN else "it means something else in a template"
            yield document.error(("fields", name), "reserved-id", f"`{name}` cannot be a field, {what}; take it out or rename it")


def _fields(checked: CheckedLetter) -> Iterator[Finding]:
    document = checked.document
    needed = {subject.removeprefix("known.") for claim in checked.letter.claims.values() for subject, _ in claim.needs}
    for name, field in checked.written.fields.items():
        at: Steps = ("fields", name)
        forms = [key for key, given in (("type", field.type), ("values", field.values), ("many", field.many)) if given]
        if len(forms) > 1:
            yield document.error(at, "misplaced-key", f"a field has one of type, values and many; `{name}` has {' and '.join(forms)}")
        if field.dated and not field.many:
            yield document.error((*at, "dated"), "misplaced-key", "only `many` can be `dated`; take it out")
        if field.values and field.unsure is None:
            yield document.error(at, "missing-key", 'a field with values needs `unsure`, the value that "I do not know" means; add it')
        if field.unsure is not None:
            yield from undefined(document, (*at, "unsure"), "value", field.unsure, field.values)
        if field.max is not None and (field.type not in (None, "text") or field.values or field.many):
            yield document.error((*at, "max"), "misplaced-key", "only a text has a `max`; take it out")
        if name not in needed:
            yield document.error(
                at, "unused-field", f"no claim needs `{name}`, so the letter cannot speak of it; write the claim or take it out"
            )


def _facts_of_playbooks(checked: CheckedLetter) -> Iterator[Finding]:
    for name, field in checked.letter.fields.items():
        for playbook in checked.playbooks:
            theirs, at = playbook.facts.get(name), ("fields", name)
            if theirs is None and field.fact is None:
                message = f"the playbook {playbook.id} uses this letter and has no fact `{name}`; declare it there, or here with a type"
                yield checked.document.error(at, "undefined-fact", message)
            elif theirs is not None and field.fact is not None and not _agree(field.fact, theirs):
                message = f"the playbook {playbook.id} declares `{name}` otherwise; take the declaration out here, or make the two agree"
                yield checked.document.error(at, "wrong-fact", message)


def _agree(ours: Fact, theirs: Fact) -> bool:
    return (ours.type, ours.dated) == (theirs.type, theirs.dated) and set(ours.values) <= set(theirs.values)


def _claims(checked: CheckedLetter) -> Iterator[Finding]:
    document, letter = checked.document, checked.letter
    for claim in letter.claims.values():
        at: Steps = ("claims", claim.id)
        if not claim.cites and not document.damaged((*at, "cites")):
            yield document.error(
                at, "uncited", f"the claim `{claim.id}` does not say who says so; add `cites: [..]` with fact ids of sources.yaml"
            )
        if checked.cited is not None:
            for number, cite in enumerate(claim.cites):
                yield from undefined(
                    document,
                    (*at, "cites", number),
                    "fact",
                    cite,
                    checked.cited,
                    code="undefined-citation",
                    remedy="add it to sources.yaml",
                )
        if claim.only_if_chosen and is_fixed(letter, claim):
            message = "this claim rests on what the reader asks for, so it cannot be `only_if_chosen`; take that out"
            yield document.error((*at, "only_if_chosen"), "misplaced-key", message)
        for subject, values in claim.needs:
            yield from _need(checked, claim, subject, values)


def _need(checked: CheckedLetter, claim: Claim, subject: str, values: tuple[str, ...]) -> Iterator[Finding]:
    document, fields = checked.document, checked.letter.fields
    at: Steps = ("claims", claim.id, "needs", subject.removeprefix("known."))
    family, _, name = subject.partition(".")
    allowed: Collection[str] | None = None
    if subject in _OF_THE_CASE:
        allowed = _OF_THE_CASE[subject]
    elif family == "milestone" and name:
        yield from undefined(document, at, "milestone", name, MILESTONES)
        allowed = ("missing", "reached")
    elif family == "known" and values == ("known",):
        yield from undefined(document, at, "field", name, fields, remedy="add it to `fields`")
    elif name:
        message = "a claim rests on a fact (`FACT: known` for any value) or on milestone.NAME; write it so"
        yield document.error(("claims", claim.id, "needs", subject), "bad-id", message)
    else:
        yield from undefined(document, at, "field", subject, fields, remedy="add it to `fields`")
        yield from _values(checked, at, subject, values)
    if allowed is not None:
        for number, value in enumerate(values):
            yield from undefined(document, (*at, number), "value", value, allowed)


def _values(checked: CheckedLetter, at: Steps, field: str, values: tuple[str, ...]) -> Iterator[Finding]:
    """Values of a field that its fact does not have: the letter's declaration, else each playbook's."""
    declared = facts_of(checked.letter, checked.playbooks).get(field, [])
    own = field in checked.letter.fields and checked.letter.fields[field].fact is not None
    for fact in declared[:1] if own else declared:
        if not fact.values:
            yield checked.document.error(at, "wrong-fact", f"`{field}` has no values to choose from; write `{field}: known`")
        for number, value in enumerate(values if fact.values else ()):
            yield from undefined(checked.document, (*at, number), "value", value, fact.values)


def _words(checked: CheckedLetter) -> Iterator[Finding]:
    document, letter = checked.document, checked.letter
    helped = {name for words in letter.words.values() for name, field in words["fields"].items() if field.get("help")}
    for lang in LANGUAGES:
        fields, claims = letter.words[lang]["fields"], letter.words[lang]["claims"]
        for section, found, wanted in (("fields", fields, letter.fields), ("claims", claims, letter.claims)):
            at: Steps = ("words", lang, section)
            for name in wanted:
                if name not in found and not document.damaged((*at, name)):
                    yield document.error(at, "missing-text", f"`{name}` has no words in {lang}; write them")
            for name in found:
                if name not in wanted:
                    yield document.error((*at, name), "unknown-text", f"the letter has no `{name}` among its {section}; take the words out")
        for name, words in fields.items():
            at = ("words", lang, "fields", name)
            field = letter.fields.get(name)
            values = field.fact.values if field and field.fact else ()
            for value in values:
                if value not in words.get("values", {}):
                    yield document.error(at, "missing-text", f"the value `{value}` has no words in {lang}; write them under `values`")
            for value in words.get("values", {}):
                if value not in values:
                    message = f"`{name}` declares no value `{value}` here; a playbook's values have their words there, so take these out"
                    yield document.error((*at, "values", value), "unknown-text", message)
            if name in helped and not words.get("help"):
                yield document.error(at, "text-in-one-language", f"`{name}` has a help in the other language only; write it here too")


def _templates(checked: CheckedLetter) -> Iterator[Finding]:
    facts = facts_of(checked.letter, checked.playbooks)
    for lang, source in checked.letter.templates.items():
        file = checked.template_files[lang]
        try:
            found = uses(source)
        except TemplateRefused as refused:
            yield Finding(file, refused.line, "bad-template", "error", refused.message)
            continue
        for use in found:
            for code, message in _faults(checked.letter, use, facts):
                yield Finding(file, use.line, code, "error", message)
        for claim in checked.letter.claims.values():
            places = [use for use in found if (use.what, use.id) == ("held", claim.id)]
            if not places:
                message = f'nothing stands under `{{% if claim("{claim.id}") %}}`; write what it says'
                yield Finding(file, 0, "unused-claim", "error", message)
            elif all(outer := _hidden_by(checked.letter, claim, use) for use in places):
                message = f"`{claim.id}` stands within `{outer}`, which may be left out without it; give it a place of its own"
                yield Finding(file, places[-1].line, "nested-claim", "error", message)


def _hidden_by(letter: Letter, claim: Claim, place: Use) -> str | None:
    """A claim around this place that may be left out while this one holds."""
    around = (letter.claims[name] for name in sorted(place.within) if name in letter.claims)
    return next((outer.id for outer in around if not (is_fixed(letter, outer) and set(outer.needs) <= set(claim.needs))), None)


def _faults(letter: Letter, use: Use, facts: Mapping[str, list[Fact]]) -> Iterator[tuple[str, str]]:
    """What is wrong with one name in a template, as codes and messages."""
    around = [letter.claims[name] for name in use.within if name in letter.claims]
    confirmed = {need for claim in around for need in claim.needs}
    match use.what:
        case "claim":
            for finding in undefined(_NOWHERE, (), "claim", use.id, letter.claims):
                yield finding.code, finding.message
        case "done" | "planned":
            if not any(use.id in values and all(f.dated for f in facts.get(subject, ())) for subject, values in confirmed):
                message = f'{use.what}("{use.id}") must stand under a claim that needs `{use.id}` of a fact with dates'
                yield "unguarded", message
        case "name" if use.id not in ("number", "messenger"):
            for finding in undefined(_NOWHERE, (), "field", use.id, (*letter.fields, "number", "messenger")):
                yield finding.code, finding.message
                return
            if not any(subject.removeprefix("known.") == use.id for subject, _ in confirmed):
                yield "unguarded", f"`{use.id}` may not be confirmed here; put it under a claim that needs it"
            types = {fact.type for fact in facts.get(use.id, ())}
            if "many" in types or (use.printed and "choice" in types):
                remedy = "ask claim, done and planned instead" if "many" in types else f'write words: {{% if {use.id} == "..." %}}'
                yield "raw-value", f"`{use.id}` holds ids, not words for a reader; {remedy}"
        case "name" if use.id == "messenger" and use.printed:
            yield "raw-value", '`messenger` holds an id, not words for a reader; write words: {% if messenger == "max" %}'


_NOWHERE = Document("")
