"""The facts a letter takes: their names, their forms, and whether the playbooks that use the letter have them."""

from __future__ import annotations

from collections.abc import Iterator

from ban_wizard.letter.checks.checked import CheckedLetter
from ban_wizard.letter.model import BUILTIN
from ban_wizard.letter.template import RESERVED
from ban_wizard.playbook.checks.checked import undefined
from ban_wizard.playbook.findings import Finding
from ban_wizard.playbook.model import Fact
from ban_wizard.playbook.strict_yaml import Steps


def names(checked: CheckedLetter) -> Iterator[Finding]:
    written, document = checked.written, checked.document
    if written.id != checked.folder:
        yield document.error(("id",), "wrong-folder", f"the id is `{written.id}`, the folder `{checked.folder}`; make them the same")
    for name in written.fields:
        if name in BUILTIN or name in RESERVED:
            what = "every case has it" if name in BUILTIN else "it means something else in a template"
            yield document.error(("fields", name), "reserved-id", f"`{name}` cannot be a field, {what}; take it out or rename it")
    for name in written.claims:
        if name in RESERVED:
            message = f"`{name}` cannot be a claim, it means something else in a template; rename it"
            yield document.error(("claims", name), "reserved-id", message)


def forms(checked: CheckedLetter) -> Iterator[Finding]:
    document = checked.document
    needed = {subject.removeprefix("known.") for claim in checked.letter.claims.values() for subject, _ in claim.needs}
    for name, field in checked.written.fields.items():
        at: Steps = ("fields", name)
        given = [key for key, form in (("type", field.type), ("values", field.values), ("many", field.many)) if form]
        if len(given) > 1:
            yield document.error(at, "misplaced-key", f"a field has one of type, values and many; `{name}` has {' and '.join(given)}")
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


def facts_of_playbooks(checked: CheckedLetter) -> Iterator[Finding]:
    for name, field in checked.letter.fields.items():
        for playbook in checked.playbooks:
            theirs, at = playbook.facts.get(name), ("fields", name)
            if theirs is None and field.fact is None:
                message = f"the playbook {playbook.id} uses this letter and has no fact `{name}`; declare it there, or here with a type"
                yield checked.document.error(at, "undefined-fact", message)
            elif theirs is not None and field.fact is not None and not _agree(field.fact, theirs):
                message = f"the playbook {playbook.id} declares `{name}` otherwise; take the declaration out here, or make the two agree"
                yield checked.document.error(at, "wrong-fact", message)


def idle(checked: CheckedLetter) -> Iterator[Finding]:
    """`unless` names facts that the letter or each of its playbooks has, with words that they have."""
    for name, field in checked.letter.fields.items():
        for fact, values in field.unless:
            at: Steps = ("fields", name, "unless", fact)
            own = other.fact if (other := checked.letter.fields.get(fact)) is not None else None
            for facts in [{fact: own}] if own else [playbook.facts for playbook in checked.playbooks]:
                if fact not in facts:
                    yield from undefined(checked.document, at, "fact", fact, facts)
                else:
                    for place, value in enumerate(values):
                        yield from undefined(checked.document, (*at, place), "value", value, facts[fact].values)


def _agree(ours: Fact, theirs: Fact) -> bool:
    return (ours.type, ours.dated) == (theirs.type, theirs.dated) and set(ours.values) <= set(theirs.values)
