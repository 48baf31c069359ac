"""All checks of all that is written: playbooks, their ways, their words, and letters. What `playbook check` says."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ban_wizard import letter
from ban_wizard.letter import checks as letter_checks
from ban_wizard.letter.load import check as check_letters
from ban_wizard.playbook.cache import Kept, letter_ids
from ban_wizard.playbook.checks.published import published
from ban_wizard.playbook.findings import Finding
from ban_wizard.playbook.load import Root, read_root
from ban_wizard.playbook.verdict import code_of, proven, remembered


def check_all(playbooks: Path, letters: Path, cache: Path | None = None) -> list[Finding]:
    """Everything that is wrong with a folder of playbooks and one of letters, sorted by file and line. Never raises.

    The ways of a playbook are proven once its flow is right by itself. With a `cache` (a folder of our own) neither ways nor
    letters are checked again that were checked before. Letters are held against the facts of the playbooks that use them.
    """
    with _nothing_collected():
        return sorted(_findings(playbooks, letters, Kept(cache)))


def _findings(playbooks: Path, letters: Path, kept: Kept) -> list[Finding]:
    root = read_root(playbooks, letter_ids(letters))
    findings = [*root.findings]
    for folder in root.folders:
        ways = proven(folder, kept)
        shown = {finding._replace(witness=()) for finding in ways if finding.witness}  # said before, without the way there
        findings += [finding for finding in folder.findings if finding not in shown] + ways
    findings += published(playbooks, [folder.checked for folder in root.folders])
    return findings + _letters(letters, root, kept)


def _letters(letters: Path, root: Root, kept: Kept) -> list[Finding]:
    cited = {name: fact.url for name, fact in sorted(root.sources.facts.items())} if root.sources is not None else None
    users = [folder.checked.playbook for folder in root.folders if folder.checked.playbook is not None]

    def check() -> list[Finding]:
        return check_letters(letters, cited=cited, playbooks=users)

    if kept.folder is None:
        return check()
    what = [repr((cited, [playbook.hash for playbook in users])).encode(), code_of(letter, letter_checks)]
    try:
        for path in sorted(path for path in letters.rglob("*") if path.is_file()):
            what += [path.relative_to(letters).as_posix().encode(), path.read_bytes()]
    except OSError:  # which the check will report
        return check()
    return remembered(kept, "letters.check", what, letters, check)


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """All that is read is needed to the end: looking for garbage meanwhile would take a sixth of the time.

    Whatever was read should be let go of within: what is still there is looked through as soon as this ends.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
