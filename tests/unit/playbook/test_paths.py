"""Every path of every shipped playbook, as a list that somebody has read: a change of a way shows as a change of lines.

`UPDATE_GOLDENS=1` writes the lists anew; read what has changed before it is committed.
"""

from __future__ import annotations

import os

import pytest

from ban_wizard.playbook.load import load_flow
from ban_wizard.playbook.model import MESSENGERS, Playbook
from ban_wizard.playbook.proof.live import Live
from ban_wizard.playbook.proof.moves import Moves, by_own_arcs
from ban_wizard.playbook.proof.paths import more_than, paths
from ban_wizard.playbook.proof.space import Space
from tests.support.random_flow import random_flow
from tests.support.walk import ROOT
from tests.unit.playbook.shipped import Shipped

GOLDEN = ROOT / "tests" / "golden" / "paths"


@pytest.mark.parametrize("messenger", MESSENGERS)
def test_the_paths_are_those_that_were_read(messenger: str) -> None:
    found = "".join(f"{path}\n" for path in paths(Shipped(messenger).playbook))
    file = GOLDEN / f"{messenger}.txt"
    if os.environ.get("UPDATE_GOLDENS"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(found, "utf-8")
    assert found.splitlines() == file.read_text("utf-8").splitlines()


@pytest.mark.parametrize("messenger", MESSENGERS)
def test_as_many_are_counted_as_there_are(messenger: str) -> None:
    counted_as_listed(Shipped(messenger).playbook)


def test_as_many_are_counted_as_there_are_in_any_playbook() -> None:
    for seed in range(40):
        counted_as_listed(load_flow(random_flow(seed), {})[0])


def counted_as_listed(playbook: Playbook) -> None:
    own = by_own_arcs(playbook)
    number = len(list(paths(playbook)))
    assert not more_than(number, own, Live(own))
    assert number == 0 or more_than(number - 1, own, Live(own))
    coarse = Moves(Space(playbook)).alone()
    assert number == 0 or more_than(number - 1, coarse, Live(coarse)), "who tells fewer answers apart sees no fewer paths"
