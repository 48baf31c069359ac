"""A new case, question by question; going back loses nothing."""

import os
from pathlib import Path

import pytest
from textual.widgets import TextArea

from ban_wizard.faces.intake import Draft, Intake
from ban_wizard.tui.widgets.paste import MOST
from ban_wizard.wizard import Wizard
from tests.support.desk import NUMBER, desk
from tests.tui.pages import Person, at_the_screen

COUNTDOWN = "You're temporarily banned from WhatsApp because you may have violated our Terms of Service. 23:59:10"
SECRETS = COUNTDOWN + "\nAuthorization: Bearer abcdefgh12345678\ncall +7 922 333-44-55 or 8 911 123-45-67"
UNCLEAR = "WhatsApp: your account is restricted right now, what shall I do"


async def pasted(person: Person, text: str) -> None:
    """A new case from a text, as far as the judgement."""
    await person.choose("Start" if person.screen.lang == "en" else "Начать")
    await person.press("1")
    await person.paste(text)
    await person.press("f5")


# ------------------------------------------------------------------ a text


async def test_a_pasted_text_is_judged_with_the_words_that_show_it(wizard: Wizard) -> None:
    async with at_the_screen(wizard) as person:
        await pasted(person, COUNTDOWN)
        assert person.question == "Is that right?" and person.choices[0].startswith("1 Yes: Temporary ban")
        assert "(sure)" in person.article and "“temporarily banned from WhatsApp”" in person.article and "APP-04" in person.article


async def test_enter_makes_a_new_line_and_f5_goes_on(wizard: Wizard) -> None:
    async with at_the_screen(wizard) as person:
        await person.press("enter", "1")
        await person.type("hello q")
        await person.press("enter")
        await person.type("1 й")
        assert person.screen.query_one(TextArea).text == "hello q\n1 й", "letters and digits are text here"
        await person.press("f5")
        assert person.question == "Which messenger is it?"
        await person.press("escape")
        assert person.screen.query_one(TextArea).text == "hello q\n1 й" and person.app.focused is person.screen.query_one(TextArea)


async def test_what_is_pasted_is_shown_without_its_escapes_and_within_a_limit(wizard: Wizard) -> None:
    async with at_the_screen(wizard) as person:
        await person.press("enter", "1")
        await person.paste("[/b] \x1b[2Jhello\r\nthere\x07")
        area = person.screen.query_one(TextArea)
        assert area.text == "[/b] hello\nthere" and "[/b] hello" in person.sees
        await person.paste("x" * MOST)
        assert area.text == "[/b] hello\nthere" and "more than 100,000 characters" in person.notice
        await person.paste("y" * (MOST - len(area.text)))
        assert len(area.text) == MOST


async def test_whoever_pastes_before_anything_is_asked_is_understood(wizard: Wizard) -> None:
    async with at_the_screen(wizard) as person:
        await person.paste(f"{COUNTDOWN}\x1b[2J")
        assert person.place == "new_case" and person.screen.query_one(TextArea).text == COUNTDOWN
        await person.press("escape")
        assert person.question == "What do you have?"
        await person.paste("and [/b] more")
        assert person.screen.query_one(TextArea).text == f"{COUNTDOWN}\n\nand [/b] more", "what stood there is kept"
        await person.press("escape")
        await person.paste("x" * MOST)
        assert person.question == "What do you have?" and "more than 100,000 characters" in person.notice
        await person.press("enter", "f5")
        assert person.choices[0].startswith("1 Yes: Temporary ban")


@pytest.mark.parametrize("text", ["This account was banned", "Ваш номер заблокирован", "Connection lost"])
async def test_whoever_types_the_words_at_once_is_understood(wizard: Wizard, text: str) -> None:
    async with at_the_screen(wizard) as person:
        await person.press("f8")
        await person.burst(*text)
        assert person.place == "new_case" and person.app.wizard.lang == "en"
        assert person.screen.query_one(TextArea).text == text
        await person.press("f5")
        assert person.question != "What do you have?"


async def test_a_paste_of_nothing_on_the_first_page_opens_nothing(wizard: Wizard) -> None:
    async with at_the_screen(wizard) as person:
        await person.paste(" \n")
        assert person.place == "start"


async def test_words_typed_before_they_are_asked_for_do_not_end_the_program(russian: Wizard) -> None:
    async with at_the_screen(russian) as person:
        await person.press("й", "q", "enter", "й", "q")
        assert person.place == "new_case"


async def test_an_empty_page_is_asked_again(wizard: Wizard) -> None:
    async with at_the_screen(wizard) as person:
        await person.press("enter", "1", "f5")
        assert "The text is empty" in person.notice and person.app.focused is person.screen.query_one(TextArea)


async def test_a_text_can_be_read_from_a_file(wizard: Wizard, tmp_path: Path) -> None:
    file = tmp_path / "screen.txt"
    async with at_the_screen(wizard) as person:
        await person.press("enter", "4")
        await person.write(str(file))
        assert "screen.txt" in person.notice and person.panel.line.value == str(file), "there is no such file yet"
        file.write_text(COUNTDOWN, encoding="utf-8")
        await person.press("enter")
        assert person.choices[0].startswith("1 Yes: Temporary ban")


async def test_what_the_text_tells_is_not_asked_and_secrets_are_not_kept(wizard: Wizard) -> None:
    async with at_the_screen(wizard) as person:
        await pasted(person, SECRETS)
        await person.press("1")
        await person.write(NUMBER)
        await person.press("1", "f5")
        assert person.question == "Is everything right?"
        assert "Not kept from the text: 1 access token, 1 other phone number." in person.sees
        assert any("read from the text" in choice and "Sat 2 Jan 2027" in choice for choice in person.choices)
        await person.press("f5")
        assert person.place == "case" and "Not kept from the text: 1 access token" in person.notice
    card = wizard.show(NUMBER)
    kept = card.view.header.text or ""
    assert "abcdefgh12345678" not in kept and "922" not in kept and "8 911 123-45-67" in kept
    assert card.view.facts["timer_end"].startswith("2027-01-02")


async def test_a_text_of_no_messenger_asks_which_one(wizard: Wizard) -> None:
    async with at_the_screen(wizard) as person:
        await pasted(person, "everything is broken, please help")
        assert person.question == "Which messenger is it?" and "not clear yet" in person.article and "? " in person.article
        await person.press("3")
        assert person.question == "What is it?" and any("Permanent ban" in choice for choice in person.choices)


async def test_answering_the_counter_question_makes_it_sure(wizard: Wizard) -> None:
    async with at_the_screen(wizard) as person:
        await person.press("enter", "3", "3")
        assert person.choices[0] == "1 Choose what the phone or the account shows"
        await person.press("1")
        await person.choose("MAX has signed me out")
        await person.press("f5")
        assert "? " in person.article and wizard.diagnose("max", ["signed_out"]).certainty != "sure"
        await person.choose("Answer the question")
        settling = wizard.settling("max", ["signed_out"])
        assert len(person.choices) == len(settling) + 2, "what would settle it, what was seen, and a way on"
        await person.choose("Signing in answers")
        assert "(sure)" in person.article and person.choices[0] == "1 Yes: Permanent ban"


def test_what_settles_a_verdict_changes_it(wizard: Wizard) -> None:
    for text in (None, UNCLEAR):
        for messenger in wizard.messengers():
            if text is None:
                now = ("unclear", "unclear")
            else:
                found = wizard.diagnose(messenger, (), text)
                now = (found.kind, found.certainty)
            for symptom in wizard.settling(messenger, (), text):
                then = wizard.diagnose(messenger, [symptom], text)
                assert (then.kind, then.certainty) != now, (messenger, symptom)
    assert wizard.settling("max", ["login_blocked"]) != wizard.settling("max", ["signed_out"])


# ------------------------------------------------------------------ what is seen


async def test_symptoms_are_searched_by_words_and_several_may_be_ticked(wizard: Wizard) -> None:
    async with at_the_screen(wizard) as person:
        await person.press("enter", "2", "3")
        await person.type("SIGNED out")
        assert person.choices == ["  [ ] MAX has signed me out", "  None of these, or I do not know"]
        await person.press("enter", "enter")
        assert person.choices[0] == "  [x] MAX has signed me out"
        await person.press("up")
        await person.burst("end", "ctrl+u")
        await person.choose("Signing in answers")
        await person.type("zzz")
        assert "nothing with these words" in person.sees
        await person.press("f5")
        assert person.question == "Is that right?" and "Permanent ban (sure)" in person.article
        assert "MAX-08" in person.article, "the evidence names its sources"


async def test_none_of_these_leads_on_with_an_unclear_kind_that_can_be_changed(wizard: Wizard) -> None:
    async with at_the_screen(wizard) as person:
        await person.press("enter", "2", "3")
        await person.choose("None of these")
        assert person.question == "What is it?" and person.choices[1] == "2 I do not know: go on, the first steps help to find out"
        await person.choose("Temporary ban")
        await person.write(NUMBER)
        await person.choose("The first time")
        await person.press("f5", "f5")
    card = wizard.show(NUMBER)
    assert card.view.kind == "temporary_ban" and card.view.header.symptoms == ()


async def test_letters_typed_on_the_list_search_it(russian: Wizard) -> None:
    async with at_the_screen(russian) as person:
        await person.press("enter", "2", "3", "down")
        await person.burst("й")
        assert person.app.is_running and person.panel.line.value == "й", "no command runs while a search is typed"


# ------------------------------------------------------------------ going back, leaving, coming back


async def test_going_back_keeps_ticks_search_and_number(wizard: Wizard) -> None:
    async with at_the_screen(wizard) as person:
        await person.press("enter", "2", "3")
        await person.type("sign")
        await person.choose("Signing in answers")
        await person.press("f5", "1")
        await person.type("8911")
        await person.press("escape", "escape")
        assert person.panel.line.value == "sign" and "[x] Signing in answers" in person.choices[0]
        await person.press("escape")
        assert person.question == "Which messenger is it?"
        await person.press("3", "f5", "1")
        assert person.panel.line.value == "8911", "the half-typed number is still there"


async def test_leaving_the_page_and_coming_back_goes_on_at_the_same_question(wizard: Wizard) -> None:
    async with at_the_screen(wizard) as person:
        await pasted(person, COUNTDOWN)
        await person.press("1")
        await person.type("8911")
        await person.press("f7")
        assert person.place == "start"
        await person.press("f8")
        assert person.panel.line.value == "8911" and "in the middle of this new case" in person.notice
        await person.press("escape", "escape")
        assert person.screen.query_one(TextArea).text == COUNTDOWN
        await person.press("escape")
        await person.choose("Begin anew")
        assert "Forgotten" in person.notice
        await person.press("1")
        assert person.screen.query_one(TextArea).text == ""
    assert not wizard.board().rows


async def test_an_opened_case_leaves_nothing_behind(wizard: Wizard) -> None:
    async with at_the_screen(wizard) as person:
        await pasted(person, COUNTDOWN)
        await person.press("1")
        await person.write(NUMBER)
        await person.press("1", "f5", "f5", "f7", "f8")
        assert person.question == "What do you have?" and not any("Begin anew" in choice for choice in person.choices)
        await person.press("f10")
        assert not person.app.is_running, "nothing is lost, so nothing is asked"


async def test_leaving_with_a_typed_number_asks_once(wizard: Wizard) -> None:
    async with at_the_screen(wizard) as person:
        await person.press("enter", "2", "3", "f5", "2")
        await person.type("8911")
        await person.press("f10")
        assert person.app.is_running and "not opened yet" in person.notice
        await person.type("1")
        await person.press("f10")
        assert person.app.is_running, "something new was typed, so it is asked anew"
        await person.press("f10")
        assert not person.app.is_running


async def test_the_language_may_change_in_the_middle(wizard: Wizard) -> None:
    async with at_the_screen(wizard) as person:
        await pasted(person, COUNTDOWN)
        await person.press("t")
        assert person.question == "Так и есть?" and "Временная блокировка" in person.choices[0] and "Дальше" not in person.frame[-1]
        await person.press("escape")
        assert person.screen.query_one(TextArea).text == COUNTDOWN


# ------------------------------------------------------------------ the number, and which time


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "… the country code first"),
        ("8911", "… Russia: 7 more digits"),
        ("+7 911 123-45-6", "… Russia: 1 more digit"),
        ("8 (911) 123-45-67", "= +7 911 123-45-67, Russia"),
        ("+44 20 7946 0958", "= +44 20 7946 0958, United Kingdom"),
        ("+999123456", "… no country has this code"),
        ("+7 911 123 45 67 89", "… Russia: too many digits"),
        ("+7 000 000-00-00", "= +7 0000000000, Russia — no such numbers"),
        ("call me", "… only digits, please"),
    ],
)
async def test_the_number_is_checked_while_it_is_typed(wizard: Wizard, typed: str, said: str) -> None:
    async with at_the_screen(wizard) as person:
        await person.press("enter", "3", "3", "2")
        await person.type(typed)
        assert said in person.sees


async def test_a_number_in_the_text_is_proposed_and_enter_takes_it(wizard: Wizard) -> None:
    async with at_the_screen(wizard) as person:
        await pasted(person, COUNTDOWN + "\n8 (911) 123-45-67")
        await person.press("1")
        assert person.panel.line.value == "+7 911 123-45-67" and "Enter takes it" in person.sees
        assert "= +7 911 123-45-67, Russia" in person.sees
        await person.press("enter")
        assert "+7 911 123-45-67" in person.question
        await person.press("1", "f5", "f5")
    assert wizard.show(NUMBER).view.header.text == COUNTDOWN + "\n8 (911) 123-45-67", "the case's own number is no secret"


async def test_what_is_typed_takes_the_place_of_a_proposed_number(wizard: Wizard) -> None:
    async with at_the_screen(wizard) as person:
        await pasted(person, COUNTDOWN + "\n8 (911) 123-45-67")
        await person.press("1")
        await person.write("+7 922 333-44-55")
        assert "+7 922 333-44-55" in person.question
        await person.press("escape")
        assert person.panel.line.value == "+79223334455" and "Enter takes it" not in person.sees
        await person.press("enter", "1", "f5")
        assert "Not kept from the text: 1 other phone number." in person.sees


async def test_of_several_numbers_in_the_text_none_is_guessed(wizard: Wizard) -> None:
    async with at_the_screen(wizard) as person:
        await pasted(person, SECRETS)
        await person.press("1", "enter")
        assert person.panel.line.value == "" and "Write the number with +" in person.notice
        assert [choice[2:] for choice in person.choices] == ["+7 922 333-44-55", "+7 911 123-45-67"]
        await person.press("down", "down", "enter")
        assert "+7 911 123-45-67" in person.question


async def test_a_number_that_is_none_is_asked_again_with_what_was_typed(wizard: Wizard) -> None:
    async with at_the_screen(wizard) as person:
        await person.press("enter", "3", "3", "2")
        await person.write("12-34 abc")
        assert "is not a phone number" in person.notice and person.panel.line.value == "12-34 abc"
        await person.write("8 (911) 123-45-67")
        assert "+7 911 123-45-67" in person.question


async def test_the_offence_is_proposed_from_the_numbers_own_history(wizard: Wizard) -> None:
    earlier = wizard.start("max", NUMBER, kind="permanent_ban").case
    wizard.close(earlier, "silent")
    async with at_the_screen(wizard) as person:
        await person.press("f8", "3", "3")
        await person.choose("Permanent ban")
        await person.write(NUMBER)
        assert person.panel.choices.highlighted == 1 and "(as kept here)" in person.choices[1]
        assert "Earlier blocks of this number kept here: 1." in person.sees
        await person.press("enter", "f5", "f5")
    assert wizard.show(NUMBER).view.offence == 2


async def test_a_number_with_an_open_case_leads_to_it_or_opens_another(wizard: Wizard) -> None:
    running = wizard.start("max", NUMBER, kind="permanent_ban").case
    async with at_the_screen(wizard) as person:
        await person.press("f7", "f8", "3", "3", "2")
        await person.write(NUMBER)
        assert "has an open case already" in person.question
        await person.choose("Start another one")
        await person.press("escape")
        await person.choose("Go on with case")
        assert person.place == "case" and person.screen.card.case == running  # type: ignore[attr-defined]
        await person.press("f7", "f8", "3", "3", "2")
        await person.write(NUMBER)
        await person.choose("Start another one")
        await person.press("enter", "f5")
        assert person.place == "case" and person.screen.card.case != running  # type: ignore[attr-defined]
    assert len(wizard.board().rows) == 2


# ------------------------------------------------------------------ what is known already, and all of it


async def test_what_the_way_asks_first_can_be_told_at_once(wizard: Wizard) -> None:
    async with at_the_screen(wizard, (100, 40)) as person:
        await person.press("enter", "3", "1")
        await person.choose("Ban without a countdown")
        await person.write(NUMBER)
        await person.choose("The second time")
        await person.choose("through OLChat")
        await person.write("Shop")
        await person.choose("not yet")
        await person.choose("Later")
        await person.write("soon")
        assert "“soon” is not a day or a time before now" in person.notice and person.panel.line.value == "soon"
        await person.write("2026-12-30")
        await person.choose("stopped")
        await person.write("2026-12-31")
        await person.press("f5")
        assert person.question == "Is everything right?"
        told = " ".join(person.choices)
        assert "Shop" in told and "Wed 30 Dec 2026" in told and "stopped — 31 December 2026" in told and "later" in told
        await person.press("enter")
    facts = wizard.show(NUMBER).view.facts
    assert (facts["gateway"], facts["line"], facts["review"]) == ("olchat", "Shop", "none") and "sim_in_hand" not in facts
    assert facts["measures"] == {"stopped": {"on": "2026-12-31", "planned": False}}


async def test_any_answer_can_be_changed_at_the_end(wizard: Wizard) -> None:
    async with at_the_screen(wizard, (100, 40)) as person:
        await person.press("enter", "3", "1")
        await person.choose("Ban without a countdown")
        await person.write(NUMBER)
        await person.choose("The second time")
        await person.choose("through OLChat")
        await person.press("f5")
        await person.choose("Which time")
        assert person.panel.choices.highlighted == 1, "what was said is where the bar stands"
        await person.choose("The first time")
        assert person.question == "Is everything right?"
        await person.choose("Connection" if any("Connection" in c for c in person.choices) else "Gateway")
        await person.choose("phone")
        assert person.question == "Is everything right?"
        await person.choose("Number: ")
        await person.write("+7 922 333-44-55")
        assert "+7 922 333-44-55" in person.question, "another number may have another history"
        await person.press("enter")
        await person.choose("Kind of block")
        await person.press("escape")
        assert person.question == "Is everything right?", "Esc changes nothing"
        await person.choose("Messenger")
        await person.choose("MAX")
        assert person.question == "What is it?", "what belongs to the messenger is asked anew"
        await person.choose("Permanent ban")
        assert person.question == "Where exactly do you see it?" or person.panel.shown.id.startswith("fact:")  # type: ignore[union-attr]
        await person.press("f5", "f5")
    card = wizard.show("+79223334455")
    assert (card.view.header.messenger, card.view.kind, card.view.offence) == ("max", "permanent_ban", 1)
    assert "gateway" not in card.view.facts


@pytest.mark.parametrize("name", ["pipe", "-", ""])
async def test_what_is_no_file_is_told_and_not_waited_for(wizard: Wizard, tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / "pipe")
    async with at_the_screen(wizard) as person:
        await person.press("enter")
        await person.choose("file")
        await person.write(str(tmp_path / name) if name != "-" else name)
        assert ("is no file" if name != "-" else "Cannot read") in person.notice


async def test_the_screen_the_lines_and_the_command_line_leave_the_same_log(wizard: Wizard, tmp_path: Path) -> None:
    """The plain wizard's part of this stands in tests/unit/test_plain_new_case.py."""
    text = tmp_path / "text.txt"
    text.write_text(SECRETS, encoding="utf-8")
    async with at_the_screen(wizard) as person:
        await pasted(person, SECRETS)
        await person.press("1")
        await person.write(NUMBER)
        await person.press("2")
        await person.choose("through OLChat")
        await person.write("Shop")
        await person.press("f5", "f5")
    other = desk(tmp_path / "other")
    other.start("whatsapp_app", NUMBER, kind="temporary_ban", text=SECRETS, offence=2, facts={"line": "Shop", "gateway": "olchat"})
    logs = [[(e.seq, e.at, e.actor, e.kind, e.name, e.value) for e in one.log(NUMBER)] for one in (wizard, other)]
    assert logs[0] == logs[1]
    other.store.close()


async def test_not_knowing_whether_it_is_a_repeat_is_an_answer(wizard: Wizard, tmp_path: Path) -> None:
    """The other faces' part of this stands in tests/unit/test_offence_unknown.py."""
    async with at_the_screen(wizard) as person:
        await person.press("enter", "3", "3")
        await person.choose("Permanent ban")
        await person.write(NUMBER)
        assert person.choices[-1].startswith("4 I do not know") and "careful way" in person.choices[-1]
        await person.press("4", "f5")
        assert "Which time: I do not know" in " ".join(person.choices)
        await person.choose("Which time")
        assert person.panel.choices.highlighted == 3, "what was said is where the bar stands"
        await person.press("escape", "f5")
        assert "careful way" in person.notice
    other = desk(tmp_path / "other")
    other.start("max", NUMBER, kind="permanent_ban", offence="?")
    logs = [[(e.seq, e.at, e.actor, e.kind, e.name, e.value) for e in one.log(NUMBER)] for one in (wizard, other)]
    assert logs[0] == logs[1] and logs[0][0][-1]["offence"] == {"unsure": 2}
    other.store.close()


def test_a_case_is_only_tried_until_it_is_opened(wizard: Wizard) -> None:
    intake = Intake(wizard, Draft(messenger="max", kind="permanent_ban", number=NUMBER))
    assert intake.preview().case == "" and not wizard.board().rows
    assert intake.open().case == "acase1"


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_frames(either: Wizard, size: tuple[int, int]) -> None:
    async with at_the_screen(either, size) as person:
        await person.press("enter")
        person.golden("new_case_what")
        await person.press("1")
        await person.paste(SECRETS)
        person.golden("new_case_paste")
        await person.press("f5")
        person.golden("new_case_judged")
        await person.press("1")
        await person.type("+7 911 123-45")
        person.golden("new_case_number")
        await person.write(NUMBER)
        await person.press("2")
        person.golden("new_case_fact")
        await person.press("1", "f5")
        person.golden("new_case_summary")
