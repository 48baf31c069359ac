"""playbooks/whatsapp_app: what is seen tells the kind, and nothing harmless is made of a ban."""

from functools import partial
from itertools import product

import pytest

from ban_wizard.playbook.model import BLOCK_KINDS
from tests.unit.playbook.reading import first_row
from tests.unit.playbook.whatsapp_app import SYMPTOMS

verdict = partial(first_row, SYMPTOMS)


@pytest.mark.parametrize(
    ("seen", "kind"),
    [
        (("countdown",), "temporary_ban"),
        (("countdown", "gateway_402"), "temporary_ban"),
        (("countdown", "old_chats_work"), "new_chat_restriction"),
        (("review_button",), "permanent_ban"),
        (("business_ban", "gateway_401"), "permanent_ban"),
        (("commerce_ban",), "permanent_ban"),
        (("in_review",), "permanent_ban"),
        (("review_refused",), "permanent_ban"),
        (("restricted_now", "old_chats_work"), "new_chat_restriction"),
        (("restricted_now", "countdown"), "new_chat_restriction"),
        (("new_chats_fail", "old_chats_work"), "new_chat_restriction"),
        (("linked_restricted", "restricted_now"), "linked_device_restriction"),
        (("web_restricted",), "linked_device_restriction"),
        (("phone_works", "gateway_463_all"), "linked_device_restriction"),
        (("phone_works", "link_refused"), "linked_device_restriction"),
        (("restricted_soon", "phone_works"), "warning"),
        (("unanswered_cap",), "rate_limit"),
        (("too_many_codes",), "rate_limit"),
        (("gateway_429",), "rate_limit"),
        (("restored",), "not_a_ban"),
        (("ban_removed_mail",), "not_a_ban"),
        (("other_phone",), "not_a_ban"),
        (("phone_works", "gateway_blocked"), "not_a_ban"),
        (("phone_works", "gateway_401"), "not_a_ban"),
        (("phone_works", "gateway_463_one"), "not_a_ban"),
        (("gateway_replaced",), "not_a_ban"),
        (("gateway_reconnects",), "not_a_ban"),
        (("gateway_402",), "temporary_ban"),
        (("gateway_406",), "permanent_ban"),
        (("terms_block",), "permanent_ban"),
        (("registration_blocked",), "permanent_ban"),
        (("gateway_463_all",), "new_chat_restriction"),
        (("gateway_yellow_card",), "unclear"),  # a real ban has been shown so, and only linked devices may be meant
        (("link_refused",), "unclear"),
        (("gateway_signed_out",), "not_a_ban"),
        (("gateway_signed_out", "gateway_401"), "not_a_ban"),
        (("gateway_signed_out", "restricted_now"), "new_chat_restriction"),
        (("cannot_use",), "permanent_ban"),
        (("plain_ban",), "unclear"),
        (("plain_ban", "phone_works"), "unclear"),
        (("plain_ban", "restored"), "unclear"),
        (("plain_ban", "countdown"), "temporary_ban"),
        (("recipient_block",), "not_a_ban"),
        (("gateway_401",), "unclear"),
        (("gateway_403",), "unclear"),
        (("gateway_blocked",), "unclear"),
        (("gateway_unlinked",), "unclear"),
        (("gateway_463_one",), "unclear"),
        (("unauthorised_app_mail",), "unclear"),
        (("countdown", "review_button"), "unclear"),
        (("review_button", "phone_works"), "unclear"),
        (("restored", "countdown"), "unclear"),
        ((), "unclear"),
    ],
)
def test_symptoms_tell_the_kind(seen: tuple[str, ...], kind: str) -> None:
    assert verdict(*seen).kind == kind


def test_a_gateway_alone_never_makes_anything_certain() -> None:
    gateway = [name for name, symptom in SYMPTOMS.symptoms.items() if symptom.where == "gateway"]
    assert gateway
    assert [name for name in gateway if verdict(name).certainty == "sure"] == []


def test_no_ban_screen_is_ever_taken_for_something_harmless() -> None:
    screens = ["countdown", "review_button", "business_ban", "commerce_ban", "in_review", "review_refused"]
    for screen, other in product(screens, SYMPTOMS.symptoms):
        assert verdict(screen, other).kind in BLOCK_KINDS | {"unclear"}, (screen, other)
