"""From a folder of YAML to a playbook that can be used, or to everything that is wrong with it, all at once.

This is the slow way, with pydantic and yaml; `cache.py` is what a start uses.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import cast

from ban_wizard.playbook import author, author_flow, checks
from ban_wizard.playbook.cache import FILES
from ban_wizard.playbook.checks.recognition import recognition as check_recognition
from ban_wizard.playbook.checks.sources import sources as check_sources
from ban_wizard.playbook.compile import compile_flow, compile_recognition, compile_sources, compile_symptoms
from ban_wizard.playbook.findings import BadPlaybook, Finding
from ban_wizard.playbook.model import LANGUAGES, Playbook, Words
from ban_wizard.playbook.sources import Sources
from ban_wizard.playbook.strict_yaml import Document, parse, parse_file
from ban_wizard.playbook.symptoms import Recognition, Symptoms
from ban_wizard.playbook.validate import validate
from ban_wizard.values import frozen


@frozen
class Loaded:
    """A messenger's folder, checked and compiled."""

    playbook: Playbook
    symptoms: Symptoms
    words: Mapping[str, Words]
    """By language."""


@frozen
class Folder:
    """A messenger's folder as read, and what is wrong with it. `loaded` is None where it cannot be compiled."""

    checked: checks.Checked
    loaded: Loaded | None
    findings: tuple[Finding, ...]


@frozen
class Root:
    """A folder of playbooks as read; `findings` are those of what all playbooks share."""

    sources: Sources | None
    folders: tuple[Folder, ...]
    findings: tuple[Finding, ...]


def load(folder: Path, *, sources: Sources, letters: Collection[str], classes: Collection[str] | None = None) -> Loaded:
    """Load a messenger's folder. Raises BadPlaybook with every mistake.

    `letters` are the ids that its flow may name, `classes` those that its patterns may (None: they are not looked up).
    """
    return usable(read_folder(folder, sources, letters, classes))


def usable(folder: Folder) -> Loaded:
    """What was read, if it has no mistakes. Raises BadPlaybook with every one of them."""
    if folder.loaded is None or any(finding.severity == "error" for finding in folder.findings):
        raise BadPlaybook(sorted(folder.findings))
    return folder.loaded


def load_sources(path: Path) -> Sources:
    """Load sources.yaml. Raises BadPlaybook with every mistake."""
    sources, findings = _read_sources(path)
    if sources is None or findings:
        raise BadPlaybook(sorted(findings))
    return sources


def load_recognition(path: Path, sources: Sources | None = None) -> Recognition:
    """Load recognise.yaml. Raises BadPlaybook with every mistake."""
    recognition, findings = _read_recognition(path, sources)
    if recognition is None or findings:
        raise BadPlaybook(sorted(findings))
    return recognition


def check(root: Path, letters: Collection[str]) -> list[Finding]:
    """What is wrong with a whole folder of playbooks, file by file; what its ways may lead to is not proven. Never raises.

    The folder holds sources.yaml, recognise.yaml (which may be absent), and a folder for each messenger.
    """
    read = read_root(root, letters)
    return sorted([*read.findings, *(finding for folder in read.folders for finding in folder.findings)])


def read_root(root: Path, letters: Collection[str]) -> Root:
    """Everything in a folder of playbooks, with what is wrong with it. Never raises."""
    sources, findings = _read_sources(root / "sources.yaml")
    classes: Collection[str] | None = ()
    if (shared := root / "recognise.yaml").exists():
        recognition, more = _read_recognition(shared, sources)
        findings += more
        classes = recognition.classes if recognition is not None else None
    return Root(sources, tuple(read_folder(folder, sources, letters, classes) for folder in folders(root)), tuple(findings))


def folders(root: Path) -> list[Path]:
    """The messengers' folders of a `playbooks` folder, by name."""
    try:
        return sorted(path for path in root.iterdir() if path.is_dir() and path.name[0] not in "._")
    except OSError:
        return []


def load_flow(text: str, texts: Mapping[str, str], name: str = "playbook") -> tuple[Playbook, Mapping[str, Words]]:
    """Load a version that was checked when it was current: flow.yaml and text.LANG.yaml by language, as a store keeps them.

    What it cites may have changed since and is not looked up. Raises BadPlaybook where it cannot be read.
    """
    file = parse(text, f"{name}/flow.yaml")
    flow, findings = validate(author_flow.Flow, file)
    findings += file.findings
    words: dict[str, Words] = {}
    for lang, source in texts.items():
        document = parse(source, f"{name}/text.{lang}.yaml")
        findings += validate(author.Text, document)[1] + document.findings
        words[lang] = cast(Words, document.data)
    if flow is None or findings:
        raise BadPlaybook(sorted(findings))
    return compile_flow(flow, text), words


def load_foreign(
    folder: str, texts: Mapping[str, str], *, sources: Sources, letters: Collection[str]
) -> tuple[Playbook, Mapping[str, Words]]:
    """Load a version that comes from somebody else: flow.yaml and text.LANG.yaml by file name. Raises BadPlaybook.

    Nobody here has ever checked it, so every check of a flow and its words is made now, and whatever it cites, writes or links to must
    be known here. What its ways may lead to is not proven, for that has no bound: the engine enforces its rules in any case.
    """
    files = {name: parse(text, f"{folder}/{name}") for name, text in texts.items()}
    read = folder_of(folder, {**files, "symptoms.yaml": Document(f"{folder}/symptoms.yaml")}, sources, letters, None)
    playbook, wrong = read.checked.playbook, any(finding.severity == "error" for finding in read.findings)
    if playbook is None or wrong or None in read.checked.texts.values():
        raise BadPlaybook(sorted(read.findings))
    return playbook, {lang: cast(Words, files[f"text.{lang}.yaml"].data) for lang in LANGUAGES}


def _read_sources(path: Path) -> tuple[Sources | None, list[Finding]]:
    document = parse_file(path)
    written, findings = validate(author.Sources, document)
    findings += [*document.findings, *check_sources(document, written)]
    return (compile_sources(written) if written is not None else None), findings


def _read_recognition(path: Path, sources: Sources | None) -> tuple[Recognition | None, list[Finding]]:
    document = parse_file(path)
    written, findings = validate(author.Recognition, document)
    findings += [*document.findings, *check_recognition(document, written, sources)]
    return (compile_recognition(written) if written is not None else None), findings


def read_folder(folder: Path, sources: Sources | None, letters: Collection[str], classes: Collection[str] | None) -> Folder:
    """A messenger's folder, with what is wrong with it; see `load`. Never raises."""
    return folder_of(folder.name, {file: parse_file(folder / file) for file in FILES}, sources, letters, classes)


def folder_of(
    name: str, files: Mapping[str, Document], sources: Sources | None, letters: Collection[str], classes: Collection[str] | None
) -> Folder:
    """A messenger's folder out of its parsed files, by their names."""
    flow_file, symptoms_file = files["flow.yaml"], files["symptoms.yaml"]
    text_files = {lang: files[f"text.{lang}.yaml"] for lang in LANGUAGES}
    flow, findings = validate(author_flow.Flow, flow_file)
    symptoms, more = validate(author.Symptoms, symptoms_file)
    findings += more
    texts: dict[str, author.Text | None] = {}
    for lang, document in text_files.items():
        texts[lang], more = validate(author.Text, document)
        findings += more
    playbook = compile_flow(flow, flow_file.text) if flow is not None else None
    checked = checks.Checked(
        name, flow_file, flow, playbook, symptoms_file, symptoms, text_files, texts, sources, frozenset(letters), classes
    )
    for document in (flow_file, symptoms_file, *text_files.values()):
        findings += document.findings
    findings += checks.run(checked)
    if playbook is None or symptoms is None or None in texts.values():
        return Folder(checked, None, tuple(findings))
    words = {lang: cast(Words, document.data) for lang, document in text_files.items()}
    return Folder(checked, Loaded(playbook, compile_symptoms(symptoms), words), tuple(findings))
