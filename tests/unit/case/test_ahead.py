"""What is worth asking before a case is opened: what the way asks first, and nothing that it does not ask."""

import shlex
from collections.abc import Iterator

import pytest

from ban_wizard.arguments import parse
from ban_wizard.case.ahead import ahead
from ban_wizard.case.errors import BadInput
from ban_wizard.faces.intake import Draft, Intake
from ban_wizard.faces.intake_words import start_command
from ban_wizard.playbook.model import KINDS, MESSENGERS
from ban_wizard.wizard import Wizard
from tests.support.desk import NUMBER

TYPED = {"text": "words", "time": "2026-12-30", "count": "3", "phone": NUMBER}


def drafts(wizard: Wizard) -> Iterator[Intake]:
    for messenger in MESSENGERS:
        for kind in [kind for kind in KINDS if kind in wizard.playbook(messenger).entries]:
            for offence in ("1", "2"):
                yield Intake(wizard, Draft(messenger=messenger, kind=kind, number=NUMBER, offence=offence, another=True))


def test_what_was_told_at_the_start_is_not_asked_on_the_way(wizard: Wizard) -> None:
    """Every kind of every messenger, each question answered with its first and with its last value."""
    for which in (0, -1):
        for intake in drafts(wizard):
            while need := intake.next_need(intake.preview()):
                assert need.fact not in intake.told
                intake.tell(need.fact, need.values[which] if need.values else TYPED[need.type])
            card = intake.open()
            for _ in range(30):
                state = card.playbook.states[card.view.state]
                if state.kind != "do" or card.result:
                    break
                action = next(a for a in card.allowed if a.action != "closed")
                if any(need.fact == "kind" for need in action.needs):
                    break  # another kind has a way of its own
                assert not {need.fact for need in action.needs} - {"reason", "channel", "letter"}, (card.view.state, action)
                card = wizard.do(card.case, action.action)
            assert card.playbook.states[card.view.state].kind != "ask", (intake.draft, card.view.state)


def test_everything_can_be_put_off_and_is_asked_once(wizard: Wizard) -> None:
    for intake in drafts(wizard):
        asked = []
        while need := intake.next_need(intake.preview()):
            asked.append(need.fact)
            intake.put_off(need.fact)
        assert len(asked) == len(set(asked)) and asked == intake.draft.later
        assert intake.open().view.facts.keys() <= {"kind", "offence"}


def test_behind_a_question_put_off_stands_only_what_every_answer_leads_to(wizard: Wizard) -> None:
    card = wizard.start("whatsapp_app", NUMBER, kind="permanent_ban", record=False)
    assert ahead(card.playbook, card.view).facts == ("gateway",), "what follows depends on the answer"
    put_off = ahead(card.playbook, card.view, ("gateway",)).facts
    assert "review" in put_off and "line" not in put_off, "a line belongs to gateways that have one"


def test_a_time_that_a_wait_needs_is_worth_asking(wizard: Wizard) -> None:
    card = wizard.start("max", NUMBER, kind="temporary_ban", record=False)
    assert ahead(card.playbook, card.view).facts == ("timer_end",)


def test_of_a_letters_fields_those_that_only_memory_keeps(wizard: Wizard) -> None:
    intake = Intake(wizard, Draft(messenger="whatsapp_api", kind="account_lock", number=NUMBER))
    asked = []
    while need := intake.next_need(intake.preview()):
        asked.append(need.fact)
        intake.tell(need.fact, need.values[0] if need.values else TYPED[need.type])
    assert {"measures", "blocked_at", "provider_name"} <= set(asked) and "purpose" not in asked and "business_name" not in asked


def test_what_does_not_fit_is_refused_and_what_was_told_before_stays(wizard: Wizard) -> None:
    intake = Intake(wizard, Draft(messenger="max", kind="temporary_ban", number=NUMBER))
    intake.tell("timer_end", "2027-01-05")
    with pytest.raises(BadInput, match="not_a_time"):
        intake.tell("timer_end", "soon")
    assert intake.told["timer_end"] == "2027-01-05"


def test_the_command_line_for_a_draft_opens_the_same_case(wizard: Wizard) -> None:
    facts = {"seen_where": "at_login", "line": "it's"}
    draft = Draft(messenger="max", kind="permanent_ban", seen=["login_blocked"], number=NUMBER, offence="2", facts=facts)
    program, *typed = shlex.split(start_command(draft))
    options = parse(typed)
    assert (program, options.command, options.messenger, options.kind) == ("ban-wizard", "start", "max", "permanent_ban")
    assert options.number == NUMBER and options.fact == ["seen_where=at_login", "line=it's"] and options.symptom == ["login_blocked"]


def test_a_try_keeps_nothing_and_uses_no_id(wizard: Wizard) -> None:
    tried = wizard.start("max", NUMBER, kind="permanent_ban", record=False)
    assert tried.case == "" and not wizard.board().rows
    assert wizard.start("max", NUMBER, kind="permanent_ban").case == "acase1"
