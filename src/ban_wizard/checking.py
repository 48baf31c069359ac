"""All checks of all that is written: playbooks, their ways, their words, and letters. What `playbook check` says."""

from __future__ import annotations

from pathlib import Path

from ban_wizard.letter.load import check as check_letters
from ban_wizard.playbook.cache import Kept, letter_ids
from ban_wizard.playbook.checks.published import published
from ban_wizard.playbook.findings import Finding
from ban_wizard.playbook.load import read_root
from ban_wizard.playbook.verdict import proven


def check_all(playbooks: Path, letters: Path, cache: Path | None = None) -> list[Finding]:
    """Everything that is wrong with a folder of playbooks and one of letters, sorted by file and line. Never raises.

    The ways of a playbook are proven once everything else in its files is right, and only once for a version if there is a
    `cache` (a folder of our own). Letters are held against the facts of the playbooks that use them.
    """
    root, kept = read_root(playbooks, letter_ids(letters)), Kept(cache)
    findings = [*root.findings, *(finding for folder in root.folders for finding in folder.findings)]
    for folder in root.folders:
        findings += proven(folder, kept)
    findings += published(playbooks, [folder.checked for folder in root.folders])
    users = [folder.checked.playbook for folder in root.folders if folder.checked.playbook is not None]
    findings += check_letters(letters, cited=root.sources.facts if root.sources is not None else None, playbooks=users)
    return sorted(findings)
