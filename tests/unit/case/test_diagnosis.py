"""What is seen becomes a kind of block: the decision table, and the choice between messengers."""

import pytest

from ban_wizard.case.diagnosis import diagnose
from ban_wizard.playbook.symptoms import Row, Symptom, Symptoms

TABLE = Symptoms(
    {name: Symptom(name, "phone") for name in ("countdown", "old_chats_work", "banned", "gateway_says_blocked")},
    (
        Row("unclear", "unclear", all=("countdown", "banned"), ask=("screen",)),
        Row("temporary_ban", "sure", all=("countdown",), none=("old_chats_work",)),
        Row("new_chat_restriction", "sure", all=("countdown", "old_chats_work")),
        Row("permanent_ban", "likely", any=("banned",)),
        Row("unclear", "unclear", any=("gateway_says_blocked",), ask=("screen",)),
    ),
    Row("unclear", "unclear", ask=("screen",)),
)


@pytest.mark.parametrize(
    ("seen", "kind", "certainty", "evidence", "ask"),
    [
        (["countdown"], "temporary_ban", "sure", ["countdown"], ()),
        (["old_chats_work", "countdown"], "new_chat_restriction", "sure", ["countdown", "old_chats_work"], ()),
        (["gateway_says_blocked", "banned"], "permanent_ban", "likely", ["banned"], ("screen",)),
        (["gateway_says_blocked"], "unclear", "unclear", ["gateway_says_blocked"], ("screen",)),
        (["banned", "countdown"], "unclear", "unclear", ["countdown", "banned"], ("screen",)),
        (["old_chats_work"], "unclear", "unclear", ["old_chats_work"], ("screen",)),
    ],
)
def test_the_first_row_that_fits_decides(seen: list[str], kind: str, certainty: str, evidence: list[str], ask: tuple[str, ...]) -> None:
    found = diagnose("max", TABLE, seen)
    assert (found.messenger, found.kind, found.certainty, found.ask) == ("max", kind, certainty, ask)
    assert [(each.symptom, each.matched) for each in found.evidence] == [(name, None) for name in evidence]
