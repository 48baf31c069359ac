"""A running case under another version of its playbook: shown first, moved when told to, refused with the first event that does not fit."""

from __future__ import annotations

import itertools
import shutil
from pathlib import Path

import pytest

from ban_wizard.application.casebook import NotAllowed
from ban_wizard.case.errors import BadInput
from ban_wizard.desktop.clock import FrozenClock
from ban_wizard.letter.cache import Letters
from ban_wizard.playbook.cache import Library
from ban_wizard.playbook.findings import BadPlaybook
from ban_wizard.wizard import Wizard
from tests.support.desk import NOON, NUMBER
from tests.support.walk import ROOT
from tests.unit.store.memory import MemoryStore


class Author:
    """Somebody with playbooks of their own, and with a case that runs on one of them."""

    def __init__(self, folder: Path) -> None:
        shutil.copytree(ROOT / "docs" / "example", folder, dirs_exist_ok=True)
        self.folder, self.store = folder, MemoryStore()
        (folder / "playbooks" / "pigeon").rename(folder / "playbooks" / "max")
        self.edit(("id: pigeon", "id: max"))
        self.case = self.wizard().start("max", NUMBER, kind="permanent_ban").case
        self.wizard().do(self.case, "stopped")

    def wizard(self) -> Wizard:
        """The program, started now."""
        numbers, templates = itertools.count(1), self.folder / "appeal_templates"
        library = Library(self.folder / "playbooks", templates)
        clock = FrozenClock(NOON)
        return Wizard(
            self.store, library, Letters(templates, None).letter, clock, lambda: f"case{next(numbers)}", actor="anna", zone="UTC", lang="en"
        )

    def edit(self, *changes: tuple[str, str]) -> None:
        for path in sorted((self.folder / "playbooks" / "max").iterdir()):
            text = path.read_text("utf-8")
            for old, new in changes:
                text = text.replace(old, new)
            path.write_text(text, "utf-8")

    def version(self) -> int:
        return self.wizard().show(self.case).playbook.version


@pytest.fixture
def author(tmp_path: Path) -> Author:
    return Author(tmp_path)


def test_the_present_version_changes_nothing(author: Author) -> None:
    found = author.wizard().migrate(author.case, apply=True)
    assert (found.applied, found.former.version) == (False, 1)


def test_a_newer_version_is_shown_first_and_taken_when_told_to(author: Author) -> None:
    author.edit(
        ("version: 1", "version: 2"), ("{when: {kind: [permanent_ban]}, to: appeal}", "{when: {kind: [permanent_ban]}, to: decide}")
    )
    found = author.wizard().migrate(author.case)
    assert (found.applied, found.former.version, found.card.playbook.version, found.card.view.state) == (False, 1, 2, "decide")
    assert author.version() == 1
    assert author.wizard().migrate(author.case, apply=True).applied
    assert (author.version(), author.wizard().show(author.case).view.state) == (2, "decide")


def test_the_first_event_that_does_not_fit_is_named(author: Author) -> None:
    author.edit(("version: 1", "version: 2"), ("on: stopped", "on: halted"), ("stopped: ", "halted: "))
    with pytest.raises(NotAllowed, match="I have stopped all sending"):
        author.wizard().migrate(author.case, apply=True)
    assert author.version() == 1


def test_a_playbook_with_mistakes_is_not_moved_to(author: Author) -> None:
    author.edit(("to: by_kind", "to: by_knid"))
    with pytest.raises(BadPlaybook, match=r"did you mean `by_kind`\?"):
        author.wizard().migrate(author.case, apply=True)
    assert author.version() == 1


def test_a_playbook_that_is_gone_is_said_to_be_gone(author: Author) -> None:
    shutil.rmtree(author.folder / "playbooks" / "max")
    with pytest.raises(BadInput) as caught:
        author.wizard().migrate(author.case)
    assert caught.value.key == "unknown_playbook"
