"""A limit on what a client does, or a block of an address, is said of that and of no account; an account told of beside it counts."""

import pytest

from ban_wizard.playbook.model import BLOCK_KINDS
from tests.unit.case.recognise.recognisers import verdict

LIMITED = [
    "WhatsApp has restricted number checks for this session",
    "WhatsApp restringió temporalmente la búsqueda de contactos",
    "MAX временно ограничил вход, повторите через 10 минут",
    "MAX: поиск контактов временно ограничен",
]
ADDRESS = ["WhatsApp has temporarily banned the server's IP", "IP сервера заблокирован WhatsApp", "O IP da VPS foi bloqueado pelo WhatsApp"]
BESIDE = [
    "WhatsApp restricted number checks, and my account is restricted too, new chats fail",
    "IP сервера заблокирован WhatsApp, и номер временно заблокирован на сутки",
    "My WhatsApp account is temporarily restricted, sign in again later",
    "Аккаунт в MAX временно ограничен, запросы кода тоже ограничены",
]
NOT_YET = [
    "WhatsApp account restricted, error 463 for all new numbers; sending goes on once the restriction is lifted",
    "You're temporarily banned from WhatsApp. Access is restored automatically when the timer runs out.",
    "Аккаунт WhatsApp ограничен, новым не пишется. После снятия ограничения рассылка продолжится.",
]


@pytest.mark.parametrize("text", LIMITED)
def test_a_limit_on_an_action_is_no_restriction_of_the_account(text: str) -> None:
    assert verdict(text).kind == "rate_limit"


@pytest.mark.parametrize("text", ADDRESS)
def test_a_blocked_address_is_no_blocked_number(text: str) -> None:
    assert verdict(text).kind == "not_a_ban"


@pytest.mark.parametrize("text", BESIDE)
def test_a_block_of_the_account_stands_beside_it(text: str) -> None:
    assert verdict(text).kind in {*BLOCK_KINDS, "unclear"}


@pytest.mark.parametrize("text", NOT_YET)
def test_a_lifting_to_come_lifts_nothing(text: str) -> None:
    assert verdict(text).kind in BLOCK_KINDS


def test_a_pair_in_a_log_is_read_only_under_the_name_that_it_belongs_to() -> None:
    assert verdict("whatsapp reachoutTimelock: {active: true}").kind == "new_chat_restriction"
    assert verdict("whatsapp instance: {active: true}").kind not in BLOCK_KINDS
