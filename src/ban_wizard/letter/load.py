"""From a letter's folder to a letter that can be rendered, or to everything that is wrong with it, all at once.

This is the slow way, with pydantic, yaml and jinja2; `cache.py` is what a start uses.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from ban_wizard.letter import ledger
from ban_wizard.letter.author import LedgerFile, LetterClaim, LetterField, LetterFile
from ban_wizard.letter.checks import CheckedLetter, run
from ban_wizard.letter.checks import ledger as ledger_checks
from ban_wizard.letter.model import Claim, Field, Letter
from ban_wizard.playbook.checks.checked import undefined
from ban_wizard.playbook.findings import BadPlaybook, Finding
from ban_wizard.playbook.model import LANGUAGES, Fact, Playbook
from ban_wizard.playbook.reading import read_at_most
from ban_wizard.playbook.strict_yaml import Document, parse_file
from ban_wizard.playbook.validate import validate

MAX_BYTES: Final = 100_000
"""Of a template."""


def load(folder: Path) -> Letter:
    """Load a letter. Its citations and the playbooks that use it are not looked up: see `check`. Raises BadPlaybook."""
    _, shared, findings = _ledger(folder.parent, None)
    if not findings:
        letter, _, findings = _read(folder, shared)
        if letter is not None and not findings:
            return letter
    raise BadPlaybook(sorted(findings))


def check(root: Path, *, cited: Mapping[str, str | None] | None = None, playbooks: Iterable[Playbook] = ()) -> list[Finding]:
    """Everything that is wrong with a folder of letters. `cited` are the facts of sources.yaml, each with its address. Never raises.

    Mistakes in claims.yaml are told first: every letter would repeat them.
    """
    playbooks = list(playbooks)
    document, shared, findings = _ledger(root, cited, playbooks)
    if findings:
        return sorted(findings)
    taken: set[str] = set()
    fields: set[str] = set()
    for name in ids(root):
        _, written, found = _read(root / name, shared, cited, playbooks)
        findings += found
        taken |= {*written.shared} if written else set()
        fields |= {*written.fields} if written else set()
    return sorted([*findings, *ledger_checks.unused(document, shared, taken, fields)])


def ids(root: Path) -> list[str]:
    """The letters of a folder: one for each folder in it."""
    try:
        return sorted(path.name for path in root.iterdir() if path.is_dir() and path.name[0] not in "._")
    except OSError:
        return []


def _ledger(root: Path, cited: Collection[str] | None, playbooks: Iterable[Playbook] = ()) -> tuple[Document, LedgerFile, list[Finding]]:
    """The claims that the letters of a folder share, and what is wrong with them."""
    document, written, findings = ledger.read_ledger(root)
    if written is None:
        return document, ledger.EMPTY, findings
    return document, written, [*findings, *ledger_checks.run(document, written, cited, playbooks)]


def _read(
    folder: Path, shared: LedgerFile, cited: Mapping[str, str | None] | None = None, playbooks: Iterable[Playbook] = ()
) -> tuple[Letter | None, LetterFile | None, list[Finding]]:
    """The letter, if it can be made at all, and what is wrong with it. Never raises."""
    document = parse_file(folder / "letter.yaml")
    written, findings = validate(LetterFile, document)
    findings += document.findings
    templates: dict[str, str] = {}
    files = {lang: str(folder / f"{lang}.j2") for lang in LANGUAGES}
    for lang, file in files.items():
        source = _template(Path(file))
        if isinstance(source, Finding):
            findings.append(source)
        else:
            unsaid = _unsaid(source, file, shared)
            findings += unsaid
            if not unsaid:  # else what follows from it would be told as well
                templates[lang] = source
    if written is None:
        return None, None, findings
    letter = compile_letter(written, templates, shared)
    users = [playbook for playbook in playbooks if _uses(playbook, folder.name)]
    sharable = (*shared.claims, *shared.measures)
    findings += run(CheckedLetter(folder.name, document, written, letter, files, users, cited, sharable))
    return letter, written, findings


def compile_letter(written: LetterFile, templates: Mapping[str, str], shared: LedgerFile = ledger.EMPTY) -> Letter:
    """The letter that an author's valid file and templates make, with what it shares of claims.yaml."""
    claims = {
        name: _claim(name, written.claims.get(name), shared if name in written.shared else ledger.EMPTY) for name in _names(written, shared)
    }
    return Letter(
        id=written.id,
        language=written.language,
        reader=written.reader,
        limit=written.limit,
        fields={
            name: Field(name, field.required, field.max, _fact(name, field), tuple((f, tuple(v)) for f, v in field.unless.items()))
            for name, field in written.fields.items()
        },
        claims=claims,
        title=written.title.model_dump(),
        words={lang: _words(written, shared, lang) for lang in LANGUAGES},
        address=written.address,
        templates={lang: ledger.expanded(source, lang, shared, written.shared) for lang, source in templates.items()},
    )


def _names(written: LetterFile, shared: LedgerFile) -> list[str]:
    """The letter's own claims, then those it shares; one that it writes anew is its own."""
    known = [name for name in written.shared if name in shared.claims or name in shared.measures]
    return list(dict.fromkeys([*written.claims, *known]))


def _claim(name: str, written: LetterClaim | None, shared: LedgerFile) -> Claim:
    """A claim as the letter writes it; what it leaves open is as in the ledger."""
    entry = ledger.claim(shared, name) or Claim(name)
    if written is None:
        return entry
    told = written.model_fields_set
    needs = tuple((f"known.{fact}", ("known",)) if isinstance(need, str) else (fact, tuple(need)) for fact, need in written.needs.items())
    return Claim(
        name,
        needs if "needs" in told else entry.needs,
        tuple(written.cites) if "cites" in told else entry.cites,
        written.only_if_chosen if "only_if_chosen" in told else entry.only_if_chosen,
        entry.milestone,
    )


def _words(written: LetterFile, shared: LedgerFile, lang: str) -> dict[str, Any]:
    """The words of fields and claims, the letter's own before those of the ledger."""
    own = getattr(written.words, lang).model_dump(exclude_defaults=True)
    fields = {
        name: getattr(shared.fields[name], lang).model_dump(exclude_defaults=True) for name in written.fields if name in shared.fields
    }
    entries = {**shared.claims, **shared.measures}
    claims = {name: getattr(entries[name], lang).name for name in written.shared if name in entries}
    return {"fields": {**fields, **own.get("fields", {})}, "claims": {**claims, **own.get("claims", {})}}


def _unsaid(source: str, file: str, shared: LedgerFile) -> list[Finding]:
    """Calls of `says` that the ledger cannot answer."""
    known = [ledger.MEASURES, *shared.claims, *shared.measures]
    return [
        Finding(file, line, finding.code, "error", finding.message)
        for line, name in ledger.unsaid(source, shared)
        for finding in undefined(Document(""), (), "claim", name, known, remedy="write it in claims.yaml")
    ]


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
        raw = read_at_most(path, MAX_BYTES)
    except FileNotFoundError:
        return Finding(str(path), 0, "missing-file", "error", "there is no such file; write it")
    except OSError as problem:
        return Finding(
            str(path), 0, "unreadable-file", "error", f"the file cannot be read ({problem.strerror}); see what it is, and who may read it"
        )
    if len(raw) > MAX_BYTES:
        return Finding(str(path), 0, "too-large", "error", f"the file is larger than {MAX_BYTES // 1000} kB; no letter is")
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as problem:
        line = raw.count(b"\n", 0, problem.start) + 1
        return Finding(str(path), line, "encoding", "error", "the text is not UTF-8; save it as UTF-8")
