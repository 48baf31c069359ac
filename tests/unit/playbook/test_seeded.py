"""Mistakes of every class that design section 5 names, seeded into each shipped playbook: each is found where it stands."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from ban_wizard.application.checking import check_all
from ban_wizard.playbook.model import MESSENGERS
from tests.support.ways import LetterRefused, walk_in_engine
from tests.unit.playbook.mutations import CLASSES, MUTATIONS, Mutation
from tests.unit.playbook.shipped import PLAYBOOKS, TEMPLATES, Shipped

SEEDS = range(1, 20 if os.environ.get("HYPOTHESIS_PROFILE") == "explore" else 2)
"""Each seed makes a mutation in another place of each playbook; a mistake of the ways is made once, for it costs more."""


def test_every_class_has_its_mistakes() -> None:
    assert {mutation.of for mutation in MUTATIONS} == set(CLASSES)


@pytest.mark.parametrize("messenger", MESSENGERS)
def test_an_unspoilt_playbook_has_no_mistake(messenger: str) -> None:
    assert Shipped(messenger).findings(ways=True) == []


@pytest.mark.parametrize("messenger", MESSENGERS)
@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.name)
def test_a_seeded_mistake_is_found_where_it_stands(mutation: Mutation, messenger: str) -> None:
    for seed in SEEDS:
        copy = Shipped(messenger, seed)
        seeded = mutation.make(copy)
        found = copy.findings(ways=seeded.ways)
        here = [f for f in found if (f.code, f.file, f.line) == (seeded.code, f"{messenger}/{seeded.file}", seeded.line)]
        assert any(seeded.says in finding.message for finding in here), "\n".join(map(str, [seeded, *found]))
        assert {finding.code for finding in found} - seeded.also == {seeded.code}, "\n".join(map(str, found))
        if seeded.at:
            _shows_the_way(copy, [finding.witness for finding in here if finding.witness], seeded.at)
        if seeded.ways:
            break


def _shows_the_way(copy: Shipped, ways: list[tuple[str, ...]], to: str) -> None:
    """One way is shown, it leads from the opening of a case to where the mistake is, and the engine goes along."""
    assert len(ways) == 1
    assert ways[0][0].startswith("start kind=")
    assert to == "*" or ways[0][-1] in to.split("|"), ways
    playbook = copy.folder().checked.playbook
    assert playbook is not None
    try:
        walk = walk_in_engine(playbook, ways[0])
    except LetterRefused:  # by a review that no guard reads, of which the proof does not know
        return
    assert walk.state == ways[0][-1] or playbook.states[ways[0][-1]].kind in ("route", "ask"), "the engine may have passed it already"


@pytest.mark.parametrize("messenger", MESSENGERS)
def test_a_published_version_that_was_edited(messenger: str, tmp_path: Path) -> None:
    root = tmp_path / "playbooks"
    shutil.copytree(PLAYBOOKS, root, ignore=shutil.ignore_patterns(*(set(MESSENGERS) - {messenger})))
    copy = Shipped(messenger)
    (root / "PUBLISHED").write_text(f"{messenger} {copy.playbook.version} {copy.playbook.hash}\n", "utf-8")
    text = copy.files["flow.yaml"]
    state = next(each for each in copy.states("do") if copy.a_fact() not in copy.playbook.states[each].cites)
    text.insert(("states", state, "cites"), copy.a_fact())
    (root / messenger / "flow.yaml").write_text(text.text, "utf-8")
    found = [finding for finding in check_all(root, TEMPLATES) if Path(finding.file).parent.name == messenger]
    assert [(f.code, Path(f.file).name, f.line) for f in found] == [("published-edited", "flow.yaml", text.line(("version",)))]
    assert f"make this `version: {copy.playbook.version + 1}`" in found[0].message


def test_a_line_of_the_published_that_cannot_be_read(tmp_path: Path) -> None:
    root = tmp_path / "playbooks"
    shutil.copytree(PLAYBOOKS, root, ignore=shutil.ignore_patterns(*MESSENGERS))
    (root / "PUBLISHED").write_text(f"max 1 {'0' * 64}\nmax one\n", "utf-8")
    found = [finding for finding in check_all(root, TEMPLATES) if finding.code == "bad-published"]
    assert [(Path(finding.file).name, finding.line) for finding in found] == [("PUBLISHED", 2)]
