"""playbooks/whatsapp_api: what is seen tells the kind, codes and events before words, and nothing harmless is made of a block."""

from functools import partial
from itertools import product

import pytest

from tests.unit.playbook.reading import first_row
from tests.unit.playbook.whatsapp_api import BLOCKS, PLAYBOOK, SYMPTOMS

verdict = partial(first_row, SYMPTOMS)


@pytest.mark.parametrize(
    ("seen", "kind"),
    [
        # e-mails and notices, stage by stage
        (("mail_quality",), "quality_drop"),
        (("mail_warning",), "warning"),
        (("ladder_warning",), "warning"),
        (("mail_restricted_days",), "restriction_timed"),
        (("mail_restricted_30",), "restriction_30d"),
        (("mail_restricted_days", "term_30"), "restriction_30d"),
        (("templates_forbidden",), "restriction_timed"),
        (("mail_locked",), "account_lock"),
        (("mail_disabled",), "account_lock"),
        (("mail_portfolio",), "portfolio_block"),
        (("mail_portfolio", "mail_locked"), "portfolio_block"),
        (("mail_template",), "template_paused_or_disabled"),
        (("mail_reversed",), "not_a_ban"),
        (("mail_unchanged",), "unclear"),
        (("mail_in_review",), "unclear"),
        # what the account does
        (("all_numbers_silent",), "portfolio_block"),
        (("nothing_works",), "unclear"),
        (("only_answers",), "unclear"),
        (("only_no_new_numbers",), "restriction_timed"),
        (("sending_works",), "not_a_ban"),
        # quality and status of the number
        (("quality_low",), "quality_drop"),
        (("quality_event",), "quality_drop"),
        (("number_flagged",), "quality_drop"),
        (("quality_high",), "not_a_ban"),
        (("quality_high", "plain_ban"), "unclear"),
        (("quality_event_harmless",), "not_a_ban"),
        (("number_limited",), "rate_limit"),
        (("number_rate_limited",), "rate_limit"),
        (("number_banned",), "account_lock"),
        (("number_paused",), "restriction_timed"),
        (("number_not_ready",), "not_a_ban"),
        (("number_connected",), "unclear"),
        # health_status
        (("health_template",), "not_a_ban"),
        (("health_template", "health_waba_blocked"), "account_lock"),
        (("health_business_blocked",), "portfolio_block"),
        (("health_number_blocked",), "account_lock"),
        (("health_app_blocked",), "unclear"),
        (("health_limited",), "unclear"),
        (("health_set_up", "health_limited"), "not_a_ban"),
        (("health_set_up", "health_waba_blocked"), "account_lock"),
        (("health_payment", "health_waba_blocked"), "not_a_ban"),
        (("health_payment", "health_waba_blocked", "code_waba_banned"), "account_lock"),
        (("health_fine",), "not_a_ban"),
        # error codes, family by family
        (("code_368",), "restriction_timed"),
        (("code_131031",), "account_lock"),
        (("code_131031", "pin_call"), "not_a_ban"),
        (("code_waba_banned",), "account_lock"),
        (("code_country",), "unclear"),
        (("code_spam_limit",), "rate_limit"),
        (("code_throughput",), "rate_limit"),
        (("code_pair_limit",), "rate_limit"),
        (("code_registrations",), "rate_limit"),
        (("code_category_limit",), "rate_limit"),
        (("code_template_paused",), "template_paused_or_disabled"),
        (("code_template_disabled",), "template_paused_or_disabled"),
        *(((f"code_{name}",), "not_a_ban") for name in ("person_limit", "stopped_marketing", "experiment", "window", "undeliverable")),
        *(
            ((f"code_{name}",), "not_a_ban")
            for name in ("payment", "registration", "name", "template_data", "token", "maintenance", "other")
        ),
        # webhooks
        (("event_restriction",), "restriction_timed"),
        (("type_add_numbers",), "restriction_timed"),
        (("event_restriction", "type_start", "type_answer"), "restriction_timed"),
        (("event_violation",), "unclear"),
        (("event_violation", "event_restriction"), "restriction_timed"),
        (("waba_scheduled",), "account_lock"),
        (("waba_disabled",), "account_lock"),
        (("event_disabled",), "account_lock"),
        (("event_disabled", "waba_reinstated"), "not_a_ban"),
        (("waba_reinstated",), "not_a_ban"),
        (("waba_reinstated", "waba_disabled"), "unclear"),
        (("event_deleted",), "not_a_ban"),
        (("event_partner",), "not_a_ban"),
        (("event_partner", "disconnected_penalty"), "unclear"),
        (("event_partner", "disconnected_other"), "not_a_ban"),
        (("review_approved",), "not_a_ban"),
        (("review_pending",), "not_a_ban"),
        (("review_rejected",), "unclear"),
        (("event_alert",), "not_a_ban"),
        (("template_paused",), "template_paused_or_disabled"),
        (("template_pacing",), "template_paused_or_disabled"),
        (("template_disabled",), "template_paused_or_disabled"),
        (("template_flagged",), "template_paused_or_disabled"),
        (("template_quality_low",), "quality_drop"),
        (("template_complained",), "quality_drop"),
        (("template_rejected",), "not_a_ban"),
        (("template_back",), "not_a_ban"),
        (("template_other",), "not_a_ban"),
        # the provider
        (("provider_restricted",), "restriction_timed"),
        (("provider_banned",), "account_lock"),
        (("provider_banned", "sending_works"), "unclear"),
        (("provider_connected",), "unclear"),
        ((), "unclear"),
    ],
)
def test_symptoms_tell_the_kind(seen: tuple[str, ...], kind: str) -> None:
    assert verdict(*seen).kind == kind


def test_what_only_a_provider_shows_is_never_certain() -> None:
    provider = [name for name, symptom in SYMPTOMS.symptoms.items() if symptom.where == "gateway"]
    assert provider
    assert [name for name in provider if verdict(name).certainty == "sure"] == []


SIGNS_OF_A_BLOCK = [
    "code_368",
    "code_waba_banned",
    "event_restriction",
    "type_start",
    "type_answer",
    "number_banned",
    "waba_disabled",
    "waba_scheduled",
    "mail_restricted_30",
]


def test_no_event_or_code_of_a_block_is_taken_for_something_harmless_whatever_stands_beside_it() -> None:
    lifted = {"waba_reinstated"}  # the newer of two events is not known: never a block for certain, never harmless
    for sign, other in product(SIGNS_OF_A_BLOCK, SYMPTOMS.symptoms):
        found = verdict(sign, other)
        assert found.kind in {*BLOCKS, "unclear"} or other in lifted, (sign, other, found.kind)
    for sign in ("waba_disabled", "waba_scheduled", "code_waba_banned"):
        assert verdict(sign, "waba_reinstated").kind == "unclear"


def test_a_text_tells_facts_that_the_playbook_knows() -> None:
    assert set(SYMPTOMS.facts) <= set(PLAYBOOK.facts)
    assert set(SYMPTOMS.facts["restriction_types"]) == set(PLAYBOOK.facts["restriction_types"].values)
    assert set(SYMPTOMS.facts["limit_kind"]) == set(PLAYBOOK.facts["limit_kind"].values)
    assert set(SYMPTOMS.facts["template_state"]) == set(PLAYBOOK.facts["template_state"].values)
