"""What can be wrong with a letter beyond its form: names that lead nowhere, and words that nothing confirms.

The playbooks that use a letter are checked with it, since most of its facts are theirs. One module for each family of
mistakes; a new check is a function that is added to `CHECKS`.
"""

from __future__ import annotations

from itertools import islice

from ban_wizard.letter.checks import claims, fields, passages, templates, translated, words
from ban_wizard.letter.checks.checked import Check, CheckedLetter
from ban_wizard.playbook.findings import Finding
from ban_wizard.playbook.validate import MOST_FINDINGS

CHECKS: tuple[Check, ...] = (
    fields.names,
    fields.forms,
    fields.facts_of_playbooks,
    fields.idle,
    claims.shared,
    claims.claims,
    claims.address,
    claims.reader,
    words.words,
    templates.templates,
    templates.places,
    passages.every_word_in_a_claim,
    passages.parts_assert_nothing,
    passages.words_for_every_value,
    passages.claims_without_needs,
    passages.claims_say_no_more,
    passages.tenses,
    translated.letters_words,
)


def run(checked: CheckedLetter) -> list[Finding]:
    """Everything the checks have to say; each names so many mistakes as somebody may want to read."""
    return list(dict.fromkeys(finding for check in CHECKS for finding in islice(check(checked), MOST_FINDINGS)))


__all__ = ["CHECKS", "Check", "CheckedLetter", "run"]
