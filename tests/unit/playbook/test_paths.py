"""Every path of every shipped playbook, as a list that somebody has read: a change of a way shows as a change of lines.

`UPDATE_GOLDENS=1` writes the lists anew; read what has changed before it is committed.
"""

from __future__ import annotations

import os

import pytest

from ban_wizard.playbook.model import MESSENGERS
from ban_wizard.playbook.proof.paths import paths
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
