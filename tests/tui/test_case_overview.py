"""What stands beside the step: the overview, linked cases, corrected answers, evidence, a message to the customer, whose it is."""

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest

from ban_wizard.desktop.clock import FrozenClock
from ban_wizard.faces.reply import reply_text
from ban_wizard.tui.screens.case import CaseScreen
from ban_wizard.wizard import Wizard
from tests.support.cases import TO_THE_COOL_DOWN
from tests.support.desk import NUMBER, OLCHAT, desk
from tests.tui.pages import Person, at_the_screen

OTHER = "+79111234568"


def on_a_line(wizard: Wizard, clock: FrozenClock, *acts: str) -> str:
    """A repeat block on a gateway's line, so far along its way; an hour from act to act."""
    case = wizard.start("whatsapp_app", NUMBER, kind="permanent_ban", offence=2, facts=OLCHAT).case
    for act in acts:
        clock.move(timedelta(hours=1))
        wizard.do(case, act)
    return case


def shown(person: Person) -> CaseScreen:
    assert isinstance(person.screen, CaseScreen)
    return person.screen


# ------------------------------------------------------------------------------------------- where it is


async def test_the_step_says_which_of_how_many_it_is_and_the_overview_names_them(wizard: Wizard, clock: FrozenClock) -> None:
    case = on_a_line(wizard, clock, *TO_THE_COOL_DOWN[:2])
    async with at_the_screen(wizard, (80, 60)) as person:
        assert "Step 3 of about 9. Your turn now." in person.sees
        await person.press("g")
        card = wizard.show(case)
        done, rest = person.article.split("Now:")
        now, later = rest.split("Later, if all goes as hoped:")
        assert [line.rsplit(" (", 1)[0] for line in done.splitlines() if line.startswith("√")] == [
            f"√ {card.state_title(state)}" for state in ("stop", "find_cause")
        ]
        assert "(Fri 1 Jan 2027)" in done and card.title in now
        assert later.index(card.state_title("await_review")) < later.index(card.state_title("recovered"))
        await person.press("escape")
        assert "Do not:" in person.frame[1] and person.question.startswith(card.title), "Esc brings the step back"
        await person.press("g", "g")
        assert "Do not:" in person.frame[1], "so does the key itself"


async def test_the_forecast_is_no_promise_and_says_what_it_depends_on(wizard: Wizard, clock: FrozenClock) -> None:
    on_a_line(wizard, clock, *TO_THE_COOL_DOWN)
    async with at_the_screen(wizard) as person:
        await person.press("g")
        assert "At best Thu 7 Jan 2027" in person.article and "With waits as long as we assume: Mon 11 Jan 2027." in person.article
        assert "it depends on “Several days on the phone only”, “For several days, chats only”" in person.article
        assert "None of this is a promise." in person.article


async def test_nobody_is_told_a_number_of_steps_before_the_kind_is_known(wizard: Wizard) -> None:
    wizard.start("whatsapp_app", NUMBER, kind="unclear")
    async with at_the_screen(wizard) as person:
        assert "Step 1. How many follow depends on what kind of block it is." in person.sees
        await person.press("g")
        assert "once the kind of block is known" in person.article and "Later" not in person.article


async def test_an_ended_case_says_how_it_ended(wizard: Wizard) -> None:
    case = wizard.start("max", NUMBER, kind="not_a_ban").case
    wizard.do(case, "worked")
    async with at_the_screen(wizard) as person:
        person.app.open_case(wizard.show(case))
        await person.settle()
        assert "Step" not in person.article
        await person.press("g")
        assert person.article.startswith("It was not a block.") and "How long" not in person.article


# ------------------------------------------------------------------------------------------- bars and what is far off


async def test_bars_say_in_words_how_much_is_over(wizard: Wizard, clock: FrozenClock) -> None:
    on_a_line(wizard, clock, *TO_THE_COOL_DOWN)
    clock.move(timedelta(days=2))
    async with at_the_screen(wizard) as person:
        assert "██████░░░░ 2 of 3 days are over." in person.article, "to the earliest end"
        assert "████░░░░░░ 2 of 5 days are over." in person.article, "and to the one we assume"


async def test_what_is_not_allowed_far_from_this_step_stands_behind_one_line(wizard: Wizard, clock: FrozenClock) -> None:
    on_a_line(wizard, clock)
    async with at_the_screen(wizard) as person:
        title = shown(person).card.action_title("paired")
        assert not any(title in choice for choice in person.choices)
        await person.choose("Also not yet, in other steps")
        assert any(f"× {title}" in choice for choice in person.choices)
        await person.choose(title)
        assert "Not allowed yet" in person.article
        await person.press("enter")
        assert "Do not:" in person.frame[1], "straight back to the step"


# ------------------------------------------------------------------------------------------- ledger and links


async def test_the_ledger_of_the_line_counts_its_other_cases(wizard: Wizard, clock: FrozenClock) -> None:
    on_a_line(wizard, clock, *TO_THE_COOL_DOWN)
    case = wizard.start("whatsapp_app", OTHER, kind="permanent_ban", facts=OLCHAT).case
    async with at_the_screen(wizard) as person:
        person.app.open_case(wizard.show(case))
        await person.settle()
        await person.press("g")
        assert "Used up so far: 1 of 1 in 5 days, 1 of 2 in a month. The next one is possible from Wed 6 Jan 2027." in person.article


async def test_linked_cases_open_with_enter_and_esc_comes_back(wizard: Wizard, clock: FrozenClock) -> None:
    case = on_a_line(wizard, clock, "stopped")
    other = wizard.start("whatsapp_app", OTHER, kind="temporary_ban", facts=OLCHAT).case
    async with at_the_screen(wizard) as person:
        person.app.open_case(wizard.show(case))
        await person.settle()
        await person.press("g")
        assert "the same line, " + other in person.sees and "+7 911 123-45-68" in person.sees
        await person.press("down", "enter")
        assert shown(person).card.case == other
        await person.press("escape")
        assert shown(person).card.case == case and person.question == "Where this case stands"


async def test_a_linked_case_that_was_erased_is_only_named(wizard: Wizard, clock: FrozenClock) -> None:
    first = on_a_line(wizard, clock, *TO_THE_COOL_DOWN)
    second = wizard.do(first, "banned_again").case
    wizard.store.forget(first)
    async with at_the_screen(wizard) as person:
        assert shown(person).card.case == second
        await person.press("g")
        assert f"Case {first}: no longer kept here" in person.sees
        await person.choose(f"Case {first}")
        assert person.notice.startswith("There is no case") and shown(person).card.case == second


async def test_cases_of_one_portfolio_are_linked(wizard: Wizard) -> None:
    first = wizard.start("whatsapp_api", NUMBER, kind="portfolio_block", facts={"portfolio_id": "1234 5678"}).case
    second = wizard.start("whatsapp_api", OTHER, kind="quality_drop", facts={"portfolio_id": "1234  5678"}).case
    assert wizard.show(second).links == (("portfolio", first),)
    other = wizard.start("whatsapp_api", "+79111234569", kind="quality_drop", facts={"portfolio_id": "9"}).case
    assert wizard.show(other).links == ()


# ------------------------------------------------------------------------------------------- corrected answers


async def test_an_answer_is_corrected_after_a_look_at_what_that_changes(wizard: Wizard, clock: FrozenClock) -> None:
    case = wizard.start("max", NUMBER, kind="permanent_ban", facts={"seen_where": "at_login"}).case
    async with at_the_screen(wizard) as person:
        clock.move(timedelta(hours=1))
        await person.press("a")
        label = shown(person).card.fact_words("seen_where")["label"]
        await person.choose(label)
        values = shown(person).card.fact_words("seen_where")["values"]
        await person.choose(values["about_recipient"])
        assert f"Corrected to: {label}" in person.article and "The case would go on here:" in person.article
        await person.press("enter")
        assert wizard.show(case).view.state == "stop_all", "Enter alone corrects nothing"
        await person.choose(values["about_recipient"])
        await person.choose("Correct it")
        assert wizard.show(case).view.state == "recipient_check"
        assert wizard.log(case)[-1].kind == "amended"
        await person.press("f6")
        assert f"Corrected: {label}" in person.article


async def test_acts_that_fall_out_are_told_and_need_a_reason(wizard: Wizard, clock: FrozenClock) -> None:
    case = on_a_line(wizard, clock, *TO_THE_COOL_DOWN)
    async with at_the_screen(wizard) as person:
        await person.press("a")
        await person.choose("Connection")
        await person.choose(shown(person).card.fact_words("gateway")["values"]["phone_only"])
        stray = shown(person).card.action_title("queue_cleared")
        assert f"Falls outside the way, but stays in the history and still counts: {stray}" in person.article
        await person.choose("Correct it")
        await person.press("enter")
        assert "few words" in person.notice and wizard.show(case).view.facts["gateway"] == "olchat"
        await person.write("there is no gateway")
        assert wizard.show(case).view.facts["gateway"] == "phone_only"
        await person.press("f6")
        assert "(outside the way since an answer was corrected)" in person.article and "Note: there is no gateway" in person.article


async def test_words_are_corrected_where_they_stand_and_a_preview_records_nothing(wizard: Wizard, clock: FrozenClock) -> None:
    case = on_a_line(wizard, clock)
    before = len(wizard.log(case))
    async with at_the_screen(wizard) as person:
        await person.press("a")
        await person.choose("Line: Shop")
        assert person.panel.line.value == "Shop"
        await person.write("Kiosk")
        assert "The step stays the same" in person.article
        await person.press("escape", "escape", "escape")
        assert len(wizard.log(case)) == before and "Do not:" in person.frame[1]


async def test_the_kind_and_the_offence_can_be_corrected_too(wizard: Wizard) -> None:
    case = wizard.start("max", NUMBER, kind="permanent_ban", facts={"seen_where": "at_login"}).case
    async with at_the_screen(wizard) as person:
        await person.press("a", "1")
        assert "I do not know" not in " ".join(person.choices)
        await person.choose("Temporary")
        await person.choose("Correct it")
        assert wizard.show(case).view.kind == "temporary_ban"
        await person.press("a", "2")
        await person.choose("not the first")
        await person.choose("Correct it")
        assert wizard.show(case).view.offence == 2 and not wizard.show(case).view.unsure
        await person.press("a", "2")
        await person.choose("I do not know")
        await person.choose("Correct it")
    assert wizard.show(case).view.unsure == {"offence"}


# ------------------------------------------------------------------------------------------- history


async def test_what_was_taken_back_stays_in_the_history_with_its_reason(wizard: Wizard) -> None:
    case = wizard.start("max", NUMBER, kind="temporary_ban").case
    wizard.do(case, "stopped")
    wizard.undo(case, reason="pressed by mistake")
    wizard.note(case, "called them")
    async with at_the_screen(wizard) as person:
        await person.press("f6")
        title = shown(person).card.action_title("stopped")
        assert f"{title} (taken back) — pressed by mistake" in person.article and "Note: called them" in person.article


async def test_a_breach_stays_in_the_history(wizard: Wizard, clock: FrozenClock) -> None:
    case = on_a_line(wizard, clock)
    wizard.do(case, "paired", override=True, reason="scanned already")
    async with at_the_screen(wizard) as person:
        await person.press("f6")
        assert "Against the rule: " in person.article and "scanned already" in person.article


# ------------------------------------------------------------------------------------------- evidence


async def test_a_file_is_named_as_evidence_with_its_hash(wizard: Wizard, tmp_path: Path) -> None:
    case = wizard.start("max", NUMBER, kind="temporary_ban").case
    file = tmp_path / "screen [red]1[b].png"
    file.write_bytes(b"picture" * 1000)
    async with at_the_screen(wizard, (120, 40)) as person:
        await person.press("e")
        await person.write(str(tmp_path))
        assert "is no file" in person.notice and person.panel.line.value == str(tmp_path), "what was typed stays"
        await person.write(str(file))
        assert person.notice.startswith("Recorded: a file named as evidence.")
        await person.press("g")
        sha256 = hashlib.sha256(b"picture" * 1000).hexdigest()
        assert "screen [red]1[b].png, 7 kB, named today, 12:00." in person.article.replace("Fri 1 Jan 2027", "today")
        assert sha256 in person.article.replace("\n", "")
        await person.press("f6")
        assert "Evidence: screen [red]1[b].png, 7 kB" in person.article
        await person.press("f8")
        await person.choose("Take it back")
        await person.press("g")
        overview, history = person.article.split("What has been said and done")
        assert "screen [red]1" not in overview and "(taken back)" in history
    assert wizard.log(case)[1].value == {"file": "screen [red]1[b].png", "bytes": 7000, "sha256": sha256}
    assert str(tmp_path) not in str(wizard.log(case)[1].value), "a folder's name may tell who somebody is"


# ------------------------------------------------------------------------------------------- a message to the customer


@pytest.mark.parametrize("where", ["clipboard", None])
async def test_the_step_is_copied_as_a_message_and_only_what_is_certain_is_said(wizard: Wizard, where: str | None) -> None:
    case = wizard.start("max", NUMBER, kind="temporary_ban").case
    copied = []

    def copier(text: str) -> str | None:
        copied.append(text)
        return where

    async with at_the_screen(wizard, copier=copier) as person:
        await person.press("r")
        assert copied == [reply_text(wizard.show(case))]
        assert copied[0].splitlines()[0] in person.article
        assert person.notice == "The message is copied." if where else "does not say whether it did" in person.notice
        await person.press("escape")
        assert "Do not:" in person.frame[1]
    assert len(wizard.log(case)) == 1, "nothing is recorded"


async def test_the_message_is_saved_to_a_new_file_or_shown_alone(wizard: Wizard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    case = wizard.start("max", NUMBER, kind="temporary_ban").case
    async with at_the_screen(wizard, copier=lambda text: None) as person:
        await person.press("r", "2")
        assert person.panel.line.value == str(tmp_path / f"message-{case}.txt")
        await person.press("enter")
        assert person.notice == f"Written to {tmp_path / f'message-{case}.txt'}"
        assert (tmp_path / f"message-{case}.txt").read_text("utf-8") == reply_text(wizard.show(case)) + "\n"
        await person.press("r", "2")
        assert person.panel.line.value.endswith("-2.txt"), "no file is written over"
        await person.press("escape", "3")
        assert person.place == "PlainTextScreen"


# ------------------------------------------------------------------------------------------- whose it is


async def test_a_case_is_given_to_somebody_and_taken_again(wizard: Wizard) -> None:
    case = wizard.start("max", NUMBER, kind="temporary_ban").case
    async with at_the_screen(wizard) as person:
        await person.press("i")
        await person.choose("Somebody else's")
        await person.press("enter")
        assert person.notice == "Write a name."
        await person.write("Борис [b]")
        assert wizard.show(case).view.agent == "Борис [b]" and "Now with: Борис [b]" in person.notice
        await person.press("i")
        assert "Now it is with Борис [b]." in person.question
        await person.choose("Mine (anna)")
        assert wizard.show(case).view.agent == "anna"
        await person.press("i")
        await person.choose("Nobody's")
        assert wizard.show(case).view.agent is None


async def test_a_case_comes_up_again_later(wizard: Wizard) -> None:
    case = wizard.start("max", NUMBER, kind="temporary_ban").case
    async with at_the_screen(wizard) as person:
        await person.press("z")
        assert person.choices[0] == "1 tomorrow, 10:00"
        await person.press("4")
        await person.write("31.12.2026 10:00")
        assert "is over already" in person.notice and person.panel.line.value == "31.12.2026 10:00"
        await person.press("escape")
        await person.choose("Mon 4 Jan 2027, 10:00")
        assert "To come up again Mon 4 Jan 2027, 10:00" in person.notice
        assert "Put off, to come up again Mon 4 Jan 2027, 10:00." in person.article
        await person.press("f6")
        assert "To come up again Mon 4 Jan 2027, 10:00" in person.article
        await person.press("1")
        assert wizard.show(case).view.snoozed is None, "going on with it wakes it"


async def test_the_log_is_the_same_from_every_face(tmp_path: Path, clock: FrozenClock) -> None:
    (tmp_path / "mail.eml").write_text("blocked")
    screen, line = desk(tmp_path / "a", clock=clock), desk(tmp_path / "b", clock=clock)
    for each in (screen, line):
        each.start("max", NUMBER, kind="permanent_ban", facts={"seen_where": "at_login"})
    async with at_the_screen(screen) as person:
        await person.press("e")
        await person.write(str(tmp_path / "mail.eml"))
        await person.press("a")
        await person.choose(shown(person).card.fact_words("seen_where")["label"])
        await person.choose("I do not know")
        await person.choose("Correct it")
    line.evidence(NUMBER, str(tmp_path / "mail.eml"))
    line.amend(NUMBER, "seen_where", "?")
    assert [event.as_json() for event in screen.log(NUMBER)] == [event.as_json() for event in line.log(NUMBER)]
    screen.store.close()
    line.store.close()
