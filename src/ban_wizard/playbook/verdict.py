"""What the proof of a playbook said, kept under the hash of what was proven: a version is proven once, not at every start."""

from __future__ import annotations

from collections.abc import Collection
from hashlib import sha256
from pathlib import Path
from typing import Any

from ban_wizard.playbook.cache import Kept
from ban_wizard.playbook.checks import Checked
from ban_wizard.playbook.checks.proof import PROVER, prove
from ban_wizard.playbook.findings import BadPlaybook, Finding
from ban_wizard.playbook.load import Folder, Loaded, read_folder, usable
from ban_wizard.playbook.model import Sources


def load_proven(path: Path, kept: Kept, *, sources: Sources, letters: Collection[str]) -> Loaded:
    """Load a messenger's folder and prove its ways, unless that was done before. Raises BadPlaybook with every mistake."""
    folder = read_folder(path, sources, letters, None)
    loaded = usable(folder)
    found = proven(folder, kept)
    if any(finding.severity == "error" for finding in found):
        raise BadPlaybook(sorted(found))
    return loaded


def proven(folder: Folder, kept: Kept) -> list[Finding]:
    """Everything that is wrong with the ways of a playbook, from the cache if it was proven before.

    Nothing where its files have mistakes of their own: those come first.
    """
    if folder.loaded is None or folder.findings:
        return []
    checked = folder.checked
    part, digest = f"{checked.folder}.proof", _digest(checked)
    found = kept.read(part, digest, lambda data: _read(checked, data))
    if found is None:
        found = prove(checked)
        kept.write(part, digest, [_write(checked, finding) for finding in found])
    return found


def _digest(checked: Checked) -> str:
    total = sha256(f"proof {PROVER}".encode())
    for document in (checked.flow_file, *checked.text_files.values()):
        total.update(sha256(document.text.encode()).digest())
    return total.hexdigest()


def _write(checked: Checked, finding: Finding) -> list[Any]:
    """A finding without the place of its folder, which may be another next time."""
    lang = next((lang for lang, document in checked.text_files.items() if document.file == finding.file), None)
    return [lang, *finding[1:]]


def _read(checked: Checked, data: Any) -> list[Finding]:
    flow, texts = checked.flow_file, checked.text_files
    return [
        Finding((flow if lang is None else texts[lang]).file, line, code, severity, message, tuple(way))
        for lang, line, code, severity, message, way in data
    ]
