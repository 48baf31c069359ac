"""What looks like a block and is none, and the block that looks like it."""

import pytest

from ban_wizard.playbook.model import BLOCK_KINDS
from tests.unit.case.recognise.recognisers import verdict


@pytest.mark.parametrize(
    ("on", "kind"),
    [("true", "linked_device_restriction"), ("false", "not_a_ban")],
)
def test_fields_of_a_lock_say_whether_it_is_on(on: str, kind: str) -> None:
    assert verdict(f"EnforcementType:RESTRICT_ALL_COMPANIONS IsActive:{on} TimeEnforcementEnds:0001-01-01 00:00:00 +0000 UTC").kind == kind
    assert verdict(f'{{"enforcementType": "WEB_COMPANION_ONLY", "isActive": {on}}}').kind == kind


def test_is_active_is_no_misspelt_inactive() -> None:
    assert verdict("timelock: isActive=true enforcementType=BIZ_QUALITY timeEnforcementEnds=1767225600").kind == "new_chat_restriction"


@pytest.mark.parametrize(
    "text",
    [
        "Nomor diblokir sementara karena terlalu sering minta kode WhatsApp",
        "WhatsApp has temporarily blocked the number because the code was asked for too often; too many codes",
    ],
)
def test_who_may_not_ask_for_codes_is_not_banned(text: str) -> None:
    assert verdict(text).kind not in BLOCK_KINDS


@pytest.mark.parametrize(
    "text",
    [
        "You're temporarily banned from WhatsApp. I had asked for the code too many times the week before.",
        "My account is banned for 24 hours. Before that I could not get a code, too many attempts.",
    ],
)
def test_a_ban_stands_beside_codes_that_were_asked_for(text: str) -> None:
    assert verdict(text).kind not in ("not_a_ban", "rate_limit", "warning")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("My WhatsApp is restricted. Please enable it for me.", "unclear"),
        ("My WhatsApp is restricted, I cannot write to new contacts. Please help me.", "new_chat_restriction"),
    ],
)
def test_who_only_pleads_tells_of_no_screen(text: str, kind: str) -> None:
    assert verdict(text).kind == kind


@pytest.mark.parametrize(
    ("text", "harmless"),
    [
        ("I unlinked the device before the update, Baileys says 401", True),
        ("I unlinked the device before the update, now the account is not allowed to use WhatsApp", False),
    ],
)
def test_ones_own_signing_out_explains_no_ban(text: str, harmless: bool) -> None:
    assert (verdict(text).kind == "not_a_ban") is harmless


@pytest.mark.parametrize(
    "text", ["In MAX a blocked contact can still see your photo", "MAX: безопасный режим ограничивает звонки от незнакомцев"]
)
def test_whom_one_blocks_or_keeps_away_is_no_ban(text: str) -> None:
    assert verdict(text).kind == "not_a_ban"


def test_a_ban_of_one_s_own_in_max_stays_one() -> None:
    assert verdict("MAX заблокировал мой аккаунт, пишет что ограничены сообщения незнакомым людям").kind != "not_a_ban"
