"""What can be wrong with a letter beyond its form: names that lead nowhere, and words that nothing confirms.

The playbooks that use a letter are checked with it, since most of its facts are theirs. One module for each family of
mistakes; a new check is a function that is added to `CHECKS`.
"""

from __future__ import annotations

from ban_wizard.letter.checks import claims, fields, passages, templates, words
from ban_wizard.letter.checks.checked import Check, CheckedLetter
from ban_wizard.playbook.findings import Finding

CHECKS: tuple[Check, ...] = (
    fields.names,
    fields.forms,
    fields.facts_of_playbooks,
    claims.shared,
    claims.claims,
    claims.address,
    words.words,
    templates.templates,
    templates.places,
    passages.every_word_in_a_claim,
    passages.parts_assert_nothing,
    passages.words_for_every_value,
    passages.claims_without_needs,
)


def run(checked: CheckedLetter) -> list[Finding]:
    """Everything all checks have to say."""
    return list(dict.fromkeys(finding for check in CHECKS for finding in check(checked)))


__all__ = ["CHECKS", "Check", "CheckedLetter", "run"]
