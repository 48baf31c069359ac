"""Guards over a fact of many words: any of them, or none of them, and nothing while nobody has told it."""

from typing import Any

import pytest

from ban_wizard.case.guards import holds, holds_cautiously, may_hold
from tests.support.walk import Walk, written

FLOW = """
grammar: 1
id: api
version: 1
facts:
  kind: {builtin: kind}
  types: {many: [start, answer, call], optional: true}
channels: {}
entries: {warning: look}
anywhere: []
quotas: {}
locks: {}
states:
  look: {kind: do, cites: [A-1], next: [{on: worked, to: done}]}
  done: {kind: outcome, result: recovered, cites: [A-1]}
safety: []
"""
ANY, NONE = (("types", ("answer", "call")),), (("without.types", ("answer", "call")),)


def told(value: Any) -> Walk:
    return Walk(written(FLOW), "warning", facts={"types": value} if value is not None else {})


@pytest.mark.parametrize(
    ("value", "any_of", "none_of"),
    [
        (None, False, False),
        ([], False, True),
        ({"unsure": []}, False, True),
        (["start"], False, True),
        (["start", "answer"], True, False),
        (["call"], True, False),
    ],
)
def test_a_known_fact_of_many_has_any_of_the_words_or_none(value: Any, any_of: bool, none_of: bool) -> None:
    view = told(value).seen
    assert (holds(ANY, view), holds(NONE, view)) == (any_of, none_of)


def test_what_nobody_has_told_may_still_hold_and_keeps_a_rule_on() -> None:
    walk = told(None)
    for guard in (ANY, NONE):
        assert may_hold(guard, walk.seen)
        assert holds_cautiously(guard, walk.seen, walk.playbook.facts)


def test_what_was_told_decides() -> None:
    walk = told(["answer"])
    assert may_hold(ANY, walk.seen)
    assert not may_hold(NONE, walk.seen)
    assert not holds_cautiously(NONE, walk.seen, walk.playbook.facts)
