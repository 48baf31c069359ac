"""Whatever fault is found in a playbook made at random, the engine goes the way that is shown to it."""

from __future__ import annotations

from collections import Counter

import pytest

from ban_wizard.playbook.checks.proof import prove
from ban_wizard.playbook.findings import Finding
from ban_wizard.playbook.proof.space import Space
from tests.support.random_flow import random_flow
from tests.support.ways import LetterRefused, walk_in_engine
from tests.unit.playbook.small import checked

FOUND = [(seed, finding) for seed in range(150) for finding in prove(checked(random_flow(seed)))]


def answered_twice(finding: Finding) -> bool:
    """Whether a question is answered anew on the way: the proof lets it, the engine passes it over unless the fact is told again."""
    told = [word.partition("=")[0] for turn in finding.witness for word in turn.split(" ") if "=" in word]
    return len(set(told)) < len(told)


WALKED = [(seed, f) for seed, f in FOUND if f.witness and not f.witness[0].startswith("breach") and not answered_twice(f)]


def test_random_playbooks_have_faults_of_every_sort() -> None:
    codes = Counter(finding.code for _, finding in WALKED)
    assert codes.keys() >= {"guard-gap", "unasked-read", "empty-loop", "unbounded-wait", "broken-safety", "livelock", "dead-end"}
    assert all(finding.witness for _, finding in FOUND if finding.code != "unreachable-state")


@pytest.mark.parametrize("code", sorted({finding.code for _, finding in WALKED}))
def test_the_engine_goes_along(code: str) -> None:
    for seed, finding in WALKED:
        if finding.code == code:
            playbook = checked(random_flow(seed)).playbook
            assert playbook is not None
            try:
                walk = walk_in_engine(playbook, finding.witness)
            except LetterRefused:
                assert not any(subject.startswith("review.") for subject in Space(playbook).subjects)
                continue
            if playbook.states[finding.witness[-1]].kind not in ("route", "ask"):  # the engine may have passed it already
                assert walk.state == finding.witness[-1], (seed, finding)
