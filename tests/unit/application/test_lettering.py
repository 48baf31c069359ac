"""Letters as the application object gives them: what could be said, what was sent, what a reader may stumble over."""

from datetime import timedelta

import pytest

from ban_wizard.application.lettering import proposed
from ban_wizard.case.errors import BadInput
from ban_wizard.desktop.clock import FrozenClock
from ban_wizard.wizard import Wizard
from tests.support.desk import NOON, NUMBER, OLCHAT, walk_to_letter


@pytest.fixture
def in_whatsapp(wizard: Wizard) -> str:
    """A first block in WhatsApp, at the review asked for in the app."""
    case = wizard.start("whatsapp_app", NUMBER, kind="permanent_ban", facts=OLCHAT).case
    for action in ("stopped", "cause_named"):
        wizard.do(case, action)
    return case


def test_every_tick_tells_its_sentence_and_what_is_left_out_its_fields(wizard: Wizard, case: str) -> None:
    wizard.learn(case, {"business_name": "Romashka Ltd", "measures": "list_cleaned@2027-02-01"})
    offers = {offer.claim: offer for offer in wizard.letter(case, lang="en").offers()}
    assert offers["business_name"].said and offers["business_name"].sentence == "Name of the business: Romashka Ltd."
    assert offers["list_cleaned"].sentence == "- The recipient list will be cleaned on 1 February 2027."
    assert offers["purpose"].needs == ("purpose",) and not offers["purpose"].said and offers["purpose"].sentence == ""
    assert offers["texts_changed"].needs == ("measures",)
    assert offers["blocked"].said and not offers["locked_out"].said, "only what was seen"
    assert "number" not in offers and "restricted" not in offers, "these follow from the case"


def test_a_tick_changes_one_claim_and_what_is_confirmed_later_is_said(wizard: Wizard, case: str) -> None:
    wizard.learn(case, {"business_name": "Romashka Ltd"})
    ticks = {"business_name": False, "login_error": True, "texts_changed": True}
    assert "business_name" not in wizard.letter(case, ticks=ticks).rendered.claims
    wizard.learn(case, {"purpose": "orders"})
    assert {"purpose", "login_error"} <= set(wizard.letter(case, ticks=ticks).rendered.claims)
    said = wizard.letter(case, claims=["business_name"], ticks=ticks).rendered.claims
    assert "login_error" in said and "business_name" not in said and "purpose" not in said


def test_what_is_new_since_the_letter_sent_before(wizard: Wizard, clock: FrozenClock, in_whatsapp: str) -> None:
    first = wizard.letter(in_whatsapp)
    assert first.sent is None and first.news("anything") == ()
    wizard.do(in_whatsapp, "sent", text=first.rendered.text)
    clock.move(timedelta(days=2))
    wizard.do(in_whatsapp, "refused")
    walk_to_letter(wizard, in_whatsapp, "whatsapp_support")
    second = wizard.letter(in_whatsapp, "whatsapp_support")
    assert second.channel == "support" and second.sent is None, "another channel has not been written to"
    wizard.do(in_whatsapp, "sent", text="My first letter.")
    wizard.undo(in_whatsapp, reason="not sent after all")
    assert wizard.letter(in_whatsapp, "whatsapp_support").sent is None, "what was taken back was not sent"


def test_a_second_letter_to_the_same_channel_knows_the_first(wizard: Wizard, clock: FrozenClock) -> None:
    case = wizard.start("whatsapp_api", NUMBER, kind="restriction_30d").case
    walk_to_letter(wizard, case, "restriction_appeal")
    first = wizard.letter(case, "provider_note")
    wizard.do(case, "sent", facts={"letter": "provider_note"}, text=first.rendered.text)
    clock.move(timedelta(days=3))
    again = wizard.letter(case, "provider_note")
    assert again.sent is not None and again.sent.text == first.rendered.text and again.sent.at == NOON and again.repeats
    wizard.learn(case, {"what_is_new": "The list was cleaned"})
    again = wizard.letter(case, "provider_note")
    new = [each.text for each in again.news(again.rendered.text or "") if each.state == "new"]
    assert new[-1] == "What is new: The list was cleaned."
    assert not again.repeats


def test_a_text_is_checked_and_never_refused(wizard: Wizard, case: str) -> None:
    text = "Our clients are to blame. We will sue you. {name}"
    codes = {warning.code for warning in wizard.checked(case, text)}
    assert {"placeholder", "threat", "blame"} <= codes
    copy = wizard.letter(case, lang="en").rendered.text or ""
    assert [warning.code for warning in wizard.checked(case, copy)] == ["reading_copy"]
    assert "к вам" not in wizard.checked(case, text, lang="ru")[0].message and "суд" not in wizard.checked(case, text)[0].message
    with pytest.raises(BadInput, match="unknown_letter"):
        wizard.checked(case, text, "gateway_queue")
    card = wizard.do(case, "sent", text=text)
    assert any("reads like a threat" in note for note in card.notes)
    assert wizard.log(case)[-1].value["text"] == text


def test_what_the_case_knows_anyway_stays_in_the_text_that_was_sent(wizard: Wizard) -> None:
    """Other people's numbers are masked, but not the numbers that the letter was asked to name."""
    case = wizard.start("max", NUMBER, kind="temporary_ban").case
    walk_to_letter(wizard, case, "client_notice")
    where = "+7 495 000-00-00, 101000 Moscow"
    text = wizard.letter(case, "client_notice", facts={"other_channel": where}).rendered.text or ""
    assert where in text
    card = wizard.do(case, "sent", text=f"{text}\nAsk +7 911 765-43-21.")
    assert any("1 other phone number" in note for note in card.notes)
    kept = wizard.log(case)[-1].value["text"]
    assert where in kept and "765-43-21" not in kept


def test_only_an_address_that_a_fact_carries_is_given(wizard: Wizard) -> None:
    facts = wizard.library.sources().facts
    for name in ("restriction_appeal", "lock_appeal", "portfolio_appeal", "portfolio_answer", "follow_up", "whatsapp_support"):
        url, fact = wizard.address(name) or ("", "")
        assert url.startswith("https://") and facts[fact].url == url, name
    assert wizard.address("max_support") is None and wizard.address("whatsapp_review") is None


@pytest.mark.parametrize(
    ("text", "most", "taken"),
    [
        ("This account can\nno longer use WhatsApp", 300, "This account can no longer use WhatsApp"),
        ("This account can no longer use WhatsApp", None, "This account can no longer use WhatsApp"),
        ("This account can no longer use WhatsApp", 20, ""),
        ('{"reason": "banned"}', 300, ""),
        (None, 300, ""),
    ],
)
def test_only_short_words_that_a_person_reads_are_proposed(wizard: Wizard, text: str | None, most: int | None, taken: str) -> None:
    card = wizard.start("whatsapp_app", NUMBER, kind="permanent_ban", text=text)
    assert proposed(card.playbook.facts["screen_text"], card.view, most) == taken
    assert proposed(card.playbook.facts["purpose"], card.view, most) == "", "it is not for the messenger to say"


def test_what_was_pasted_of_one_kind_is_not_proposed_for_another(wizard: Wizard) -> None:
    case = wizard.start("whatsapp_app", NUMBER, kind="temporary_ban", text="You are temporarily banned, 23:10:00 left").case
    assert (fact := wizard.show(case).playbook.facts["screen_text"]).shown
    assert proposed(fact, wizard.show(case).view, 300)
    assert not proposed(fact, wizard.do(case, "kind_changed", facts={"kind": "permanent_ban"}).view, 300)
    wizard.undo(case, reason="a slip")
    assert proposed(fact, wizard.show(case).view, 300)
