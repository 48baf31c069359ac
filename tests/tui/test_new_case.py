"""A new case, question by question; going back loses nothing."""

from ban_wizard.wizard import Wizard
from tests.support.desk import NUMBER
from tests.tui.pages import at_the_screen


async def test_symptoms_are_searched_by_words_and_several_may_be_ticked(wizard: Wizard) -> None:
    async with at_the_screen(wizard) as person:
        await person.press("enter", "3")
        await person.type("SIGNED out")
        assert person.choices == ["1 [ ] MAX has signed me out", "2 None of these, or I do not know"]
        await person.press("enter", "enter")
        assert person.choices[0] == "1 [x] MAX has signed me out"
        await person.press("up")
        await person.burst("end", "ctrl+u")
        await person.choose("Signing in answers")
        await person.type("zzz")
        assert "nothing with these words" in person.sees
        await person.press("f5")
        assert person.question == "Is that right?" and "Permanent ban (sure)" in person.article
        assert "MAX-08" in person.article, "the evidence names its sources"


async def test_going_back_keeps_ticks_search_and_number(wizard: Wizard) -> None:
    async with at_the_screen(wizard) as person:
        await person.press("enter", "3")
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


async def test_none_of_these_leads_on_with_an_unclear_kind_that_can_be_changed(wizard: Wizard) -> None:
    async with at_the_screen(wizard) as person:
        await person.press("enter", "3")
        await person.choose("None of these")
        assert person.choices[0] == "1 Yes: Not clear yet"
        await person.choose("Temporary ban")
        await person.write(NUMBER)
        await person.choose("The first time")
    card = wizard.show(NUMBER)
    assert card.view.kind == "temporary_ban" and card.view.header.symptoms == ()


async def test_a_number_that_is_none_is_asked_again_with_what_was_typed(wizard: Wizard) -> None:
    async with at_the_screen(wizard) as person:
        await person.press("enter", "3", "f5", "1")
        await person.write("12-34 abc")
        assert "is not a phone number" in person.notice and person.panel.line.value == "12-34 abc"
        await person.write("8 (911) 123-45-67")
        assert "+7 911 123-45-67" in person.question


async def test_the_offence_is_proposed_from_the_numbers_own_history(wizard: Wizard) -> None:
    earlier = wizard.start("max", NUMBER, kind="permanent_ban").case
    wizard.close(earlier, "silent")
    async with at_the_screen(wizard) as person:
        await person.choose("Start")
        await person.press("3", "f5")
        await person.choose("Permanent ban")
        await person.write(NUMBER)
        assert person.panel.choices.highlighted == 1 and "(as kept here)" in person.choices[1]
        assert "Earlier blocks of this number kept here: 1." in person.sees
        await person.press("enter")
    assert wizard.show(NUMBER).view.offence == 2


async def test_a_number_with_an_open_case_leads_to_it_or_opens_another(wizard: Wizard) -> None:
    running = wizard.start("max", NUMBER, kind="permanent_ban").case
    async with at_the_screen(wizard) as person:
        await person.press("f7", "f8", "3", "f5", "1")
        await person.write(NUMBER)
        assert "has an open case already" in person.question
        await person.choose("Start another one")
        await person.press("escape")
        await person.choose("Go on with case")
        assert person.place == "case" and person.screen.card.case == running  # type: ignore[attr-defined]
        await person.press("f7", "f8", "3", "f5", "1")
        await person.write(NUMBER)
        await person.choose("Start another one")
        await person.press("enter")
        assert person.screen.card.case != running  # type: ignore[attr-defined]
    assert len(wizard.board().rows) == 2


async def test_letters_typed_on_the_list_search_it(russian: Wizard) -> None:
    async with at_the_screen(russian) as person:
        await person.press("enter", "3", "down")
        await person.burst("й")
        assert person.app.is_running and person.panel.line.value == "й", "no command runs while a search is typed"


async def test_leaving_with_a_typed_number_asks_once(wizard: Wizard) -> None:
    async with at_the_screen(wizard) as person:
        await person.press("enter", "3", "f5", "1")
        await person.type("8911")
        await person.press("f10")
        assert person.app.is_running and "not recorded yet" in person.notice
        await person.type("1")
        await person.press("f10")
        assert person.app.is_running, "something new was typed, so it is asked anew"
        await person.press("f10")
        assert not person.app.is_running
