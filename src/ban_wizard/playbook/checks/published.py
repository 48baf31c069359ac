"""Published versions: running cases keep to them, so they are never edited. PUBLISHED lists them, `id version sha256` a line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from ban_wizard.playbook.checks.checked import Checked
from ban_wizard.playbook.findings import Finding
from ban_wizard.playbook.reading import read_at_most
from ban_wizard.playbook.strict_yaml import MAX_BYTES

FILE = "PUBLISHED"
_LINE = re.compile(r"([a-z][a-z0-9_]*) ([1-9][0-9]*) ([0-9a-f]{64})")


def published(root: Path, playbooks: Iterable[Checked]) -> Iterator[Finding]:
    """Versions that were published otherwise, or that are older than one that was. A folder without PUBLISHED has published nothing."""
    try:
        lines = read_at_most(root / FILE, MAX_BYTES).decode("utf-8").splitlines()
    except FileNotFoundError:
        return
    except (OSError, ValueError):
        yield Finding(str(root / FILE), 0, "unreadable-file", "error", "it cannot be read as a file in UTF-8; restore it")
        return
    hashes: dict[str, dict[int, str]] = {}
    for number, line in enumerate(lines, 1):
        if found := _LINE.fullmatch(line):
            hashes.setdefault(found[1], {})[int(found[2])] = found[3]
        elif line.strip():
            message = "this line is not `id version sha256`; restore it, the list of published versions only ever grows"
            yield Finding(str(root / FILE), number, "bad-published", "error", message)
    for checked in playbooks:
        playbook = checked.playbook
        known = hashes.get(playbook.id, {}) if playbook is not None else {}
        if playbook is None or not known:
            continue
        latest = max(known)
        if playbook.version < latest:
            message = f"version {latest} is published, and a version only ever rises; write `version: {latest + 1}`"
            yield checked.flow_file.error(("version",), "published-edited", message)
        elif known.get(playbook.version, playbook.hash) != playbook.hash:
            message = (
                f"version {playbook.version} is published, and running cases keep to it; restore what it said, "
                f"or make this `version: {latest + 1}`"
            )
            yield checked.flow_file.error(("version",), "published-edited", message)
