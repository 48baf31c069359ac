"""Which numbers a pasted text is taken to be about: rather none than a wrong one."""

from __future__ import annotations

import pytest

from ban_wizard.case.mentioned import SEARCHED, mentioned

OURS = "+79111234567"


@pytest.mark.parametrize(
    "text",
    [
        "Номер +7 911 123-45-67 больше не может использовать WhatsApp",
        "Ваш номер 8 (911) 123-45-67 заблокирован за спам",
        "аккаунт 79111234567 заблокирован, +7 911 123-45-67 не работает",
        "Your account +7\u00a0911\u00a0123-45-67 is not allowed to use WhatsApp. Chat with support",
        "tel:+79111234567",
        "у клиента 8 911 123 45 67 заблокирован WhatsApp, помогите",
        '{"metadata": {"display_phone_number": "79111234567", "phone_number_id": "106540352242922"},'
        ' "statuses": [{"recipient_id": "79223334455"}], "contacts": [{"wa_id": "447400123456"}]}',
        "status: BANNED\nphone +79111234567\nexpiration: 1700000000\nfbtrace_id 102290129340398",
        "+7 911 123-45-67 заблокирован. Не доставлено получателю +7 922 333-44-55",
        "+7 911 123-45-67 заблокирован. Звоните 8 800 555-35-35 или +7 495 123-45-67",
        "Здравствуйте, 79111234567! Чат 79223334455@c.us удалён",
    ],
)
def test_one_number(text: str) -> None:
    assert [phone.e164 for phone in mentioned(text)] == [OURS]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ваш номер заблокирован",
        "код 123-456, ошибка 131031, 1700000000, 1700000000000, 102290129340398",
        "9111234567",
        "+7 000 000-00-00",
        "+1 555",
        "21.11.2026 15:00:00, 2026-11-21T15:00:00+03:00",
        "Сообщение контакту +7 922 333-44-55 не отправлено",
        '{"to": "79223334455", "error": {"code": 131026}}',
        '"recipient_id": "79223334455"',
        "79223334455@s.whatsapp.net not on WhatsApp",
        "Contact support at +1 650-543-4800",
        "x" * SEARCHED + " +7 911 123-45-67",
    ],
)
def test_none(text: str) -> None:
    assert mentioned(text) == ()


def test_several_in_their_order_and_as_letters_show_them() -> None:
    found = mentioned("заблокированы +44 7400 123456, 8-911-123-45-67 и снова +44 7400 123456")
    assert [phone.shown for phone in found] == ["+44 7400 123456", "+7 911 123-45-67"]


def test_a_number_abroad_is_known_by_its_webhook() -> None:
    assert [phone.e164 for phone in mentioned('{"display_phone_number" : "16505434800"}')] == ["+16505434800"]
