"""Texts that look like something else: denials, history, plans, homonyms, other services."""

import pytest

from ban_wizard.playbook.model import BLOCK_KINDS
from tests.unit.case.recognise.recognisers import verdict


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('{"id": "1", "status": "RESTRICTED", "messaging_limit_tier": "TIER_1K"}', "rate_limit"),
        ("Phone number status: Restricted, messaging limit reached", "rate_limit"),
        ('{"error": {"code": 190, "error_subcode": 463, "type": "OAuthException"}}', "not_a_ban"),
        ('{"statusCode": 500, "exception": {"message": "server returned error 463"}}', "unclear"),
        ('{"error": {"code": 131031, "error_data": {"details": "Cannot verify the two-step PIN"}}}', "not_a_ban"),
        ("POST /v20/1/register {\"pin\": \"123456\"} -> 131031 Business Account locked", "not_a_ban"),
        ('{"can_send_message": "BLOCKED", "entities": [{"entity_type": "MESSAGE_TEMPLATE", "can_send_message": "BLOCKED", "errors": '
         '[{"error_code": 141002}]}, {"entity_type": "WABA", "can_send_message": "AVAILABLE"}]}', "not_a_ban"),
        ('{"can_send_message": "BLOCKED", "entities": [{"entity_type": "WABA", "can_send_message": "BLOCKED"}]}', "account_lock"),
        ('{"event": "DISABLED_UPDATE", "ban_info": {"waba_ban_state": "REINSTATE"}}', "not_a_ban"),
        ('{"event": "DISABLED_UPDATE", "ban_info": {"waba_ban_state": "DISABLE"}}', "account_lock"),
        ("statusCode: 401 Unauthorized, session closed", "unclear"),
        ("status 403", "unclear"),
        ("Connection Replaced, status 440", "not_a_ban"),
        ("402: account temporarily banned", "temporary_ban"),
        ("406: logged out for unknown reason", "permanent_ban"),
        ("ack error 479", "not_a_ban"),
        ("429 rate-overlimit, baileys", "rate_limit"),
        ("Мессенджер не пропускает сообщение из-за подозрения на спам", "not_a_ban"),
        ("MAX, при входе: «Пользователь заблокирован или удален»", "permanent_ban"),
        ("MAX, в чате с клиентом: «Пользователь заблокирован или удален», остальным пишу нормально", "not_a_ban"),
        ('{"stateInstance": "suspended", "typeInstance": "whatsapp"}', "unclear"),
        ('{"stateInstance": "suspended", "typeInstance": "v3"}', "temporary_ban"),
        ('{"reachoutTimelock": {"isActive": false, "timeEnforcementEnds": null, "enforcementType": "DEFAULT"}}', "not_a_ban"),
            ("WhatsApp number was unbanned last week and now it is banned again", "unclear"),
            ("Номер WhatsApp разбанили и через день опять забанили", "unclear"),
            ("WhatsApp: номер заблокирован, блокировка будет снята через 24 часа", "temporary_ban"),
            ("My WhatsApp number was banned, I can do nothing before the restriction is lifted", "unclear"),
            ("Номер WhatsApp заблокирован, таймер показывает время до снятия блокировки", "temporary_ban"),
            ("Поддержка MAX: аккаунт временно заблокирован за рассылку, будет разблокирован автоматически", "temporary_ban"),
            ("Ограничения MAX сняты", "not_a_ban"),
            ('{"status":"fail","reason":"no_routes"}', "not_a_ban"),
            ('{"status":"fail","reason":"blocked"}', "permanent_ban"),
    ],
)  # fmt: skip
def test_traps(text: str, kind: str) -> None:
    assert verdict(text).kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "My WhatsApp account is not banned",
        "WhatsApp did not block my number",
        "There is no ban on my WhatsApp number",
        "вотсап не заблокирован",
        "Блокировки в WhatsApp нет, просто сел телефон",
        "Meu WhatsApp não foi banido",
        "We were banned from WhatsApp a year ago, now everything works",
        "В прошлом году блокировали WhatsApp на сутки, сейчас всё работает",
        "How do I avoid a temporary ban in WhatsApp?",
        "Как не попасть в бан WhatsApp при рассылке?",
        "If I send 300 messages my WhatsApp number may be permanently banned, right?",
        "Is my WhatsApp number permanently banned?",
        "I was temporarily banned from WhatsApp for two days, they removed the ban, my account has been restored",
        "A client blocked me on WhatsApp",
    ],
)
def test_what_is_denied_over_or_only_supposed_is_no_block(text: str) -> None:
    found = verdict(text)
    assert found.kind not in BLOCK_KINDS, found
    assert found.ask


def test_what_is_so_now_counts_and_not_what_was_before() -> None:
    text = "first they restricted my whatsapp account for 24 hours and now it is banned for life"
    assert verdict(text).kind == "permanent_ban"
    assert verdict("WhatsApp unbanned my number, I linked it again and it was banned at once").kind == "unclear"


@pytest.mark.parametrize(
    "text", ["My Telegram account was banned for spam", "Instagram suspended me for 3 days", "hello", "ban", "{}", "42"]
)
def test_other_services_and_nothing_at_all_belong_to_no_messenger(text: str) -> None:
    found = verdict(text)
    assert (found.messenger, found.kind, found.certainty) == (None, "unclear", "unclear")
    assert found.ask[0] == "which_messenger"


def test_two_messengers_for_which_equally_much_speaks_leave_it_unclear() -> None:
    app, max_ = "You're temporarily banned from WhatsApp.", "MAX при входе: «Пользователь заблокирован или удален»."
    assert verdict(app).kind == "temporary_ban" and verdict(max_).kind == "permanent_ban"
    mixed = verdict("This account is not allowed to use WhatsApp.\n\nTemplate is paused.")
    assert mixed.certainty != "sure" or mixed.kind in ("permanent_ban", "template_paused_or_disabled")
    assert verdict("Screen: You're temporarily banned from WhatsApp. Then: This account is not allowed to use WhatsApp.").kind == "unclear"


def test_what_shows_one_messenger_in_a_text_that_names_another_is_not_sure() -> None:
    assert verdict("Начать диалог не получится").certainty == "sure"
    found = verdict("Начать диалог не получится. Это WhatsApp так пишет")
    assert (found.certainty, found.ask) == ("likely", ("which_messenger",))


def test_a_messenger_that_is_known_otherwise_is_kept_to() -> None:
    assert verdict("заблокировали навсегда").messenger is None or verdict("заблокировали навсегда").messenger == "whatsapp_app"
    assert verdict("заблокировали навсегда", "max").messenger == "max"


def test_what_is_only_told_is_never_sure() -> None:
    told = verdict("my whatsapp number got permanently banned")
    shown = verdict("This account is not allowed to use WhatsApp")
    assert (told.kind, told.certainty) == ("permanent_ban", "likely")
    assert (shown.kind, shown.certainty) == ("permanent_ban", "sure")
    assert told.ask


def test_secrets_are_not_echoed() -> None:
    token = "EAA" + "b" * 40
    found = verdict(f'{{"error": {{"code": 190, "message": "Error validating access token {token}"}}}}')
    assert found.kind == "not_a_ban" and token not in str(found)
    found = verdict(f"Your account {token} +15550100123 123456 is restricted right now. You won't be able to start new chats")
    assert found.evidence and token not in str(found) and "15550100123" not in str(found) and "123456" not in str(found)


@pytest.mark.parametrize(
    "text",
    [
        "After scanning the QR, WhatsApp bans the number",
        "First error 503, after that 403, and the WhatsApp number is banned",
        "429 rate-overlimit. WhatsApp banned the number",
        "Customers blocked us so WhatsApp banned our number",
        "Инстанс просит QR, а в ватсапе номер забанен",
        "This account is not allowed to use WhatsApp. Too many attempts, try again later",
        "131047 on one message. Meta disabled our WhatsApp Business account",
        "WABA заблокирована без срока. В логах ещё (#100) Invalid parameter",
        "Our WhatsApp Business account is restricted for 5 days. Error 131042 too",
        "The phone shows a WhatsApp ban with 8 hours left. Our Cloud API number sends happily",
        "First the ban was lifted, then This account can no longer use WhatsApp",
    ],
)
def test_a_block_among_harmless_signs_is_not_called_harmless(text: str) -> None:
    assert verdict(text).kind not in ("not_a_ban", "rate_limit", "warning")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("WhatsApp number banned twice in March, then restored. Today: This account can't use WhatsApp", "permanent_ban"),
        ("It was temporarily banned, the ban is over, WhatsApp works", "not_a_ban"),
        ("My friend's WhatsApp is banned for good. Mine works", "not_a_ban"),
        ("WhatsApp: PERMANENT BAN?? No: You're temporarily banned from WhatsApp, again in 6 days", "temporary_ban"),
        ("Further violations may lead to restrictions of 30 days. This is a warning for your WhatsApp Business account", "warning"),
        ("Blocked by one customer on WhatsApp", "not_a_ban"),
        ("WAHA lost the session and wants the QR. I have not looked at the phone yet", "unclear"),
        ("In WhatsApp nobody new can be written to, whoever wrote before gets answers", "new_chat_restriction"),
    ],
)
def test_what_is_over_threatened_or_told_of_others_is_set_aside(text: str, kind: str) -> None:
    assert verdict(text).kind == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("My bank card is blocked for 3 days and I can't pay for the WhatsApp API", "unclear"),
        ("Telegram забанил на неделю, в вотсапе всё ок", "not_a_ban"),
        ("The Cloud API number is fine and sends. But the phone app shows: temporarily banned, 5 hours left", "temporary_ban"),
        ("Телефон в бане на 12 часов, а API шлет нормально", "temporary_ban"),
        ("The app on the phone works. But our WABA was disabled", "account_lock"),
        ("Locked until Monday", "unclear"),
        ("MAX и вотсап: в вотсапе бан на сутки, в максе всё работает", "temporary_ban"),
        ("Our other sim works. Main: WhatsApp ban, no timer", "permanent_ban"),
        ("My WhatsApp number is locked until Monday", "temporary_ban"),
    ],
)
def test_a_sign_belongs_to_what_its_sentence_speaks_of(text: str, kind: str) -> None:
    assert verdict(text).kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "Will WhatsApp ban my number permanently if I send 500 messages?",
        "Забанят ли меня в вотсапе навсегда?",
        "Если продолжим, вотсап заблокирует номер навсегда",
        "I'm worried that WhatsApp will permanently ban my number",
        "Боюсь, что вотсап навсегда забанит номер",
        "I heard that WhatsApp numbers are permanently banned after three reports",
        "Говорят, ватсап блокирует на сутки за рассылки",
        "Did WhatsApp restrict our account? Everyone else receives our messages",
        "How many warnings before a permanent ban in WhatsApp?",
        "nginx gives 403 for our WhatsApp webhook",
        "Ticket #131031 about the WhatsApp API is still open",
        "Заявка №131031: когда ответите про WhatsApp API?",
        "My WhatsApp is restricted to contacts only",
    ],
)
def test_what_is_asked_feared_rumoured_to_come_or_a_number_of_something_else_is_no_block(text: str) -> None:
    assert verdict(text).kind not in BLOCK_KINDS


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Why did WhatsApp ban my number permanently?", "permanent_ban"),
        ("(#131031) Business Account locked", "account_lock"),
        ("every send returns 131031 since noon", "account_lock"),
        ("403 forbidden, and the phone shows: You're temporarily banned from WhatsApp", "temporary_ban"),
        ("My boss thinks we're banned on WhatsApp. On the phone everything works", "not_a_ban"),
        ("My boss thinks our WhatsApp number is permanently banned", "permanent_ban"),
        ("At first they banned my WhatsApp for 24 hours. Today it is banned forever", "permanent_ban"),
        ("Before there was a ban on WhatsApp, now it says: account has been restored", "not_a_ban"),
        ("Error 402, then it works again, then error 402 again. WhatsApp number, whatsmeow", "temporary_ban"),
        ("WhatsApp status: reached the limit for today, replies are possible", "rate_limit"),
        ("i cant write to new people on whatsapp, old chats work", "new_chat_restriction"),
    ],
)
def test_what_only_looks_set_aside_still_counts(text: str, kind: str) -> None:
    assert verdict(text).kind == kind


@pytest.mark.parametrize(
    ("text", "messenger", "kind", "certainty"),
    [
        ("Слишком много попыток", "max", "rate_limit", "likely"),
        ("WhatsApp пишет: слишком много попыток", "whatsapp_app", "rate_limit", "sure"),
        ('{"error": {"code": 131031}}', "whatsapp_api", "account_lock", "likely"),
        ('{"error": {"code": 131031}}, {"entity_type": "WABA", "can_send_message": "BLOCKED"}', "whatsapp_api", "account_lock", "sure"),
        ("(#368) Temporarily blocked for policies violations", "whatsapp_api", "restriction_timed", "likely"),
        ("All ok", None, "unclear", "unclear"),
        ("Ваш номер заблокирован. Пополните баланс.", None, "unclear", "unclear"),
        ("Your appeal was rejected. Unchanged.", None, "unclear", "unclear"),
        ("WhatsApp rejected my appeal", "whatsapp_app", "permanent_ban", "likely"),
        ("This business account has been permanently disabled for scam", "whatsapp_api", "account_lock", "likely"),
        ("Это нас заблокировали в вотсапе?", "whatsapp_app", "unclear", "unclear"),
        ("Без впна вотсап не работает. Это нас заблокировали?", "whatsapp_app", "not_a_ban", "likely"),
        ("They go against our Business Messaging Policy. No limits have been placed on your account", "whatsapp_api", "warning", "likely"),
    ],
)  # fmt: skip
def test_what_is_not_settled_is_asked(text: str, messenger: str | None, kind: str, certainty: str) -> None:
    found = verdict(text)
    assert (found.messenger, found.kind, found.certainty) == (messenger, kind, certainty)
    assert certainty == "sure" or found.ask


def test_where_nothing_names_the_messenger_it_is_asked_for() -> None:
    assert "which_messenger" in verdict("Слишком много попыток").ask
    assert "which_messenger" not in verdict("WhatsApp rejected my appeal").ask


def test_a_field_that_several_gateways_have_counts_for_the_messenger_that_is_named() -> None:
    """MXA-01: Green-API has one name for the state of WhatsApp and of MAX; the type of the instance tells whose it is, or the person."""
    state = '{"stateInstance": "suspended", "suspendedUntil": 1798761600}'
    assert (verdict(state).kind, verdict(state, "whatsapp_app").kind) == ("unclear", "unclear")
    for found in (verdict(state, "max"), verdict(f"Инстанс MAX: {state}"), verdict(state.replace("}", ', "typeInstance": "v3"}'))):
        assert (found.messenger, found.kind) == ("max", "temporary_ban")
        assert found.facts["timer_end"] == "2027-01-01T00:00:00+00:00"


def test_a_field_that_others_have_too_does_not_outweigh_the_screen_of_another_messenger() -> None:
    found = verdict('MAX: {"stateInstance": "notAuthorized"}, при входе пишет: пользователь заблокирован или удален')
    assert (found.messenger, found.kind) == ("max", "permanent_ban")
