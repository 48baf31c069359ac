import pytest

from ban_wizard.case.diagnosis import Diagnosis, diagnose
from ban_wizard.playbook.model import Row, Symptom, Symptoms

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
    ("seen", "found"),
    [
        (["countdown"], Diagnosis("max", "temporary_ban", "sure", ("countdown",), ())),
        (["old_chats_work", "countdown"], Diagnosis("max", "new_chat_restriction", "sure", ("countdown", "old_chats_work"), ())),
        (["gateway_says_blocked", "banned"], Diagnosis("max", "permanent_ban", "likely", ("banned",), ())),
        (["gateway_says_blocked"], Diagnosis("max", "unclear", "unclear", ("gateway_says_blocked",), ("screen",))),
        (["banned", "countdown"], Diagnosis("max", "unclear", "unclear", ("countdown", "banned"), ("screen",))),
        (["old_chats_work"], Diagnosis("max", "unclear", "unclear", ("old_chats_work",), ("screen",))),
    ],
)
def test_the_first_row_that_fits_decides(seen: list[str], found: Diagnosis) -> None:
    assert diagnose("max", TABLE, seen) == found
