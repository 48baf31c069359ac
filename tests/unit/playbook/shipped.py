"""A shipped playbook to be spoilt: its files stay as they are but for one mistake, and only what was changed is read again."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache
from typing import Any

from ban_wizard.playbook.cache import FILES, Kept, letter_ids
from ban_wizard.playbook.findings import Finding
from ban_wizard.playbook.load import Folder, folder_of, load_recognition, load_sources
from ban_wizard.playbook.model import Playbook
from ban_wizard.playbook.sources import Sources
from ban_wizard.playbook.strict_yaml import Document, Steps, parse
from ban_wizard.playbook.verdict import proven
from tests.support.edited import Edited
from tests.support.walk import ROOT

FLOW, SYMPTOMS, EN, RU = FILES
PLAYBOOKS = ROOT / "playbooks"
TEMPLATES = ROOT / "appeal_templates"


class Shipped:
    """A copy of one playbook. `choose` picks where a mistake is made; each seed of it makes the same one every time."""

    def __init__(self, messenger: str, seed: int = 0) -> None:
        self.messenger, self.choose = messenger, random.Random(seed)
        self.files = {file: Edited(_text(messenger, file)) for file in FILES}
        self.flow: dict[str, Any] = _document(messenger, FLOW).data
        """What flow.yaml says, unspoilt: to choose from, not to be changed."""
        self.symptoms: dict[str, Any] = _document(messenger, SYMPTOMS).data

    # ------------------------------------------------------------------------------------------- what there is

    @property
    def playbook(self) -> Playbook:
        """The playbook, unspoilt."""
        found = _folder(self.messenger).checked.playbook
        assert found is not None
        return found

    def flow_value(self, steps: Steps) -> Any:
        """What flow.yaml says there, unspoilt."""
        return _document(self.messenger, FLOW).get(steps)

    def has_words(self, file: str, steps: Steps) -> bool:
        return _document(self.messenger, file).get(steps) is not None

    def states(self, *kinds: str) -> list[str]:
        """The states of these kinds, in the file's order."""
        return [name for name, state in self.flow["states"].items() if state["kind"] in kinds]

    def arcs(self) -> Iterator[tuple[Steps, str, dict[str, Any]]]:
        """Every arc of a state: its place, its state, and what is written."""
        for name, state in self.flow["states"].items():
            for number, arc in enumerate(state.get("next", ())):
                yield ("states", name, "next", number), name, arc

    def plain_arcs(self, *kinds: str) -> list[tuple[Steps, str, dict[str, Any]]]:
        """Arcs that lead on, and are all that their action has in the state: no guard tells where they lead."""
        found = []
        for steps, name, arc in self.arcs():
            same = [other for other in self.flow["states"][name]["next"] if other.get("on") == arc.get("on")]
            if self.flow["states"][name]["kind"] in kinds and len(same) == 1 and "when" not in arc and "to" in arc:
                found.append((steps, name, arc))
        return found

    def asked(self) -> dict[str, str]:
        """The facts of which a guard may read the value and that a question asks for, each with its state."""
        facts = self.flow["facts"]
        found = {state["fact"]: name for name, state in self.flow["states"].items() if state["kind"] == "ask"}
        return {fact: name for fact, name in found.items() if "values" in facts[fact]}

    def near(self, avoiding: str = "") -> list[str]:
        """States that a case may come to without `avoiding`, nearest to the entries first."""
        found = dict.fromkeys(state for state in self.flow["entries"].values() if state != avoiding)
        ahead = list(found)
        while ahead:
            for arc in self.flow["states"][ahead.pop(0)].get("next", ()):
                target = arc.get("to")
                if target not in (None, "entry", avoiding) and target not in found:
                    found[target] = None
                    ahead.append(target)
        return list(found)

    def leading_to(self, state: str) -> list[Steps]:
        """The arcs of states that lead to a state."""
        return [steps for steps, _, arc in self.arcs() if arc.get("to") == state]

    def a_fact(self) -> str:
        """A fact id that can be cited."""
        return str(next(iter(sources().facts)))

    # ------------------------------------------------------------------------------------------- spoiling it

    def add_rule(self, section: str, name: str, entry: str) -> Steps:
        """Write one more quota, or one more safety property, with its words; returns its place."""
        self.files[FLOW].insert((section,), entry if section == "safety" else f"{name}: {entry}")
        for file in (EN, RU):
            self.files[file].insert(("rules",), f"{name}: Seeded")
        return (section, 0) if section == "safety" else (section, name)

    def add_state(self, name: str, entry: str, *, words: bool = False) -> None:
        """Write one more state, before all others; a route has no words."""
        self.files[FLOW].insert(("states",), f"{name}: {entry}")
        for file in (EN, RU) if words else ():
            self.files[file].insert(("states",), f"{name}: {{title: Seeded, text: Seeded}}")

    def folder(self) -> Folder:
        return _read(self.messenger, {file: edited.text for file, edited in self.files.items()})

    def findings(self, *, ways: bool = False) -> list[Finding]:
        """What is wrong with it by itself; with `ways`, and with where they lead."""
        folder = self.folder()
        return [*folder.findings, *(proven(folder, Kept(None)) if ways else ())]

    def line(self, file: str, steps: Steps) -> int:
        return self.files[file].line(steps)


@cache
def sources() -> Sources:
    return load_sources(PLAYBOOKS / "sources.yaml")


@cache
def _shared() -> tuple[tuple[str, ...], frozenset[str]]:
    """The letters, and the classes of words."""
    return tuple(letter_ids(TEMPLATES)), frozenset(load_recognition(PLAYBOOKS / "recognise.yaml").classes)


@cache
def _text(messenger: str, file: str) -> str:
    return (PLAYBOOKS / messenger / file).read_text("utf-8")


@cache
def _document(messenger: str, file: str) -> Document:
    return parse(_text(messenger, file), f"{messenger}/{file}")


@cache
def _folder(messenger: str) -> Folder:
    return _read(messenger, {file: _text(messenger, file) for file in FILES})


def _read(messenger: str, texts: dict[str, str]) -> Folder:
    unspoilt = {file: text == _text(messenger, file) for file, text in texts.items()}
    files = {f: _document(messenger, f) if unspoilt[f] else parse(text, f"{messenger}/{f}") for f, text in texts.items()}
    return folder_of(messenger, files, sources(), *_shared())
