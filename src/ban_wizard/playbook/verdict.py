"""What checks said, kept under the hash of what was checked and of what checked it: a version is proven once, not at every start."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any

from ban_wizard.playbook import checks, proof
from ban_wizard.playbook.cache import Kept
from ban_wizard.playbook.checks.proof import prove
from ban_wizard.playbook.findings import BadPlaybook, Finding
from ban_wizard.playbook.load import Folder, Loaded, read_folder, usable
from ban_wizard.playbook.sources import Sources


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

    Nothing where its flow has mistakes of its own: those come first.
    """
    checked = folder.checked
    documents = (checked.flow_file, *checked.text_files.values())
    wrong = {finding.code for finding in folder.findings if finding.file in [document.file for document in documents]}
    if folder.loaded is None or not wrong <= checks.OF_THE_WHOLE:
        return []
    if kept.folder is None:
        return prove(checked)
    what = [*(document.text.encode() for document in documents), code_of(checks, proof)]
    return remembered(kept, f"{checked.folder}.proof", what, Path(checked.flow_file.file).parent, lambda: prove(checked))


def remembered(kept: Kept, part: str, what: Iterable[bytes], root: Path, check: Callable[[], Sequence[Finding]]) -> list[Finding]:
    """The findings of a check, from the cache if `what` was checked before. Files in `root` are named anew, wherever it is now."""
    total = sha256()
    for each in what:
        total.update(sha256(each).digest())
    found = kept.read(part, total.hexdigest(), lambda data: [_read(root, each) for each in data])
    if found is None:
        found = list(check())
        kept.write(part, total.hexdigest(), [_write(root, finding) for finding in found])
    return found


@cache
def code_of(*packages: ModuleType) -> bytes:
    """The hash of the code of packages: when a check changes, what it said before is not believed any more."""
    total = sha256()
    for package in packages:
        for path in sorted(Path(folder) for folder in package.__path__):
            for file in sorted(path.glob("*.py")):
                total.update(file.read_bytes())
    return total.digest()


def _write(root: Path, finding: Finding) -> list[Any]:
    return [Path(finding.file).relative_to(root).as_posix(), *finding[1:]]


def _read(root: Path, data: list[Any]) -> Finding:
    file, line, code, severity, message, way = data
    return Finding(str(root / file), line, code, severity, message, tuple(way))
