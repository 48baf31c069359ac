"""The words of a letter's fields and claims, in every language."""

from __future__ import annotations

from collections.abc import Iterator

from ban_wizard.letter.checks.checked import CheckedLetter
from ban_wizard.letter.checks.passages import same_words
from ban_wizard.playbook.findings import Finding
from ban_wizard.playbook.model import LANGUAGES
from ban_wizard.playbook.strict_yaml import Steps
from ban_wizard.playbook.validate import did_you_mean


def words(checked: CheckedLetter) -> Iterator[Finding]:
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
                    remedy = did_you_mean(name, wanted) or "; take the words out"
                    yield document.error((*at, name), "unknown-text", f"the letter has no `{name}` among its {section}{remedy}")
        for name, words in fields.items():
            at = ("words", lang, "fields", name)
            field = letter.fields.get(name)
            values = field.fact.values if field and field.fact else ()
            for value in values:
                if value not in words.get("values", {}):
                    yield document.error(at, "missing-text", f"the value `{value}` has no words in {lang}; write them under `values`")
            for code, message in same_words(name, words.get("values", {})):
                yield document.error((*at, "values"), code, message)
            for value in words.get("values", {}):
                if value not in values:
                    message = f"`{name}` declares no value `{value}` here; a playbook's values have their words there, so take these out"
                    yield document.error((*at, "values", value), "unknown-text", message)
            if name in helped and not words.get("help"):
                yield document.error(at, "text-in-one-language", f"`{name}` has a help in the other language only; write it here too")
