"""A measure is called the same wherever a person meets it: where it is ticked off, and where a letter names it."""

import pytest

from ban_wizard.desktop.locations import playbooks_dir
from ban_wizard.playbook.load import load, load_sources
from ban_wizard.playbook.model import MESSENGERS
from tests.unit.letter import sample

SOURCES = load_sources(playbooks_dir() / "sources.yaml")


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("messenger", MESSENGERS)
def test_a_measure_has_one_name(messenger: str, lang: str) -> None:
    loaded = load(playbooks_dir() / messenger, sources=SOURCES, letters=sample.NAMES)
    ticked = loaded.words[lang]["facts"]["measures"]["values"]  # type: ignore[index]
    assert set(ticked) == set(loaded.playbook.facts["measures"].values)
    letters = [sample.letter(name) for name in sample.NAMES]
    named = {(claim, letter.words[lang]["claims"][claim]) for letter in letters for claim in set(letter.claims) & set(ticked)}
    assert named == set(ticked.items())
