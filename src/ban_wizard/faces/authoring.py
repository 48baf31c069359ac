"""What the command line tells an author of playbooks: mistakes, paths, a drawing, schemas. Each as an object and as plain lines."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from ban_wizard.case.errors import BadInput
from ban_wizard.i18n import say
from ban_wizard.playbook.cache import Library


class Told(NamedTuple):
    """What a command has to say; `mistakes` tells whether it found any."""

    object: dict[str, Any]
    lines: Iterable[str]
    mistakes: bool = False


def check(playbooks: Path, letters: Path, cache: Path | None, lang: str) -> Told:
    """Everything that is wrong with a folder of playbooks and one of letters."""
    from ban_wizard.application.checking import check_all

    findings = check_all(playbooks, letters, cache)
    lines = map(str, findings) if findings else [say(lang, "line.no_findings")]
    return Told({"findings": [finding._asdict() for finding in findings]}, lines, bool(findings))


def paths(library: Library, messenger: str) -> Told:
    """Every acyclic path, one line each."""
    from ban_wizard.playbook.proof.paths import paths as every_path

    found = list(every_path(library.playbook(messenger)))
    return Told({"paths": [path.as_json() for path in found]}, map(str, found))


def graph(library: Library, messenger: str, lang: str) -> Told:
    """The playbook drawn, in Mermaid."""
    from ban_wizard.playbook.drawing import mermaid

    lines = list(mermaid(library.playbook(messenger), library.words(messenger, lang)))
    return Told({"mermaid": "\n".join(lines)}, lines)


def schema(name: str | None) -> Told:
    """JSON Schema of the files an author writes, or of one of them, for editors."""
    from ban_wizard.application.schemas import schemas

    every = schemas()
    if name is not None and name not in every:
        raise BadInput("unknown_schema", name=name, values=", ".join(every))
    chosen = every[name] if name is not None else every
    return Told(chosen, [json.dumps(chosen, ensure_ascii=False, indent=2)])
