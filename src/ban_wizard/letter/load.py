"""From a letter's folder to a letter that can be rendered, or to everything that is wrong with it, all at once.

This is the slow way, with pydantic, yaml and jinja2; `cache.py` is what a start uses.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Final

from ban_wizard.letter.author import LetterField, LetterFile
from ban_wizard.letter.checks import CheckedLetter, run
from ban_wizard.letter.model import Claim, Field, Letter
from ban_wizard.playbook.findings import BadPlaybook, Finding
from ban_wizard.playbook.model import LANGUAGES, Fact, Playbook
from ban_wizard.playbook.strict_yaml import parse_file
from ban_wizard.playbook.validate import validate

MAX_BYTES: Final = 100_000
"""Of a template."""


def load(folder: Path) -> Letter:
    """Load a letter. Its citations and the playbooks that use it are not looked up: see `check`. Raises BadPlaybook."""
    letter, findings = read(folder)
    if letter is None or findings:
        raise BadPlaybook(sorted(findings))
    return letter


def check(root: Path, *, cited: Collection[str] | None = None, playbooks: Iterable[Playbook] = ()) -> list[Finding]:
    """Everything that is wrong with a folder of letters. `cited` are the fact ids of sources.yaml. Never raises."""
    playbooks = list(playbooks)
    return sorted(finding for name in ids(root) for finding in read(root / name, cited=cited, playbooks=playbooks)[1])


def ids(root: Path) -> list[str]:
    """The letters of a folder: one for each folder in it."""
    try:
        return sorted(path.name for path in root.iterdir() if path.is_dir() and path.name[0] not in "._")
    except OSError:
        return []


def read(folder: Path, *, cited: Collection[str] | None = None, playbooks: Iterable[Playbook] = ()) -> tuple[Letter | None, list[Finding]]:
    """The letter, if it can be made at all, and what is wrong with it. Never raises."""
    document = parse_file(folder / "letter.yaml")
    written, findings = validate(LetterFile, document)
    findings += document.findings
    templates: dict[str, str] = {}
    for lang in LANGUAGES:
        source = _template(folder / f"{lang}.j2")
        if isinstance(source, Finding):
            findings.append(source)
        else:
            templates[lang] = source
    if written is None:
        return None, findings
    letter = compile_letter(written, templates)
    users = [playbook for playbook in playbooks if _uses(playbook, folder.name)]
    files = {lang: str(folder / f"{lang}.j2") for lang in templates}
    findings += run(CheckedLetter(folder.name, document, written, letter, files, users, cited))
    return letter, findings


def compile_letter(written: LetterFile, templates: Mapping[str, str]) -> Letter:
    """The letter that an author's valid file and templates make."""
    return Letter(
        id=written.id,
        language=written.language,
        limit=written.limit,
        fields={name: Field(name, field.required, field.max, _fact(name, field)) for name, field in written.fields.items()},
        claims={
            name: Claim(
                name,
                tuple(
                    (f"known.{fact}", ("known",)) if isinstance(need, str) else (fact, tuple(need)) for fact, need in claim.needs.items()
                ),
                tuple(claim.cites),
                claim.only_if_chosen,
            )
            for name, claim in written.claims.items()
        },
        title=written.title.model_dump(),
        words=written.words.model_dump(exclude_defaults=True),
        templates=dict(templates),
    )


def _fact(name: str, field: LetterField) -> Fact | None:
    if field.type is not None:
        return Fact(name, field.type, optional=True)
    if field.values:
        return Fact(name, "choice", tuple(field.values), field.unsure, optional=True)
    if field.many:
        return Fact(name, "many", tuple(field.many), dated=field.dated, optional=True)
    return None


def _uses(playbook: Playbook, letter: str) -> bool:
    return any(ref.letter == letter for state in playbook.states.values() for ref in state.letters)


def _template(path: Path) -> str | Finding:
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return Finding(str(path), 0, "missing-file", "error", "there is no such file; write it")
    except OSError as problem:
        return Finding(str(path), 0, "unreadable-file", "error", f"the file cannot be read ({problem.strerror}); check its permissions")
    if len(raw) > MAX_BYTES:
        return Finding(str(path), 0, "too-large", "error", f"the file is larger than {MAX_BYTES // 1000} kB; no letter is")
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as problem:
        line = raw.count(b"\n", 0, problem.start) + 1
        return Finding(str(path), line, "encoding", "error", "the text is not UTF-8; save it as UTF-8")
