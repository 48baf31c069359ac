"""Fields are read by what they mean, whatever they are wrapped in; a penalty by what it keeps one from; a denial by all that it denies."""

import pytest

from ban_wizard.playbook.model import BLOCK_KINDS
from tests.unit.case.recognise.recognisers import verdict

LOCKED = [
    '{"channel": "whatsapp", "result": {"limits": {"reachout_timelock": {"active": true}}}}',
    '{"account": {"wa": {"reachoutTimeLock": {"isActive": true, "until": 1790000000}}}} {"reachout": {"locked": true}}',
    '{"status": {"canStartNewChats": false, "canReply": true}}',
    '{"capabilities": {"can_send_new_chats": false}}',
    '{"whatsapp": [{"new_chats_allowed": false}]}',
    "permissions: { newChats: false, replies: true }  # whatsapp session 3",
    '{"data": {"is_reachout_timelocked": true}}',
]
FREE = ['{"whatsapp": {"reachout_timelock": {"active": false}}}', '{"result": {"wa": {"reach_out_timelock": {"locked": false}}}}']
BANNED = [
    '{"ok": true, "result": {"phone": "15550100100", "isBanned": true, "violation_type": "SPAM"}}',
    '{"is_banned": true, "details": {"appeal_token": "XYZ"}}',
    '[{"account": {"banned": true, "info": {"violationType": "scam"}}}]',
]
OF_A_PERSON = [
    '{"event": "contact_blocked", "chat": "15550100100@c.us", "chatState": "blocked"}',
    '{"webhookType": "outgoingBlock", "data": {"contactState": "blocked"}}',
    '{"type": "blocklist.update", "payload": {"jids": ["15550100100@s.whatsapp.net"], "action": "add"}}',
    '{"body": {"typeWebhook": "incomingBlock", "chatState": "blocked"}}',
]
NEW_CHATS = [
    "WhatsApp has temporarily blocked my account from starting new chats",
    "My WhatsApp number is locked from messaging new contacts until tomorrow",
    "our WhatsApp account is prevented from starting conversations with new people for 24 hours",
    "WhatsApp account barred from initiating cold chats",
    "WhatsApp: mi cuenta está temporalmente impedida de iniciar chats nuevos",
    "WhatsApp: minha conta está temporariamente impedida de iniciar novas conversas",
]
FROM_USING = [
    "You are temporarily prevented from using WhatsApp, 5 hours left",
    "WhatsApp: estás temporalmente impedido de usar WhatsApp, quedan 3 horas",
    "Você está impedido de usar o WhatsApp, faltam 40 minutos",
    "экран ватсапа с таймером: осталось 6 часов 10 минут, пишет про неофициальное приложение",
    "WhatsApp screen says I used an unauthorized app, 23 hours left",
]
DENIED = [
    "the WhatsApp numbers are neither banned nor restricted, they are just offline",
    "WhatsApp: os números não estão bloqueados ou restritos, só não conectam",
    "los números de WhatsApp no están bloqueados ni restringidos",
    "номера в ватсапе не заблокированы и не ограничены, просто нет связи",
    "Die WhatsApp-Konten sind weder gesperrt noch eingeschränkt",
    "les comptes WhatsApp ne sont ni bannis ni restreints",
    "gli account WhatsApp non sono bloccati o limitati",
    "nomor WhatsApp tidak diblokir atau dibatasi",
]
BY_A_PERSON = [
    "I have been blocked on WhatsApp by the chat partner",
    "на ватсапе заблокирован собеседником",
    "Auf WhatsApp wurde ich vom Gesprächspartner blockiert",
    "Fui bloqueado pelo destinatário do WhatsApp",
    "En WhatsApp me han bloqueado, o sea bloqueado por el destinatario",
    "Sur WhatsApp je suis bloqué par le correspondant",
    "su WhatsApp sono stato bloccato dal destinatario",
    "di WhatsApp saya diblokir oleh penerima",
    "WhatsApp: geblokkeerd door de ontvanger",
    "WhatsApp 我被对方拉黑了",
]
ALLOWED = [
    "This account can now use WhatsApp",
    "Этот аккаунт снова может использовать WhatsApp",
    "Esta cuenta ya puede usar WhatsApp",
    "Esta conta já pode usar o WhatsApp",
    "Dieses Konto kann WhatsApp wieder nutzen",
    "Ce compte peut à nouveau utiliser WhatsApp",
    "Akun ini sekarang bisa menggunakan WhatsApp",
]
KINDS = {
    "new_chat_restriction": LOCKED + NEW_CHATS,
    "permanent_ban": BANNED,
    "temporary_ban": FROM_USING,
    "not_a_ban": FREE + OF_A_PERSON + DENIED + BY_A_PERSON + ALLOWED,
}


@pytest.mark.parametrize(("text", "kind"), [(text, kind) for kind, texts in KINDS.items() for text in texts])
def test_a_text_is_read_by_what_it_means(text: str, kind: str) -> None:
    found = verdict(text)
    assert found.kind == kind, found
    assert found.certainty == "sure" or found.ask


@pytest.mark.parametrize(
    "text",
    [
        '{"capping": {"capping_status": "FIRST_WARNING", "used": 40}} (whatsapp)',
        "whatsapp message-capping event, cappingStatus: SECOND_WARNING",
    ],
)
def test_a_warning_of_a_limit_is_no_limit_yet(text: str) -> None:
    assert verdict(text).kind == "warning"


@pytest.mark.parametrize(
    ("text", "not_kind"),
    [
        ('{"isBanned": false, "violation_type": "", "appeal_token": ""}', BLOCK_KINDS),
        ('{"isBanned": true}', {"not_a_ban", "rate_limit", "warning"}),
        ('{"canStartNewChats": true} whatsapp', BLOCK_KINDS),
        ("my WhatsApp number was mistakenly banned permanently", {"not_a_ban", "rate_limit", "warning"}),
        ("WhatsApp: not banned but restricted, I can't start new chats", {"not_a_ban", "rate_limit", "warning"}),
        ("WhatsApp says this account is temporarily blocked, 3 hours left", {"not_a_ban", "new_chat_restriction"}),
        ("the appeal came back and WhatsApp says this account can no longer use WhatsApp", {"not_a_ban", "unclear"}),
    ],
)
def test_and_nothing_else(text: str, not_kind: frozenset[str]) -> None:
    assert verdict(text).kind not in not_kind


def test_a_status_that_is_shown_by_mistake_is_none() -> None:
    assert verdict("the panel wrongly shows yellowCard, on the phone WhatsApp works").kind == "not_a_ban"
    assert verdict("the panel shows yellowCard, on the phone WhatsApp works").kind == "linked_device_restriction"
