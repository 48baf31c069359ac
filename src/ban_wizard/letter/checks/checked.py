"""What a check looks at: a letter's folder as its author wrote it, and the letter compiled from it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from ban_wizard.letter.author import LetterFile
from ban_wizard.letter.model import Field, Letter
from ban_wizard.playbook.findings import Finding
from ban_wizard.playbook.model import Fact, Playbook
from ban_wizard.playbook.strict_yaml import Document
from ban_wizard.values import frozen


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
    cited: Mapping[str, str | None] | None
    """The facts of sources.yaml, each with its address, if it has one; None if they are not to be looked up."""
    sharable: Collection[str]
    """The claims and measures of claims.yaml."""


Check = Callable[[CheckedLetter], Iterable[Finding]]
"""A check never raises and reports each mistake once."""

NOWHERE = Document("")
"""For sentences about a name whose line is that of a template."""


def facts_of(field: Field, playbooks: Iterable[Playbook]) -> list[Fact]:
    """Every declaration of a field's fact: the letter's own first, then those of the playbooks."""
    return [fact for fact in (field.fact, *(playbook.facts.get(field.id) for playbook in playbooks)) if fact is not None]
