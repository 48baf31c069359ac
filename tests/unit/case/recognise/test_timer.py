"""When a restriction ends, and what else a text tells."""

import json

import pytest

from tests.unit.case.recognise.recognisers import verdict

SCREEN = "You're temporarily banned from WhatsApp. "


def restriction(*ends: object, key: str = "expiration") -> str:
    return json.dumps(
        {"event": "ACCOUNT_RESTRICTION", "restriction_info": [{"restriction_type": "RESTRICTED_X", key: end} for end in ends]}
    )


@pytest.mark.parametrize(
    ("text", "end"),
    [
        (SCREEN + "You'll be able to use WhatsApp again in 23 hours.", "PT23H"),
        (SCREEN + "You'll be able to use WhatsApp again in 3 days.", "P3D"),
        (SCREEN + "2 days 4 hours left", "PT52H"),
        (SCREEN + "23:59:10", "PT24H"),
        (SCREEN + "09:12:00", "PT552M"),
        ("2026-11-21 12:33:02 " + SCREEN, None),
        (SCREEN + "In 3 days or in 5 hours, they say: again in 3 days, again in 5 hours", None),
        ("Вы временно заблокированы в WhatsApp. Вы снова сможете пользоваться WhatsApp через 5 часов.", "PT5H"),
        ("Du er midlertidig utestengt fra WhatsApp. 18 timer igjen", "PT18H"),
        ("WhatsApp: dočasný zákaz, zbývá 5 hodin", "PT5H"),
        ("لقد تم حظرك مؤقتا من واتساب. متبقي 11 ساعة", "PT11H"),
        ("您已被 WhatsApp 暂时封禁，剩余 11 小时", "PT11H"),
        ("12時間後に再びWhatsAppを利用できます。WhatsAppの利用が一時的に禁止されています", "PT12H"),
        ("You've been temporarily banned: 102: too many people blocked you. The ban expires in 24h0m0s", "PT24H"),
        ('{"event": "TemporaryBan", "Code": 104, "Expire": 86400000000000}', "PT24H"),
        (restriction(1796330498), "2026-12-03T20:41:38+00:00"),
        (restriction(1796330498000), "2026-12-03T20:41:38+00:00"),
        (restriction("2026-04-19T13:59:20+0000"), "2026-04-19T13:59:20+00:00"),
        (restriction("2026-09-14T12:00:00.123Z", key="expires_at"), "2026-09-14T12:00:00+00:00"),
        (restriction("2026-09-14 12:00:00", key="expiresAt"), "2026-09-14T12:00:00"),
        (restriction(1796330498, 1796000000), "2026-12-03T20:41:38+00:00"),
        (restriction("soon"), None),
        (restriction("9999999999999999999999"), None),
        (restriction("2026-13-45T99:00:00Z"), None),
        (
            "Event EnforcementType:RESTRICT_ALL_COMPANIONS IsActive:true TimeEnforcementEnds:2026-07-16 09:33:50 -0300 -03}",
            "2026-07-16T09:33:50-03:00",
        ),
        (SCREEN, None),
    ],
)
def test_the_end_is_read(text: str, end: str | None) -> None:
    found = verdict(text)
    assert found.kind != "unclear"
    assert found.facts.get("timer_end") == end


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (SCREEN + "too many people blocked you", {"ban_reason": "blocked_by_many"}),
        ("temporarily banned from WhatsApp because you created too many groups with people who don't have you", {"ban_reason": "groups"}),
        ("WhatsApp: account in review", {"review": "open"}),
        ("We've completed our review and found this account's activity violates WhatsApp's terms of service", {"review": "refused"}),
        ("Вы временно заблокированы в WhatsApp: много сообщений людям, у которых нет вас в контактах", {"ban_reason": "strangers"}),
        ('{"event": "ACCOUNT_VIOLATION", "violation_info": {"violation_type": "SCAM"}}', {"violation_type": "SCAM"}),
        (SCREEN, {}),
    ],
)
def test_facts_are_read(text: str, facts: dict[str, str]) -> None:
    assert verdict(text).facts == facts
