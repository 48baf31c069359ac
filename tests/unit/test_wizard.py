"""The application object over a real store: what faces rely on."""

from datetime import timedelta
from pathlib import Path

import pytest

from ban_wizard.application.card_json import card_json
from ban_wizard.application.casebook import NotAllowed
from ban_wizard.case.errors import BadInput
from ban_wizard.desktop.clock import FrozenClock
from ban_wizard.store.protocol import Conflict
from ban_wizard.wizard import Wizard
from tests.support.desk import NOON, NUMBER, OLCHAT, desk, raced, walk_to


def start(wizard: Wizard, number: str = NUMBER, offence: int | None = 2, **facts: str) -> str:
    return wizard.start("whatsapp_app", number, kind="permanent_ban", offence=offence, facts={**OLCHAT, **facts}).case


# ------------------------------------------------------------------------------------------- opening


def test_a_number_is_read_as_people_type_it(anna: Wizard) -> None:
    card = anna.start("whatsapp_app", "8 (911) 123-45-67", kind="permanent_ban")
    assert card.view.header.number == NUMBER and card.view.header.number_shown == "+7 911 123-45-67"


@pytest.mark.parametrize("typed", ["", "12", "call me", "+7911123456789012345", "79111234567x"])
def test_what_is_no_number_opens_nothing(anna: Wizard, typed: str) -> None:
    with pytest.raises(BadInput, match="not_a_phone" if typed else "no_phone"):
        anna.start("whatsapp_app", typed, kind="permanent_ban")
    assert anna.board().rows == ()


def test_the_opening_writes_the_facts_in_the_playbooks_order(anna: Wizard) -> None:
    case = anna.start("whatsapp_app", NUMBER, kind="permanent_ban", facts=dict(reversed(OLCHAT.items()))).case
    log = anna.log(case)
    assert log[0].kind == "opened" and {event.kind for event in log[1:]} == {"answered"}
    order = list(anna.playbook("whatsapp_app").facts)
    assert [event.name for event in log[1:]] == sorted(OLCHAT, key=order.index)


def test_the_offence_is_counted_and_the_users_word_wins_beside_it(anna: Wizard) -> None:
    first = start(anna, offence=None)
    assert anna.show(first).view.offence == 1
    anna.close(first, "gave up")
    second = anna.start("whatsapp_app", NUMBER, kind="not_a_ban")
    assert second.view.offence == 2
    anna.close(second.case, "false alarm")
    third = anna.start("whatsapp_app", NUMBER, kind="temporary_ban", offence=7)
    assert (third.view.offence, third.view.header.offence_counted) == (7, 2), "a false alarm is no offence"
    assert anna.offence_of("max", NUMBER) == 1, "another messenger has its own count"


def test_a_number_with_an_open_case_is_answered_with_that_case(anna: Wizard) -> None:
    case = start(anna)
    again = anna.start("whatsapp_app", NUMBER, kind="temporary_ban")
    assert again.case == case and again.notes
    other = anna.start("whatsapp_app", NUMBER, kind="temporary_ban", override=True)
    assert other.case != case and ("number", case) in other.links


def test_secrets_in_a_pasted_text_are_masked_before_it_is_kept(anna: Wizard) -> None:
    card = anna.start("max", NUMBER, kind="permanent_ban", text="code 123456 from +44 7700 900123, mine is +7 911 123 45 67")
    text = anna.log(card.case)[0].value["text"]
    assert "123456" not in text and "900123" not in text and "+7 911 123 45 67" in text
    assert "six-digit code" in card.notes[0] and "phone number" in card.notes[0]


@pytest.mark.parametrize(
    ("messenger", "kind", "key"),
    [("telegram", None, "unknown_messenger"), ("max", "portfolio_block", "kind_not_here"), ("max", "nonsense", "kind_not_here")],
)
def test_a_kind_must_belong_to_its_messenger(anna: Wizard, messenger: str, kind: str | None, key: str) -> None:
    with pytest.raises(BadInput, match=key):
        anna.start(messenger, NUMBER, kind=kind)


def test_a_zone_is_kept_in_the_log_and_days_are_days_there(anna: Wizard) -> None:
    card = anna.start("max", NUMBER, kind="permanent_ban", zone="America/New_York", at="2027-01-05T20:00")
    assert card_json(card)["zone"] == "America/New_York"
    assert anna.log(card.case)[0].at.isoformat() == "2027-01-05T20:00:00-05:00"
    with pytest.raises(BadInput, match="bad_zone"):
        anna.start("max", "+79111234568", kind="permanent_ban", zone="Mars/Olympus")


# ------------------------------------------------------------------------------------------- the way


def test_the_whole_way_of_a_repeat_offence(anna: Wizard, clock: FrozenClock) -> None:
    case = start(anna)
    walk_to(anna, clock, case, "cool_down")
    with pytest.raises(NotAllowed) as refused:
        anna.do(case, "paired")
    assert refused.value.refused.cites == ("OLC-18",) and refused.value.refused.earliest is not None
    assert len(refused.value.message) > 40, "a refusal teaches"
    walk_to(anna, clock, case, "recovered")
    card = anna.show(case)
    assert card.result == "recovered" and card.due is None and card.items, "an outcome gives its advice"
    assert anna.board(due_only=True).rows == ()


def test_an_override_needs_a_reason_and_something_to_override(anna: Wizard) -> None:
    case = start(anna)
    with pytest.raises(BadInput, match="override_reason"):
        anna.do(case, "paired", override=True)
    with pytest.raises(BadInput, match="nothing_to_override"):
        anna.do(case, "stopped", override=True, reason="why not")
    card = anna.do(case, "paired", override=True, reason="scanned already")
    assert card.view.state == "cool_down"
    assert card_json(card)["breaches"][0]["reason"] == "scanned already"


def test_a_third_clearing_of_a_line_is_refused_whichever_case_asks(anna: Wizard, clock: FrozenClock) -> None:
    for day, number in ((1, "+79110000001"), (7, "+79110000002")):
        case = start(anna, number, offence=1, line=f"  SHOP{' ' * day}")
        clock.move(NOON + timedelta(days=day - 1) - clock.now())
        walk_to(anna, clock, case, "pair")
        anna.do(case, "banned_again")
    case = start(anna, "+79110000003", offence=1, line="shop")
    clock.move(NOON + timedelta(days=12) - clock.now())
    walk_to(anna, clock, case, "tell_gateway")
    with pytest.raises(NotAllowed) as refused:
        anna.do(case, "gateway_asked")
    assert refused.value.refused.earliest is not None
    assert refused.value.refused.earliest.isoformat() == "2027-02-01T00:00:00+03:00"
    due = anna.show(case).due
    assert due is not None and due.at == refused.value.refused.earliest, "when everything is refused, due is when it is not"


def test_a_line_with_a_blocked_number_takes_no_other(anna: Wizard, clock: FrozenClock) -> None:
    held = start(anna, "+79110000001")
    case = start(anna, "+79110000002", offence=1)
    assert ("line", held) in anna.show(case).links
    walk_to(anna, clock, case, "pair")
    with pytest.raises(NotAllowed) as refused:
        anna.do(case, "paired")
    assert refused.value.refused.rules == ("line",) and held in refused.value.message
    anna.do(held, "unblocked")
    assert anna.do(case, "paired").view.state == "chats_only"


def test_banned_again_closes_the_case_and_opens_the_next(anna: Wizard, clock: FrozenClock) -> None:
    case = start(anna, offence=1)
    walk_to(anna, clock, case, "chats_only")
    following = anna.do(case, "banned_again")
    assert following.case != case and following.view.offence == 2
    assert ("previous", case) in following.links and ("next", following.case) in anna.show(case).links
    assert anna.show(case).result == "banned_again"
    assert following.view.facts["gateway"] == "olchat" and following.view.facts["line"] == "Shop"
    with pytest.raises(BadInput, match="undo_needs_reason"):
        anna.undo(case)
    back = anna.undo(case, reason="it was another number")
    assert back.view.state == "chats_only" and anna.show(following.case).result == "given_up"


def test_banned_again_stays_once_the_next_case_has_gone_on(anna: Wizard, clock: FrozenClock) -> None:
    case = start(anna, offence=1)
    walk_to(anna, clock, case, "chats_only")
    following = anna.do(case, "banned_again")
    anna.do(following.case, "stopped")
    with pytest.raises(BadInput, match="next_case_went_on"):
        anna.undo(case, reason="it was another number")


def test_undo_of_an_answer_needs_no_reason_and_of_the_opening_there_is_none(anna: Wizard) -> None:
    case = anna.start("max", NUMBER, kind="permanent_ban").case
    with pytest.raises(BadInput, match="nothing_to_undo"):
        anna.undo(case)
    anna.do(case, "answer", facts={"seen_where": "at_login"})
    assert "seen_where" not in anna.undo(case).view.facts


def test_amending_asks_for_a_reason_only_if_acts_fall_outside_the_way(anna: Wizard, clock: FrozenClock) -> None:
    case = start(anna)
    assert anna.amend(case, "line", "Other shop").view.facts["line"] == "Other shop"
    walk_to(anna, clock, case, "chats_only")
    with pytest.raises(BadInput, match="amend_needs_reason"):
        anna.amend(case, "gateway", "phone_only")
    assert anna.show(case).view.facts["gateway"] == "olchat"
    card = anna.amend(case, "gateway", "phone_only", reason="they never had one")
    assert card.view.strays and [event.value for event in anna.log(case)[-2:]] == ["they never had one", "phone_only"]
    assert anna.amend(case, "offence", "3", reason="counted wrong").view.offence == 3
    for fact in ("number", "messenger"):
        with pytest.raises(BadInput, match="amend_fixed"):
            anna.amend(case, fact, "x")


def test_facts_are_checked_and_a_slip_is_met_with_the_nearest_name(anna: Wizard) -> None:
    with pytest.raises(BadInput) as slip:
        start(anna, gatway="olchat")
    assert slip.value.key == "unknown_fact" and "gateway" in str(slip.value.params["hint"])
    with pytest.raises(BadInput, match="not_a_value"):
        start(anna, gateway="wazup")


def test_notes_agents_and_closing(anna: Wizard) -> None:
    case = start(anna)
    assert anna.note(case, "code 123456 came").notes
    assert "123456" not in anna.log(case)[-1].value
    with pytest.raises(BadInput, match="empty_note"):
        anna.note(case, " \x1b[2J ")
    assert anna.assign(case, "Boris").view.agent == "Boris"
    with pytest.raises(BadInput, match="needs_reason"):
        anna.close(case, " ")
    closed = anna.close(case, "fell silent")
    assert closed.result == "given_up" and anna.log(case)[-1].kind == "closed"


def test_news_from_far_ahead_is_taken_with_a_warning(anna: Wizard) -> None:
    case = start(anna)
    assert not anna.do(case, "stopped", at="2027-01-02T09:00").notes
    assert anna.do(case, "cause_named", at="2027-02-01").notes


# ------------------------------------------------------------------------------------------- two people, one store


def test_the_loser_of_two_is_told_who_when_and_what(anna: Wizard, boris: Wizard) -> None:
    case = start(anna)
    raced(boris, lambda: anna.do(case, "stopped"))
    with pytest.raises(Conflict) as lost:
        boris.do(case, "stopped")
    assert (lost.value.who, lost.value.what) == ("anna", "acted stopped")
    assert [event.name for event in boris.log(case)].count("stopped") == 1, "nobody retries by itself"


def test_a_scope_that_changed_meanwhile_is_a_conflict_too(anna: Wizard, boris: Wizard, clock: FrozenClock) -> None:
    first, second = start(anna, "+79110000001", offence=1), start(anna, "+79110000002", offence=1)
    walk_to(anna, clock, first, "await_queue")
    walk_to(anna, clock, second, "tell_gateway")
    raced(boris, lambda: anna.do(first, "queue_cleared"))
    with pytest.raises(Conflict):
        boris.do(second, "gateway_asked")
    with pytest.raises(NotAllowed):
        boris.do(second, "gateway_asked")


# ------------------------------------------------------------------------------------------- finding cases


def test_a_case_is_found_by_the_beginning_of_its_id_or_its_number(anna: Wizard) -> None:
    one, two = start(anna, "+79110000001"), start(anna, "+79110000002")
    assert anna.resolve(one) == one and anna.resolve("+7 911 000-00-02") == two and anna.resolve("89110000001") == one
    with pytest.raises(BadInput, match="ambiguous_case"):
        anna.resolve("acase")
    with pytest.raises(BadInput, match="unknown_case"):
        anna.resolve("zzz")
    anna.close(one, "done")
    again = start(anna, "+79110000001")
    assert anna.resolve("+79110000001") == again


def test_what_is_due_comes_first_and_only_what_is_due(anna: Wizard, clock: FrozenClock) -> None:
    late = anna.start("max", "+79110000001", kind="permanent_ban").case
    clock.move(timedelta(days=2))
    told = {"review": "open", "gateway": "phone_only"}
    waiting = anna.start("whatsapp_app", "+79110000002", kind="permanent_ban", facts=told).case
    anna.do(waiting, "stopped")
    assert [row.case for row in anna.board().rows] == [late, waiting]
    assert [row.case for row in anna.board(due_only=True).rows] == [late]
    assert [row.case for row in anna.board(due_only=True, now="2027-01-04T10:00").rows] == [late, waiting]
    assert [row.case for row in anna.board(search="0000002").rows] == [waiting]


def test_everything_is_there_after_a_restart(tmp_path: Path, clock: FrozenClock) -> None:
    before = desk(tmp_path / "cases", clock=clock)
    case = start(before)
    walk_to(before, clock, case, "await_review")
    shown = card_json(before.show(case))
    before.store.close()
    after = desk(tmp_path / "cases", clock=clock)
    assert card_json(after.show(case)) == shown
    after.store.close()
