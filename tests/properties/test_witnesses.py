"""Whatever fault is found in a playbook made at random, the engine goes the way that is shown to it."""

from __future__ import annotations

from ban_wizard.playbook.checks.proof import prove
from ban_wizard.playbook.findings import Finding
from ban_wizard.playbook.model import Playbook
from ban_wizard.playbook.proof.space import Space
from tests.support.random_flow import random_flow
from tests.support.ways import LetterRefused, walk_in_engine
from tests.unit.playbook.small import checked

NO_WAY = {"unreachable-state", "idle-rule"}
"""That something is never the case has no way to it."""
EVERY_SORT = {"guard-gap", "unasked-read", "empty-loop", "unbounded-wait", "broken-safety", "livelock", "dead-end"}


def test_the_engine_goes_along_with_every_way_that_is_shown() -> None:
    gone: set[str] = set()
    for seed in range(150):
        found = checked(random_flow(seed))
        for finding in prove(found):
            assert finding.witness or finding.code in NO_WAY, (seed, finding)
            if finding.witness and not finding.witness[0].startswith("breach") and not answered_twice(finding):
                assert found.playbook is not None
                goes_along(found.playbook, finding, seed)
                gone.add(finding.code)
    assert gone >= EVERY_SORT


def answered_twice(finding: Finding) -> bool:
    """Whether a question is answered anew on the way: the proof lets it, the engine passes it over unless the fact is told again."""
    told = [word.partition("=")[0] for turn in finding.witness for word in turn.split(" ") if "=" in word]
    return len(set(told)) < len(told)


def goes_along(playbook: Playbook, finding: Finding, seed: int) -> None:
    try:
        walk = walk_in_engine(playbook, finding.witness)
    except LetterRefused:
        assert not any(subject.startswith("review.") for subject in Space(playbook).subjects), (seed, finding)
        return
    if playbook.states[finding.witness[-1]].kind not in ("route", "ask"):  # the engine may have passed it already
        assert walk.state == finding.witness[-1], (seed, finding)
