"""The Business API: what is blocked is told by the noun nearest to the verb, and a fault without any word of a block is none."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from ban_wizard.case.recognise.levels import Levels
from ban_wizard.case.recognise.reading import Reading, Search
from ban_wizard.playbook.model import BLOCK_KINDS
from ban_wizard.playbook.patterns import parse
from tests.unit.case.recognise.recognisers import recognisers, verdict

TOLD: Final = {
    kind: lines.split("\n")
    for kind, _, lines in (
        part.strip().partition("\n") for part in (Path(__file__).parent / "api_told.txt").read_text("utf-8").split("\n\n")
    )
}
"""Texts in many languages, by the kind they are."""


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in TOLD.items() for text in texts])
def test_what_is_told_of_the_api(kind: str, text: str) -> None:
    found = verdict(text)
    assert (found.kind, found.messenger) == (kind, "whatsapp_api")
    assert found.certainty == "sure" or found.ask


BLOCKED: Final = (
    "Documents were declined, and Meta closed our WhatsApp Business account, the webhook is silent.",
    "Документы отклонили, и Meta закрыла наш аккаунт WhatsApp Business, вебхук молчит.",
    "Our WABA was banned on Monday and now the media upload fails with an error.",
    "WhatsApp API: the account is under investigation by Meta, they ask for documents, error on sending.",
    "We renewed the token but the WABA is banned, every call gives an error.",
    "La verificación fue rechazada y nuestra cuenta WABA fue inhabilitada, el webhook da error.",
    "A verificação foi recusada e a conta WABA foi desativada pela Meta.",
    "Verifikasi gagal dan akun WhatsApp Business kami dinonaktifkan Meta.",
    "令牌已过期，而且 Meta 停用了我们的 WhatsApp Business 账号",
    "Cloud API: connection closed with code 500, our WABA was disabled by Meta.",
    "Token ist gültig, aber Meta hat unser WhatsApp Business Konto gesperrt, Fehler beim Senden.",
)


@pytest.mark.parametrize("text", BLOCKED)
def test_a_block_beside_a_fault_is_no_fault(text: str) -> None:
    found = verdict(text)
    assert found.kind in {*BLOCK_KINDS, "unclear"}


@pytest.mark.parametrize(
    "text",
    [
        "Our WhatsApp API messages are not being delivered since yesterday, what happened?",
        "The provider says there is some problem with our WABA and asks to wait.",
        "Template messages show as sent but nobody receives them and there are no errors.",
        "Meta removed something from our Business Manager and the templates fail now.",
    ],
)
def test_what_names_neither_a_fault_nor_a_block_stays_open(text: str) -> None:
    assert verdict(text).kind == "unclear"


@pytest.mark.parametrize(
    ("text", "pattern", "another"),
    [
        ("the access token was revoked from Business Manager", "<portfolio> & <turned_off>", True),
        ("the token of our business portfolio was revoked", "<turned_off>", False),
        ("our business portfolio was disabled by Meta", "<portfolio> & <turned_off>", False),
        ("after a day the conversation is closed and a template is required", "<template> & <turned_off>", True),
        ("the template is closed and the conversation goes on", "<template> & <turned_off>", False),
        ("шаблон в аккаунте отключён", "<turned_off>", False),
        ("диалог с клиентом отключён, остался шаблон", "<turned_off>", True),
        ("the number was banned", "<banned>", False),
        ("Cloud API: connection closed, timeout", "<waba> & <turned_off>", True),
    ],
)
def test_the_noun_nearest_to_the_verb_tells_what_is_blocked(text: str, pattern: str, another: bool) -> None:
    search = Search(Reading(text), recognisers()[1].classes)
    matches = search.find(parse(pattern))
    assert matches
    assert all(Levels(search).another(match) == another for match in matches)
